// SPDX-License-Identifier: MIT
#pragma once

#include "ddl/draft.h"
#include "ddl/reader.h"
#include "ddl/statement.h"
#include "schema/oracleversion.h"

namespace Athanor {

// One statement at work on a draft: what Oracle checks, then what it does. Each overload returns at
// the first refusal; the draft takes back what was done before it. Private to the ddl room.
class Application
{
public:
    Application(Draft &draft, const OracleVersion &version)
        : m_draft(draft)
        , m_version(version)
    { }

    // What was left as it is although Oracle would have changed it; without places.
    [[nodiscard]] std::vector<OpaqueNote> takeNotes() { return std::move(m_notes); }

    // applytable.cpp
    Result<> operator()(const CreateTable &create);
    Result<> operator()(const DropTable &drop);
    Result<> operator()(const TruncateTable &truncate);
    Result<> operator()(const CreateSchema &create);
    // applyaltertable.cpp
    Result<> operator()(const AlterTable &alter);
    // applyrename.cpp
    Result<> operator()(const RenameObject &rename);
    // applyindex.cpp
    Result<> operator()(const CreateIndex &create);
    Result<> operator()(const AlterIndex &alter);
    Result<> operator()(const DropIndex &drop);
    // applysequence.cpp
    Result<> operator()(const CreateSequence &create);
    Result<> operator()(const AlterSequence &alter);
    Result<> operator()(const DropSequence &drop);
    // applyview.cpp
    Result<> operator()(const CreateView &create);
    Result<> operator()(const DropView &drop);
    Result<> operator()(const CreateMaterializedView &create);
    Result<> operator()(const AlterMaterializedView &alter);
    Result<> operator()(const DropMaterializedView &drop);
    Result<> operator()(const CreateSynonym &create);
    Result<> operator()(const DropSynonym &drop);
    // applyunit.cpp
    Result<> operator()(const CreateUnit &create);
    Result<> operator()(const DropUnit &drop);
    Result<> operator()(const AlterUnit &alter);
    Result<> operator()(const AlterTrigger &alter);
    // applyother.cpp
    Result<> operator()(const CommentOn &comment);
    Result<> operator()(const GrantPrivileges &grant);
    Result<> operator()(const RevokePrivileges &revoke);
    Result<> operator()(const CreateOpaque &create);
    Result<> operator()(const DropOpaque &drop);
    Result<> operator()(const NoStructure &) { return {}; }
    Result<> operator()(const NotDdl &) { return {}; }

    Result<> alterContainer(const AlterTable &alter);

    // ---- one table's actions (applyaltertable.cpp and its neighbours); `table` is being edited
    Result<> act(Table &table, const AddColumns &add);
    Result<> act(Table &table, const ModifyColumn &modify); // applymodify.cpp
    Result<> act(Table &table, const DropColumns &drop); // applydropcolumn.cpp
    Result<> act(Table &table, const RenameColumn &rename); // applyrename.cpp
    Result<> act(Table &table, const AddConstraint &add);
    Result<> act(Table &table, const DropConstraint &drop); // applyconstraint.cpp
    Result<> act(Table &table, const RenameConstraint &rename);
    Result<> act(Table &table, const ModifyConstraint &modify);
    Result<> act(Table &table, const RenameTableTo &rename); // applyrename.cpp
    Result<> act(Table &table, const SetReadOnly &set);
    Result<> act(Table &table, const SetPhysical &set);
    Result<> act(Table &table, const SetTriggers &set);
    Result<> act(Table &table, const MoveTable &move);
    Result<> act(Table &table, const AddItem &add);
    Result<> act(Table &table, const DropItem &drop);
    Result<> act(Table &table, const AddPartition &add); // applypartition.cpp
    Result<> act(Table &table, const DropPartition &drop);
    Result<> act(Table &table, const AlterPartitioning &alter);
    Result<> act(Table &table, const Repartition &change);
    Result<> act(Table &table, const OtherTableAction &other);

private:
    void note(const ObjectRef &object, const QString &text, const QString &reason)
    {
        m_notes.push_back({{}, object, text, reason});
    }

    // ---- shared checks
    [[nodiscard]] const Catalog &catalog() const { return m_draft.catalog(); }
    // Tables, views, sequences, synonyms, units and types share one namespace: ORA-00955.
    [[nodiscard]] QString holderOf(const QualifiedName &name) const;
    Result<> checkFree(const QualifiedName &name) const;
    [[nodiscard]] bool isReadable(const QualifiedName &name) const; // a table, view or the like
    Result<> checkType(const Column &column) const; // ORA-00902 of a type nobody made
    Result<> checkDefault(const Column &column) const; // ORA-02289
    Result<> checkVirtual(const Table &table, const Column &column) const;
    Result<> checkFunctions(const QString &expression) const; // ORA-30553
    Result<> checkNestedTables(const Table &table) const; // ORA-22913
    Result<> checkColumns(const Table &table) const; // over all: identity, LONG, invisible
    Result<> checkPartitioning(const Table &table) const;

    // applyconstraint.cpp: adds to the table that is being edited, with its index.
    Result<> addConstraints(Table &table, const std::vector<Constraint> &constraints,
                            const std::vector<Index> &indexes);
    Result<> addConstraint(Table &table, Constraint constraint, const std::optional<Index> &index);
    Result<> checkConstraintName(const Table &table, const QString &name) const;
    Result<> checkCheck(const Table &table, const Constraint &check) const;
    Result<> checkForeignKey(const Table &table, const Constraint &key) const;
    Result<> attachIndex(Table &table, Constraint &key);
    void releaseIndex(const Table &table, const Constraint &key, bool drop, bool keep);
    // Foreign keys to this key of the table; with `drop` they are taken away.
    [[nodiscard]] bool isReferenced(const Table &table, const Constraint &key, bool onlyEnabled);
    void dropReferencesTo(const Table &table, const Constraint &key);
    void disableReferencesTo(const Table &table, const Constraint &key);
    // applyindex.cpp
    Result<> createIndex(const Index &index);
    Result<> alterOpaqueIndex(const AlterIndex &alter);
    [[nodiscard]] const Constraint *keyOnIndex(const Table &table, const QString &index) const;
    void dropGrantsOn(const QualifiedName &object);
    void dropTableAndAll(const QualifiedName &name);
    Result<> setNull(const Table &table, Column &column) const;
    Result<> modifyAttribute(Table &table, const ModifyColumn &modify);

    Draft &m_draft;
    OracleVersion m_version;
    std::vector<OpaqueNote> m_notes;
};

// Whether the foreign key refers to this key of the table.
[[nodiscard]] bool refersTo(const Constraint &foreignKey, const Table &parent,
                            const Constraint &key);
[[nodiscard]] bool sameColumns(const QStringList &a, const QStringList &b); // in any order
[[nodiscard]] QString applyTr(const char *text);
[[nodiscard]] Failure refuse(int code, const QString &message);
// DUAL, USER_TABLES, V$SESSION …: there without anybody having made them.
[[nodiscard]] bool isSystemView(const QString &name);
[[nodiscard]] bool isLob(const DataType &type);
[[nodiscard]] bool isNumeric(const DataType &type);

} // namespace Athanor
