// SPDX-License-Identifier: MIT
#include "sandbox/functions.h"

#include "sandbox/oraerror.h"

#include <sqlite3.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

struct Registration
{
    const SqlFunction *function;
    FunctionContext *context;
};

SandboxValue valueOf(sqlite3_value *value)
{
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        return qint64{sqlite3_value_int64(value)};
    case SQLITE_FLOAT:
        return sqlite3_value_double(value);
    case SQLITE_TEXT:
        return QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_value_text(value)),
                                 sqlite3_value_bytes(value));
    case SQLITE_BLOB:
        return QByteArray(static_cast<const char *>(sqlite3_value_blob(value)),
                          sqlite3_value_bytes(value));
    }
    return {};
}

void giveResult(sqlite3_context *context, const SandboxValue &value)
{
    if (const auto *integer = std::get_if<qint64>(&value)) {
        sqlite3_result_int64(context, *integer);
    } else if (const auto *real = std::get_if<double>(&value)) {
        sqlite3_result_double(context, *real);
    } else if (const auto *text = std::get_if<QString>(&value)) {
        const QByteArray utf8 = text->toUtf8();
        sqlite3_result_text64(context, utf8.constData(), static_cast<quint64>(utf8.size()),
                              SQLITE_TRANSIENT, SQLITE_UTF8);
    } else if (const auto *bytes = std::get_if<QByteArray>(&value)) {
        sqlite3_result_blob64(context, bytes->constData(), static_cast<quint64>(bytes->size()),
                              SQLITE_TRANSIENT);
    } else {
        sqlite3_result_null(context);
    }
}

void callFunction(sqlite3_context *context, int count, sqlite3_value **values)
{
    const auto *registration = static_cast<const Registration *>(sqlite3_user_data(context));
    std::vector<SandboxValue> arguments;
    arguments.reserve(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i) {
        arguments.push_back(valueOf(values[i]));
        if (registration->function->strict && isNull(arguments.back())) {
            sqlite3_result_null(context);
            return;
        }
    }
    const Result<SandboxValue> result =
        registration->function->body(arguments, *registration->context);
    if (result) {
        giveResult(context, *result);
        return;
    }
    QString message = result.error().message;
    if (result.error().kind == ErrorKind::Unsupported)
        message.prepend(notModelledPrefix());
    sqlite3_result_error(context, message.toUtf8().constData(), -1);
}

constexpr int radix = 64;
const QString &rowidDigits()
{
    static const QString digits =
        u"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"_s;
    return digits;
}

} // namespace

SandboxValue textValue(const QString &text)
{
    if (text.isEmpty())
        return {};
    return text;
}

QString rowidText(qint64 rowid)
{
    QString text;
    for (int i = 0; i < 9; ++i) {
        text.prepend(rowidDigits().at(rowid % radix));
        rowid /= radix;
    }
    return u"AAASandbo"_s + text;
}

qint64 rowidOf(QStringView text)
{
    if (text.size() != 18)
        return 0;
    qint64 rowid = 0;
    for (const QChar c : text.sliced(9)) {
        const qsizetype digit = rowidDigits().indexOf(c);
        if (digit < 0)
            return 0;
        rowid = rowid * radix + digit;
    }
    return rowid;
}

void registerFunctions(SqliteDatabase &database, FunctionContext &context)
{
    for (const auto &functions :
         {numberFunctions(), textFunctions(), dateFunctions(), storeFunctions()}) {
        for (const SqlFunction &function : functions) {
            auto registration = std::make_unique<Registration>(Registration{&function, &context});
            const int flags = SQLITE_UTF8 | (function.deterministic ? SQLITE_DETERMINISTIC : 0);
            sqlite3_create_function_v2(
                database.handle(), function.name, function.arguments, flags, registration.release(),
                callFunction, nullptr, nullptr,
                [](void *data) { delete static_cast<Registration *>(data); });
        }
    }
    registerAggregates(database);
}

} // namespace Athanor
