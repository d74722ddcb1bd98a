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

// One row by column names; what is not set is NULL.
using DictionaryRow = std::map<QString, SandboxValue>;
using DictionaryRowMaker = std::vector<DictionaryRow> (*)(const DictionarySnapshot &);

struct DictionaryView
{
    const char16_t *name; // without USER_
    const char16_t
        *columns; // "NAME:t …": t text, n number, d date, l LONG; "@12.1" before what came with it
    const char16_t *ownerColumn; // of the ALL_ twin
    DictionaryRowMaker rows;
};

[[nodiscard]] std::span<const DictionaryView> tableViews(); // dictionarytables.cpp
[[nodiscard]] std::span<const DictionaryView> constraintViews(); // dictionaryconstraints.cpp
[[nodiscard]] std::span<const DictionaryView> objectViews(); // dictionaryobjects.cpp

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
// The number in front of a text, NULL where none is.
[[nodiscard]] SandboxValue numberOf(const QString &text);

} // namespace Athanor
