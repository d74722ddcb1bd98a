// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringView>

// Clauses that two people, or a person and the dictionary, spell differently and mean the same.
namespace Athanor {

// Whether a column's storage ("LOB (DOC)", "XMLTYPE COLUMN D": STORE AS …) or INMEMORY as it is has
// all that is asked for; what is not asked for may be anything. An empty `is` is Oracle's default.
[[nodiscard]] bool storageSatisfies(QStringView is, QStringView asked);

// COMPRESS FOR OLTP is ROW STORE COMPRESS ADVANCED, COMPRESS is ROW STORE COMPRESS BASIC.
[[nodiscard]] bool sameCompression(QStringView a, QStringView b);

// Whether two materialized views' options differ in nothing but Oracle's defaults (BUILD IMMEDIATE
// REFRESH FORCE ON DEMAND DISABLE QUERY REWRITE) and clauses of storage.
[[nodiscard]] bool sameMaterialization(const QString &a, const QString &b);

// CREATE MATERIALIZED VIEW LOG, CREATE DATABASE LINK …: the same but for defaults, the order of a
// log's columns and what the dictionary does not tell.
[[nodiscard]] bool sameOpaqueText(const QString &kind, const QString &a, const QString &b);

} // namespace Athanor
