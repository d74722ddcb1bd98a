// SPDX-License-Identifier: MIT
#include "ui/changes/sidebyside.h"

#include <QtCore/QStringList>

#include <algorithm>

namespace Athanor {

namespace {

// The longest common subsequence as pairs of indexes, after Myers' "An O(ND) Difference Algorithm":
// fast where the texts are alike, which two states of one object are. Past `limit` differences it
// gives up and finds nothing in common.
template <typename Item>
std::vector<std::pair<int, int>> commonPairs(const std::vector<Item> &a, const std::vector<Item> &b,
                                             int limit)
{
    std::vector<std::pair<int, int>> pairs;
    int head = 0;
    const int shorter = int(std::min(a.size(), b.size()));
    while (head < shorter && a[size_t(head)] == b[size_t(head)]) {
        pairs.emplace_back(head, head);
        ++head;
    }
    int tail = 0;
    while (tail < shorter - head
           && a[a.size() - 1 - size_t(tail)] == b[b.size() - 1 - size_t(tail)])
        ++tail;
    const int n = int(a.size()) - head - tail;
    const int m = int(b.size()) - head - tail;

    const int most = std::min(n + m, limit);
    std::vector<int> furthest(size_t(2 * most + 3), 0);
    std::vector<std::vector<int>> trace;
    const auto at = [most](int k) { return size_t(k + most + 1); };
    bool reached = n == 0 && m == 0;
    for (int d = 0; d <= most && !reached; ++d) {
        trace.push_back(furthest);
        for (int k = -d; k <= d; k += 2) {
            int x = (k == -d || (k != d && furthest[at(k - 1)] < furthest[at(k + 1)]))
                ? furthest[at(k + 1)]
                : furthest[at(k - 1)] + 1;
            int y = x - k;
            while (x < n && y < m && a[size_t(head + x)] == b[size_t(head + y)]) {
                ++x;
                ++y;
            }
            furthest[at(k)] = x;
            if (x >= n && y >= m) {
                reached = true;
                break;
            }
        }
    }
    if (reached) {
        std::vector<std::pair<int, int>> middle;
        int x = n;
        int y = m;
        for (int d = int(trace.size()) - 1; d >= 0 && (x > 0 || y > 0); --d) {
            const std::vector<int> &before = trace[size_t(d)];
            const int k = x - y;
            const int previous =
                (k == -d || (k != d && before[at(k - 1)] < before[at(k + 1)])) ? k + 1 : k - 1;
            const int fromX = d == 0 ? 0 : before[at(previous)];
            const int fromY = d == 0 ? 0 : fromX - previous;
            while (x > fromX && y > fromY) {
                --x;
                --y;
                middle.emplace_back(head + x, head + y);
            }
            x = fromX;
            y = fromY;
        }
        pairs.insert(pairs.end(), middle.rbegin(), middle.rend());
    }
    for (int i = tail; i > 0; --i)
        pairs.emplace_back(int(a.size()) - i, int(b.size()) - i);
    return pairs;
}

struct Word
{
    TextRange range;
    QStringView text;
    friend bool operator==(const Word &x, const Word &y) { return x.text == y.text; }
};

std::vector<Word> wordsOf(QStringView line)
{
    std::vector<Word> words;
    const auto isWord = [](QChar c) {
        return c.isLetterOrNumber() || c == u'_' || c == u'$' || c == u'#';
    };
    for (qsizetype i = 0; i < line.size();) {
        qsizetype end = i + 1;
        if (line[i].isSpace()) {
            i = end; // blanks are layout, not words
            continue;
        }
        if (isWord(line[i])) {
            while (end < line.size() && isWord(line[end]))
                ++end;
        }
        words.push_back({{i, end - i}, line.sliced(i, end - i)});
        i = end;
    }
    return words;
}

constexpr int wordLimit = 400;
constexpr int lineLimit = 3000;
constexpr double alike = 0.5; // from here on two lines are one line edited

double likeness(const std::vector<Word> &a, const std::vector<Word> &b)
{
    if (a.empty() || b.empty())
        return 0;
    // A line of DDL is about what its first word names.
    const double bonus = a.front() == b.front() ? 0.25 : 0;
    return bonus + 2.0 * double(commonPairs(a, b, wordLimit).size()) / double(a.size() + b.size());
}

// The words of `words` that no pair names, neighbours joined with the blanks between them.
std::vector<TextRange> unpaired(const std::vector<Word> &words, const std::vector<bool> &paired)
{
    std::vector<TextRange> ranges;
    for (size_t i = 0; i < words.size(); ++i) {
        if (paired[i])
            continue;
        if (!ranges.empty() && i > 0 && !paired[i - 1])
            ranges.back().length = words[i].range.end() - ranges.back().start;
        else
            ranges.push_back(words[i].range);
    }
    return ranges;
}

class Builder
{
public:
    Builder(const QStringList &before, const QStringList &after)
        : m_before(before)
        , m_after(after)
    { }

