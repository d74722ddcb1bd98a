// SPDX-License-Identifier: MIT
#include "statementtext.h"

#include <map>

using namespace Qt::StringLiterals;

namespace Standin {

namespace {

bool isNameCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'$' || c == u'#';
}

// The end of what begins at `start` and is not code (comment, quote, q-quote); `start` when it is
// code.
qsizetype pastText(const QString &sql, qsizetype start)
{
    const QStringView rest = QStringView(sql).sliced(start);
    const auto past = [&](const QString &closing, qsizetype from) {
        const qsizetype end = sql.indexOf(closing, start + from);
        return end < 0 ? sql.size() : end + closing.size();
    };
    if (rest.startsWith(u"--"))
        return past(u"\n"_s, 2);
    if (rest.startsWith(u"/*"))
        return past(u"*/"_s, 2);
    if (rest.size() > 2 && rest[0].toLower() == u'q' && rest[1] == u'\''
        && (start == 0 || !isNameCharacter(sql[start - 1]))) {
        static const std::map<QChar, QChar> pairs = {
            {u'[', u']'}, {u'(', u')'}, {u'{', u'}'}, {u'<', u'>'}};
        const auto pair = pairs.find(rest[2]);
        return past(QString(pair == pairs.end() ? rest[2] : pair->second) + u'\'', 3);
    }
    if (rest[0] == u'\'' || rest[0] == u'"')
        return past(QString(rest[0]), 1);
    return start;
}

ub2 kindOf(const QString &sql)
{
    qsizetype i = 0;
    while (i < sql.size()) {
        const qsizetype past = pastText(sql, i);
        if (past > i && sql[i] != u'\'' && sql[i] != u'"')
            i = past;
        else if (sql[i].isSpace() || sql[i] == u'(')
            ++i;
        else
            break;
    }
    qsizetype end = i;
    while (end < sql.size() && sql[end].isLetter())
        ++end;
    static const std::map<QString, ub2> kinds = {
        {u"SELECT"_s, 1}, {u"WITH"_s, 1},      {u"UPDATE"_s, 2}, {u"DELETE"_s, 3},
        {u"INSERT"_s, 4}, {u"CREATE"_s, 5},    {u"DROP"_s, 6},   {u"ALTER"_s, 7},
        {u"BEGIN"_s, 8},  {u"DECLARE"_s, 9},   {u"CALL"_s, 10},  {u"EXPLAIN"_s, 15},
        {u"MERGE"_s, 16}, {u"ROLLBACK"_s, 17}, {u"COMMIT"_s, 21}};
    const auto kind = kinds.find(sql.sliced(i, end - i).toUpper());
    return kind == kinds.end() ? ub2(0) : kind->second;
}

} // namespace

StatementText readStatement(const QString &sql)
{
    StatementText text;
    text.kind = kindOf(sql);
    text.withMarks = sql;
    if (!text.isQuery() && !text.isDml() && !text.isBlock())
        return text;
    text.withMarks.clear();
    for (qsizetype i = 0; i < sql.size();) {
        if (const qsizetype past = pastText(sql, i); past > i) {
            text.withMarks += QStringView(sql).sliced(i, past - i);
            i = past;
            continue;
        }
        qsizetype end = i + 1;
        while (sql[i] == u':' && end < sql.size() && isNameCharacter(sql[end]))
            ++end;
        if (end == i + 1) {
            text.withMarks += sql[i++];
            continue;
        }
        const QString name = sql.sliced(i + 1, end - i - 1).toUpper();
        // In SQL every occurrence is a placeholder of its own; in PL/SQL every name is one.
        qsizetype position = text.isBlock() ? text.placeholders.indexOf(name) : -1;
        if (position < 0) {
            position = text.placeholders.size();
            text.placeholders.append(name);
        }
        text.markPositions.push_back(int(position) + 1);
        text.withMarks += u'?';
        i = end;
    }
    return text;
}

} // namespace Standin
