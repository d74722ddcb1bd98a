// SPDX-License-Identifier: MIT
#include "sandbox/dictionaryviews.h"

#include "sandbox/constraintcheck.h"
#include "sql/lexer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// The index that enforces a key: the one it names, or one of its own.
QString keyIndex(const Constraint &constraint)
{
    return constraint.indexName.isEmpty() ? constraint.name : constraint.indexName;
}

void addState(DictionaryRow &row, const ConstraintState &state)
{
    row[u"STATUS"_s] = state.enabled ? u"ENABLED"_s : u"DISABLED"_s;
    row[u"VALIDATED"_s] = state.validated ? u"VALIDATED"_s : u"NOT VALIDATED"_s;
    row[u"DEFERRABLE"_s] = state.deferrable ? u"DEFERRABLE"_s : u"NOT DEFERRABLE"_s;
    row[u"DEFERRED"_s] = state.initiallyDeferred ? u"DEFERRED"_s : u"IMMEDIATE"_s;
    if (state.rely)
        row[u"RELY"_s] = u"RELY"_s;
}

DictionaryRow constraintRow(const QString &table, const QString &name, const QString &type,
                            const ConstraintState &state, const QString &user)
{
    DictionaryRow row{{u"OWNER"_s, user},
                      {u"TABLE_NAME"_s, table},
                      {u"CONSTRAINT_NAME"_s, name},
                      {u"CONSTRAINT_TYPE"_s, type},
                      {u"GENERATED"_s, isSystemName(name) ? u"GENERATED NAME"_s : u"USER NAME"_s}};
    addState(row, state);
    return row;
}

std::vector<DictionaryRow> constraints(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        if (!isOwn(name))
            continue;
        for (const Column &column : table.columns) {
            if (!column.notNull)
                continue;
            DictionaryRow row = constraintRow(name.name, column.notNull->name, u"C"_s,
                                              column.notNull->state, s.user);
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
                constraintRow(name.name, constraint.name, type, constraint.state, s.user);
            if (constraint.kind == ConstraintKind::Check) {
                row[u"SEARCH_CONDITION"_s] = constraint.condition;
                row[u"SEARCH_CONDITION_VC"_s] = constraint.condition.left(4000);
            } else if (constraint.kind == ConstraintKind::ForeignKey) {
                const Table *parent = s.catalog.table(constraint.referencedTable);
                const QStringList referenced =
                    ConstraintCheck::referencedColumns(constraint, s.catalog);
                row[u"R_OWNER"_s] = constraint.referencedTable.owner.isEmpty()
                    ? s.user
                    : constraint.referencedTable.owner;
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
                row[u"INDEX_NAME"_s] = keyIndex(constraint);
                row[u"INDEX_OWNER"_s] = s.user;
            }
            rows.push_back(std::move(row));
        }
    }
    for (const auto &[name, view] : s.catalog.views) {
        if (!isOwn(name))
            continue;
        const auto fact = s.facts.find({u"VIEW"_s, name});
        const QString made = u"SYS_C"_s
            + QString::number(fact == s.facts.end() ? 0 : fact->second.id).rightJustified(6, u'0');
        if (view.checkOption)
            rows.push_back(constraintRow(
                name.name, view.checkOptionName.isEmpty() ? made : view.checkOptionName, u"V"_s,
                ConstraintState{}, s.user));
        if (view.readOnly)
            rows.push_back(constraintRow(name.name, made, u"O"_s, ConstraintState{}, s.user));
    }
    return rows;
}

