// SPDX-License-Identifier: MIT
// Defining and fetching; large columns piece by piece.
#include "decimal.h"
#include "handles.h"
#include "rules.h"
#include "trip.h"

#include <QtCore/QDateTime>

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;
using namespace Standin;

namespace {

bool isNull(const QVariant &value)
{
    return value.isNull() || value.toString().isEmpty();
}

// LONG and LOB columns switch prefetching off: every row is a round trip of its own.
bool prefetches(const OCIStmt *statement)
{
    return std::none_of(
        statement->columns.begin(), statement->columns.end(), [](const auto &column) {
            const int type = column->shape.type;
            return type == SQLT_LNG || type == SQLT_LBI || type == SQLT_CLOB || type == SQLT_BLOB;
        });
}

void fillDateTime(OCIDateTime *when, const QVariant &value)
{
    const QDateTime dateTime = value.typeId() == QMetaType::QDateTime
        ? value.toDateTime()
        : QDateTime::fromString(value.toString().replace(u' ', u'T'), Qt::ISODateWithMs);
    when->year = dateTime.date().year();
    when->month = dateTime.date().month();
    when->day = dateTime.date().day();
    when->hour = dateTime.time().hour();
    when->minute = dateTime.time().minute();
    when->second = dateTime.time().second();
    when->nanosecond = ub4(dateTime.time().msec()) * 1'000'000;
    when->offsetMinutes =
        dateTime.timeSpec() == Qt::OffsetFromUTC ? dateTime.offsetFromUtc() / 60 : 0;
}

// OCI_SUCCESS, or OCI_SUCCESS_WITH_INFO for a value that was cut, or an error.
sword deliver(const OCIDefine *define, const QVariant &value, OCIError *error)
{
    if (define->indicator)
        *define->indicator = isNull(value) ? sb2(-1) : sb2(0);
    if (isNull(value))
        return OCI_SUCCESS;
    switch (define->dataType) {
    case SQLT_STR: {
        const QString text = value.toString();
        if (toUtf16(text, define->value, size_t(define->size)))
            return OCI_SUCCESS;
        if (define->indicator)
            *define->indicator = sb2(text.size() * 2);
        return fail(error, 1406, u"fetched column value was truncated"_s, OCI_SUCCESS_WITH_INFO);
    }
    case SQLT_FLT: {
        const double number = value.toDouble();
        std::memcpy(define->value, &number, sizeof number);
        return OCI_SUCCESS;
    }
    case SQLT_INT: {
        if (define->size == 8) {
            const qint64 number = value.toLongLong();
            std::memcpy(define->value, &number, sizeof number);
        } else {
            const qint32 number = value.toInt();
            std::memcpy(define->value, &number, sizeof number);
        }
        return OCI_SUCCESS;
    }
    case SQLT_VNU: {
        const OCINumber number = toNumber(value.toString().toLatin1());
        std::memcpy(define->value, &number, sizeof number);
        return OCI_SUCCESS;
    }
    case SQLT_TIMESTAMP_TZ: {
        OCIDateTime *when = nullptr;
        std::memcpy(&when, define->value, sizeof when);
        fillDateTime(when, value);
        return OCI_SUCCESS;
    }
    case SQLT_CLOB:
    case SQLT_BLOB: {
        OCILobLocator *locator = nullptr;
        std::memcpy(&locator, define->value, sizeof locator);
        locator->isText = define->dataType == SQLT_CLOB;
        locator->text = locator->isText ? value.toString() : QString();
        locator->bytes = locator->isText ? QByteArray() : value.toByteArray();
        return OCI_SUCCESS;
    }
    default:
        return fail(error, 932, u"inconsistent datatypes"_s);
    }
}

sword nextRow(OCIStmt *statement, OCIError *error)
{
    const auto &rows = statement->answer.rows;
    // The first rows came with the execution.
    const bool travels = statement->row > 0
        && (!prefetches(statement) || statement->row % statement->prefetchRows == 0);
    Trip trip("OCIStmtFetch", statement->service, error, statement->sql, travels);
    if (trip.hasEnded())
        return trip.result();
    if (statement->row >= rows.size())
        return fail(error, 1403, u"no data found"_s, OCI_NO_DATA);

    const Values &values = rows[statement->row++];
    ++statement->rowCount;
    sword result = OCI_SUCCESS;
    for (const auto &[position, define] : statement->defines) {
        if (define->piecewise) {
            statement->pending.push_back(define.get());
            continue;
        }
        if (position > values.size())
            return fail(error, 1007, u"variable not in select list"_s);
        const sword delivered = deliver(define.get(), values[position - 1], error);
        if (delivered == OCI_ERROR)
            return delivered;
        result = std::max(result, delivered);
    }
    statement->pendingOffset = 0;
    return statement->pending.empty() ? result : OCI_NEED_DATA;
}

// The next piece of the first pending column into the buffer of OCIStmtSetPieceInfo.
sword nextPiece(OCIStmt *statement, OCIError *error)
{
    OCIDefine *define = statement->pending.front();
    const QVariant &value = statement->answer.rows[statement->row - 1][define->position - 1];
    if (!define->piece || !define->pieceLength)
        return fail(error, 3129, u"the next piece to be inserted is required"_s);
    if (isNull(value)) {
        *define->pieceLength = 0;
        if (define->indicator)
            *define->indicator = -1;
    } else {
        const QString text = value.toString();
        const QByteArray bytes = define->dataType == SQLT_LNG
            ? QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2)
            : value.toByteArray();
        size_t room = *define->pieceLength;
        if (define->dataType == SQLT_LNG)
            room &= ~size_t(1); // never half a character
        const size_t left = size_t(bytes.size()) - statement->pendingOffset;
        const size_t length = std::min(room, left);
        std::memcpy(define->piece, bytes.constData() + statement->pendingOffset, length);
        *define->pieceLength = ub4(length);
        if (define->indicator)
            *define->indicator = 0;
        statement->pendingOffset += length;
        if (length < left)
            return OCI_NEED_DATA;
    }
    statement->pending.erase(statement->pending.begin());
    statement->pendingOffset = 0;
    return statement->pending.empty() ? OCI_SUCCESS : OCI_NEED_DATA;
}

} // namespace

