// SPDX-License-Identifier: MIT
#include "database/drivererror.h"

#include "database/connectionadvice.h"

#include <QtCore/QCoreApplication>
#include <QtSql/QSqlError>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// The sandbox's nativeErrorCode() for a statement that it does not model and did not run; by name
// only, room sandbox is not known here.
constexpr QLatin1StringView sandboxNotModelled{"NOT-MODELLED"};

// "ORA-00942: table or view does not exist\n" without its number, which Error carries and says
// itself. Only for people: nothing is decided by it, the texts are translated.
QString withoutCode(QString text)
{
    text = text.trimmed();
    if (text.startsWith("ORA-"_L1)) {
        if (const qsizetype colon = text.indexOf(": "_L1); colon > 4 && colon <= 12)
            return text.sliced(colon + 2);
    }
    return text;
}

} // namespace

Error toError(const QSqlError &error, ErrorKind otherwise)
{
    Error result;
    result.oraCode = error.nativeErrorCode().toInt();
    if (result.oraCode < 0 || result.oraCode > 99999)
        result.oraCode = 0; // the driver gives garbage where it has no error handle (qoci.md 1.4)
    result.kind = isConnectionCode(result.oraCode) ? ErrorKind::Connection
        : result.oraCode == 1013
        ? ErrorKind::Cancelled // user requested cancel of current operation
        : error.nativeErrorCode() == sandboxNotModelled ? ErrorKind::Unsupported
                                                        : otherwise;
    result.message = withoutCode(error.databaseText());
    if (result.message.isEmpty())
        result.message = withoutCode(error.driverText());
    if (result.message.isEmpty())
        result.message =
            QCoreApplication::translate("Athanor::Session", "The database gave no reason.");
    result.context = connectionAdvice(result.oraCode);
    return result;
}

} // namespace Athanor
