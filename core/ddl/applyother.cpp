// SPDX-License-Identifier: MIT
#include "ddl/application.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// What GRANT ALL means, by the kind of object. Database Security Guide, "Object Privileges".
QStringList allPrivileges(const QString &kind, const OracleVersion &version)
{
    QStringList all;
    if (kind == "TABLE"_L1 || kind == "MATERIALIZED VIEW"_L1)
        all = QStringList{u"ALTER"_s,
                          u"DEBUG"_s,
                          u"DELETE"_s,
                          u"FLASHBACK"_s,
                          u"INDEX"_s,
                          u"INSERT"_s,
                          u"ON COMMIT REFRESH"_s,
                          u"QUERY REWRITE"_s,
                          u"REFERENCES"_s,
                          u"SELECT"_s,
                          u"UPDATE"_s};
    else if (kind == "VIEW"_L1)
        all = QStringList{u"DEBUG"_s,
                          u"DELETE"_s,
                          u"FLASHBACK"_s,
                          u"INSERT"_s,
                          u"ON COMMIT REFRESH"_s,
                          u"QUERY REWRITE"_s,
                          u"REFERENCES"_s,
                          u"SELECT"_s,
                          u"UPDATE"_s};
    else if (kind == "SEQUENCE"_L1)
        return {u"ALTER"_s, u"SELECT"_s};
    else if (kind == "PROCEDURE"_L1 || kind == "FUNCTION"_L1 || kind == "PACKAGE"_L1)
        return {u"DEBUG"_s, u"EXECUTE"_s};
    if (!all.isEmpty() && version >= OracleVersion{12, 1})
        all.append(u"READ"_s);
    return all;
}

std::vector<Grant> expanded(const std::vector<Grant> &grants, const QString &kind,
                            const OracleVersion &version)
{
    std::vector<Grant> all;
    for (const Grant &grant : grants) {
        const QStringList privileges = grant.privilege == "ALL"_L1 && !grant.object.isEmpty()
            ? allPrivileges(kind, version)
            : QStringList();
        if (privileges.isEmpty()) {
            all.push_back(grant);
            continue;
        }
        for (const QString &privilege : privileges) {
            Grant one = grant;
            one.privilege = privilege;
            all.push_back(std::move(one));
        }
    }
    return all;
}

bool sameGrant(const Grant &a, const Grant &b)
{
    return a.privilege == b.privilege && a.object == b.object && a.grantee == b.grantee
        && a.columns == b.columns;
}

} // namespace

Result<> Application::operator()(const CommentOn &comment)
{
    const Catalog &c = catalog();
    const QualifiedName &name = comment.object;
    const QString written = writtenName(name);
    // COMMENT is among the statements that a synonym may stand in (SQL Language Reference, CREATE
    // SYNONYM); what it stands for may be elsewhere.
    if (const auto synonym = c.synonyms.find(name); synonym != c.synonyms.end()) {
        const QualifiedName &target = synonym->second.target;
        if (!target.owner.isEmpty() || !synonym->second.databaseLink.isEmpty() || target == name)
            return {};
        CommentOn resolved = comment;
        resolved.object = target;
        return c.synonyms.count(target) != 0 ? Result<>() : (*this)(resolved);
    }
    const bool ofView = c.views.count(name) != 0;
    const bool ofMaterializedView = c.materializedViews.count(name) != 0;
    if (comment.type == "COLUMN"_L1) {
        if (const Table *table = c.table(name)) {
            if (!table->column(comment.column)) {
                if (table->columns.empty())
                    return {}; // an object table: its columns are not known
                return refuse(904,
                              applyTr("%1: invalid identifier, %2 has no such column")
                                  .arg(writtenName(comment.column), written));
            }
            m_draft.setComment(name, comment.column, comment.comment);
            return {};
        }
        const auto setIn = [&comment](std::map<QString, QString> &comments) {
            if (comment.comment.isEmpty())
                comments.erase(comment.column);
            else
                comments.insert_or_assign(comment.column, comment.comment);
        };
        if (ofView) {
            View view = c.views.find(name)->second;
            if (!view.columns.isEmpty() && !view.columns.contains(comment.column))
                return refuse(904,
                              applyTr("%1: invalid identifier, %2 has no such column")
                                  .arg(writtenName(comment.column), written));
            setIn(view.columnComments);
            m_draft.put(std::move(view));
            return {};
        }
        if (ofMaterializedView) {
            MaterializedView view = c.materializedViews.find(name)->second;
            setIn(view.columnComments);
            m_draft.put(std::move(view));
            return {};
        }
        return refuse(942, applyTr("table or view does not exist: %1").arg(written));
    }
    if (comment.type == "TABLE"_L1) {
        if (c.table(name)) {
            m_draft.setComment(name, {}, comment.comment);
        } else if (ofView) {
            View view = c.views.find(name)->second;
            view.comment = comment.comment;
            m_draft.put(std::move(view));
        } else if (ofMaterializedView) {
            return refuse(12098,
                          applyTr("cannot comment on the materialized view %1: use COMMENT ON "
                                  "MATERIALIZED VIEW")
                              .arg(written));
        } else {
            return refuse(942, applyTr("table or view does not exist: %1").arg(written));
        }
        return {};
    }
    if (comment.type == "MATERIALIZED VIEW"_L1) {
        if (!ofMaterializedView)
            return refuse(12003, applyTr("materialized view does not exist: %1").arg(written));
        MaterializedView view = c.materializedViews.find(name)->second;
        view.comment = comment.comment;
        m_draft.put(std::move(view));
    }
    return {}; // operators, editions, mining models: no comment is kept of them
}

