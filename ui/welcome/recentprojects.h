// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QDateTime>
#include <QtCore/QString>

#include <vector>

class QSettings;

namespace Athanor {

struct RecentProject
{
    QString directory;
    QString name;
    QDateTime opened; // UTC

    friend bool operator==(const RecentProject &, const RecentProject &) = default;
};

// Newest first, at most ten; a project whose folder is gone stays in the settings but is not
// listed.
[[nodiscard]] std::vector<RecentProject> recentProjects(const QSettings &settings);
void rememberProject(QSettings &settings, const RecentProject &project);
void forgetProject(QSettings &settings, const QString &directory);

} // namespace Athanor
