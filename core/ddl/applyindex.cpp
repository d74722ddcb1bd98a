// SPDX-License-Identifier: MIT
#include "ddl/application.h"
#include "ddl/expression.h"
#include "ddl/readparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// "CTXSYS.CONTEXT" of "INDEXTYPE IS CTXSYS.CONTEXT PARAMETERS ('…')"; empty of other indexes.
QString indexTypeName(const Index &index)
{
    return index.indexType.section(u' ', 2, 2);
}

QStringList writtenNames(const QStringList &columns)
{
    QStringList list;
    for (const QString &column : columns)
        list.append(writtenName(column));
    return list;
}

// The index a key has made for itself stays the key's: it goes with it, under whatever name.
void alterOwnIndex(Constraint &key, const AlterIndex &alter)
{
    if (!alter.renameTo.isEmpty())
        key.indexName = alter.renameTo == key.name ? QString() : alter.renameTo;
    std::map<QString, QString> clauses = keyIndexClauses(key.indexClause);
    const auto set = [&clauses](const QString &word, std::optional<bool> is) {
        if (is)
            addPhysical(clauses, {word, *is ? word : QString()});
    };
    set(u"REVERSE"_s, alter.reverse);
    set(u"INVISIBLE"_s, alter.invisible);
    if (alter.compress)
        addPhysical(clauses, {u"COMPRESS"_s, *alter.compress});
    for (const auto &[keyword, value] : alter.physical)
        addPhysical(clauses, {keyword, value});
    clauses.erase(u"STORAGE"_s); // figures are not kept of a constraint's index
    key.indexClause = physicalText(clauses);
}

Failure noIndex(const QualifiedName &name)
{
    if (name.name.startsWith("SYS_IL"_L1))
        return refuse(22864,
                      applyTr("cannot ALTER or DROP LOB indexes: %1").arg(writtenName(name)));
    return refuse(1418, applyTr("specified index does not exist: %1").arg(writtenName(name)));
}

} // namespace

const Constraint *Application::keyOnIndex(const Table &table, const QString &index) const
{
    for (const Constraint &constraint : table.constraints)
        if (keyIndexName(constraint) == index)
            return &constraint;
    return nullptr;
}

