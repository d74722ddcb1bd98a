// SPDX-License-Identifier: MIT
#include "ddl/readparts.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

bool startsState(Cursor &at)
{
    static const std::initializer_list<Keyword> starts{
        u"ENABLE", u"DISABLE",   u"VALIDATE",   u"NOVALIDATE", u"RELY",     u"NORELY",    u"USING",
        u"NOT",    u"INITIALLY", u"DEFERRABLE", u"EXCEPTIONS", u"PRECHECK", u"NOPRECHECK"};
    return at.isAnyWord(starts);
}

// One clause of a key's own index; false where none stands. How it is built is none.
bool takeKeyIndexClause(Cursor &at, std::map<QString, QString> &physical)
{
    if (at.takeAll({u"COMPUTE", u"STATISTICS"}) || at.take(u"SORT") || at.take(u"NOSORT")
        || at.take(u"ONLINE") || at.take(u"VISIBLE"))
        return true;
    if (at.isWord(u"REVERSE") || at.isWord(u"INVISIBLE") || at.isWord(u"LOCAL")) {
        const QString word = at.text().toString().toUpper();
        physical[word] = word;
        at.skip();
        if (at.isPunctuation(u"("))
            physical[word] += u" ("_s + at.takeParenthesised().toString() + u')';
        return true;
    }
    const std::optional<PhysicalClause> clause = readPhysicalClause(at, true);
    if (clause)
        addPhysical(physical, *clause);
    return clause.has_value();
}

// USING INDEX name | (CREATE INDEX …) | physical clauses.
void readUsingIndex(Cursor &at, Constraint &constraint, std::optional<Index> &index)
{
    const qsizetype place = at.offset();
    if (at.takePunctuation(u"(")) {
        IndexKind kind = IndexKind::Normal;
        if (!at.take(u"CREATE"))
            at.expected(905, ddlTr("CREATE INDEX"));
        if (at.take(u"UNIQUE"))
            kind = IndexKind::Unique;
        else if (at.take(u"BITMAP"))
            kind = IndexKind::Bitmap;
        if (!at.take(u"INDEX"))
            at.expected(905, ddlTr("INDEX"));
        std::optional<IndexReading> reading = readIndex(at, kind);
        if (reading) {
            constraint.indexName = reading->index.name.name;
            index = std::move(reading->index);
        } else {
            at.skipToListEnd();
        }
        if (!at.takePunctuation(u")"))
            at.expected(907, ddlTr(") after CREATE INDEX"));
        return;
    }
    std::map<QString, QString> physical;
    bool hasPhysical = false;
    const qsizetype from = at.offset();
    while (takeKeyIndexClause(at, physical))
        hasPhysical = true;
    if (hasPhysical) {
        if (physical.erase(u"STORAGE"_s) != 0)
            at.note(from, at.previousEnd(), {},
                    ddlTr("storage figures of a constraint's index are not kept"));
        constraint.indexClause = physicalText(physical);
        return;
    }
    if (startsState(at) || at.isPunctuation(u",") || at.isPunctuation(u")") || at.atEnd())
        return; // USING INDEX alone says nothing
    std::optional<QualifiedName> name =
        at.takeQualifiedName(953, ddlTr("the index's name or its clauses after USING INDEX"));
    if (!name)
        return;
    if (!name->owner.isEmpty() && name->owner != QString())
        at.note(place, at.previousEnd(), {}, ddlTr("the owner of the index is not kept"));
    constraint.indexName = std::move(name->name);
}

} // namespace

std::map<QString, QString> keyIndexClauses(QStringView clause)
{
    std::map<QString, QString> physical;
    Cursor at(clause, {});
    while (!at.atEnd() && takeKeyIndexClause(at, physical)) { }
    return physical;
}

void readConstraintState(Cursor &at, ConstraintState &state, Constraint *constraint,
                         std::optional<Index> &index)
{
    std::optional<bool> validated;
    const bool ofKey = constraint
        && (constraint->kind == ConstraintKind::PrimaryKey
            || constraint->kind == ConstraintKind::Unique);
    for (;;) {
        const qsizetype from = at.offset();
        if (at.take(u"ENABLE")) {
            state.enabled = true;
        } else if (at.take(u"DISABLE")) {
            state.enabled = false;
        } else if (at.take(u"VALIDATE")) {
            validated = true;
        } else if (at.take(u"NOVALIDATE")) {
            validated = false;
        } else if (at.take(u"RELY")) {
            state.rely = true;
        } else if (at.take(u"NORELY")) {
            state.rely = false;
        } else if (at.takeAll({u"NOT", u"DEFERRABLE"})) {
            state.deferrable = false;
        } else if (at.take(u"DEFERRABLE")) {
            state.deferrable = true;
        } else if (at.take(u"INITIALLY")) {
            if (at.take(u"DEFERRED")) {
                state.deferrable = true; // INITIALLY DEFERRED implies it
                state.initiallyDeferred = true;
            } else if (at.take(u"IMMEDIATE")) {
                state.initiallyDeferred = false;
            } else {
                at.expected(905, ddlTr("DEFERRED or IMMEDIATE after INITIALLY"));
                return;
            }
        } else if (at.isWord(u"USING") && at.isWord(u"INDEX", 1)) {
            if (!ofKey) {
                at.expected(907, ddlTr("no USING INDEX: only keys have an index"));
                return;
            }
            at.skip(2);
            readUsingIndex(at, *constraint, index);
        } else if (at.takeAll({u"EXCEPTIONS", u"INTO"})) {
            (void)at.takeQualifiedName(903, ddlTr("the table for the exceptions"));
            at.note(from, at.previousEnd(), {},
                    ddlTr("an instruction for this one run, not part of the schema"));
        } else if (at.take(u"PRECHECK") || at.take(u"NOPRECHECK")) { // 23ai
            at.note(from, at.previousEnd(), {}, ddlTr("constraint clause not kept"));
        } else {
            break;
        }
    }
    // DISABLE alone means NOVALIDATE, ENABLE alone VALIDATE.
    state.validated = validated.value_or(state.enabled);
}

