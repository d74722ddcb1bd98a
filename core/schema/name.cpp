// SPDX-License-Identifier: MIT
#include "schema/name.h"

#include "sql/scan.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// Oracle Database SQL Language Reference, appendix "Oracle SQL Reserved Words": the same from 11.2
// to 23ai. Sorted.
constexpr std::array<QStringView, 110> reservedWords{
    u"ACCESS",
    u"ADD",
    u"ALL",
    u"ALTER",
    u"AND",
    u"ANY",
    u"AS",
    u"ASC",
    u"AUDIT",
    u"BETWEEN",
    u"BY",
    u"CHAR",
    u"CHECK",
    u"CLUSTER",
    u"COLUMN",
    u"COLUMN_VALUE",
    u"COMMENT",
    u"COMPRESS",
    u"CONNECT",
    u"CREATE",
    u"CURRENT",
    u"DATE",
    u"DECIMAL",
    u"DEFAULT",
    u"DELETE",
    u"DESC",
    u"DISTINCT",
    u"DROP",
    u"ELSE",
    u"EXCLUSIVE",
    u"EXISTS",
    u"FILE",
    u"FLOAT",
    u"FOR",
    u"FROM",
    u"GRANT",
    u"GROUP",
    u"HAVING",
    u"IDENTIFIED",
    u"IMMEDIATE",
    u"IN",
    u"INCREMENT",
    u"INDEX",
    u"INITIAL",
    u"INSERT",
    u"INTEGER",
    u"INTERSECT",
    u"INTO",
    u"IS",
    u"LEVEL",
    u"LIKE",
    u"LOCK",
    u"LONG",
    u"MAXEXTENTS",
    u"MINUS",
    u"MLSLABEL",
    u"MODE",
    u"MODIFY",
    u"NESTED_TABLE_ID",
    u"NOAUDIT",
    u"NOCOMPRESS",
    u"NOT",
    u"NOWAIT",
    u"NULL",
    u"NUMBER",
    u"OF",
    u"OFFLINE",
    u"ON",
    u"ONLINE",
    u"OPTION",
    u"OR",
    u"ORDER",
    u"PCTFREE",
    u"PRIOR",
    u"PUBLIC",
    u"RAW",
    u"RENAME",
    u"RESOURCE",
    u"REVOKE",
    u"ROW",
    u"ROWID",
    u"ROWNUM",
    u"ROWS",
    u"SELECT",
    u"SESSION",
    u"SET",
    u"SHARE",
    u"SIZE",
    u"SMALLINT",
    u"START",
    u"SUCCESSFUL",
    u"SYNONYM",
    u"SYSDATE",
    u"TABLE",
    u"THEN",
    u"TO",
    u"TRIGGER",
    u"UID",
    u"UNION",
    u"UNIQUE",
    u"UPDATE",
    u"USER",
    u"VALIDATE",
    u"VALUES",
    u"VARCHAR",
    u"VARCHAR2",
    u"VIEW",
    u"WHENEVER",
    u"WHERE",
    u"WITH",
};

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Name", text);
}

bool isUnquotedForm(QStringView stored)
{
    const auto plain = [](QChar c) {
        return (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u'$'
            || c == u'#';
    };
    return !stored.isEmpty() && stored[0] >= u'A' && stored[0] <= u'Z'
        && std::all_of(stored.begin(), stored.end(), plain) && !isReservedWord(stored);
}

} // namespace

QString storedName(QStringView written)
{
    if (written.size() >= 2 && written.front() == u'"' && written.back() == u'"')
        return written.sliced(1, written.size() - 2).toString();
    // Letter by letter: Oracle's UPPER has no letter that becomes two (ß stays ß).
    QString stored(written.size(), Qt::Uninitialized);
    std::transform(written.begin(), written.end(), stored.begin(), [](QChar c) {
        return c.unicode() < 128 ? QChar(Scan::upper(c.unicode())) : c.toUpper();
    });
    return stored;
}

QString writtenName(QStringView stored)
{
    return isUnquotedForm(stored) ? stored.toString() : u'"' + stored.toString() + u'"';
}

QString writtenName(const QualifiedName &name)
{
    return name.owner.isEmpty() ? writtenName(name.name)
                                : writtenName(name.owner) + u'.' + writtenName(name.name);
}

bool isReservedWord(QStringView upper)
{
    return std::binary_search(reservedWords.begin(), reservedWords.end(), upper);
}

Result<> checkNameLength(QStringView stored, int maxBytes)
{
    if (stored.isEmpty())
        return failure(ErrorKind::Semantic, tr("illegal zero-length identifier"), 1741);
    const qsizetype bytes = stored.toUtf8().size();
    if (bytes <= maxBytes)
        return {};
    return failure(ErrorKind::Semantic,
                   tr("identifier is too long: %1 has %2 bytes, at most %3 are allowed")
                       .arg(writtenName(stored))
                       .arg(bytes)
                       .arg(maxBytes),
                   972);
}

bool isSystemName(QStringView stored)
{
    const auto digitsAfter = [stored](QStringView prefix) {
        const QStringView rest = stored.sliced(prefix.size());
        return !rest.isEmpty()
            && std::all_of(rest.begin(), rest.end(), [](QChar c) { return c.isDigit(); });
    };
    if (stored.startsWith(u"SYS_C"_s))
        return digitsAfter(u"SYS_C");
    if (stored.startsWith(u"SYS_P"_s))
        return digitsAfter(u"SYS_P");
    if (stored.startsWith(u"SYS_SUBP"_s))
        return digitsAfter(u"SYS_SUBP");
    for (const QStringView prefix : {u"ISEQ$$_", u"BIN$", u"SYS_IL", u"SYS_LOB", u"SYS_NC",
                                     u"SYS_ST", u"SYS_IOT_", u"SYS_FK", u"SYS_HC"}) {
        if (stored.startsWith(prefix))
            return true;
    }
    return false;
}

} // namespace Athanor
