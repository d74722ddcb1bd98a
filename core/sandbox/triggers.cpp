// SPDX-License-Identifier: MIT
#include "sandbox/triggers.h"

#include "sql/lexer.h"

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// The tokens of a trigger's source, read from left to right.
class TriggerReader
{
public:
    explicit TriggerReader(const QString &source)
        : m_source(source)
        , m_tokens(tokenize(source))
    { }

    [[nodiscard]] bool atEnd() const { return m_at >= m_tokens.size(); }
    [[nodiscard]] QString word() const
    {
        if (atEnd())
            return {};
        const Token &token = m_tokens[m_at];
        const QString text = token.text(m_source).toString();
        return token.kind == TokenKind::QuotedName || token.kind == TokenKind::String
            ? text
            : text.toUpper();
    }
    [[nodiscard]] qsizetype offset() const
    {
        return atEnd() ? m_source.size() : m_tokens[m_at].range.start;
    }
    void advance() { ++m_at; }
    bool take(QStringView wanted)
    {
        if (atEnd() || word() != wanted)
            return false;
        advance();
        return true;
    }
    // :NEW.c or NEW.c, whatever the correlation name; the column is stored.
    std::optional<QString> newColumn(const QString &correlation)
    {
        const size_t start = m_at;
        if ((take(u':' + correlation) || take(correlation)) && take(u".") && !atEnd()) {
            const QString column = storedName(m_tokens[m_at].text(m_source));
            advance();
            return column;
        }
        m_at = start;
        return std::nullopt;
    }
    std::optional<QualifiedName> nextval()
    {
        const size_t start = m_at;
        QStringList parts;
        while (!atEnd()) {
            parts.append(storedName(m_tokens[m_at].text(m_source)));
            advance();
            if (!take(u"."))
                break;
        }
        if (parts.size() >= 2 && parts.size() <= 3 && parts.last() == u"NEXTVAL")
            return QualifiedName{parts.size() == 3 ? parts.first() : QString(),
                                 parts.at(parts.size() - 2)};
        m_at = start;
        return std::nullopt;
    }

private:
    QString m_source;
    std::vector<Token> m_tokens;
    size_t m_at = 0;
};

// The heading up to WHEN or the body; the correlation name of NEW.
struct Heading
{
    bool before = false;
    bool after = false;
    bool insteadOf = false;
    bool eachRow = false;
    bool compound = false;
    bool referencing = false;
    QStringList events;
    QString newName = u"NEW"_s;
    QString base = u"TABLE"_s;
    qsizetype whenStart = -1; // behind the opening parenthesis
    qsizetype whenEnd = -1;
    qsizetype bodyStart = -1;
    qsizetype headEnd = -1;
};

Heading readHeading(TriggerReader &reader)
{
    Heading heading;
    bool events = false;
    while (!reader.atEnd()) {
        const QString word = reader.word();
        if (word == u"BEGIN" || word == u"DECLARE" || word == u"CALL" || word == u"COMPOUND") {
            heading.compound = word == u"COMPOUND";
            break;
        }
        if (word == u"WHEN") {
            heading.headEnd = heading.headEnd < 0 ? reader.offset() : heading.headEnd;
            reader.advance();
            int depth = 0;
            heading.whenStart = reader.offset() + 1;
            do {
                const QString inner = reader.word();
                depth += inner == u"(" ? 1 : inner == u")" ? -1 : 0;
                heading.whenEnd = reader.offset();
                reader.advance();
            } while (depth > 0 && !reader.atEnd());
            continue;
        }
        if (word == u"BEFORE" || word == u"AFTER" || word == u"INSTEAD") {
            heading.before = word == u"BEFORE";
            heading.after = word == u"AFTER";
            heading.insteadOf = word == u"INSTEAD";
            events = true;
        } else if (word == u"FOR" && heading.events.isEmpty()) {
            events = true; // FOR INSERT ON t COMPOUND TRIGGER
        } else if (events && word == u"ON") {
            events = false;
            reader.advance();
            const QString base = reader.word();
            if (base == u"SCHEMA" || base == u"DATABASE")
                heading.base = base;
        } else if (events && (word == u"INSERT" || word == u"UPDATE" || word == u"DELETE")) {
            heading.events.append(word);
        } else if (word == u"REFERENCING") {
            heading.referencing = true;
        } else if (word == u"NEW" && heading.referencing) {
            reader.advance();
            reader.take(u"AS");
            heading.newName = reader.word();
        } else if (word == u"ROW") {
            heading.eachRow = true;
        }
        reader.advance();
    }
    heading.bodyStart = reader.offset();
    if (heading.headEnd < 0)
        heading.headEnd = heading.bodyStart;
    return heading;
}

} // namespace

