// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "revision/objectrule.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <map>

namespace Athanor {

struct Target
{
    QString name; // "sandbox", "dev"
    QString url; // "sandbox:shop.sandbox", "oracle://hr@host:1521/service"; never holds a password
    QString environment; // one of environments(); empty: none given

    [[nodiscard]] bool isProduction() const { return environment == QLatin1String("production"); }
    friend bool operator==(const Target &, const Target &) = default;
};

// "development", "test", "staging", "production": what a target's environment may be.
[[nodiscard]] const QStringList &environments();

enum class TestUserKind { Registered, Account }; // a row of a table; a user of the database

// [test-user.account]: how a database account is made.
struct TestAccountSettings
{
    QString prefix = QStringLiteral("ATHANOR_"); // of its name, as stored
    QString defaultTablespace; // as stored; empty: the database's own
    QString quota; // "50M", "UNLIMITED", on the default tablespace; empty: none
    QStringList grants{QStringLiteral("CREATE SESSION")}; // privileges and roles, as written

    friend bool operator==(const TestAccountSettings &, const TestAccountSettings &) = default;
};

struct TestUserSettings
{
    TestUserKind kind = TestUserKind::Registered; // what is made where nothing else is asked for
    QString table; // as stored; empty: the one table that looks like it
    TestAccountSettings account;
    std::map<QString, QString> values; // stored column name → value
    friend bool operator==(const TestUserSettings &, const TestUserSettings &) = default;
};

// [oracle]: where this project's people have Oracle's client. A relative path is the project's.
struct OracleSettings
{
    QString client; // the folder of the client library, absolute; empty: not named
    QString tnsAdmin; // the folder of tnsnames.ora, absolute; empty: not named
    friend bool operator==(const OracleSettings &, const OracleSettings &) = default;
};

// athanor.toml as a value. Room `revision` keeps settings as text; who uses them reads them.
struct Project
{
    QString directory; // absolute
    QString name;
    QStringList model; // relative paths of folders and files
    QString modelCommand; // prints DDL; empty: none
    QString oracleVersion; // "19"
    QString autoincrement; // "sequence-default"
    QString versionsDirectory; // relative, "versions"
    std::map<QString, QString> variables; // of SQL*Plus's &NAME, upper-case names; never secrets
    bool substitution = true; // false: scripts are read as after SET DEFINE OFF
    bool lowerCaseKeywords = false; // how generated scripts are spelled
    bool lowerCaseNames = false; // those that need no quotes
    QStringList ignore; // stored object names or patterns (*) Athanor leaves alone
    std::vector<ObjectRule> driftIgnore; // [drift] ignore: what a target may differ in
    std::vector<Target> targets; // in file order; the first is the default
    TestUserSettings testUser;
    OracleSettings oracle;

    [[nodiscard]] QString path(const QString &relative) const;
    [[nodiscard]] const Target *target(const QString &wanted) const; // empty: the default one
    friend bool operator==(const Project &, const Project &) = default;
};

inline constexpr const char *projectFileName = "athanor.toml";

// The directory, or its nearest parent, that has an athanor.toml; empty: none has.
[[nodiscard]] QString findProjectDirectory(const QString &directory);

// One athanor.toml and all that is wrong with it, each with file, line, column, what was expected
// and, for an unknown key, the nearest known one. A URL with a password in it is refused, without
// repeating it.
struct ProjectReading
{
    Project project;
    Errors errors; // empty: the project can be used
};
[[nodiscard]] ProjectReading parseProject(const QString &text, const QString &file);

// Reads DIRECTORY/athanor.toml (or the nearest parent's). The first error of parseProject, if there
// is one; its context says how many more there are.
[[nodiscard]] Result<Project> readProject(const QString &directory);

// Makes athanor.toml, model/ and versions/. Refuses a directory that has an athanor.toml already;
// what else is there stays. athanor.toml comes last and at once: a failure leaves nothing that
// looks like a project.
[[nodiscard]] Result<Project> initProject(const QString &directory, const QString &name);

} // namespace Athanor
