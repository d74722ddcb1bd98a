// SPDX-License-Identifier: MIT
#include "ddl/readparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

struct Privilege
{
    QString words;
    QStringList columns;
    bool quoted = false;
    qsizetype place = 0;
};

// One privilege: its words ("CREATE ANY TABLE") or a role's name, and columns.
std::optional<Privilege> readPrivilege(Cursor &at)
{
    Privilege privilege;
    privilege.place = at.offset();
    if (at.isKind(TokenKind::QuotedName)) { // a role
        privilege.words = writtenName(storedName(at.text())); // "MyRole" keeps its quotes
        privilege.quoted = true;
        at.skip();
        return privilege;
    }
    while (at.isKind(TokenKind::Word) && !at.isWord(u"ON") && !at.isWord(u"TO")
           && !at.isWord(u"FROM")) {
        if (!privilege.words.isEmpty())
            privilege.words += u' ';
        privilege.words += storedName(at.text());
        at.skip();
    }
    if (privilege.words.isEmpty() && at.isWords({u"ON", u"COMMIT", u"REFRESH"})) {
        privilege.words = u"ON COMMIT REFRESH"_s;
        at.skip(3);
    }
    if (privilege.words.isEmpty()) {
        at.expected(990, ddlTr("a privilege or a role"));
        return std::nullopt;
    }
    if (privilege.words == "ALL PRIVILEGES"_L1 || privilege.words == "ALL"_L1)
        privilege.words = u"ALL"_s;
    if (at.isPunctuation(u"(")
        && !at.takeNameList(privilege.columns, 904, ddlTr("a column of the privilege")))
        return std::nullopt;
    return privilege;
}

std::optional<std::vector<Privilege>> readPrivileges(Cursor &at)
{
    std::vector<Privilege> privileges;
    do {
        std::optional<Privilege> privilege = readPrivilege(at);
        if (!privilege)
            return std::nullopt;
        privileges.push_back(*std::move(privilege));
    } while (at.takePunctuation(u","));
    return privileges;
}

// ON [DIRECTORY | EDITION | JAVA SOURCE | …] object.
bool readObject(Cursor &at, QualifiedName &object, QString &objectKind)
{
    for (const QStringView kind : {u"DIRECTORY", u"EDITION", u"USER", u"SCHEMA"}) { // 23: SCHEMA
        if (at.isWord(kind) && at.isName(1) && !at.isWord(u"TO", 1) && !at.isWord(u"FROM", 1)) {
            objectKind = kind.toString();
            at.skip();
            break;
        }
    }
    if (at.isWord(u"TYPE") && at.isName(1) && !at.isWord(u"TO", 1) && !at.isWord(u"FROM", 1))
        at.skip(); // allowed, but not needed
    for (const QString &kind : {u"JAVA SOURCE"_s, u"JAVA RESOURCE"_s, u"MINING MODEL"_s}) {
        if (at.isWord(kind.section(u' ', 0, 0)) && at.isWord(kind.section(u' ', 1), 1)) {
            objectKind = kind;
            at.skip(2);
        }
    }
    if (at.takeAll({u"SQL", u"TRANSLATION", u"PROFILE"}))
        objectKind = u"SQL TRANSLATION PROFILE"_s;
    std::optional<QualifiedName> name = at.takeQualifiedName(903, ddlTr("the object after ON"));
    if (!name)
        return false;
    object = *std::move(name);
    return true;
}

// TO a, b: PUBLIC is a grantee although it is reserved.
bool readGrantees(Cursor &at, QStringList &grantees)
{
    do {
        if (at.take(u"PUBLIC")) {
            grantees.append(u"PUBLIC"_s);
            continue;
        }
        std::optional<QString> name = at.takeName(987, ddlTr("a user or role"));
        if (!name)
            return false;
        grantees.append(*std::move(name));
    } while (at.takePunctuation(u","));
    return true;
}

std::vector<Grant> spread(const std::vector<Privilege> &privileges, const QualifiedName &object,
                          const QString &objectKind, const QStringList &grantees)
{
    std::vector<Grant> grants;
    for (const QString &grantee : grantees) {
        for (const Privilege &privilege : privileges) {
            Grant grant;
            grant.privilege = privilege.words;
            grant.columns = privilege.columns;
            grant.object = object;
            grant.objectKind = objectKind;
            grant.grantee = grantee;
            grants.push_back(std::move(grant));
        }
    }
    return grants;
}

} // namespace

