// SPDX-License-Identifier: MIT
// The whole of a schema, and its small objects.
#include "database/dictionaryassembly.h"
#include "database/dictionaryclauses.h"
#include "database/dictionarytext.h"
#include "schema/normalform.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

bool DictionaryAssembly::isLeftOut(const QString &table) const
{
    return isAuxiliaryTable(table) || m_skip.contains(table);
}

DictionaryAssembly::Named DictionaryAssembly::lists(QLatin1StringView kind, QLatin1StringView name,
                                                    QLatin1StringView position,
                                                    QLatin1StringView objectType) const
{
    const FactRows &rows = m_rows.of(kind);
    const auto nameOf = rows[name];
    const auto column = rows["COLUMN_NAME"_L1];
    const auto place = rows[position];
    const auto type = rows["OBJECT_TYPE"_L1];
    Named lists;
    QStringList *list = nullptr;
    QualifiedName current;
    for (const Row &row : rows.rows()) {
        // A check's columns have no position; they are in its condition. OBJECT_TYPE is padded.
        const int at = place.number(row);
        if (at < 1 || (!objectType.isEmpty() && type.text(row).trimmed() != objectType))
            continue;
        QualifiedName of = named(rows, row, nameOf.text(row));
        if (!list || of != current) {
            current = std::move(of);
            list = &lists[current];
        }
        while (list->size() < at)
            list->append(QString());
        (*list)[at - 1] = column.text(row);
    }
    return lists;
}

std::map<QualifiedName, QString> DictionaryAssembly::texts(QLatin1StringView kind,
                                                           QLatin1StringView name,
                                                           QLatin1StringView text) const
{
    const FactRows &rows = m_rows.of(kind);
    const auto nameOf = rows[name];
    const auto value = rows[text];
    std::map<QualifiedName, QString> texts;
    for (const Row &row : rows.rows())
        texts.insert_or_assign(named(rows, row, nameOf.text(row)), value.text(row));
    return texts;
}

std::set<QualifiedName> DictionaryAssembly::namesOf(QLatin1StringView kind,
                                                    QLatin1StringView column) const
{
    const FactRows &rows = m_rows.of(kind);
    const auto name = rows[column];
    std::set<QualifiedName> names;
    for (const Row &row : rows.rows())
        names.insert(named(rows, row, name.text(row)));
    return names;
}

void DictionaryAssembly::readSettings()
{
    const FactRows &session = m_rows.of("SESSION"_L1);
    const auto value = session["VALUE"_L1];
    for (const Row &row : session.rows())
        m_characterSemantics = value.is(row, "CHAR"_L1);
    const FactRows &users = m_rows.of("USER"_L1);
    const auto tablespace = users["DEFAULT_TABLESPACE"_L1];
    for (const Row &row : users.rows())
        m_tablespace = tablespace.text(row);
}

void DictionaryAssembly::readSequences()
{
    const FactRows &rows = m_rows.of("SEQUENCE"_L1);
    const auto name = rows["SEQUENCE_NAME"_L1];
    const auto lowest = rows["MIN_VALUE"_L1];
    const auto highest = rows["MAX_VALUE"_L1];
    const auto increment = rows["INCREMENT_BY"_L1];
    const auto cycle = rows["CYCLE_FLAG"_L1];
    const auto order = rows["ORDER_FLAG"_L1];
    const auto cache = rows["CACHE_SIZE"_L1];
    const auto session = rows["SESSION_FLAG"_L1];
    const auto keep = rows["KEEP_VALUE"_L1];
    const auto scale = rows["SCALE_FLAG"_L1];
    const auto extend = rows["EXTEND_FLAG"_L1];
    const auto shard = rows["SHARDED_FLAG"_L1];
    for (const Row &row : rows.rows()) {
        if (isSystemName(name.text(row)))
            continue; // an identity column's
        Sequence sequence{named(rows, row, name.text(row)), {}};
        sequence.options.minValue = lowest.text(row);
        sequence.options.maxValue = highest.text(row);
        sequence.options.incrementBy = increment.text(row);
        sequence.options.cycle = cycle.is(row, "Y"_L1);
        sequence.options.order = order.is(row, "Y"_L1);
        sequence.options.cache = cache.number(row); // 0: NOCACHE
        sequence.options.session = session.is(row, "Y"_L1);
        sequence.options.keep = keep.is(row, "Y"_L1);
        const QString extended = extend.is(row, "Y"_L1) ? u" EXTEND"_s : QString();
        if (scale.is(row, "Y"_L1))
            sequence.options.scale = u"SCALE"_s + extended;
        if (shard.is(row, "Y"_L1))
            sequence.options.shard = u"SHARD"_s + extended;
        m_catalog.sequences.emplace(sequence.name, sequence);
    }
}

void DictionaryAssembly::readSynonyms()
{
    for (const QLatin1StringView kind : {"SYNONYM"_L1, "PUBLIC SYNONYM"_L1}) {
        const FactRows &rows = m_rows.of(kind);
        const auto name = rows["SYNONYM_NAME"_L1];
        const auto owner = rows["TABLE_OWNER"_L1];
        const auto target = rows["TABLE_NAME"_L1];
        const auto link = rows["DB_LINK"_L1];
        for (const Row &row : rows.rows()) {
            Synonym synonym{named(rows, row, name.text(row)),
                            {ownerOf(owner.text(row)), target.text(row)},
                            link.text(row)};
            if (kind == "PUBLIC SYNONYM"_L1)
                synonym.name.owner = u"PUBLIC"_s;
            if (!isSystemName(synonym.target.name))
                m_catalog.synonyms.emplace(synonym.name, synonym);
        }
    }
}

