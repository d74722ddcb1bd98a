// SPDX-License-Identifier: MIT
#include "schema/normalform.h"
#include "sql/lexer.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// Words after which "(" opens a group and "-" is a sign: they cannot be a function or a value.
// Sorted.
constexpr std::array<QStringView, 46> wordsBeforeGroup{
    u"ALL",      u"AND",     u"ANY",       u"AS",       u"BETWEEN", u"BY",     u"CACHE",  u"CASE",
    u"CHECK",    u"CONNECT", u"DEFAULT",   u"DISTINCT", u"ELSE",    u"EXCEPT", u"EXISTS", u"FROM",
    u"HAVING",   u"IN",      u"INTERSECT", u"INTO",     u"IS",      u"JOIN",   u"KEY",    u"LIKE",
    u"MAXVALUE", u"MINUS",   u"MINVALUE",  u"NOT",      u"OF",      u"ON",     u"OR",     u"OVER",
    u"PRIOR",    u"RETURN",  u"SELECT",    u"SET",      u"SOME",    u"THAN",   u"THEN",   u"TO",
    u"UNION",    u"USING",   u"VALUES",    u"WHEN",     u"WHERE",   u"WITH",
};

enum class Role { Value, GroupWord, Open, Close, Comma, Dot, Operator, Sign };

struct Piece
{
    QString text;
    Role role = Role::Value;
    bool name = false; // a word or quoted name: may be called as a function
};

bool opensOperand(Role before)
{
    switch (before) {
    case Role::GroupWord:
    case Role::Open:
    case Role::Comma:
    case Role::Operator:
    case Role::Sign:
        return true;
    case Role::Value:
    case Role::Close:
    case Role::Dot:
        return false;
    }
    return false;
}

QString upper(QStringView text)
{
    return storedName(text);
}

QString normalLiteral(QStringView literal)
{
    const bool national = literal.front() == u'n' || literal.front() == u'N';
    return (national ? u"N"_s : QString()) + quotedString(stringValue(literal));
}

bool isHint(QStringView comment)
{
    return comment.size() > 2 && comment[2] == u'+';
}

Piece wordPiece(QStringView text)
{
    Piece piece{upper(text), Role::Value, true};
    if (std::binary_search(wordsBeforeGroup.begin(), wordsBeforeGroup.end(),
                           QStringView(piece.text)))
        piece.role = Role::GroupWord;
    return piece;
}

Piece punctuationPiece(QStringView text, Role before)
{
    Piece piece{text.toString(), Role::Operator, false};
    if (text == u"(" || text == u"[")
        piece.role = Role::Open;
    else if (text == u")" || text == u"]")
        piece.role = Role::Close;
    else if (text == u"," || text == u";")
        piece.role = Role::Comma;
    else if (text == u"." || text == u"@" || text == u"%")
        piece.role = Role::Dot;
    else if ((text == u"-" || text == u"+") && opensOperand(before))
        piece.role = Role::Sign;
    return piece;
}

// Blanks outside quotes as one, lines trimmed and empty ones left out. A line keeps its end: in
// some of these languages it ends a parameter (com.oracle.bigdata.…) or a comment.
QString foldedLines(QStringView text)
{
    QStringList lines;
    QString line;
    QChar quote;
    const auto finish = [&lines, &line] {
        if (const QString trimmed = line.trimmed(); !trimmed.isEmpty())
            lines << trimmed;
        line.clear();
    };
    for (const QChar c : text) {
        if (quote.isNull() && c == u'\n') {
            finish();
            continue;
        }
        if (quote.isNull() && (c == u'\'' || c == u'"'))
            quote = c;
        else if (c == quote)
            quote = QChar();
        if (!quote.isNull() || !c.isSpace())
            line += c;
        else if (!line.endsWith(u' '))
            line += u' ';
    }
    finish();
    return lines.join(u'\n');
}

// At the ( behind ACCESS PARAMETERS: up to its partner, in its own language.
QString accessParameters(Lexer &lexer, QStringView text, qsizetype open)
{
    int depth = 1;
    qsizetype end = text.size();
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
        const QStringView raw = token.text(text);
        if (token.kind != TokenKind::Punctuation)
            continue;
        depth += raw == u"(" ? 1 : raw == u")" ? -1 : 0;
        if (depth == 0) {
            end = token.range.start;
            break;
        }
    }
    const QString inside = foldedLines(text.sliced(open + 1, end - open - 1));
    // A comment of theirs ends with its line.
    const bool comment = inside.sliced(inside.lastIndexOf(u'\n') + 1).contains("--"_L1);
    return u'(' + inside + (comment ? u"\n)"_s : u")"_s);
}

