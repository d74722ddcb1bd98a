// SPDX-License-Identifier: MIT
#include "ddl/application.h"
#include "ddl/expression.h"
#include "ddl/queryshape.h"
#include "schema/normalform.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

bool isTemporary(TableKind kind)
{
    return kind == TableKind::GlobalTemporaryDelete || kind == TableKind::GlobalTemporaryPreserve
        || kind == TableKind::PrivateTemporary;
}

// FOR EXCHANGE WITH TABLE t (12.2): a table with t's columns, without its keys and indexes.
QualifiedName exchangedWith(const Table &table)
{
    const QLatin1StringView words = "FOR EXCHANGE WITH TABLE "_L1;
    const qsizetype at = table.otherClauses.indexOf(words);
    if (at < 0 || !table.columns.empty())
        return {};
    const QStringList name = table.otherClauses.sliced(at + words.size()).split(u'.');
    return name.size() == 2 ? QualifiedName{storedName(name[0]), storedName(name[1])}
                            : QualifiedName{{}, storedName(name[0])};
}

std::vector<Column> shapeOf(const Table &source)
{
    std::vector<Column> columns = source.columns;
    for (Column &column : columns) {
        column.identity.reset();
        column.comment.clear();
        if (column.notNull)
            column.notNull->name.clear();
    }
    return columns;
}

} // namespace

Result<> Application::checkDefault(const Column &column) const
{
    const QualifiedName sequence = sequenceIn(column.defaultValue);
    if (sequence.isEmpty() || !sequence.owner.isEmpty() || isSystemName(sequence.name))
        return {};
    const Catalog &c = catalog();
    if (c.sequences.find(sequence) != c.sequences.end() || isReadable(sequence))
        return {};
    return refuse(2289,
                  applyTr("sequence does not exist: %1, in the default of column %2")
                      .arg(writtenName(sequence), writtenName(column.name)));
}

Result<> Application::checkVirtual(const Table &table, const Column &column) const
{
    if (column.virtualExpression.isEmpty())
        return {};
    const QString unknown = unknownNameIn(column.virtualExpression, table);
    if (!unknown.isEmpty())
        return refuse(904,
                      applyTr("%1: invalid identifier in the expression of column %2")
                          .arg(writtenName(unknown), writtenName(column.name)));
    if (const QString value = sessionValueIn(column.virtualExpression); !value.isEmpty()) {
        if (value == "NEXTVAL"_L1 || value == "CURRVAL"_L1)
            return refuse(2287, applyTr("sequence number not allowed here"));
        return refuse(
            54002,
            applyTr("only pure functions can be specified in a virtual column expression: "
                    "%1 is not")
                .arg(value));
    }
    if (Result<> functions = checkFunctions(column.virtualExpression); !functions)
        return functions;
    for (const QString &name : columnsIn(column.virtualExpression, table)) {
        const Column *used = table.column(name);
        if (used && !used->virtualExpression.isEmpty())
            return refuse(54012,
                          applyTr("virtual column is referenced in a column expression: %1")
                              .arg(writtenName(name)));
    }
    return {};
}

// What is stored must not change by itself: a function of the schema says DETERMINISTIC.
Result<> Application::checkFunctions(const QString &expression) const
{
    for (const QString &name : functionsIn(expression)) {
        const auto function = catalog().units.find({UnitKind::Function, {{}, name}});
        if (function != catalog().units.end()
            && !function->second.source.contains("DETERMINISTIC"_L1, Qt::CaseInsensitive))
            return refuse(30553,
                          applyTr("The function is not deterministic: %1").arg(writtenName(name)));
    }
    return {};
}

// A column of a nested table type says where its rows lie.
Result<> Application::checkNestedTables(const Table &table) const
{
    if (catalog().units.empty())
        return {};
    static const QRegularExpression collection(uR"(\b(?:AS|IS)\s+TABLE\s+OF\b)"_s,
                                               QRegularExpression::CaseInsensitiveOption);
    for (const Column &column : table.columns) {
        if (column.type.kind != TypeKind::UserDefined
            || table.physical.count(u"NESTED TABLE "_s + writtenName(column.name)) != 0)
            continue;
        const auto type = catalog().units.find({UnitKind::Type, column.type.userType});
        if (type != catalog().units.end() && collection.match(type->second.source).hasMatch())
            return refuse(22913,
                          applyTr("must specify table name for nested table column or attribute: "
                                  "NESTED TABLE %1 STORE AS …")
                              .arg(writtenName(column.name)));
    }
    return {};
}

