// SPDX-License-Identifier: MIT
#include "ui/application.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/translations.h"
#include "ui/window/mainwindow.h"

#include <QtCore/QSettings>
#include <QtWidgets/QApplication>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

ThemeChoice themeOf(const QSettings &settings)
{
    const QString theme = settings.value(u"window/theme"_s).toString();
    if (theme == u"light"_s)
        return ThemeChoice::Light;
    return theme == u"dark"_s ? ThemeChoice::Dark : ThemeChoice::System;
}

} // namespace

int runWindow(int &argc, char **argv, const QString &projectDirectory,
              const WindowServices &services)
{
    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"Athanor"_s);
    QApplication::setApplicationName(u"athanor"_s);
    QApplication::setApplicationDisplayName(u"Athanor"_s);
    QApplication::setDesktopFileName(u"athanor"_s);
    QApplication::setWindowIcon(applicationIcon());
    installTranslations();

    QSettings settings;
    applyTheme(themeOf(settings));
    MainWindow window(&settings, services.passwords);
    window.show();
    if (!projectDirectory.isEmpty())
        window.openProject(projectDirectory);
    return QApplication::exec();
}

} // namespace Athanor
