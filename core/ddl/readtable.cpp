// SPDX-License-Identifier: MIT
#include "ddl/readparts.h"
#include "schema/normalform.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

void append(QString &to, const QString &text)
{
    if (!to.isEmpty())
        to += u' ';
    to += text;
}

// CREATE TABLE behind its first words, up to and with AS SELECT.
class TableReader
{
public:
    TableReader(Cursor &at, TableKind kind, const QString &qualifier)
        : m_at(at)
    {
        m_create.table.kind = kind;
        m_create.table.qualifier = qualifier;
    }

    DdlStatement read();

private:
    Table &table() { return m_create.table; }
    void readItems();
    void readItem();
    void readColumnItem();
    void checkColumns();
    void readOptions();
    bool readOption();
    void readObjectTable(qsizetype from);
    void readAttribute();
    void readOrganization(qsizetype from);
    void readOnCommit();
    void readRetention();
    bool readConstraintSwitch();
    void carry(qsizetype from, const char *reason);

    Cursor &m_at;
    CreateTable m_create;
    struct InlineCheck
    {
        size_t constraint;
        QString column;
        qsizetype place;
    };
    std::vector<InlineCheck> m_inlineChecks;
    QStringList m_switched; // constraints behind ENABLE and DISABLE
    std::vector<std::pair<qsizetype, QString>> m_untyped; // columns: only a query may give a type
};

void TableReader::carry(qsizetype from, const char *reason)
{
    append(table().otherClauses, normalizedText(m_at.slice(from, m_at.previousEnd())));
    if (reason)
        m_at.note(from, m_at.previousEnd(), {u"TABLE"_s, table().name}, ddlTr(reason));
}

void TableReader::readColumnItem()
{
    const qsizetype place = m_at.offset();
    std::optional<ColumnReading> reading = readColumn(m_at);
    if (!reading)
        return;
    if (table().column(reading->column.name)) {
        m_at.errorAt(place, 957,
                     ddlTr("%1: the table has a column %2 already")
                         .arg(oracleText(957), writtenName(reading->column.name)));
        return;
    }
    for (Constraint &constraint : reading->constraints) {
        if (constraint.kind == ConstraintKind::Check)
            m_inlineChecks.push_back({table().constraints.size(), reading->column.name, place});
        table().constraints.push_back(std::move(constraint));
    }
    for (Index &index : reading->indexes)
        m_create.indexes.push_back(std::move(index));
    if (reading->untypedAt >= 0)
        m_untyped.push_back({reading->untypedAt, reading->column.name});
    table().columns.push_back(std::move(reading->column));
}

void TableReader::readItem()
{
    if (startsOutOfLineConstraint(m_at)) {
        std::optional<ConstraintReading> reading = readOutOfLineConstraint(m_at);
        if (!reading) {
            m_at.skipToListEnd();
            return;
        }
        table().constraints.push_back(std::move(reading->constraint));
        if (reading->index)
            m_create.indexes.push_back(*std::move(reading->index));
    } else if (std::optional<QString> item = readTableItem(m_at)) {
        table().items << *std::move(item);
    } else if (table().kind == TableKind::Object) {
        readAttribute();
    } else {
        readColumnItem();
    }
}

void TableReader::readItems()
{
    do {
        const size_t errors = m_at.errorCount();
        readItem();
        if (m_at.isPunctuation(u",") || m_at.isPunctuation(u")"))
            continue;
        if (m_at.atEnd()) {
            m_at.expected(907, ddlTr(") after the columns"));
            return;
        }
        if (m_at.errorCount() == errors)
            m_at.expected(907, ddlTr(", or ) after the column"));
        m_at.skipToListEnd();
    } while (m_at.takePunctuation(u","));
    if (!m_at.takePunctuation(u")"))
        m_at.expected(907, ddlTr(") after the columns"));
}

