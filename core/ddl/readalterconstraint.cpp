// SPDX-License-Identifier: MIT
#include "ddl/readparts.h"

using namespace Qt::StringLiterals;

// What ALTER TABLE says of one constraint: MODIFY, ENABLE, DISABLE and DROP.
namespace Athanor {
namespace {

void readStateOf(Cursor &at, ModifyConstraint &action, const QualifiedName &table)
{
    for (;;) {
        const qsizetype from = at.offset();
        if (at.take(u"ENABLE")) {
            action.enabled = true;
        } else if (at.take(u"DISABLE")) {
            action.enabled = false;
        } else if (at.take(u"VALIDATE")) {
            action.validated = true;
        } else if (at.take(u"NOVALIDATE")) {
            action.validated = false;
        } else if (at.take(u"RELY")) {
            action.rely = true;
        } else if (at.take(u"NORELY")) {
            action.rely = false;
        } else if (at.take(u"INITIALLY")) {
            if (at.isWord(u"DEFERRED") || at.isWord(u"IMMEDIATE"))
                action.initiallyDeferred = at.isWord(u"DEFERRED");
            else
                at.expected(905, ddlTr("DEFERRED or IMMEDIATE after INITIALLY"));
            at.skip();
        } else if (at.take(u"CASCADE")) {
            action.cascade = true;
        } else if (at.takeAll({u"KEEP", u"INDEX"})) {
            action.keepIndex = true;
        } else if (at.takeAll({u"DROP", u"INDEX"})) {
            action.dropIndex = true;
        } else if (at.takeAll({u"EXCEPTIONS", u"INTO"})) {
            (void)at.takeQualifiedName(903, ddlTr("the table for the exceptions"));
            at.note(from, at.previousEnd(), {u"TABLE"_s, table},
                    ddlTr("an instruction for this one run, not part of the schema"));
        } else if (at.isWords({u"USING", u"INDEX"})) {
            Constraint scratch;
            scratch.kind = ConstraintKind::Unique;
            ConstraintState state;
            std::optional<Index> index;
            readConstraintState(at, state, &scratch, index);
            action.indexName = scratch.indexName;
            action.index = std::move(index);
        } else {
            break;
        }
    }
    if (action.enabled && !action.validated)
        action.validated = *action.enabled; // ENABLE alone is VALIDATE, DISABLE alone NOVALIDATE
}

// CONSTRAINT c | PRIMARY KEY | UNIQUE (…)
bool readOfConstraint(Cursor &at, ModifyConstraint &action)
{
    if (at.take(u"CONSTRAINT")) {
        std::optional<QString> name = at.takeName(2250, ddlTr("the constraint's name"));
        if (!name)
            return false;
        action.name = *std::move(name);
        return true;
    }
    if (at.takeAll({u"PRIMARY", u"KEY"})) {
        action.kind = ConstraintKind::PrimaryKey;
        return true;
    }
    at.skip(); // UNIQUE
    action.kind = ConstraintKind::Unique;
    return at.takeNameList(action.columns, 904, ddlTr("a key column"));
}

} // namespace

std::optional<ModifyConstraint> readModifiedConstraint(Cursor &at, const QualifiedName &table)
{
    ModifyConstraint action;
    if (!readOfConstraint(at, action))
        return std::nullopt;
    const qsizetype place = at.offset();
    readStateOf(at, action, table);
    if (at.previousEnd() <= place && !at.failed())
        at.expected(905, ddlTr("ENABLE, DISABLE, RELY, INITIALLY …"));
    return action;
}

bool startsConstraintSwitch(Cursor &at)
{
    const size_t ahead = at.isAnyWord({u"VALIDATE", u"NOVALIDATE"}, 1) ? 2 : 1;
    return at.isAnyWord({u"ENABLE", u"DISABLE"})
        && at.isAnyWord({u"CONSTRAINT", u"PRIMARY", u"UNIQUE"}, ahead);
}

std::optional<ModifyConstraint> readSwitchedConstraint(Cursor &at, const QualifiedName &table)
{
    ModifyConstraint action;
    action.enabled = at.isWord(u"ENABLE");
    at.skip();
    if (at.isAnyWord({u"VALIDATE", u"NOVALIDATE"})) {
        action.validated = at.isWord(u"VALIDATE");
        at.skip();
    }
    if (!readOfConstraint(at, action))
        return std::nullopt;
    readStateOf(at, action, table);
    return action;
}

std::optional<DropConstraint> readDroppedConstraint(Cursor &at)
{
    DropConstraint drop;
    if (at.take(u"CONSTRAINT")) {
        drop.ifExists = takeIfExists(at, 2250);
        std::optional<QString> name = at.takeName(2250, ddlTr("the constraint's name"));
        if (!name) {
            return std::nullopt;
        }
        drop.name = *std::move(name);
    } else if (at.takeAll({u"PRIMARY", u"KEY"})) {
        drop.kind = ConstraintKind::PrimaryKey;
    } else {
        at.skip();
        drop.kind = ConstraintKind::Unique;
        if (!at.takeNameList(drop.columns, 904, ddlTr("a key column"))) {
            return std::nullopt;
        }
    }
    for (bool more = true; more;) {
        if (at.take(u"CASCADE"))
            drop.cascade = true;
        else if (at.takeAll({u"KEEP", u"INDEX"}))
            drop.keepIndex = true;
        else if (at.takeAll({u"DROP", u"INDEX"}))
            drop.dropIndex = true;
        else if (!at.take(u"ONLINE"))
            more = false;
    }
    return drop;
}

} // namespace Athanor
