// SPDX-License-Identifier: MIT
// Tables of every kind, and clusters.
#include "sandbox/clausetext.h"
#include "sandbox/dictionaryviews.h"

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// A table that something else made: a materialized view's container, a log's table.
DictionaryRow plainTable(const QualifiedName &name)
{
    return {{u"OWNER"_s, name.owner},           {u"TABLE_NAME"_s, name.name},
            {u"TABLESPACE_NAME"_s, u"USERS"_s}, {u"STATUS"_s, u"VALID"_s},
            {u"PCT_FREE"_s, qint64{10}},        {u"LOGGING"_s, u"YES"_s},
            {u"DEGREE"_s, u"         1"_s},     {u"CACHE"_s, u"    N"_s},
            {u"PARTITIONED"_s, u"NO"_s},        {u"TEMPORARY"_s, u"N"_s},
            {u"SECONDARY"_s, u"N"_s},           {u"NESTED"_s, u"NO"_s},
            {u"ROW_MOVEMENT"_s, u"DISABLED"_s}, {u"DEPENDENCIES"_s, u"DISABLED"_s},
            {u"COMPRESSION"_s, u"DISABLED"_s},  {u"DROPPED"_s, u"NO"_s},
            {u"READ_ONLY"_s, u"NO"_s},          {u"SEGMENT_CREATED"_s, u"YES"_s},
            {u"RESULT_CACHE"_s, u"DEFAULT"_s},  {u"DEFAULT_COLLATION"_s, u"USING_NLS_COMP"_s},
            {u"EXTERNAL"_s, u"NO"_s},           {u"HAS_IDENTITY"_s, u"NO"_s}};
}

// INMEMORY MEMCOMPRESS FOR QUERY LOW PRIORITY HIGH
void addInMemory(DictionaryRow &row, const QString &clause)
{
    row[u"INMEMORY"_s] = clause.isEmpty() ? u"DISABLED"_s : u"ENABLED"_s;
    if (clause.isEmpty())
        return;
    ClauseText text(clause);
    QString compression = u"FOR QUERY LOW"_s;
    if (text.seek({u"MEMCOMPRESS", u"FOR"})) {
        compression = u"FOR "_s + text.takeWord();
        if (text.take(u"HIGH"))
            compression += u" HIGH"_s;
        else if (compression != u"FOR DML")
            compression += u" LOW"_s;
    }
    row[u"INMEMORY_COMPRESSION"_s] = compression;
    ClauseText priority(clause);
    row[u"INMEMORY_PRIORITY"_s] = priority.seek({u"PRIORITY"}) ? priority.takeWord() : u"NONE"_s;
}

// An index-organised table's overflow and nested columns' storage are tables of their own.
void addHiddenTables(std::vector<DictionaryRow> &rows, const Table &table, const QString &user)
{
    const QString owner = ownerOf(table.name, user);
    if (ClauseText overflow(table.otherClauses); overflow.seek({u"OVERFLOW"})) {
        DictionaryRow row = plainTable({owner, u"SYS_IOT_OVER_1"_s});
        row[u"IOT_TYPE"_s] = u"IOT_OVERFLOW"_s;
        row[u"IOT_NAME"_s] = table.name.name;
        if (overflow.seek({u"TABLESPACE"}))
            row[u"TABLESPACE_NAME"_s] = overflow.takeName();
        rows.push_back(std::move(row));
    }
    for (const auto &[column, storage] : nestedTables(table)) {
        DictionaryRow row = plainTable({owner, storage});
        row[u"NESTED"_s] = u"YES"_s;
        rows.push_back(std::move(row));
    }
}

