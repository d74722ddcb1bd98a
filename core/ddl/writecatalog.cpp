// SPDX-License-Identifier: MIT
#include "ddl/namecase.h"
#include "ddl/references.h"
#include "ddl/steporder.h"
#include "ddl/writertext.h"

#include <algorithm>

namespace Athanor {

using namespace Qt::StringLiterals;

namespace {

using Statements = std::vector<WrittenStatement>;

// What a table or a query may name must be there first; all other opaque objects come after the
// tables.
bool isOpaqueGroundwork(const QString &kind)
{
    static const QStringList kinds{u"DATABASE LINK"_s, u"PUBLIC DATABASE LINK"_s,
                                   u"DIRECTORY"_s,     u"CONTEXT"_s,
                                   u"TABLESPACE"_s,    u"PROFILE"_s,
                                   u"ROLE"_s,          u"USER"_s,
                                   u"CLUSTER"_s,       u"EDITION"_s,
                                   u"DOMAIN"_s};
    return kinds.contains(kind);
}

// Kinds that are built on one another; OPERATOR and INDEXTYPE on functions, too.
int opaqueRank(const OpaqueObject &object)
{
    static const QStringList order{u"MLE ENV"_s,   u"ATTRIBUTE DIMENSION"_s,
                                   u"HIERARCHY"_s, u"ANALYTIC VIEW"_s,
                                   u"OPERATOR"_s,  u"INDEXTYPE"_s};
    if (object.kind == u"DOMAIN"_s) // a flexible domain chooses among others
        return object.text.startsWith(u"CREATE FLEXIBLE"_s) ? 1 : 0;
    return int(order.indexOf(object.kind)) + 1;
}

bool isOnFunctions(const QString &kind)
{
    return kind == u"OPERATOR"_s || kind == u"INDEXTYPE"_s;
}

void appendOpaque(Statements &to, const Catalog &catalog, bool (*wanted)(const QString &kind))
{
    std::vector<const OpaqueObject *> objects;
    for (const auto &[key, object] : catalog.opaque)
        if (wanted(key.first))
            objects.push_back(&object);
    std::stable_sort(objects.begin(), objects.end(),
                     [](const OpaqueObject *a, const OpaqueObject *b) {
                         return opaqueRank(*a) < opaqueRank(*b);
                     });
    for (const OpaqueObject *object : objects)
        to.push_back(writeOpaque(*object));
}

WrittenStatement alterTable(const QualifiedName &table, QStringView action,
                            const WriterStyle &style)
{
    const Words words(style);
    return {words(u"ALTER TABLE "_s) + writtenName(table) + u' ' + action.toString()};
}

void appendReadOnly(Statements &to, const Table &table, const WriterStyle &style)
{
    if (table.readOnly)
        to.push_back(alterTable(table.name, Words(style)(u"READ ONLY"_s), style));
}

void appendComments(Statements &to, const Table &table, const WriterStyle &style)
{
    if (!table.comment.isEmpty())
        to.push_back(writeTableComment(table.name, table.comment, style));
    for (const Column &column : table.columns) {
        if (!column.comment.isEmpty())
            to.push_back(writeColumnComment(table.name, column.name, column.comment, style));
    }
}

void appendColumnComments(Statements &to, const QualifiedName &object,
                          const std::map<QString, QString> &comments, const WriterStyle &style)
{
    for (const auto &[column, comment] : comments) {
        if (!comment.isEmpty())
            to.push_back(writeColumnComment(object, column, comment, style));
    }
}

void appendComments(Statements &to, const View &view, const WriterStyle &style)
{
    if (!view.comment.isEmpty())
        to.push_back(writeTableComment(view.name, view.comment, style));
    appendColumnComments(to, view.name, view.columnComments, style);
}

void appendComments(Statements &to, const MaterializedView &view, const WriterStyle &style)
{
    if (!view.comment.isEmpty())
        to.push_back(writeMaterializedViewComment(view.name, view.comment, style));
    appendColumnComments(to, view.name, view.columnComments, style);
}

void appendTrigger(Statements &to, const ProgramUnit &trigger, const WriterStyle &style)
{
    const Words words(style);
    to.push_back(writeUnit(trigger, style));
    if (trigger.kind == UnitKind::Trigger && !trigger.enabled)
        to.push_back(
            {words(u"ALTER TRIGGER "_s) + writtenName(trigger.name) + words(u" DISABLE"_s)});
}

// Neighbours that differ in the privilege alone share a statement.
void appendGrants(Statements &to, const std::vector<Grant> &grants, const WriterStyle &style)
{
    const auto together = [](const Grant &a, const Grant &b) {
        return a.object == b.object && a.grantee == b.grantee && a.grantable == b.grantable
            && a.delegable == b.delegable && a.hierarchy == b.hierarchy;
    };
    for (size_t i = 0; i < grants.size();) {
        std::vector<Grant> group{grants[i++]};
        while (i < grants.size() && together(group.front(), grants[i]))
            group.push_back(grants[i++]);
        to.push_back(writeGrants(group, style));
    }
}

void appendGrantsOn(Statements &to, const Catalog &catalog, const QualifiedName &object,
                    const WriterStyle &style)
{
    std::vector<Grant> grants;
    std::copy_if(catalog.grants.begin(), catalog.grants.end(), std::back_inserter(grants),
                 [&object](const Grant &grant) { return grant.object == object; });
    appendGrants(to, grants, style);
}

// A key's own index that got another name than the key, by ALTER INDEX … RENAME or because the key
// was renamed: no USING INDEX can say that, so the key is written without and the index renamed.
void takeOwnIndexNames(Table &table, const Catalog &catalog, Statements &renames,
                       const WriterStyle &style)
{
    const Words words(style);
    for (Constraint &key : table.constraints) {
        if (!isKey(key) || key.indexName.isEmpty()
            || catalog.indexes.count({table.name.owner, key.indexName}) != 0)
            continue;
        const QString to = std::exchange(key.indexName, QString());
        if (!key.name.isEmpty() && key.state.enabled)
            renames.push_back({words(u"ALTER INDEX "_s)
                               + writtenName(QualifiedName{table.name.owner, key.name})
                               + words(u" RENAME TO "_s) + writtenName(to)});
    }
}

void appendTables(Statements &to, const Catalog &catalog, const WriterStyle &style)
{
    std::vector<const Table *> all;
    for (const auto &[name, table] : catalog.tables)
        all.push_back(&table);
    const CreationOrder order = creationOrder(all, catalog);
    Statements keys;
    Statements foreignKeys;
    Statements renames;
    for (const Table *table : order.tables) {
        Table bare = *table;
        takeOwnIndexNames(bare, catalog, renames, style);
        const std::vector<Constraint> constraints = std::move(bare.constraints);
        bare.constraints.clear();
        for (size_t i = 0; i < constraints.size(); ++i) {
            const Constraint &constraint = constraints[i];
            if (order.detached.count({table->name, i}) == 0) {
                bare.constraints.push_back(constraint);
                continue;
            }
            (constraint.kind == ConstraintKind::ForeignKey ? foreignKeys : keys)
                .push_back(alterTable(table->name,
                                      Words(style)(u"ADD "_s) + writeConstraint(constraint, style),
                                      style));
        }
        to.push_back(writeTable(bare, style));
    }
    for (const auto &[name, index] : catalog.indexes)
        if (catalog.tables.count(index.table) != 0)
            to.push_back(writeIndex(index, style));
    to.insert(to.end(), keys.begin(), keys.end());
    to.insert(to.end(), renames.begin(), renames.end());
    to.insert(to.end(), foreignKeys.begin(), foreignKeys.end());
}

// Views, materialized views and units, each after what its text names.
class ByText
{
public:
    void add(const QualifiedName &name, QStringView text, Statements statements)
    {
        m_places[name.name].push_back(m_items.size());
        m_items.push_back({namesIn(text), std::move(statements)});
    }

