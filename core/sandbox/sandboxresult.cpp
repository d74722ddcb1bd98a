// SPDX-License-Identifier: MIT
#include "sandbox/sandboxdriver_p.h"

#include "sandbox/decimal.h"
#include "sandbox/functions.h"
#include "sandbox/oradate.h"

#include <QtCore/QDateTime>
#include <QtCore/QTimeZone>
#include <QtSql/QSqlError>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QMetaType metaType(const ResultColumn &column, QSql::NumericalPrecisionPolicy policy)
{
    switch (column.kind) {
    case ValueKind::Number:
        switch (policy) {
        case QSql::LowPrecisionInt32:
            return QMetaType::fromType<int>();
        case QSql::LowPrecisionInt64:
            return QMetaType::fromType<qlonglong>();
        case QSql::LowPrecisionDouble:
            return QMetaType::fromType<double>();
        case QSql::HighPrecision:
            return QMetaType::fromType<QString>();
        }
        return QMetaType::fromType<double>();
    case ValueKind::Boolean:
        return QMetaType::fromType<bool>();
    case ValueKind::Date:
    case ValueKind::Timestamp:
    case ValueKind::TimestampTz:
        return QMetaType::fromType<QDateTime>();
    case ValueKind::Raw:
    case ValueKind::Blob:
        return QMetaType::fromType<QByteArray>();
    case ValueKind::Null:
    case ValueKind::Text:
    case ValueKind::Fixed:
    case ValueKind::Clob:
    case ValueKind::IntervalDs:
    case ValueKind::IntervalYm:
    case ValueKind::Rowid:
    case ValueKind::Condition:
    case ValueKind::Other:
        break;
    }
    return QMetaType::fromType<QString>();
}

QVariant variantOf(const SandboxValue &value, const ResultColumn &column,
                   QSql::NumericalPrecisionPolicy policy)
{
    if (isNull(value))
        return QVariant(metaType(column, policy));
    switch (column.kind) {
    case ValueKind::Number: {
        const Decimal number = Decimal::fromValue(value).value_or(Decimal());
        switch (policy) {
        case QSql::LowPrecisionInt32:
            return static_cast<int>(number.rounded(0).toInteger().value_or(0));
        case QSql::LowPrecisionInt64:
            return qlonglong(number.rounded(0).toInteger().value_or(0));
        case QSql::LowPrecisionDouble:
            return number.toDouble();
        case QSql::HighPrecision:
            return number.toString();
        }
        return number.toDouble();
    }
    case ValueKind::Boolean:
        return integerOf(value) != 0;
    case ValueKind::Date:
    case ValueKind::Timestamp:
    case ValueKind::TimestampTz: {
        const auto date = OraDate::fromStored(textOf(value));
        if (!date)
            return textOf(value);
        const QTime time(date->hour, date->minute, date->second, date->nanosecond / 1000000);
        if (column.kind == ValueKind::TimestampTz)
            return QDateTime(date->date, time, Qt::OffsetFromUTC, date->zoneMinutes * 60);
        return QDateTime(date->date, time);
    }
    case ValueKind::Raw:
    case ValueKind::Blob:
        if (const auto *bytes = std::get_if<QByteArray>(&value))
            return *bytes;
        return textOf(value).toUtf8();
    case ValueKind::Null:
    case ValueKind::Text:
    case ValueKind::Fixed:
    case ValueKind::Clob:
    case ValueKind::IntervalDs:
    case ValueKind::IntervalYm:
    case ValueKind::Rowid:
    case ValueKind::Condition:
    case ValueKind::Other:
        break;
    }
    return textOf(value);
}

SandboxBind bindOf(const QVariant &value)
{
    if (value.isNull())
        return {};
    switch (value.typeId()) {
    case QMetaType::Bool:
        return {qint64{value.toBool()}, ValueKind::Number};
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::Short:
    case QMetaType::UShort:
    case QMetaType::Long:
    case QMetaType::LongLong:
        return {Decimal(value.toLongLong()).toValue(), ValueKind::Number};
    case QMetaType::ULong:
    case QMetaType::ULongLong:
        return {Decimal::parse(QString::number(value.toULongLong())).value_or(Decimal()).toValue(),
                ValueKind::Number};
    case QMetaType::Float:
    case QMetaType::Double: {
        const auto number = Decimal::fromDouble(value.toDouble());
        return {number ? number->toValue() : SandboxValue(), ValueKind::Number};
    }
    case QMetaType::QDate:
    case QMetaType::QDateTime: {
        const QDateTime time = value.toDateTime();
        OraDate date;
        date.date = time.date();
        date.hour = time.time().hour();
        date.minute = time.time().minute();
        date.second = time.time().second();
        date.nanosecond = time.time().msec() * 1000000;
        if (time.timeSpec() == Qt::LocalTime)
            return {date.timestampText(), ValueKind::Timestamp};
        date.zoneMinutes = time.offsetFromUtc() / 60;
        return {date.zonedText(), ValueKind::TimestampTz};
    }
    case QMetaType::QByteArray:
        return {value.toByteArray(), ValueKind::Raw};
    }
    return {value.toString(), ValueKind::Text};
}

} // namespace

