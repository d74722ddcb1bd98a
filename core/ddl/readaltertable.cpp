// SPDX-License-Identifier: MIT
#include "ddl/readparts.h"
#include "schema/normalform.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// ALTER TABLE behind the table's name: one action after another, until nothing more begins.
class AlterTableReader
{
public:
    explicit AlterTableReader(Cursor &at)
        : m_at(at)
    { }

    DdlStatement read();

private:
    bool readAction();
    void readAdd();
    void addItems(bool parenthesised);
    void readModify();
    void readDrop();
    void readDropColumns();
    void readRename();
    bool readSwitch(); // ENABLE, DISABLE
    void readMove();
    bool readStorage();
    bool readPhysical();
    void readDropItem();
    bool readExternal();
    bool readOverflow();
    void carry(qsizetype from, const char *reason);
    void leaveRest(qsizetype from, const char *reason);

    Cursor &m_at;
    AlterTable m_alter;
    bool m_droppedColumn = false;
};

// Kept as text on the table: CREATE TABLE can say it too.
void AlterTableReader::carry(qsizetype from, const char *reason)
{
    const QString text = normalizedText(m_at.slice(from, m_at.previousEnd()));
    m_alter.actions.push_back(OtherTableAction{text});
    m_at.note(from, m_at.previousEnd(), {u"TABLE"_s, m_alter.table}, ddlTr(reason));
}

void AlterTableReader::leaveRest(qsizetype from, const char *reason)
{
    m_at.skipAll();
    m_at.note(from, m_at.source().size(), {u"TABLE"_s, m_alter.table}, ddlTr(reason));
}

// What changes where an external table's rows come from.
bool AlterTableReader::readExternal()
{
    const qsizetype from = m_at.offset();
    if (m_at.takeAll({u"PROJECT", u"COLUMN"})) {
        if (!m_at.take(u"ALL"))
            m_at.take(u"REFERENCED");
        m_at.note(from, m_at.previousEnd(), {u"TABLE"_s, m_alter.table},
                  ddlTr("PROJECT COLUMN is not kept"));
        return true;
    }
    if (m_at.isWord(u"LOCATION") && m_at.isPunctuation(u"(", 1)) {
        m_at.skip();
        m_at.takeParenthesised();
    } else if (m_at.takeAll({u"DEFAULT", u"DIRECTORY"})) {
        m_at.skip();
    } else if (m_at.takeAll({u"ACCESS", u"PARAMETERS"})) {
        while (m_at.isAnyWord({u"USING", u"CLOB", u"BLOB"}))
            m_at.skip();
        if (m_at.isPunctuation(u"("))
            m_at.takeParenthesised();
    } else if (m_at.takeAll({u"REJECT", u"LIMIT"})) {
        m_at.skip();
    } else {
        return false;
    }
    carry(from, "where an external table's rows come from is kept as text");
    return true;
}

// What an index-organized table has beside its index.
bool AlterTableReader::readOverflow()
{
    const qsizetype from = m_at.offset();
    if (m_at.take(u"OVERFLOW")) {
        while (readPhysicalClause(m_at, true)) { }
        if (m_at.isPunctuation(u"(")) // of each partition
            m_at.takeParenthesised();
    } else if (m_at.take(u"INCLUDING")) {
        m_at.skip();
    } else if (!m_at.takeAll({u"MAPPING", u"TABLE"}) && !m_at.take(u"NOMAPPING")) {
        return false;
    }
    carry(from, "this change of a table is kept as text");
    return true;
}

// ---- ADD

void AlterTableReader::addItems(bool parenthesised)
{
    AddColumns add;
    std::vector<AddConstraint> constraints;
    do {
        const size_t errors = m_at.errorCount();
        if (startsOutOfLineConstraint(m_at)) {
            std::optional<ConstraintReading> reading = readOutOfLineConstraint(m_at);
            if (reading)
                constraints.push_back({std::move(reading->constraint), std::move(reading->index)});
            else if (parenthesised)
                m_at.skipToListEnd();
            else
                m_at.skipAll();
        } else if (std::optional<QString> item = readTableItem(m_at)) {
            m_alter.actions.push_back(AddItem{*std::move(item)});
            // ADD SUPPLEMENTAL LOG DATA (ALL) COLUMNS, DATA (UNIQUE) COLUMNS needs no parentheses
            while (!parenthesised && m_at.takePunctuation(u","))
                if (std::optional<QString> more = readTableItem(m_at))
                    m_alter.actions.push_back(AddItem{*std::move(more)});
        } else if (std::optional<ColumnReading> reading = readColumn(m_at)) {
            if (reading->untypedAt >= 0 && !m_at.failed())
                reportUntyped(m_at, reading->untypedAt, reading->column.name);
            add.columns.push_back(std::move(reading->column));
            for (Constraint &constraint : reading->constraints)
                add.constraints.push_back(std::move(constraint));
            for (Index &index : reading->indexes)
                add.indexes.push_back(std::move(index));
        }
        if (!parenthesised)
            break;
        if (!m_at.isPunctuation(u",") && !m_at.isPunctuation(u")")) {
            if (m_at.errorCount() == errors)
                m_at.expected(907, ddlTr(", or )"));
            m_at.skipToListEnd();
        }
    } while (m_at.takePunctuation(u","));
    if (!add.columns.empty())
        m_alter.actions.push_back(std::move(add));
    for (AddConstraint &constraint : constraints)
        m_alter.actions.push_back(std::move(constraint));
}