// An inline check may speak of its own column only (ORA-02438).
void TableReader::checkColumns()
{
    for (const InlineCheck &check : m_inlineChecks) {
        const QString &condition = table().constraints[check.constraint].condition;
        const std::vector<Token> tokens = tokenize(condition);
        for (size_t i = 0; i < tokens.size(); ++i) {
            if (tokens[i].kind != TokenKind::Word && tokens[i].kind != TokenKind::QuotedName)
                continue;
            const bool called = i + 1 < tokens.size() && tokens[i + 1].text(condition) == u"(";
            const QString name = storedName(tokens[i].text(condition));
            if (called || name == check.column || !table().column(name))
                continue;
            m_at.errorAt(check.place, 2438,
                         ddlTr("%1: the check on %2 names %3; write it behind the columns")
                             .arg(oracleText(2438), writtenName(check.column), writtenName(name)));
            break;
        }
    }
}

// Of an object table's attribute: id PRIMARY KEY, nm NOT NULL. As a dictionary has them, since the
// table has no columns here: constraints of the table, NOT NULL as a check.
void TableReader::readAttribute()
{
    std::vector<Index> indexes;
    const qsizetype from = m_at.offset();
    std::optional<ModifyColumn> attribute = readModifiedColumn(m_at, indexes);
    if (!attribute)
        return;
    for (Constraint &constraint : attribute->constraints)
        table().constraints.push_back(std::move(constraint));
    if (attribute->setNotNull)
        table().constraints.push_back(notNullCheck(attribute->column, *attribute->setNotNull));
    for (Index &index : indexes)
        m_create.indexes.push_back(std::move(index));
    if (attribute->defaultValue || !attribute->otherClauses.isEmpty())
        m_at.note(from, m_at.previousEnd(), {u"TABLE"_s, table().name},
                  ddlTr("this clause of an attribute is not kept"));
}

void TableReader::readObjectTable(qsizetype from)
{
    table().kind = TableKind::Object;
    m_at.skip(); // OF
    (void)m_at.takeQualifiedName(902, ddlTr("the type's name after OF"));
    m_at.take(u"NOT");
    (void)m_at.takeAll({u"SUBSTITUTABLE", u"AT", u"ALL", u"LEVELS"});
    carry(from, "an object table's definition is kept as text");
    if (m_at.takePunctuation(u"("))
        readItems();
    from = m_at.offset();
    while (!m_at.atEnd() && (!m_at.isWord(u"PARTITION")) && !m_at.isWord(u"TABLESPACE")) {
        if (m_at.isPunctuation(u"("))
            m_at.takeParenthesised();
        else
            m_at.skip();
    }
    if (m_at.previousEnd() > from)
        carry(from, nullptr);
}

void TableReader::readOnCommit()
{
    m_at.skip(2);
    const bool preserve = m_at.isWord(u"PRESERVE");
    if (m_at.takeAll({u"PRESERVE", u"ROWS"}) || m_at.takeAll({u"DELETE", u"ROWS"})) {
        if (table().kind == TableKind::PrivateTemporary)
            m_at.expected(922, ddlTr("DROP DEFINITION or PRESERVE DEFINITION"));
        else
            table().kind =
                preserve ? TableKind::GlobalTemporaryPreserve : TableKind::GlobalTemporaryDelete;
    } else if (m_at.takeAll({u"PRESERVE", u"DEFINITION"})) {
        append(table().otherClauses, u"ON COMMIT PRESERVE DEFINITION"_s);
    } else if (!m_at.takeAll({u"DROP", u"DEFINITION"})) { // the default of a private one
        m_at.expected(922, ddlTr("DELETE ROWS or PRESERVE ROWS after ON COMMIT"));
        m_at.skipAll();
    }
}

