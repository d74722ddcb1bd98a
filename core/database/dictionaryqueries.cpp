// SPDX-License-Identifier: MIT
#include "database/dictionaryqueries.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// What is read of a view. Source: Oracle Database Reference, releases 11.2 to 23ai; the releases
// that brought a column stand in tests/data/dictionary, too, and a test holds these against them.
struct Source
{
    DictionaryPart part;
    const char16_t *kind;
    const char16_t *view; // without USER_, ALL_, DBA_; a whole name after "="
    // ":n" a number, ":c" a CLOB of which the beginning is enough; "@12.1" before what came with
    // it; "-" for a value that this branch does not have.
    const char16_t *columns;
    // The owner's column in the ALL_ and DBA_ twins; null: there is none that tells an owner.
    const char16_t *owner;
    const char16_t *where = nullptr; // "{is}": "= USER" or "IN (the owners)"; "{prefix}": USER_ …
    const char16_t *since = u"11.2";
};

using P = DictionaryPart;

constexpr Source sources[] = {
    {P::Facts, u"SESSION", u"=nls_session_parameters", u"PARAMETER VALUE", u"",
     u"parameter = 'NLS_LENGTH_SEMANTICS'"},
    {P::Facts, u"USER", u"=user_users", u"USERNAME DEFAULT_TABLESPACE", u""},
    {P::Facts, u"TABLE", u"tables",
     u"TABLE_NAME TABLESPACE_NAME CLUSTER_NAME IOT_TYPE IOT_NAME TEMPORARY DURATION "
     u"NESTED SECONDARY DROPPED LOGGING DEGREE CACHE PCT_FREE:n COMPRESSION COMPRESS_FOR "
     u"ROW_MOVEMENT READ_ONLY DEPENDENCIES RESULT_CACHE INI_TRANS:n @12.2 EXTERNAL "
     u"DEFAULT_COLLATION INMEMORY INMEMORY_PRIORITY INMEMORY_COMPRESSION",
     u"OWNER"},
    {P::Facts, u"OBJECT TABLE", u"object_tables",
     u"TABLE_NAME TABLE_TYPE_OWNER TABLE_TYPE NESTED SECONDARY", u"OWNER"},
    {P::Facts, u"XML TABLE", u"xml_tables", u"TABLE_NAME STORAGE_TYPE", u"OWNER"},
    {P::Facts, u"XML COLUMN", u"xml_tab_cols", u"TABLE_NAME COLUMN_NAME STORAGE_TYPE", u"OWNER"},
    {P::Facts, u"IDENTITY", u"tab_identity_cols",
     u"TABLE_NAME COLUMN_NAME GENERATION_TYPE IDENTITY_OPTIONS", u"OWNER", nullptr, u"12.1"},
    {P::Facts, u"ENCRYPTED COLUMN", u"encrypted_columns",
     u"TABLE_NAME COLUMN_NAME ENCRYPTION_ALG SALT INTEGRITY_ALG", u"OWNER"},
    {P::Facts, u"CONSTRAINT", u"constraints",
     u"CONSTRAINT_NAME TABLE_NAME CONSTRAINT_TYPE STATUS VALIDATED DEFERRABLE DEFERRED GENERATED "
     u"RELY DELETE_RULE R_OWNER R_CONSTRAINT_NAME INDEX_OWNER INDEX_NAME",
     u"OWNER", u"constraint_type IN ('P', 'U', 'R', 'C', 'V', 'O')"},
    {P::Facts, u"INDEX", u"indexes",
     u"INDEX_NAME INDEX_TYPE TABLE_OWNER TABLE_NAME UNIQUENESS COMPRESSION PREFIX_LENGTH:n "
     u"TABLESPACE_NAME LOGGING DEGREE STATUS VISIBILITY SECONDARY "
     u"PCT_FREE:n ITYP_OWNER ITYP_NAME PARAMETERS PCT_THRESHOLD:n INCLUDE_COLUMN:n "
     u"@12.1 INDEXING @19 CONSTRAINT_INDEX",
     u"OWNER"},
    {P::Facts, u"VIEW", u"views",
     u"VIEW_NAME TEXT_LENGTH:n READ_ONLY EDITIONING_VIEW VIEW_TYPE_OWNER VIEW_TYPE SUPERVIEW_NAME "
     u"@12.1 BEQUEATH",
     u"OWNER"},
    {P::Facts, u"MATERIALIZED VIEW", u"mviews",
     u"MVIEW_NAME CONTAINER_NAME UPDATABLE REWRITE_ENABLED REFRESH_MODE REFRESH_METHOD BUILD_MODE "
     u"USE_NO_INDEX",
     u"OWNER"},
    {P::Facts, u"MATERIALIZED VIEW LOG", u"mview_logs",
     u"MASTER LOG_TABLE ROWIDS PRIMARY_KEY OBJECT_ID SEQUENCE INCLUDE_NEW_VALUES COMMIT_SCN_BASED",
     u"LOG_OWNER"},
    {P::Facts, u"SEQUENCE", u"sequences",
     u"SEQUENCE_NAME MIN_VALUE:n MAX_VALUE:n INCREMENT_BY:n CYCLE_FLAG ORDER_FLAG CACHE_SIZE:n "
     u"@12.1 SESSION_FLAG KEEP_VALUE @18 SCALE_FLAG EXTEND_FLAG @19 SHARDED_FLAG",
     u"SEQUENCE_OWNER"},
    {P::Facts, u"TRIGGER", u"triggers",
     u"TRIGGER_NAME TABLE_OWNER TABLE_NAME STATUS BASE_OBJECT_TYPE", u"OWNER"},
    {P::Facts, u"OBJECT", u"objects", u"OBJECT_NAME OBJECT_TYPE @12.1 EDITIONABLE", u"OWNER",
     u"editionable = 'N'", u"12.1"},
    {P::Facts, u"SYNONYM", u"synonyms", u"SYNONYM_NAME TABLE_OWNER TABLE_NAME DB_LINK", u"OWNER"},
    {P::Facts, u"PUBLIC SYNONYM", u"=all_synonyms", u"SYNONYM_NAME TABLE_OWNER TABLE_NAME DB_LINK",
     u"", u"owner = 'PUBLIC' AND table_owner {is}"},
    {P::Facts, u"DATABASE LINK", u"db_links", u"DB_LINK USERNAME HOST", u"OWNER"},
    {P::Facts, u"GRANT", u"tab_privs_made", u"TABLE_NAME GRANTEE PRIVILEGE GRANTABLE HIERARCHY",
     u"OWNER"},
    {P::Facts, u"COLUMN GRANT", u"col_privs_made",
     u"TABLE_NAME COLUMN_NAME GRANTEE PRIVILEGE GRANTABLE", u"OWNER"},
    // Directories and editions are SYS's; whoever grants on them sees it here.
    {P::Facts, u"GRANT ELSEWHERE", u"tab_privs",
     u"TABLE_NAME GRANTEE PRIVILEGE GRANTABLE HIERARCHY TYPE", nullptr,
     u"grantor = USER AND owner <> USER AND type IN ('DIRECTORY', 'EDITION')", u"12.1"},
    {P::Facts, u"PARTITIONED", u"part_tables",
     u"TABLE_NAME PARTITIONING_TYPE SUBPARTITIONING_TYPE DEF_SUBPARTITION_COUNT:n INTERVAL "
     u"REF_PTN_CONSTRAINT_NAME @12.2 AUTOLIST",
     u"OWNER"},
    {P::Facts, u"SUBPARTITION TEMPLATE", u"subpartition_templates",
     u"TABLE_NAME SUBPARTITION_NAME SUBPARTITION_POSITION:n TABLESPACE_NAME", u"USER_NAME"},
    {P::Facts, u"PARTITIONED INDEX", u"part_indexes",
     u"INDEX_NAME TABLE_NAME PARTITIONING_TYPE LOCALITY", u"OWNER"},
    {P::Facts, u"LOB", u"lobs",
     u"TABLE_NAME COLUMN_NAME TABLESPACE_NAME CACHE LOGGING COMPRESSION DEDUPLICATION "
     u"IN_ROW SECUREFILE",
     u"OWNER"},
    {P::Facts, u"NESTED TABLE", u"nested_tables",
     u"TABLE_NAME PARENT_TABLE_NAME PARENT_TABLE_COLUMN RETURN_TYPE", u"OWNER"},
    {P::Facts, u"EXTERNAL TABLE", u"external_tables",
     u"TABLE_NAME TYPE_NAME DEFAULT_DIRECTORY_NAME REJECT_LIMIT", u"OWNER"},
    {P::Facts, u"CLUSTER", u"clusters",
     u"CLUSTER_NAME KEY_SIZE:n CLUSTER_TYPE HASHKEYS:n SINGLE_TABLE", u"OWNER"},

    {P::Columns, u"COLUMN", u"tab_cols",
     u"TABLE_NAME COLUMN_NAME INTERNAL_COLUMN_ID:n DATA_TYPE DATA_TYPE_OWNER DATA_LENGTH:n "
     u"DATA_PRECISION:n DATA_SCALE:n CHAR_LENGTH:n CHAR_USED HIDDEN_COLUMN VIRTUAL_COLUMN "
     u"DEFAULT_LENGTH:n DATA_TYPE_MOD @12.1 USER_GENERATED DEFAULT_ON_NULL IDENTITY_COLUMN @12.2 "
     u"COLLATION @23 DEFAULT_ON_NULL_UPD DOMAIN_OWNER DOMAIN_NAME DATA_DEFAULT_VC "
     u"@23.4 VECTOR_INFO",
     u"OWNER"},

    {P::Lists, u"CONSTRAINT COLUMN", u"cons_columns", u"CONSTRAINT_NAME COLUMN_NAME POSITION:n",
     u"OWNER"},
    {P::Lists, u"INDEX COLUMN", u"ind_columns", u"INDEX_NAME COLUMN_NAME COLUMN_POSITION:n DESCEND",
     u"INDEX_OWNER"},
    {P::Lists, u"PARTITION KEY", u"part_key_columns",
     u"NAME COLUMN_NAME COLUMN_POSITION:n OBJECT_TYPE", u"OWNER"},
    {P::Lists, u"SUBPARTITION KEY", u"subpart_key_columns",
     u"NAME COLUMN_NAME COLUMN_POSITION:n OBJECT_TYPE", u"OWNER"},
    // Of one's own only: there is no ALL_CLU_COLUMNS.
    {P::Lists, u"CLUSTER COLUMN", u"clu_columns",
     u"CLUSTER_NAME CLU_COLUMN_NAME - TABLE_NAME TAB_COLUMN_NAME", nullptr},
    {P::Lists, u"TABLE COMMENT", u"tab_comments", u"TABLE_NAME - - COMMENTS", u"OWNER",
     u"comments IS NOT NULL"},
    {P::Lists, u"COLUMN COMMENT", u"col_comments", u"TABLE_NAME COLUMN_NAME - COMMENTS", u"OWNER",
     u"comments IS NOT NULL"},
    {P::Lists, u"MATERIALIZED VIEW COMMENT", u"mview_comments", u"MVIEW_NAME - - COMMENTS",
     u"OWNER", u"comments IS NOT NULL"},
    {P::Lists, u"VIEW TEXT", u"views", u"VIEW_NAME - - TEXT_VC", u"OWNER", u"text_length <= 4000",
     u"12.1"},
    {P::Lists, u"OBJECT VIEW", u"views", u"VIEW_NAME - - OID_TEXT", u"OWNER",
     u"view_type IS NOT NULL"},
    {P::Lists, u"CONDITION", u"constraints", u"CONSTRAINT_NAME - - SEARCH_CONDITION_VC", u"OWNER",
     u"constraint_type = 'C'", u"12.1"},
    {P::Lists, u"EXTERNAL ACCESS", u"external_tables", u"TABLE_NAME - - ACCESS_PARAMETERS:c",
     u"OWNER"},
    {P::Lists, u"EXTERNAL LOCATION", u"external_locations", u"TABLE_NAME DIRECTORY_NAME - LOCATION",
     u"OWNER"},
    // Not known how the ALL_ view calls the owner.
    {P::Lists, u"ANNOTATION", u"annotations_usage",
     u"OBJECT_NAME COLUMN_NAME - ANNOTATION_VALUE ANNOTATION_NAME OBJECT_TYPE", nullptr, nullptr,
     u"23"},

    {P::Source, u"SOURCE", u"source", u"NAME TYPE LINE:n TEXT", u"OWNER"},

    {P::IndexExpressions, u"INDEX EXPRESSION", u"ind_expressions",
     u"INDEX_NAME COLUMN_POSITION:n COLUMN_EXPRESSION", u"INDEX_OWNER"},
    {P::MaterializedViewQueries, u"MATERIALIZED VIEW QUERY", u"mviews", u"MVIEW_NAME QUERY",
     u"OWNER"},
    // Partitions that Oracle made as rows came, under an INTERVAL, are nobody's definition.
    {P::Partitions, u"PARTITION", u"tab_partitions",
     u"TABLE_NAME PARTITION_NAME PARTITION_POSITION:n TABLESPACE_NAME HIGH_VALUE", u"TABLE_OWNER",
     u"interval = 'NO'"},
    {P::Subpartitions, u"SUBPARTITION", u"tab_subpartitions",
     u"TABLE_NAME PARTITION_NAME SUBPARTITION_NAME SUBPARTITION_POSITION:n TABLESPACE_NAME "
     u"HIGH_VALUE",
     u"TABLE_OWNER"},
    // A local index has its table's bounds: its partitions would each cost a round trip for
    // nothing.
    {P::IndexPartitions, u"INDEX PARTITION", u"ind_partitions",
     u"INDEX_NAME PARTITION_NAME PARTITION_POSITION:n TABLESPACE_NAME HIGH_VALUE", u"INDEX_OWNER",
     u"index_name IN (SELECT pi.index_name FROM {prefix}part_indexes pi WHERE pi.locality = "
     u"'GLOBAL')"},
};