void AlterTableReader::readAdd()
{
    m_at.skip();
    if (m_at.isWord(u"COLUMN")) {
        m_at.expected(904, ddlTr("the column's name (Oracle writes ADD c, not ADD COLUMN c)"));
        m_at.skipAll();
        return;
    }
    if (m_at.isWord(u"PARTITION") || m_at.isWord(u"SUBPARTITION")) {
        readPartitionAction(m_at, m_alter);
        return;
    }
    if (m_at.isWord(u"OVERFLOW") && !m_at.isPunctuation(u"(", 1) && readOverflow())
        return;
    if (m_at.isWord(u"CLUSTERING") && !m_at.isPunctuation(u"(", 1) && readPhysical())
        return;
    const bool parenthesised = m_at.takePunctuation(u"(");
    addItems(parenthesised);
    if (parenthesised && !m_at.takePunctuation(u")"))
        m_at.expected(907, ddlTr(", or )"));
    // ADD lobcolumn … LOB (c) STORE AS …; column properties may stand in parentheses of their own
    const bool wrapped = m_at.isPunctuation(u"(") && m_at.isAnyWord({u"LOB", u"NESTED"}, 1);
    if (wrapped)
        m_at.skip();
    while (readStorage()) { }
    if (wrapped && !m_at.takePunctuation(u")"))
        m_at.expected(907, ddlTr(")"));
}

// LOB (c) STORE AS …, NESTED TABLE n STORE AS …
bool AlterTableReader::readStorage()
{
    if (!m_at.isWord(u"LOB") && !m_at.isWord(u"NESTED") && !m_at.isWord(u"VARRAY")
        && !m_at.isWord(u"XMLTYPE"))
        return false;
    const std::vector<PhysicalClause> clauses = readColumnStorage(m_at);
    for (const PhysicalClause &clause : clauses)
        m_alter.actions.push_back(SetPhysical{clause.keyword, clause.value});
    return !clauses.empty();
}

bool AlterTableReader::readPhysical()
{
    const std::optional<PhysicalClause> clause = readPhysicalClause(m_at);
    if (clause)
        m_alter.actions.push_back(SetPhysical{clause->keyword, clause->value});
    return clause.has_value();
}

// ---- MODIFY