std::vector<DictionaryRow> tables(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        if (table.kind == TableKind::Object || table.kind == TableKind::PrivateTemporary)
            continue; // USER_OBJECT_TABLES, USER_PRIVATE_TEMP_TABLES
        const bool temporary = table.kind == TableKind::GlobalTemporaryDelete
            || table.kind == TableKind::GlobalTemporaryPreserve;
        const bool iot = table.kind == TableKind::IndexOrganized;
        const bool external = table.kind == TableKind::External;
        const bool segment = !temporary && !iot && !external && !table.partitioning;
        const QString compress = physicalOf(table.physical, u"COMPRESS"_s);
        const QString tablespace = physicalOf(table.physical, u"TABLESPACE"_s);
        const QString free = physicalOf(table.physical, u"PCTFREE"_s);
        QString compressFor;
        if (compress.contains(u"ADVANCED"))
            compressFor = u"ADVANCED"_s;
        else if (compress.contains(u"COMPRESS FOR "))
            compressFor = compress.section(u"COMPRESS FOR "_s, 1);
        else if (!compress.isEmpty())
            compressFor = u"BASIC"_s;
        const bool compressed = !compress.isEmpty() && !compress.startsWith(u"NOCOMPRESS");
        DictionaryRow row{
            {u"OWNER"_s, ownerOf(name, s.user)},
            {u"TABLE_NAME"_s, name.name},
            {u"TABLESPACE_NAME"_s,
             segment || !tablespace.isEmpty()
                 ? (tablespace.isEmpty() ? u"USERS"_s : storedName(tablespace))
                 : QString()},
            {u"STATUS"_s, u"VALID"_s},
            {u"PCT_FREE"_s,
             iot || external      ? SandboxValue(qint64{0})
                 : free.isEmpty() ? SandboxValue(qint64{10})
                                  : numberOf(free)},
            {u"INI_TRANS"_s,
             physicalOf(table.physical, u"INITRANS"_s).isEmpty()
                 ? SandboxValue(qint64{1})
                 : numberOf(physicalOf(table.physical, u"INITRANS"_s))},
            {u"MAX_TRANS"_s, qint64{255}},
            {u"LOGGING"_s,
             yesNo(!temporary && physicalOf(table.physical, u"LOGGING"_s) != u"NOLOGGING")},
            {u"BACKED_UP"_s, u"N"_s},
            {u"DEGREE"_s, degreeOf(table.physical).rightJustified(10, u' ')},
            {u"INSTANCES"_s, u"         1"_s},
            {u"CACHE"_s,
             physicalOf(table.physical, u"CACHE"_s) == u"CACHE" ? u"    Y"_s : u"    N"_s},
            {u"TABLE_LOCK"_s, u"ENABLED"_s},
            {u"PARTITIONED"_s, yesNo(table.partitioning.has_value())},
            {u"IOT_TYPE"_s, iot ? u"IOT"_s : QString()},
            {u"TEMPORARY"_s, yn(temporary)},
            {u"SECONDARY"_s, u"N"_s},
            {u"NESTED"_s, u"NO"_s},
            {u"BUFFER_POOL"_s, u"DEFAULT"_s},
            {u"ROW_MOVEMENT"_s,
             physicalOf(table.physical, u"ROW MOVEMENT"_s) == u"ENABLE" ? u"ENABLED"_s
                                                                        : u"DISABLED"_s},
            {u"GLOBAL_STATS"_s, u"NO"_s},
            {u"USER_STATS"_s, u"NO"_s},
            {u"DURATION"_s,
             !temporary                                             ? QString()
                 : table.kind == TableKind::GlobalTemporaryPreserve ? u"SYS$SESSION"_s
                                                                    : u"SYS$TRANSACTION"_s},
            {u"SKIP_CORRUPT"_s, u"DISABLED"_s},
            {u"MONITORING"_s, u"YES"_s},
            {u"DEPENDENCIES"_s,
             physicalOf(table.physical, u"ROWDEPENDENCIES"_s).isEmpty() ? u"DISABLED"_s
                                                                        : u"ENABLED"_s},
            {u"COMPRESSION"_s, segment ? (compressed ? u"ENABLED"_s : u"DISABLED"_s) : QString()},
            {u"COMPRESS_FOR"_s, compressed ? compressFor : QString()},
            {u"DROPPED"_s, u"NO"_s},
            {u"READ_ONLY"_s, yesNo(table.readOnly)},
            {u"SEGMENT_CREATED"_s, yesNo(segment)},
            {u"RESULT_CACHE"_s,
             physicalOf(table.physical, u"RESULT_CACHE"_s).contains(u"FORCE") ? u"FORCE"_s
                                                                              : u"DEFAULT"_s},
            {u"DEFAULT_COLLATION"_s, u"USING_NLS_COMP"_s},
            {u"EXTERNAL"_s, yesNo(external)},
            {u"HAS_IDENTITY"_s, u"NO"_s},
        };
        for (const Column &column : table.columns) {
            if (column.identity)
                row[u"HAS_IDENTITY"_s] = u"YES"_s;
        }
        addInMemory(row, physicalOf(table.physical, u"INMEMORY"_s));
        ClauseText clauses(table.otherClauses);
        if (clauses.seek({u"CLUSTER"}))
            row[u"CLUSTER_NAME"_s] = clauses.takeName();
        if (const QString collation = physicalOf(table.physical, u"DEFAULT COLLATION"_s);
            !collation.isEmpty())
            row[u"DEFAULT_COLLATION"_s] = storedName(collation);
        rows.push_back(std::move(row));
        addHiddenTables(rows, table, s.user);
    }
    for (const auto &[name, view] : s.catalog.materializedViews)
        rows.push_back(plainTable({ownerOf(name, s.user), name.name}));
    for (const auto &[key, object] : s.catalog.opaque) {
        if (key.first == u"MATERIALIZED VIEW LOG")
            rows.push_back(
                plainTable({ownerOf(key.second, s.user), u"MLOG$_"_s + key.second.name}));
    }
    return rows;
}

