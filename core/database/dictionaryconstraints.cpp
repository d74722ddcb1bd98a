// SPDX-License-Identifier: MIT
// Constraints of tables and views.
#include "database/dictionaryassembly.h"
#include "database/dictionarytext.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// One row of the constraints' view, its columns looked up once.
class ConstraintRows
{
public:
    explicit ConstraintRows(const FactRows &rows)
        : name(rows["CONSTRAINT_NAME"_L1])
        , table(rows["TABLE_NAME"_L1])
        , type(rows["CONSTRAINT_TYPE"_L1])
        , generated(rows["GENERATED"_L1])
        , deleteRule(rows["DELETE_RULE"_L1])
        , referencedOwner(rows["R_OWNER"_L1])
        , referencedName(rows["R_CONSTRAINT_NAME"_L1])
        , indexOwner(rows["INDEX_OWNER"_L1])
        , indexName(rows["INDEX_NAME"_L1])
        , m_status(rows["STATUS"_L1])
        , m_validated(rows["VALIDATED"_L1])
        , m_rely(rows["RELY"_L1])
        , m_deferrable(rows["DEFERRABLE"_L1])
        , m_deferred(rows["DEFERRED"_L1])
    { }

    [[nodiscard]] ConstraintState state(const Row &row) const
    {
        ConstraintState state;
        state.enabled = !m_status.is(row, "DISABLED"_L1);
        state.validated = !m_validated.is(row, "NOT VALIDATED"_L1);
        state.rely = m_rely.is(row, "RELY"_L1);
        state.deferrable = m_deferrable.is(row, "DEFERRABLE"_L1);
        state.initiallyDeferred = m_deferred.is(row, "DEFERRED"_L1);
        return state;
    }
    [[nodiscard]] QString ownName(const Row &row) const
    {
        return generated.is(row, "GENERATED NAME"_L1) ? QString() : name.text(row);
    }

    FactRows::Place name;
    FactRows::Place table;
    FactRows::Place type;
    FactRows::Place generated;
    FactRows::Place deleteRule;
    FactRows::Place referencedOwner;
    FactRows::Place referencedName;
    FactRows::Place indexOwner;
    FactRows::Place indexName;

private:
    FactRows::Place m_status;
    FactRows::Place m_validated;
    FactRows::Place m_rely;
    FactRows::Place m_deferrable;
    FactRows::Place m_deferred;
};

std::optional<ConstraintKind> kindOf(const QString &type)
{
    if (type == "P"_L1)
        return ConstraintKind::PrimaryKey;
    if (type == "U"_L1)
        return ConstraintKind::Unique;
    if (type == "R"_L1)
        return ConstraintKind::ForeignKey;
    if (type == "C"_L1)
        return ConstraintKind::Check;
    return std::nullopt;
}

// NOT NULL is a check, too. One on an identity or DEFAULT ON NULL column is implied by that. True:
// the constraint has become the column's.
bool becameNotNull(const Constraint &constraint, Table &table)
{
    Column *column = table.column(notNullColumn(constraint.condition));
    if (!column || column->notNull)
        return false;
    const bool implied = (column->identity || column->defaultOnNull) && constraint.name.isEmpty();
    if (!implied || constraint.state != ConstraintState{})
        column->notNull = NotNull{constraint.name, constraint.state};
    return true;
}

} // namespace

