// SPDX-License-Identifier: MIT
#include "database/session.h"
#include "sql/lexer.h"

#include <algorithm>
#include <initializer_list>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// Reads the words of one statement from the front.
class Words
{
public:
    explicit Words(QStringView sql)
        : m_sql(sql)
        , m_lexer(sql)
        , m_token(m_lexer.next())
    { }
    bool take(QStringView keyword)
    {
        if (!isKeyword(m_token, m_sql, keyword))
            return false;
        m_token = m_lexer.next();
        return true;
    }
    bool takePoint()
    {
        if (m_token.kind != TokenKind::Punctuation || m_token.text(m_sql) != u".")
            return false;
        m_token = m_lexer.next();
        return true;
    }
    QString takeName()
    {
        if (m_token.kind != TokenKind::Word && m_token.kind != TokenKind::QuotedName)
            return {};
        const QString name = storedName(m_token.text(m_sql));
        m_token = m_lexer.next();
        return name;
    }
    bool holds(QStringView keyword)
    {
        for (; m_token.kind != TokenKind::End; m_token = m_lexer.next()) {
            if (isKeyword(m_token, m_sql, keyword))
                return true;
        }
        return false;
    }

private:
    QStringView m_sql;
    Lexer m_lexer;
    Token m_token;
};

// The unit's type, or empty: a statement on something that is never compiled.
QString takeType(Words &words)
{
    for (const QStringView type : {u"PROCEDURE", u"FUNCTION", u"TRIGGER", u"VIEW"}) {
        if (words.take(type))
            return type.toString();
    }
    for (const QStringView type : {u"PACKAGE", u"TYPE"}) {
        if (words.take(type))
            return words.take(u"BODY") ? type.toString() + u" BODY"_s : type.toString();
    }
    return {};
}

QualifiedName takeQualifiedName(Words &words)
{
    QualifiedName name;
    name.name = words.takeName();
    if (words.takePoint()) {
        name.owner = name.name;
        name.name = words.takeName();
    }
    return name;
}

} // namespace

CompiledUnit compiledUnit(QStringView sql)
{
    Words words(sql);
    CompiledUnit unit;
    if (words.take(u"CREATE")) {
        if (words.take(u"OR"))
            (void)words.take(u"REPLACE");
        while (words.take(u"EDITIONABLE") || words.take(u"NONEDITIONABLE")
               || words.take(u"EDITIONING") || words.take(u"FORCE") || words.take(u"NO")) { }
        const QString type = takeType(words);
        if (type.isEmpty())
            return {};
        if (words.take(u"IF")) {
            (void)words.take(u"NOT");
            (void)words.take(u"EXISTS");
        }
        unit.types = QStringList{type};
        unit.name = takeQualifiedName(words);
        return unit;
    }
    if (!words.take(u"ALTER"))
        return {};
    const QString type = takeType(words);
    unit.name = takeQualifiedName(words);
    if (type.isEmpty() || !words.take(u"COMPILE"))
        return {};
    unit.types = QStringList{type};
    if ((type == "PACKAGE"_L1 || type == "TYPE"_L1) && !words.holds(u"SPECIFICATION"))
        unit.types += type + u" BODY"_s;
    return unit;
}

void placeInStatement(std::vector<CompileError> &errors, QStringView sql)
{
    // Where what the compiler counts from begins: at the object keyword, but in a trigger at the
    // block, whatever USER_SOURCE shows before it.
    Lexer lexer(sql);
    Token token = lexer.next();
    const bool isCreate = isKeyword(token, sql, u"CREATE");
    const auto isOneOf = [&](std::initializer_list<QStringView> words) {
        return std::any_of(words.begin(), words.end(),
                           [&](QStringView word) { return isKeyword(token, sql, word); });
    };
    while (token.kind != TokenKind::End
           && !isOneOf({u"PROCEDURE", u"FUNCTION", u"PACKAGE", u"TYPE", u"TRIGGER", u"VIEW"}))
        token = lexer.next();
    if (isKeyword(token, sql, u"TRIGGER")) {
        while (token.kind != TokenKind::End
               && !isOneOf({u"DECLARE", u"BEGIN", u"COMPOUND", u"CALL"}))
            token = lexer.next();
    }
    if (token.kind == TokenKind::End)
        return;
    const QStringView before = sql.first(token.range.start);
    const int lines = int(before.count(u'\n'));
    const int columns = int(before.size() - (before.lastIndexOf(u'\n') + 1));
    for (CompileError &error : errors) {
        if (error.line < 1)
            continue;
        if (!isCreate) { // ALTER … COMPILE: the source is not in this statement
            error.message = u"%1:%2: %3"_s.arg(QString::number(error.line),
                                               QString::number(error.column), error.message);
            error.line = 0;
            error.column = 0;
            continue;
        }
        if (error.line == 1)
            error.column += columns;
        error.line += lines;
    }
}

} // namespace Athanor
