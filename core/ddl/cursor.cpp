// SPDX-License-Identifier: MIT
#include "ddl/cursor.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

DdlText tr(const char *text)
{
    return DdlText(text);
}

} // namespace

DdlText::operator QString() const
{
    const QString text = QCoreApplication::translate("Athanor::Ddl", m_source);
    return m_argument.isNull() ? text : text.arg(m_argument);
}

Cursor::Cursor(QStringView text, const OracleVersion &version)
    : m_text(text)
    , m_version(version)
    , m_lexer(text)
{
    m_tokens.reserve(std::min<size_t>(size_t(text.size()) / 4 + 2, 256));
}

const Token &Cursor::fetchMore(size_t index)
{
    while (m_tokens.size() <= index && !m_ended) {
        const Token next = m_lexer.next();
        if (next.kind == TokenKind::End) {
            m_ended = true;
            m_end = next;
        } else {
            m_tokens.push_back(next);
        }
    }
    return index < m_tokens.size() ? m_tokens[index] : m_end;
}

bool Cursor::isWords(std::initializer_list<Keyword> upper)
{
    size_t ahead = 0;
    for (const Keyword &word : upper) {
        if (!isWord(word, ahead++))
            return false;
    }
    return true;
}

bool Cursor::isAnyWord(std::initializer_list<Keyword> upper, size_t ahead)
{
    const Token &t = fetch(m_at + ahead);
    if (t.kind != TokenKind::Word)
        return false;
    const QStringView word = t.text(m_text);
    return std::any_of(upper.begin(), upper.end(),
                       [word](const Keyword &candidate) { return candidate.matches(word); });
}

bool Cursor::isName(size_t ahead)
{
    const TokenKind kind = fetch(m_at + ahead).kind;
    return kind == TokenKind::Word || kind == TokenKind::QuotedName;
}

bool Cursor::isKind(TokenKind kind, size_t ahead)
{
    return fetch(m_at + ahead).kind == kind;
}

QStringView Cursor::slice(qsizetype from, qsizetype to) const
{
    return m_text.sliced(from, std::max<qsizetype>(to - from, 0)).trimmed();
}

void Cursor::goBackTo(size_t position)
{
    m_at = position;
    m_previousEnd = position == 0 ? 0 : m_tokens[position - 1].range.end();
}

void Cursor::skip(size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        const Token &t = fetch(m_at);
        if (t.kind == TokenKind::End)
            return;
        m_previousEnd = t.range.end();
        ++m_at;
    }
}

bool Cursor::takeAll(std::initializer_list<Keyword> upper)
{
    if (!isWords(upper))
        return false;
    skip(upper.size());
    return true;
}

void Cursor::checkName(qsizetype offset, bool quoted, const QString &stored, int code, DdlText what)
{
    if (!quoted && isReservedWord(stored)) {
        errorAt(
            offset, code,
            tr("%1: expected %2, but %3 is a reserved word; write it in double quotes or choose "
               "another name")
                .arg(oracleText(code), what, stored));
        return;
    }
    // Three bytes is the most that one UTF-16 unit becomes.
    if (!stored.isEmpty() && stored.size() * 3 <= m_version.maxNameBytes())
        return;
    const Result<> length = checkNameLength(stored, m_version.maxNameBytes());
    if (!length)
        errorAt(offset, length.error().oraCode, length.error().message);
}

std::optional<QString> Cursor::takeName(int code, DdlText what)
{
    if (!isName()) {
        expected(code, what);
        return std::nullopt;
    }
    const Token t = token();
    QString stored = storedName(t.text(m_text));
    checkName(t.range.start, t.kind == TokenKind::QuotedName, stored, code, what);
    skip();
    return stored;
}

std::optional<QualifiedName> Cursor::takeQualifiedName(int code, DdlText what)
{
    std::optional<QString> first = takeName(code, what);
    if (!first)
        return std::nullopt;
    if (!isPunctuation(u"."))
        return QualifiedName{{}, *std::move(first)};
    skip();
    std::optional<QString> second = takeName(code, what);
    if (!second)
        return std::nullopt;
    return QualifiedName{*std::move(first), *std::move(second)};
}

std::optional<QString> Cursor::takeInteger()
{
    const bool negative = isPunctuation(u"-");
    const size_t sign = negative || isPunctuation(u"+") ? 1 : 0;
    if (!isKind(TokenKind::Number, sign))
        return std::nullopt;
    const QStringView digits = text(sign);
    const bool whole =
        std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!whole)
        return std::nullopt;
    qsizetype zeros = 0;
    while (zeros + 1 < digits.size() && digits[zeros] == u'0')
        ++zeros;
    QString number = digits.sliced(zeros).toString();
    if (negative && number != "0"_L1)
        number.prepend(u'-');
    skip(sign + 1);
    return number;
}

