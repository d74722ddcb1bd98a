// SPDX-License-Identifier: MIT
#include "backend.h"

#include "oci.h"
#include "sandbox/decimal.h"
#include "sandbox/engine.h"
#include "sandbox/oradate.h"

#include <QtCore/QDateTime>
#include <QtCore/QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Standin {

namespace {

using namespace Athanor;

Answer refused(const Error &error)
{
    Answer answer;
    answer.code = error.oraCode;
    answer.message = error.message;
    if (answer.code == 0) { // what the sandbox cannot judge; a server has no such answer
        answer.code = 3001; // ORA-03001: unimplemented feature
        answer.message = u"unimplemented feature ("_s + error.toString() + u')';
    }
    if (answer.message.startsWith(u"ORA-"_s))
        answer.message = answer.message.section(u": "_s, 1);
    return answer;
}

// SQLT_… as the server describes a column (OCI_ATTR_DATA_TYPE), and its sizes.
ColumnShape shapeOf(const ResultColumn &column)
{
    const DataType &type = column.type;
    ColumnShape shape;
    shape.name = column.name;
    const auto sized = [&](int sqlt, int bytes) {
        shape.type = sqlt;
        shape.bytes = bytes;
        shape.characters = bytes;
    };
    const auto inBytes = [](int units, bool characters, int width) {
        return std::min(units * (characters ? width : 1), 32767);
    };
    const int length = type.length.value_or(4000);
    switch (type.kind) {
    case TypeKind::Varchar2:
        // A character of AL32UTF8 takes up to four bytes, of AL16UTF16 (the national set) two.
        sized(SQLT_CHR, inBytes(std::max(length, 1), type.semantics == LengthSemantics::Char, 4));
        break;
    case TypeKind::Nvarchar2:
        sized(SQLT_CHR, inBytes(std::max(length, 1), true, 2));
        break;
    case TypeKind::Char:
        sized(SQLT_AFC,
              inBytes(type.length.value_or(1), type.semantics == LengthSemantics::Char, 4));
        break;
    case TypeKind::Nchar:
        sized(SQLT_AFC, inBytes(type.length.value_or(1), true, 2));
        break;
    case TypeKind::Number:
        sized(SQLT_NUM, 22);
        shape.precision = type.precision.value_or(type.scale ? 38 : 0);
        shape.scale = type.precision || type.scale ? type.scale.value_or(0) : -127;
        break;
    case TypeKind::Float:
        sized(SQLT_NUM, 22);
        shape.precision = type.precision.value_or(126);
        shape.scale = -127;
        break;
    case TypeKind::BinaryFloat:
        sized(100, 4); // SQLT_IBFLOAT, which the driver does not know
        break;
    case TypeKind::BinaryDouble:
        sized(101, 8);
        break;
    case TypeKind::Date:
        sized(SQLT_DAT, 7);
        break;
    case TypeKind::Timestamp:
        sized(SQLT_TIMESTAMP, 11);
        break;
    case TypeKind::TimestampTz:
        sized(SQLT_TIMESTAMP_TZ, 13);
        break;
    case TypeKind::TimestampLtz:
        sized(SQLT_TIMESTAMP_LTZ, 11);
        break;
    case TypeKind::IntervalYearToMonth:
        sized(SQLT_INTERVAL_YM, 5);
        break;
    case TypeKind::IntervalDayToSecond:
        sized(SQLT_INTERVAL_DS, 11);
        break;
    case TypeKind::Raw:
        sized(SQLT_BIN, type.length.value_or(2000));
        break;
    case TypeKind::Long:
        sized(SQLT_LNG, 0);
        break;
    case TypeKind::LongRaw:
        sized(SQLT_LBI, 0);
        break;
    case TypeKind::Clob:
    case TypeKind::Nclob:
        sized(SQLT_CLOB, 4000);
        break;
    case TypeKind::Blob:
        sized(SQLT_BLOB, 4000);
        break;
    case TypeKind::Bfile:
        sized(SQLT_FILE, 530);
        break;
    case TypeKind::Rowid:
    case TypeKind::Urowid:
        sized(SQLT_RDD, 18);
        break;
    case TypeKind::Xmltype:
    case TypeKind::Json:
    case TypeKind::Boolean:
    case TypeKind::Vector:
    case TypeKind::UserDefined:
        sized(SQLT_NTY, 2000);
        break;
    }
    if (column.isLong)
        sized(SQLT_LNG, 0);
    return shape;
}

QVariant toVariant(const SandboxValue &value, ValueKind kind)
{
    if (isNull(value))
        return {};
    switch (kind) {
    case ValueKind::Number:
        if (const auto number = Decimal::fromValue(value))
            return number->toString();
        return textOf(value);
    case ValueKind::Date:
    case ValueKind::Timestamp:
    case ValueKind::TimestampTz: {
        const auto date = OraDate::fromStored(textOf(value));
        if (!date)
            return textOf(value);
        return QDateTime(
            date->date, QTime(date->hour, date->minute, date->second, date->nanosecond / 1'000'000),
            Qt::OffsetFromUTC, date->zoneMinutes * 60);
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
    case ValueKind::Boolean:
    case ValueKind::Condition:
    case ValueKind::Other:
        return textOf(value);
    }
    return {};
}

SandboxBind toBind(const QVariant &value)
{
    if (value.isNull())
        return {};
    switch (value.typeId()) {
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
        return {value.toLongLong(), ValueKind::Number};
    case QMetaType::Double:
        if (const auto number = Decimal::fromDouble(value.toDouble()))
            return {number->toValue(), ValueKind::Number};
        return {};
    case QMetaType::QByteArray:
        return {value.toByteArray(), ValueKind::Raw};
    case QMetaType::QDateTime: {
        const QDateTime when = value.toDateTime();
        const OraDate date{when.date(),
                           when.time().hour(),
                           when.time().minute(),
                           when.time().second(),
                           when.time().msec() * 1'000'000,
                           true,
                           when.offsetFromUtc() / 60};
        return {date.zonedText(), ValueKind::TimestampTz};
    }
    default:
        return {value.toString(), ValueKind::Text};
    }
}

class SandboxBackend : public Backend
{
public:
    explicit SandboxBackend(std::unique_ptr<SandboxEngine> engine)
        : m_engine(std::move(engine))
    {
        m_engine->setAutocommit(false); // OCI_COMMIT_ON_SUCCESS asks for each commit
    }

    Answer execute(const QString &sql, const Values &binds) override
    {
        std::vector<SandboxBind> values;
        values.reserve(binds.size());
        for (const QVariant &bind : binds)
            values.push_back(toBind(bind));
        const Result<SandboxResult> result = m_engine->execute(sql, values);
        if (!result)
            return refused(result.error());
        Answer answer;
        answer.isQuery = result->kind == SandboxStatementKind::Query;
        answer.affected = result->rowsAffected;
        if (result->compileErrors) {
            answer.code = 24344;
            answer.message = u"success with compilation error"_s;
        }
        for (const ResultColumn &column : result->columns)
            answer.columns.push_back(shapeOf(column));
        for (const SandboxRow &row : result->rows) {
            Values cells;
            cells.reserve(row.size());
            for (size_t i = 0; i < row.size(); ++i)
                cells.push_back(toVariant(row[i], result->columns[i].kind));
            answer.rows.push_back(std::move(cells));
        }
        for (const auto &[place, output] : result->outputs)
            answer.outputs.emplace_back(place, toVariant(output.value, output.kind));
        return answer;
    }

    Answer commit() override { return ended(m_engine->commit()); }
    Answer rollback() override { return ended(m_engine->rollback()); }
    void interrupt() override { m_engine->interrupt(); }

private:
    static Answer ended(const Result<> &result)
    {
        return result ? Answer() : refused(result.error());
    }

    std::unique_ptr<SandboxEngine> m_engine;
};

} // namespace

std::unique_ptr<Backend> Backend::open(const QString &file, const QString &user, Answer *problem)
{
    SandboxOptions options;
    options.user = user;
    Result<std::unique_ptr<SandboxEngine>> engine = SandboxEngine::open(file, options);
    if (!engine) {
        *problem = refused(engine.error());
        return nullptr;
    }
    return std::make_unique<SandboxBackend>(std::move(*engine));
}

} // namespace Standin
