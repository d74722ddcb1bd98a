// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QtCore/QDateTime>
#include <QtCore/QStringList>

#include <vector>

namespace Athanor {

// One file of an Alembic repository's versions folder: its header and the text of its two
// functions. The file is read, never run.
struct AlembicScript
{
    QString id;
    QStringList downRevisions; // parents; empty for a base, several for a merge
    QStringList dependsOn; // revisions that must have run before, on another branch
    QString message; // the first line of the docstring
    QDateTime created; // UTC; invalid where the docstring has no date
    QString upgrade; // Python, without its indentation
    QString downgrade;
    QString file;

    friend bool operator==(const AlembicScript &, const AlembicScript &) = default;
};

// Refuses (Syntax) a file without `revision = "…"`, and a header that is computed.
[[nodiscard]] Result<AlembicScript> parseAlembicScript(const QString &text, const QString &file);

struct AlembicFolder
{
    std::vector<AlembicScript> scripts; // by file name
    Errors errors;
};

// `path`: the versions folder, the folder around it, or one that has an alembic.ini. Files without
// a revision (env.py, __init__.py) are passed over.
[[nodiscard]] AlembicFolder readAlembicFolder(const QString &path);

// A part of `alembic upgrade … --sql`: what one revision runs.
struct AlembicStep
{
    bool isUpgrade = true;
    QStringList from; // revisions; empty: base
    QStringList to;
    QString sql; // as Alembic wrote it, its bookkeeping too, without the comment that names it
    int line = 0; // of the script that `sql` begins on

    friend bool operator==(const AlembicStep &, const AlembicStep &) = default;
};

// Cut at the comments "-- Running upgrade a, b -> c" that Alembic's offline mode writes
// (alembic/runtime/migration.py). Refuses (Syntax) a text that has none.
[[nodiscard]] Result<std::vector<AlembicStep>> cutAlembicSql(const QString &text,
                                                             const QString &file);

} // namespace Athanor