bool reached(const OracleVersion &version, QStringView since)
{
    return version >= parseOracleVersion(since).value_or(OracleVersion{11, 2});
}

// Writes one statement.
class StatementWriter
{
public:
    StatementWriter(const OracleVersion &version, const DictionaryScope &scope)
        : m_version(version)
        , m_scope(scope)
    { }

    void add(const Source &source, const QString &condition = {});
    void addForeignKeys();
    [[nodiscard]] DictionaryStatement finish(const QString &order);

private:
    [[nodiscard]] bool isOwn() const { return m_scope.views == DictionaryScope::Views::User; }
    [[nodiscard]] QString prefix() const
    {
        return isOwn()                                     ? u"user_"_s
            : m_scope.views == DictionaryScope::Views::All ? u"all_"_s
                                                           : u"dba_"_s;
    }
    // "IN (?, ?)" and its binds
    [[nodiscard]] QString isOneOfOwners();
    [[nodiscard]] std::pair<QString, QString> place(const Source &source) const; // view, owner

    struct Branch
    {
        QString owner;
        QStringList values;
        QStringList numbers; // of them
        QString rest; // FROM …
    };
    const OracleVersion &m_version;
    const DictionaryScope &m_scope;
    std::vector<Branch> m_branches;
    DictionaryStatement m_statement;
};

