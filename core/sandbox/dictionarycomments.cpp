// SPDX-License-Identifier: MIT
#include "sandbox/dictionaryviews.h"

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// What Oracle writes there by itself.
QString containerComment(const QualifiedName &view, const QString &user)
{
    return u"snapshot table for snapshot %1.%2"_s.arg(ownerOf(view, user), view.name);
}

std::vector<DictionaryRow> tabComments(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    const auto add = [&](const QualifiedName &name, const QString &type, const QString &comment) {
        rows.push_back({{u"OWNER"_s, ownerOf(name, s.user)},
                        {u"TABLE_NAME"_s, name.name},
                        {u"TABLE_TYPE"_s, type},
                        {u"COMMENTS"_s, comment}});
    };
    for (const auto &[name, table] : s.catalog.tables)
        add(name, u"TABLE"_s, table.comment);
    for (const auto &[name, view] : s.catalog.views)
        add(name, u"VIEW"_s, view.comment);
    for (const auto &[name, view] : s.catalog.materializedViews)
        add(name, u"TABLE"_s, containerComment(name, s.user));
    return rows;
}

std::vector<DictionaryRow> colComments(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    const auto add = [&](const QualifiedName &table, const QString &column,
                         const QString &comment) {
        rows.push_back({{u"OWNER"_s, ownerOf(table, s.user)},
                        {u"TABLE_NAME"_s, table.name},
                        {u"COLUMN_NAME"_s, column},
                        {u"COMMENTS"_s, comment}});
    };
    for (const auto &[name, table] : s.catalog.tables) {
        for (const Column &column : table.columns)
            add(name, column.name, column.comment);
    }
    for (const auto &[name, view] : s.catalog.views) {
        for (const auto &[column, comment] : view.columnComments)
            add(name, column, comment);
    }
    for (const auto &[name, view] : s.catalog.materializedViews) {
        for (const auto &[column, comment] : view.columnComments)
            add(name, column, comment);
    }
    return rows;
}

std::vector<DictionaryRow> materializedViewComments(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, view] : s.catalog.materializedViews) {
        const QString text = view.comment.isEmpty() ? containerComment(name, s.user) : view.comment;
        rows.push_back({{u"OWNER"_s, ownerOf(name, s.user)},
                        {u"MVIEW_NAME"_s, name.name},
                        {u"COMMENTS"_s, text}});
    }
    return rows;
}

constexpr DictionaryView views[] = {
    {u"USER_TAB_COMMENTS", u"TABLE_NAME:t TABLE_TYPE:t COMMENTS:t", u"OWNER", tabComments},
    {u"USER_COL_COMMENTS", u"TABLE_NAME:t COLUMN_NAME:t COMMENTS:t", u"OWNER", colComments},
    {u"USER_MVIEW_COMMENTS", u"MVIEW_NAME:t COMMENTS:t", u"OWNER", materializedViewComments},
};

} // namespace

std::span<const DictionaryView> commentViews()
{
    return views;
}

} // namespace Athanor
