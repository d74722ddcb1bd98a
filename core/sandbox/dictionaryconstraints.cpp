// SPDX-License-Identifier: MIT
#include "sandbox/dictionaryviews.h"

#include "ddl/schemalookup.h"
#include "sandbox/constraintcheck.h"
#include "sql/lexer.h"

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

void addState(DictionaryRow &row, const ConstraintState &state)
{
    row[u"STATUS"_s] = state.enabled ? u"ENABLED"_s : u"DISABLED"_s;
    row[u"VALIDATED"_s] = state.validated ? u"VALIDATED"_s : u"NOT VALIDATED"_s;
    row[u"DEFERRABLE"_s] = state.deferrable ? u"DEFERRABLE"_s : u"NOT DEFERRABLE"_s;
    row[u"DEFERRED"_s] = state.initiallyDeferred ? u"DEFERRED"_s : u"IMMEDIATE"_s;
    if (state.rely)
        row[u"RELY"_s] = u"RELY"_s;
}

DictionaryRow constraintRow(const QualifiedName &table, const QString &name, const QString &type,
                            const ConstraintState &state, const QString &user)
{
    DictionaryRow row{{u"OWNER"_s, ownerOf(table, user)},
                      {u"TABLE_NAME"_s, table.name},
                      {u"CONSTRAINT_NAME"_s, name},
                      {u"CONSTRAINT_TYPE"_s, type},
                      {u"GENERATED"_s, isSystemName(name) ? u"GENERATED NAME"_s : u"USER NAME"_s}};
    addState(row, state);
    return row;
}

// The name Oracle would have made for a view's constraint.
QString madeName(const QualifiedName &view, const DictionarySnapshot &s)
{
    const auto fact = s.facts.find({u"VIEW"_s, view});
    return u"SYS_C"_s
        + QString::number(fact == s.facts.end() ? 0 : fact->second.id).rightJustified(6, u'0');
}

QString nameOf(const Constraint &constraint, const QString &made, size_t number)
{
    return constraint.name.isEmpty() ? made + QString::number(number) : constraint.name;
}

// Keys and foreign keys of a view: for the optimizer only, never enforced.
void addViewConstraints(std::vector<DictionaryRow> &rows, const View &view, const QString &made,
                        const DictionarySnapshot &s)
{
    for (size_t i = 0; i < view.constraints.size(); ++i) {
        const Constraint &constraint = view.constraints[i];
        const QString type = constraint.kind == ConstraintKind::PrimaryKey ? u"P"_s
            : constraint.kind == ConstraintKind::Unique                    ? u"U"_s
                                                                           : u"R"_s;
        DictionaryRow row =
            constraintRow(view.name, nameOf(constraint, made, i), type, constraint.state, s.user);
        row[u"VIEW_RELATED"_s] = u"DEPEND ON VIEW"_s;
        if (constraint.kind == ConstraintKind::ForeignKey) {
            row[u"R_OWNER"_s] = ownerOf(constraint.referencedTable, s.user);
            row[u"DELETE_RULE"_s] = u"NO ACTION"_s;
            const Table *parent = s.catalog.table(constraint.referencedTable);
            for (const Constraint &key : parent ? parent->constraints : std::vector<Constraint>()) {
                if (isKey(key)
                    && (constraint.referencedColumns.isEmpty()
                            ? key.kind == ConstraintKind::PrimaryKey
                            : key.columns == constraint.referencedColumns))
                    row[u"R_CONSTRAINT_NAME"_s] = key.name;
            }
        }
        rows.push_back(std::move(row));
    }
}

std::vector<DictionaryRow> constraints(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        for (const Column &column : table.columns) {
            if (!column.notNull)
                continue;
            DictionaryRow row =
                constraintRow(name, column.notNull->name, u"C"_s, column.notNull->state, s.user);
            row[u"SEARCH_CONDITION"_s] = u'"' + column.name + u"\" IS NOT NULL"_s;
            row[u"SEARCH_CONDITION_VC"_s] = row[u"SEARCH_CONDITION"_s];
            rows.push_back(std::move(row));
        }
        for (const Constraint &constraint : table.constraints) {
            const QString type = constraint.kind == ConstraintKind::PrimaryKey ? u"P"_s
                : constraint.kind == ConstraintKind::Unique                    ? u"U"_s
                : constraint.kind == ConstraintKind::ForeignKey                ? u"R"_s
                                                                               : u"C"_s;
            DictionaryRow row =
                constraintRow(name, constraint.name, type, constraint.state, s.user);
            if (constraint.kind == ConstraintKind::Check) {
                row[u"SEARCH_CONDITION"_s] = constraint.condition;
                row[u"SEARCH_CONDITION_VC"_s] = constraint.condition.left(4000);
            } else if (constraint.kind == ConstraintKind::ForeignKey) {
                const Table *parent = s.catalog.table(constraint.referencedTable);
                const QStringList referenced =
                    ConstraintCheck::referencedColumns(constraint, s.catalog);
                row[u"R_OWNER"_s] = ownerOf(constraint.referencedTable, s.user);
                if (parent) {
                    for (const Constraint &key : parent->constraints) {
                        if (!isKey(key) || key.columns.size() != referenced.size())
                            continue;
                        // Oracle takes the key's columns in any order.
                        QStringList a = key.columns;
                        QStringList b = referenced;
                        a.sort();
                        b.sort();
                        if (key.columns == referenced)
                            row[u"R_CONSTRAINT_NAME"_s] = key.name;
                        else if (a == b && !row.contains(u"R_CONSTRAINT_NAME"_s))
                            row[u"R_CONSTRAINT_NAME"_s] = key.name;
                    }
                }
                row[u"DELETE_RULE"_s] = constraint.onDelete == DeleteRule::Cascade ? u"CASCADE"_s
                    : constraint.onDelete == DeleteRule::SetNull                   ? u"SET NULL"_s
                                                                                   : u"NO ACTION"_s;
            } else if (constraint.state.enabled) {
                row[u"INDEX_NAME"_s] = keyIndexName(constraint);
                row[u"INDEX_OWNER"_s] = ownerOf(name, s.user);
            }
            rows.push_back(std::move(row));
        }
    }
    for (const auto &[name, view] : s.catalog.views) {
        const QString made = madeName(name, s);
        if (view.checkOption)
            rows.push_back(
                constraintRow(name, view.checkOptionName.isEmpty() ? made : view.checkOptionName,
                              u"V"_s, ConstraintState{}, s.user));
        if (view.readOnly)
            rows.push_back(constraintRow(name, made, u"O"_s, ConstraintState{}, s.user));
        addViewConstraints(rows, view, made, s);
    }
    return rows;
}