QString StatementWriter::isOneOfOwners()
{
    QStringList marks;
    for (const QString &owner : m_scope.owners) {
        marks += u"?"_s;
        m_statement.binds.emplace_back(owner);
    }
    return u"IN (%1)"_s.arg(marks.join(u", "_s));
}

std::pair<QString, QString> StatementWriter::place(const Source &source) const
{
    const QString view = QStringView(source.view).toString();
    if (view.startsWith(u'='))
        return {view.sliced(1), QString()};
    if (isOwn())
        return {u"user_"_s + view, QString()};
    // Grants that somebody made are called so in the USER_ views alone.
    const bool made = view.endsWith("_made"_L1);
    const QString owner = made && m_scope.views == DictionaryScope::Views::All
        ? u"table_schema"_s
        : QStringView(source.owner).toString().toLower();
    return {prefix() + (made ? view.chopped(5) : view), owner};
}

void StatementWriter::add(const Source &source, const QString &condition)
{
    if (!reached(m_version, source.since) || (!source.owner && !isOwn()))
        return;
    const auto [view, owner] = place(source);
    DictionaryBranch branch{QStringView(source.kind).toString(), {}};
    Branch written;
    written.owner = owner;
    bool there = true;
    const QStringList words =
        QStringView(source.columns).toString().split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        if (word.startsWith(u'@')) {
            there = reached(m_version, QStringView(word).sliced(1));
            continue;
        }
        if (!there)
            continue;
        const QString name = word.section(u':', 0, 0);
        const QString column = name.toLower();
        branch.columns += name;
        if (name == "-"_L1)
            written.values += u"NULL"_s;
        else if (word.endsWith(":c"_L1))
            written.values += u"TO_CHAR(SUBSTR(%1, 1, 3000))"_s.arg(column);
        else
            written.values += column;
        if (word.endsWith(":n"_L1))
            written.numbers += column;
    }
    QStringList conditions;
    if (!condition.isEmpty())
        conditions += condition;
    if (source.where) {
        QString where = QStringView(source.where).toString();
        where.replace(u"{prefix}"_s, prefix());
        if (where.contains("{is}"_L1))
            where.replace(u"{is}"_s, isOwn() ? u"= USER"_s : isOneOfOwners());
        conditions += where;
    }
    if (!owner.isEmpty())
        conditions += owner + u' ' + isOneOfOwners();
    written.rest = u" FROM "_s + view;
    if (!conditions.isEmpty())
        written.rest += u" WHERE "_s + conditions.join(u" AND "_s);
    m_branches.push_back(std::move(written));
    m_statement.branches.push_back(std::move(branch));
}