Result<> Application::checkColumns(const Table &table) const
{
    if (table.columns.empty())
        return {};
    int identities = 0;
    int longs = 0;
    bool visible = false;
    for (const Column &column : table.columns) {
        identities += column.identity ? 1 : 0;
        longs += column.type.kind == TypeKind::Long || column.type.kind == TypeKind::LongRaw;
        visible = visible || !column.invisible;
        if (column.identity && column.notNull && column.notNull->state != ConstraintState{})
            return refuse(30670,
                          applyTr("invalid NOT NULL constraint specified on an identity column: %1")
                              .arg(writtenName(column.name)));
        if (column.identity && !isNumeric(column.type))
            return refuse(30675,
                          applyTr("identity column must be a numeric type: %1")
                              .arg(writtenName(column.name)));
    }
    if (identities > 1)
        return refuse(30669, applyTr("table can have only one identity column"));
    if (longs > 1)
        return refuse(1754, applyTr("a table may contain only one column of type LONG"));
    if (!visible)
        return refuse(54039, applyTr("table must have at least one column that is not invisible"));
    const size_t most = m_version >= OracleVersion{23, 0} ? 4096 : 1000;
    if (table.columns.size() > most)
        return refuse(1792,
                      applyTr("maximum number of columns in a table or view is %1").arg(most));
    return {};
}

Result<> Application::checkPartitioning(const Table &table) const
{
    if (!table.partitioning)
        return {};
    const Partitioning &partitioning = *table.partitioning;
    if (isTemporary(table.kind))
        return refuse(14451, applyTr("unsupported feature with temporary table: partitions"));
    if (partitioning.method != "REFERENCE"_L1 && !table.columns.empty()) {
        for (const QString &name : partitioning.columns)
            if (!table.column(name))
                return refuse(904,
                              applyTr("%1: invalid identifier among the partitioning columns")
                                  .arg(writtenName(name)));
    }
    QStringList names;
    for (const Partition &partition : partitioning.partitions) {
        if (!partition.name.isEmpty() && names.contains(partition.name))
            return refuse(14013,
                          applyTr("duplicate partition name: %1").arg(writtenName(partition.name)));
        names.append(partition.name);
        if (!partitioning.interval.isEmpty() && partition.bound.contains("MAXVALUE"_L1))
            return refuse(14761,
                          applyTr("MAXVALUE partition cannot be specified for Interval partitioned "
                                  "objects"));
    }
    return {};
}

Result<> Application::operator()(const CreateTable &create)
{
    const QualifiedName &name = create.table.name;
    if (create.ifNotExists && catalog().table(name))
        return {};
    if (Result<> free = checkFree(name); !free)
        return free;

    Table table = create.table;
    std::vector<Constraint> constraints = std::move(table.constraints);
    table.constraints.clear();
    if (!create.asQuery.isEmpty() && table.columns.empty()) {
        if (const QString item = namelessItemIn(create.asQuery); !item.isEmpty())
            return refuse(998,
                          applyTr("must name this expression with a column alias: %1").arg(item));
    }
    if (!create.asQuery.isEmpty()) {
        const std::optional<std::vector<Column>> columns =
            columnsOfQuery(create.asQuery, catalog());
        if (columns && (table.columns.empty() || table.columns.size() == columns->size())) {
            for (size_t i = 0; i < columns->size(); ++i) {
                if (i == table.columns.size())
                    table.columns.push_back((*columns)[i]);
                table.columns[i].type = (*columns)[i].type;
                if (!table.columns[i].notNull) // what is written has a name and a state
                    table.columns[i].notNull = (*columns)[i].notNull;
            }
        } else { // the query is not understood: it stays with the table
            table.query = normalizedText(create.asQuery);
        }
        for (const QString &read : objectsRead(create.asQuery)) {
            if (!isReadable({name.owner, read}) && !isSystemView(read))
                return refuse(942,
                              applyTr("table or view does not exist: %1").arg(writtenName(read)));
        }
    }
    if (const QualifiedName model = exchangedWith(table); !model.isEmpty()) {
        const Table *source = catalog().table(model);
        if (!source)
            return refuse(942, applyTr("table or view does not exist: %1").arg(writtenName(model)));
        table.columns = shapeOf(*source);
        table.otherClauses.clear();
    }
    if (Result<> columns = checkColumns(table); !columns)
        return columns;
    for (const Column &column : table.columns) {
        if (column.type.kind == TypeKind::UserDefined)
            if (Result<> type = checkType(column); !type)
                return type;
        if (!column.defaultValue.isEmpty())
            if (Result<> standard = checkDefault(column); !standard)
                return standard;
        if (!column.virtualExpression.isEmpty())
            if (Result<> derived = checkVirtual(table, column); !derived)
                return derived;
        if (column.notNull && !column.notNull->name.isEmpty())
            if (Result<> free = checkConstraintName(table, column.notNull->name); !free)
                return free;
    }
    if (Result<> partitions = checkPartitioning(table); !partitions)
        return partitions;
    if (Result<> nested = checkNestedTables(table); !nested)
        return nested;
    const bool hasPrimaryKey =
        std::any_of(constraints.begin(), constraints.end(),
                    [](const Constraint &c) { return c.kind == ConstraintKind::PrimaryKey; });
    if (table.kind == TableKind::IndexOrganized && !hasPrimaryKey)
        return refuse(25175,
                      applyTr("no PRIMARY KEY constraint found: an index-organized table "
                              "needs one in CREATE TABLE"));
    Table &made = m_draft.put(std::move(table));
    return addConstraints(made, constraints, create.indexes);
}