DdlStatement readGrant(Cursor &at)
{
    GrantPrivileges statement;
    std::optional<std::vector<Privilege>> privileges = readPrivileges(at);
    if (!privileges) {
        at.skipAll();
        return statement;
    }
    QualifiedName object;
    QString objectKind;
    if (at.take(u"ON")) {
        if (!readObject(at, object, objectKind)) {
            at.skipAll();
            return statement;
        }
    }
    if (!at.take(u"TO")) {
        at.expected(object.isEmpty() ? 990 : 905, ddlTr("TO and the users"));
        at.skipAll();
        return statement;
    }
    // GRANT SELECT TO u: an object's privilege without its object.
    static const QStringList ofObjects{u"SELECT"_s,  u"INSERT"_s,     u"UPDATE"_s, u"DELETE"_s,
                                       u"EXECUTE"_s, u"REFERENCES"_s, u"INDEX"_s,  u"ALTER"_s,
                                       u"READ"_s,    u"DEBUG"_s};
    for (const Privilege &privilege : *privileges) {
        if (object.isEmpty() && !privilege.quoted && ofObjects.contains(privilege.words))
            at.errorAt(
                privilege.place, 990,
                ddlTr("%1: %2 needs ON and an object").arg(oracleText(990), privilege.words));
    }
    if (at.isAnyWord({u"PROCEDURE", u"FUNCTION", u"PACKAGE"}) && at.isName(1)) {
        const qsizetype from = at.offset(); // 12.1: a role to a unit
        at.skipAll();
        at.note(from, at.source().size(), {}, ddlTr("roles granted to a unit are not kept"));
        return NoStructure{u"GRANT ROLE TO UNIT"_s};
    }
    QStringList grantees;
    if (!readGrantees(at, grantees)) {
        at.skipAll();
        return statement;
    }
    statement.grants = spread(*privileges, object, objectKind, grantees);
    bool grantable = false;
    bool delegable = false;
    bool hierarchy = false;
    while (!at.atEnd()) {
        if (at.takeAll({u"WITH", u"GRANT", u"OPTION"})
            || at.takeAll({u"WITH", u"ADMIN", u"OPTION"})) {
            grantable = true;
        } else if (at.takeAll({u"WITH", u"DELEGATE", u"OPTION"})) {
            delegable = true;
        } else if (at.takeAll({u"WITH", u"HIERARCHY", u"OPTION"})) {
            hierarchy = true;
        } else if (at.isWords({u"IDENTIFIED", u"BY"})) { // makes the user; a password is never kept
            at.note(at.offset(), at.offset(), {},
                    ddlTr("IDENTIFIED BY is not kept: a password never is"));
            at.skip(3);
            while (at.takePunctuation(u","))
                at.skip();
        } else if (at.isWord(u"CONTAINER") && at.isPunctuation(u"=", 1)) {
            const qsizetype from = at.offset();
            at.skip(3);
            if (at.slice(from, at.previousEnd()).endsWith(u"ALL", Qt::CaseInsensitive))
                at.note(from, at.previousEnd(), {}, ddlTr("CONTAINER = ALL is not kept"));
        } else {
            expectEnd(at);
        }
    }
    for (Grant &grant : statement.grants) {
        grant.grantable = grantable;
        grant.delegable = delegable;
        grant.hierarchy = hierarchy;
    }
    return statement;
}

DdlStatement readRevoke(Cursor &at)
{
    RevokePrivileges statement;
    if (at.isWords({u"HIERARCHY", u"OPTION", u"FOR"}) || at.isWords({u"GRANT", u"OPTION", u"FOR"})
        || at.isWords({u"ADMIN", u"OPTION", u"FOR"})) {
        at.expected(990, ddlTr("a privilege: in Oracle the option goes only with the privilege"));
        at.skipAll();
        return statement;
    }
    std::optional<std::vector<Privilege>> privileges = readPrivileges(at);
    if (!privileges) {
        at.skipAll();
        return statement;
    }
    for (const Privilege &privilege : *privileges) {
        if (!privilege.columns.isEmpty())
            at.errorAt(privilege.place, 1750, oracleText(1750));
    }
    QualifiedName object;
    QString objectKind;
    if (at.take(u"ON")) {
        if (!readObject(at, object, objectKind)) {
            at.skipAll();
            return statement;
        }
    }
    if (!at.take(u"FROM")) {
        at.expected(905, ddlTr("FROM and the users"));
        at.skipAll();
        return statement;
    }
    QStringList grantees;
    if (!readGrantees(at, grantees)) {
        at.skipAll();
        return statement;
    }
    statement.grants = spread(*privileges, object, objectKind, grantees);
    if (!at.takeAll({u"CASCADE", u"CONSTRAINTS"}))
        at.take(u"FORCE");
    if (at.isWord(u"CONTAINER") && at.isPunctuation(u"=", 1))
        at.skip(3);
    expectEnd(at);
    return statement;
}

} // namespace Athanor