// As the DDL reader keeps a link: its password is a variable that the person who runs it fills in.
void DictionaryAssembly::readLinks()
{
    const FactRows &rows = m_rows.of("DATABASE LINK"_L1);
    const auto name = rows["DB_LINK"_L1];
    const auto user = rows["USERNAME"_L1];
    const auto host = rows["HOST"_L1];
    for (const Row &row : rows.rows()) {
        OpaqueObject link{u"DATABASE LINK"_s, named(rows, row, name.text(row)),
                          databaseLinkText(name.text(row), user.text(row), host.text(row))};
        m_catalog.opaque.emplace(Catalog::OpaqueKey{link.kind, link.name}, link);
    }
}

void DictionaryAssembly::readGrants()
{
    const auto read = [this](const FactRows &rows) {
        const auto object = rows["TABLE_NAME"_L1];
        const auto column = rows["COLUMN_NAME"_L1];
        const auto grantee = rows["GRANTEE"_L1];
        const auto privilege = rows["PRIVILEGE"_L1];
        const auto grantable = rows["GRANTABLE"_L1];
        const auto hierarchy = rows["HIERARCHY"_L1];
        const auto type = rows["TYPE"_L1];
        for (const Row &row : rows.rows()) {
            if (isLeftOut(object.text(row))) // BIN$…, too: a recycled table keeps its grants
                continue;
            Grant grant;
            grant.privilege = privilege.text(row);
            // On a user, not on an object: PUBLIC has it of everybody since 12.1 (Security Guide,
            // "Managing Invoker's Rights").
            if (grant.privilege.startsWith("INHERIT "_L1))
                continue;
            if (const QString of = column.text(row); !of.isEmpty())
                grant.columns = {of};
            grant.object = named(rows, row, object.text(row));
            grant.grantee = grantee.text(row);
            grant.grantable = grantable.is(row, "YES"_L1);
            grant.hierarchy = hierarchy.is(row, "YES"_L1);
            grant.objectKind = type.text(row);
            m_catalog.grants.push_back(std::move(grant));
        }
    };
    read(m_rows.of("GRANT"_L1));
    read(m_rows.of("COLUMN GRANT"_L1));
    read(m_rows.of("GRANT ELSEWHERE"_L1));
    // A column privilege a row each; one GRANT names them together.
    std::map<std::tuple<QualifiedName, QString, QString, bool>, Grant> merged;
    std::erase_if(m_catalog.grants, [&merged](const Grant &grant) {
        if (grant.columns.isEmpty())
            return false;
        const auto [place, isNew] = merged.try_emplace(
            {grant.object, grant.grantee, grant.privilege, grant.grantable}, grant);
        if (!isNew)
            place->second.columns += grant.columns;
        return true;
    });
    for (auto &[key, grant] : merged)
        m_catalog.grants.push_back(std::move(grant));
}

void DictionaryAssembly::readClusters()
{
    const FactRows &rows = m_rows.of("CLUSTER"_L1);
    const auto name = rows["CLUSTER_NAME"_L1];
    const auto size = rows["KEY_SIZE"_L1];
    const auto type = rows["CLUSTER_TYPE"_L1];
    const auto keys = rows["HASHKEYS"_L1];
    const auto single = rows["SINGLE_TABLE"_L1];
    for (const Row &row : rows.rows()) {
        if (isSystemName(name.text(row)))
            continue;
        OpaqueObject cluster{u"CLUSTER"_s, named(rows, row, name.text(row)), {}};
        const auto types = m_clusterTypes.find(cluster.name);
        cluster.text = u"CREATE CLUSTER %1 (%2)"_s.arg(
            writtenName(name.text(row)),
            types == m_clusterTypes.end() ? QString() : types->second.join(u", "_s));
        if (size.number(row) > 0)
            cluster.text += u" SIZE "_s + size.text(row);
        if (single.text(row).trimmed() == "Y"_L1)
            cluster.text += u" SINGLE TABLE"_s;
        if (type.is(row, "HASH"_L1))
            cluster.text += u" HASHKEYS "_s + keys.text(row);
        m_catalog.opaque.emplace(Catalog::OpaqueKey{cluster.kind, cluster.name}, cluster);
    }
}

Catalog DictionaryAssembly::make()
{
    readSettings();
    readMaterializedViews();
    readTables();
    readTableSources();
    readViews();
    readColumns();
    readIdentities();
    readColumnStorage();
    readConstraints();
    readPartitions();
    readIndexes();
    readIndexPartitions();
    readSequences();
    readSynonyms();
    readLinks();
    readClusters();
    readUnits();
    readGrants();
    readMaterializedViewLogs();
    readComments();
    nameViewColumns();
    const LengthSemantics semantics =
        m_characterSemantics ? LengthSemantics::Char : LengthSemantics::Byte;
    return normalized(std::move(m_catalog), {semantics, m_rows.user});
}

Catalog catalogOf(const DictionaryRows &rows, const QStringList &skip)
{
    return DictionaryAssembly(rows, skip).make();
}

} // namespace Athanor