Result<> Application::operator()(const GrantPrivileges &statement)
{
    QString kind;
    if (!statement.grants.empty() && !statement.grants.front().object.isEmpty()) {
        const QualifiedName &object = statement.grants.front().object;
        kind = holderOf(object);
        const bool opaque =
            std::any_of(catalog().opaque.begin(), catalog().opaque.end(),
                        [&object](const auto &entry) { return entry.first.second == object; });
        const bool unit =
            std::any_of(catalog().units.begin(), catalog().units.end(),
                        [&object](const auto &entry) { return entry.first.second == object; });
        // DBMS_LOCK and the like are there; directories, users and editions are no schema's.
        const QString &privilege = statement.grants.front().privilege;
        const bool elsewhere = isSystemView(object.name)
            || !statement.grants.front().objectKind.isEmpty()
            || privilege == "FLASHBACK ARCHIVE"_L1;
        if (kind.isEmpty() && !opaque && !unit && object.owner.isEmpty() && !elsewhere)
            return privilege == "EXECUTE"_L1
                ? refuse(4042,
                         applyTr("procedure, function, package, or package body does not exist: %1")
                             .arg(writtenName(object)))
                : refuse(942, applyTr("table or view does not exist: %1").arg(writtenName(object)));
        for (const Grant &grant : statement.grants) {
            const Table *table = catalog().table(object);
            for (const QString &column : grant.columns)
                if (table && !table->columns.empty() && !table->column(column))
                    return refuse(904,
                                  applyTr("%1: invalid identifier, table %2 has no such column")
                                      .arg(writtenName(column), writtenName(object)));
        }
    }
    for (const Grant &grant : statement.grants) {
        const bool toRole = catalog().opaque.count({u"ROLE"_s, {{}, grant.grantee}}) != 0;
        if (grant.grantable && !grant.object.isEmpty() && toRole)
            return refuse(
                1926, applyTr("cannot GRANT to a role WITH GRANT OPTION: %1").arg(grant.grantee));
    }
    for (const Grant &grant : expanded(statement.grants, kind, m_version)) {
        if (!m_draft.mayBeGranted(grant)) {
            m_draft.addGrant(grant);
            continue;
        }
        std::vector<Grant> &grants = m_draft.editGrants();
        const auto same = std::find_if(grants.begin(), grants.end(), [&grant](const Grant &other) {
            return sameGrant(grant, other);
        });
        if (same == grants.end()) {
            m_draft.addGrant(grant);
        } else { // granted again: an option is added, never taken away
            same->grantable = same->grantable || grant.grantable;
            same->delegable = same->delegable || grant.delegable;
            same->hierarchy = same->hierarchy || grant.hierarchy;
        }
    }
    return {};
}