// "OF T_PERSON", "OF HR.T_PERSON", "OF XMLTYPE XMLTYPE STORE AS …"
QualifiedName typeOf(const Table &table)
{
    ClauseText clause(table.otherClauses);
    if (table.kind != TableKind::Object || !clause.seek({u"OF"}))
        return {};
    QualifiedName type{{}, clause.takeName()};
    if (clause.takeWord() == u".")
        type = {type.name, clause.takeName()};
    return type;
}

std::vector<DictionaryRow> objectTables(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        const QualifiedName type = typeOf(table);
        if (type.isEmpty() || type.name == u"XMLTYPE")
            continue;
        DictionaryRow row = plainTable({ownerOf(name, s.user), name.name});
        row[u"TABLE_TYPE_OWNER"_s] = ownerOf(type, s.user);
        row[u"TABLE_TYPE"_s] = type.name;
        row[u"OBJECT_ID_TYPE"_s] = u"SYSTEM GENERATED"_s;
        rows.push_back(std::move(row));
    }
    return rows;
}

QString xmlStorage(const QString &clause)
{
    if (clause.contains(u"CLOB"))
        return u"CLOB"_s;
    return clause.contains(u"OBJECT RELATIONAL") ? u"OBJECT-RELATIONAL"_s : u"BINARY"_s;
}

std::vector<DictionaryRow> xmlTables(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        if (typeOf(table).name == u"XMLTYPE")
            rows.push_back({{u"OWNER"_s, ownerOf(name, s.user)},
                            {u"TABLE_NAME"_s, name.name},
                            {u"STORAGE_TYPE"_s, xmlStorage(table.otherClauses)}});
    }
    return rows;
}

std::vector<DictionaryRow> xmlColumns(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        for (const Column &column : table.columns) {
            if (column.type.kind == TypeKind::Xmltype)
                rows.push_back(
                    {{u"OWNER"_s, ownerOf(name, s.user)},
                     {u"TABLE_NAME"_s, name.name},
                     {u"COLUMN_NAME"_s, column.name},
                     {u"STORAGE_TYPE"_s,
                      xmlStorage(physicalOf(table.physical,
                                            u"XMLTYPE COLUMN "_s + writtenName(column.name)))}});
        }
    }
    return rows;
}

// ORGANIZATION EXTERNAL (TYPE t DEFAULT DIRECTORY d ACCESS PARAMETERS (…) LOCATION (…)) REJECT
// LIMIT n
struct ExternalSource
{
    QString type = u"ORACLE_LOADER"_s;
    QString directory;
    QString parameters;
    QStringList locations; // d:'file' or 'file'
    QString rejectLimit = u"0"_s;
};

