// SPDX-License-Identifier: MIT
#include "ddl/application.h"
#include "ddl/expression.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

bool isTemporary(const Table &table)
{
    return table.kind == TableKind::GlobalTemporaryDelete
        || table.kind == TableKind::GlobalTemporaryPreserve;
}

// Families within which a foreign key may refer (ORA-02267). Only what is surely different counts.
int typeFamily(const DataType &type)
{
    switch (type.kind) {
    case TypeKind::Varchar2:
    case TypeKind::Char:
        return 1;
    case TypeKind::Nvarchar2:
    case TypeKind::Nchar:
        return 2;
    case TypeKind::Number:
    case TypeKind::Float:
        return 3;
    case TypeKind::BinaryFloat:
        return 4;
    case TypeKind::BinaryDouble:
        return 5;
    case TypeKind::Date:
    case TypeKind::Timestamp:
        return 6;
    case TypeKind::TimestampTz:
    case TypeKind::TimestampLtz:
        return 7;
    case TypeKind::Raw:
        return 8;
    case TypeKind::IntervalYearToMonth:
        return 9;
    case TypeKind::IntervalDayToSecond:
        return 10;
    case TypeKind::Long:
    case TypeKind::LongRaw:
    case TypeKind::Clob:
    case TypeKind::Nclob:
    case TypeKind::Blob:
    case TypeKind::Bfile:
    case TypeKind::Rowid:
    case TypeKind::Urowid:
    case TypeKind::Xmltype:
    case TypeKind::Json:
    case TypeKind::Boolean:
    case TypeKind::Vector:
    case TypeKind::UserDefined:
        return 0;
    }
    return 0;
}

Failure noColumn(const QString &name, const Table &table)
{
    return refuse(904,
                  applyTr("%1: invalid identifier, table %2 has no such column")
                      .arg(writtenName(name), writtenName(table.name)));
}

Constraint *findKey(Table &table, ConstraintKind kind, const QStringList &columns)
{
    for (Constraint &constraint : table.constraints) {
        const bool same = kind == ConstraintKind::PrimaryKey || constraint.columns == columns;
        if (constraint.kind == kind && same)
            return &constraint;
    }
    return nullptr;
}

// ENABLE PRIMARY KEY of a table that has none. Database Error Messages, ORA-02432 to ORA-02435.
Failure noKeyToSwitch(const ModifyConstraint &modify, const QString &table)
{
    if (modify.kind == ConstraintKind::PrimaryKey)
        return *modify.enabled
            ? refuse(2432,
                     applyTr("cannot enable primary key - primary key not defined for table "
                             "%1")
                         .arg(table))
            : refuse(2433,
                     applyTr("cannot disable primary key - primary key not defined for table "
                             "%1")
                         .arg(table));
    const QString columns = modify.columns.join(u", "_s);
    return *modify.enabled
        ? refuse(
            2434,
            applyTr("cannot enable unique(%1) - unique key not defined for table").arg(columns))
        : refuse(
            2435,
            applyTr("cannot disable unique(%1) - unique key not defined for table").arg(columns));
}

} // namespace

bool refersTo(const Constraint &foreignKey, const Table &parent, const Constraint &key)
{
    if (foreignKey.kind != ConstraintKind::ForeignKey || foreignKey.referencedTable != parent.name)
        return false;
    if (foreignKey.referencedColumns.isEmpty())
        return key.kind == ConstraintKind::PrimaryKey;
    return sameColumns(foreignKey.referencedColumns, key.columns);
}

// Constraint names are unique in a schema: ORA-02264.
Result<> Application::checkConstraintName(const Table &table, const QString &name) const
{
    if (name.isEmpty() || !m_draft.isConstraintNameTaken({table.name.owner, name}))
        return {};
    return refuse(
        2264, applyTr("name already used by an existing constraint: %1").arg(writtenName(name)));
}

Result<> Application::checkCheck(const Table &table, const Constraint &check) const
{
    if (hasSubquery(check.condition))
        return refuse(2251, applyTr("subquery not allowed here: a CHECK sees one row"));
    if (const QString value = sessionValueIn(check.condition); !value.isEmpty())
        return refuse(2436,
                      applyTr("date or system variable wrongly specified in CHECK "
                              "constraint: %1; use a trigger")
                          .arg(value));
    if (const QString unknown = unknownNameIn(check.condition, table); !unknown.isEmpty())
        return noColumn(unknown, table);
    return {};
}

