// SPDX-License-Identifier: MIT
#include "diff/generate.h"

#include "ddl/namecase.h"
#include "diff/generation.h"
#include "diff/pairing.h"

#include <algorithm>

namespace Athanor {

using namespace Qt::StringLiterals;

namespace {

// One function a kind of change; those that share a statement with others of their kind wait in a
// list.
class ChangeVisitor
{
public:
    explicit ChangeVisitor(Generation &generation)
        : m_generation(generation)
    { }

    void visit(size_t place)
    {
        m_place = place;
        std::visit(*this, m_generation.changes()[place].detail);
    }

    void finish()
    {
        for (const auto &[table, changes] : m_added)
            columnsAdded(m_generation, table, changes);
        for (const auto &[table, changes] : m_dropped)
            columnsDropped(m_generation, table, changes);
        bystanders(m_generation);
        insteadOfTriggers(m_generation);
        grantsAltered(m_generation);
        readOnlyTables();
    }

    void operator()(const ObjectAdded &added) { objectAdded(m_generation, added.object, m_place); }
    void operator()(const ObjectDropped &dropped)
    {
        objectDropped(m_generation, dropped.object, m_place);
    }
    void operator()(const ObjectRenamed &renamed) { objectRenamed(m_generation, renamed, m_place); }
    void operator()(const ObjectReplaced &replaced)
    {
        objectReplaced(m_generation, replaced, m_place);
    }
    void operator()(const TableAttributesAltered &altered)
    {
        tableAttributesAltered(m_generation, altered.table, m_place);
    }
    void operator()(const ColumnAdded &added)
    {
        m_added[added.table].push_back(m_place);
        m_touched.emplace(added.table, m_place);
    }
    void operator()(const ColumnDropped &dropped)
    {
        m_dropped[dropped.table].push_back(m_place);
        m_touched.emplace(dropped.table, m_place);
    }
    void operator()(const ColumnRenamed &renamed)
    {
        columnRenamed(m_generation, renamed, m_place);
        m_touched.emplace(renamed.table, m_place);
    }
    void operator()(const ColumnAltered &altered)
    {
        columnAltered(m_generation, altered, m_place);
        m_touched.emplace(altered.table, m_place);
    }
    void operator()(const ConstraintAdded &added)
    {
        constraintAdded(m_generation, added.table, added.constraint, m_place);
    }
    void operator()(const ConstraintDropped &dropped)
    {
        constraintDropped(m_generation, dropped.table, dropped.constraint, m_place);
    }
    void operator()(const ConstraintRenamed &renamed)
    {
        constraintRenamed(m_generation, renamed, m_place);
    }
    void operator()(const ConstraintStateAltered &altered)
    {
        constraintStateAltered(m_generation, altered, m_place);
    }
    void operator()(const IndexAltered &altered)
    {
        indexAltered(m_generation, altered.index, m_place);
    }
    void operator()(const SequenceAltered &altered)
    {
        sequenceAltered(m_generation, altered.sequence, m_place);
    }
    void operator()(const TriggerStateAltered &altered)
    {
        triggerStateAltered(m_generation, altered.trigger, altered.enabled, {m_place});
    }
    void operator()(const CommentAltered &altered)
    {
        if (!isMadeAnyway(altered.object.name))
            commentAltered(m_generation, altered, {m_place});
    }
    void operator()(const GrantAdded &) { } // grantsAltered() takes them all at once
    void operator()(const GrantDropped &) { }

private:
    [[nodiscard]] bool isMadeAnyway(const QualifiedName &object) const
    {
        return m_generation.consequences().recreated.count(object) != 0;
    }

    // ORA-12081: a read-only table is opened for the time of the script.
    void readOnlyTables()
    {
        for (const auto &[name, change] : m_touched) {
            const Table *before = m_generation.start().table(name);
            const Table *after = m_generation.to().table(name);
            if (!before || !after || !before->readOnly || !after->readOnly)
                continue;
            m_generation.alterTable(StepRank::ReadWrite, name, m_generation.words(u"READ WRITE"),
                                    {change});
            m_generation.alterTable(StepRank::ReadOnly, name, m_generation.words(u"READ ONLY"),
                                    {change});
        }
    }