std::optional<AutoincrementTrigger> autoincrementTrigger(const ProgramUnit &trigger)
{
    TriggerReader reader(trigger.source);
    const Heading heading = readHeading(reader);
    if (!heading.before || !heading.eachRow || heading.compound
        || heading.events != QStringList{u"INSERT"_s})
        return std::nullopt;
    AutoincrementTrigger result;
    QString guarded;
    const auto isNullTest = [&](TriggerReader &at) -> std::optional<QString> {
        const bool open = at.take(u"(");
        auto column = at.newColumn(heading.newName);
        if (!column || !at.take(u"IS") || !at.take(u"NULL") || (open && !at.take(u")")))
            return std::nullopt;
        return column;
    };
    if (heading.whenStart >= 0) {
        TriggerReader when(
            trigger.source.sliced(heading.whenStart, heading.whenEnd - heading.whenStart));
        const auto column = isNullTest(when);
        if (!column || !when.atEnd())
            return std::nullopt;
        guarded = *column;
    }
    if (!reader.take(u"BEGIN"))
        return std::nullopt;
    const bool test = reader.take(u"IF");
    if (test) {
        const auto column = isNullTest(reader);
        if (!column || !reader.take(u"THEN"))
            return std::nullopt;
        guarded = *column;
    }
    std::optional<QString> column;
    std::optional<QualifiedName> sequence;
    bool onlyWhenNull = false;
    if (reader.take(u"SELECT")) {
        sequence = reader.nextval();
        if (!sequence || !reader.take(u"INTO"))
            return std::nullopt;
        column = reader.newColumn(heading.newName);
        if (!column || !reader.take(u"FROM"))
            return std::nullopt;
        if (reader.take(u"SYS") && !reader.take(u"."))
            return std::nullopt;
        if (!reader.take(u"DUAL"))
            return std::nullopt;
    } else {
        column = reader.newColumn(heading.newName);
        if (!column || !reader.take(u":="))
            return std::nullopt;
        if (reader.take(u"NVL") || reader.take(u"COALESCE")) {
            if (!reader.take(u"(") || reader.newColumn(heading.newName) != column
                || !reader.take(u","))
                return std::nullopt;
            sequence = reader.nextval();
            if (!sequence || !reader.take(u")"))
                return std::nullopt;
            onlyWhenNull = true;
        } else {
            sequence = reader.nextval();
        }
    }
    if (!sequence || !reader.take(u";"))
        return std::nullopt;
    if (test && (!reader.take(u"END") || !reader.take(u"IF") || !reader.take(u";")))
        return std::nullopt;
    if (!reader.take(u"END"))
        return std::nullopt;
    if (!reader.atEnd() && reader.word() != u";")
        reader.advance(); // END name;
    reader.take(u";");
    if (!reader.atEnd() || (!guarded.isEmpty() && guarded != *column))
        return std::nullopt;
    result.column = *column;
    result.sequence = *sequence;
    result.onlyWhenNull = onlyWhenNull || !guarded.isEmpty();
    return result;
}

bool firesOn(const ProgramUnit &trigger, RowEvent event)
{
    TriggerReader reader(trigger.source);
    const Heading heading = readHeading(reader);
    switch (event) {
    case RowEvent::Insert:
        return heading.events.contains(u"INSERT");
    case RowEvent::Update:
        return heading.events.contains(u"UPDATE");
    case RowEvent::Delete:
        return heading.events.contains(u"DELETE");
    }
    return true;
}

TriggerHeading triggerHeading(const ProgramUnit &trigger)
{
    TriggerReader reader(trigger.source);
    const Heading heading = readHeading(reader);
    TriggerHeading result;
    result.type = heading.compound ? u"COMPOUND"_s
        : heading.insteadOf        ? u"INSTEAD OF"_s
                                   : (heading.before ? u"BEFORE"_s : u"AFTER"_s)
            + (heading.base != u"TABLE" ? u" EVENT"_s
                   : heading.eachRow    ? u" EACH ROW"_s
                                        : u" STATEMENT"_s);
    result.event = heading.events.join(u" OR "_s);
    if (heading.whenStart >= 0)
        result.when =
            trigger.source.sliced(heading.whenStart, heading.whenEnd - heading.whenStart).trimmed();
    result.baseObjectType = heading.base;
    result.body = trigger.source.sliced(heading.bodyStart);
    const qsizetype first = trigger.source.indexOf(u' ');
    result.description =
        trigger.source.first(heading.headEnd).sliced(std::max<qsizetype>(0, first + 1));
    return result;
}

} // namespace Athanor
