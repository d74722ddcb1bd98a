// SPDX-License-Identifier: MIT
#include "sandbox/functions.h"

#include "sandbox/decimal.h"

#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <map>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// One group's (or window's) numbers, kept so that a window may take them away again.
struct Numbers
{
    Decimal sum;
    Decimal squares;
    qint64 count = 0;
    std::multimap<QByteArray, Decimal> sorted; // MIN, MAX, MEDIAN
};

struct Texts
{
    std::vector<std::pair<QByteArray, QString>> items; // sort key, text
    QString separator;
};

template <typename T>
T *state(sqlite3_context *context, bool create)
{
    auto **slot = static_cast<T **>(
        sqlite3_aggregate_context(context, create ? static_cast<int>(sizeof(T *)) : 0));
    if (!slot)
        return nullptr;
    if (!*slot && create)
        *slot = new T; // freed by the aggregate's final step, SQLite keeps only bytes
    return *slot;
}

template <typename T>
void release(sqlite3_context *context)
{
    auto **slot = static_cast<T **>(sqlite3_aggregate_context(context, 0));
    if (slot) {
        delete *slot;
        *slot = nullptr;
    }
}

std::optional<Decimal> number(sqlite3_value *value)
{
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        return Decimal(sqlite3_value_int64(value));
    case SQLITE_FLOAT:
        return Decimal::fromValue(sqlite3_value_double(value));
    case SQLITE_TEXT:
        return Decimal::parse(
            QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_value_text(value))));
    }
    return std::nullopt;
}

void give(sqlite3_context *context, const Decimal &decimal)
{
    const SandboxValue value = decimal.toValue();
    if (const auto *integer = std::get_if<qint64>(&value)) {
        sqlite3_result_int64(context, *integer);
    } else if (const auto *real = std::get_if<double>(&value)) {
        sqlite3_result_double(context, *real);
    } else {
        const QByteArray text = std::get<QString>(value).toUtf8();
        sqlite3_result_text(context, text.constData(), static_cast<int>(text.size()),
                            SQLITE_TRANSIENT);
    }
}

void addNumber(sqlite3_context *context, int, sqlite3_value **values)
{
    auto *numbers = state<Numbers>(context, true);
    const auto value = number(values[0]);
    if (!numbers || !value)
        return;
    numbers->sum = numbers->sum.plus(*value);
    numbers->squares = numbers->squares.plus(value->times(*value));
    ++numbers->count;
    numbers->sorted.emplace(numberKey(value->toValue()), *value);
}

void removeNumber(sqlite3_context *context, int, sqlite3_value **values)
{
    auto *numbers = state<Numbers>(context, false);
    const auto value = number(values[0]);
    if (!numbers || !value)
        return;
    numbers->sum = numbers->sum.minus(*value);
    numbers->squares = numbers->squares.minus(value->times(*value));
    --numbers->count;
    if (const auto found = numbers->sorted.find(numberKey(value->toValue()));
        found != numbers->sorted.end())
        numbers->sorted.erase(found);
}

enum class Statistic { Sum, Average, Minimum, Maximum, Variance, Deviation, Median };

template <Statistic statistic>
void currentNumber(sqlite3_context *context)
{
    const auto *numbers = state<Numbers>(context, false);
    if (!numbers || numbers->count == 0) {
        sqlite3_result_null(context);
        return;
    }
    const Decimal count(numbers->count);
    switch (statistic) {
    case Statistic::Sum:
        give(context, numbers->sum);
        return;
    case Statistic::Average:
        give(context, numbers->sum.dividedBy(count));
        return;
    case Statistic::Minimum:
        give(context, numbers->sorted.begin()->second);
        return;
    case Statistic::Maximum:
        give(context, numbers->sorted.rbegin()->second);
        return;
    case Statistic::Variance:
    case Statistic::Deviation: {
        if (numbers->count == 1) {
            sqlite3_result_int64(context, 0);
            return;
        }
        const Decimal variance =
            numbers->squares.minus(numbers->sum.times(numbers->sum).dividedBy(count))
                .dividedBy(Decimal(numbers->count - 1));
        if (statistic == Statistic::Variance)
            give(context, variance);
        else
            give(context, Decimal::fromDouble(std::sqrt(variance.toDouble())).value_or(Decimal()));
        return;
    }
    case Statistic::Median: {
        auto middle = numbers->sorted.begin();
        std::advance(middle, (numbers->count - 1) / 2);
        Decimal median = middle->second;
        if (numbers->count % 2 == 0)
            median = median.plus(std::next(middle)->second).dividedBy(Decimal(2));
        give(context, median);
        return;
    }
    }
}

template <Statistic statistic>
void finalNumber(sqlite3_context *context)
{
    currentNumber<statistic>(context);
    release<Numbers>(context);
}

void addText(sqlite3_context *context, int, sqlite3_value **values)
{
    auto *texts = state<Texts>(context, true);
    if (!texts || sqlite3_value_type(values[0]) == SQLITE_NULL)
        return;
    if (sqlite3_value_type(values[1]) != SQLITE_NULL)
        texts->separator =
            QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_value_text(values[1])));
    const auto *key = static_cast<const char *>(sqlite3_value_blob(values[2]));
    texts->items.emplace_back(
        QByteArray(key, sqlite3_value_bytes(values[2])),
        QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_value_text(values[0]))));
}

void currentText(sqlite3_context *context)
{
    auto *texts = state<Texts>(context, false);
    if (!texts || texts->items.empty()) {
        sqlite3_result_null(context);
        return;
    }
    std::vector<std::pair<QByteArray, QString>> items = texts->items;
    std::stable_sort(items.begin(), items.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    QString joined;
    for (const auto &[key, text] : items)
        joined += (joined.isEmpty() ? QString() : texts->separator) + text;
    const QByteArray utf8 = joined.toUtf8();
    sqlite3_result_text(context, utf8.constData(), static_cast<int>(utf8.size()), SQLITE_TRANSIENT);
}

void finalText(sqlite3_context *context)
{
    currentText(context);
    release<Texts>(context);
}

template <Statistic statistic>
void registerStatistic(SqliteDatabase &database, const char *name)
{
    sqlite3_create_window_function(database.handle(), name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                                   nullptr, addNumber, finalNumber<statistic>,
                                   currentNumber<statistic>, removeNumber, nullptr);
}

} // namespace

void registerAggregates(SqliteDatabase &database)
{
    registerStatistic<Statistic::Sum>(database, "ora_sum");
    registerStatistic<Statistic::Average>(database, "ora_avg");
    registerStatistic<Statistic::Minimum>(database, "ora_min_number");
    registerStatistic<Statistic::Maximum>(database, "ora_max_number");
    registerStatistic<Statistic::Variance>(database, "ora_variance");
    registerStatistic<Statistic::Deviation>(database, "ora_stddev");
    registerStatistic<Statistic::Median>(database, "ora_median");
    sqlite3_create_window_function(database.handle(), "ora_listagg", 3,
                                   SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, addText, finalText,
                                   nullptr, nullptr, nullptr);
}

} // namespace Athanor