std::optional<int> Cursor::takeSmallInteger()
{
    const size_t before = m_at;
    const std::optional<QString> number = takeInteger();
    if (!number)
        return std::nullopt;
    bool fits = false;
    const int value = number->toInt(&fits);
    if (fits)
        return value;
    goBackTo(before);
    return std::nullopt;
}

bool Cursor::takeNameList(QStringList &names, int code, DdlText what)
{
    if (!takePunctuation(u"(")) {
        expected(906, tr("( and %1").arg(what));
        return false;
    }
    do {
        const qsizetype at = offset();
        std::optional<QString> name = takeName(code, what);
        if (!name)
            return false;
        if (names.contains(*name)) {
            errorAt(at, 957,
                    tr("%1: %2 stands twice in the list").arg(oracleText(957), writtenName(*name)));
        } else {
            names.append(*std::move(name));
        }
    } while (takePunctuation(u","));
    if (takePunctuation(u")"))
        return true;
    expected(907, tr(", or ) after %1").arg(what));
    return false;
}

QStringView Cursor::takeParenthesised()
{
    const qsizetype open = offset();
    skip();
    const qsizetype from = m_previousEnd;
    int depth = 1;
    while (!atEnd()) {
        if (isPunctuation(u"(")) {
            ++depth;
        } else if (isPunctuation(u")") && --depth == 0) {
            const qsizetype to = m_previousEnd; // a comment behind would swallow what is put there
            skip();
            return slice(from, to);
        }
        skip();
    }
    errorAt(open, 907, tr("%1: this parenthesis is never closed").arg(oracleText(907)));
    return slice(from, m_text.size());
}

void Cursor::skipCase()
{
    int depth = 0;
    while (!atEnd()) {
        if (isPunctuation(u"(")) {
            takeParenthesised();
            continue;
        }
        if (isWord(u"CASE"))
            ++depth;
        else if (isWord(u"END") && --depth == 0) {
            skip();
            return;
        } else if (isPunctuation(u")") || isPunctuation(u",")) {
            if (isPunctuation(u")"))
                break;
        }
        skip();
    }
    expected(905, tr("END of the CASE expression"));
}

// After a complete operand: is what follows still part of it (a call, a path, a typed literal)?
bool Cursor::continuesOperand()
{
    return isPunctuation(u"(") || isPunctuation(u".") || isPunctuation(u"@");
}

void Cursor::skipOperand()
{
    while (isPunctuation(u"+") || isPunctuation(u"-") || isWord(u"PRIOR"))
        skip();
    if (isWord(u"CASE")) {
        skipCase();
        return;
    }
    if (isPunctuation(u"(")) {
        takeParenthesised();
        return;
    }
    const bool typedLiteral = isAnyWord({u"DATE", u"TIMESTAMP"}) && isKind(TokenKind::String, 1);
    if (typedLiteral) {
        skip(2);
    } else if (isWord(u"INTERVAL") && isKind(TokenKind::String, 1)) {
        skip(2);
        do {
            skip();
            if (isPunctuation(u"("))
                takeParenthesised();
        } while (take(u"TO"));
        return;
    } else {
        skip();
    }
    while (continuesOperand()) {
        if (isPunctuation(u"("))
            takeParenthesised();
        else
            skip(2); // the mark and what it leads to
    }
    if (isWords({u"AT", u"TIME", u"ZONE"})) {
        skip(3);
        skip();
    } else if (isWords({u"AT", u"LOCAL"})) {
        skip(2);
    } else if (isWord(u"OVER") && isPunctuation(u"(", 1)) {
        skip();
        takeParenthesised();
    }
}

