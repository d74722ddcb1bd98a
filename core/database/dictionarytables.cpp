// SPDX-License-Identifier: MIT
// Tables and where their rows are.
#include "database/dictionaryassembly.h"
#include "database/dictionaryclauses.h"
#include "sql/lexer.h"

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString compressionClause(const QString &compressFor)
{
    if (compressFor == "OLTP"_L1 || compressFor == "ADVANCED"_L1)
        return u"ROW STORE COMPRESS ADVANCED"_s;
    if (compressFor.startsWith("QUERY"_L1) || compressFor.startsWith("ARCHIVE"_L1))
        return u"COLUMN STORE COMPRESS FOR "_s + compressFor;
    return u"ROW STORE COMPRESS BASIC"_s;
}

TableKind kindOf(bool temporary, bool keepsRows, bool indexOrganized, bool external)
{
    if (temporary)
        return keepsRows ? TableKind::GlobalTemporaryPreserve : TableKind::GlobalTemporaryDelete;
    if (indexOrganized)
        return TableKind::IndexOrganized;
    return external ? TableKind::External : TableKind::Heap;
}

QString typeName(const QString &owner, const QString &name, const QString &schema)
{
    const bool plain =
        owner.isEmpty() || owner == schema || owner == "SYS"_L1 || owner == "PUBLIC"_L1;
    return writtenName(QualifiedName{plain ? QString() : owner, name});
}

} // namespace