Result<> Application::checkForeignKey(const Table &table, const Constraint &key) const
{
    for (const Constraint &other : table.constraints) {
        if (other.kind == ConstraintKind::ForeignKey && other.columns == key.columns
            && other.referencedTable == key.referencedTable
            && other.referencedColumns == key.referencedColumns)
            return refuse(2275,
                          applyTr("such a referential constraint already exists in the table"));
    }
    const Table *parent =
        key.referencedTable == table.name ? &table : catalog().table(key.referencedTable);
    if (!parent) {
        // Another schema's tables are not in this catalog; a view's key may be referred to when
        // the constraint is not enabled.
        const bool elsewhere = key.referencedTable.owner != table.name.owner;
        if (elsewhere || (!key.state.enabled && isReadable(key.referencedTable)))
            return {};
        return refuse(
            942, applyTr("table or view does not exist: %1").arg(writtenName(key.referencedTable)));
    }
    if (isTemporary(table))
        return refuse(14455,
                      applyTr("attempt to create referential integrity constraint on "
                              "temporary table"));
    if (isTemporary(*parent))
        return refuse(14454,
                      applyTr("attempt to reference temporary table in a referential "
                              "integrity constraint"));
    if (parent->columns.empty())
        return {}; // an object table: its columns are not known
    for (const QString &name : key.referencedColumns)
        if (!parent->column(name))
            return noColumn(name, *parent);
    const Constraint *target = nullptr;
    if (key.referencedColumns.isEmpty()) {
        target = parent->primaryKey();
        if (!target)
            return refuse(2268,
                          applyTr("referenced table does not have a primary key: %1")
                              .arg(writtenName(parent->name)));
        if (target->columns.size() != key.columns.size())
            return refuse(2256,
                          applyTr("number of referencing columns must match referenced "
                                  "columns"));
    } else {
        if (key.referencedColumns.size() != key.columns.size())
            return refuse(2256,
                          applyTr("number of referencing columns must match referenced "
                                  "columns"));
        for (const Constraint &candidate : parent->constraints)
            if (isKey(candidate) && sameColumns(candidate.columns, key.referencedColumns))
                target = &candidate;
        if (!target)
            return refuse(2270,
                          applyTr("no matching unique or primary key for this column-list: "
                                  "%1 (%2); a unique index is not enough")
                              .arg(writtenName(parent->name), key.referencedColumns.join(u", "_s)));
    }
    const QStringList &referenced =
        key.referencedColumns.isEmpty() ? target->columns : key.referencedColumns;
    for (qsizetype i = 0; i < key.columns.size(); ++i) {
        const Column *child = table.column(key.columns[i]);
        const Column *column = parent->column(referenced[i]);
        if (!child || !column)
            continue;
        const int a = typeFamily(child->type);
        const int b = typeFamily(column->type);
        if (a != 0 && b != 0 && a != b)
            return refuse(2267,
                          applyTr("column type incompatible with referenced column type: %1 "
                                  "and %2")
                              .arg(writtenName(child->name), writtenName(column->name)));
    }
    return {};
}

