// SPDX-License-Identifier: MIT
#pragma once

#include "schema/datatype.h"
#include "schema/sequence.h"

#include <QtCore/QStringList>

// What the dictionary says in text of its own, read into our words.
namespace Athanor {

// A row of USER_TAB_COLS as far as its type goes; -1 for a null number.
struct DictionaryType
{
    QString dataType; // "VARCHAR2", "TIMESTAMP(6) WITH TIME ZONE", a user type's name
    QString owner; // DATA_TYPE_OWNER: of a user type; PUBLIC or SYS for XMLTYPE
    int dataLength = -1; // bytes
    int precision = -1;
    int scale = -1000; // none; a scale may be negative
    int charLength = -1;
    QString charUsed; // "B", "C"
    bool isReference = false; // DATA_TYPE_MOD = REF

    static constexpr int noScale = -1000;
};
[[nodiscard]] DataType readDictionaryType(const DictionaryType &type, const QString &schemaOwner);

// Tables that Oracle and its options make beside a user's: materialized-view logs, queues, text and
// spatial indexes, flashback archives, Data Pump's (references/dictionary.md, trap 11).
[[nodiscard]] bool isAuxiliaryTable(QStringView name);

// USER_TAB_IDENTITY_COLS.IDENTITY_OPTIONS: "START WITH: 1, INCREMENT BY: 1, MAX_VALUE: …,
// CYCLE_FLAG: N, CACHE_SIZE: 20, …". The list grows with every release; what is not known is passed
// over.
[[nodiscard]] SequenceOptions readIdentityOptions(QStringView text);

// DATA_DEFAULT as it stands in DDL: without the blanks, line ends and comments Oracle keeps behind
// it; NULL is no default.
[[nodiscard]] QString readDefault(const QString &text);

// Of `"COL" IS NOT NULL`, how Oracle writes the condition of a NOT NULL, the column's stored name;
// else empty.
[[nodiscard]] QString notNullColumn(QStringView condition);

// The names a query gives its columns: the alias or the last part of a plain column. None where an
// item has no name that the text tells (an expression without alias, a star).
[[nodiscard]] std::optional<QStringList> queryColumnNames(QStringView query);

} // namespace Athanor
