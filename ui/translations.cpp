// SPDX-License-Identifier: MIT
#include "ui/translations.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLibraryInfo>
#include <QtCore/QLocale>
#include <QtCore/QTranslator>

using namespace Qt::StringLiterals;

// Resources of a static library are registered by hand, outside any namespace.
static void registerTranslations()
{
    Q_INIT_RESOURCE(translations);
}

namespace Athanor {

void installTranslations()
{
    registerTranslations();
    const auto install = [](const QLocale &locale, const QString &file, const QString &folder) {
        auto *translator = new QTranslator(QCoreApplication::instance());
        if (translator->load(locale, file, u"_"_s, folder))
            return QCoreApplication::installTranslator(translator);
        delete translator;
        return false;
    };
    install(QLocale(), u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    if (!install(QLocale(), u"athanor"_s, u":/athanor/translations"_s))
        install(QLocale(QLocale::English), u"athanor"_s, u":/athanor/translations"_s);
}

} // namespace Athanor
