// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QStringList>

class QSettings;

namespace Athanor {

// URLs of targets that were saved or tested, the newest first. Never a password: what is no URL
// that a project may hold is not kept.
[[nodiscard]] QStringList recentConnections(const QSettings &settings);
void rememberConnection(QSettings &settings, const QString &url);

} // namespace Athanor