// Keys of other schemas that foreign keys of these refer to: the dictionary names the key only.
void StatementWriter::addForeignKeys()
{
    const QString all = m_scope.views == DictionaryScope::Views::Dba ? u"dba_"_s : u"all_"_s;
    Branch written;
    written.owner = u"r.owner"_s;
    written.values = {u"r.constraint_name"_s, u"cc.column_name"_s, u"cc.position"_s,
                      u"k.table_name"_s, u"k.owner"_s};
    written.numbers = {u"cc.position"_s};
    written.rest =
        u" FROM %1constraints r JOIN %2constraints k ON k.owner = r.r_owner AND "
        u"k.constraint_name = r.r_constraint_name JOIN %2cons_columns cc ON cc.owner = k.owner AND "
        u"cc.constraint_name = k.constraint_name WHERE r.constraint_type = 'R' AND "_s.arg(prefix(),
                                                                                           all)
        + (isOwn() ? u"r.r_owner <> USER"_s : u"r.owner "_s + isOneOfOwners());
    m_branches.push_back(std::move(written));
    m_statement.branches.push_back(
        {u"FOREIGN KEY"_s,
         {u"CONSTRAINT_NAME"_s, u"COLUMN_NAME"_s, u"POSITION"_s, u"TABLE_NAME"_s, u"R_OWNER"_s}});
}