void TableReader::readOrganization(qsizetype from)
{
    m_at.skip();
    if (m_at.take(u"HEAP"))
        return;
    if (m_at.take(u"INDEX")) {
        table().kind = TableKind::IndexOrganized;
        return;
    }
    if (m_at.take(u"EXTERNAL")) {
        table().kind = TableKind::External;
        if (m_at.isPunctuation(u"("))
            m_at.takeParenthesised();
        if (m_at.takeAll({u"REJECT", u"LIMIT"}))
            m_at.skip();
        carry(from, "where an external table's rows come from is kept as text");
        return;
    }
    m_at.expected(922, ddlTr("HEAP, INDEX or EXTERNAL after ORGANIZATION"));
    m_at.skipAll();
}

// What a blockchain or immutable table promises: NO DROP [UNTIL n DAYS IDLE], NO DELETE [LOCKED |
// UNTIL n DAYS AFTER INSERT [LOCKED]], HASHING USING "…" VERSION "…"
void TableReader::readRetention()
{
    if (m_at.take(u"HASHING")) {
        m_at.skip(2); // USING "sha2_512"
        if (m_at.take(u"VERSION"))
            m_at.skip();
        return;
    }
    m_at.skip(2);
    while (m_at.isAnyWord({u"UNTIL", u"DAYS", u"IDLE", u"AFTER", u"INSERT", u"LOCKED"})
           || m_at.isKind(TokenKind::Number))
        m_at.skip();
}

// ENABLE / DISABLE [VALIDATE] CONSTRAINT c | PRIMARY KEY | UNIQUE (…) behind the columns.
bool TableReader::readConstraintSwitch()
{
    if (!m_at.isAnyWord({u"ENABLE", u"DISABLE"}))
        return false;
    size_t ahead = 1;
    if (m_at.isAnyWord({u"VALIDATE", u"NOVALIDATE"}, 1))
        ahead = 2;
    if (!m_at.isAnyWord({u"CONSTRAINT", u"PRIMARY", u"UNIQUE"}, ahead))
        return false;
    const bool enable = m_at.isWord(u"ENABLE");
    std::optional<bool> validated;
    m_at.skip();
    if (m_at.take(u"VALIDATE"))
        validated = true;
    else if (m_at.take(u"NOVALIDATE"))
        validated = false;
    const qsizetype place = m_at.offset();
    Constraint *target = nullptr;
    if (m_at.take(u"CONSTRAINT")) {
        const std::optional<QString> name = m_at.takeName(2250, ddlTr("the constraint's name"));
        if (!name)
            return true;
        target = table().constraint(*name);
    } else if (m_at.takeAll({u"PRIMARY", u"KEY"})) {
        for (Constraint &constraint : table().constraints)
            if (constraint.kind == ConstraintKind::PrimaryKey)
                target = &constraint;
    } else {
        m_at.skip();
        QStringList columns;
        if (!m_at.takeNameList(columns, 904, ddlTr("a column")))
            return true;
        for (Constraint &constraint : table().constraints)
            if (constraint.kind == ConstraintKind::Unique && constraint.columns == columns)
                target = &constraint;
    }
    if (!target) {
        m_at.errorAt(place, enable ? 2430 : 2431,
                     ddlTr("the table has no such constraint to enable or disable"));
        return true;
    }
    if (m_switched.contains(target->name))
        m_at.errorAt(place, 2295,
                     ddlTr("found more than one enable/disable clause for constraint %1")
                         .arg(writtenName(target->name)));
    if (!target->name.isEmpty())
        m_switched << target->name;
    target->state.enabled = enable;
    target->state.validated = validated.value_or(enable);
    std::optional<Index> index;
    if (m_at.isWord(u"USING"))
        readConstraintState(m_at, target->state, target, index);
    if (index)
        m_create.indexes.push_back(*std::move(index));
    return true;
}

