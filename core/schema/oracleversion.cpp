// SPDX-License-Identifier: MIT
#include "schema/oracleversion.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

namespace Athanor {

QString OracleVersion::toString() const
{
    return minor == 0 ? QString::number(major) : u"%1.%2"_s.arg(major).arg(minor);
}

Result<OracleVersion> parseOracleVersion(QStringView text)
{
    static const QRegularExpression form(
        u"^\\s*(\\d{1,2})(?:c|g|ai)?(?:\\.(\\d{1,3}))?(?:\\.\\d+)*\\s*$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(text.toString());
    OracleVersion version{match.captured(1).toInt(), match.captured(2).toInt()};
    // "11g" and "12c" say no release; take the oldest that is supported.
    if (match.hasMatch() && match.captured(2).isEmpty() && version.major == 11)
        version.minor = 2;
    if (match.hasMatch() && match.captured(2).isEmpty() && version.major == 12)
        version.minor = 1;
    if (!match.hasMatch() || version < OracleVersion{11, 2}) {
        return failure(
            ErrorKind::Syntax,
            QCoreApplication::translate(
                "Athanor::OracleVersion",
                "“%1” is no Oracle release; expected 11.2, 12.1, 12.2, 18, 19, 21, 23 or 26")
                .arg(text));
    }
    return version;
}

} // namespace Athanor
