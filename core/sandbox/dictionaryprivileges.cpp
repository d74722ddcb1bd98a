// SPDX-License-Identifier: MIT
// Grants, privileges and roles.
#include "sandbox/dictionaryviews.h"

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

std::vector<DictionaryRow> tablePrivileges(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const Grant &grant : s.catalog.grants) {
        if (grant.object.isEmpty() || !grant.columns.isEmpty())
            continue;
        // Directories and editions are SYS's, whoever grants on them.
        const QString owner = grant.objectKind.isEmpty() ? ownerOf(grant.object, s.user) : u"SYS"_s;
        QString type = grant.objectKind.isEmpty() ? u"TABLE"_s : grant.objectKind;
        if (s.catalog.views.contains(grant.object))
            type = u"VIEW"_s;
        else if (s.catalog.sequences.contains(grant.object))
            type = u"SEQUENCE"_s;
        for (const auto &[key, unit] : s.catalog.units) {
            if (key.second == grant.object)
                type = toString(key.first);
        }
        rows.push_back({{u"GRANTEE"_s, grant.grantee},
                        {u"OWNER"_s, owner},
                        {u"TABLE_SCHEMA"_s, owner},
                        {u"TABLE_NAME"_s, grant.object.name},
                        {u"GRANTOR"_s, s.user},
                        {u"PRIVILEGE"_s, grant.privilege},
                        {u"GRANTABLE"_s, yesNo(grant.grantable)},
                        {u"HIERARCHY"_s, yesNo(grant.hierarchy)},
                        {u"COMMON"_s, u"NO"_s},
                        {u"TYPE"_s, type},
                        {u"INHERITED"_s, u"NO"_s}});
    }
    return rows;
}

std::vector<DictionaryRow> columnPrivileges(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const Grant &grant : s.catalog.grants) {
        for (const QString &column : grant.columns)
            rows.push_back({{u"GRANTEE"_s, grant.grantee},
                            {u"OWNER"_s, ownerOf(grant.object, s.user)},
                            {u"TABLE_SCHEMA"_s, ownerOf(grant.object, s.user)},
                            {u"TABLE_NAME"_s, grant.object.name},
                            {u"COLUMN_NAME"_s, column},
                            {u"GRANTOR"_s, s.user},
                            {u"PRIVILEGE"_s, grant.privilege},
                            {u"GRANTABLE"_s, yesNo(grant.grantable)}});
    }
    return rows;
}

std::vector<DictionaryRow> systemPrivileges(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const char16_t *privilege :
         {u"CREATE SESSION", u"CREATE TABLE", u"CREATE VIEW", u"CREATE SEQUENCE",
          u"CREATE PROCEDURE", u"CREATE TRIGGER", u"CREATE SYNONYM", u"CREATE TYPE",
          u"CREATE MATERIALIZED VIEW"})
        rows.push_back({{u"USERNAME"_s, s.user},
                        {u"PRIVILEGE"_s, QStringView(privilege).toString()},
                        {u"ADMIN_OPTION"_s, u"NO"_s}});
    return rows;
}

std::vector<DictionaryRow> roles(const DictionarySnapshot &)
{
    return {{{u"ROLE"_s, u"CONNECT"_s}}, {{u"ROLE"_s, u"RESOURCE"_s}}};
}

constexpr DictionaryView viewTable[] = {
    {u"USER_TAB_PRIVS_MADE",
     u"GRANTEE:t TABLE_NAME:t GRANTOR:t PRIVILEGE:t GRANTABLE:t HIERARCHY:t @12.1 COMMON:t TYPE:t",
     u"OWNER", tablePrivileges},
    {u"USER_TAB_PRIVS",
     u"GRANTEE:t OWNER:t TABLE_NAME:t GRANTOR:t PRIVILEGE:t GRANTABLE:t HIERARCHY:t @12.1 COMMON:t "
     u"TYPE:t",
     u"TABLE_SCHEMA", tablePrivileges},
    {u"USER_COL_PRIVS_MADE",
     u"GRANTEE:t TABLE_NAME:t COLUMN_NAME:t GRANTOR:t PRIVILEGE:t GRANTABLE:t", u"OWNER",
     columnPrivileges},
    {u"USER_COL_PRIVS",
     u"GRANTEE:t OWNER:t TABLE_NAME:t COLUMN_NAME:t GRANTOR:t PRIVILEGE:t GRANTABLE:t",
     u"TABLE_SCHEMA", columnPrivileges},
    {u"USER_SYS_PRIVS", u"USERNAME:t PRIVILEGE:t ADMIN_OPTION:t", u"", systemPrivileges},
    {u"SESSION_PRIVS", u"PRIVILEGE:t", u"", systemPrivileges},
    {u"SESSION_ROLES", u"ROLE:t", u"", roles},
};

} // namespace

std::span<const DictionaryView> privilegeViews()
{
    return viewTable;
}

} // namespace Athanor
