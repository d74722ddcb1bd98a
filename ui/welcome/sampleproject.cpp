// SPDX-License-Identifier: MIT
#include "ui/welcome/sampleproject.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>

using namespace Qt::StringLiterals;

// Resources of a static library are registered by hand, outside any namespace.
static void registerSample()
{
    Q_INIT_RESOURCE(sample);
}

namespace Athanor {

Result<QString> provideSample(const QString &directory)
{
    const QDir target(directory);
    if (target.exists(u"athanor.toml"_s))
        return target.absolutePath();
    registerSample();
    const QDir source(u":/athanor/sample"_s);
    QDirIterator files(source.path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString from = files.next();
        const QString to = target.filePath(source.relativeFilePath(from));
        if (!QDir().mkpath(QFileInfo(to).path()) || !QFile::copy(from, to))
            return failure(
                ErrorKind::File,
                QCoreApplication::translate(
                    "Athanor::SampleProject",
                    "The sample could not be copied to %1. Choose a folder you may write to.")
                    .arg(QDir::toNativeSeparators(to)));
        // A file copied from a resource is read-only like the resource.
        QFile::setPermissions(
            to, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    }
    return target.absolutePath();
}

QString defaultSampleDirectory()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir(documents.isEmpty() ? QDir::homePath() : documents).filePath(u"athanor-sample"_s);
}

} // namespace Athanor