// A key finds an index or makes itself one.
Result<> Application::attachIndex(Table &table, Constraint &key)
{
    if (!key.state.enabled)
        return {};
    const auto columnsOf = [](const Index &index) {
        QStringList columns;
        for (const IndexColumn &column : index.columns)
            columns.append(column.column); // empty for an expression: never a key's
        return columns;
    };
    // An index serves when the key's columns lead it in any order; a unique one only with no more.
    const auto serves = [&columnsOf, &key](const Index &index) {
        const QStringList columns = columnsOf(index);
        if (index.kind == IndexKind::Bitmap || columns.size() < key.columns.size()
            || (index.kind == IndexKind::Unique && columns.size() != key.columns.size()))
            return false;
        return sameColumns(columns.first(key.columns.size()), key.columns);
    };
    if (!key.indexName.isEmpty()) {
        const auto named = catalog().indexes.find({table.name.owner, key.indexName});
        if (named == catalog().indexes.end())
            return refuse(
                1418,
                applyTr("specified index does not exist: %1").arg(writtenName(key.indexName)));
        const Index &index = named->second;
        if (index.table != table.name || !serves(index))
            return refuse(14196,
                          applyTr("specified index cannot be used to enforce the "
                                  "constraint: %1")
                              .arg(writtenName(index.name)));
        if (key.state.deferrable && index.kind == IndexKind::Unique)
            return refuse(2439, applyTr("Unique index on a deferrable constraint is not allowed"));
        return {};
    }
    for (const QualifiedName &name : m_draft.indexesOf(table.name)) {
        const Index &index = catalog().indexes.find(name)->second;
        if (!serves(index))
            continue;
        if (key.state.deferrable && index.kind == IndexKind::Unique)
            return refuse(2439,
                          applyTr("Unique index on a deferrable constraint is not allowed: "
                                  "drop %1 first")
                              .arg(writtenName(index.name)));
        const bool becomesItsOwn = index.name.name == key.name && index.kind == IndexKind::Unique
            && columnsOf(index) == key.columns;
        if (becomesItsOwn) {
            // In the dictionary it looks like the index the key would have made: same name, same
            // columns. (It would outlive the constraint; that is not kept.)
            const QString clause = index.physical.count(u"TABLESPACE"_s) != 0
                ? u"TABLESPACE "_s + index.physical.at(u"TABLESPACE"_s)
                : QString();
            if (key.indexClause.isEmpty())
                key.indexClause = clause;
            m_draft.takeIndex(name);
        } else {
            key.indexName = index.name.name;
        }
        return {};
    }
    if (!key.name.isEmpty() && m_draft.isIndexNameTaken({table.name.owner, key.name}))
        return refuse(955,
                      applyTr("name is already used by an existing object: there is an index "
                              "%1, which the key's own would be called")
                          .arg(writtenName(key.name)));
    return {};
}

Result<> Application::addConstraint(Table &table, Constraint constraint,
                                    const std::optional<Index> &index)
{
    if (Result<> name = checkConstraintName(table, constraint.name); !name)
        return name;
    for (const QString &name : constraint.columns) {
        const Column *column = table.column(name);
        if (!column) {
            if (table.columns.empty())
                continue; // an object table: its columns are not known
            return noColumn(name, table);
        }
        if (isKey(constraint) && (isLob(column->type) || column->type.kind == TypeKind::Xmltype))
            return refuse(2329,
                          applyTr("column of datatype LOB cannot be unique or a primary key: "
                                  "%1")
                              .arg(writtenName(name)));
    }
    switch (constraint.kind) {
    case ConstraintKind::Check:
        if (Result<> check = checkCheck(table, constraint); !check)
            return check;
        break;
    case ConstraintKind::ForeignKey:
        if (Result<> key = checkForeignKey(table, constraint); !key)
            return key;
        break;
    case ConstraintKind::PrimaryKey:
        if (table.primaryKey())
            return refuse(2260, applyTr("table can have only one primary key"));
        [[fallthrough]];
    case ConstraintKind::Unique:
        for (const Constraint &other : table.constraints)
            if (isKey(other) && other.columns == constraint.columns)
                return refuse(2261,
                              applyTr("such unique or primary key already exists in the "
                                      "table"));
        if (index)
            if (Result<> made = createIndex(*index); !made)
                return made;
        if (Result<> attached = attachIndex(table, constraint); !attached)
            return attached;
        break;
    }
    table.constraints.push_back(std::move(constraint));
    return {};
}

// Keys first, so that a foreign key to the same table finds them; the order written is kept.
Result<> Application::addConstraints(Table &table, const std::vector<Constraint> &constraints,
                                     const std::vector<Index> &indexes)
{
    const size_t before = table.constraints.size();
    std::vector<size_t> order; // position written of each that is added
    for (const bool foreign : {false, true}) {
        for (size_t i = 0; i < constraints.size(); ++i) {
            const Constraint &constraint = constraints[i];
            if ((constraint.kind == ConstraintKind::ForeignKey) != foreign)
                continue;
            const auto made =
                std::find_if(indexes.begin(), indexes.end(), [&constraint](const Index &index) {
                    return !constraint.indexName.isEmpty()
                        && index.name.name == constraint.indexName;
                });
            // Two keys may share one USING INDEX (CREATE INDEX …): it is made once.
            const bool make = made != indexes.end()
                && catalog().indexes.find(made->name) == catalog().indexes.end();
            if (Result<> added =
                    addConstraint(table, constraint, make ? std::optional(*made) : std::nullopt);
                !added)
                return added;
            order.push_back(i);
        }
    }
    std::vector<Constraint> written(order.size());
    for (size_t i = 0; i < order.size(); ++i)
        written[order[i]] = std::move(table.constraints[before + i]);
    std::move(written.begin(), written.end(), table.constraints.begin() + qsizetype(before));
    return {};
}

