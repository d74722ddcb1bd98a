// SPDX-License-Identifier: MIT
#include "sandbox/functions.h"

#include "sandbox/decimal.h"
#include "sandbox/oraerror.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>
#include <QtCore/QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

using Value = Result<SandboxValue>;

constexpr qsizetype maxText = 4'000'000; // LPAD and REPLACE of a hostile script end here

int integer(const SandboxValue &value)
{
    const auto number = Decimal::fromValue(value);
    const qint64 whole = number ? number->toInteger().value_or(std::numeric_limits<int>::max()) : 0;
    return static_cast<int>(std::clamp<qint64>(whole, std::numeric_limits<int>::min(),
                                               std::numeric_limits<int>::max()));
}

Value upper(FunctionArguments a, FunctionContext &)
{
    return textOf(a[0]).toUpper();
}

Value lower(FunctionArguments a, FunctionContext &)
{
    return textOf(a[0]).toLower();
}

Value initcap(FunctionArguments a, FunctionContext &)
{
    QString text = textOf(a[0]).toLower();
    bool start = true;
    for (QChar &c : text) {
        if (start)
            c = c.toUpper();
        start = !c.isLetterOrNumber();
    }
    return text;
}

// Oracle's own counting: from 1, from the end with negative numbers, 0 is 1.
template <typename Text>
Text part(const Text &text, FunctionArguments a)
{
    qsizetype start = integer(a[1]);
    if (start > 0)
        --start;
    else if (start < 0)
        start = text.size() + start;
    const qsizetype length =
        a.size() > 2 ? integer(a[2]) : std::numeric_limits<qsizetype>::max() / 2;
    if (start < 0 || start >= text.size() || length < 1)
        return {};
    return text.mid(start, std::min(length, text.size() - start));
}

Value substr(FunctionArguments a, FunctionContext &)
{
    return textValue(part(textOf(a[0]), a));
}

Value substrb(FunctionArguments a, FunctionContext &)
{
    return textValue(QString::fromUtf8(part(textOf(a[0]).toUtf8(), a)));
}

Value instr(FunctionArguments a, FunctionContext &)
{
    const QString text = textOf(a[0]);
    const QString wanted = textOf(a[1]);
    const int start = a.size() > 2 ? integer(a[2]) : 1;
    int nth = a.size() > 3 ? integer(a[3]) : 1;
    if (nth < 1)
        return oraFailure(1428, {QString::number(nth)});
    if (start == 0)
        return qint64{0};
    if (start > 0) {
        qsizetype at = start - 1;
        for (;; ++at) {
            at = text.indexOf(wanted, at);
            if (at < 0)
                return qint64{0};
            if (--nth == 0)
                return qint64{at + 1};
        }
    }
    qsizetype at = text.size() + start;
    for (; at >= 0; --at) {
        at = text.lastIndexOf(wanted, at);
        if (at < 0)
            return qint64{0};
        if (--nth == 0)
            return qint64{at + 1};
        if (at == 0)
            break;
    }
    return qint64{0};
}

Value length(FunctionArguments a, FunctionContext &)
{
    const QString text = textOf(a[0]);
    qint64 characters = 0;
    for (const QChar c : text)
        characters += c.isLowSurrogate() ? 0 : 1;
    return characters;
}

Value lengthb(FunctionArguments a, FunctionContext &)
{
    return qint64{textOf(a[0]).toUtf8().size()};
}

Value trimmed(FunctionArguments a, bool left, bool right)
{
    QString text = textOf(a[0]);
    const QString set = a.size() > 1 ? textOf(a[1]) : u" "_s;
    qsizetype begin = 0;
    qsizetype end = text.size();
    while (left && begin < end && set.contains(text.at(begin)))
        ++begin;
    while (right && end > begin && set.contains(text.at(end - 1)))
        --end;
    return textValue(text.sliced(begin, end - begin));
}

Value trim(FunctionArguments a, FunctionContext &)
{
    return trimmed(a, true, true);
}

Value ltrim(FunctionArguments a, FunctionContext &)
{
    return trimmed(a, true, false);
}

