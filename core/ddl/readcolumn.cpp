// SPDX-License-Identifier: MIT
#include "ddl/readparts.h"
#include "schema/normalform.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// Words that a default may be without parentheses and without being a column.
bool isPseudoColumn(QStringView upper)
{
    static const QStringView known[]{u"NULL",
                                     u"SYSDATE",
                                     u"SYSTIMESTAMP",
                                     u"USER",
                                     u"UID",
                                     u"CURRENT_DATE",
                                     u"LOCALTIMESTAMP",
                                     u"SESSIONTIMEZONE",
                                     u"CURRENT_TIMESTAMP",
                                     u"DBTIMEZONE",
                                     u"TRUE",
                                     u"FALSE",
                                     u"ORA_INVOKING_USER",
                                     u"ORA_INVOKING_USERID",
                                     u"DOMAIN_NAME",
                                     u"UNKNOWN"};
    return std::find(std::begin(known), std::end(known), upper) != std::end(known);
}

// ORA-00984: a default is no place for a column, nor, before 12.1, for a sequence.
void checkDefault(Cursor &at, qsizetype from, QStringView expression)
{
    const std::vector<Token> tokens = tokenize(expression);
    const auto isMark = [&tokens, expression](size_t i, QStringView mark) {
        return i < tokens.size() && tokens[i].kind == TokenKind::Punctuation
            && tokens[i].text(expression) == mark;
    };
    const auto place = [&tokens, from](size_t i) { return from + tokens[i].range.start; };
    const bool oneWord = tokens.size() == 1
        && (tokens[0].kind == TokenKind::Word || tokens[0].kind == TokenKind::QuotedName);
    if (oneWord) {
        const bool quoted = tokens[0].kind == TokenKind::QuotedName;
        const QString word = storedName(tokens[0].text(expression));
        if (quoted || !isPseudoColumn(word)) {
            at.errorAt(place(0), 984,
                       ddlTr("%1: %2 is read as a column; write text in single quotes")
                           .arg(oracleText(984), tokens[0].text(expression).toString()));
        }
    }
    if (at.version().hasSequenceDefault())
        return;
    for (size_t i = 2; i < tokens.size(); ++i) {
        if ((isKeyword(tokens[i], expression, u"NEXTVAL")
             || isKeyword(tokens[i], expression, u"CURRVAL"))
            && isMark(i - 1, u".")) {
            at.errorAt(place(i - 2), 984,
                       ddlTr("%1: a sequence in a default needs Oracle 12.1, the target is %2; use "
                             "a trigger")
                           .arg(oracleText(984), at.version().toString()));
            return;
        }
    }
}

// Reads one column's clauses into what was written. CREATE, ADD and MODIFY share it.
class ColumnReader
{
public:
    ColumnReader(Cursor &at, ModifyColumn &column, std::vector<Index> &indexes)
        : m_at(at)
        , m_column(column)
        , m_indexes(indexes)
    { }

    void readClauses();
    [[nodiscard]] bool isForUpdateToo() const { return m_forUpdate; }

private:
    bool readClause();
    void readDefault();
    void readGeneratedClause();
    void readStored();
    bool readConstraintClause();
    void readKey(const QString &name, ConstraintKind kind);
    void addState(Constraint constraint);
    void readEncryption();
    void addClause(const QString &text);
    void carry(qsizetype from, bool understood);

    Cursor &m_at;
    ModifyColumn &m_column;
    std::vector<Index> &m_indexes;
    bool m_forUpdate = false;
};