QStringView Cursor::takeExpression()
{
    const qsizetype from = offset();
    const auto startsOperand = [this] {
        switch (token().kind) {
        case TokenKind::Word: {
            static const std::initializer_list<Keyword> neverAnOperand{
                u"NOT",     u"CHECK",   u"UNIQUE", u"CONSTRAINT", u"REFERENCES",
                u"ENABLE",  u"DISABLE", u"ON",     u"IS",         u"AS",
                u"PRIMARY", u"COLLATE", u"ADD",    u"MODIFY",     u"VISIBLE"};
            return !isAnyWord(neverAnOperand);
        }
        case TokenKind::QuotedName:
        case TokenKind::String:
        case TokenKind::Number:
        case TokenKind::Bind:
        case TokenKind::Substitution:
            return true;
        case TokenKind::Punctuation:
            return isPunctuation(u"(") || isPunctuation(u"+") || isPunctuation(u"-");
        case TokenKind::End:
        case TokenKind::LineComment:
        case TokenKind::BlockComment:
        case TokenKind::Whitespace:
        case TokenKind::Unterminated:
        case TokenKind::Unknown:
            return false;
        }
        return false;
    };
    const auto isOperator = [this] {
        if (isKind(TokenKind::Word))
            return isAnyWord({u"AND", u"OR", u"MULTISET"});
        static const std::initializer_list<Keyword> operators{u"+",  u"-",  u"*",  u"/",  u"||",
                                                              u"**", u"=",  u"<",  u">",  u"<=",
                                                              u">=", u"<>", u"!=", u"^=", u"%"};
        return std::any_of(operators.begin(), operators.end(),
                           [this](const Keyword &mark) { return isPunctuation(mark); });
    };
    if (!startsOperand()) {
        expected(936, tr("an expression"));
        return {};
    }
    skipOperand();
    while (isOperator()) {
        skip();
        if (!startsOperand()) {
            expected(936, tr("an expression after the operator"));
            break;
        }
        skipOperand();
    }
    return slice(from, m_previousEnd);
}

QStringView Cursor::takeRest()
{
    const qsizetype from = offset();
    // The text, not the tokens: what follows may be large and is not looked at.
    m_lexer = Lexer(m_text, Lexer::Skip, m_text.size());
    m_tokens.resize(std::min(m_at, m_tokens.size()));
    m_ended = true;
    m_end = Token{TokenKind::End, {m_text.size(), 0}};
    m_previousEnd = m_text.size();
    return withoutTrailingComments(slice(from, m_text.size()));
}

void Cursor::skipToListEnd()
{
    int depth = 0;
    while (!atEnd()) {
        if (isPunctuation(u"(")) {
            ++depth;
        } else if (isPunctuation(u")")) {
            if (depth-- == 0)
                return;
        } else if (depth == 0 && isPunctuation(u",")) {
            return;
        }
        skip();
    }
}

void Cursor::skipAll()
{
    while (!atEnd())
        skip();
}

Place Cursor::placeOf(qsizetype offset)
{
    if (!m_lines)
        m_lines.emplace(m_text);
    return m_lines->place({}, offset);
}

void Cursor::errorAt(qsizetype offset, int code, const QString &message)
{
    if (std::find(m_errorOffsets.begin(), m_errorOffsets.end(), offset) != m_errorOffsets.end())
        return; // one cause, one error
    constexpr size_t most = 200; // a broken file of a million lines needs no million messages
    if (m_errors.size() >= most)
        return;
    m_errorOffsets.push_back(offset);
    m_errors.push_back(Error{ErrorKind::Syntax, message, code, placeOf(offset), {}});
}

void Cursor::expected(int code, const QString &what)
{
    const Token t = token();
    if (t.kind == TokenKind::Unterminated) {
        const bool name = t.text(m_text).startsWith(u'"');
        error(name ? 1740 : 1756,
              tr("%1: this quote is never closed").arg(oracleText(name ? 1740 : 1756)));
        return;
    }
    if (t.kind == TokenKind::Unknown || t.kind == TokenKind::Substitution)
        code = 911;
    QString found;
    if (t.kind == TokenKind::End) {
        found = tr("the end of the statement");
    } else if (m_at > 0
               && (Keyword(u"BY").matches(m_tokens[m_at - 1].text(m_text))
                   || Keyword(u"VALUES").matches(m_tokens[m_at - 1].text(m_text)))) {
        found = tr("something else"); // IDENTIFIED BY secret
    } else {
        constexpr qsizetype longest = 40;
        const QStringView written = text();
        found = written.size() > longest ? written.first(longest).toString() + u'…'
                                         : written.toString();
    }
    const QString oracle = oracleText(code);
    const QString rest = tr("expected %1, found %2").arg(what, found);
    error(code, oracle.isEmpty() ? rest : oracle + u": "_s + rest);
}

void Cursor::note(qsizetype from, qsizetype to, const ObjectRef &object, const QString &reason)
{
    m_notes.push_back(OpaqueNote{placeOf(from), object, slice(from, to).toString(), reason});
}

void Cursor::nameNotes(const ObjectRef &object)
{
    for (OpaqueNote &note : m_notes) {
        if (note.object.type.isEmpty())
            note.object = object;
    }
}