    void same(int i, int j)
    {
        m_result.left.push_back({DiffLine::Same, m_before[i], {}, i + 1});
        m_result.right.push_back({DiffLine::Same, m_after[j], {}, j + 1});
    }
    void removed(int i)
    {
        m_result.left.push_back({DiffLine::Removed, m_before[i], {}, i + 1});
        m_result.right.push_back({DiffLine::Missing, {}, {}, 0});
    }
    void added(int j)
    {
        m_result.left.push_back({DiffLine::Missing, {}, {}, 0});
        m_result.right.push_back({DiffLine::Added, m_after[j], {}, j + 1});
    }
    void changed(int i, int j)
    {
        const std::vector<Word> a = wordsOf(m_before[i]);
        const std::vector<Word> b = wordsOf(m_after[j]);
        std::vector<bool> inA(a.size(), false);
        std::vector<bool> inB(b.size(), false);
        for (const auto &pair : commonPairs(a, b, wordLimit)) {
            inA[size_t(pair.first)] = true;
            inB[size_t(pair.second)] = true;
        }
        const std::vector<TextRange> left = unpaired(a, inA);
        const std::vector<TextRange> right = unpaired(b, inB);
        const auto kind = left.empty() && right.empty() ? DiffLine::Layout : DiffLine::Changed;
        m_result.left.push_back({kind, m_before[i], left, i + 1});
        m_result.right.push_back({kind, m_after[j], right, j + 1});
    }

    // Lines that are on one side each: pairs up in order those that are alike, so that the sum of
    // likeness is greatest.
    void hunk(int fromI, int toI, int fromJ, int toJ)
    {
        const int n = toI - fromI;
        const int m = toJ - fromJ;
        std::vector<std::pair<int, int>> pairs;
        if (n > 0 && m > 0 && n * m <= 40000) {
            std::vector<std::vector<Word>> a;
            std::vector<std::vector<Word>> b;
            for (int i = fromI; i < toI; ++i)
                a.push_back(wordsOf(m_before[i]));
            for (int j = fromJ; j < toJ; ++j)
                b.push_back(wordsOf(m_after[j]));
            std::vector<std::vector<double>> likes(size_t(n), std::vector<double>(size_t(m), 0));
            std::vector<std::vector<double>> best(size_t(n) + 1,
                                                  std::vector<double>(size_t(m) + 1, 0));
            for (size_t i = size_t(n); i-- > 0;) {
                for (size_t j = size_t(m); j-- > 0;) {
                    likes[i][j] = likeness(a[i], b[j]);
                    best[i][j] = std::max(best[i + 1][j], best[i][j + 1]);
                    if (likes[i][j] >= alike)
                        best[i][j] = std::max(best[i][j], best[i + 1][j + 1] + likes[i][j]);
                }
            }
            for (size_t i = 0, j = 0; i < size_t(n) && j < size_t(m);) {
                if (likes[i][j] >= alike && best[i][j] == best[i + 1][j + 1] + likes[i][j])
                    pairs.emplace_back(fromI + int(i++), fromJ + int(j++));
                else if (best[i + 1][j] >= best[i][j + 1])
                    ++i;
                else
                    ++j;
            }
        }
        pairs.emplace_back(toI, toJ);
        int i = fromI;
        int j = fromJ;
        for (const auto &pair : pairs) {
            while (i < pair.first)
                removed(i++);
            while (j < pair.second)
                added(j++);
            if (pair.first < toI)
                changed(i++, j++);
        }
    }

    SideBySide take() { return std::move(m_result); }

private:
    const QStringList &m_before;
    const QStringList &m_after;
    SideBySide m_result;
};

QStringList linesOf(const QString &text)
{
    if (text.isEmpty())
        return {};
    QStringList lines = text.split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast(); // the end of the last line is no line
    return lines;
}

} // namespace

bool SideBySide::hasDifference() const
{
    return std::any_of(left.begin(), left.end(),
                       [](const DiffLine &line) { return line.kind != DiffLine::Same; });
}

std::vector<int> SideBySide::hunks() const
{
    const auto runsOf = [this](auto differs) {
        std::vector<int> starts;
        bool inRun = false;
        for (size_t i = 0; i < left.size(); ++i) {
            const bool isOne = differs(left[i].kind);
            if (isOne && !inRun)
                starts.push_back(int(i));
            inRun = isOne;
        }
        return starts;
    };
    std::vector<int> starts = runsOf(
        [](DiffLine::Kind kind) { return kind != DiffLine::Same && kind != DiffLine::Layout; });
    return starts.empty() ? runsOf([](DiffLine::Kind kind) { return kind != DiffLine::Same; })
                          : starts;
}

SideBySide sideBySide(const QString &before, const QString &after)
{
    const QStringList a = linesOf(before);
    const QStringList b = linesOf(after);
    const std::vector<QString> linesA(a.begin(), a.end());
    const std::vector<QString> linesB(b.begin(), b.end());
    Builder builder(a, b);
    int i = 0;
    int j = 0;
    for (const auto &pair : commonPairs(linesA, linesB, lineLimit)) {
        builder.hunk(i, pair.first, j, pair.second);
        builder.same(pair.first, pair.second);
        i = pair.first + 1;
        j = pair.second + 1;
    }
    builder.hunk(i, int(linesA.size()), j, int(linesB.size()));
    return builder.take();
}

} // namespace Athanor
