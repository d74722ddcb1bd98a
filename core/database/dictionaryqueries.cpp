// SPDX-License-Identifier: MIT
#include "database/dictionaryqueries.h"

#include <QtCore/QStringList>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// One branch of the union of facts: nine texts. A branch's numbers are made text, since a UNION
// needs one type.
QString fact(const QString &kind, QStringList values, const QString &from)
{
    while (values.size() < 8)
        values += u"NULL"_s;
    static const QStringList names{u"name"_s, u"a"_s, u"b"_s, u"c"_s,
                                   u"d"_s,    u"e"_s, u"f"_s, u"g"_s};
    for (qsizetype i = 0; i < values.size(); ++i)
        values[i] += u" AS "_s + names[i];
    return u"SELECT '%1' AS kind, %2 FROM %3"_s.arg(kind, values.join(u", "_s), from);
}

QString factsQuery(const OracleVersion &version)
{
    const bool has121 = version >= OracleVersion{12, 1};
    const bool has18 = version >= OracleVersion{18, 0};
    QString flags = has121 ? u"session_flag || keep_value"_s : u"NULL"_s;
    if (has18)
        flags += u" || scale_flag || extend_flag"_s;
    QStringList parts{
        fact(u"SESSION"_s, {u"'LENGTH SEMANTICS'"_s, u"value"_s},
             u"nls_session_parameters WHERE parameter = 'NLS_LENGTH_SEMANTICS'"_s),
        fact(u"SESSION"_s, {u"'DEFAULT TABLESPACE'"_s, u"default_tablespace"_s}, u"user_users"_s),
        fact(u"SEQUENCE"_s,
             {u"sequence_name"_s, u"TO_CHAR(min_value)"_s, u"TO_CHAR(max_value)"_s,
              u"TO_CHAR(increment_by)"_s, u"cycle_flag"_s, u"order_flag"_s,
              u"TO_CHAR(cache_size)"_s, flags},
             u"user_sequences"_s),
        fact(u"TRIGGER"_s,
             {u"trigger_name"_s, u"table_owner"_s, u"table_name"_s, u"status"_s,
              u"base_object_type"_s},
             u"user_triggers"_s),
        fact(u"SYNONYM"_s, {u"synonym_name"_s, u"table_owner"_s, u"table_name"_s, u"db_link"_s},
             u"user_synonyms"_s),
        fact(u"GRANT"_s,
             {u"table_name"_s, u"grantee"_s, u"privilege"_s, u"grantable"_s, u"hierarchy"_s},
             u"user_tab_privs_made"_s),
        fact(u"COLUMN GRANT"_s,
             {u"table_name"_s, u"column_name"_s, u"grantee"_s, u"privilege"_s, u"grantable"_s},
             u"user_col_privs_made"_s),
        fact(u"PARTITIONED"_s,
             {u"table_name"_s, u"partitioning_type"_s, u"subpartitioning_type"_s, u"interval"_s},
             u"user_part_tables"_s),
        fact(u"PARTITION KEY"_s, {u"name"_s, u"column_name"_s, u"TO_CHAR(column_position)"_s},
             u"user_part_key_columns WHERE object_type = 'TABLE'"_s),
    };
    if (has121)
        parts +=
            fact(u"IDENTITY"_s,
                 {u"table_name"_s, u"column_name"_s, u"generation_type"_s, u"identity_options"_s},
                 u"user_tab_identity_cols"_s);
    return parts.join(u"\nUNION ALL\n"_s);
}

} // namespace