Value rtrim(FunctionArguments a, FunctionContext &)
{
    return trimmed(a, false, true);
}

Value padded(FunctionArguments a, bool left)
{
    const QString text = textOf(a[0]);
    const qsizetype width = std::min<qsizetype>(integer(a[1]), maxText);
    const QString filler = a.size() > 2 ? textOf(a[2]) : u" "_s;
    if (width < 1)
        return SandboxValue();
    if (text.size() >= width || filler.isEmpty())
        return textValue(text.first(std::min(width, text.size())));
    const qsizetype missing = width - text.size();
    const QString fill = filler.repeated(missing / filler.size() + 1).first(missing);
    return left ? fill + text : text + fill;
}

Value lpad(FunctionArguments a, FunctionContext &)
{
    return padded(a, true);
}

Value rpad(FunctionArguments a, FunctionContext &)
{
    return padded(a, false);
}

Value replace(FunctionArguments a, FunctionContext &)
{
    if (isNull(a[0]))
        return SandboxValue();
    QString text = textOf(a[0]);
    if (isNull(a[1]))
        return text;
    const QString by = a.size() > 2 ? textOf(a[2]) : QString();
    text.replace(textOf(a[1]), by);
    return textValue(text);
}

Value translate(FunctionArguments a, FunctionContext &)
{
    const QString from = textOf(a[1]);
    const QString to = textOf(a[2]);
    QString result;
    for (const QChar c : textOf(a[0])) {
        const qsizetype at = from.indexOf(c);
        if (at < 0)
            result += c;
        else if (at < to.size())
            result += to.at(at);
    }
    return textValue(result);
}

Value concat(FunctionArguments a, FunctionContext &)
{
    return textValue(textOf(a[0]) + textOf(a[1])); // NULL is nothing to ||
}

Value chr(FunctionArguments a, FunctionContext &)
{
    const int code = integer(a[0]);
    if (code < 0 || code > 0x10ffff)
        return oraFailure(1428, {QString::number(code)});
    const char32_t character = static_cast<char32_t>(code);
    return QString::fromUcs4(&character, 1);
}

Value ascii(FunctionArguments a, FunctionContext &)
{
    const auto codes = textOf(a[0]).toUcs4();
    return codes.isEmpty() ? SandboxValue() : SandboxValue(qint64{codes.first()});
}

Value like(FunctionArguments a, FunctionContext &)
{
    const QString text = textOf(a[0]);
    const QString pattern = textOf(a[1]);
    QChar escape;
    if (a.size() > 2) {
        if (textOf(a[2]).size() != 1)
            return oraFailure(1425);
        escape = textOf(a[2]).at(0);
    }
    QString expression;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const QChar c = pattern.at(i);
        if (!escape.isNull() && c == escape) {
            const QChar next = i + 1 < pattern.size() ? pattern.at(i + 1) : QChar();
            if (next != u'%' && next != u'_' && next != escape)
                return oraFailure(1424);
            expression += QRegularExpression::escape(QString(next));
            ++i;
        } else if (c == u'%') {
            expression += u".*"_s;
        } else if (c == u'_') {
            expression += u'.';
        } else {
            expression += QRegularExpression::escape(QString(c));
        }
    }
    const QRegularExpression matcher(QRegularExpression::anchoredPattern(expression),
                                     QRegularExpression::DotMatchesEverythingOption);
    return qint64{matcher.match(text).hasMatch() ? 1 : 0};
}

Result<QRegularExpression> regular(const QString &pattern, const QString &flags)
{
    QRegularExpression::PatternOptions options;
    for (const QChar flag : flags) {
        if (flag == u'i')
            options |= QRegularExpression::CaseInsensitiveOption;
        else if (flag == u'n')
            options |= QRegularExpression::DotMatchesEverythingOption;
        else if (flag == u'm')
            options |= QRegularExpression::MultilineOption;
        else if (flag == u'x')
            options |= QRegularExpression::ExtendedPatternSyntaxOption;
        else if (flag != u'c')
            return oraFailure(1760);
    }
    const QRegularExpression expression(pattern, options);
    if (expression.isValid())
        return expression;
    int open = 0;
    bool inBracket = false;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const QChar c = pattern.at(i);
        if (c == u'\\' && !inBracket)
            ++i;
        else if (c == u'[' || c == u']')
            inBracket = c == u'[';
        else if (!inBracket && (c == u'(' || c == u')'))
            open += c == u'(' ? 1 : -1;
    }
    if (inBracket)
        return oraFailure(12726);
    if (open != 0)
        return oraFailure(12725);
    return notModelledFailure(u"this regular expression"_s);
}

