// SPDX-License-Identifier: MIT
#include "base/error.h"

using namespace Qt::StringLiterals;

namespace Athanor {

QString oraCodeText(int code)
{
    return u"ORA-%1"_s.arg(code, 5, 10, QLatin1Char('0'));
}

QString Error::toString() const
{
    QString text;
    if (!where.file.isEmpty())
        text += where.file + u':';
    if (where.line > 0)
        text += u"%1:"_s.arg(where.line);
    if (where.line > 0 && where.column > 0)
        text += u"%1:"_s.arg(where.column);
    if (!text.isEmpty())
        text += u' ';
    const QString code = oraCodeText(oraCode);
    if (oraCode != 0 && !message.contains(code))
        text += code + u": "_s;
    text += message;
    if (!context.isEmpty())
        text += u" (%1)"_s.arg(context);
    return text;
}

} // namespace Athanor
