// SPDX-License-Identifier: MIT
#include "ui/welcome/recentprojects.h"

#include <QtCore/QFileInfo>
#include <QtCore/QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

constexpr size_t mostRemembered = 10;

std::vector<RecentProject> readAll(const QSettings &settings)
{
    std::vector<RecentProject> projects;
    const QVariantList entries = settings.value(u"recentProjects"_s).toList();
    for (const QVariant &entry : entries) {
        const QVariantMap map = entry.toMap();
        projects.push_back({map.value(u"directory"_s).toString(), map.value(u"name"_s).toString(),
                            map.value(u"opened"_s).toDateTime()});
    }
    return projects;
}

void writeAll(QSettings &settings, const std::vector<RecentProject> &projects)
{
    QVariantList entries;
    for (const RecentProject &project : projects)
        entries.append(QVariantMap{{u"directory"_s, project.directory},
                                   {u"name"_s, project.name},
                                   {u"opened"_s, project.opened}});
    settings.setValue(u"recentProjects"_s, entries);
}

} // namespace

std::vector<RecentProject> recentProjects(const QSettings &settings)
{
    std::vector<RecentProject> projects = readAll(settings);
    std::erase_if(projects, [](const RecentProject &p) {
        return !QFileInfo::exists(p.directory + u"/athanor.toml"_s);
    });
    return projects;
}

void rememberProject(QSettings &settings, const RecentProject &project)
{
    std::vector<RecentProject> projects = readAll(settings);
    std::erase_if(projects,
                  [&project](const RecentProject &p) { return p.directory == project.directory; });
    projects.insert(projects.begin(), project);
    if (projects.size() > mostRemembered)
        projects.resize(mostRemembered);
    writeAll(settings, projects);
}

void forgetProject(QSettings &settings, const QString &directory)
{
    std::vector<RecentProject> projects = readAll(settings);
    std::erase_if(projects,
                  [&directory](const RecentProject &p) { return p.directory == directory; });
    writeAll(settings, projects);
}

} // namespace Athanor