QString textAt(FunctionArguments a, size_t index)
{
    return index < a.size() ? textOf(a[index]) : QString();
}

int integerAt(FunctionArguments a, size_t index, int otherwise)
{
    return index < a.size() && !isNull(a[index]) ? integer(a[index]) : otherwise;
}

Value regexpLike(FunctionArguments a, FunctionContext &)
{
    const auto expression = regular(textOf(a[1]), textAt(a, 2));
    if (!expression)
        return Failure(expression.error());
    return qint64{expression->match(textOf(a[0])).hasMatch() ? 1 : 0};
}

Value regexpReplace(FunctionArguments a, FunctionContext &)
{
    if (isNull(a[0]))
        return SandboxValue();
    if (isNull(a[1]))
        return a[0];
    const auto expression = regular(textOf(a[1]), textAt(a, 5));
    if (!expression)
        return Failure(expression.error());
    const QString text = textOf(a[0]);
    const QString by = textAt(a, 2);
    const qsizetype start = integerAt(a, 3, 1) - 1;
    const int nth = integerAt(a, 4, 0);
    QString result;
    qsizetype at = 0;
    int count = 0;
    auto matches = expression->globalMatch(text, std::max<qsizetype>(0, start));
    while (matches.hasNext()) {
        const auto match = matches.next();
        if (nth != 0 && ++count != nth)
            continue;
        result += QStringView(text).sliced(at, match.capturedStart() - at);
        for (qsizetype i = 0; i < by.size(); ++i) {
            if (by.at(i) == u'\\' && i + 1 < by.size() && by.at(i + 1).isDigit())
                result += match.captured(by.at(++i).digitValue());
            else
                result += by.at(i);
        }
        at = match.capturedEnd();
    }
    return textValue(result + text.sliced(at));
}

Value regexpSubstr(FunctionArguments a, FunctionContext &)
{
    if (isNull(a[0]) || isNull(a[1]))
        return SandboxValue();
    const auto expression = regular(textOf(a[1]), textAt(a, 4));
    if (!expression)
        return Failure(expression.error());
    int nth = integerAt(a, 3, 1);
    auto matches = expression->globalMatch(textOf(a[0]), std::max(0, integerAt(a, 2, 1) - 1));
    while (matches.hasNext()) {
        const auto match = matches.next();
        if (--nth == 0)
            return textValue(match.captured(integerAt(a, 5, 0)));
    }
    return SandboxValue();
}

Value regexpInstr(FunctionArguments a, FunctionContext &)
{
    if (isNull(a[0]) || isNull(a[1]))
        return SandboxValue();
    const auto expression = regular(textOf(a[1]), textAt(a, 5));
    if (!expression)
        return Failure(expression.error());
    int nth = integerAt(a, 3, 1);
    auto matches = expression->globalMatch(textOf(a[0]), std::max(0, integerAt(a, 2, 1) - 1));
    while (matches.hasNext()) {
        const auto match = matches.next();
        if (--nth == 0) {
            const int group = integerAt(a, 6, 0);
            return qint64{
                (integerAt(a, 4, 0) == 0 ? match.capturedStart(group) : match.capturedEnd(group))
                + 1};
        }
    }
    return qint64{0};
}

Value regexpCount(FunctionArguments a, FunctionContext &)
{
    if (isNull(a[0]) || isNull(a[1]))
        return SandboxValue();
    const auto expression = regular(textOf(a[1]), textAt(a, 3));
    if (!expression)
        return Failure(expression.error());
    qint64 count = 0;
    auto matches = expression->globalMatch(textOf(a[0]), std::max(0, integerAt(a, 2, 1) - 1));
    while (matches.hasNext()) {
        (void)matches.next();
        ++count;
    }
    return count;
}

