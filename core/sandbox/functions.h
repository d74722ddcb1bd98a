// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "sandbox/sqlite.h"

#include <QtCore/QDateTime>

#include <functional>
#include <span>

// Oracle's functions as SQL functions of SQLite, all named ora_….
namespace Athanor {

// What the functions ask of their session.
struct FunctionContext
{
    QDateTime now; // of the statement: SYSDATE does not move inside one
    QString dateFormat =
        QStringLiteral("DD-MON-RR"); // NLS_DATE_FORMAT and its kin, Oracle's defaults
    QString timestampFormat = QStringLiteral("DD-MON-RR HH.MI.SSXFF AM");
    QString timestampTzFormat = QStringLiteral("DD-MON-RR HH.MI.SSXFF AM TZR");
    // The number of a row for one reference to a sequence; see Sequences.
    std::function<Result<SandboxValue>(const QString &sequence, int use)> nextValue;
    std::function<Result<SandboxValue>(const QString &sequence)> currentValue;
};

using FunctionArguments = std::span<const SandboxValue>;
using FunctionBody = Result<SandboxValue> (*)(FunctionArguments, FunctionContext &);

struct SqlFunction
{
    const char *name;
    int arguments; // -1: any number
    bool strict; // NULL in, NULL out
    bool deterministic;
    FunctionBody body;
};

// The context must outlive the database.
void registerFunctions(SqliteDatabase &database, FunctionContext &context);

// functions_number.cpp, functions_text.cpp, functions_date.cpp, functions_store.cpp
[[nodiscard]] std::span<const SqlFunction> numberFunctions();
[[nodiscard]] std::span<const SqlFunction> textFunctions();
[[nodiscard]] std::span<const SqlFunction> dateFunctions();
[[nodiscard]] std::span<const SqlFunction> storeFunctions();
void registerAggregates(SqliteDatabase &database); // functions_aggregate.cpp

// An empty text is NULL.
[[nodiscard]] SandboxValue textValue(const QString &text);
// The sixty-four characters of a ROWID, and back; 0 where it is none.
[[nodiscard]] QString rowidText(qint64 rowid);
[[nodiscard]] qint64 rowidOf(QStringView text);
// Memory order is number order.
[[nodiscard]] QByteArray numberKey(const SandboxValue &value);

} // namespace Athanor
