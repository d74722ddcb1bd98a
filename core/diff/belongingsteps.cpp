// SPDX-License-Identifier: MIT
#include "diff/generation.h"

#include <algorithm>

namespace Athanor {

using namespace Qt::StringLiterals;

void commentAltered(Generation &generation, const CommentAltered &altered,
                    const std::vector<size_t> &changes)
{
    const WriterStyle &style = generation.options().style;
    const QualifiedName &name = altered.object.name;
    WrittenStatement statement;
    if (!altered.column.isEmpty())
        statement = writeColumnComment(name, altered.column, altered.after, style);
    else if (altered.object.type == u"MATERIALIZED VIEW"_s)
        statement = writeMaterializedViewComment(name, altered.after, style);
    else
        statement = writeTableComment(name, altered.after, style);
    GenerationStep &step = generation.step(StepRank::Comment, statement, changes);
    step.needs.insert(objectKey(name));
    if (!altered.column.isEmpty())
        step.needs.insert(columnKey(name, altered.column));
}

namespace {

void columnComments(Generation &generation, const ObjectRef &object,
                    const std::map<QString, QString> &comments, const std::vector<size_t> &changes)
{
    for (const auto &[column, comment] : comments)
        if (!comment.isEmpty())
            commentAltered(generation, {object, column, {}, comment}, changes);
}

void comments(Generation &generation, const ObjectRef &object, const std::vector<size_t> &changes)
{
    const auto ofObject = [&](const QString &comment) {
        if (!comment.isEmpty())
            commentAltered(generation, {object, {}, {}, comment}, changes);
    };
    if (const Table *table = generation.to().table(object.name);
        table && object.type == u"TABLE"_s) {
        ofObject(table->comment);
        for (const Column &column : table->columns)
            if (!column.comment.isEmpty())
                commentAltered(generation, {object, column.name, {}, column.comment}, changes);
    } else if (const View *view = lookUp(generation.to().views, object.name);
               view && object.type == u"VIEW"_s) {
        ofObject(view->comment);
        columnComments(generation, object, view->columnComments, changes);
    } else if (const MaterializedView *mview =
                   lookUp(generation.to().materializedViews, object.name);
               mview && object.type == u"MATERIALIZED VIEW"_s) {
        ofObject(mview->comment);
        columnComments(generation, object, mview->columnComments, changes);
    }
}

bool sameStatement(const Grant &a, const Grant &b)
{
    return a.object == b.object && a.grantee == b.grantee && a.grantable == b.grantable
        && a.delegable == b.delegable && a.hierarchy == b.hierarchy;
}

void grant(Generation &generation, const std::vector<Grant> &grants,
           const std::vector<size_t> &changes)
{
    GenerationStep &step =
        generation.step(StepRank::Grant, writeGrants(grants, generation.options().style), changes);
    step.needs.insert(objectKey(grants.front().object));
    step.makes.insert(u"GRANT "_s + grants.front().grantee + u' '
                      + writtenName(grants.front().object));
}

} // namespace

void belongings(Generation &generation, const ObjectRef &object, const std::vector<size_t> &changes)
{
    comments(generation, object, changes);
    const bool isRecreated =
        std::holds_alternative<ObjectReplaced>(generation.changes()[changes.front()].detail);
    if (!isRecreated)
        return; // grants on a new object are changes of their own
    std::vector<Grant> group;
    for (const Grant &one : generation.to().grants) {
        if (one.object != object.name)
            continue;
        if (!group.empty() && !sameStatement(group.front(), one)) {
            grant(generation, group, changes);
            group.clear();
        }
        group.push_back(one);
    }
    if (!group.empty())
        grant(generation, group, changes);
}

void grantsAltered(Generation &generation)
{
    struct Group
    {
        std::vector<Grant> grants;
        std::vector<size_t> changes;
    };
    std::vector<Group> given;
    std::vector<Group> taken;
    for (size_t i = 0; i < generation.changes().size(); ++i) {
        const auto *added = std::get_if<GrantAdded>(&generation.changes()[i].detail);
        const auto *dropped = std::get_if<GrantDropped>(&generation.changes()[i].detail);
        if (!added && !dropped)
            continue;
        std::vector<Group> &groups = added ? given : taken;
        const Grant &one = added ? added->grant : dropped->grant;
        const bool joins = !groups.empty()
            && (added ? sameStatement(groups.back().grants.front(), one)
                      : groups.back().grants.front().object == one.object
                        && groups.back().grants.front().grantee == one.grantee);
        if (!joins)
            groups.push_back({});
        groups.back().grants.push_back(one);
        groups.back().changes.push_back(i);
    }
    for (const Group &group : taken) {
        GenerationStep &step = generation.step(
            StepRank::Revoke, writeRevoke(group.grants, generation.options().style), group.changes);
        const QualifiedName &object = group.grants.front().object;
        const QString &grantee = group.grants.front().grantee;
        step.removes.insert(u"GRANT "_s + grantee + u' ' + writtenName(object));
        // UPDATE (B) is revoked by REVOKE UPDATE, which takes UPDATE (A) along (ORA-01750).
        for (const Grant &kept : generation.to().grants) {
            const bool hit = kept.object == object && kept.grantee == grantee
                && std::any_of(group.grants.begin(), group.grants.end(),
                               [&kept](const Grant &gone) {
                                   return gone.privilege == kept.privilege
                                       && gone.columns != kept.columns;
                               });
            const bool given_ =
                std::any_of(given.begin(), given.end(), [&kept](const Group &other) {
                    return std::find(other.grants.begin(), other.grants.end(), kept)
                        != other.grants.end();
                });
            if (hit && !given_)
                grant(generation, {kept}, group.changes);
        }
    }
    for (const Group &group : given)
        grant(generation, group.grants, group.changes);
}

void insteadOfTriggers(Generation &generation)
{
    const Consequences &consequences = generation.consequences();
    if (consequences.replacedViews.empty())
        return;
    std::map<QualifiedName, size_t> causes;
    for (size_t i = 0; i < generation.changes().size(); ++i)
        if (const auto *replaced = std::get_if<ObjectReplaced>(&generation.changes()[i].detail))
            causes.emplace(replaced->object.name, i);
    for (const auto &[key, trigger] : generation.to().units) {
        const bool isOn = trigger.kind == UnitKind::Trigger
            && consequences.replacedViews.count(trigger.table) != 0;
        if (isOn && consequences.changedUnits.count(trigger.name) == 0)
            unitCreated(generation, trigger, {causes[trigger.table]});
    }
}

} // namespace Athanor