Result<> Application::createIndex(const Index &index)
{
    const Table *table = catalog().table(index.table);
    const bool ofView = catalog().materializedViews.count(index.table) != 0;
    const bool ofCluster = index.otherClauses.startsWith("CLUSTER"_L1);
    if (!table && !ofView && !ofCluster) {
        // A table of another schema is not in this catalog.
        if (!index.table.owner.isEmpty() && index.table.owner != index.name.owner)
            return (m_draft.put(index), Result<>());
        return refuse(942,
                      applyTr("table or view does not exist: %1").arg(writtenName(index.table)));
    }
    if (m_draft.isIndexNameTaken(index.name))
        return refuse(955,
                      applyTr("name is already used by an existing object: there is an index "
                              "%1")
                          .arg(writtenName(index.name)));
    if (!table) {
        m_draft.put(index);
        return {};
    }
    QStringList seen;
    for (const IndexColumn &part : index.columns) {
        if (!part.expression.isEmpty()) {
            if (const QString unknown = unknownNameIn(part.expression, *table); !unknown.isEmpty())
                return refuse(904,
                              applyTr("%1: invalid identifier, table %2 has no such column")
                                  .arg(writtenName(unknown), writtenName(table->name)));
            if (Result<> functions = checkFunctions(part.expression); !functions)
                return functions;
            continue;
        }
        const Column *column = table->column(part.column);
        if (!column && !table->columns.empty())
            return refuse(904,
                          applyTr("%1: invalid identifier, table %2 has no such column")
                              .arg(writtenName(part.column), writtenName(table->name)));
        if (seen.contains(part.column))
            return refuse(957, applyTr("duplicate column name: %1").arg(writtenName(part.column)));
        seen.append(part.column);
        if (column && index.indexType.isEmpty() && isLob(column->type))
            return refuse(2327,
                          applyTr("cannot create index on expression with datatype LOB: %1")
                              .arg(writtenName(part.column)));
    }
    if (index.kind == IndexKind::Bitmap && table->partitioning
        && !index.partitioning.startsWith("LOCAL"_L1))
        return refuse(25122,
                      applyTr("Only LOCAL bitmap indexes are permitted on partitioned tables"));
    if (index.kind == IndexKind::Unique && table->partitioning
        && index.partitioning.startsWith("LOCAL"_L1)
        && table->partitioning->method != "REFERENCE"_L1) {
        for (const QString &name : table->partitioning->columns)
            if (!seen.contains(name))
                return refuse(14039,
                              applyTr("partitioning columns must form a subset of key "
                                      "columns of a UNIQUE index: %1")
                                  .arg(writtenName(name)));
    }

    // ORA-01408. From 12.1 two indexes may share their columns when they differ in kind and only
    // one of them is visible.
    const QStringList list = columnList(index);
    const auto refuseTwin = [this, &index](const QualifiedName &twin, bool differs,
                                           bool twinVisible) -> Result<> {
        if (differs && m_version >= OracleVersion{12, 1}) {
            if (!index.invisible && twinVisible)
                return refuse(1408,
                              applyTr("such column list already indexed by %1; one of the two "
                                      "must be INVISIBLE (ORA-14147)")
                                  .arg(writtenName(twin)));
            return {};
        }
        return refuse(
            1408,
            twin.name.isEmpty() // of an unnamed key
                ? applyTr("such column list already indexed, by a key's own index")
                : applyTr("such column list already indexed by %1").arg(writtenName(twin)));
    };
    for (const QualifiedName &name : m_draft.indexesLike(index)) {
        const Index &other = catalog().indexes.find(name)->second;
        if (columnList(other) != list || other.otherClauses != index.otherClauses)
            continue;
        // Database Error Messages, ORA-29879. Beside others, a domain index may always stand.
        if (!index.indexType.isEmpty() && indexTypeName(other) == indexTypeName(index))
            return refuse(29879,
                          applyTr("cannot create multiple domain indexes on a column list using "
                                  "same indextype: %1")
                              .arg(writtenName(name)));
        if (indexTypeName(other) != indexTypeName(index))
            continue;
        const bool differs = other.kind != index.kind || other.reverse != index.reverse
            || other.partitioning != index.partitioning || other.indexType != index.indexType;
        if (Result<> twin = refuseTwin(name, differs, !other.invisible); !twin)
            return twin;
    }
    for (const Constraint &key : table->constraints) {
        const bool hasOwn = isKey(key) && key.state.enabled
            && (key.indexName.isEmpty()
                || catalog().indexes.count({table->name.owner, key.indexName}) == 0);
        if (!hasOwn || !index.indexType.isEmpty() || writtenNames(key.columns) != list)
            continue;
        const bool differs = index.kind == IndexKind::Bitmap || index.reverse
            || (index.kind == IndexKind::Unique) == key.state.deferrable
            || !index.partitioning.isEmpty();
        if (Result<> twin = refuseTwin({table->name.owner, keyIndexName(key)}, differs, true);
            !twin)
            return twin;
    }
    m_draft.put(index);
    return {};
}

Result<> Application::operator()(const CreateIndex &create)
{
    if (create.ifNotExists && m_draft.isIndexNameTaken(create.index.name))
        return {};
    return createIndex(create.index);
}

