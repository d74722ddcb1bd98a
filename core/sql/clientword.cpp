// SPDX-License-Identifier: MIT
#include "sql/clientword.h"

#include "sql/scan.h"

#include <array>

namespace Athanor {

namespace {

struct Command
{
    QStringView name;
    qsizetype shortest; // letters that are enough
    ClientWord word;
};

// By first letter, so that a look-up reads few of them.
constexpr std::array commands = {
    Command{u"ACCEPT", 3, ClientWord::Accept},
    Command{u"APPEND", 1, ClientWord::BufferEdit},
    Command{u"ARCHIVE", 7, ClientWord::Administration},
    Command{u"ARGUMENT", 4, ClientWord::Accept}, // 23ai: what &1 is asked for with
    Command{u"ATTRIBUTE", 4, ClientWord::Harmless},
    Command{u"BREAK", 3, ClientWord::Harmless},
    Command{u"BTITLE", 3, ClientWord::Harmless},
    Command{u"CD", 2, ClientWord::Host},
    Command{u"CHANGE", 1, ClientWord::BufferEdit},
    Command{u"CLEAR", 2, ClientWord::Harmless},
    Command{u"COLUMN", 3, ClientWord::Harmless},
    Command{u"COMPUTE", 4, ClientWord::Harmless},
    Command{u"CONFIG", 6, ClientWord::Administration},
    Command{u"CONNECT", 4, ClientWord::Connect},
    Command{u"COPY", 4, ClientWord::Copy},
    Command{u"DEFINE", 3, ClientWord::Define},
    Command{u"DEL", 3, ClientWord::BufferEdit},
    Command{u"DESCRIBE", 4, ClientWord::Harmless},
    Command{u"DISCONNECT", 4, ClientWord::Disconnect},
    Command{u"DOCUMENT", 3, ClientWord::Document},
    Command{u"EDIT", 2, ClientWord::BufferEdit},
    Command{u"EXECUTE", 4, ClientWord::Execute},
    Command{u"EXIT", 4, ClientWord::Exit},
    Command{u"GET", 3, ClientWord::BufferEdit},
    Command{u"HELP", 4, ClientWord::Harmless},
    Command{u"HISTORY", 4, ClientWord::Harmless},
    Command{u"HOST", 2, ClientWord::Host},
    Command{u"INPUT", 1, ClientWord::BufferEdit},
    Command{u"LIST", 1, ClientWord::Harmless},
    Command{u"NEWPAGE", 7, ClientWord::Harmless},
    Command{u"OERR", 4, ClientWord::Harmless},
    Command{u"PASSWORD", 5, ClientWord::Administration},
    Command{u"PAUSE", 3, ClientWord::Harmless},
    Command{u"PING", 4, ClientWord::Harmless},
    Command{u"PRINT", 3, ClientWord::Print},
    Command{u"PROMPT", 3, ClientWord::Prompt},
    Command{u"QUIT", 4, ClientWord::Exit},
    Command{u"RECOVER", 7, ClientWord::Administration},
    Command{u"REMARK", 3, ClientWord::Remark},
    Command{u"REPFOOTER", 4, ClientWord::Harmless},
    Command{u"REPHEADER", 4, ClientWord::Harmless},
    Command{u"RUN", 1, ClientWord::Run},
    Command{u"SAVE", 3, ClientWord::BufferEdit},
    Command{u"SET", 3, ClientWord::Set},
    Command{u"SHOW", 3, ClientWord::Show},
    Command{u"SHUTDOWN", 8, ClientWord::Administration},
    Command{u"SPOOL", 3, ClientWord::Spool},
    Command{u"START", 3, ClientWord::Start},
    Command{u"STARTUP", 7, ClientWord::Administration},
    Command{u"STORE", 5, ClientWord::Harmless},
    Command{u"TIMING", 4, ClientWord::Harmless},
    Command{u"TTITLE", 3, ClientWord::Harmless},
    Command{u"UNDEFINE", 5, ClientWord::Undefine},
    Command{u"VARIABLE", 3, ClientWord::Variable},
    Command{u"WHENEVER", 8, ClientWord::Whenever},
    Command{u"XQUERY", 6, ClientWord::Xquery},
};

// Where each letter's commands begin.
constexpr std::array<quint8, 27> makeFirsts()
{
    std::array<quint8, 27> firsts = {};
    size_t i = 0;
    for (size_t letter = 0; letter < 27; ++letter) {
        while (i < commands.size() && size_t(commands[i].name.utf16()[0] - u'A') < letter)
            ++i;
        firsts[letter] = quint8(i);
    }
    return firsts;
}

constexpr std::array<quint8, 27> firsts = makeFirsts();

} // namespace

ClientWord clientWord(QStringView word)
{
    if (word.isEmpty())
        return ClientWord::None;
    const char16_t first = Scan::upper(word.utf16()[0]);
    if (first < u'A' || first > u'Z')
        return ClientWord::None;
    for (size_t i = firsts[first - u'A']; i < firsts[first - u'A' + 1]; ++i) {
        const Command &command = commands[i];
        if (word.size() >= command.shortest && word.size() <= command.name.size()
            && Scan::isWord(word, command.name.first(word.size())))
            return command.word;
    }
    return ClientWord::None;
}

} // namespace Athanor
