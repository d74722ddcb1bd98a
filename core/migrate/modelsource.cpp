// SPDX-License-Identifier: MIT
#include "migrate/modelsource.h"

#include "base/atomicfile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtCore/QStringDecoder>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::ModelSource", text);
}

void readInto(ScriptSet &set, const QString &file)
{
    const Result<QString> text = readTextFile(file);
    if (!text) {
        set.errors.push_back(text.error());
        return;
    }
    set.scripts.push_back(splitScript(*text, file));
}

} // namespace

ScriptSet readScripts(const QString &path)
{
    ScriptSet set;
    const QFileInfo info(path);
    if (!info.isDir()) {
        readInto(set, path);
        return set;
    }
    if (!info.isReadable()) {
        set.errors.push_back({ErrorKind::File,
                              tr("The folder cannot be read. Check its permissions."),
                              0,
                              {path, 0, 0},
                              {}});
        return set;
    }
    QStringList files;
    QDirIterator walk(path, {u"*.sql"_s, u"*.SQL"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext())
        files += walk.next();
    files.sort();
    for (const QString &file : files)
        readInto(set, file);
    return set;
}

Result<QString> commandOutput(const QString &command, const QString &directory, int timeoutMs)
{
    QStringList words = QProcess::splitCommand(command);
    if (words.isEmpty())
        return failure(ErrorKind::Usage, tr("model_command is empty."));
    QProcess process;
    process.setWorkingDirectory(directory);
    process.setStandardInputFile(QProcess::nullDevice());
    const QString program = words.takeFirst();
    process.start(program, words, QIODevice::ReadOnly);
    if (!process.waitForStarted())
        return failure(ErrorKind::File,
                       tr("model_command cannot be started: “%1” is not found or not executable.")
                           .arg(program));
    if (!process.waitForFinished(timeoutMs)) {
        process.kill();
        process.waitForFinished(1000);
        return failure(ErrorKind::File,
                       tr("model_command did not end within %1 seconds.").arg(timeoutMs / 1000));
    }
    const QString complaints = QString::fromUtf8(process.readAllStandardError()).trimmed();
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        Error error{ErrorKind::File, {}, 0, {}, complaints.right(2000)};
        error.message = process.exitStatus() == QProcess::NormalExit
            ? tr("model_command failed with exit code %1.").arg(process.exitCode())
            : tr("model_command crashed.");
        return Failure(error);
    }
    QStringDecoder decode(QStringDecoder::Utf8);
    QString text = decode(process.readAllStandardOutput());
    if (decode.hasError())
        return failure(ErrorKind::File, tr("model_command prints what is not UTF-8."));
    if (text.trimmed().isEmpty())
        return failure(ErrorKind::File, tr("model_command printed no DDL."));
    return text;
}

ScriptSet readModelScripts(const Project &project)
{
    ScriptSet set;
    if (!project.modelCommand.isEmpty()) {
        Result<QString> text = commandOutput(project.modelCommand, project.directory);
        if (!text) {
            Error error = text.error();
            error.where.file = project.path(QString::fromLatin1(projectFileName));
            set.errors.push_back(error);
            return set;
        }
        set.scripts.push_back(splitScript(*text, tr("output of %1").arg(project.modelCommand)));
        return set;
    }
    for (const QString &part : project.model) {
        const QString path = project.path(part);
        if (!QFileInfo::exists(path)) {
            set.errors.push_back(
                {ErrorKind::File,
                 tr("The model is not there. athanor.toml names it under “model”."),
                 0,
                 {path, 0, 0},
                 {}});
            continue;
        }
        ScriptSet more = readScripts(path);
        std::move(more.scripts.begin(), more.scripts.end(), std::back_inserter(set.scripts));
        std::move(more.errors.begin(), more.errors.end(), std::back_inserter(set.errors));
    }
    return set;
}

} // namespace Athanor