std::vector<DictionaryRow> consColumns(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        if (!isOwn(name))
            continue;
        const auto add = [&](const QString &constraint, const QString &column,
                             SandboxValue position) {
            rows.push_back({{u"OWNER"_s, s.user},
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
    return rows;
}

QString physicalOf(const Index &index, const QString &key)
{
    const auto found = index.physical.find(key);
    return found == index.physical.end() ? QString() : found->second;
}

DictionaryRow indexRow(const DictionarySnapshot &s, const QString &name, const QString &table)
{
    return {{u"INDEX_NAME"_s, name},           {u"INDEX_TYPE"_s, u"NORMAL"_s},
            {u"TABLE_OWNER"_s, s.user},        {u"TABLE_NAME"_s, table},
            {u"TABLE_TYPE"_s, u"TABLE"_s},     {u"UNIQUENESS"_s, u"UNIQUE"_s},
            {u"COMPRESSION"_s, u"DISABLED"_s}, {u"TABLESPACE_NAME"_s, u"USERS"_s},
            {u"INI_TRANS"_s, qint64{2}},       {u"MAX_TRANS"_s, qint64{255}},
            {u"PCT_FREE"_s, qint64{10}},       {u"LOGGING"_s, u"YES"_s},
            {u"STATUS"_s, u"VALID"_s},         {u"DEGREE"_s, u"1"_s},
            {u"INSTANCES"_s, u"1"_s},          {u"PARTITIONED"_s, u"NO"_s},
            {u"TEMPORARY"_s, u"N"_s},          {u"GENERATED"_s, yn(isSystemName(name))},
            {u"SECONDARY"_s, u"N"_s},          {u"BUFFER_POOL"_s, u"DEFAULT"_s},
            {u"USER_STATS"_s, u"NO"_s},        {u"GLOBAL_STATS"_s, u"NO"_s},
            {u"DROPPED"_s, u"NO"_s},           {u"VISIBILITY"_s, u"VISIBLE"_s},
            {u"JOIN_INDEX"_s, u"NO"_s},        {u"SEGMENT_CREATED"_s, u"YES"_s},
            {u"INDEXING"_s, u"FULL"_s}};
}

std::vector<DictionaryRow> indexes(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        if (!isOwn(name))
            continue;
        for (const Constraint &constraint : table.constraints) {
            const QString index = keyIndex(constraint);
            if (!isKey(constraint) || !constraint.state.enabled
                || s.catalog.indexes.contains({QString(), index}))
                continue;
            DictionaryRow row = indexRow(s, index, name.name);
            if (constraint.state.deferrable)
                row[u"UNIQUENESS"_s] = u"NONUNIQUE"_s;
            if (table.kind == TableKind::IndexOrganized
                && constraint.kind == ConstraintKind::PrimaryKey)
                row[u"INDEX_TYPE"_s] = u"IOT - TOP"_s;
            const QString tablespace = [&] {
                const std::vector<Token> tokens = tokenize(constraint.indexClause);
                for (size_t i = 0; i + 1 < tokens.size(); ++i) {
                    if (isKeyword(tokens[i], constraint.indexClause, u"TABLESPACE"))
                        return storedName(tokens[i + 1].text(constraint.indexClause));
                }
                return QString();
            }();
            if (!tablespace.isEmpty())
                row[u"TABLESPACE_NAME"_s] = tablespace;
            rows.push_back(std::move(row));
        }
    }
    for (const auto &[name, index] : s.catalog.indexes) {
        if (!isOwn(name))
            continue;
        DictionaryRow row = indexRow(s, name.name, index.table.name);
        const bool function =
            std::any_of(index.columns.begin(), index.columns.end(), [](const IndexColumn &part) {
                return part.column.isEmpty() || part.descending;
            });
        QString type = index.kind == IndexKind::Bitmap ? u"BITMAP"_s : u"NORMAL"_s;
        if (function)
            type.prepend(u"FUNCTION-BASED "_s);
        if (index.reverse)
            type += u"/REV"_s;
        if (!index.indexType.isEmpty()) {
            type = u"DOMAIN"_s;
            const std::vector<Token> tokens = tokenize(index.indexType);
            QStringList names;
            for (size_t i = 2; i < tokens.size(); ++i) {
                const QStringView text = tokens[i].text(index.indexType);
                if (isKeyword(tokens[i], index.indexType, u"PARAMETERS")) {
                    if (i + 2 < tokens.size())
                        row[u"PARAMETERS"_s] = stringValue(tokens[i + 2].text(index.indexType));
                    break;
                }
                if (tokens[i].kind == TokenKind::Word || tokens[i].kind == TokenKind::QuotedName)
                    names.append(storedName(text));
            }
            row[u"ITYP_OWNER"_s] = names.size() > 1 ? names.first() : s.user;
            row[u"ITYP_NAME"_s] = names.isEmpty() ? QString() : names.last();
        }
        row[u"INDEX_TYPE"_s] = type;
        row[u"TABLE_OWNER"_s] = index.table.owner.isEmpty() ? s.user : index.table.owner;
        row[u"UNIQUENESS"_s] = index.kind == IndexKind::Unique ? u"UNIQUE"_s : u"NONUNIQUE"_s;
        if (index.compress.startsWith(u"COMPRESS ADVANCED")) {
            row[u"COMPRESSION"_s] = index.compress.sliced(9);
        } else if (index.compress.startsWith(u"COMPRESS")) {
            row[u"COMPRESSION"_s] = u"ENABLED"_s;
            row[u"PREFIX_LENGTH"_s] = numberOf(index.compress.sliced(8));
        }
        if (const QString space = physicalOf(index, u"TABLESPACE"_s); !space.isEmpty())
            row[u"TABLESPACE_NAME"_s] = storedName(space);
        if (physicalOf(index, u"LOGGING"_s) == u"NOLOGGING")
            row[u"LOGGING"_s] = u"NO"_s;
        const QString parallel = physicalOf(index, u"PARALLEL"_s);
        if (parallel == u"PARALLEL")
            row[u"DEGREE"_s] = u"DEFAULT"_s;
        else if (parallel.startsWith(u"PARALLEL"))
            row[u"DEGREE"_s] = parallel.sliced(8).trimmed();
        if (index.unusable)
            row[u"STATUS"_s] = u"UNUSABLE"_s;
        if (index.invisible)
            row[u"VISIBILITY"_s] = u"INVISIBLE"_s;
        if (!index.partitioning.isEmpty())
            row[u"PARTITIONED"_s] = u"YES"_s;
        if (function)
            row[u"FUNCIDX_STATUS"_s] = u"ENABLED"_s;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<DictionaryRow> indColumns(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    const auto add = [&](const QString &index, const Table &table, const QString &column,
                         qint64 position, bool descending) {
        const Column *found = table.column(column);
        rows.push_back(
            {{u"INDEX_OWNER"_s, s.user},
             {u"TABLE_OWNER"_s, s.user},
             {u"INDEX_NAME"_s, index},
             {u"TABLE_NAME"_s, table.name.name},
             {u"COLUMN_NAME"_s, column},
             {u"COLUMN_POSITION"_s, position},
             {u"COLUMN_LENGTH"_s, qint64{found ? found->type.length.value_or(22) : 4000}},
             {u"CHAR_LENGTH"_s, qint64{found ? found->type.length.value_or(0) : 0}},
             {u"DESCEND"_s, descending ? u"DESC"_s : u"ASC"_s}});
    };
    for (const auto &[name, table] : s.catalog.tables) {
        if (!isOwn(name))
            continue;
        for (const Constraint &constraint : table.constraints) {
            const QString index = keyIndex(constraint);
            if (!isKey(constraint) || !constraint.state.enabled
                || s.catalog.indexes.contains({QString(), index}))
                continue;
            qint64 position = 0;
            for (const QString &column : constraint.columns)
                add(index, table, column, ++position, false);
        }
    }
    for (const auto &[name, index] : s.catalog.indexes) {
        const Table *table = s.catalog.table(index.table);
        if (!isOwn(name) || !table)
            continue;
        for (size_t i = 0; i < index.columns.size(); ++i) {
            const IndexColumn &part = index.columns[i];
            const bool hidden = part.column.isEmpty() || part.descending;
            add(name.name, *table, hidden ? hiddenColumn(*table, index, i, s.catalog) : part.column,
                static_cast<qint64>(i) + 1, part.descending);
        }
    }
    return rows;
}

std::vector<DictionaryRow> indExpressions(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, index] : s.catalog.indexes) {
        const Table *table = s.catalog.table(index.table);
        if (!isOwn(name) || !table)
            continue;
        for (size_t i = 0; i < index.columns.size(); ++i) {
            const IndexColumn &part = index.columns[i];
            if (!part.column.isEmpty() && !part.descending)
                continue;
            rows.push_back({{u"INDEX_OWNER"_s, s.user},
                            {u"TABLE_OWNER"_s, s.user},
                            {u"INDEX_NAME"_s, name.name},
                            {u"TABLE_NAME"_s, table->name.name},
                            {u"COLUMN_EXPRESSION"_s,
                             part.column.isEmpty() ? dictionaryExpression(part.expression, *table)
                                                   : u'"' + part.column + u'"'},
                            {u"COLUMN_POSITION"_s, static_cast<qint64>(i) + 1}});
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
    {u"USER_INDEXES",
     u"INDEX_NAME:t INDEX_TYPE:t TABLE_OWNER:t TABLE_NAME:t TABLE_TYPE:t UNIQUENESS:t "
     u"COMPRESSION:t PREFIX_LENGTH:n "
     "TABLESPACE_NAME:t INI_TRANS:n MAX_TRANS:n PCT_FREE:n LOGGING:t BLEVEL:n LEAF_BLOCKS:n "
     "DISTINCT_KEYS:n STATUS:t "
     "NUM_ROWS:n LAST_ANALYZED:d DEGREE:t INSTANCES:t PARTITIONED:t TEMPORARY:t GENERATED:t "
     "SECONDARY:t BUFFER_POOL:t "
     "USER_STATS:t DURATION:t ITYP_OWNER:t ITYP_NAME:t PARAMETERS:t GLOBAL_STATS:t DOMIDX_STATUS:t "
     "FUNCIDX_STATUS:t "
     "JOIN_INDEX:t DROPPED:t VISIBILITY:t SEGMENT_CREATED:t @12.1 INDEXING:t",
     u"OWNER", indexes},
    {u"USER_IND_COLUMNS",
     u"INDEX_NAME:t TABLE_NAME:t COLUMN_NAME:t COLUMN_POSITION:n COLUMN_LENGTH:n CHAR_LENGTH:n "
     u"DESCEND:t",
     u"INDEX_OWNER", indColumns},
    {u"USER_IND_EXPRESSIONS", u"INDEX_NAME:t TABLE_NAME:t COLUMN_EXPRESSION:l COLUMN_POSITION:n",
     u"INDEX_OWNER", indExpressions},
};

} // namespace

std::span<const DictionaryView> constraintViews()
{
    return views;
}

} // namespace Athanor
