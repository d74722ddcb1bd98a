// SPDX-License-Identifier: MIT
#pragma once

#include "database/dictionaryrows.h"

#include <map>
#include <set>

namespace Athanor {

// Puts the dictionary's rows together into a catalog, kind by kind; each group of objects in a file
// of its own. make() says in which order: what is read later asks for what is there.
class DictionaryAssembly
{
public:
    DictionaryAssembly(const DictionaryRows &rows, const QStringList &skip)
        : m_rows(rows)
        , m_skip(skip)
    { }
    [[nodiscard]] Catalog make(); // dictionarycatalog.cpp

private:
    struct Key
    {
        QualifiedName table;
        QStringList columns;
    };
    struct Subpartitioning // of one table
    {
        QString method;
        std::map<QString, std::vector<std::pair<QString, QString>>>
            parts; // by partition: names as stored, bounds
        QStringList ofTemplate; // names
        bool isTemplateWritten = false;
    };
    using Named = std::map<QualifiedName, QStringList>;

    // dictionarycatalog.cpp: small objects
    void readSettings();
    void readSequences();
    void readSynonyms();
    void readLinks();
    void readGrants();
    void readClusters();

    // dictionarytables.cpp
    void readTables();
    void readTableSources(); // of external, object and XML tables
    void readColumns();
    void readIdentities();
    void readColumnStorage(); // LOBs, nested tables, XML, encryption, annotations

    // dictionaryconstraints.cpp
    void readConstraints();
    void resolveForeignKeys();

    // dictionaryindexes.cpp
    void readIndexes();
    void readIndexColumns();

    // dictionarypartitions.cpp
    void readPartitionings();
    void readSubpartitions();
    void readPartitions();
    static void addSubpartitions(Subpartitioning &of, const QString &storedPartition,
                                 Partitioning &partitioning, Partition &partition);
    void readIndexPartitions();

    // dictionaryviews.cpp
    void readMaterializedViews();
    void readViews();
    void nameViewColumns();
    void readMaterializedViewLogs();
    void readComments();

    // dictionaryunits.cpp
    void readUnits();

    [[nodiscard]] QString ownerOf(const QString &owner) const
    {
        return owner == m_rows.user ? QString() : owner;
    }
    [[nodiscard]] QualifiedName named(const FactRows &rows, const Row &row,
                                      const QString &name) const
    {
        return {ownerOf(rows.owner(row)), name};
    }
    [[nodiscard]] std::set<QualifiedName> namesOf(QLatin1StringView kind,
                                                  QLatin1StringView column) const;
    // Lists by position, whatever order the rows come in.
    [[nodiscard]] Named lists(QLatin1StringView kind, QLatin1StringView name,
                              QLatin1StringView position, QLatin1StringView objectType = {}) const;
    [[nodiscard]] std::map<QualifiedName, QString>
    texts(QLatin1StringView kind, QLatin1StringView name, QLatin1StringView text) const;
    [[nodiscard]] bool isDefaultTablespace(const QString &name) const
    {
        return name.isEmpty() || name == m_tablespace;
    }
    [[nodiscard]] bool isLeftOut(const QString &table) const; // Oracle's, or one of the skipped

    const DictionaryRows &m_rows;
    const QStringList &m_skip;
    Catalog m_catalog;
    QString m_tablespace; // the user's default
    bool m_characterSemantics = false;
    std::set<QualifiedName> m_containers; // of materialized views
    std::set<QualifiedName> m_storageTables; // of nested tables
    std::map<QualifiedName, QStringList> m_viewColumns;
    std::map<QualifiedName, QStringList> m_logColumns; // of MLOG$_ tables
    std::map<QualifiedName, QStringList> m_clusterTypes; // columns with their types
    std::map<QualifiedName, Subpartitioning> m_subpartitionings;
    std::map<QualifiedName, Key> m_keys; // primary and unique ones, by constraint
    std::map<QualifiedName, QString> m_backing; // index → the constraint it serves
};

} // namespace Athanor