    void appendTo(Statements &to) const
    {
        std::vector<OrderWish> wishes;
        for (size_t i = 0; i < m_items.size(); ++i) {
            for (const QString &name : m_items[i].names) {
                const auto found = m_places.find(name);
                if (found == m_places.end())
                    continue;
                for (const size_t place : found->second)
                    wishes.push_back({place, i});
            }
        }
        for (const size_t i : stepOrder(m_items.size(), wishes))
            to.insert(to.end(), m_items[i].statements.begin(), m_items[i].statements.end());
    }

private:
    struct Item
    {
        std::set<QString> names;
        Statements statements;
    };
    std::vector<Item> m_items;
    std::map<QString, std::vector<size_t>> m_places;
};

void appendUnits(Statements &to, const Catalog &catalog, const std::vector<UnitKind> &kinds,
                 const WriterStyle &style)
{
    ByText units;
    for (const auto &[key, unit] : catalog.units) {
        if (std::find(kinds.begin(), kinds.end(), unit.kind) == kinds.end())
            continue;
        Statements statements;
        appendTrigger(statements, unit, style);
        units.add(unit.name, unit.source, std::move(statements));
    }
    units.appendTo(to);
}

void appendViewsAndUnits(Statements &to, const Catalog &catalog, const WriterStyle &style)
{
    ByText texts;
    for (const auto &[name, view] : catalog.views)
        texts.add(name, view.query, {writeView(view, style)});
    for (const auto &[name, view] : catalog.materializedViews) {
        Statements statements{writeMaterializedView(view, style)};
        for (const auto &[indexName, index] : catalog.indexes)
            if (index.table == name)
                statements.push_back(writeIndex(index, style));
        texts.add(name, view.query, std::move(statements));
    }
    for (const auto &[key, unit] : catalog.units) {
        if (unit.kind == UnitKind::Procedure || unit.kind == UnitKind::Function
            || unit.kind == UnitKind::Package || unit.kind == UnitKind::Library)
            texts.add(unit.name, unit.source, {writeUnit(unit, style)});
    }
    texts.appendTo(to);
}

} // namespace

namespace {

Statements inNameCase(Statements statements, const Catalog &catalog, const WriterStyle &style)
{
    if (!style.lowerCaseNames)
        return statements;
    NameCase names;
    names.add(catalog);
    for (WrittenStatement &statement : statements)
        statement = names.lowered(std::move(statement));
    return statements;
}

} // namespace

std::vector<WrittenStatement> writeObject(const Catalog &catalog, const ObjectRef &object,
                                          const WriterStyle &style)
{
    Statements statements;
    if (object.type == u"TABLE"_s) {
        if (const Table *table = catalog.table(object.name)) {
            Table bare = *table;
            Statements renames;
            takeOwnIndexNames(bare, catalog, renames, style);
            statements.push_back(writeTable(bare, style));
            for (const auto &[name, index] : catalog.indexes)
                if (index.table == object.name)
                    statements.push_back(writeIndex(index, style));
            statements.insert(statements.end(), renames.begin(), renames.end());
            appendComments(statements, *table, style);
            appendReadOnly(statements, *table, style);
        }
    } else if (object.type == u"INDEX"_s) {
        if (const auto found = catalog.indexes.find(object.name); found != catalog.indexes.end())
            statements.push_back(writeIndex(found->second, style));
    } else if (object.type == u"SEQUENCE"_s) {
        if (const auto found = catalog.sequences.find(object.name);
            found != catalog.sequences.end())
            statements.push_back(writeSequence(found->second, style));
    } else if (object.type == u"VIEW"_s) {
        if (const auto found = catalog.views.find(object.name); found != catalog.views.end()) {
            statements.push_back(writeView(found->second, style));
            appendComments(statements, found->second, style);
        }
    } else if (object.type == u"MATERIALIZED VIEW"_s) {
        const auto found = catalog.materializedViews.find(object.name);
        if (found != catalog.materializedViews.end()) {
            statements.push_back(writeMaterializedView(found->second, style));
            for (const auto &[name, index] : catalog.indexes)
                if (index.table == object.name)
                    statements.push_back(writeIndex(index, style));
            appendComments(statements, found->second, style);
        }
    } else if (object.type == u"SYNONYM"_s) {
        if (const auto found = catalog.synonyms.find(object.name); found != catalog.synonyms.end())
            statements.push_back(writeSynonym(found->second, style));
    } else {
        for (const auto &[key, unit] : catalog.units)
            if (key.second == object.name && toString(key.first) == object.type)
                appendTrigger(statements, unit, style);
        const auto opaque = catalog.opaque.find({object.type, object.name});
        if (opaque != catalog.opaque.end())
            statements.push_back(writeOpaque(opaque->second));
    }
    const bool hasGrants = object.type != u"INDEX"_s && object.type != u"TRIGGER"_s
        && object.type != u"SYNONYM"_s && !object.type.endsWith(u" BODY"_s);
    if (hasGrants && !statements.empty())
        appendGrantsOn(statements, catalog, object.name, style);
    return inNameCase(std::move(statements), catalog, style);
}

std::vector<WrittenStatement> writeCatalog(const Catalog &catalog, const WriterStyle &style)
{
    Statements statements;
    appendOpaque(statements, catalog, isOpaqueGroundwork);
    appendUnits(statements, catalog, {UnitKind::Type, UnitKind::JavaSource}, style);
    for (const auto &[name, sequence] : catalog.sequences)
        statements.push_back(writeSequence(sequence, style));
    for (const auto &[name, index] : catalog.indexes)
        if (index.otherClauses.startsWith(u"CLUSTER"_s)) // before the cluster's rows
            statements.push_back(writeIndex(index, style));
    appendTables(statements, catalog, style);
    appendOpaque(statements, catalog, [](const QString &kind) {
        return !isOpaqueGroundwork(kind) && !isOnFunctions(kind);
    });
    for (const auto &[name, synonym] : catalog.synonyms)
        statements.push_back(writeSynonym(synonym, style));
    appendViewsAndUnits(statements, catalog, style);
    appendOpaque(statements, catalog, isOnFunctions);
    appendUnits(statements, catalog, {UnitKind::PackageBody, UnitKind::TypeBody}, style);
    appendUnits(statements, catalog, {UnitKind::Trigger}, style);

    for (const auto &[name, table] : catalog.tables)
        appendComments(statements, table, style);
    for (const auto &[name, view] : catalog.views)
        appendComments(statements, view, style);
    for (const auto &[name, view] : catalog.materializedViews)
        appendComments(statements, view, style);
    appendGrants(statements, catalog.grants, style);
    for (const auto &[name, table] : catalog.tables)
        appendReadOnly(statements, table, style);
    return inNameCase(std::move(statements), catalog, style);
}

} // namespace Athanor