Errors Cursor::takeErrors()
{
    std::stable_sort(m_errors.begin(), m_errors.end(), [](const Error &a, const Error &b) {
        return a.where.line != b.where.line ? a.where.line < b.where.line
                                            : a.where.column < b.where.column;
    });
    return std::move(m_errors);
}

QStringView withoutTrailingComments(QStringView text)
{
    text = text.trimmed();
    const QStringView lastLine = text.sliced(text.lastIndexOf(u'\n') + 1);
    if (!lastLine.contains(u"--") && !text.endsWith(u"*/"))
        return text; // what ends in no comment may be large
    const std::vector<Token> tokens = tokenize(text);
    return tokens.empty() ? QStringView() : text.first(tokens.back().range.end());
}

// Oracle's own words stay untranslated: they are what people search for.
QString oracleText(int code)
{
    static const std::map<int, QStringView> texts{
        {900, u"invalid SQL statement"},
        {901, u"invalid CREATE command"},
        {902, u"invalid datatype"},
        {903, u"invalid table name"},
        {904, u"invalid identifier"},
        {905, u"missing keyword"},
        {906, u"missing left parenthesis"},
        {907, u"missing right parenthesis"},
        {910, u"specified length too long for its datatype"},
        {911, u"invalid character"},
        {922, u"missing or invalid option"},
        {924, u"missing BY keyword"},
        {926, u"missing VALUES keyword"},
        {933, u"SQL command not properly ended"},
        {936, u"missing expression"},
        {940, u"invalid ALTER command"},
        {946, u"missing TO keyword"},
        {950, u"invalid DROP option"},
        {953, u"missing or invalid index name"},
        {957, u"duplicate column name"},
        {969, u"missing ON keyword"},
        {972, u"identifier is too long"},
        {984, u"column not allowed here"},
        {987, u"missing or invalid username(s)"},
        {990, u"missing or invalid privilege"},
        {995, u"missing or invalid synonym identifier"},
        {999, u"invalid view name"},
        {1723, u"zero-length columns are not allowed"},
        {1727, u"numeric precision specifier is out of range (1 to 38)"},
        {1728, u"numeric scale specifier is out of range (-84 to 127)"},
        {1735, u"invalid ALTER TABLE option"},
        {1740, u"missing double quote in identifier"},
        {1741, u"illegal zero-length identifier"},
        {1750, u"UPDATE/REFERENCES may only be REVOKEd from the whole table, not by column"},
        {1756, u"quoted string not properly terminated"},
        {1765, u"specifying owner's name of the table is not allowed"},
        {1773, u"may not specify column datatypes in this CREATE TABLE"},
        {1780, u"string literal required"},
        {2000, u"missing ALWAYS keyword"},
        {2017, u"integer value required"},
        {2158, u"invalid CREATE INDEX option"},
        {2243, u"invalid ALTER INDEX or ALTER MATERIALIZED VIEW option"},
        {2250, u"missing or invalid constraint name"},
        {2263, u"need to specify the datatype for this column"},
        {2277, u"invalid sequence name"},
        {2278, u"duplicate or conflicting MAXVALUE/NOMAXVALUE specifications"},
        {2279, u"duplicate or conflicting MINVALUE/NOMINVALUE specifications"},
        {2280, u"duplicate or conflicting CYCLE/NOCYCLE specifications"},
        {2281, u"duplicate or conflicting CACHE/NOCACHE specifications"},
        {2282, u"duplicate or conflicting ORDER/NOORDER specifications"},
        {2286, u"no options specified for ALTER SEQUENCE"},
        {2420, u"missing schema authorization clause"},
        {2438, u"Column check constraint cannot reference other columns"},
        {3290, u"Invalid truncate command - missing CLUSTER or TABLE keyword"},
        {4070, u"invalid trigger name"},
        {4071, u"missing BEFORE, AFTER or INSTEAD OF keyword"},
        {4072, u"invalid trigger type"},
        {12994, u"drop column option only allowed once in statement"},
        {14004, u"missing PARTITION keyword"},
        {14006, u"invalid partition name"},
        {14020, u"this physical attribute may not be specified for a table partition"},
        {30088, u"datetime/interval precision is out of range"},
        {30674, u"identity column cannot have a default value"},
        {38824,
         u"A CREATE OR REPLACE command may not change the EDITIONABLE property of an existing "
         u"object"},
    };
    const auto found = texts.find(code);
    return found == texts.end() ? QString() : found->second.toString();
}

} // namespace Athanor