bool TableReader::readOption()
{
    const qsizetype from = m_at.offset();
    if (readConstraintSwitch())
        return true;
    if (std::optional<PhysicalClause> clause = readPhysicalClause(m_at)) {
        addPhysical(table().physical, *clause);
        return true;
    }
    if (m_at.isWords({u"PARTITION", u"BY"})) {
        table().partitioning = readPartitioning(m_at);
        if (!table().partitioning)
            m_at.skipAll();
    } else if (m_at.isWord(u"LOB") || m_at.isWord(u"NESTED") || m_at.isWord(u"VARRAY")
               || m_at.isWord(u"XMLTYPE")) {
        const std::vector<PhysicalClause> clauses = readColumnStorage(m_at);
        if (clauses.empty()) {
            if (m_at.failed())
                return true;
            // XMLTYPE STORE AS … of an XMLType table
            while (!m_at.atEnd() && !m_at.isWord(u"TABLESPACE")) {
                if (m_at.isPunctuation(u"("))
                    m_at.takeParenthesised();
                else
                    m_at.skip();
            }
            carry(from, "storage clause kept as text");
        }
        for (const PhysicalClause &clause : clauses)
            addPhysical(table().physical, clause);
    } else if (m_at.isWord(u"ORGANIZATION")) {
        readOrganization(from);
    } else if (m_at.isWords({u"ON", u"COMMIT"})) {
        readOnCommit();
    } else if (m_at.takeAll({u"READ", u"ONLY"})) {
        if (m_at.version() < OracleVersion{12, 2})
            m_at.errorAt(from, 922,
                         ddlTr("%1: READ ONLY in CREATE TABLE needs Oracle 12.2; use ALTER TABLE")
                             .arg(oracleText(922)));
        table().readOnly = true;
    } else if (m_at.takeAll({u"READ", u"WRITE"}) || m_at.take(u"NOMAPPING")) {
        // the default
    } else if (m_at.isWord(u"SHARING") && m_at.isPunctuation(u"=", 1)) {
        m_at.skip(3);
        carry(from, nullptr);
    } else if (m_at.takeAll({u"EXTERNAL", u"PARTITION", u"ATTRIBUTES"})) {
        m_at.takeParenthesised();
        if (m_at.takeAll({u"REJECT", u"LIMIT"}))
            m_at.skip();
        carry(from, "where external partitions' rows come from is kept as text");
    } else if (m_at.isWords({u"REJECT", u"LIMIT"})) { // behind PARALLEL, of ORGANIZATION EXTERNAL
        m_at.skip(3);
        carry(from, nullptr);
    } else if (m_at.isWords({u"NO", u"DROP"}) || m_at.isWords({u"NO", u"DELETE"})
               || m_at.isWord(u"HASHING")) {
        readRetention();
        carry(from, nullptr);
    } else if (m_at.take(u"INCLUDING") || m_at.take(u"OVERFLOW")
               || m_at.takeAll({u"MAPPING", u"TABLE"})) {
        if (!m_at.isWord(u"OVERFLOW") && m_at.previousEnd() - from == 9) // INCLUDING column
            m_at.skip();
        if (m_at.take(u"OVERFLOW") || m_at.previousEnd() - from == 8) { // its own segment clauses
            std::map<QString, QString> overflow;
            while (std::optional<PhysicalClause> clause = readPhysicalClause(m_at, true))
                addPhysical(overflow, *clause);
        }
        carry(from, nullptr);
    } else if (m_at.take(u"CLUSTER")) {
        (void)m_at.takeQualifiedName(943, ddlTr("the cluster's name"));
        if (m_at.isPunctuation(u"("))
            m_at.takeParenthesised();
        carry(from, nullptr);
    } else if (m_at.isAnyWord({u"ILM",        u"COLUMN",       u"NO",           u"FOR",
                               u"PARENT",     u"VERSION",      u"SUPPLEMENTAL", u"USAGE",
                               u"ALLOCATE",   u"INITIALIZED",  u"OIDINDEX",     u"OBJECT",
                               u"LOGICAL",    u"WITH",         u"DISABLE",      u"ENABLE",
                               u"TABLESPACE", u"PARTITIONSET", u"REJECT",       u"ACCESS",
                               u"EXTERNAL",   u"COMPOSITE",    u"DUPLICATE",    u"SYNCHRONOUS"})
               && !m_at.isPunctuation(u"=", 1)) {
        // Oracle has clauses that begin so; how this one goes on is not known here.
        m_at.skip();
        const auto startsProperty = [this] {
            // ILM ADD POLICY [NO | SET | MODIFY] INMEMORY … goes on with that word
            const QStringView before = m_at.source().first(m_at.previousEnd());
            const bool ofPolicy = before.endsWith(u"NO", Qt::CaseInsensitive)
                || before.endsWith(u"SET", Qt::CaseInsensitive)
                || before.endsWith(u"MODIFY", Qt::CaseInsensitive);
            return m_at.isAnyWord({u"CACHE", u"NOCACHE", u"FLASHBACK", u"RESULT_CACHE",
                                   u"ROWDEPENDENCIES", u"NOROWDEPENDENCIES"})
                || m_at.isWords({u"ENABLE", u"ROW"}) || m_at.isWords({u"DISABLE", u"ROW"})
                || (m_at.isWord(u"INMEMORY") && !ofPolicy);
        };
        while (!m_at.atEnd() && !m_at.isWord(u"AS") && !startsProperty()
               && !m_at.isAnyWord({u"TABLESPACE", u"PARTITION", u"LOGGING", u"NOLOGGING",
                                   u"PCTFREE", u"STORAGE", u"PARALLEL", u"NOPARALLEL", u"LOB"})) {
            if (m_at.isPunctuation(u"("))
                m_at.takeParenthesised();
            else
                m_at.skip();
        }
        carry(from, "table clause kept as text");
    } else {
        return false;
    }
    return true;
}