Result<> Application::act(Table &table, const AddConstraint &add)
{
    return addConstraint(table, add.constraint, add.index);
}

// ---- dropping

bool Application::isReferenced(const Table &table, const Constraint &key, bool onlyEnabled)
{
    for (const QualifiedName &child : m_draft.childrenOf(table.name)) {
        const Table *other = catalog().table(child);
        for (const Constraint &constraint : other->constraints)
            if (refersTo(constraint, table, key) && (!onlyEnabled || constraint.state.enabled))
                return true;
    }
    return false;
}

void Application::dropReferencesTo(const Table &table, const Constraint &key)
{
    for (const QualifiedName &child : m_draft.childrenOf(table.name)) {
        std::erase_if(m_draft.edit(child).constraints,
                      [&table, &key](const Constraint &constraint) {
                          return refersTo(constraint, table, key);
                      });
    }
}

void Application::disableReferencesTo(const Table &table, const Constraint &key)
{
    for (const QualifiedName &child : m_draft.childrenOf(table.name)) {
        for (Constraint &constraint : m_draft.edit(child).constraints) {
            if (refersTo(constraint, table, key))
                constraint.state.enabled = constraint.state.validated = false;
        }
    }
}

// The key's own index goes with it; one that was there before stays unless DROP INDEX is written.
void Application::releaseIndex(const Table &table, const Constraint &key, bool drop, bool keep)
{
    if (!isKey(key) || !key.state.enabled)
        return;
    const QualifiedName name{table.name.owner, keyIndexName(key)};
    const bool separate =
        !key.indexName.isEmpty() && catalog().indexes.find(name) != catalog().indexes.end();
    if (separate) {
        if (drop)
            m_draft.takeIndex(name);
        return;
    }
    if (!keep || name.name.isEmpty())
        return;
    Index index;
    index.name = name;
    index.table = table.name;
    index.kind = key.state.deferrable ? IndexKind::Normal : IndexKind::Unique;
    for (const QString &column : key.columns)
        index.columns.push_back({column, {}, false});
    m_draft.put(std::move(index));
}

Result<> Application::act(Table &table, const DropConstraint &drop)
{
    Constraint *found = nullptr;
    if (!drop.name.isEmpty()) {
        found = table.constraint(drop.name);
        if (!found) {
            for (Column &column : table.columns) {
                if (!column.notNull || column.notNull->name != drop.name)
                    continue;
                if (column.identity)
                    return refuse(30671,
                                  applyTr("cannot modify NOT NULL constraint on an identity "
                                          "column"));
                column.notNull.reset();
                return {};
            }
            if (drop.ifExists)
                return {};
            return refuse(2443,
                          applyTr("Cannot drop constraint - nonexistent constraint: %1")
                              .arg(writtenName(drop.name)));
        }
    } else {
        found = findKey(table, drop.kind, drop.columns);
        if (!found && drop.kind == ConstraintKind::PrimaryKey)
            return refuse(2441, applyTr("Cannot drop nonexistent primary key"));
        if (!found)
            return refuse(2442, applyTr("Cannot drop nonexistent unique key"));
    }
    if (isKey(*found)) {
        if (found->kind == ConstraintKind::PrimaryKey && table.kind == TableKind::IndexOrganized)
            return refuse(25188,
                          applyTr("cannot drop/disable/defer the primary key constraint for "
                                  "index-organized tables or sorted hash cluster"));
        if (isReferenced(table, *found, false)) {
            if (!drop.cascade)
                return refuse(2273,
                              applyTr("this unique/primary key is referenced by some foreign "
                                      "keys: drop them first or use CASCADE"));
            const Constraint key = *found; // a key that the table's own foreign key names moves
            dropReferencesTo(table, key);
            found = nullptr;
            for (Constraint &constraint : table.constraints)
                if (constraint == key)
                    found = &constraint;
        }
    }
    const Constraint gone = *found;
    table.constraints.erase(table.constraints.begin() + (found - table.constraints.data()));
    releaseIndex(table, gone, drop.dropIndex, drop.keepIndex);
    return {};
}

