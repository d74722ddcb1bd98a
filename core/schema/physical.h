// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringView>

#include <map>

// Physical clauses in the one spelling in which equal ones are equal. People write them in many
// ways and leave out what Oracle does anyway; a dictionary says everything, defaults included.
namespace Athanor {

// "STORE AS SECUREFILE SEG (TABLESPACE USERS CACHE)" of a LOB, VARRAY or XMLTYPE column, taken
// apart. SQL Language Reference, CREATE TABLE, LOB_storage_clause.
struct LobStorage
{
    QString kind; // "SECUREFILE", "BASICFILE", "SECUREFILE BINARY XML" …; empty: not said
    QString segment; // its name, as written; empty: Oracle's own
    std::map<QString, QString> parameters; // "CACHE" → "CACHE READS", "TABLESPACE" → "TABLESPACE
                                           // USERS": one of each family of words
    QString ending; // what stands behind the parentheses: XMLSCHEMA …, RETURN AS …

    friend bool operator==(const LobStorage &, const LobStorage &) = default;
};

// Whether a keyword of Table::physical says how a column is stored.
[[nodiscard]] bool isColumnStorage(QStringView keyword);

// Whether it is of this column: "LOB (DOC)", "NESTED TABLE N", "XMLTYPE COLUMN D", "VARRAY V".
[[nodiscard]] bool isStorageOf(QStringView keyword, const QString &column);

[[nodiscard]] LobStorage lobStorage(QStringView clause);
[[nodiscard]] QString toString(const LobStorage &storage);
// Without the parameters that say what Oracle does anyway, and with what SECUREFILE ignores left
// out.
[[nodiscard]] LobStorage canonical(LobStorage storage);
// The words that take a parameter back: "CACHE" → "NOCACHE". Empty: MODIFY LOB cannot.
[[nodiscard]] QString lobDefault(const QString &family);

// "ADD TITLE 'Tee', HIDDEN" as name → value; a DROP has no entry.
[[nodiscard]] std::map<QString, QString> annotations(QStringView clause);
// "(TITLE 'Tee', HIDDEN)" after ANNOTATIONS (ADD …, DROP …, REPLACE …); empty when none are left.
[[nodiscard]] QString mergedAnnotations(QStringView before, QStringView change);

// What stands in ALTER … ANNOTATIONS (…) between the two: "DROP HIDDEN, ADD TITLE 'Tee'".
[[nodiscard]] QString annotationChanges(QStringView before, QStringView after);

// A column's other clauses by what they begin with: "ENCRYPT" → "ENCRYPT NO SALT", "ANNOTATIONS" →
// "ANNOTATIONS (X 'y')", "DOMAIN", "RESERVABLE" …; what is none of these under "".
[[nodiscard]] std::map<QString, QString> columnClauses(QStringView text);
// The same for comparing, never for writing: ENCRYPT USING 'AES192' is ENCRYPT, as the dictionary
// tells it, but in 23ai ENCRYPT alone asks for another algorithm.
[[nodiscard]] std::map<QString, QString> comparedColumnClauses(QStringView text);
[[nodiscard]] QString toString(const std::map<QString, QString> &columnClauses);

// The value of a physical clause as Oracle stores it; empty: its default. Tables' compression words
// of three releases are alike here: COMPRESS FOR OLTP is ROW STORE COMPRESS ADVANCED.
[[nodiscard]] QString canonicalPhysical(QStringView keyword, const QString &value);

} // namespace Athanor