DictionaryStatement StatementWriter::finish(const QString &order)
{
    m_statement.hasOwner = !isOwn();
    qsizetype width = 0;
    for (const Branch &branch : m_branches)
        width = std::max(width, branch.values.size());
    QStringList selects;
    for (size_t i = 0; i < m_branches.size(); ++i) {
        Branch &branch = m_branches[i];
        if (m_statement.hasKind()) { // a union needs one type, and as many columns everywhere
            for (qsizetype v = 0; v < width; ++v) {
                const QString value = branch.values.value(v, u"NULL"_s);
                branch.values.resize(std::max(v + 1, branch.values.size()));
                branch.values[v] =
                    (branch.numbers.contains(value) ? u"TO_CHAR(%1) AS v%2"_s : u"%1 AS v%2"_s)
                        .arg(value)
                        .arg(v + 1);
            }
        }
        if (m_statement.hasOwner)
            branch.values.prepend((branch.owner.isEmpty() ? u"NULL"_s : branch.owner)
                                  + u" AS owner"_s);
        if (m_statement.hasKind())
            branch.values.prepend(u"'%1' AS kind"_s.arg(m_statement.branches[i].kind));
        selects += u"SELECT "_s + branch.values.join(u", "_s) + branch.rest;
    }
    m_statement.sql = selects.join(u"\nUNION ALL\n"_s);
    if (!order.isEmpty())
        m_statement.sql += u" ORDER BY "_s + order;
    return std::move(m_statement);
}