void ColumnReader::readDefault()
{
    const qsizetype place = m_at.offset();
    m_at.skip();
    if (m_at.isWord(u"ON") && m_at.isWord(u"NULL", 1)) {
        if (m_at.version() < OracleVersion{12, 1}) {
            m_at.error(936,
                       ddlTr("%1: DEFAULT ON NULL needs Oracle 12.1, the target is %2")
                           .arg(oracleText(936), m_at.version().toString()));
        }
        m_at.skip(2);
        m_column.defaultOnNull = true;
        if (m_at.takeAll({u"FOR", u"INSERT"})) { // 23ai
            if (m_at.takeAll({u"AND", u"UPDATE"}))
                m_forUpdate = true;
            else if (!m_at.take(u"ONLY"))
                m_at.expected(905, ddlTr("ONLY or AND UPDATE"));
        }
    }
    const qsizetype from = m_at.offset();
    const QStringView expression = m_at.takeExpression();
    if (expression.isEmpty()) {
        return;
    }
    checkDefault(m_at, from, expression);
    if (m_column.defaultValue || m_column.identity)
        m_at.errorAt(place, m_column.identity ? 30674 : 907,
                     m_column.identity ? oracleText(30674)
                                       : ddlTr("%1: DEFAULT is said twice").arg(oracleText(907)));
    m_column.defaultValue = expression.toString();
}

void ColumnReader::readGeneratedClause()
{
    const qsizetype place = m_at.offset();
    GeneratedReading reading = readGenerated(m_at);
    if (reading.identity) {
        if (m_column.defaultValue)
            m_at.errorAt(place, 30674, oracleText(30674));
        m_column.identity = std::move(reading.identity);
        return;
    }
    if (reading.virtualExpression.isEmpty()) {
        m_at.skipToListEnd();
        return;
    }
    m_column.virtualExpression = std::move(reading.virtualExpression);
    readStored();
    while (m_at.isWords({u"EVALUATE", u"USING"}) || m_at.isWords({u"UNUSABLE", u"BEFORE"})
           || m_at.isWords({u"UNUSABLE", u"BEGINNING"})) {
        const qsizetype clause = m_at.offset();
        m_at.skip(2);
        while (m_at.isAnyWord({u"CURRENT", u"EDITION", u"NULL", u"WITH"}) || m_at.isName())
            m_at.skip();
        carry(clause, false);
    }
}

// VIRTUAL, the default, or MATERIALIZED (23.7); a clause of its own also where it comes later.
void ColumnReader::readStored()
{
    const qsizetype from = m_at.offset();
    if (!m_at.take(u"VIRTUAL") && m_at.take(u"MATERIALIZED"))
        carry(from, true);
}

// ENCRYPT [USING 'algorithm'] [IDENTIFIED BY password] ['integrity'] [[NO] SALT], without the
// password.
void ColumnReader::readEncryption()
{
    QStringList words;
    do {
        if (m_at.isWords({u"IDENTIFIED", u"BY"})) {
            m_at.skip(2);
            m_at.error(0,
                       ddlTr("a column key's password may not stand in a project; leave "
                             "IDENTIFIED BY out and let Oracle make the key"));
            m_at.skip();
            continue;
        }
        words << (m_at.isKind(TokenKind::String) ? m_at.text().toString()
                                                 : m_at.text().toString().toUpper());
        m_at.skip();
    } while (m_at.isAnyWord({u"USING", u"IDENTIFIED", u"SALT"}) || m_at.isKind(TokenKind::String)
             || m_at.isWords({u"NO", u"SALT"}) || words.last() == "NO"_L1);
    addClause(words.join(u' '));
}

void ColumnReader::addClause(const QString &text)
{
    m_column.otherClauses += m_column.otherClauses.isEmpty() ? text : u' ' + text;
}

// Keeps the text from there to here on the column.
void ColumnReader::carry(qsizetype from, bool understood)
{
    addClause(normalizedText(m_at.slice(from, m_at.previousEnd())));
    if (!understood)
        m_at.note(from, m_at.previousEnd(), {}, ddlTr("column clause kept as text"));
}

void ColumnReader::addState(Constraint constraint)
{
    std::optional<Index> index;
    readConstraintState(m_at, constraint.state, &constraint, index);
    if (index)
        m_indexes.push_back(*std::move(index));
    m_column.constraints.push_back(std::move(constraint));
}

void ColumnReader::readKey(const QString &name, ConstraintKind kind)
{
    Constraint key;
    key.kind = kind;
    key.name = name;
    key.columns = {m_column.column};
    addState(std::move(key));
}

