// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/accounts.h"
#include "sandbox/catalogstore.h"
#include "sandbox/functions.h"
#include "sandbox/translator.h"

#include <functional>

namespace Athanor {

struct DictionaryError
{
    QString name;
    QString type;
    QString text;
};

// What the dictionary views show.
struct DictionarySnapshot
{
    const Catalog &catalog;
    const std::map<ObjectRef, ObjectFacts> &facts;
    const std::map<QString, SequenceState> &sequences;
    QString user;
    OracleVersion version;
    const FunctionContext &session;
    std::vector<SandboxAccount> accounts; // users and roles beside the sandbox's own
    std::vector<DictionaryError> errors;
    QStringList notModelled;
    std::function<std::vector<ResultColumn>(const QString &query)> queryColumns;
};

// The columns of a dictionary view of that release (USER_…, its ALL_… twin, V$VERSION …); null
// where there is no such view.
[[nodiscard]] const std::vector<DictionaryColumn> *dictionaryColumns(const QString &view,
                                                                     const OracleVersion &version);
// Its rows, values in the order of the columns.
[[nodiscard]] std::vector<SandboxRow> dictionaryRows(const QString &view,
                                                     const DictionarySnapshot &snapshot);
// Whether it shows nothing but the schema, so that it changes with the schema's version only.
[[nodiscard]] bool isSteadyView(const QString &view);

// ---- for the files that make the rows

// One row by column names; what is not set is NULL. Makers give the rows of every owner, named in
// OWNER (none: the user); USER_ views leave those of others out.
using DictionaryRow = std::map<QString, SandboxValue>;
using DictionaryRowMaker = std::vector<DictionaryRow> (*)(const DictionarySnapshot &);

struct DictionaryView
{
    const char16_t *name; // USER_…, or as it is where it has no twins
    const char16_t *columns; // "NAME:t …": t text, n number, d date, c CLOB, l LONG; "@12.1" before
                             // what came with it
    // Of the ALL_ and DBA_ twins. "": they have no other column than the USER_ view has; null:
    // there are no twins.
    const char16_t *ownerColumn;
    DictionaryRowMaker rows;
    const char16_t *since = u""; // the release that brought the view
};

// Each in the file of its name: dictionarytables.cpp …
[[nodiscard]] std::span<const DictionaryView> tableViews();
[[nodiscard]] std::span<const DictionaryView> columnViews();
[[nodiscard]] std::span<const DictionaryView> storageViews();
[[nodiscard]] std::span<const DictionaryView> partitionViews();
[[nodiscard]] std::span<const DictionaryView> commentViews();
[[nodiscard]] std::span<const DictionaryView> constraintViews();
[[nodiscard]] std::span<const DictionaryView> indexViews();
[[nodiscard]] std::span<const DictionaryView> queryViews(); // views and materialized views
[[nodiscard]] std::span<const DictionaryView> objectViews();
[[nodiscard]] std::span<const DictionaryView> privilegeViews();
[[nodiscard]] std::span<const DictionaryView> sessionViews();

// An expression as the dictionary keeps it: names quoted, upper case, without blanks: UPPER("B").
[[nodiscard]] QString dictionaryExpression(const QString &text, const Table &table);
// A default as the dictionary keeps it: as written, but sequences with their owner.
[[nodiscard]] QString dictionaryDefault(const QString &text, const DictionarySnapshot &snapshot);
// The hidden column that an index expression or a descending column has: SYS_NC00005$.
[[nodiscard]] QString hiddenColumn(const Table &table, const Index &index, size_t position,
                                   const Catalog &catalog);
[[nodiscard]] QString yesNo(bool yes); // YES, NO
[[nodiscard]] QString yn(bool yes); // Y, N
[[nodiscard]] bool isOwn(const QualifiedName &name);
[[nodiscard]] QString ownerOf(const QualifiedName &name, const QString &user);
// A physical clause's value; empty where there is none.
[[nodiscard]] QString physicalOf(const std::map<QString, QString> &physical, const QString &key);
// "PARALLEL 4" → "4", without → "1"
[[nodiscard]] QString degreeOf(const std::map<QString, QString> &physical);
// The storage tables of nested columns, by "NESTED TABLE C STORE AS N": column → storage table.
[[nodiscard]] std::map<QString, QString> nestedTables(const Table &table);
// The number in front of a text, NULL where none is.
[[nodiscard]] SandboxValue numberOf(const QString &text);

} // namespace Athanor