sword OCIDefineByPos(OCIStmt *statement, OCIDefine **out, OCIError *error, ub4 position,
                     void *value, sb4 size, ub2 type, void *indicator, ub2 *, ub2 *, ub4 mode)
{
    if (!handle<OCIStmt>(statement, OCI_HTYPE_STMT))
        return OCI_INVALID_HANDLE;
    if (position < 1 || position > statement->columns.size())
        return fail(error, 1007, u"variable not in select list"_s);
    const int columnType = statement->columns[position - 1]->shape.type;
    if ((type == SQLT_BLOB || type == SQLT_CLOB) && columnType != type)
        return fail(error, 932, u"inconsistent datatypes"_s);
    auto define = std::make_unique<OCIDefine>();
    define->position = position;
    define->value = static_cast<char *>(value);
    define->size = size;
    define->dataType = type;
    define->indicator = static_cast<sb2 *>(indicator);
    define->piecewise = (mode & OCI_DYNAMIC_FETCH) != 0;
    *out = define.get();
    statement->defines[position] = std::move(define);
    return OCI_SUCCESS;
}

sword OCIStmtFetch(OCIStmt *statement, OCIError *error, ub4, ub2, ub4)
{
    if (!handle<OCIStmt>(statement, OCI_HTYPE_STMT))
        return OCI_INVALID_HANDLE;
    if (!statement->executed || !statement->answer.isQuery)
        return fail(error, 24338, u"statement handle not executed"_s);
    return statement->pending.empty() ? nextRow(statement, error) : nextPiece(statement, error);
}

sword OCIStmtGetPieceInfo(OCIStmt *statement, OCIError *error, void **out, ub4 *type, ub1 *inOut,
                          ub4 *iteration, ub4 *index, ub1 *piece)
{
    if (!handle<OCIStmt>(statement, OCI_HTYPE_STMT))
        return OCI_INVALID_HANDLE;
    if (statement->pending.empty())
        return fail(error, 3129, u"the next piece to be inserted is required"_s);
    *out = statement->pending.front();
    *type = OCI_HTYPE_DEFINE;
    *inOut = 1;
    *iteration = 0;
    *index = 0;
    *piece = statement->pendingOffset == 0 ? 1 : 2; // first, next
    return OCI_SUCCESS;
}

sword OCIStmtSetPieceInfo(void *pointer, ub4, OCIError *, const void *buffer, ub4 *length, ub1,
                          const void *indicator, ub2 *)
{
    auto *define = handle<OCIDefine>(pointer, OCI_HTYPE_DEFINE);
    if (!define)
        return OCI_INVALID_HANDLE;
    define->piece = static_cast<char *>(const_cast<void *>(buffer));
    define->pieceLength = length;
    if (indicator)
        define->indicator = static_cast<sb2 *>(const_cast<void *>(indicator));
    return OCI_SUCCESS;
}
