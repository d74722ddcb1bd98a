// SPDX-License-Identifier: MIT
#include "base/digest.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QUuid>

namespace Athanor {

QString sha256(QStringView text)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex());
}

QString newRevisionId()
{
    // Alembic takes the last 12 digits of a random UUID (alembic.util.rev_id).
    return QUuid::createUuid().toString(QUuid::Id128).right(12);
}

} // namespace Athanor