Value rawToHex(FunctionArguments a, FunctionContext &)
{
    if (const auto *bytes = std::get_if<QByteArray>(&a[0]))
        return textValue(QString::fromLatin1(bytes->toHex().toUpper()));
    return textValue(QString::fromLatin1(textOf(a[0]).toUtf8().toHex().toUpper()));
}

Value hexToRaw(FunctionArguments a, FunctionContext &)
{
    QString text = textOf(a[0]);
    if (text.size() % 2 == 1)
        text.prepend(u'0');
    for (const QChar c : text) {
        if (!c.isDigit() && !(c.toUpper() >= u'A' && c.toUpper() <= u'F'))
            return oraFailure(1465);
    }
    return QByteArray::fromHex(text.toLatin1());
}

Value sysGuid(FunctionArguments, FunctionContext &)
{
    return QUuid::createUuid().toRfc4122();
}

Value standardHash(FunctionArguments a, FunctionContext &)
{
    const QString name = textAt(a, 1).toUpper();
    QCryptographicHash::Algorithm algorithm = QCryptographicHash::Sha1;
    if (name == u"MD5")
        algorithm = QCryptographicHash::Md5;
    else if (name == u"SHA256")
        algorithm = QCryptographicHash::Sha256;
    else if (name == u"SHA384")
        algorithm = QCryptographicHash::Sha384;
    else if (name == u"SHA512")
        algorithm = QCryptographicHash::Sha512;
    else if (!name.isEmpty() && name != u"SHA1")
        return oraFailure(6502);
    return QCryptographicHash::hash(textOf(a[0]).toUtf8(), algorithm);
}

Value oraHash(FunctionArguments, FunctionContext &)
{
    return notModelledFailure(u"ORA_HASH"_s);
}

Value isJson(FunctionArguments a, FunctionContext &)
{
    QJsonParseError error;
    (void)QJsonDocument::fromJson(textOf(a[0]).toUtf8(), &error);
    return qint64{error.error == QJsonParseError::NoError ? 1 : 0};
}

constexpr SqlFunction functions[] = {
    {"ora_upper", 1, true, true, upper},
    {"ora_lower", 1, true, true, lower},
    {"ora_initcap", 1, true, true, initcap},
    {"ora_substr", -1, true, true, substr},
    {"ora_substrb", -1, true, true, substrb},
    {"ora_instr", -1, true, true, instr},
    {"ora_length", 1, true, true, length},
    {"ora_lengthb", 1, true, true, lengthb},
    {"ora_trim", -1, true, true, trim},
    {"ora_ltrim", -1, true, true, ltrim},
    {"ora_rtrim", -1, true, true, rtrim},
    {"ora_lpad", -1, true, true, lpad},
    {"ora_rpad", -1, true, true, rpad},
    {"ora_replace", -1, false, true, replace},
    {"ora_translate", 3, true, true, translate},
    {"ora_concat", 2, false, true, concat},
    {"ora_chr", 1, true, true, chr},
    {"ora_ascii", 1, true, true, ascii},
    {"ora_like", -1, true, true, like},
    {"ora_regexp_like", -1, true, true, regexpLike},
    {"ora_regexp_replace", -1, false, true, regexpReplace},
    {"ora_regexp_substr", -1, false, true, regexpSubstr},
    {"ora_regexp_instr", -1, false, true, regexpInstr},
    {"ora_regexp_count", -1, false, true, regexpCount},
    {"ora_rawtohex", 1, true, true, rawToHex},
    {"ora_hextoraw", 1, true, true, hexToRaw},
    {"ora_sys_guid", 0, false, false, sysGuid},
    {"ora_standard_hash", -1, true, true, standardHash},
    {"ora_ora_hash", -1, true, true, oraHash},
    {"ora_is_json", 1, true, true, isJson},
};

} // namespace

std::span<const SqlFunction> textFunctions()
{
    return functions;
}

} // namespace Athanor
