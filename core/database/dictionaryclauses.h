// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

// Clauses that a catalog carries as text, written from what the dictionary says: as a person would
// write them, Oracle's defaults left out.
namespace Athanor {

// Behind the others, a blank between.
void appendClause(QString &clauses, const QString &clause);

// "PARALLEL", "PARALLEL 4" of DEGREE, which is padded text: "         1", "   DEFAULT".
[[nodiscard]] QString parallelClause(const QString &degree);

struct StoredLob
{
    bool secureFile = true;
    QString tablespace; // empty: the default
    bool inRow = true;
    QString cache; // "YES", "NO", "CACHEREADS"
    bool logging = true;
    QString compression; // "NO", "NONE", "LOW", "MEDIUM", "HIGH"
    bool deduplicate = false;
};
[[nodiscard]] QString lobStorageClause(const StoredLob &storage); // STORE AS SECUREFILE (CACHE)

// STORAGE_TYPE of USER_XML_TABLES and USER_XML_TAB_COLS; binary XML is the default since 11.2.0.2.
[[nodiscard]] QString xmlTableStorage(const QString &type); // XMLTYPE STORE AS …
[[nodiscard]] QString xmlColumnStorage(const QString &type); // STORE AS …

// ENCRYPT USING 'AES256' NO SALT, of "AES 256 bits key", "NO", "SHA-1".
[[nodiscard]] QString encryptionClause(const QString &algorithm, const QString &salt,
                                       const QString &integrity);

// CREATE DATABASE LINK … as the DDL reader keeps it: a password is a variable, filled in by whoever
// runs it.
[[nodiscard]] QString databaseLinkText(const QString &name, const QString &user,
                                       const QString &host);

} // namespace Athanor
