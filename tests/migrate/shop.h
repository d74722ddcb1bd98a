// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/autogenerate.h"
#include "migrate/review.h"
#include "migrate/run.h"
#include "migrate/status.h"

#include <QtCore/QTemporaryDir>

// A project on disk with a sandbox beside it, for tests. What cannot go wrong in a test's set-up
// ends the program.
class Shop
{
public:
    Shop();

    [[nodiscard]] QString directory() const { return m_directory.path(); }
    [[nodiscard]] Athanor::Workspace workspace() const; // as the disk is now
    [[nodiscard]] std::unique_ptr<Athanor::Session> connect() const;

    void writeModel(const QString &sql) const; // model/model.sql
    void appendToProject(const QString &toml) const;
    // A reviewed revision file; `parents` separated by a blank.
    void writeRevision(const QString &id, const QString &parents, const QString &upgrade,
                       const QString &downgrade = {}, bool reviewed = true) const;
    void editUpgrade(const QString &id, const QString &from,
                     const QString &to) const; // and reviews again
    void reviewAll() const;

    // Plans and runs; the outcome as one line: "a b" for what was applied, "a!2 ORA-00942" where it
    // stopped.
    [[nodiscard]] QString upgrade(const QString &target = QStringLiteral("head")) const;
    [[nodiscard]] QString downgrade(const QString &target) const;
    [[nodiscard]] QString resume(Athanor::CrashAnswer answer = Athanor::CrashAnswer::Unknown) const;
    [[nodiscard]] QString rollback() const;

    [[nodiscard]] QString heads() const; // rows of alembic_version, separated by a blank
    [[nodiscard]] Athanor::Catalog live() const;
    [[nodiscard]] QStringList tables() const; // names
    void execute(const QString &sql) const;
    [[nodiscard]] QString value(const QString &query) const; // of its first row and column
    [[nodiscard]] QStringList statesOf() const; // "a:Applied", newest first

    // Every journal row as "revision.direction.number.status", in order.
    [[nodiscard]] QStringList journal() const;

private:
    [[nodiscard]] QString carryOut(const Athanor::Workspace &workspace, Athanor::Session &session,
                                   const Athanor::Result<Athanor::RunPlan> &plan) const;

    QTemporaryDir m_directory;
};

// The value, or the end of the program with the error's text.
template <typename T>
T must(Athanor::Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().toString()));
    return std::move(*result);
}
inline void must(const Athanor::Result<> &result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().toString()));
}

// Whether two catalogs are one schema; the differences as text, empty for none.
[[nodiscard]] QString differences(const Athanor::Catalog &from, const Athanor::Catalog &to);
