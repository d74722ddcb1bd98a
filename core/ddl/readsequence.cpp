// SPDX-License-Identifier: MIT
#include "ddl/readparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// Remembers which options came, so that a second of the same family gets Oracle's code.
class OptionReader
{
public:
    OptionReader(Cursor &at, SequenceOptions &options, std::vector<QString> &written,
                 bool ofIdentity)
        : m_at(at)
        , m_options(options)
        , m_written(written)
        , m_ofIdentity(ofIdentity)
    { }

    bool readOne();

private:
    void wrote(const QString &words, int codeWhenTwice)
    {
        if (std::find(m_written.begin(), m_written.end(), words) != m_written.end())
            m_at.errorAt(m_place, codeWhenTwice,
                         codeWhenTwice == 0 ? ddlTr("%1 is said twice").arg(words)
                                            : oracleText(codeWhenTwice));
        m_written.push_back(words);
    }
    std::optional<QString> number(DdlText what)
    {
        std::optional<QString> value = m_at.takeInteger();
        if (!value)
            m_at.expected(1722, what);
        else if (value->size() - (value->startsWith(u'-') ? 1 : 0) > 28)
            m_at.errorAt(m_place, 4003,
                         u"sequence parameter exceeds maximum size allowed (28 digits)"_s);
        return value;
    }
    void readStart();
    bool readScale(const QString &word, QString &target);

    Cursor &m_at;
    SequenceOptions &m_options;
    std::vector<QString> &m_written;
    bool m_ofIdentity;
    qsizetype m_place = 0;
};

void OptionReader::readStart()
{
    if (!m_at.take(u"WITH"))
        m_at.expected(905, ddlTr("WITH after START"));
    wrote(u"START WITH"_s, 0);
    if (m_ofIdentity && m_at.takeAll({u"LIMIT", u"VALUE"}))
        m_options.startWith = u"LIMIT VALUE"_s;
    else
        m_options.startWith = number(ddlTr("the number to start with"));
}

bool OptionReader::readScale(const QString &word, QString &target)
{
    if (m_at.take(word)) {
        target = word;
        if (m_at.take(u"EXTEND"))
            target += u" EXTEND"_s;
        else if (m_at.take(u"NOEXTEND"))
            target += u" NOEXTEND"_s;
        wrote(word, 0);
        return true;
    }
    if (m_at.take(u"NO"_s + word)) {
        target.clear();
        wrote(word, 0);
        return true;
    }
    return false;
}

bool OptionReader::readOne()
{
    m_place = m_at.offset();
    if (m_at.take(u"START")) {
        readStart();
    } else if (m_at.take(u"INCREMENT")) {
        if (!m_at.take(u"BY"))
            m_at.expected(924, ddlTr("BY after INCREMENT"));
        wrote(u"INCREMENT BY"_s, 0);
        m_options.incrementBy = number(ddlTr("the increment, a whole number"));
    } else if (m_at.take(u"MAXVALUE")) {
        wrote(u"MAXVALUE"_s, 2278);
        m_options.maxValue = number(ddlTr("the largest value"));
    } else if (m_at.take(u"NOMAXVALUE")) {
        wrote(u"MAXVALUE"_s, 2278);
        m_options.maxValue.reset();
    } else if (m_at.take(u"MINVALUE")) {
        wrote(u"MINVALUE"_s, 2279);
        m_options.minValue = number(ddlTr("the smallest value"));
    } else if (m_at.take(u"NOMINVALUE")) {
        wrote(u"MINVALUE"_s, 2279);
        m_options.minValue.reset();
    } else if (m_at.take(u"CYCLE")) {
        wrote(u"CYCLE"_s, 2280);
        m_options.cycle = true;
    } else if (m_at.take(u"NOCYCLE")) {
        wrote(u"CYCLE"_s, 2280);
        m_options.cycle = false;
    } else if (m_at.take(u"CACHE")) {
        wrote(u"CACHE"_s, 2281);
        m_options.cache = m_at.takeSmallInteger();
        if (!m_options.cache)
            m_at.expected(1722, ddlTr("how many numbers to cache"));
        else if (*m_options.cache < 2)
            m_at.errorAt(m_place, 4010,
                         u"the number of values to CACHE must be greater than 1; write NOCACHE"_s);
    } else if (m_at.take(u"NOCACHE")) {
        wrote(u"CACHE"_s, 2281);
        m_options.cache = 0;
    } else if (m_at.take(u"ORDER")) {
        wrote(u"ORDER"_s, 2282);
        m_options.order = true;
    } else if (m_at.take(u"NOORDER")) {
        wrote(u"ORDER"_s, 2282);
        m_options.order = false;
    } else if (m_at.take(u"KEEP")) {
        wrote(u"KEEP"_s, 0);
        m_options.keep = true;
    } else if (m_at.take(u"NOKEEP")) {
        wrote(u"KEEP"_s, 0);
        m_options.keep = false;
    } else if (m_at.take(u"SESSION")) {
        wrote(u"SESSION"_s, 0);
        m_options.session = true;
    } else if (m_at.take(u"GLOBAL")) {
        wrote(u"SESSION"_s, 0);
        m_options.session = false;
    } else if (m_at.take(u"RESTART")) {
        wrote(u"RESTART"_s, 0);
    } else if (m_at.takeAll({u"LIMIT", u"VALUE"})) { // older spelling of START WITH LIMIT VALUE
        wrote(u"START WITH"_s, 0);
        m_options.startWith = u"LIMIT VALUE"_s;
    } else if (m_at.takeAll({u"SHARING"})) {
        m_at.takePunctuation(u"=");
        m_at.skip(); // METADATA, DATA, NONE: of application containers, not of the sequence
    } else {
        return readScale(u"SCALE"_s, m_options.scale) || readScale(u"SHARD"_s, m_options.shard);
    }
    return true;
}

} // namespace

