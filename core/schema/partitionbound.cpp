// SPDX-License-Identifier: MIT
#include "schema/partitionbound.h"

#include "schema/name.h"
#include "sql/lexer.h"

#include <QtCore/QDateTime>
#include <QtCore/QRegularExpression>
#include <QtCore/QStringList>

#include <optional>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// Reads the figures of a text by an Oracle format of figures: YYYY-MM-DD HH24:MI:SS.
class FormatReader
{
public:
    FormatReader(QStringView text, QStringView format)
        : m_text(text)
        , m_format(format)
    { }

    [[nodiscard]] std::optional<QDateTime> read();

private:
    bool take(QLatin1StringView element)
    {
        if (!m_format.startsWith(element, Qt::CaseInsensitive))
            return false;
        m_format = m_format.sliced(element.size());
        return true;
    }
    [[nodiscard]] bool number(qsizetype width, int &value)
    {
        qsizetype length = 0;
        while (length < width && length < m_text.size() && m_text[length].isDigit())
            ++length;
        if (length == 0)
            return false;
        value = m_text.first(length).toInt();
        m_text = m_text.sliced(length);
        return true;
    }
    [[nodiscard]] bool monthName(int &value)
    {
        static const QStringList names{u"JAN"_s, u"FEB"_s, u"MAR"_s, u"APR"_s, u"MAY"_s, u"JUN"_s,
                                       u"JUL"_s, u"AUG"_s, u"SEP"_s, u"OCT"_s, u"NOV"_s, u"DEC"_s};
        value = int(names.indexOf(m_text.left(3).toString().toUpper())) + 1;
        if (value == 0)
            return false;
        m_text = m_text.sliced(3);
        return true;
    }

    QStringView m_text;
    QStringView m_format;
};

std::optional<QDateTime> FormatReader::read()
{
    int year = 0;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    m_text = m_text.trimmed(); // SYYYY leaves a blank for the sign
    bool ok = true;
    while (ok && !m_format.isEmpty()) {
        if (take("SYYYY"_L1) || take("YYYY"_L1))
            ok = number(4, year);
        else if (take("MON"_L1))
            ok = monthName(month);
        else if (take("MM"_L1))
            ok = number(2, month);
        else if (take("DD"_L1))
            ok = number(2, day);
        else if (take("HH24"_L1))
            ok = number(2, hour);
        else if (take("MI"_L1))
            ok = number(2, minute);
        else if (take("SS"_L1))
            ok = number(2, second);
        else if (m_format.front().isLetterOrNumber())
            return std::nullopt; // YY, RR, HH: they depend on today or on more
        else {
            m_format = m_format.sliced(1);
            if (m_text.isEmpty())
                break; // the text may end early
            if (!m_text.front().isLetterOrNumber())
                m_text = m_text.sliced(1);
        }
    }
    const QDateTime result(QDate(year, month, day), QTime(hour, minute, second), Qt::UTC);
    return ok && year > 0 && m_text.isEmpty() && result.isValid() ? std::optional(result)
                                                                  : std::nullopt;
}

QString written(const QDateTime &date)
{
    if (date.time() == QTime(0, 0))
        return u"DATE '%1'"_s.arg(date.toString(u"yyyy-MM-dd"_s));
    return u"TO_DATE('%1', 'YYYY-MM-DD HH24:MI:SS')"_s.arg(date.toString(u"yyyy-MM-dd hh:mm:ss"_s));
}

// "2024-01-01 00:00:00.000000" → "2024-01-01 00:00:00"
QString withoutZeroFraction(const QString &timestamp)
{
    static const QRegularExpression fraction(u"(:\\d\\d)\\.0+$"_s);
    return timestamp.trimmed().replace(fraction, u"\\1"_s);
}

} // namespace

QString evaluatedBound(const QString &bound)
{
    if (!bound.contains(u'\''))
        return bound;
    const std::vector<Token> tokens = tokenize(bound);
    const auto text = [&](size_t i) {
        return i < tokens.size() ? tokens[i].text(bound) : QStringView();
    };
    const auto string = [&](size_t i) {
        return i < tokens.size() && tokens[i].kind == TokenKind::String ? stringValue(text(i))
                                                                        : QString();
    };
    QString result;
    qsizetype copied = 0;
    const auto replace = [&](size_t from, size_t to, const QString &by) {
        result += QStringView(bound).sliced(copied, tokens[from].range.start - copied);
        result += by;
        copied = tokens[to].range.end();
    };
    for (size_t i = 0; i + 1 < tokens.size(); ++i) {
        if (isKeyword(tokens[i], bound, u"TIMESTAMP") && !string(i + 1).isEmpty()) {
            replace(i, i + 1, u"TIMESTAMP "_s + quotedString(withoutZeroFraction(string(i + 1))));
        } else if (isKeyword(tokens[i], bound, u"TO_DATE") && text(i + 1) == u"("
                   && text(i + 3) == u",") {
            size_t end = i + 5; // a third argument: NLS_CALENDAR=GREGORIAN, or a language
            if (text(end) == u",")
                end += 2;
            const auto date = FormatReader(string(i + 2), string(i + 4)).read();
            if (!date || text(end) != u")")
                continue;
            replace(i, end, written(*date));
            i = end;
        }
    }
    return result + QStringView(bound).sliced(copied).toString();
}

} // namespace Athanor