DictionaryQueries dictionaryQueries(const OracleVersion &version)
{
    const bool has121 = version >= OracleVersion{12, 1};
    const bool has122 = version >= OracleVersion{12, 2};
    DictionaryQueries queries;
    queries.facts = factsQuery(version);
    queries.tables = u"SELECT table_name, tablespace_name, cluster_name, iot_type, temporary, "
                     u"duration, partitioned, nested, "
                     "secondary, dropped, logging, degree, cache, pct_free, compression, "
                     "compress_for, row_movement, "
                     "read_only%1 FROM user_tables ORDER BY table_name"_s.arg(
                         has122 ? u", external"_s : QString());
    queries.columns =
        u"SELECT table_name, column_name, column_id, internal_column_id, data_type, "
        u"data_type_owner, data_length, "
        "data_precision, data_scale, char_length, char_used, nullable, hidden_column, "
        "virtual_column%1%2, data_default "
        "FROM user_tab_cols ORDER BY table_name, internal_column_id"_s.arg(
            has121 ? u", user_generated, default_on_null, identity_column"_s : QString(),
            has122 ? u", collation"_s : QString());
    queries.constraints = u"SELECT table_name, constraint_name, constraint_type, status, "
                          u"validated, deferrable, deferred, generated, rely, "
                          "delete_rule, r_owner, r_constraint_name, index_name, search_condition "
                          "FROM user_constraints "
                          "ORDER BY table_name, constraint_name"_s;
    queries.constraintColumns =
        u"SELECT constraint_name, column_name, position FROM user_cons_columns "
        "ORDER BY constraint_name, position"_s;
    queries.indexes =
        u"SELECT i.index_name, i.index_type, i.table_owner, i.table_name, i.uniqueness, "
        u"i.compression, i.prefix_length, "
        "i.tablespace_name, i.logging, i.degree, i.status, i.visibility, i.partitioned, "
        "i.secondary, i.ityp_owner, "
        "i.ityp_name, i.parameters, c.column_position, c.column_name, c.descend "
        "FROM user_indexes i LEFT JOIN user_ind_columns c ON c.index_name = i.index_name "
        "ORDER BY i.index_name, c.column_position"_s;
    queries.indexExpressions =
        u"SELECT index_name, column_position, column_expression FROM user_ind_expressions "
        "ORDER BY index_name, column_position"_s;
    queries.views =
        u"SELECT view_name, read_only, editioning_view, view_type%1, text FROM user_views ORDER BY view_name"_s
            .arg(has121 ? u", bequeath"_s : QString());
    queries.materializedViews =
        u"SELECT mview_name, container_name, updatable, rewrite_enabled, refresh_mode, "
        "refresh_method, build_mode, query FROM user_mviews ORDER BY mview_name"_s;
    queries.comments =
        u"SELECT 'TABLE' AS kind, table_name, NULL AS column_name, comments FROM user_tab_comments "
        "WHERE comments IS NOT NULL\n"
        "UNION ALL\nSELECT 'COLUMN' AS kind, table_name, column_name, comments FROM "
        "user_col_comments "
        "WHERE comments IS NOT NULL\n"
        "UNION ALL\nSELECT 'MATERIALIZED VIEW' AS kind, mview_name AS table_name, NULL AS "
        "column_name, "
        "comments FROM user_mview_comments WHERE comments IS NOT NULL"_s;
    queries.source = u"SELECT name, type, line, text FROM user_source ORDER BY type, name, line"_s;
    queries.partitions =
        u"SELECT table_name, partition_name, partition_position, interval, high_value "
        "FROM user_tab_partitions ORDER BY table_name, partition_position"_s;
    return queries;
}

QString foreignOwnersQuery()
{
    return u"SELECT r.constraint_name, k.owner, k.table_name, cc.column_name, cc.position FROM "
           u"user_constraints r "
           "JOIN all_constraints k ON k.owner = r.r_owner AND k.constraint_name = "
           "r.r_constraint_name "
           "JOIN all_cons_columns cc ON cc.owner = k.owner AND cc.constraint_name = "
           "k.constraint_name "
           "WHERE r.constraint_type = 'R' AND r.r_owner <> USER ORDER BY r.constraint_name, cc.position"_s;
}

} // namespace Athanor