// All parts or none, each in whatever order they can be made.
Result<> Application::operator()(const CreateSchema &create)
{
    std::vector<const std::variant<CreateTable, CreateView, GrantPrivileges> *> waiting;
    for (const auto &part : create.parts)
        waiting.push_back(&part);
    Error last;
    while (!waiting.empty()) {
        std::vector<const std::variant<CreateTable, CreateView, GrantPrivileges> *> still;
        for (const auto *part : waiting) {
            Result<> done;
            if (const auto *table = std::get_if<CreateTable>(part)) {
                // A refusal inside leaves half a table in the draft: look before.
                bool parentsThere = true;
                for (const Constraint &constraint : table->table.constraints)
                    if (constraint.kind == ConstraintKind::ForeignKey
                        && constraint.referencedTable != table->table.name
                        && !catalog().table(constraint.referencedTable))
                        parentsThere = false;
                if (!parentsThere)
                    done = refuse(942, applyTr("table or view does not exist"));
                else if (Result<> made = (*this)(*table); !made)
                    return made;
            } else if (const auto *view = std::get_if<CreateView>(part)) {
                done = (*this)(*view);
            } else if (const auto *grant = std::get_if<GrantPrivileges>(part)) {
                done = (*this)(*grant);
            }
            if (!done) {
                last = done.error();
                still.push_back(part);
            }
        }
        if (still.size() == waiting.size())
            return Failure(last);
        waiting = std::move(still);
    }
    return {};
}

void Application::dropGrantsOn(const QualifiedName &object)
{
    const std::vector<Grant> &grants = catalog().grants;
    const auto onObject = [&object](const Grant &grant) { return grant.object == object; };
    if (std::any_of(grants.begin(), grants.end(), onObject))
        std::erase_if(m_draft.editGrants(), onObject);
}

// The table and all that goes with it: indexes, triggers, grants, its materialized-view log.
void Application::dropTableAndAll(const QualifiedName &name)
{
    for (const QualifiedName &index : m_draft.indexesOf(name))
        m_draft.takeIndex(index);
    for (const QualifiedName &trigger : m_draft.triggersOf(name))
        m_draft.takeUnit({UnitKind::Trigger, trigger});
    m_draft.takeOpaque({u"MATERIALIZED VIEW LOG"_s, name});
    dropGrantsOn(name);
    m_draft.takeTable(name);
}

Result<> Application::operator()(const DropTable &drop)
{
    const Table *table = catalog().table(drop.name);
    if (!table && drop.name.name.startsWith("BIN$"_L1))
        return refuse(38301,
                      applyTr("can not perform DDL/DML over objects in Recycle Bin: PURGE TABLE %1")
                          .arg(writtenName(drop.name)));
    if (!table) {
        if (drop.ifExists)
            return {};
        if (catalog().materializedViews.count(drop.name) != 0)
            return refuse(
                12083,
                applyTr("must use DROP MATERIALIZED VIEW to drop %1").arg(writtenName(drop.name)));
        return refuse(942, applyTr("table or view does not exist: %1").arg(writtenName(drop.name)));
    }
    for (const QualifiedName &child : m_draft.childrenOf(drop.name)) {
        if (child == drop.name)
            continue;
        if (!drop.cascadeConstraints)
            return refuse(2449,
                          applyTr("unique/primary keys in table referenced by foreign keys: "
                                  "%1 refers to %2; use CASCADE CONSTRAINTS")
                              .arg(writtenName(child), writtenName(drop.name)));
        std::erase_if(m_draft.edit(child).constraints, [&drop](const Constraint &constraint) {
            return constraint.kind == ConstraintKind::ForeignKey
                && constraint.referencedTable == drop.name;
        });
    }
    dropTableAndAll(drop.name);
    return {};
}

Result<> Application::operator()(const TruncateTable &truncate)
{
    const Table *table = catalog().table(truncate.name);
    if (!table && catalog().materializedViews.count(truncate.name) != 0)
        return {};
    if (!table)
        return refuse(942,
                      applyTr("table or view does not exist: %1").arg(writtenName(truncate.name)));
    for (const QualifiedName &child : m_draft.childrenOf(truncate.name)) {
        if (child == truncate.name)
            continue;
        for (const Constraint &constraint : catalog().table(child)->constraints) {
            const bool refers = constraint.kind == ConstraintKind::ForeignKey
                && constraint.referencedTable == truncate.name && constraint.state.enabled;
            if (refers && !(truncate.cascade && constraint.onDelete == DeleteRule::Cascade))
                return refuse(2266,
                              applyTr("unique/primary keys in table referenced by enabled "
                                      "foreign keys: %1 refers to it")
                                  .arg(writtenName(child)));
        }
    }
    return {};
}

} // namespace Athanor
