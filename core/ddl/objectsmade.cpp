// SPDX-License-Identifier: MIT
#include "ddl/objectsmade.h"

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// An overload for every alternative, so that a new statement cannot be forgotten.
struct Collect
{
    NameChanges &changes;

    void add(const QString &type, const QualifiedName &name) const
    {
        changes.made.push_back({type, name});
    }
    void addIndexes(const std::vector<Index> &indexes) const
    {
        for (const Index &index : indexes)
            add(u"INDEX"_s, index.name);
    }
    void rename(const QString &type, const QualifiedName &from, const QString &to) const
    {
        if (!to.isEmpty())
            changes.renamed.push_back({type, from, {from.owner, to}});
    }

    void operator()(const CreateTable &s) const
    {
        add(u"TABLE"_s, s.table.name);
        addIndexes(s.indexes);
    }
    void operator()(const AlterTable &s) const
    {
        for (const TableAction &action : s.actions) {
            if (const auto *columns = std::get_if<AddColumns>(&action))
                addIndexes(columns->indexes);
            else if (const auto *column = std::get_if<ModifyColumn>(&action))
                addIndexes(column->indexes);
            else if (const auto *constraint = std::get_if<AddConstraint>(&action);
                     constraint && constraint->index)
                add(u"INDEX"_s, constraint->index->name);
            else if (const auto *to = std::get_if<RenameTableTo>(&action))
                rename(u"TABLE"_s, s.table, to->to);
        }
    }
    void operator()(const RenameObject &s) const { rename({}, {{}, s.from}, s.to); }
    void operator()(const CreateIndex &s) const { add(u"INDEX"_s, s.index.name); }
    void operator()(const AlterIndex &s) const { rename(u"INDEX"_s, s.name, s.renameTo); }
    void operator()(const CreateSequence &s) const { add(u"SEQUENCE"_s, s.sequence.name); }
    void operator()(const CreateView &s) const { add(u"VIEW"_s, s.view.name); }
    void operator()(const CreateMaterializedView &s) const
    {
        add(u"MATERIALIZED VIEW"_s, s.view.name);
    }
    void operator()(const CreateSynonym &s) const { add(u"SYNONYM"_s, s.synonym.name); }
    void operator()(const CreateUnit &s) const { add(toString(s.unit.kind), s.unit.name); }
    void operator()(const AlterTrigger &s) const { rename(u"TRIGGER"_s, s.name, s.renameTo); }
    void operator()(const CreateOpaque &s) const { add(s.object.kind, s.object.name); }
    void operator()(const CreateSchema &s) const
    {
        for (const auto &part : s.parts)
            std::visit(*this, part);
    }
    void operator()(const DropTable &) const { }
    void operator()(const TruncateTable &) const { }
    void operator()(const DropIndex &) const { }
    void operator()(const AlterSequence &) const { }
    void operator()(const DropSequence &) const { }
    void operator()(const DropView &) const { }
    void operator()(const AlterMaterializedView &) const { }
    void operator()(const DropMaterializedView &) const { }
    void operator()(const DropSynonym &) const { }
    void operator()(const DropUnit &) const { }
    void operator()(const AlterUnit &) const { }
    void operator()(const CommentOn &) const { }
    void operator()(const GrantPrivileges &) const { }
    void operator()(const RevokePrivileges &) const { }
    void operator()(const DropOpaque &) const { }
    void operator()(const NoStructure &) const { }
    void operator()(const NotDdl &) const { }
};

} // namespace

NameChanges nameChanges(const DdlStatement &statement)
{
    NameChanges changes;
    std::visit(Collect{changes}, statement);
    return changes;
}

} // namespace Athanor