void TableReader::readOptions()
{
    while (!m_at.atEnd()) {
        const size_t before = m_at.position();
        if (m_at.isWord(u"AS")) {
            m_at.skip();
            m_create.asQuery = m_at.takeRest().toString();
            if (m_create.asQuery.isEmpty())
                m_at.expected(905, ddlTr("SELECT after AS"));
            return;
        }
        if (!readOption() || m_at.position() == before) {
            m_at.expected(922, ddlTr("a table clause or the end of the statement"));
            m_at.skipAll();
            return;
        }
    }
}

DdlStatement TableReader::read()
{
    m_create.ifNotExists = takeIfNotExists(m_at, 922);
    std::optional<QualifiedName> name = m_at.takeQualifiedName(903, ddlTr("the table's name"));
    if (!name) {
        m_at.skipAll();
        return std::move(m_create);
    }
    table().name = *std::move(name);
    qsizetype from = m_at.offset();
    if (m_at.isWord(u"SHARING") && m_at.isPunctuation(u"=", 1)) {
        m_at.skip(3);
        carry(from, nullptr);
        from = m_at.offset();
    }
    if (m_at.isWord(u"OF")) {
        readObjectTable(from);
    } else if (m_at.takePunctuation(u"(")) {
        readItems();
        checkColumns();
    } else if (m_at.atEnd() && !table().qualifier.startsWith("JSON"_L1)) {
        m_at.expected(906, ddlTr("( and the columns"));
    }
    readOptions();
    const bool clones = table().otherClauses.contains("FOR EXCHANGE WITH TABLE"_L1);
    for (const auto &[place, column] : m_untyped) {
        if (m_create.asQuery.isEmpty() && !clones)
            reportUntyped(m_at, place, column);
    }
    // A query gives all its columns their types, or the list does without a query.
    if (!m_create.asQuery.isEmpty() && m_untyped.size() < table().columns.size())
        m_at.error(1773, oracleText(1773));
    m_at.nameNotes({u"TABLE"_s, table().name});
    return std::move(m_create);
}

} // namespace

DdlStatement readCreateTable(Cursor &at, TableKind kind, const QString &qualifier)
{
    return TableReader(at, kind, qualifier).read();
}

} // namespace Athanor
