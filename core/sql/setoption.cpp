// SPDX-License-Identifier: MIT
#include "sql/setoption.h"

#include "sql/scan.h"

#include <QtCore/QStringList>

#include <algorithm>
#include <array>

namespace Athanor {

namespace {

struct Known
{
    QStringView name;
    qsizetype shortest; // letters that are enough
    SetOption option = SetOption::Harmless;
    bool several =
        false; // words of its own follow its value: SERVEROUTPUT ON SIZE 1000 FORMAT WRAPPED
};

constexpr std::array options = {
    Known{u"DEFINE", 3, SetOption::Substitution},
    Known{u"SCAN", 4, SetOption::Substitution},
    Known{u"ESCAPE", 3, SetOption::Substitution},
    Known{u"CONCAT", 3, SetOption::Substitution},
    Known{u"SQLTERMINATOR", 4, SetOption::Terminator},
    Known{u"BLOCKTERMINATOR", 3, SetOption::BlockTerminator},
    Known{u"CMDSEP", 4, SetOption::CommandSeparator},
    Known{u"SQLPREFIX", 6, SetOption::Prefix},
    Known{u"SQLCASE", 4, SetOption::Case},
    Known{u"SUFFIX", 3, SetOption::Suffix},
    Known{u"FLAGGER", 7, SetOption::Flagger},
    Known{u"INSTANCE", 8, SetOption::Instance},
    Known{u"APPINFO", 4},
    Known{u"ARRAYSIZE", 5},
    Known{u"AUTOCOMMIT", 4},
    Known{u"AUTOPRINT", 5},
    Known{u"AUTORECOVERY", 5},
    Known{u"AUTOTRACE", 5, SetOption::Harmless, true},
    Known{u"BUFFER", 3},
    Known{u"CLOSECURSOR", 3},
    Known{u"COLINVISIBLE", 4},
    Known{u"COLSEP", 4},
    Known{u"COMPATIBILITY", 3},
    Known{u"COPYCOMMIT", 5},
    Known{u"COPYTYPECHECK", 5},
    Known{u"DESCRIBE", 4, SetOption::Harmless, true},
    Known{u"DOCUMENT", 3},
    Known{u"ECHO", 4},
    Known{u"EDITFILE", 5},
    Known{u"EMBEDDED", 3},
    Known{u"ERRORDETAILS", 6},
    Known{u"ERRORLOGGING", 6, SetOption::Harmless, true},
    Known{u"ESCCHAR", 4},
    Known{u"EXITCOMMIT", 5},
    Known{u"FEEDBACK", 4, SetOption::Harmless, true},
    Known{u"FLUSH", 3},
    Known{u"FULLCOLNAME", 5},
    Known{u"HEADING", 3},
    Known{u"HEADSEP", 5},
    Known{u"HISTORY", 4},
    Known{u"JSONPRINT", 5},
    Known{u"LINESIZE", 3},
    Known{u"LOBOFFSET", 4},
    Known{u"LOBPREFETCH", 4},
    Known{u"LOGSOURCE", 3},
    Known{u"LONG", 4},
    Known{u"LONGCHUNKSIZE", 5},
    Known{u"MARKUP", 4, SetOption::Harmless, true},
    Known{u"MAXDATA", 4},
    Known{u"NEWPAGE", 4},
    Known{u"NULL", 4},
    Known{u"NUMFORMAT", 4},
    Known{u"NUMWIDTH", 3},
    Known{u"PAGESIZE", 4},
    Known{u"PAUSE", 3},
    Known{u"RECSEP", 6},
    Known{u"RECSEPCHAR", 7},
    Known{u"ROWLIMIT", 4},
    Known{u"ROWPREFETCH", 4},
    Known{u"SECUREDCOL", 4, SetOption::Harmless, true},
    Known{u"SECURELITERALS", 7},
    Known{u"SERVEROUTPUT", 6, SetOption::Harmless, true},
    Known{u"SHIFTINOUT", 5},
    Known{u"SHOWMODE", 4},
    Known{u"SPACE", 3},
    Known{u"SQLBLANKLINES", 5},
    Known{u"SQLCONTINUE", 5},
    Known{u"SQLNUMBER", 4},
    Known{u"SQLPLUSCOMPATIBILITY", 7},
    Known{u"SQLPROMPT", 4},
    Known{u"STATEMENTCACHE", 5},
    Known{u"TAB", 3},
    Known{u"TERMOUT", 4},
    Known{u"TIME", 2},
    Known{u"TIMING", 4},
    Known{u"TRIMOUT", 4},
    Known{u"TRIMSPOOL", 5},
    Known{u"TRUNCATE", 4},
    Known{u"UNDERLINE", 3},
    Known{u"VERIFY", 3},
    Known{u"WRAP", 3},
    Known{u"XMLOPTIMIZATIONCHECK", 3},
    Known{u"XQUERY", 3, SetOption::Harmless, true},
    // SQLcl's own, which scripts for both hold
    Known{u"CLOUDCONFIG", 5},
    Known{u"CODESCAN", 8},
    Known{u"DDL", 3, SetOption::Harmless, true},
    Known{u"ENCODING", 8},
    Known{u"HIGHLIGHTING", 9, SetOption::Harmless, true},
    Known{u"LOAD", 4, SetOption::Harmless, true},
    Known{u"LOADFORMAT", 10, SetOption::Harmless, true},
    Known{u"SQLFORMAT", 9, SetOption::Harmless, true},
    Known{u"STATUSBAR", 9, SetOption::Harmless, true},
};

const Known *find(QStringView word)
{
    const auto found = std::find_if(options.begin(), options.end(), [word](const Known &known) {
        return word.size() >= known.shortest && word.size() <= known.name.size()
            && Scan::isWord(word, known.name.first(word.size()));
    });
    return found == options.end() ? nullptr : &*found;
}

// Words between blanks up to a comment, with their quotes; what is in quotes stays together.
QStringList words(QStringView text)
{
    QStringList found;
    for (qsizetype at = 0; at < text.size();) {
        if (Scan::isSpace(text.utf16()[at])) {
            ++at;
            continue;
        }
        const qsizetype start = at;
        const QStringView rest = text.sliced(at);
        if (rest.startsWith(u"--") || rest.startsWith(u"/*"))
            break;
        const char16_t c = text.utf16()[at];
        if (c == u'\'' || c == u'"')
            at = std::min(Scan::endOfQuoted(text, at), text.size());
        while (at < text.size() && !Scan::isSpace(text.utf16()[at]))
            ++at;
        found += text.sliced(start, at - start).toString();
    }
    // The ; people end commands with; alone it is a value (SET SQLTERMINATOR ;).
    if (!found.isEmpty() && found.back().size() > 1 && found.back().endsWith(u';'))
        found.back().chop(1);
    return found;
}

QStringView unquoted(QStringView value)
{
    const bool isQuoted = value.size() >= 2 && (value.front() == u'\'' || value.front() == u'"');
    return isQuoted ? value.sliced(1, value.size() - 2) : value;
}

} // namespace

std::vector<Setting> settingsOf(QStringView arguments)
{
    std::vector<Setting> settings;
    const QStringList all = words(arguments);
    bool several = false;
    for (qsizetype i = 0; i < all.size(); ++i) {
        const Known *known = find(all[i]);
        if (!known && several) {
            several = !all[i].endsWith(u';'); // behind it another command would begin
            continue;
        }
        Setting setting{known ? known->option : SetOption::Unknown, all[i].toUpper(), {}};
        if (i + 1 < all.size())
            setting.value = all[++i];
        several = (several || (known && known->several)) && !setting.value.endsWith(u';');
        settings.push_back(setting);
    }
    return settings;
}

bool keepsStatementEnds(const Setting &setting)
{
    const QStringView value = unquoted(setting.value);
    const bool isOn = Scan::isWord(value, u"ON");
    const bool isOff = Scan::isWord(value, u"OFF");
    switch (setting.option) {
    case SetOption::Terminator:
        return isOn || value == u";";
    case SetOption::BlockTerminator:
        return isOn || isOff || value == u".";
    case SetOption::CommandSeparator:
        return isOff;
    case SetOption::Prefix:
        return value == u"#";
    case SetOption::Harmless:
    case SetOption::Substitution:
    case SetOption::Case:
    case SetOption::Suffix:
    case SetOption::Flagger:
    case SetOption::Instance:
    case SetOption::Unknown:
        return true;
    }
    return true;
}

} // namespace Athanor
