// SPDX-License-Identifier: MIT
#include "cli/text.h"

using namespace Qt::StringLiterals;

namespace Athanor {

QString titleOf(const Revision &revision)
{
    return revision.message.isEmpty() ? revision.id : revision.id + u' ' + revision.message;
}

QString shortText(QStringView sql, int longest)
{
    QString text = sql.trimmed().toString().simplified();
    if (text.size() > longest)
        text = text.left(longest - 1) + u'…';
    return text;
}

QString statements(int count)
{
    return count == 1 ? tr("1 statement") : tr("%1 statements").arg(count);
}

QString elapsed(qint64 ms)
{
    if (ms < 1000)
        return tr("%1 ms").arg(ms);
    if (ms < 60000)
        return tr("%1 s").arg(double(ms) / 1000, 0, 'f', 1);
    return tr("%1 min %2 s").arg(ms / 60000).arg(ms % 60000 / 1000);
}

} // namespace Athanor