bool ColumnReader::readConstraintClause()
{
    QString name;
    const bool named = m_at.isWord(u"CONSTRAINT");
    if (named) {
        m_at.skip();
        std::optional<QString> written = m_at.takeName(2250, ddlTr("the constraint's name"));
        if (!written)
            return true;
        name = *std::move(written);
    }
    if (m_at.isWord(u"NOT") && m_at.isWord(u"NULL", 1)) {
        m_at.skip(2);
        NotNull notNull;
        notNull.name = std::move(name);
        std::optional<Index> none;
        readConstraintState(m_at, notNull.state, nullptr, none);
        m_column.setNotNull = std::move(notNull);
        return true;
    }
    if (m_at.isWord(u"NULL")) {
        m_at.skip();
        m_column.setNull = true;
        ConstraintState state;
        std::optional<Index> none;
        readConstraintState(m_at, state, nullptr, none);
        return true;
    }
    if (m_at.take(u"PRIMARY")) {
        if (!m_at.take(u"KEY"))
            m_at.expected(905, ddlTr("KEY after PRIMARY"));
        readKey(name, ConstraintKind::PrimaryKey);
        return true;
    }
    if (m_at.take(u"UNIQUE")) {
        if (m_at.isWord(u"KEY")) // MySQL's spelling
            m_at.expected(907, ddlTr("no KEY after UNIQUE"));
        readKey(name, ConstraintKind::Unique);
        return true;
    }
    if (m_at.isWord(u"REFERENCES")) {
        Constraint reference;
        reference.kind = ConstraintKind::ForeignKey;
        reference.name = std::move(name);
        reference.columns = {m_column.column};
        if (!readReferences(m_at, reference))
            return true;
        addState(std::move(reference));
        return true;
    }
    if (m_at.take(u"CHECK")) {
        Constraint check;
        check.kind = ConstraintKind::Check;
        check.name = std::move(name);
        if (!m_at.isPunctuation(u"(")) {
            m_at.expected(906, ddlTr("( and the condition after CHECK"));
            return true;
        }
        const qsizetype place = m_at.offset();
        check.condition = m_at.takeParenthesised().toString();
        if (check.condition.isEmpty())
            m_at.errorAt(place, 936, oracleText(936));
        addState(std::move(check));
        return true;
    }
    if (named) {
        m_at.expected(905,
                      ddlTr("NOT NULL, PRIMARY KEY, UNIQUE, CHECK or REFERENCES after the "
                            "constraint's name"));
        return true;
    }
    return false;
}

bool ColumnReader::readClause()
{
    const qsizetype from = m_at.offset();
    if (m_at.isWord(u"DEFAULT")) {
        readDefault();
    } else if (m_at.isWord(u"GENERATED") || (m_at.isWord(u"AS") && m_at.isPunctuation(u"(", 1))
               || m_at.isWords({u"AS", u"IDENTITY"})) {
        readGeneratedClause();
    } else if (m_at.isWord(u"VISIBLE") || m_at.isWord(u"INVISIBLE")) {
        if (m_at.version() < OracleVersion{12, 1})
            m_at.error(907,
                       ddlTr("%1: invisible columns need Oracle 12.1, the target is %2")
                           .arg(oracleText(907), m_at.version().toString()));
        m_column.invisible = m_at.isWord(u"INVISIBLE");
        m_at.skip();
    } else if (m_at.take(u"COLLATE")) {
        std::optional<QString> name = m_at.takeName(905, ddlTr("the collation's name"));
        if (name)
            m_column.collation = *std::move(name);
    } else if (m_at.takeAll({u"DROP", u"IDENTITY"})) {
        m_column.dropIdentity = true;
    } else if (m_at.isWords({u"DROP", u"DOMAIN"})) { // 23ai
        m_at.skip(2);
        m_at.takeAll({u"PRESERVE", u"CONSTRAINTS"});
        carry(from, true);
    } else if (m_at.take(u"SORT")) {
        // SORT only tells a hash cluster that rows come sorted
        carry(from, false);
    } else if (m_at.isWord(u"ENCRYPT")) {
        readEncryption();
    } else if (m_at.take(u"DECRYPT")) {
        carry(from, true);
    } else if (m_at.isWords({u"WITH", u"ROWID"}) || m_at.isWords({u"SCOPE", u"IS"})) {
        const bool scope = m_at.isWord(u"SCOPE");
        m_at.skip(2);
        if (scope)
            (void)m_at.takeQualifiedName(903, ddlTr("the table the REF is scoped to"));
        carry(from, true);
    } else if (m_at.isWord(u"DOMAIN") && m_at.isName(1)) { // 23ai
        m_at.skip();
        (void)m_at.takeQualifiedName(904, ddlTr("the domain's name"));
        carry(from, true);
    } else if (m_at.isWord(u"ANNOTATIONS") && m_at.isPunctuation(u"(", 1)) {
        m_at.skip();
        m_at.takeParenthesised();
        carry(from, true);
    } else if (m_at.isWord(u"VALIDATE")) { // JSON VALIDATE [CAST] 'schema', 23ai
        m_at.skip();
        m_at.take(u"USING");
        m_at.take(u"CAST");
        if (m_at.isKind(TokenKind::String))
            m_at.skip();
        else
            m_at.expected(905, ddlTr("the JSON schema in single quotes"));
        carry(from, true);
    } else if (m_at.take(u"RESERVABLE") || m_at.takeAll({u"NOT", u"RESERVABLE"})) {
        carry(from, true);
    } else if (m_at.isWords({u"NOT", u"SUBSTITUTABLE"})) {
        m_at.skip(2);
        while (m_at.isAnyWord({u"AT", u"ALL", u"LEVELS"}))
            m_at.skip();
        carry(from, true);
    } else {
        return readConstraintClause();
    }
    return true;
}

