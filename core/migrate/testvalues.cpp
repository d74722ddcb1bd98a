// SPDX-License-Identifier: MIT
#include "migrate/testvalues.h"

#include "sql/lexer.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QMessageAuthenticationCode>
#include <QtCore/QRandomGenerator>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::TestValues", text);
}

// A condition's tokens, read from the front. Reads "AND"-joined comparisons of one column; anything
// else is not understood.
class ConditionReader
{
public:
    ConditionReader(QStringView condition, const QString &column)
        : m_text(condition)
        , m_tokens(tokenize(condition))
        , m_column(column)
    { }

    [[nodiscard]] bool mentions() const
    {
        for (const Token &token : m_tokens) {
            if (isColumn(token))
                return true;
        }
        return false;
    }
    // All of it, or nothing.
    [[nodiscard]] bool read(ColumnRule &rule)
    {
        ColumnRule read = rule;
        if (!readTerms(read) || m_at != m_tokens.size())
            return false;
        rule = read;
        return true;
    }

private:
    [[nodiscard]] bool isColumn(const Token &token) const
    {
        return (token.kind == TokenKind::Word || token.kind == TokenKind::QuotedName)
            && storedName(token.text(m_text)) == m_column;
    }
    bool take(QStringView word)
    {
        if (m_at >= m_tokens.size())
            return false;
        const Token &token = m_tokens[m_at];
        const bool fits = token.kind == TokenKind::Word ? isKeyword(token, m_text, word)
                                                        : token.text(m_text) == word;
        if (fits)
            ++m_at;
        return fits;
    }
    bool takeColumn()
    {
        if (m_at >= m_tokens.size() || !isColumn(m_tokens[m_at]))
            return false;
        ++m_at;
        return true;
    }
    std::optional<QString> takeLiteral()
    {
        if (m_at >= m_tokens.size())
            return std::nullopt;
        const bool isNegative = take(u"-");
        const Token &token = m_tokens[m_at];
        if (token.kind == TokenKind::Number) {
            ++m_at;
            return (isNegative ? u"-"_s : QString()) + token.text(m_text).toString();
        }
        if (!isNegative && token.kind == TokenKind::String) {
            ++m_at;
            return stringValue(token.text(m_text));
        }
        return std::nullopt;
    }
    bool readTerms(ColumnRule &rule)
    {
        do {
            if (!readTerm(rule))
                return false;
        } while (take(u"AND"));
        return true;
    }
    bool readTerm(ColumnRule &rule)
    {
        if (take(u"("))
            return readTerms(rule) && take(u")");
        if (take(u"LENGTH"))
            return take(u"(") && takeColumn() && take(u")") && readLength(rule);
        for (const QStringView folding : {u"UPPER", u"LOWER", u"TRIM"}) {
            if (take(folding)) // in either case: values are made without capitals where it matters
                               // little
                return take(u"(") && takeColumn() && take(u")") && readComparison(rule);
        }
        return takeColumn() && readComparison(rule);
    }
    bool readComparison(ColumnRule &rule)
    {
        if (take(u"IS"))
            return take(u"NOT") && take(u"NULL");
        if (take(u"IN")) {
            if (!take(u"("))
                return false;
            do {
                const std::optional<QString> value = takeLiteral();
                if (!value)
                    return false;
                rule.allowed += *value;
            } while (take(u","));
            return take(u")");
        }
        if (take(u"BETWEEN")) {
            const std::optional<QString> from = takeLiteral();
            if (!from || !take(u"AND"))
                return false;
            const std::optional<QString> to = takeLiteral();
            return to && setLeast(rule, *from, false) && setMost(rule, *to, false);
        }
        if (take(u"LIKE")) {
            const std::optional<QString> pattern = takeLiteral();
            if (!pattern)
                return false;
            rule.like = *pattern;
            return true;
        }
        for (const QStringView comparison : {u">=", u"<=", u">", u"<", u"="}) {
            if (!take(comparison))
                continue;
            const std::optional<QString> value = takeLiteral();
            if (!value)
                return false;
            if (comparison == u"=") {
                rule.allowed += *value;
                return true;
            }
            return comparison.startsWith(u'>') ? setLeast(rule, *value, comparison == u">")
                                               : setMost(rule, *value, comparison == u"<");
        }
        return false;
    }
    bool readLength(ColumnRule &rule)
    {
        ColumnRule length;
        if (!readComparison(length))
            return false;
        if (!length.allowed.isEmpty())
            rule.leastLength = rule.mostLength = length.allowed.front().toInt();
        if (length.least)
            rule.leastLength = int(*length.least) + (length.leastIsOpen ? 1 : 0);
        if (length.most)
            rule.mostLength = int(*length.most) - (length.mostIsOpen ? 1 : 0);
        return true;
    }
    static bool setLeast(ColumnRule &rule, const QString &text, bool isOpen)
    {
        bool isNumber = false;
        rule.least = text.toDouble(&isNumber);
        rule.leastIsOpen = isOpen;
        return isNumber;
    }
    static bool setMost(ColumnRule &rule, const QString &text, bool isOpen)
    {
        bool isNumber = false;
        rule.most = text.toDouble(&isNumber);
        rule.mostIsOpen = isOpen;
        return isNumber;
    }