    Generation &m_generation;
    size_t m_place = 0;
    std::map<QualifiedName, std::vector<size_t>> m_added;
    std::map<QualifiedName, std::vector<size_t>> m_dropped;
    std::map<QualifiedName, size_t> m_touched;
};

} // namespace

GeneratedScript generate(const Comparison &comparison, const GenerateOptions &options)
{
    Generation generation(comparison, options);
    ChangeVisitor visitor(generation);
    for (size_t i = 0; i < comparison.changes.size(); ++i)
        visitor.visit(i);
    visitor.finish();
    GeneratedScript script = generation.script();
    if (options.style.lowerCaseNames) {
        NameCase names;
        names.add(comparison.from);
        names.add(comparison.to);
        for (GeneratedStatement &statement : script)
            statement.sql = names.lowered(std::move(statement.sql));
    }
    return script;
}

// ----------------------------------------------------------------------------------------------------
// the way back

namespace {

// What a change is about, the same in both directions: a chosen part of an upgrade is undone by the
// same part of the way back.
class Subject
{
public:
    QString operator()(const ObjectAdded &c) const { return of(c.object); }
    QString operator()(const ObjectDropped &c) const { return of(c.object); }
    QString operator()(const ObjectReplaced &c) const { return of(c.object); }
    QString operator()(const ObjectRenamed &c) const { return both(of(c.from), of(c.to)); }
    QString operator()(const TableAttributesAltered &c) const
    {
        return u"ATTRIBUTES "_s + writtenName(c.table);
    }
    QString operator()(const ColumnAdded &c) const { return of(c.table, c.column); }
    QString operator()(const ColumnDropped &c) const { return of(c.table, c.column); }
    QString operator()(const ColumnRenamed &c) const
    {
        return both(of(c.table, c.from), of(c.table, c.to));
    }
    QString operator()(const ColumnAltered &c) const { return of(c.table, c.column); }
    QString operator()(const ConstraintAdded &c) const
    {
        return constraintIdentity(c.table, c.constraint);
    }
    QString operator()(const ConstraintDropped &c) const
    {
        return constraintIdentity(c.table, c.constraint);
    }
    QString operator()(const ConstraintRenamed &c) const
    {
        return both(of(c.table, c.from), of(c.table, c.to));
    }
    QString operator()(const ConstraintStateAltered &c) const
    {
        return constraintIdentity(c.table, c.after);
    }
    QString operator()(const IndexAltered &c) const { return of({u"INDEX"_s, c.index}); }
    QString operator()(const SequenceAltered &c) const { return of({u"SEQUENCE"_s, c.sequence}); }
    QString operator()(const TriggerStateAltered &c) const { return of({u"TRIGGER"_s, c.trigger}); }
    QString operator()(const CommentAltered &c) const
    {
        return u"COMMENT "_s + of(c.object) + u'.' + c.column;
    }
    QString operator()(const GrantAdded &c) const { return of(c.grant); }
    QString operator()(const GrantDropped &c) const { return of(c.grant); }

private:
    static QString of(const ObjectRef &object)
    {
        return object.type + u' ' + writtenName(object.name);
    }
    static QString of(const QualifiedName &table, const QString &part)
    {
        return u"PART "_s + writtenName(table) + u'.' + part;
    }
    static QString of(const Grant &grant)
    {
        return u"GRANT "_s + grant.privilege + u' ' + grant.columns.join(u',') + u' '
            + writtenName(grant.object) + u' ' + grant.grantee;
    }
    static QString both(const QString &a, const QString &b)
    {
        return a < b ? a + u" – "_s + b : b + u" – "_s + a;
    }
};

} // namespace

ScriptPair generatePair(const Comparison &comparison, const CompareOptions &compareOptions,
                        const GenerateOptions &options)
{
    CompareOptions reversed = compareOptions;
    for (auto &[from, to] : reversed.renames)
        std::swap(from, to);
    Comparison back = compare(comparison.to, comparison.from, reversed);
    back.fromTypes = comparison.toTypes;
    back.toTypes = comparison.fromTypes;

    if (comparison.changes.size() != comparison.found) {
        std::set<QString> chosen;
        for (const Change &change : comparison.changes)
            chosen.insert(std::visit(Subject{}, change.detail));
        std::erase_if(back.changes, [&chosen](const Change &change) {
            return chosen.count(std::visit(Subject{}, change.detail)) == 0;
        });
    }
    return {generate(comparison, options), generate(back, options)};
}

} // namespace Athanor
