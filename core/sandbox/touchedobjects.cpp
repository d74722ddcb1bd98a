// SPDX-License-Identifier: MIT
#include "sandbox/engine_p.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// The names a statement holds, whatever they name.
struct NamesIn
{
    std::set<QString> &names;

    void add(const QualifiedName &name) const { names.insert(name.name); }
    void add(const QString &name) const { names.insert(name); }
    void add(const Constraint &constraint) const
    {
        add(constraint.referencedTable);
        add(constraint.name);
        add(constraint.indexName);
    }

    void operator()(const CreateTable &s) const
    {
        add(s.table.name);
        for (const Constraint &constraint : s.table.constraints)
            add(constraint);
        for (const Index &index : s.indexes)
            add(index.name);
    }
    void operator()(const AlterTable &s) const
    {
        add(s.table);
        for (const TableAction &action : s.actions) {
            if (const auto *rename = std::get_if<RenameTableTo>(&action))
                add(rename->to);
            if (const auto *added = std::get_if<AddConstraint>(&action)) {
                add(added->constraint);
                if (added->index)
                    add(added->index->name);
            }
            if (const auto *columns = std::get_if<AddColumns>(&action)) {
                for (const Constraint &constraint : columns->constraints)
                    add(constraint);
            }
            if (const auto *column = std::get_if<ModifyColumn>(&action)) {
                for (const Constraint &constraint : column->constraints)
                    add(constraint);
            }
            if (const auto *dropped = std::get_if<DropConstraint>(&action))
                add(dropped->name);
        }
    }
    void operator()(const DropTable &s) const { add(s.name); }
    void operator()(const TruncateTable &s) const { add(s.name); }
    void operator()(const RenameObject &s) const
    {
        add(s.from);
        add(s.to);
    }
    void operator()(const CreateIndex &s) const
    {
        add(s.index.name);
        add(s.index.table);
    }
    void operator()(const AlterIndex &s) const
    {
        add(s.name);
        add(s.renameTo);
    }
    void operator()(const DropIndex &s) const { add(s.name); }
    void operator()(const CreateSequence &s) const { add(s.sequence.name); }
    void operator()(const AlterSequence &s) const { add(s.name); }
    void operator()(const DropSequence &s) const { add(s.name); }
    void operator()(const CreateView &s) const { add(s.view.name); }
    void operator()(const DropView &s) const { add(s.name); }
    void operator()(const CreateMaterializedView &s) const { add(s.view.name); }
    void operator()(const AlterMaterializedView &s) const { add(s.name); }
    void operator()(const DropMaterializedView &s) const { add(s.name); }
    void operator()(const CreateSynonym &s) const { add(s.synonym.name); }
    void operator()(const DropSynonym &s) const { add(s.name); }
    void operator()(const CreateUnit &s) const
    {
        add(s.unit.name);
        add(s.unit.table);
    }
    void operator()(const DropUnit &s) const { add(s.name); }
    void operator()(const AlterUnit &s) const { add(s.name); }
    void operator()(const AlterTrigger &s) const
    {
        add(s.name);
        add(s.renameTo);
    }
    void operator()(const CommentOn &s) const { add(s.object); }
    void operator()(const GrantPrivileges &) const { }
    void operator()(const RevokePrivileges &) const { }
    void operator()(const CreateOpaque &s) const { add(s.object.name); }
    void operator()(const DropOpaque &s) const { add(s.name); }
    void operator()(const CreateSchema &s) const
    {
        for (const auto &part : s.parts) {
            if (const auto *table = std::get_if<CreateTable>(&part))
                (*this)(*table);
            if (const auto *view = std::get_if<CreateView>(&part))
                add(view->view.name);
        }
    }
    void operator()(const NoStructure &) const { }
    void operator()(const NotDdl &) const { }
};

} // namespace

std::set<ObjectRef> touchedObjects(const DdlStatement &statement, const Catalog &catalog,
                                   const QString &user)
{
    (void)user;
    std::set<QString> names;
    std::visit(NamesIn{names}, statement);
    names.erase(QString());
    std::set<ObjectRef> objects;
    // An index's or a constraint's table is touched with it.
    for (const auto &[name, index] : catalog.indexes) {
        if (names.contains(name.name))
            names.insert(index.table.name);
    }
    for (const auto &[name, table] : catalog.tables) {
        const bool related = std::any_of(
            table.constraints.begin(), table.constraints.end(), [&](const Constraint &constraint) {
                return names.contains(constraint.referencedTable.name)
                    || (!constraint.name.isEmpty() && names.contains(constraint.name));
            });
        if (names.contains(name.name) || related)
            objects.insert({u"TABLE"_s, name});
    }
    for (const auto &[name, index] : catalog.indexes) {
        if (names.contains(name.name) || names.contains(index.table.name))
            objects.insert({u"INDEX"_s, name});
    }
    const auto add = [&](const auto &map, const QString &type) {
        for (const auto &[name, object] : map) {
            if (names.contains(name.name))
                objects.insert({type, name});
        }
    };
    add(catalog.sequences, u"SEQUENCE"_s);
    add(catalog.views, u"VIEW"_s);
    add(catalog.materializedViews, u"MATERIALIZED VIEW"_s);
    add(catalog.synonyms, u"SYNONYM"_s);
    for (const auto &[key, unit] : catalog.units) {
        if (names.contains(key.second.name) || names.contains(unit.table.name))
            objects.insert({toString(key.first), key.second});
    }
    for (const auto &[key, object] : catalog.opaque) {
        if (names.contains(key.second.name))
            objects.insert({key.first, key.second});
    }
    return objects;
}

Catalog partOf(const Catalog &catalog, const std::set<ObjectRef> &objects)
{
    Catalog part;
    restorePart(part, catalog, objects);
    return part;
}

void restorePart(Catalog &catalog, const Catalog &part, const std::set<ObjectRef> &objects)
{
    const auto move = [](auto &to, const auto &from, const auto &key) {
        const auto found = from.find(key);
        if (found == from.end())
            to.erase(key);
        else
            to[key] = found->second;
    };
    for (const ObjectRef &object : objects) {
        if (object.type == u"TABLE") {
            move(catalog.tables, part.tables, object.name);
        } else if (object.type == u"INDEX") {
            move(catalog.indexes, part.indexes, object.name);
        } else if (object.type == u"SEQUENCE") {
            move(catalog.sequences, part.sequences, object.name);
        } else if (object.type == u"VIEW") {
            move(catalog.views, part.views, object.name);
        } else if (object.type == u"MATERIALIZED VIEW") {
            move(catalog.materializedViews, part.materializedViews, object.name);
        } else if (object.type == u"SYNONYM") {
            move(catalog.synonyms, part.synonyms, object.name);
        } else {
            bool unit = false;
            for (const UnitKind kind :
                 {UnitKind::Procedure, UnitKind::Function, UnitKind::Package, UnitKind::PackageBody,
                  UnitKind::Type, UnitKind::TypeBody, UnitKind::Trigger, UnitKind::Library,
                  UnitKind::JavaSource}) {
                if (toString(kind) != object.type)
                    continue;
                unit = true;
                move(catalog.units, part.units, Catalog::UnitKey(kind, object.name));
            }
            if (!unit)
                move(catalog.opaque, part.opaque, Catalog::OpaqueKey(object.type, object.name));
        }
    }
}

} // namespace Athanor
