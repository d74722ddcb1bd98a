// SPDX-License-Identifier: MIT
#include "database/drivertext.h"

#include "sql/lexer.h"

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

bool isHolderCharacter(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9')
        || u == u'_';
}

} // namespace

QStringList qtPlaceholders(QStringView sql)
{
    QStringList found;
    QChar closing;
    for (qsizetype i = 0; i < sql.size(); ++i) {
        const QChar c = sql[i];
        if (!closing.isNull()) {
            if (c != closing)
                continue;
            if (closing == u']' && i + 1 < sql.size() && sql[i + 1] == closing)
                ++i; // a doubled bracket stays inside
            else
                closing = QChar();
        } else if (c == u':' && (i == 0 || sql[i - 1] != u':') && i + 1 < sql.size()
                   && isHolderCharacter(sql[i + 1])) {
            qsizetype end = i + 2;
            while (end < sql.size() && isHolderCharacter(sql[end]))
                ++end;
            found += sql.sliced(i, end - i).toString();
            i = end - 1;
        } else if (c == u'\'' || c == u'"' || c == u'`') {
            closing = c;
        } else if (c == u'[') {
            closing = u']';
        }
    }
    return found;
}

std::optional<QString> withoutQtPlaceholders(const QString &sql)
{
    if (qtPlaceholders(sql).isEmpty())
        return sql;
    for (const QStringView opener : {u"`", u"[", u"\"", u"'"}) {
        QString guarded = u"/*%1*/ "_s.arg(opener) + sql;
        if (qtPlaceholders(guarded).isEmpty())
            return guarded;
    }
    return std::nullopt;
}

bool locksUntilCommit(QStringView sql)
{
    // Nearly every statement is told apart by its first letters; the others are read.
    if (!sql.contains(u"UPDATE", Qt::CaseInsensitive)
        && !sql.contains(u"LOCK", Qt::CaseInsensitive))
        return false;
    Lexer lexer(sql);
    Token token = lexer.next();
    while (token.kind == TokenKind::Punctuation && token.text(sql) == u"(")
        token = lexer.next();
    if (isKeyword(token, sql, u"LOCK"))
        return isKeyword(lexer.next(), sql, u"TABLE");
    if (!isKeyword(token, sql, u"SELECT") && !isKeyword(token, sql, u"WITH"))
        return false;
    while (token.kind != TokenKind::End) {
        const bool isFor = isKeyword(token, sql, u"FOR");
        token = lexer.next();
        if (isFor && isKeyword(token, sql, u"UPDATE"))
            return true;
    }
    return false;
}

} // namespace Athanor