void AlterTableReader::readModify()
{
    const qsizetype from = m_at.offset();
    m_at.skip();
    if (m_at.isWord(u"COLUMN")) {
        m_at.expected(905,
                      ddlTr("the column's name (Oracle writes MODIFY c, not MODIFY COLUMN c)"));
        m_at.skipAll();
        return;
    }
    if (m_at.isWord(u"CONSTRAINT") || m_at.isWords({u"PRIMARY", u"KEY"})
        || m_at.isWord(u"UNIQUE")) {
        if (std::optional<ModifyConstraint> action = readModifiedConstraint(m_at, m_alter.table))
            m_alter.actions.push_back(*std::move(action));
        else
            m_at.skipAll();
        return;
    }
    if (m_at.isWord(u"PARTITION") || m_at.isWord(u"SUBPARTITION")
        || m_at.isWords({u"DEFAULT", u"ATTRIBUTES"})) {
        readPartitionAction(m_at, m_alter);
        return;
    }
    if (m_at.isWord(u"LOB") && m_at.isPunctuation(u"(", 1)) {
        m_at.skip();
        QStringList columns;
        if (!m_at.takeNameList(columns, 904, ddlTr("a LOB column"))) {
            m_at.skipAll();
            return;
        }
        if (!m_at.isPunctuation(u"(")) {
            m_at.expected(906, ddlTr("( and the LOB's storage"));
            m_at.skipAll();
            return;
        }
        const QString value = u'(' + normalizedText(m_at.takeParenthesised()) + u')';
        for (const QString &column : columns)
            m_alter.actions.push_back(
                SetPhysical{u"MODIFY LOB (%1)"_s.arg(writtenName(column)), value});
        return;
    }
    if (m_at.isWord(u"CLUSTERING") && m_at.isName(1) && readPhysical())
        return;
    if (m_at.isAnyWord({u"NESTED", u"VARRAY", u"OPAQUE"}) && m_at.isName(1)) {
        leaveRest(from, "this change of a table is not followed");
        return;
    }
    if (m_at.take(u"NONPARTITIONED")) { // 23ai
        m_alter.actions.push_back(Repartition{});
        return;
    }
    const bool parenthesised = m_at.takePunctuation(u"(");
    do {
        const size_t errors = m_at.errorCount();
        std::vector<Index> indexes;
        std::optional<ModifyColumn> column = readModifiedColumn(m_at, indexes);
        if (column) {
            column->indexes = std::move(indexes);
            m_alter.actions.push_back(*std::move(column));
        }
        if (!parenthesised)
            break;
        if (!m_at.isPunctuation(u",") && !m_at.isPunctuation(u")")) {
            if (m_at.errorCount() == errors)
                m_at.expected(907, ddlTr(", or ) after the column"));
            m_at.skipToListEnd();
        }
    } while (m_at.takePunctuation(u","));
    if (parenthesised && !m_at.takePunctuation(u")"))
        m_at.expected(907, ddlTr(", or )"));
    if (m_at.isWords({u"ADD", u"DOMAIN"}) || m_at.isWords({u"DROP", u"DOMAIN"})) // 23ai: of several
        leaveRest(from, "this change of a table is not followed");
}

// ---- DROP

void AlterTableReader::readDropColumns()
{
    const qsizetype place = m_at.offset();
    DropColumns drop;
    if (m_at.take(u"COLUMN")) {
        if (m_droppedColumn)
            m_at.errorAt(place, 12994, oracleText(12994));
        m_droppedColumn = true;
        (void)takeIfExists(m_at, 904);
        std::optional<QString> name = m_at.takeName(904, ddlTr("the column's name"));
        if (!name) {
            m_at.skipAll();
            return;
        }
        drop.columns = {*std::move(name)};
    } else if (!m_at.takeNameList(drop.columns, 904, ddlTr("a column's name"))) {
        m_at.skipAll();
        return;
    }
    for (bool more = true; more;) {
        if (m_at.takeAll({u"CASCADE", u"CONSTRAINTS"}) || m_at.take(u"CASCADE")) {
            drop.cascadeConstraints = true;
        } else if (m_at.take(u"CHECKPOINT")) {
            (void)m_at.takeInteger();
        } else if (!m_at.take(u"INVALIDATE") && !m_at.take(u"ONLINE")) {
            more = false;
        }
    }
    m_alter.actions.push_back(std::move(drop));
}

// SUPPLEMENTAL LOG GROUP g | SUPPLEMENTAL LOG DATA (…) COLUMNS [, …] | PERIOD FOR p
void AlterTableReader::readDropItem()
{
    do {
        if (std::optional<QString> item = readTableItem(m_at))
            m_alter.actions.push_back(DropItem{*std::move(item)});
        else
            m_at.expected(905, ddlTr("SUPPLEMENTAL LOG after the comma"));
    } while (!m_at.failed() && m_at.takePunctuation(u","));
}

void AlterTableReader::readDrop()
{
    m_at.skip();
    if (m_at.isWord(u"CONSTRAINT") || m_at.isWords({u"PRIMARY", u"KEY"})
        || m_at.isWord(u"UNIQUE")) {
        if (std::optional<DropConstraint> drop = readDroppedConstraint(m_at))
            m_alter.actions.push_back(*std::move(drop));
        else
            m_at.skipAll();
    } else if (m_at.isPunctuation(u"(") && m_at.isWord(u"PERIOD", 1) && m_at.isWord(u"FOR", 2)) {
        m_at.skip();
        readDropItem();
        if (!m_at.takePunctuation(u")"))
            m_at.expected(907, ddlTr(")"));
    } else if (m_at.isWord(u"COLUMN") || m_at.isPunctuation(u"(")) {
        readDropColumns();
    } else if (m_at.isWord(u"PARTITION") || m_at.isWord(u"PARTITIONS")
               || m_at.isWord(u"SUBPARTITION") || m_at.isWord(u"SUBPARTITIONS")) {
        readPartitionAction(m_at, m_alter);
    } else if (m_at.isWords({u"UNUSED", u"COLUMNS"}) || m_at.isWords({u"COLUMNS", u"CONTINUE"})) {
        m_at.skipAll(); // they are not in the catalog any more
    } else if (m_at.isWords({u"SUPPLEMENTAL", u"LOG"}) || m_at.isWords({u"PERIOD", u"FOR"})) {
        readDropItem();
    } else if (m_at.take(u"CLUSTERING")) {
        m_alter.actions.push_back(SetPhysical{u"CLUSTERING"_s, {}});
    } else {
        m_at.expected(905,
                      ddlTr("COLUMN, (columns), CONSTRAINT, PRIMARY KEY or UNIQUE after DROP"));
        m_at.skipAll();
    }
}

