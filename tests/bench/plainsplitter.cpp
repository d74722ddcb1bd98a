// SPDX-License-Identifier: MIT
#include "plainsplitter.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace Athanor {

namespace {

constexpr std::array<bool, 256> makeWordCharacters()
{
    std::array<bool, 256> table = {};
    for (size_t c = 0; c < 256; ++c) {
        table[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '_' || c == '$' || c == '#' || c >= 128;
    }
    return table;
}

constexpr std::array<bool, 256> wordCharacters = makeWordCharacters();

const char *skipWord(const char *p, const char *end)
{
    while (p < end && wordCharacters[uchar(*p)])
        ++p;
    return p;
}

bool opensUnit(const char *p, const char *end)
{
    const char *const words[] = {"begin",    "declare", "package", "procedure",
                                 "function", "trigger", "type"};
    for (int i = 0; i < 6; ++i) {
        while (p < end && *p <= ' ')
            ++p;
        const char *const after = skipWord(p, end);
        for (const char *word : words) {
            if (size_t(after - p) == std::strlen(word)
                && qstrnicmp(p, word, size_t(after - p)) == 0)
                return true;
        }
        p = after;
    }
    return false;
}

const char *past(const char *p, const char *end, char c)
{
    const void *found = p < end ? std::memchr(p, c, size_t(end - p)) : nullptr;
    return found ? static_cast<const char *>(found) + 1 : end;
}

} // namespace

qsizetype plainSplit(QByteArrayView text)
{
    const char *const end = text.data() + text.size();
    qsizetype count = 0;
    bool outside = true; // between statements
    bool unit = false;
    for (const char *p = text.data(); p < end;) {
        const char next = p + 1 < end ? p[1] : '\n';
        if (wordCharacters[uchar(*p)]) {
            if (outside)
                unit = opensUnit(p, end);
            outside = false;
            p = skipWord(p, end);
        } else if (*p == '\'' || *p == '"') {
            p = past(p + 1, end, *p);
        } else if (*p == '-' && next == '-') {
            p = past(p, end, '\n');
        } else if (*p == '/' && next == '*') {
            for (p += 3; p < end && (p[-1] != '*' || *p != '/'); ++p) { }
            ++p;
        } else if (*p == ';'
                   || (*p == '/' && (p == text.data() || p[-1] == '\n')
                       && (next == '\n' || next == '\r'))) {
            const bool ends = !outside && (*p == '/' || !unit);
            count += ends;
            outside = outside || ends;
            ++p;
        } else {
            ++p;
        }
    }
    return count + (outside ? 0 : 1);
}

} // namespace Athanor