Result<> Application::operator()(const AlterIndex &alter)
{
    const auto found = catalog().indexes.find(alter.name);
    if (found == catalog().indexes.end()) {
        // The index that a key has made for itself can be renamed and rebuilt too.
        const Table *owner = m_draft.tableOfKeyIndex(alter.name);
        if (!owner)
            return alterOpaqueIndex(alter);
        if (!alter.renameTo.isEmpty()
            && m_draft.isIndexNameTaken({alter.name.owner, alter.renameTo}))
            return refuse(955,
                          applyTr("name is already used by an existing object: %1")
                              .arg(writtenName(alter.renameTo)));
        for (Constraint &constraint : m_draft.edit(owner->name).constraints)
            if (keyIndexName(constraint) == alter.name.name)
                alterOwnIndex(constraint, alter);
        if (alter.unusable.value_or(false))
            note({u"INDEX"_s, alter.name}, u"UNUSABLE"_s,
                 applyTr("that the index of a key is unusable is not kept"));
        return {};
    }
    if (alter.invisible && !*alter.invisible && found->second.invisible) {
        for (const QualifiedName &name : m_draft.indexesOf(found->second.table)) {
            const Index &other = catalog().indexes.find(name)->second;
            if (name != alter.name && !other.invisible
                && columnList(other) == columnList(found->second))
                return refuse(14147,
                              applyTr("There is an existing VISIBLE index defined on the "
                                      "same set of columns: %1")
                                  .arg(writtenName(name)));
        }
    }
    Index &index = m_draft.editIndex(alter.name);
    if (alter.invisible)
        index.invisible = *alter.invisible;
    if (alter.unusable)
        index.unusable = *alter.unusable;
    if (alter.compress)
        index.compress = *alter.compress;
    if (alter.reverse)
        index.reverse = *alter.reverse;
    for (const auto &[keyword, value] : alter.physical) {
        if (value.isEmpty())
            index.physical.erase(keyword);
        else
            index.physical.insert_or_assign(keyword, value);
    }
    if (alter.renameTo.isEmpty())
        return {};
    const QualifiedName to{alter.name.owner, alter.renameTo};
    if (m_draft.isIndexNameTaken(to))
        return refuse(
            955, applyTr("name is already used by an existing object: %1").arg(writtenName(to)));
    Index moved = index;
    moved.name = to;
    m_draft.takeIndex(alter.name);
    if (const Table *table = catalog().table(moved.table);
        table && keyOnIndex(*table, alter.name.name))
        for (Constraint &constraint : m_draft.edit(moved.table).constraints)
            if (constraint.indexName == alter.name.name)
                constraint.indexName = alter.renameTo;
    m_draft.put(std::move(moved));
    return {};
}

// SEARCH and VECTOR INDEX are carried as the statements that make them.
Result<> Application::alterOpaqueIndex(const AlterIndex &alter)
{
    for (const QString &kind : {u"VECTOR INDEX"_s, u"SEARCH INDEX"_s}) {
        const auto found = catalog().opaque.find({kind, alter.name});
        if (found == catalog().opaque.end())
            continue;
        const bool changes = alter.invisible || alter.compress || alter.reverse
            || alter.unusable.value_or(false) || !alter.physical.empty();
        if (changes || !alter.otherClauses.isEmpty())
            note({kind, alter.name}, alter.otherClauses,
                 applyTr("this change of an index is not followed"));
        if (alter.renameTo.isEmpty())
            return {};
        OpaqueObject moved = found->second;
        moved.name.name = alter.renameTo;
        const QString words = u" INDEX "_s;
        const QString from = words + writtenName(alter.name);
        const qsizetype at = moved.text.indexOf(from);
        if (at < 0) {
            note({kind, alter.name}, u"RENAME TO "_s + writtenName(alter.renameTo),
                 applyTr("this change of an index is not followed"));
            return {};
        }
        moved.text.replace(at, from.size(), words + writtenName(moved.name));
        m_draft.takeOpaque({kind, alter.name});
        m_draft.put(std::move(moved));
        return {};
    }
    return noIndex(alter.name);
}

Result<> Application::operator()(const DropIndex &drop)
{
    const auto found = catalog().indexes.find(drop.name);
    const Table *table = found != catalog().indexes.end() ? catalog().table(found->second.table)
                                                          : m_draft.tableOfKeyIndex(drop.name);
    for (const QString &kind : {u"VECTOR INDEX"_s, u"SEARCH INDEX"_s}) {
        if (catalog().opaque.count({kind, drop.name}) != 0) {
            m_draft.takeOpaque({kind, drop.name});
            return {};
        }
    }
    if (found == catalog().indexes.end() && !table)
        return drop.ifExists ? Result<>() : Result<>(noIndex(drop.name));
    if (table && table->name.owner == drop.name.owner && keyOnIndex(*table, drop.name.name))
        return refuse(2429,
                      applyTr("cannot drop index used for enforcement of unique/primary key: "
                              "%1; drop the constraint")
                          .arg(writtenName(drop.name)));
    m_draft.takeIndex(drop.name);
    return {};
}

} // namespace Athanor