// The columns whose default is fetched as a LONG, each a round trip: those that have one, and no
// other (an identity's is its sequence; before 12.1 no column says that a person made it hidden).
QString defaultsCondition(const OracleVersion &version)
{
    if (version < OracleVersion{12, 1})
        return u"default_length IS NOT NULL AND hidden_column = 'NO'"_s;
    QString condition = u"default_length IS NOT NULL AND identity_column = 'NO' AND "
                        u"(hidden_column = 'NO' OR user_generated = 'YES')"_s;
    if (version >= OracleVersion{23, 0}) // DATA_DEFAULT_VC, among the columns, has the others
        condition += u" AND default_length > 4000"_s;
    return condition;
}

} // namespace

DictionaryStatement dictionaryStatement(DictionaryPart part, const OracleVersion &version,
                                        const DictionaryScope &scope, bool foreignKeys)
{
    const bool has121 = version >= OracleVersion{12, 1};
    StatementWriter writer(version, scope);
    for (const Source &source : sources) {
        if (source.part == part)
            writer.add(source);
    }
    switch (part) {
    case DictionaryPart::Facts:
        return writer.finish({});
    case DictionaryPart::Columns:
        return writer.finish(u"table_name, internal_column_id"_s);
    case DictionaryPart::Lists:
        if (foreignKeys)
            writer.addForeignKeys();
        return writer.finish({});
    case DictionaryPart::Source:
        return writer.finish(u"type, name, line"_s);
    case DictionaryPart::Defaults:
        writer.add(
            {part, u"DEFAULT", u"tab_cols", u"TABLE_NAME COLUMN_NAME DATA_DEFAULT", u"OWNER"},
            defaultsCondition(version));
        return writer.finish({});
    case DictionaryPart::ViewTexts:
        writer.add({part, u"LONG VIEW TEXT", u"views", u"VIEW_NAME TEXT", u"OWNER",
                    has121 ? u"text_length > 4000" : nullptr});
        return writer.finish({});
    case DictionaryPart::Conditions:
        // SEARCH_CONDITION_VC is cut without a word; what nearly fills it may have been.
        writer.add({part, u"LONG CONDITION", u"constraints", u"CONSTRAINT_NAME SEARCH_CONDITION",
                    u"OWNER",
                    has121 ? u"constraint_type = 'C' AND LENGTHB(search_condition_vc) > 3990"
                           : u"constraint_type = 'C'"});
        return writer.finish({});
    case DictionaryPart::Partitions:
        return writer.finish(u"table_name, partition_position"_s);
    case DictionaryPart::Subpartitions:
        return writer.finish(u"table_name, partition_name, subpartition_position"_s);
    case DictionaryPart::IndexPartitions:
        return writer.finish(u"index_name, partition_position"_s);
    case DictionaryPart::IndexExpressions:
    case DictionaryPart::MaterializedViewQueries:
        return writer.finish({});
    }
    return {};
}

} // namespace Athanor