Result<> Application::operator()(const RevokePrivileges &statement)
{
    std::vector<Grant> &grants = m_draft.editGrants();
    for (const Grant &grant : statement.grants) {
        const bool all = grant.privilege == "ALL"_L1 && !grant.object.isEmpty();
        const auto removed = std::erase_if(grants, [&grant, all](const Grant &other) {
            return (all || other.privilege == grant.privilege) && other.object == grant.object
                && other.grantee == grant.grantee;
        });
        // ALL of nothing is no error, and another schema's grants are not all known.
        if (removed != 0 || all || !grant.object.owner.isEmpty())
            continue;
        if (grant.object.isEmpty())
            return refuse(1952,
                          applyTr("system privileges not granted to '%1'").arg(grant.grantee));
        if (!isReadable(grant.object) && holderOf(grant.object).isEmpty())
            return refuse(
                942, applyTr("table or view does not exist: %1").arg(writtenName(grant.object)));
        return refuse(1927,
                      applyTr("cannot REVOKE privileges you did not grant: %1 on %2 to %3")
                          .arg(grant.privilege, writtenName(grant.object), grant.grantee));
    }
    return {};
}

Result<> Application::operator()(const CreateOpaque &create)
{
    const OpaqueObject &object = create.object;
    const bool exists = catalog().opaque.count({object.kind, object.name}) != 0;
    if (exists && create.ifNotExists)
        return {};
    if (object.kind == "MATERIALIZED VIEW LOG"_L1) {
        if (exists)
            return refuse(12000,
                          applyTr("a materialized view log already exists on table '%1'")
                              .arg(writtenName(object.name)));
        const Table *table = catalog().table(object.name);
        const bool byRowid =
            object.text.contains("WITH"_L1) && !object.text.contains("PRIMARY KEY"_L1);
        if (table && !table->primaryKey() && !table->columns.empty() && !byRowid)
            return refuse(12014,
                          applyTr("table '%1' does not contain a primary key constraint: write "
                                  "WITH ROWID")
                              .arg(writtenName(object.name)));
        if (object.name.owner.isEmpty() && !isReadable(object.name))
            return refuse(
                942, applyTr("table or view does not exist: %1").arg(writtenName(object.name)));
    }
    if (exists && object.kind == "DATABASE LINK"_L1)
        return refuse(2011,
                      applyTr("duplicate database link name: %1").arg(writtenName(object.name)));
    if (exists && object.kind == "ROLE"_L1)
        return refuse(1921,
                      applyTr("role name '%1' conflicts with another user or role name")
                          .arg(writtenName(object.name)));
    if (exists && object.kind == "USER"_L1)
        return refuse(1920,
                      applyTr("user name '%1' conflicts with another user or role name")
                          .arg(writtenName(object.name)));
    if (exists && !create.orReplace)
        return refuse(955,
                      applyTr("name is already used by an existing object: %1")
                          .arg(writtenName(object.name)));
    m_draft.put(OpaqueObject(object));
    return {};
}

Result<> Application::operator()(const DropOpaque &drop)
{
    if (catalog().opaque.count({drop.kind, drop.name}) != 0) {
        m_draft.takeOpaque({drop.kind, drop.name});
        if (drop.kind == "DIRECTORY"_L1 || drop.kind == "OPERATOR"_L1)
            dropGrantsOn(drop.name);
        return {};
    }
    if (drop.ifExists)
        return {};
    const QString name = writtenName(drop.name.name);
    if (drop.kind == "MATERIALIZED VIEW LOG"_L1)
        return refuse(12002, applyTr("there is no materialized view log on table %1").arg(name));
    if (drop.kind == "DATABASE LINK"_L1)
        return refuse(2024, applyTr("database link not found: %1").arg(name));
    if (drop.kind == "ROLE"_L1)
        return refuse(1919, applyTr("role '%1' does not exist").arg(name));
    if (drop.kind == "USER"_L1)
        return refuse(1918, applyTr("user '%1' does not exist").arg(name));
    if (drop.kind == "TABLESPACE"_L1)
        return refuse(959, applyTr("tablespace '%1' does not exist").arg(name));
    if (drop.kind == "PROFILE"_L1)
        return refuse(2380, applyTr("profile %1 does not exist").arg(name));
    return refuse(4043, applyTr("object %1 does not exist").arg(name));
}

} // namespace Athanor