SandboxQueryResult::SandboxQueryResult(const SandboxDriver *driver)
    : QSqlResult(driver)
{ }

const SandboxDriver *SandboxQueryResult::sandbox() const
{
    return static_cast<const SandboxDriver *>(driver());
}

bool SandboxQueryResult::run(const QString &sql, const std::vector<SandboxBind> &binds)
{
    m_result = {};
    m_record = {};
    setActive(false);
    setAt(QSql::BeforeFirstRow);
    SandboxEngine *engine = sandbox() ? sandbox()->engine() : nullptr;
    if (!engine) {
        setLastError(QSqlError(u"The connection is closed"_s, {}, QSqlError::ConnectionError));
        return false;
    }
    auto result = engine->execute(sql, binds);
    if (!result) {
        setLastError(sandboxSqlError(result.error(), u"Unable to execute statement"_s,
                                     QSqlError::StatementError));
        return false;
    }
    setLastError(QSqlError());
    m_result = std::move(*result);
    for (const ResultColumn &column : m_result.columns) {
        QSqlField field(column.name, metaType(column, numericalPrecisionPolicy()));
        field.setRequired(!column.nullable);
        if (column.type.length)
            field.setLength(*column.type.length);
        else if (column.type.precision)
            field.setLength(*column.type.precision);
        if (column.type.scale)
            field.setPrecision(*column.type.scale);
        m_record.append(field);
    }
    setSelect(m_result.kind == SandboxStatementKind::Query);
    setActive(true);
    return true;
}

QVariant SandboxQueryResult::data(int index)
{
    if (at() < 0 || static_cast<size_t>(at()) >= m_result.rows.size() || index < 0
        || static_cast<size_t>(index) >= m_result.columns.size())
        return {};
    return variantOf(m_result.rows[static_cast<size_t>(at())][static_cast<size_t>(index)],
                     m_result.columns[static_cast<size_t>(index)], numericalPrecisionPolicy());
}

bool SandboxQueryResult::isNull(int index)
{
    if (at() < 0 || static_cast<size_t>(at()) >= m_result.rows.size() || index < 0
        || static_cast<size_t>(index) >= m_result.columns.size())
        return true;
    return Athanor::isNull(m_result.rows[static_cast<size_t>(at())][static_cast<size_t>(index)]);
}

bool SandboxQueryResult::reset(const QString &query)
{
    return run(query, {}); // the text as it is: :NEW is no placeholder here
}

bool SandboxQueryResult::prepare(const QString &query)
{
    m_prepared = query;
    setSelect(SandboxEngine::statementKind(query) == SandboxStatementKind::Query);
    return true;
}

bool SandboxQueryResult::exec()
{
    const auto &values = boundValues();
    std::vector<SandboxBind> binds;
    for (const QVariant &value : values)
        binds.push_back(bindOf(value));
    const SandboxStatementKind kind = SandboxEngine::statementKind(m_prepared);
    // In DDL and PL/SQL a colon is part of the text, whatever Qt took it for.
    if (kind != SandboxStatementKind::Query && kind != SandboxStatementKind::Change)
        binds.clear();
    if (!run(m_prepared, binds))
        return false;
    for (const auto &[place, output] : m_result.outputs) {
        ResultColumn column;
        column.kind = output.kind;
        bindValue(place, variantOf(output.value, column, numericalPrecisionPolicy()), QSql::Out);
    }
    return true;
}

bool SandboxQueryResult::fetch(int index)
{
    if (!isActive() || index < 0 || static_cast<size_t>(index) >= m_result.rows.size()) {
        setAt(index < 0 ? QSql::BeforeFirstRow : QSql::AfterLastRow);
        return false;
    }
    setAt(index);
    return true;
}

bool SandboxQueryResult::fetchFirst()
{
    return fetch(0);
}

bool SandboxQueryResult::fetchLast()
{
    return fetch(static_cast<int>(m_result.rows.size()) - 1);
}

int SandboxQueryResult::size()
{
    return isSelect() && isActive() ? static_cast<int>(m_result.rows.size()) : -1;
}

int SandboxQueryResult::numRowsAffected()
{
    return static_cast<int>(m_result.rowsAffected);
}

QSqlRecord SandboxQueryResult::record() const
{
    return isActive() ? m_record : QSqlRecord();
}

QVariant SandboxQueryResult::handle() const
{
    return {};
}

void SandboxQueryResult::detachFromResultSet()
{
    m_result.rows.clear();
}

} // namespace Athanor
