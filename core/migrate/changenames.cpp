// SPDX-License-Identifier: MIT
#include "migrate/changenames.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// An overload for every alternative, so that a new change cannot be forgotten.
struct Collect
{
    std::vector<ObjectRef> &names;

    void add(const QString &type, const QualifiedName &name) const
    {
        names.push_back({type, name});
    }
    void addPart(const QString &type, const QualifiedName &table, const QString &part) const
    {
        if (!part.isEmpty()) // a constraint that Oracle named
            names.push_back({type, {table.owner, table.name + u'.' + part}});
    }
    void addConstraint(const QualifiedName &table, const QString &name) const
    {
        addPart(u"CONSTRAINT"_s, table, name);
        if (!name.isEmpty())
            add(u"CONSTRAINT"_s, {table.owner, name});
    }

    void operator()(const ObjectAdded &c) const { names.push_back(c.object); }
    void operator()(const ObjectDropped &c) const { names.push_back(c.object); }
    void operator()(const ObjectRenamed &c) const
    {
        names.push_back(c.from);
        names.push_back(c.to);
    }
    void operator()(const ObjectReplaced &c) const { names.push_back(c.object); }
    void operator()(const TableAttributesAltered &c) const { add(u"TABLE"_s, c.table); }
    void operator()(const ColumnAdded &c) const { addPart(u"COLUMN"_s, c.table, c.column); }
    void operator()(const ColumnDropped &c) const { addPart(u"COLUMN"_s, c.table, c.column); }
    void operator()(const ColumnRenamed &c) const
    {
        addPart(u"COLUMN"_s, c.table, c.from);
        addPart(u"COLUMN"_s, c.table, c.to);
    }
    void operator()(const ColumnAltered &c) const { addPart(u"COLUMN"_s, c.table, c.column); }
    void operator()(const ConstraintAdded &c) const { addConstraint(c.table, c.constraint.name); }
    void operator()(const ConstraintDropped &c) const { addConstraint(c.table, c.constraint.name); }
    void operator()(const ConstraintRenamed &c) const
    {
        addConstraint(c.table, c.from);
        addConstraint(c.table, c.to);
    }
    void operator()(const ConstraintStateAltered &c) const { addConstraint(c.table, c.after.name); }
    void operator()(const IndexAltered &c) const { add(u"INDEX"_s, c.index); }
    void operator()(const SequenceAltered &c) const { add(u"SEQUENCE"_s, c.sequence); }
    void operator()(const TriggerStateAltered &c) const { add(u"TRIGGER"_s, c.trigger); }
    void operator()(const CommentAltered &c) const
    {
        names.push_back(c.object);
        addPart(u"COLUMN"_s, c.object.name, c.column);
    }
    void operator()(const GrantAdded &c) const { add(u"GRANT"_s, c.grant.object); }
    void operator()(const GrantDropped &c) const { add(u"GRANT"_s, c.grant.object); }
};

} // namespace

std::vector<ObjectRef> namesOf(const Change &change)
{
    std::vector<ObjectRef> names{change.object};
    std::visit(Collect{names}, change.detail);
    return names;
}

bool matchesAny(const std::vector<ObjectRule> &rules, const ObjectRef &object)
{
    return std::any_of(rules.begin(), rules.end(), [&object](const ObjectRule &rule) {
        return rule.matches(object.type, object.name.name);
    });
}

bool matchesAny(const std::vector<ObjectRule> &rules, const Change &change)
{
    const std::vector<ObjectRef> names = namesOf(change);
    return std::any_of(names.begin(), names.end(),
                       [&rules](const ObjectRef &name) { return matchesAny(rules, name); });
}

void leaveAlone(Comparison &comparison, const std::vector<ObjectRule> &rules)
{
    std::erase_if(comparison.changes,
                  [&rules](const Change &change) { return matchesAny(rules, change); });
    std::erase_if(comparison.renameCandidates, [&rules](const RenameCandidate &candidate) {
        return matchesAny(rules, candidate.from) || matchesAny(rules, candidate.to);
    });
}

} // namespace Athanor