// ---- RENAME, MOVE, ENABLE …

void AlterTableReader::readRename()
{
    m_at.skip();
    if (m_at.isWord(u"COLUMN") || m_at.isWord(u"CONSTRAINT")) {
        const bool column = m_at.isWord(u"COLUMN");
        const int code = column ? 904 : 2250;
        m_at.skip();
        std::optional<QString> from = m_at.takeName(code, ddlTr("the present name"));
        if (from && !m_at.take(u"TO")) {
            m_at.expected(946, ddlTr("TO and the new name"));
            from.reset();
        }
        std::optional<QString> to;
        if (from)
            to = m_at.takeName(code, ddlTr("the new name"));
        if (!to) {
            m_at.skipAll();
            return;
        }
        if (column)
            m_alter.actions.push_back(RenameColumn{*std::move(from), *std::move(to)});
        else
            m_alter.actions.push_back(RenameConstraint{*std::move(from), *std::move(to)});
        return;
    }
    if (m_at.isWord(u"PARTITION") || m_at.isWord(u"SUBPARTITION")) {
        m_at.goBackTo(m_at.position() - 1);
        readPartitionAction(m_at, m_alter);
        return;
    }
    if (!m_at.take(u"TO")) {
        m_at.expected(1735, ddlTr("TO, COLUMN, CONSTRAINT or PARTITION after RENAME"));
        m_at.skipAll();
        return;
    }
    std::optional<QString> to = m_at.takeName(903, ddlTr("the table's new name"));
    if (!to) {
        m_at.skipAll();
        return;
    }
    if (m_at.isPunctuation(u".")) { // the new name takes no schema
        m_at.expected(1765, ddlTr("a name without an owner: a table stays in its schema"));
        m_at.skipAll();
        return;
    }
    m_alter.actions.push_back(RenameTableTo{*std::move(to)});
}

bool AlterTableReader::readSwitch()
{
    if (startsConstraintSwitch(m_at)) {
        if (std::optional<ModifyConstraint> action = readSwitchedConstraint(m_at, m_alter.table))
            m_alter.actions.push_back(*std::move(action));
        else
            m_at.skipAll();
        return true;
    }
    if (m_at.isWords({u"ENABLE", u"ALL", u"TRIGGERS"})
        || m_at.isWords({u"DISABLE", u"ALL", u"TRIGGERS"})) {
        m_alter.actions.push_back(SetTriggers{m_at.isWord(u"ENABLE")});
        m_at.skip(3);
        return true;
    }
    return false;
}

void AlterTableReader::readMove()
{
    m_at.skip();
    if (m_at.isWord(u"PARTITION") || m_at.isWord(u"SUBPARTITION")) {
        m_at.goBackTo(m_at.position() - 1);
        readPartitionAction(m_at, m_alter);
        return;
    }
    bool online = false;
    m_alter.actions.push_back(MoveTable{});
    const size_t move = m_alter.actions.size() - 1;
    while (!m_at.atEnd()) {
        if (m_at.take(u"ONLINE")) {
            online = true;
        } else if (m_at.takeAll({u"UPDATE", u"INDEXES"})) {
            online = true; // keeps them usable as well
            if (m_at.isPunctuation(u"("))
                m_at.takeParenthesised();
        } else if (readStorage() || readPhysical() || readOverflow()) {
            // one more clause of the new segment
        } else {
            break;
        }
    }
    std::get<MoveTable>(m_alter.actions[move]).keepsIndexes = online;
}