std::optional<DeleteRule> readOnDelete(Cursor &at)
{
    if (!at.isWord(u"ON"))
        return DeleteRule::NoAction;
    if (!at.isWord(u"DELETE", 1)) {
        at.skip();
        at.expected(905,
                    at.isWord(u"UPDATE")
                        ? ddlTr("ON DELETE: Oracle has no ON UPDATE, use a trigger")
                        : ddlTr("DELETE after ON"));
        return std::nullopt;
    }
    at.skip(2);
    if (at.take(u"CASCADE"))
        return DeleteRule::Cascade;
    if (at.takeAll({u"SET", u"NULL"}))
        return DeleteRule::SetNull;
    at.expected(905, ddlTr("CASCADE or SET NULL after ON DELETE (leave it out for no action)"));
    return std::nullopt;
}

bool readReferences(Cursor &at, Constraint &constraint)
{
    at.skip();
    std::optional<QualifiedName> parent =
        at.takeQualifiedName(903, ddlTr("the table after REFERENCES"));
    if (!parent)
        return false;
    constraint.referencedTable = *std::move(parent);
    if (at.isPunctuation(u"(")
        && !at.takeNameList(constraint.referencedColumns, 904, ddlTr("a referenced column")))
        return false;
    const std::optional<DeleteRule> rule = readOnDelete(at);
    if (!rule)
        return false;
    constraint.onDelete = *rule;
    if (at.isWord(u"ON") && at.isWord(u"UPDATE", 1)) {
        at.skip();
        at.expected(905, ddlTr("no ON UPDATE: Oracle has none, use a trigger"));
        return false;
    }
    return true;
}

std::optional<ConstraintReading> readOutOfLineConstraint(Cursor &at)
{
    ConstraintReading reading;
    Constraint &constraint = reading.constraint;
    const bool named = at.take(u"CONSTRAINT");
    if (named) {
        std::optional<QString> name = at.takeName(2250, ddlTr("the constraint's name"));
        if (!name)
            return std::nullopt;
        constraint.name = *std::move(name);
    }
    if (at.take(u"PRIMARY") || at.isWord(u"UNIQUE")) {
        if (at.take(u"UNIQUE")) {
            constraint.kind = ConstraintKind::Unique;
            if (at.isAnyWord({u"KEY", u"INDEX"})) { // MySQL's spelling
                at.expected(906, ddlTr("( and the columns after UNIQUE"));
                return std::nullopt;
            }
        } else {
            constraint.kind = ConstraintKind::PrimaryKey;
            if (!at.take(u"KEY")) {
                at.expected(905, ddlTr("KEY after PRIMARY"));
                return std::nullopt;
            }
        }
        if (!at.takeNameList(constraint.columns, 904, ddlTr("a key column")))
            return std::nullopt;
    } else if (at.take(u"FOREIGN")) {
        constraint.kind = ConstraintKind::ForeignKey;
        if (!at.take(u"KEY")) {
            at.expected(905, ddlTr("KEY after FOREIGN"));
            return std::nullopt;
        }
        if (!at.takeNameList(constraint.columns, 904, ddlTr("a foreign key column")))
            return std::nullopt;
        if (!at.isWord(u"REFERENCES")) {
            at.expected(905, ddlTr("REFERENCES"));
            return std::nullopt;
        }
        if (!readReferences(at, constraint))
            return std::nullopt;
    } else if (at.take(u"CHECK")) {
        constraint.kind = ConstraintKind::Check;
        if (!at.isPunctuation(u"(")) {
            at.expected(906, ddlTr("( and the condition after CHECK"));
            return std::nullopt;
        }
        const qsizetype place = at.offset();
        constraint.condition = at.takeParenthesised().toString();
        if (constraint.condition.isEmpty())
            at.errorAt(place, 936, oracleText(936));
    } else {
        at.expected(904, ddlTr("PRIMARY KEY, UNIQUE, FOREIGN KEY or CHECK"));
        return std::nullopt;
    }
    readConstraintState(at, constraint.state, &constraint, reading.index);
    return reading;
}

} // namespace Athanor