void ColumnReader::readClauses()
{
    while (!m_at.atEnd()) {
        const size_t before = m_at.position();
        if (!readClause())
            return;
        if (m_at.position() == before) { // an error at its first word
            m_at.skipToListEnd();
            return;
        }
    }
}

bool startsColumnClause(Cursor &at)
{
    static const std::initializer_list<Keyword> starts{
        u"GENERATED", u"AS",         u"VISIBLE", u"INVISIBLE", u"DEFAULT",    u"NOT",
        u"NULL",      u"CONSTRAINT", u"PRIMARY", u"UNIQUE",    u"REFERENCES", u"CHECK",
        u"DROP",      u"ENCRYPT",    u"DECRYPT", u"COLLATE",   u"ANNOTATIONS"};
    return at.isAnyWord(starts);
}

} // namespace

bool startsOutOfLineConstraint(Cursor &at)
{
    if (at.isWord(u"CONSTRAINT"))
        return at.isName(1);
    if (at.isWord(u"PRIMARY"))
        return at.isWord(u"KEY", 1);
    if (at.isWord(u"FOREIGN"))
        return at.isWord(u"KEY", 1);
    return at.isWord(u"UNIQUE") || at.isWord(u"CHECK"); // reserved: no column's name
}

std::optional<ColumnReading> readColumn(Cursor &at)
{
    ModifyColumn written;
    ColumnReading reading;
    std::optional<QString> name = at.takeName(904, ddlTr("a column's name"));
    if (!name) {
        at.skipToListEnd();
        return std::nullopt;
    }
    written.column = *name;
    // No type: of a virtual column Oracle finds it itself, an inline foreign key gives its
    // parent's.
    if (!startsColumnClause(at) && !at.isPunctuation(u",") && !at.isPunctuation(u")")
        && !at.atEnd()) {
        written.type = readDataType(at);
        if (!written.type) {
            at.skipToListEnd();
            return std::nullopt;
        }
    }
    const qsizetype afterType = at.offset();
    ColumnReader reader(at, written, reading.indexes);
    reader.readClauses();

    Column &column = reading.column;
    column.name = std::move(written.column);
    if (written.type) {
        column.type = *std::move(written.type);
    } else {
        column.type.kind = TypeKind::UserDefined; // with no name: Oracle derives it
        const bool derives = written.virtualExpression
            || std::any_of(written.constraints.begin(), written.constraints.end(),
                           [](const Constraint &c) {
                               return c.kind == ConstraintKind::ForeignKey;
                           });
        if (!derives)
            reading.untypedAt = afterType;
    }
    column.defaultValue = written.defaultValue.value_or(QString());
    if (column.defaultValue.compare("NULL"_L1, Qt::CaseInsensitive) == 0)
        column.defaultValue.clear();
    column.defaultOnNull = written.defaultOnNull;
    column.defaultOnNullForUpdate = reader.isForUpdateToo();
    if (written.identity && written.setNull)
        at.errorAt(afterType, 30670,
                   ddlTr("invalid NOT NULL constraint specified on an identity column"));
    column.identity = std::move(written.identity);
    column.virtualExpression = written.virtualExpression.value_or(QString());
    column.notNull = std::move(written.setNotNull);
    column.invisible = written.invisible.value_or(false);
    column.collation = written.collation.value_or(QString());
    column.otherClauses = std::move(written.otherClauses);
    reading.constraints = std::move(written.constraints);
    return reading;
}