bool AlterTableReader::readAction()
{
    const qsizetype from = m_at.offset();
    if (m_at.isWord(u"ADD")) {
        readAdd();
    } else if (m_at.isWord(u"MODIFY")) {
        readModify();
    } else if (m_at.isWord(u"DROP")) {
        readDrop();
    } else if (m_at.isWord(u"RENAME")) {
        readRename();
    } else if (m_at.isWords({u"SET", u"UNUSED"})) {
        m_at.skip(2);
        const size_t actions = m_alter.actions.size();
        readDropColumns();
        if (m_alter.actions.size() > actions)
            std::get<DropColumns>(m_alter.actions.back()).setUnused = true;
    } else if (m_at.takeAll({u"READ", u"ONLY"})) {
        m_alter.actions.push_back(SetReadOnly{true});
    } else if (m_at.takeAll({u"READ", u"WRITE"})) {
        m_alter.actions.push_back(SetReadOnly{false});
    } else if (m_at.isWord(u"MOVE")) {
        readMove();
    } else if ((m_at.isWord(u"ENABLE") || m_at.isWord(u"DISABLE")) && readSwitch()) {
        // done
    } else if (m_at.isAnyWord({u"SPLIT", u"MERGE", u"EXCHANGE", u"TRUNCATE", u"COALESCE"})
               || m_at.isWords({u"SET", u"INTERVAL"}) || m_at.isWords({u"SET", u"STORE"})
               || m_at.isWords({u"SET", u"SUBPARTITION"})
               || m_at.isWords({u"SET", u"PARTITIONING"})) {
        readPartitionAction(m_at, m_alter);
    } else if (readPhysical()) {
        // done
    } else if (m_at.isWords({u"SHRINK", u"SPACE"}) || m_at.isWords({u"DEALLOCATE", u"UNUSED"})
               || m_at.isWords({u"ALLOCATE", u"EXTENT"})
               || m_at.isWords({u"MINIMIZE", u"RECORDS_PER_BLOCK"})
               || m_at.isWords({u"NOMINIMIZE", u"RECORDS_PER_BLOCK"}) || m_at.isWord(u"UPGRADE")) {
        m_at.skipAll(); // the segment's business
    } else if (m_at.takeAll({u"UPDATE", u"INDEXES"})
               || m_at.takeAll({u"UPDATE", u"GLOBAL", u"INDEXES"})
               || m_at.takeAll({u"INVALIDATE", u"GLOBAL", u"INDEXES"}) || m_at.take(u"ONLINE")) {
        // keeps indexes usable; no structure
    } else if (readExternal() || readOverflow()) {
        // done
    } else if (m_at.isWords({u"ILM", u"ADD"})) {
        m_at.skipAll();
        carry(from, "this change of a table is kept as text");
    } else if (m_at.isWord(u"REKEY")) {
        leaveRest(from, "an instruction for this one run, not part of the schema");
    } else if (m_at.isAnyWord({u"ROW", u"ILM", u"ANNOTATIONS", u"INDEXING", u"NO", u"DEFAULT",
                               u"ENABLE", u"DISABLE", u"MEMOPTIMIZE", u"SET", u"CLUSTERING",
                               u"MATERIALIZED"})) {
        leaveRest(from, "this change of a table is not followed");
    } else {
        return false;
    }
    return true;
}

DdlStatement AlterTableReader::read()
{
    m_alter.ifExists = takeIfExists(m_at, 1735);
    std::optional<QualifiedName> name = m_at.takeQualifiedName(903, ddlTr("the table's name"));
    if (!name) {
        m_at.skipAll();
        return std::move(m_alter);
    }
    m_alter.table = *std::move(name);
    if (m_at.atEnd())
        m_at.expected(1735, ddlTr("what to change: ADD, MODIFY, DROP, RENAME …"));
    while (!m_at.atEnd()) {
        const size_t before = m_at.position();
        if (!readAction() || m_at.position() == before) {
            m_at.expected(1735,
                          m_alter.actions.empty()
                              ? ddlTr("ADD, MODIFY, DROP, RENAME … after the table's name")
                              : ddlTr("a further action or the end of the statement"));
            m_at.skipAll();
        }
        if (m_at.isPunctuation(u",") && !m_at.failed()) // ADD a, ADD b of other databases
            m_at.expected(1735, ddlTr("no comma between actions; use parentheses: ADD (a …, b …)"));
        if (m_at.failed() && m_at.position() == before)
            break;
    }
    m_at.nameNotes({u"TABLE"_s, m_alter.table});
    return std::move(m_alter);
}

} // namespace

DdlStatement readAlterTable(Cursor &at)
{
    return AlterTableReader(at).read();
}

} // namespace Athanor