    QStringView m_text;
    std::vector<Token> m_tokens;
    QString m_column;
    size_t m_at = 0;
};

bool nameHas(const QString &name, std::initializer_list<QLatin1StringView> words)
{
    for (const QLatin1StringView word : words) {
        if (name.contains(word, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

// What a person of that name would have there.
QString wordFor(const QString &column, const QString &serial)
{
    if (nameHas(column, {"MAIL"_L1}))
        return u"test.%1@example.com"_s.arg(serial);
    if (nameHas(column, {"USERNAME"_L1, "USER_NAME"_L1, "LOGIN"_L1, "NICK"_L1, "HANDLE"_L1}))
        return u"test_%1"_s.arg(serial);
    if (nameHas(column, {"FIRST"_L1, "GIVEN"_L1}))
        return u"Ada"_s;
    if (nameHas(column, {"LAST"_L1, "SURNAME"_L1, "FAMILY"_L1}))
        return u"Lovelace"_s;
    if (nameHas(column, {"PHONE"_L1, "MOBILE"_L1}))
        return u"+4930000000"_s;
    if (nameHas(column, {"COUNTRY"_L1}))
        return u"DE"_s;
    if (nameHas(column, {"LANG"_L1, "LOCALE"_L1}))
        return u"en"_s;
    if (nameHas(column, {"CURRENCY"_L1}))
        return u"EUR"_s;
    if (nameHas(column, {"URL"_L1, "LINK"_L1}))
        return u"https://example.com/%1"_s.arg(serial);
    if (nameHas(column, {"NAME"_L1}))
        return u"Test User"_s;
    return u"test"_s;
}

// '%@%.%' → a text that fits: single characters for _, the serial for the first %, a letter for the
// others.
QString fitting(const QString &pattern, const QString &serial)
{
    QString text;
    bool isFirst = true;
    for (const QChar c : pattern) {
        if (c == u'%') {
            text += isFirst ? u"t"_s + serial : u"x"_s;
            isFirst = false;
        } else {
            text += c == u'_' ? QChar(u'x') : c;
        }
    }
    return text;
}

// Longest of the text that the column holds, keeping its end, where the serial is.
QString fitted(const QString &text, const Column &column, const ColumnRule &rule)
{
    qsizetype most = column.type.length.value_or(4000);
    if (rule.mostLength)
        most = qMin<qsizetype>(most, *rule.mostLength);
    QString result = text.size() > most ? text.right(most) : text;
    while (rule.leastLength && result.size() < *rule.leastLength)
        result += u'x';
    return result;
}

Failure cannotMake(const Table &table, const Column &column, const QString &why)
{
    return failure(
        ErrorKind::Unsupported,
        tr("No value can be made up for %1.%2: %3 Give one in athanor.toml: [test-user] %4 = "
           "\"…\".")
            .arg(writtenName(table.name), writtenName(column.name), why, column.name.toLower()));
}

Result<MadeValue> makeNumber(const Table &table, const Column &column, const ColumnRule &rule,
                             bool mustBeUnique, const QString &serial)
{
    if (!rule.allowed.isEmpty()) {
        // Of a flag, the ordinary side: active, but no administrator.
        if (rule.allowed.contains("0"_L1) && rule.allowed.contains("1"_L1)) {
            const bool isPrivilege = nameHas(
                column.name, {"ADMIN"_L1, "SUPER"_L1, "STAFF"_L1, "LOCKED"_L1, "DELETED"_L1});
            return MadeValue{{}, isPrivilege ? u"0"_s : u"1"_s};
        }
        return MadeValue{{}, rule.allowed.front()};
    }
    const int scale = column.type.scale.value_or(column.type.precision ? 0 : 6);
    const double step = std::pow(10.0, -qMax(0, scale));
    double value =
        nameHas(column.name, {"ADMIN"_L1, "SUPER"_L1, "STAFF"_L1, "LOCKED"_L1, "DELETED"_L1}) ? 0
                                                                                              : 1;
    if (mustBeUnique) {
        const int digits = column.type.precision
            ? *column.type.precision - qMax(0, column.type.scale.value_or(0))
            : 9;
        value = double(serial.toUInt(nullptr, 16) % quint32(std::pow(10.0, qBound(1, digits, 9))));
    }
    if (rule.least && (rule.leastIsOpen ? value <= *rule.least : value < *rule.least))
        value = *rule.least + (rule.leastIsOpen ? step : 0);
    if (rule.most && (rule.mostIsOpen ? value >= *rule.most : value > *rule.most))
        value = *rule.most - (rule.mostIsOpen ? step : 0);
    if (rule.least && value < *rule.least)
        return cannotMake(table, column, tr("its checks leave no number."));
    return MadeValue{{},
                     QString::number(value, 'f', std::floor(value) == value ? 0 : qMax(0, scale))};
}

} // namespace

QString randomText(int length, QLatin1StringView alphabet)
{
    QString text;
    for (int i = 0; i < length; ++i)
        text += QChar(alphabet.at(QRandomGenerator::system()->bounded(int(alphabet.size()))));
    return text;
}

ColumnRule ruleOf(const Table &table, const QString &column)
{
    ColumnRule rule;
    for (const Constraint &constraint : table.constraints) {
        if (constraint.kind != ConstraintKind::Check || !constraint.state.enabled)
            continue;
        ConditionReader reader(constraint.condition, column);
        if (reader.mentions() && !reader.read(rule))
            rule.notUnderstood += constraint.condition;
    }
    return rule;
}

bool isPasswordColumn(const QString &stored)
{
    return nameHas(stored, {"PASSWORD"_L1, "PASSWD"_L1, "PWD"_L1, "PASS_HASH"_L1, "PW_HASH"_L1});
}

Result<MadeValue> makeValue(const Table &table, const Column &column, bool mustBeUnique,
                            const QString &serial)
{
    const ColumnRule rule = ruleOf(table, column.name);
    switch (column.type.kind) {
    case TypeKind::Varchar2:
    case TypeKind::Nvarchar2:
    case TypeKind::Char:
    case TypeKind::Nchar:
    case TypeKind::Clob:
    case TypeKind::Nclob:
    case TypeKind::Long: {
        if (!rule.allowed.isEmpty())
            return MadeValue{{}, rule.allowed.front()};
        QString text = wordFor(column.name, serial);
        if (!rule.like.isEmpty() && !(rule.like == "%@%"_L1 && text.contains(u'@')))
            text = rule.like.contains(u'@') && rule.like.contains(u'.')
                ? u"test.%1@example.com"_s.arg(serial)
                : fitting(rule.like, serial);
        if (mustBeUnique && !text.contains(serial))
            text += u'_' + serial;
        return MadeValue{{}, fitted(text, column, rule)};
    }
    case TypeKind::Number:
    case TypeKind::Float:
    case TypeKind::BinaryFloat:
    case TypeKind::BinaryDouble:
        return makeNumber(table, column, rule, mustBeUnique, serial);
    case TypeKind::Date:
        return MadeValue{u"SYSDATE"_s, {}};
    case TypeKind::Timestamp:
    case TypeKind::TimestampTz:
    case TypeKind::TimestampLtz:
        return MadeValue{u"SYSTIMESTAMP"_s, {}};
    case TypeKind::IntervalYearToMonth:
        return MadeValue{u"INTERVAL '1' YEAR"_s, {}};
    case TypeKind::IntervalDayToSecond:
        return MadeValue{u"INTERVAL '1' DAY"_s, {}};
    case TypeKind::Raw: {
        QString hex = serial;
        while (mustBeUnique && hex.size() < 2 * column.type.length.value_or(4) && hex.size() < 32)
            hex += serial;
        hex = hex.left(2 * column.type.length.value_or(4));
        return MadeValue{u"HEXTORAW('%1')"_s.arg(hex.left(hex.size() / 2 * 2).toUpper()), {}};
    }
    case TypeKind::Blob:
        return MadeValue{u"EMPTY_BLOB()"_s, {}};
    case TypeKind::Json:
        return MadeValue{{}, u"{}"_s};
    case TypeKind::Xmltype:
        return MadeValue{u"XMLTYPE('<test/>')"_s, {}};
    case TypeKind::Boolean:
        return MadeValue{u"TRUE"_s, {}};
    case TypeKind::LongRaw:
    case TypeKind::Bfile:
    case TypeKind::Rowid:
    case TypeKind::Urowid:
    case TypeKind::Vector:
    case TypeKind::UserDefined:
        break;
    }
    return cannotMake(table, column, tr("its type is %1.").arg(toString(column.type)));
}

QString werkzeugHash(const QString &password, const QString &salt, int iterations)
{
    // One block is enough: the key is as long as the digest.
    QMessageAuthenticationCode mac(QCryptographicHash::Sha256, password.toUtf8());
    const auto next = [&mac](const QByteArray &data) {
        mac.reset();
        mac.addData(data);
        return mac.result();
    };
    QByteArray round = next(salt.toUtf8() + QByteArray::fromHex("00000001"));
    QByteArray key = round;
    for (int i = 1; i < iterations; ++i) {
        round = next(round);
        for (qsizetype byte = 0; byte < key.size(); ++byte)
            key[byte] = char(key[byte] ^ round[byte]);
    }
    return u"pbkdf2:sha256:%1$%2$%3"_s.arg(QString::number(iterations), salt,
                                           QString::fromLatin1(key.toHex()));
}

} // namespace Athanor
