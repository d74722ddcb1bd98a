// SPDX-License-Identifier: MIT
// The window, or one headless verb; nothing else.
#include "cli/commandline.h"
#include "cli/exitcode.h"
#include "cli/terminal.h"
#include "cli/text.h"
#include "keychain.h"
#include "migrate/doctor.h"
#include "oracleclient.h"

#ifdef ATHANOR_HAS_UI
#include "ui/application.h"
#endif

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

#include <cstdio>
#include <cstdlib>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

QStringList argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.push_back(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

// Without one, Qt ends the process with a core dump instead of a sentence.
bool hasDisplay()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    for (const char *variable : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        if (!qEnvironmentVariableIsEmpty(variable))
            return true;
    }
    return false;
#else
    return true;
#endif
}

int openWindow(int argc, char **argv, const QString &project)
{
#ifdef ATHANOR_HAS_UI
    if (hasDisplay()) {
        {
            // The window's own application object comes later, and cannot be there for an exec.
            const QCoreApplication application(argc, argv);
            useOracleClient(project, argv);
        }
        return runWindow(argc, argv, project, {keychain()});
    }
    const QString why = tr("there is no display for the window");
#else
    Q_UNUSED(argc)
    Q_UNUSED(argv)
    Q_UNUSED(project)
    Q_UNUSED(hasDisplay)
    const QString why = tr("this athanor was built without its window");
#endif
    Terminal terminal;
    terminal.error(why);
    terminal.note(tr("The verbs need none: 'athanor --help' lists them."));
    return int(ExitCode::Usage);
}

// What `athanor doctor` and the window start to try Oracle's client: it may crash, this process
// may.
[[noreturn]] void answerProbe()
{
    QFile input;
    QByteArray request;
    if (input.open(stdin, QIODevice::ReadOnly))
        request = input.readAll();
    const QByteArray answer = probeOci(request);
    std::fwrite(answer.constData(), 1, size_t(answer.size()), stdout);
    std::fflush(stdout);
    std::_Exit(0); // a client that could not set itself up crashes when it is taken down
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(u"athanor"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(ATHANOR_VERSION));
    if (argc == 2 && qstrcmp(argv[1], "--probe-oci") == 0) {
        const QCoreApplication application(argc, argv);
        answerProbe();
    }
    const Request request = readRequest(argumentsOf(argc, argv));
    if (request.kind == Request::Window)
        return openWindow(argc, argv, request.project);
    const QCoreApplication application(argc, argv);
    return runHeadless(request, argv);
}
