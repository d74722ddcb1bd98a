// SPDX-License-Identifier: MIT
#include "ddl/application.h"
#include "ddl/expression.h"
#include "schema/normalform.h"
#include "sql/lexer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

bool isTemporary(TableKind kind)
{
    return kind == TableKind::GlobalTemporaryDelete || kind == TableKind::GlobalTemporaryPreserve
        || kind == TableKind::PrivateTemporary;
}

// The columns of SELECT * FROM t and SELECT a, b x FROM t [WHERE …]; nothing of any other query.
// Oracle carries types and NOT NULL over, but no default, key or comment.
std::optional<std::vector<Column>> columnsOfQuery(QStringView query, const Catalog &catalog)
{
    const std::vector<Token> tokens = tokenize(query);
    const auto text = [&tokens, query](size_t i) { return tokens[i].text(query); };
    const auto isName = [&tokens](size_t i) {
        return tokens[i].kind == TokenKind::Word || tokens[i].kind == TokenKind::QuotedName;
    };
    size_t from = 0;
    while (from < tokens.size() && !isKeyword(tokens[from], query, u"FROM"))
        ++from;
    if (tokens.empty() || !isKeyword(tokens[0], query, u"SELECT") || from + 1 >= tokens.size()
        || !isName(from + 1))
        return std::nullopt;
    const size_t behind = from + 2;
    const bool plain = behind == tokens.size() || isKeyword(tokens[behind], query, u"WHERE");
    const Table *source = catalog.table({{}, storedName(text(from + 1))});
    if (!plain || !source)
        return std::nullopt;
    const auto carried = [](const Column &of, const QString &name) {
        Column column;
        column.name = name;
        column.type = of.type;
        if (of.notNull && of.notNull->state.enabled)
            column.notNull = NotNull{};
        return column;
    };
    std::vector<Column> columns;
    if (from == 2 && text(1) == u"*") {
        for (const Column &of : source->columns)
            if (!of.invisible)
                columns.push_back(carried(of, of.name));
        return columns;
    }
    for (size_t i = 1; i < from;) {
        const Column *of = isName(i) ? source->column(storedName(text(i))) : nullptr;
        if (!of)
            return std::nullopt;
        QString name = of->name;
        ++i;
        if (i < from && isKeyword(tokens[i], query, u"AS"))
            ++i;
        if (i < from && isName(i))
            name = storedName(text(i++));
        columns.push_back(carried(*of, name));
        if (i < from && text(i++) != u",")
            return std::nullopt;
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
    for (const QString &name : columnsIn(column.virtualExpression, table)) {
        const Column *used = table.column(name);
        if (used && !used->virtualExpression.isEmpty())
            return refuse(54012,
                          applyTr("virtual column is referenced in a column expression: %1")
                              .arg(writtenName(name)));
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
    if (!create.asQuery.isEmpty()) {
        const std::optional<std::vector<Column>> columns =
            columnsOfQuery(create.asQuery, catalog());
        if (columns && (table.columns.empty() || table.columns.size() == columns->size())) {
            for (size_t i = 0; i < columns->size(); ++i) {
                if (i == table.columns.size())
                    table.columns.push_back((*columns)[i]);
                table.columns[i].type = (*columns)[i].type;
                table.columns[i].notNull = (*columns)[i].notNull;
            }
        } else { // the query is not understood: it stays with the table
            if (!table.otherClauses.isEmpty())
                table.otherClauses += u' ';
            table.otherClauses += u"AS "_s + normalizedText(create.asQuery);
        }
        for (const QString &read : objectsRead(create.asQuery)) {
            if (!isReadable({name.owner, read}) && !isSystemView(read))
                return refuse(942,
                              applyTr("table or view does not exist: %1").arg(writtenName(read)));
        }
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