ExternalSource externalSource(const Table &table)
{
    ExternalSource source;
    ClauseText clause(table.otherClauses);
    if (!clause.seek({u"ORGANIZATION", u"EXTERNAL"}))
        return source;
    const QString inside = clause.takeParenthesised();
    if (clause.seek({u"REJECT", u"LIMIT"}))
        source.rejectLimit = clause.takeWord();
    if (ClauseText part(inside); part.seek({u"TYPE"}))
        source.type = part.takeName();
    if (ClauseText part(inside); part.seek({u"DEFAULT", u"DIRECTORY"}))
        source.directory = part.takeName();
    if (ClauseText part(inside); part.seek({u"ACCESS", u"PARAMETERS"}))
        source.parameters = part.takeParenthesised();
    if (ClauseText part(inside); part.seek({u"LOCATION"}))
        source.locations = ClauseText::items(part.takeParenthesised());
    return source;
}

std::vector<DictionaryRow> externalTables(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        if (table.kind != TableKind::External)
            continue;
        const ExternalSource source = externalSource(table);
        rows.push_back({{u"OWNER"_s, ownerOf(name, s.user)},
                        {u"TABLE_NAME"_s, name.name},
                        {u"TYPE_OWNER"_s, u"SYS"_s},
                        {u"TYPE_NAME"_s, source.type},
                        {u"DEFAULT_DIRECTORY_OWNER"_s, u"SYS"_s},
                        {u"DEFAULT_DIRECTORY_NAME"_s, source.directory},
                        {u"REJECT_LIMIT"_s, source.rejectLimit},
                        {u"ACCESS_TYPE"_s, u"CLOB"_s},
                        {u"ACCESS_PARAMETERS"_s, source.parameters},
                        {u"PROPERTY"_s, u"ALL"_s}});
    }
    return rows;
}

std::vector<DictionaryRow> externalLocations(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        const ExternalSource source =
            table.kind == TableKind::External ? externalSource(table) : ExternalSource();
        for (const QString &location : source.locations) {
            ClauseText part(location);
            const QString directory = part.takeName();
            if (!directory.isEmpty())
                (void)part.takeWord(); // the colon
            rows.push_back(
                {{u"OWNER"_s, ownerOf(name, s.user)},
                 {u"TABLE_NAME"_s, name.name},
                 {u"LOCATION"_s, part.takeText()},
                 {u"DIRECTORY_OWNER"_s, u"SYS"_s},
                 {u"DIRECTORY_NAME"_s, directory.isEmpty() ? source.directory : directory}});
        }
    }
    return rows;
}

std::vector<DictionaryRow> clusters(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[key, object] : s.catalog.opaque) {
        if (key.first != u"CLUSTER")
            continue;
        DictionaryRow row{{u"OWNER"_s, ownerOf(key.second, s.user)},
                          {u"CLUSTER_NAME"_s, key.second.name},
                          {u"TABLESPACE_NAME"_s, u"USERS"_s},
                          {u"CLUSTER_TYPE"_s, u"INDEX"_s},
                          {u"FUNCTION"_s, u"DEFAULT2"_s},
                          {u"SINGLE_TABLE"_s, u"    N"_s}};
        if (ClauseText size(object.text); size.seek({u"SIZE"}))
            row[u"KEY_SIZE"_s] = numberOf(size.takeWord());
        if (ClauseText hash(object.text); hash.seek({u"HASHKEYS"})) {
            row[u"CLUSTER_TYPE"_s] = u"HASH"_s;
            row[u"HASHKEYS"_s] = numberOf(hash.takeWord());
        }
        if (ClauseText single(object.text); single.seek({u"SINGLE", u"TABLE"}))
            row[u"SINGLE_TABLE"_s] = u"    Y"_s;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<DictionaryRow> clusterColumns(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        ClauseText clause(table.otherClauses);
        if (!clause.seek({u"CLUSTER"}))
            continue;
        const QString cluster = clause.takeName();
        const auto found = s.catalog.opaque.find({u"CLUSTER"_s, {{}, cluster}});
        QStringList keys;
        if (found != s.catalog.opaque.end()) {
            ClauseText text(found->second.text);
            (void)text.seek({u"CLUSTER"});
            (void)text.takeName();
            keys = ClauseText::items(text.takeParenthesised());
        }
        qsizetype i = 0;
        for (const QString &column : ClauseText::items(clause.takeParenthesised()))
            rows.push_back({{u"OWNER"_s, ownerOf(name, s.user)},
                            {u"CLUSTER_NAME"_s, cluster},
                            {u"CLU_COLUMN_NAME"_s, ClauseText(keys.value(i++)).takeName()},
                            {u"TABLE_NAME"_s, name.name},
                            {u"TAB_COLUMN_NAME"_s, storedName(column)}});
    }
    return rows;
}

