// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <map>

namespace Athanor {

struct Target
{
    QString name; // "sandbox", "dev"
    QString url; // "sandbox:shop.sandbox", "oracle://hr@host:1521/service"; never holds a password
    QString environment; // "development", "test", "production"; empty: none given

    [[nodiscard]] bool isProduction() const { return environment == QLatin1String("production"); }
    friend bool operator==(const Target &, const Target &) = default;
};

struct TestUserSettings
{
    QString table; // as stored; empty: the one table that looks like it
    std::map<QString, QString> values; // stored column name → value
    friend bool operator==(const TestUserSettings &, const TestUserSettings &) = default;
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
    QStringList ignore; // stored object names or patterns (*) Athanor leaves alone
    std::vector<Target> targets; // in file order; the first is the default
    TestUserSettings testUser;

    [[nodiscard]] QString path(const QString &relative) const;
    [[nodiscard]] const Target *target(const QString &name) const; // empty name: the default one
    friend bool operator==(const Project &, const Project &) = default;
};

// Reads DIRECTORY/athanor.toml (or the nearest parent's). All that is wrong is said with file, line, column; unknown keys are
// errors that name the nearest known one. A URL with a password in it is refused, without repeating it.
[[nodiscard]] Result<Project> readProject(const QString &directory);

// Makes athanor.toml, model/ and versions/. Refuses a directory that has an athanor.toml already.
[[nodiscard]] Result<Project> initProject(const QString &directory, const QString &name);

} // namespace Athanor