std::vector<Piece> piecesOf(QStringView text)
{
    std::vector<Piece> pieces;
    Lexer lexer(text, Lexer::Keep);
    const auto isAccess = [&pieces] {
        return pieces.size() >= 2 && pieces.back().text == "PARAMETERS"_L1
            && pieces[pieces.size() - 2].text == "ACCESS"_L1;
    };
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
        const QStringView raw = token.text(text);
        const Role before = pieces.empty() ? Role::Open : pieces.back().role;
        switch (token.kind) {
        case TokenKind::Whitespace:
        case TokenKind::End:
            break;
        case TokenKind::LineComment:
        case TokenKind::BlockComment:
            if (isHint(raw)) {
                const QStringView body =
                    raw.startsWith(u"--") ? raw.sliced(3) : raw.sliced(3, raw.size() - 5);
                pieces.push_back(
                    {u"/*+ "_s + upper(body).simplified() + u" */"_s, Role::GroupWord, false});
            }
            break;
        case TokenKind::Word:
            pieces.push_back(wordPiece(raw));
            break;
        case TokenKind::QuotedName:
            pieces.push_back({writtenName(storedName(raw)), Role::Value, true});
            break;
        case TokenKind::String:
            pieces.push_back({normalLiteral(raw), Role::Value, false});
            break;
        case TokenKind::Number:
        case TokenKind::Bind:
            pieces.push_back({upper(raw), Role::Value, false});
            break;
        case TokenKind::Substitution:
        case TokenKind::Unterminated:
        case TokenKind::Unknown:
            pieces.push_back({raw.toString(), Role::Value, false});
            break;
        case TokenKind::Punctuation:
            if (raw == u"(" && isAccess())
                pieces.back().text += accessParameters(lexer, text, token.range.start);
            else
                pieces.push_back(punctuationPiece(raw, before));
            break;
        }
    }
    return pieces;
}

// "HR"."T" is T for the schema HR.
void dropOwner(std::vector<Piece> &pieces, const QString &owner)
{
    const QString written = writtenName(owner);
    std::vector<Piece> kept;
    kept.reserve(pieces.size());
    for (size_t i = 0; i < pieces.size(); ++i) {
        const bool qualifies = pieces[i].name && pieces[i].text == written && i + 1 < pieces.size()
            && pieces[i + 1].text == "."_L1 && (kept.empty() || kept.back().role != Role::Dot);
        if (qualifies)
            ++i;
        else
            kept.push_back(std::move(pieces[i]));
    }
    pieces = std::move(kept);
}

bool blankBetween(const Piece &before, const Piece &piece)
{
    switch (piece.role) {
    case Role::Close:
    case Role::Comma:
    case Role::Dot:
        return false;
    case Role::Open:
        return before.role != Role::Open && before.role != Role::Dot && before.role != Role::Sign
            && !(before.name && before.role == Role::Value);
    case Role::Sign: // two of them side by side would be a comment
        if (before.role == Role::Sign)
            return true;
        [[fallthrough]];
    case Role::Value:
    case Role::GroupWord:
    case Role::Operator:
        return before.role != Role::Open && before.role != Role::Dot && before.role != Role::Sign;
    }
    return true;
}

} // namespace

QString normalizedText(QStringView text, const NormalFormOptions &options)
{
    std::vector<Piece> pieces = piecesOf(text);
    if (!options.owner.isEmpty())
        dropOwner(pieces, options.owner);
    QString normal;
    normal.reserve(text.size());
    for (size_t i = 0; i < pieces.size(); ++i) {
        if (i > 0 && blankBetween(pieces[i - 1], pieces[i]))
            normal += u' ';
        normal += pieces[i].text;
    }
    return normal;
}

QString normalizedStatement(const QString &kind, QStringView text, const NormalFormOptions &options)
{
    const bool foreign = kind.startsWith("MLE"_L1) || kind.startsWith("JAVA"_L1)
        || (kind.startsWith("JSON"_L1) && kind.endsWith("DUALITY"_L1));
    if (!foreign)
        return normalizedText(text, options);
    int depth = 0;
    Lexer lexer(text);
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
        const QStringView raw = token.text(text);
        depth += raw == u"(" ? 1 : raw == u")" ? -1 : 0;
        if (depth == 0 && isKeyword(token, text, u"AS"))
            return normalizedText(text.first(token.range.end()), options)
                + text.sliced(token.range.end()).toString();
    }
    return normalizedText(text, options);
}

bool sameText(QStringView a, QStringView b, const NormalFormOptions &options)
{
    return a == b || normalizedText(a, options) == normalizedText(b, options);
}

} // namespace Athanor