constexpr DictionaryView views[] = {
    {u"USER_TABLES",
     u"TABLE_NAME:t TABLESPACE_NAME:t CLUSTER_NAME:t IOT_NAME:t STATUS:t PCT_FREE:n PCT_USED:n "
     u"INI_TRANS:n MAX_TRANS:n INITIAL_EXTENT:n NEXT_EXTENT:n MIN_EXTENTS:n MAX_EXTENTS:n "
     u"LOGGING:t BACKED_UP:t NUM_ROWS:n BLOCKS:n AVG_ROW_LEN:n DEGREE:t INSTANCES:t CACHE:t "
     u"TABLE_LOCK:t LAST_ANALYZED:d PARTITIONED:t IOT_TYPE:t TEMPORARY:t SECONDARY:t NESTED:t "
     u"BUFFER_POOL:t ROW_MOVEMENT:t GLOBAL_STATS:t USER_STATS:t DURATION:t SKIP_CORRUPT:t "
     u"MONITORING:t DEPENDENCIES:t COMPRESSION:t COMPRESS_FOR:t DROPPED:t READ_ONLY:t "
     u"SEGMENT_CREATED:t RESULT_CACHE:t @12.1 HAS_IDENTITY:t @12.2 DEFAULT_COLLATION:t EXTERNAL:t "
     u"INMEMORY:t INMEMORY_PRIORITY:t INMEMORY_COMPRESSION:t",
     u"OWNER", tables},
    {u"USER_OBJECT_TABLES",
     u"TABLE_NAME:t TABLESPACE_NAME:t CLUSTER_NAME:t IOT_NAME:t STATUS:t PCT_FREE:n LOGGING:t "
     u"DEGREE:t CACHE:t PARTITIONED:t IOT_TYPE:t OBJECT_ID_TYPE:t TABLE_TYPE_OWNER:t TABLE_TYPE:t "
     u"TEMPORARY:t SECONDARY:t NESTED:t ROW_MOVEMENT:t DURATION:t DEPENDENCIES:t COMPRESSION:t "
     u"COMPRESS_FOR:t DROPPED:t SEGMENT_CREATED:t",
     u"OWNER", objectTables},
    {u"USER_XML_TABLES",
     u"TABLE_NAME:t XMLSCHEMA:t SCHEMA_OWNER:t ELEMENT_NAME:t STORAGE_TYPE:t ANYSCHEMA:t "
     u"NONSCHEMA:t",
     u"OWNER", xmlTables},
    {u"USER_XML_TAB_COLS",
     u"TABLE_NAME:t COLUMN_NAME:t XMLSCHEMA:t SCHEMA_OWNER:t ELEMENT_NAME:t STORAGE_TYPE:t "
     u"ANYSCHEMA:t NONSCHEMA:t",
     u"OWNER", xmlColumns},
    {u"USER_EXTERNAL_TABLES",
     u"TABLE_NAME:t TYPE_OWNER:t TYPE_NAME:t DEFAULT_DIRECTORY_OWNER:t DEFAULT_DIRECTORY_NAME:t "
     u"REJECT_LIMIT:t ACCESS_TYPE:t ACCESS_PARAMETERS:c PROPERTY:t",
     u"OWNER", externalTables},
    {u"USER_EXTERNAL_LOCATIONS", u"TABLE_NAME:t LOCATION:t DIRECTORY_OWNER:t DIRECTORY_NAME:t",
     u"OWNER", externalLocations},
    {u"USER_CLUSTERS",
     u"CLUSTER_NAME:t TABLESPACE_NAME:t PCT_FREE:n KEY_SIZE:n CLUSTER_TYPE:t FUNCTION:t HASHKEYS:n "
     u"DEGREE:t CACHE:t SINGLE_TABLE:t DEPENDENCIES:t",
     u"OWNER", clusters},
    {u"USER_CLU_COLUMNS", u"CLUSTER_NAME:t CLU_COLUMN_NAME:t TABLE_NAME:t TAB_COLUMN_NAME:t",
     nullptr, clusterColumns},
};

} // namespace

std::span<const DictionaryView> tableViews()
{
    return views;
}

} // namespace Athanor
