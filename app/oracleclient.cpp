// SPDX-License-Identifier: MIT
#include "oracleclient.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#if defined(Q_OS_UNIX)
#include <unistd.h>
#endif
#if defined(Q_OS_MACOS)
#include <mach-o/dyld.h>
#endif

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

constexpr const char *startedMark = "ATHANOR_STARTED_AGAIN";

#if defined(Q_OS_UNIX)
QByteArray ownProgram()
{
#if defined(Q_OS_MACOS) // not tested; macOS takes DYLD_… away from programs it protects
    char path[4096];
    uint32_t size = sizeof path;
    return _NSGetExecutablePath(path, &size) == 0 ? QByteArray(path) : QByteArray();
#else
    return "/proc/self/exe";
#endif
}
#endif

// Where `cmake --install` puts Qt's Oracle driver; in the build it lies beside the program, where
// Qt looks anyway.
void addInstalledPlugins()
{
    const QString folder =
        QCoreApplication::applicationDirPath() + QStringLiteral("/" ATHANOR_PLUGINS_FROM_PROGRAM);
    if (QFileInfo(folder).isDir())
        QCoreApplication::addLibraryPath(folder);
}
Q_COREAPP_STARTUP_FUNCTION(addInstalledPlugins)

} // namespace

ClientChoice oracleClientFor(const QString &projectDirectory)
{
    ClientSettings ofProject;
    if (!projectDirectory.isEmpty()) {
        if (const Result<Project> project = readProject(projectDirectory))
            ofProject = clientSettingsOf(*project);
    }
    // The window's settings, which name themselves after its QApplication.
    const QSettings settings(u"Athanor"_s, u"athanor"_s);
    return chooseClient(ofProject, readClientSettings(settings),
                        QProcessEnvironment::systemEnvironment());
}

void useOracleClient(const QString &projectDirectory, char **argv)
{
    const bool startedAgain = qEnvironmentVariableIsSet(startedMark);
    qunsetenv(startedMark); // not for the processes this one starts
    const ClientChoice choice = oracleClientFor(projectDirectory);
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const LoaderPath path = loaderPath(choice, environment);
    if (!startedAgain && !path.isIn(environment)) {
        const QByteArray before = qgetenv(path.variable.toLatin1().constData());
        qputenv(path.variable.toLatin1().constData(), QFile::encodeName(path.value));
#if defined(Q_OS_UNIX)
        qputenv(startedMark, "1");
        execv(ownProgram().constData(), argv);
        // Still here: it cannot be started; `athanor doctor` says what that means.
        qunsetenv(startedMark);
        qputenv(path.variable.toLatin1().constData(), before);
#else
        // Windows reads PATH whenever it loads a library (not tested).
        Q_UNUSED(argv)
        Q_UNUSED(before)
#endif
    }
    setUpClientEnvironment(choice);
}

} // namespace Athanor