Result<> Application::act(Table &table, const RenameConstraint &rename)
{
    Constraint *constraint = table.constraint(rename.from);
    NotNull *notNull = nullptr;
    for (Column &column : table.columns)
        if (column.notNull && column.notNull->name == rename.from)
            notNull = &*column.notNull;
    if (!constraint && !notNull)
        return refuse(23292,
                      applyTr("The constraint does not exist: %1").arg(writtenName(rename.from)));
    if (Result<> free = checkConstraintName(table, rename.to); !free)
        return free;
    if (notNull) {
        notNull->name = rename.to;
        return {};
    }
    // The index keeps its name: ALTER INDEX … RENAME is another statement.
    if (isKey(*constraint) && constraint->state.enabled && constraint->indexName.isEmpty())
        constraint->indexName = constraint->name;
    constraint->name = rename.to;
    if (constraint->indexName == constraint->name)
        constraint->indexName.clear();
    return {};
}

Result<> Application::act(Table &table, const ModifyConstraint &modify)
{
    ConstraintState *state = nullptr;
    Constraint *constraint = nullptr;
    if (!modify.name.isEmpty()) {
        constraint = table.constraint(modify.name);
        for (Column &column : table.columns)
            if (!constraint && column.notNull && column.notNull->name == modify.name)
                state = &column.notNull->state;
    } else {
        constraint = findKey(table, modify.kind, modify.columns);
    }
    if (constraint)
        state = &constraint->state;
    if (!state) {
        const QString name =
            modify.name.isEmpty() ? writtenName(table.name) : writtenName(modify.name);
        if (!modify.enabled)
            return refuse(2448, applyTr("constraint does not exist: %1").arg(name));
        if (modify.name.isEmpty())
            return noKeyToSwitch(modify, name);
        return *modify.enabled
            ? refuse(2430, applyTr("cannot enable constraint (%1) - no such constraint").arg(name))
            : refuse(2431,
                     applyTr("cannot disable constraint (%1) - no such constraint").arg(name));
    }
    if (modify.initiallyDeferred && *modify.initiallyDeferred && !state->deferrable)
        return refuse(2447, applyTr("cannot defer a constraint that is not deferrable"));
    const bool disables = modify.enabled && !*modify.enabled && state->enabled;
    if (constraint && isKey(*constraint) && disables) {
        if (constraint->kind == ConstraintKind::PrimaryKey
            && table.kind == TableKind::IndexOrganized)
            return refuse(25188,
                          applyTr("cannot drop/disable/defer the primary key constraint for "
                                  "index-organized tables or sorted hash cluster"));
        if (isReferenced(table, *constraint, true)) {
            if (!modify.cascade)
                return refuse(2297,
                              applyTr("cannot disable constraint (%1) - dependencies exist; "
                                      "use CASCADE")
                                  .arg(writtenName(constraint->name)));
            disableReferencesTo(table, *constraint);
        }
        // Its own index goes with DISABLE unless KEEP INDEX is written; one of its own stays.
        releaseIndex(table, *constraint, modify.dropIndex, modify.keepIndex);
        if (modify.dropIndex)
            constraint->indexName.clear();
    }
    const bool enables = modify.enabled && *modify.enabled && !state->enabled;
    if (modify.enabled)
        state->enabled = *modify.enabled;
    if (modify.validated)
        state->validated = *modify.validated;
    if (modify.rely)
        state->rely = *modify.rely;
    if (modify.initiallyDeferred)
        state->initiallyDeferred = *modify.initiallyDeferred;
    if (constraint && isKey(*constraint) && enables) {
        if (modify.index)
            if (Result<> made = createIndex(*modify.index); !made)
                return made;
        if (!modify.indexName.isEmpty())
            constraint->indexName = modify.indexName;
        const QString own = constraint->name;
        Constraint copy = *constraint;
        // Looked for without itself, or it would find its own name taken.
        constraint->state.enabled = false;
        Result<> attached = attachIndex(table, copy);
        copy.name = own;
        *constraint = copy;
        return attached;
    }
    return {};
}

} // namespace Athanor