void DictionaryAssembly::readConstraints()
{
    Named columns = lists("CONSTRAINT COLUMN"_L1, "CONSTRAINT_NAME"_L1, "POSITION"_L1);
    std::map<QualifiedName, QString> conditions =
        texts("CONDITION"_L1, "CONSTRAINT_NAME"_L1, "SEARCH_CONDITION_VC"_L1);
    for (const auto &[of, text] :
         texts("LONG CONDITION"_L1, "CONSTRAINT_NAME"_L1, "SEARCH_CONDITION"_L1))
        conditions[of] = text; // whole, where the other was cut

    const FactRows &rows = m_rows.of("CONSTRAINT"_L1);
    const ConstraintRows at(rows);
    for (const Row &row : rows.rows()) {
        const QualifiedName on = named(rows, row, at.table.text(row));
        const QualifiedName stored = named(rows, row, at.name.text(row));
        if (stored.name.startsWith("BIN$"_L1)) // of a dropped table
            continue;
        Table *table = m_catalog.table(on);
        const auto view = m_catalog.views.find(on);
        if (!table && view == m_catalog.views.end()) {
            // A materialized view's constraints are nobody's, but their indexes are theirs.
            if (const QString index = at.indexName.text(row);
                !index.isEmpty() && m_containers.count(on) != 0)
                m_backing[{ownerOf(at.indexOwner.text(row)), index}] = stored.name;
            continue;
        }
        const QString type = at.type.text(row);
        if (type == "V"_L1 && !table) {
            view->second.checkOption = true;
            view->second.checkOptionName = at.ownName(row);
        }
        const std::optional<ConstraintKind> kind = kindOf(type);
        if (!kind)
            continue;
        Constraint constraint;
        constraint.kind = *kind;
        constraint.name = at.ownName(row);
        constraint.state = at.state(row);
        if (const auto found = columns.find(stored);
            found != columns.end() && *kind != ConstraintKind::Check)
            constraint.columns = std::move(found->second);
        const bool ofOracle = !constraint.columns.isEmpty()
            && std::all_of(constraint.columns.begin(), constraint.columns.end(),
                           [](const QString &column) { return isSystemName(column); });
        if (ofOracle) // an object table's SYS_NC_OID$
            continue;
        switch (*kind) {
        case ConstraintKind::Check:
            if (const auto found = conditions.find(stored); found != conditions.end())
                constraint.condition = found->second.trimmed();
            if (table && becameNotNull(constraint, *table))
                continue;
            break;
        case ConstraintKind::PrimaryKey:
        case ConstraintKind::Unique:
            if (const QString index = at.indexName.text(row); !index.isEmpty()) {
                m_backing[{ownerOf(at.indexOwner.text(row)), index}] = stored.name;
                if (index != stored.name)
                    constraint.indexName = index;
            }
            m_keys[stored] = {on, constraint.columns};
            break;
        case ConstraintKind::ForeignKey:
            if (at.deleteRule.is(row, "CASCADE"_L1))
                constraint.onDelete = DeleteRule::Cascade;
            else if (at.deleteRule.is(row, "SET NULL"_L1))
                constraint.onDelete = DeleteRule::SetNull;
            // The key's own name until all keys are known; the foreign key's beside it, for those
            // in other schemas.
            constraint.referencedTable = {ownerOf(at.referencedOwner.text(row)),
                                          at.referencedName.text(row)};
            constraint.indexName = stored.name;
            break;
        }
        (table ? table->constraints : view->second.constraints).push_back(std::move(constraint));
    }
    resolveForeignKeys();
}

void DictionaryAssembly::resolveForeignKeys()
{
    std::map<QualifiedName, Key> elsewhere; // by foreign key
    const FactRows &rows = m_rows.of("FOREIGN KEY"_L1);
    const auto name = rows["CONSTRAINT_NAME"_L1];
    const auto column = rows["COLUMN_NAME"_L1];
    const auto position = rows["POSITION"_L1];
    const auto tableName = rows["TABLE_NAME"_L1];
    const auto owner = rows["R_OWNER"_L1];
    for (const Row &row : rows.rows()) {
        Key &key = elsewhere[named(rows, row, name.text(row))];
        key.table = {ownerOf(owner.text(row)), tableName.text(row)};
        const int at = position.number(row);
        while (key.columns.size() < at)
            key.columns.append(QString());
        if (at > 0)
            key.columns[at - 1] = column.text(row);
    }
    const auto resolve = [this, &elsewhere](Constraint &constraint, const QualifiedName &of) {
        if (constraint.kind != ConstraintKind::ForeignKey)
            return;
        const QualifiedName stored{of.owner, std::exchange(constraint.indexName, QString())};
        auto key = m_keys.find(constraint.referencedTable);
        if (key == m_keys.end()) {
            // A key that this account may not see: the foreign key is kept, its target is the
            // key's name.
            key = elsewhere.find(stored);
            if (key == elsewhere.end())
                return;
        }
        constraint.referencedTable = key->second.table;
        constraint.referencedColumns = key->second.columns;
    };
    for (auto &[of, table] : m_catalog.tables) {
        for (Constraint &constraint : table.constraints)
            resolve(constraint, of);
    }
    for (auto &[of, view] : m_catalog.views) {
        for (Constraint &constraint : view.constraints)
            resolve(constraint, of);
    }
}

} // namespace Athanor
