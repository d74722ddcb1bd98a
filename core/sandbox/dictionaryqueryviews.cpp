// SPDX-License-Identifier: MIT
// Views, materialized views and their logs.
#include "sandbox/clausetext.h"
#include "sandbox/dictionaryviews.h"

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

std::vector<DictionaryRow> views(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, view] : s.catalog.views) {
        ClauseText object(view.otherClauses);
        const bool isObject = object.seek({u"OF"});
        const QString type = isObject ? object.takeName() : QString();
        ClauseText identifier = object;
        const QString oid = identifier.seek({u"IDENTIFIER"}) || identifier.seek({u"OID"})
            ? identifier.takeParenthesised()
            : QString();
        const QString super = object.seek({u"UNDER"}) ? object.takeName() : QString();
        rows.push_back({{u"OWNER"_s, ownerOf(name, s.user)},
                        {u"VIEW_NAME"_s, name.name},
                        {u"VIEW_TYPE_OWNER"_s, isObject ? s.user : QString()},
                        {u"VIEW_TYPE"_s, type},
                        {u"OID_TEXT"_s, oid},
                        {u"SUPERVIEW_NAME"_s, super},
                        {u"TEXT_LENGTH"_s, qint64{view.query.size()}},
                        {u"TEXT"_s, view.query},
                        {u"TEXT_VC"_s, view.query.left(4000)},
                        {u"EDITIONING_VIEW"_s, yn(view.otherClauses.contains(u"EDITIONING"))},
                        {u"READ_ONLY"_s, yn(view.readOnly)},
                        {u"BEQUEATH"_s,
                         view.otherClauses.contains(u"BEQUEATH CURRENT_USER") ? u"CURRENT_USER"_s
                                                                              : u"DEFINER"_s}});
    }
    return rows;
}

std::vector<DictionaryRow> materializedViews(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, view] : s.catalog.materializedViews) {
        const QString options = u' ' + view.options.toUpper() + u' ';
        const auto has = [&](QStringView word) { return options.contains(word); };
        rows.push_back({{u"OWNER"_s, ownerOf(name, s.user)},
                        {u"MVIEW_NAME"_s, name.name},
                        {u"CONTAINER_NAME"_s, name.name},
                        {u"QUERY"_s, view.query},
                        {u"QUERY_LEN"_s, qint64{view.query.size()}},
                        {u"UPDATABLE"_s, yn(has(u" FOR UPDATE "))},
                        {u"REWRITE_ENABLED"_s, yn(has(u" ENABLE QUERY REWRITE "))},
                        {u"REFRESH_MODE"_s,
                         has(u" NEVER REFRESH ")   ? u"NEVER"_s
                             : has(u" ON COMMIT ") ? u"COMMIT"_s
                                                   : u"DEMAND"_s},
                        {u"REFRESH_METHOD"_s,
                         has(u" NEVER REFRESH ")  ? u"NEVER"_s
                             : has(u" FAST ")     ? u"FAST"_s
                             : has(u" COMPLETE ") ? u"COMPLETE"_s
                                                  : u"FORCE"_s},
                        {u"BUILD_MODE"_s,
                         has(u" BUILD DEFERRED ") ? u"DEFERRED"_s
                             : has(u" PREBUILT ") ? u"PREBUILT"_s
                                                  : u"IMMEDIATE"_s},
                        {u"USE_NO_INDEX"_s, yn(has(u" USING NO INDEX "))},
                        {u"FAST_REFRESHABLE"_s, u"NO"_s},
                        {u"STALENESS"_s, u"FRESH"_s},
                        {u"COMPILE_STATE"_s, u"VALID"_s}});
    }
    return rows;
}

// CREATE MATERIALIZED VIEW LOG ON t WITH PRIMARY KEY, ROWID, SEQUENCE (a, b) INCLUDING NEW VALUES
std::vector<DictionaryRow> materializedViewLogs(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[key, object] : s.catalog.opaque) {
        if (key.first != u"MATERIALIZED VIEW LOG")
            continue;
        const auto has = [&object = object](std::initializer_list<QStringView> words) {
            ClauseText clause(object.text);
            return clause.seek({u"WITH"}) && clause.seek(words);
        };
        const bool rowids = has({u"ROWID"});
        const bool objectId = has({u"OBJECT", u"ID"});
        const bool sequence = has({u"SEQUENCE"});
        ClauseText filter(object.text);
        bool filters = false;
        if (filter.seek({u"WITH"})) {
            while (!filter.atEnd() && !filters) {
                filters = !filter.takeParenthesised().isEmpty();
                if (!filters)
                    (void)filter.takeWord();
            }
        }
        rows.push_back(
            {{u"LOG_OWNER"_s, ownerOf(key.second, s.user)},
             {u"OWNER"_s, ownerOf(key.second, s.user)},
             {u"MASTER"_s, key.second.name},
             {u"LOG_TABLE"_s, u"MLOG$_"_s + key.second.name},
             {u"ROWIDS"_s, yesNo(rowids)},
             {u"PRIMARY_KEY"_s, yesNo(has({u"PRIMARY", u"KEY"}) || (!rowids && !objectId))},
             {u"OBJECT_ID"_s, yesNo(objectId)},
             {u"FILTER_COLUMNS"_s, yesNo(filters)},
             {u"SEQUENCE"_s, yesNo(sequence)},
             {u"INCLUDE_NEW_VALUES"_s, yesNo(object.text.contains(u"INCLUDING NEW VALUES"))},
             {u"COMMIT_SCN_BASED"_s, yesNo(has({u"COMMIT", u"SCN"}))}});
    }
    return rows;
}

constexpr DictionaryView viewTable[] = {
    {u"USER_VIEWS",
     u"VIEW_NAME:t TEXT_LENGTH:n TEXT:l @12.1 TEXT_VC:t @11.2 TYPE_TEXT_LENGTH:n TYPE_TEXT:t "
     u"OID_TEXT_LENGTH:n OID_TEXT:t "
     "VIEW_TYPE_OWNER:t VIEW_TYPE:t SUPERVIEW_NAME:t EDITIONING_VIEW:t READ_ONLY:t @12.1 "
     "BEQUEATH:t",
     u"OWNER", views},
    {u"USER_MVIEWS",
     u"OWNER:t MVIEW_NAME:t CONTAINER_NAME:t QUERY:l QUERY_LEN:n UPDATABLE:t REWRITE_ENABLED:t "
     u"REFRESH_MODE:t "
     "REFRESH_METHOD:t BUILD_MODE:t USE_NO_INDEX:t FAST_REFRESHABLE:t STALENESS:t COMPILE_STATE:t",
     u"", materializedViews},
    {u"USER_MVIEW_LOGS",
     u"LOG_OWNER:t MASTER:t LOG_TABLE:t ROWIDS:t PRIMARY_KEY:t OBJECT_ID:t FILTER_COLUMNS:t "
     u"SEQUENCE:t INCLUDE_NEW_VALUES:t COMMIT_SCN_BASED:t",
     u"", materializedViewLogs},
};

} // namespace

std::span<const DictionaryView> queryViews()
{
    return viewTable;
}

} // namespace Athanor