void DictionaryAssembly::readTables()
{
    const FactRows &nested = m_rows.of("NESTED TABLE"_L1);
    const auto storage = nested["TABLE_NAME"_L1];
    for (const Row &row : nested.rows())
        m_storageTables.insert(named(nested, row, storage.text(row)));

    const FactRows &rows = m_rows.of("TABLE"_L1);
    const auto name = rows["TABLE_NAME"_L1];
    const auto tablespace = rows["TABLESPACE_NAME"_L1];
    const auto cluster = rows["CLUSTER_NAME"_L1];
    const auto iotType = rows["IOT_TYPE"_L1];
    const auto iotName = rows["IOT_NAME"_L1];
    const auto temporary = rows["TEMPORARY"_L1];
    const auto duration = rows["DURATION"_L1];
    const auto isNested = rows["NESTED"_L1];
    const auto secondary = rows["SECONDARY"_L1];
    const auto dropped = rows["DROPPED"_L1];
    const auto logging = rows["LOGGING"_L1];
    const auto degree = rows["DEGREE"_L1];
    const auto cache = rows["CACHE"_L1];
    const auto percentFree = rows["PCT_FREE"_L1];
    const auto compression = rows["COMPRESSION"_L1];
    const auto compressFor = rows["COMPRESS_FOR"_L1];
    const auto rowMovement = rows["ROW_MOVEMENT"_L1];
    const auto readOnly = rows["READ_ONLY"_L1];
    const auto dependencies = rows["DEPENDENCIES"_L1];
    const auto resultCache = rows["RESULT_CACHE"_L1];
    const auto external = rows["EXTERNAL"_L1];
    const auto transactions = rows["INI_TRANS"_L1];
    const auto inMemory = rows["INMEMORY"_L1];
    const auto inMemoryPriority = rows["INMEMORY_PRIORITY"_L1];
    const auto inMemoryCompression = rows["INMEMORY_COMPRESSION"_L1];
    const auto collation = rows["DEFAULT_COLLATION"_L1];
    std::map<QualifiedName, QString> overflows; // table → clause
    for (const Row &row : rows.rows()) {
        Table table;
        table.name = named(rows, row, name.text(row));
        const QString iot = iotType.text(row);
        if (iot == "IOT_OVERFLOW"_L1) {
            const QString space = tablespace.text(row);
            overflows[named(rows, row, iotName.text(row))] = isDefaultTablespace(space)
                ? u"OVERFLOW"_s
                : u"OVERFLOW TABLESPACE "_s + writtenName(space);
        }
        if (isLeftOut(table.name.name) || m_containers.count(table.name) != 0
            || m_storageTables.count(table.name) != 0 || (!iot.isEmpty() && iot != "IOT"_L1)
            || isNested.is(row, "YES"_L1) || secondary.is(row, "Y"_L1) || dropped.is(row, "YES"_L1))
            continue;
        table.kind = kindOf(temporary.is(row, "Y"_L1), duration.is(row, "SYS$SESSION"_L1),
                            iot == "IOT"_L1, external.is(row, "YES"_L1));
        table.readOnly = readOnly.is(row, "YES"_L1);
        if (const QString of = collation.text(row); !of.isEmpty() && of != "USING_NLS_COMP"_L1)
            table.physical[u"DEFAULT COLLATION"_s] = writtenName(of);
        if (const QString mode = resultCache.text(row); mode == "FORCE"_L1)
            table.physical[u"RESULT_CACHE"_s] = u"(MODE FORCE)"_s;
        if (table.kind == TableKind::External) { // read in parallel
            if (const QString parallel = parallelClause(degree.text(row)); !parallel.isEmpty())
                table.physical[u"PARALLEL"_s] = parallel;
        }
        const bool hasSegment =
            table.kind == TableKind::Heap || table.kind == TableKind::IndexOrganized;
        if (hasSegment && cluster.text(row).isEmpty()) {
            if (const QString space = tablespace.text(row); !isDefaultTablespace(space))
                table.physical[u"TABLESPACE"_s] = writtenName(space);
            if (const QString free = percentFree.text(row);
                !free.isEmpty() && table.kind == TableKind::Heap)
                table.physical[u"PCTFREE"_s] = free;
            if (const int slots = transactions.number(row, 1); slots > 1)
                table.physical[u"INITRANS"_s] = QString::number(slots);
            if (inMemory.is(row, "ENABLED"_L1))
                table.physical[u"INMEMORY"_s] = u"INMEMORY MEMCOMPRESS %1 PRIORITY %2"_s.arg(
                    inMemoryCompression.text(row), inMemoryPriority.text(row));
            if (logging.is(row, "NO"_L1))
                table.physical[u"LOGGING"_s] = u"NOLOGGING"_s;
            if (const QString parallel = parallelClause(degree.text(row)); !parallel.isEmpty())
                table.physical[u"PARALLEL"_s] = parallel;
            if (cache.text(row).trimmed() == "Y"_L1)
                table.physical[u"CACHE"_s] = u"CACHE"_s;
            if (compression.is(row, "ENABLED"_L1))
                table.physical[u"COMPRESS"_s] = compressionClause(compressFor.text(row));
            if (rowMovement.is(row, "ENABLED"_L1))
                table.physical[u"ROW MOVEMENT"_s] = u"ENABLE"_s;
            if (dependencies.is(row, "ENABLED"_L1))
                table.physical[u"ROWDEPENDENCIES"_s] = u"ROWDEPENDENCIES"_s;
        }
        m_catalog.tables.emplace(table.name, std::move(table));
    }
    for (const auto &[of, clause] : overflows) {
        if (Table *table = m_catalog.table(of))
            appendClause(table->otherClauses, clause);
    }
    // Which columns of a table stand for its cluster's key.
    const FactRows &keys = m_rows.of("CLUSTER COLUMN"_L1);
    const auto keyCluster = keys["CLUSTER_NAME"_L1];
    const auto keyTable = keys["TABLE_NAME"_L1];
    const auto keyColumn = keys["TAB_COLUMN_NAME"_L1];
    std::map<QualifiedName, std::pair<QString, QStringList>> clustered;
    for (const Row &row : keys.rows()) {
        auto &[of, columns] = clustered[named(keys, row, keyTable.text(row))];
        of = keyCluster.text(row);
        columns += writtenName(keyColumn.text(row));
    }
    for (const auto &[of, key] : clustered) {
        if (Table *table = m_catalog.table(of))
            appendClause(table->otherClauses,
                         u"CLUSTER %1(%2)"_s.arg(writtenName(key.first), key.second.join(u", "_s)));
    }
}