void readSequenceOptions(Cursor &at, SequenceOptions &options, std::vector<QString> &written,
                         bool ofIdentity)
{
    OptionReader reader(at, options, written, ofIdentity);
    while (reader.readOne())
        if (ofIdentity)
            at.takePunctuation(u","); // IDENTITY (START WITH 1, INCREMENT BY 1) is accepted as well
}

GeneratedReading readGenerated(Cursor &at)
{
    GeneratedReading reading;
    const qsizetype place = at.offset();
    bool byDefault = false;
    Identity identity;
    if (at.take(u"GENERATED")) {
        if (at.takeAll({u"BY", u"DEFAULT"})) {
            byDefault = true;
            identity.kind = IdentityKind::ByDefault;
            if (at.takeAll({u"ON", u"NULL"})) {
                identity.kind = IdentityKind::ByDefaultOnNull;
                if (at.takeAll({u"FOR", u"INSERT"})) { // 23ai: ONLY is the default
                    if (!at.take(u"ONLY") && at.takeAll({u"AND", u"UPDATE"}))
                        at.note(place, at.previousEnd(), {},
                                ddlTr("FOR INSERT AND UPDATE of an identity column is not kept"));
                }
            }
        } else if (!at.take(u"ALWAYS")) {
            at.expected(2000, ddlTr("ALWAYS or BY DEFAULT after GENERATED"));
            return reading;
        }
    }
    if (!at.take(u"AS")) {
        at.expected(905, ddlTr("AS"));
        return reading;
    }
    if (at.isWord(u"IDENTITY")) {
        if (!at.version().hasIdentity()) {
            at.errorAt(place, byDefault ? 2000 : 906,
                       ddlTr("%1: identity columns need Oracle 12.1, the target is %2; use a "
                             "sequence and a trigger")
                           .arg(oracleText(byDefault ? 2000 : 906), at.version().toString()));
        }
        at.skip();
        std::vector<QString> written;
        if (at.takePunctuation(u"(")) {
            readSequenceOptions(at, identity.options, written, true);
            if (!at.takePunctuation(u")")) {
                at.expected(907, ddlTr("an identity option or )"));
                at.skipToListEnd();
                at.takePunctuation(u")");
            }
        } else {
            readSequenceOptions(at, identity.options, written, true);
        }
        reading.identity = std::move(identity);
        return reading;
    }
    if (byDefault) {
        at.expected(905, ddlTr("IDENTITY"));
        return reading;
    }
    if (!at.isPunctuation(u"(")) {
        at.expected(906, ddlTr("IDENTITY or ( and the column's expression"));
        return reading;
    }
    reading.virtualExpression = at.takeParenthesised().toString();
    if (reading.virtualExpression.isEmpty())
        at.errorAt(place, 936, oracleText(936));
    return reading;
}

DdlStatement readCreateSequence(Cursor &at)
{
    CreateSequence create;
    create.ifNotExists = takeIfNotExists(at, 933);
    std::optional<QualifiedName> name = at.takeQualifiedName(2277, ddlTr("the sequence's name"));
    if (!name) {
        at.skipAll();
        return create;
    }
    create.sequence.name = *std::move(name);
    std::vector<QString> written;
    readSequenceOptions(at, create.sequence.options, written, false);
    expectEnd(at);
    return create;
}

DdlStatement readAlterSequence(Cursor &at)
{
    AlterSequence alter;
    (void)takeIfExists(at);
    std::optional<QualifiedName> name = at.takeQualifiedName(2277, ddlTr("the sequence's name"));
    if (!name) {
        at.skipAll();
        return alter;
    }
    alter.name = *std::move(name);
    const qsizetype place = at.offset();
    readSequenceOptions(at, alter.options, alter.written, false);
    if (alter.written.empty() && at.atEnd())
        at.errorAt(place, 2286, oracleText(2286));
    expectEnd(at);
    return alter;
}

} // namespace Athanor