std::vector<DictionaryRow> consColumns(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &entry : s.catalog.tables) { // no binding: a lambda takes these
        const QualifiedName &name = entry.first;
        const Table &table = entry.second;
        const auto add = [&](const QString &constraint, const QString &column,
                             SandboxValue position) {
            rows.push_back({{u"OWNER"_s, ownerOf(name, s.user)},
                            {u"CONSTRAINT_NAME"_s, constraint},
                            {u"TABLE_NAME"_s, table.name.name},
                            {u"COLUMN_NAME"_s, column},
                            {u"POSITION"_s, std::move(position)}});
        };
        for (const Column &column : table.columns) {
            if (column.notNull)
                add(column.notNull->name, column.name, {});
        }
        for (const Constraint &constraint : table.constraints) {
            if (constraint.kind == ConstraintKind::Check) {
                QStringList seen;
                for (const Token &token : tokenize(constraint.condition)) {
                    if (token.kind != TokenKind::Word && token.kind != TokenKind::QuotedName)
                        continue;
                    const QString column = storedName(token.text(constraint.condition));
                    if (table.column(column) && !seen.contains(column)) {
                        seen.append(column);
                        add(constraint.name, column, {});
                    }
                }
                continue;
            }
            // A foreign key whose columns stand in another order than the key's: positions follow
            // the key.
            QStringList columns = constraint.columns;
            if (constraint.kind == ConstraintKind::ForeignKey) {
                const Table *parent = s.catalog.table(constraint.referencedTable);
                const QStringList referenced =
                    ConstraintCheck::referencedColumns(constraint, s.catalog);
                bool exact = !parent;
                for (const Constraint &key :
                     parent ? parent->constraints : std::vector<Constraint>())
                    exact = exact || (isKey(key) && key.columns == referenced);
                for (const Constraint &key :
                     parent ? parent->constraints : std::vector<Constraint>()) {
                    QStringList a = key.columns;
                    QStringList b = referenced;
                    a.sort();
                    b.sort();
                    if (exact || !isKey(key) || a != b)
                        continue;
                    columns.clear();
                    for (const QString &column : key.columns)
                        columns.append(constraint.columns.value(referenced.indexOf(column)));
                    break;
                }
            }
            qint64 position = 0;
            for (const QString &column : columns)
                add(constraint.name, column, ++position);
        }
    }
    for (const auto &[name, view] : s.catalog.views) {
        const QString made = madeName(name, s);
        for (size_t i = 0; i < view.constraints.size(); ++i) {
            qint64 position = 0;
            for (const QString &column : view.constraints[i].columns)
                rows.push_back({{u"OWNER"_s, ownerOf(name, s.user)},
                                {u"CONSTRAINT_NAME"_s, nameOf(view.constraints[i], made, i)},
                                {u"TABLE_NAME"_s, name.name},
                                {u"COLUMN_NAME"_s, column},
                                {u"POSITION"_s, ++position}});
        }
    }
    return rows;
}

constexpr DictionaryView views[] = {
    {u"USER_CONSTRAINTS",
     u"OWNER:t CONSTRAINT_NAME:t CONSTRAINT_TYPE:t TABLE_NAME:t SEARCH_CONDITION:l @12.1 "
     u"SEARCH_CONDITION_VC:t @11.2 "
     "R_OWNER:t R_CONSTRAINT_NAME:t DELETE_RULE:t STATUS:t DEFERRABLE:t DEFERRED:t VALIDATED:t "
     "GENERATED:t BAD:t RELY:t "
     "LAST_CHANGE:d INDEX_OWNER:t INDEX_NAME:t INVALID:t VIEW_RELATED:t",
     u"", constraints},
    {u"USER_CONS_COLUMNS", u"OWNER:t CONSTRAINT_NAME:t TABLE_NAME:t COLUMN_NAME:t POSITION:n", u"",
     consColumns},
};

} // namespace

std::span<const DictionaryView> constraintViews()
{
    return views;
}

} // namespace Athanor