// Clauses that say where rows come from or what they are: carried as text in a catalog.
void DictionaryAssembly::readTableSources()
{
    const FactRows &objects = m_rows.of("OBJECT TABLE"_L1);
    const auto objectTable = objects["TABLE_NAME"_L1];
    const auto typeOwner = objects["TABLE_TYPE_OWNER"_L1];
    const auto type = objects["TABLE_TYPE"_L1];
    const auto nested = objects["NESTED"_L1];
    const auto secondary = objects["SECONDARY"_L1];
    for (const Row &row : objects.rows()) {
        Table table;
        table.name = named(objects, row, objectTable.text(row));
        if (isLeftOut(table.name.name) || m_storageTables.count(table.name) != 0
            || nested.is(row, "YES"_L1) || secondary.is(row, "Y"_L1))
            continue;
        table.kind = TableKind::Object;
        table.otherClauses = u"OF "_s + typeName(typeOwner.text(row), type.text(row), m_rows.user);
        m_catalog.tables.insert_or_assign(table.name, std::move(table));
    }
    const FactRows &xml = m_rows.of("XML TABLE"_L1);
    const auto xmlTable = xml["TABLE_NAME"_L1];
    const auto storage = xml["STORAGE_TYPE"_L1];
    for (const Row &row : xml.rows()) {
        Table table;
        table.name = named(xml, row, xmlTable.text(row));
        if (isLeftOut(table.name.name))
            continue;
        table.kind = TableKind::Object;
        table.otherClauses = u"OF XMLTYPE"_s;
        appendClause(table.otherClauses, xmlTableStorage(storage.text(row)));
        m_catalog.tables.insert_or_assign(table.name, std::move(table));
    }

    const auto parameters = texts("EXTERNAL ACCESS"_L1, "TABLE_NAME"_L1, "ACCESS_PARAMETERS"_L1);
    std::map<QualifiedName, std::vector<std::pair<QString, QString>>> locations;
    const FactRows &places = m_rows.of("EXTERNAL LOCATION"_L1);
    const auto placeTable = places["TABLE_NAME"_L1];
    const auto placeDirectory = places["DIRECTORY_NAME"_L1];
    const auto placeFile = places["LOCATION"_L1];
    for (const Row &row : places.rows())
        locations[named(places, row, placeTable.text(row))].emplace_back(placeDirectory.text(row),
                                                                         placeFile.text(row));
    const FactRows &rows = m_rows.of("EXTERNAL TABLE"_L1);
    const auto name = rows["TABLE_NAME"_L1];
    const auto driver = rows["TYPE_NAME"_L1];
    const auto directory = rows["DEFAULT_DIRECTORY_NAME"_L1];
    const auto limit = rows["REJECT_LIMIT"_L1];
    for (const Row &row : rows.rows()) {
        const QualifiedName of = named(rows, row, name.text(row));
        Table *table = m_catalog.table(of);
        if (!table)
            continue;
        table->kind = TableKind::External; // before 12.2 the tables' view does not say so
        const QString standard = directory.text(row);
        QString clause = u"ORGANIZATION EXTERNAL (TYPE %1"_s.arg(driver.text(row));
        if (!standard.isEmpty())
            clause += u" DEFAULT DIRECTORY "_s + writtenName(standard);
        if (const auto found = parameters.find(of);
            found != parameters.end() && !found->second.trimmed().isEmpty())
            clause += u" ACCESS PARAMETERS (%1)"_s.arg(found->second.trimmed());
        QStringList files;
        for (const auto &[in, file] : locations[of])
            files += (in.isEmpty() || in == standard ? QString() : writtenName(in) + u':')
                + quotedString(file);
        if (!files.isEmpty())
            clause += u" LOCATION (%1)"_s.arg(files.join(u", "_s));
        clause += u')';
        if (const QString most = limit.text(row); !most.isEmpty() && most != "0"_L1)
            clause += u" REJECT LIMIT "_s + most;
        appendClause(table->otherClauses, clause);
    }
}

} // namespace Athanor
