// SPDX-License-Identifier: MIT
#include "ui/connection/recentconnections.h"

#include "database/connectionurl.h"

#include <QtCore/QSettings>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

constexpr qsizetype mostKept = 10;
constexpr auto key = "recentConnections";

} // namespace

QStringList recentConnections(const QSettings &settings)
{
    return settings.value(QLatin1String(key)).toStringList();
}

void rememberConnection(QSettings &settings, const QString &url)
{
    const Result<ConnectionUrl> parsed = parseConnectionUrl(url, {});
    if (!parsed || parsed->kind == ConnectionUrl::Kind::Sandbox)
        return;
    QStringList all = recentConnections(settings);
    all.removeAll(url);
    all.prepend(url);
    settings.setValue(QLatin1String(key), QStringList(all.mid(0, mostKept)));
}

} // namespace Athanor