void reportUntyped(Cursor &at, qsizetype place, const QString &column)
{
    at.errorAt(place, 2263,
               ddlTr("%1: expected a data type after the column name %2")
                   .arg(oracleText(2263), writtenName(column)));
}

std::optional<QString> readTableItem(Cursor &at)
{
    const qsizetype from = at.offset();
    if (at.takeAll({u"SUPPLEMENTAL", u"LOG"})) {
        if (at.take(u"GROUP")) {
            (void)at.takeName(904, ddlTr("the log group's name"));
            if (at.isPunctuation(u"("))
                at.takeParenthesised();
            at.take(u"ALWAYS");
        } else if (at.take(u"DATA") && at.isPunctuation(u"(")) {
            at.takeParenthesised();
            at.take(u"COLUMNS");
        } else {
            at.expected(905, ddlTr("GROUP or DATA ( after SUPPLEMENTAL LOG"));
        }
    } else if (at.isWords({u"PERIOD", u"FOR"}) && at.isName(2)) {
        at.skip(2);
        (void)at.takeName(904, ddlTr("the period's name"));
        if (at.isPunctuation(u"("))
            at.takeParenthesised();
    } else if (at.isWords({u"SCOPE", u"FOR"})) {
        at.skip(2);
        if (at.isPunctuation(u"("))
            at.takeParenthesised();
        if (at.take(u"IS"))
            (void)at.takeQualifiedName(903, ddlTr("the table the REF is scoped to"));
    } else if (at.isWord(u"REF") && at.isPunctuation(u"(", 1)) {
        at.skip();
        at.takeParenthesised();
        at.takeAll({u"WITH", u"ROWID"});
    } else if (at.isWord(u"DOMAIN") && at.isName(1)
               && ((at.isPunctuation(u"(", 2) && at.isName(3)) // DOMAIN VARCHAR2(9) is a column
                   || (at.isPunctuation(u".", 2) && at.isPunctuation(u"(", 4) && at.isName(5)))) {
        at.skip();
        (void)at.takeQualifiedName(904, ddlTr("the domain's name"));
        if (at.isPunctuation(u"("))
            at.takeParenthesised();
    } else {
        return std::nullopt;
    }
    return normalizedText(at.slice(from, at.previousEnd()));
}

std::optional<ModifyColumn> readModifiedColumn(Cursor &at, std::vector<Index> &indexes)
{
    ModifyColumn written;
    std::optional<QString> name = at.takeName(904, ddlTr("the column's name"));
    if (!name) {
        at.skipToListEnd();
        return std::nullopt;
    }
    written.column = *std::move(name);
    if (!startsColumnClause(at) && !at.isPunctuation(u",") && !at.isPunctuation(u")")
        && !at.atEnd()) {
        written.type = readDataType(at);
        if (!written.type) {
            at.skipToListEnd();
            return std::nullopt;
        }
    }
    ColumnReader reader(at, written, indexes);
    reader.readClauses();
    written.defaultOnNullForUpdate = reader.isForUpdateToo();
    return written;
}

Constraint notNullCheck(const QString &attribute, const NotNull &notNull)
{
    Constraint check;
    check.kind = ConstraintKind::Check;
    check.name = notNull.name;
    check.condition = writtenName(attribute) + u" IS NOT NULL"_s;
    check.state = notNull.state;
    return check;
}

} // namespace Athanor
