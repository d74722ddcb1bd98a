// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringView>

// Clauses that two people, or a person and the dictionary, spell differently and mean the same.
namespace Athanor {

// Whether a column's storage ("LOB (DOC)", "XMLTYPE COLUMN D": STORE AS …) or INMEMORY as it is has
// all that is asked for; what is not asked for may be anything, but for a LOB's ENCRYPT, RETENTION,
// CHUNK and CACHE. An empty `is` is Oracle's default.
[[nodiscard]] bool storageSatisfies(QStringView is, QStringView asked);

// A materialized view's options without what Oracle does anyway. SQL Language Reference, CREATE
// MATERIALIZED VIEW.
[[nodiscard]] QString comparedOptions(const QString &options);

// Whether two materialized views' options differ in nothing but Oracle's defaults (BUILD IMMEDIATE
// REFRESH FORCE ON DEMAND DISABLE QUERY REWRITE) and the order of their clauses.
[[nodiscard]] bool sameMaterialization(const QString &a, const QString &b);
// The same of what the dictionary tells: when and how it is built and refreshed.
[[nodiscard]] bool sameToldOptions(const QString &a, const QString &b);
// And the rest: WITH ROWID, START WITH, storage.
[[nodiscard]] QString untoldOptions(const QString &options);

// CREATE MATERIALIZED VIEW LOG, CREATE DATABASE LINK …: the same but for defaults and the order of
// a log's columns and clauses.
[[nodiscard]] bool sameOpaqueText(const QString &kind, const QString &a, const QString &b);
// The same of what the dictionary tells.
[[nodiscard]] bool sameToldText(const QString &kind, const QString &a, const QString &b);

} // namespace Athanor
