// SPDX-License-Identifier: MIT
#include "revision/project.h"

#include "base/atomicfile.h"
#include "revision/projecttemplate.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Project", text);
}

QString projectFile(const QString &directory)
{
    return QDir(directory).absoluteFilePath(QLatin1String(projectFileName));
}

// Folders made on the way, so that a failed init can take them away again.
class MadeFolders
{
public:
    ~MadeFolders()
    {
        for (auto folder = m_made.rbegin(); !m_kept && folder != m_made.rend(); ++folder)
            QDir().rmdir(*folder); // refuses one that is not empty
    }
    [[nodiscard]] Result<> make(const QString &path)
    {
        QStringList missing;
        for (QString at = QDir::cleanPath(path); !QFileInfo::exists(at);
             at = QFileInfo(at).absolutePath())
            missing.prepend(at);
        for (const QString &folder : missing) {
            if (!QDir().mkdir(folder))
                return failure(ErrorKind::File, tr("cannot make the folder"), 0, {folder, 0, 0});
            m_made.push_back(folder);
        }
        if (!QFileInfo(path).isDir()) {
            return failure(ErrorKind::File, tr("a file is where a folder has to be"), 0,
                           {path, 0, 0});
        }
        return {};
    }
    void keep() { m_kept = true; }

private:
    std::vector<QString> m_made;
    bool m_kept = false;
};

Failure existsAlready(const QString &file)
{
    return failure(ErrorKind::Usage, tr("there is a project here already; nothing was written"), 0,
                   {file, 0, 0});
}

// Whole or not at all, and never over a file that somebody made meanwhile: QFile::rename refuses to
// overwrite.
Result<> writeNewFile(const QString &path, const QString &text)
{
    QTemporaryFile temporary(QFileInfo(path).absolutePath() + u"/.athanor-XXXXXX"_s);
    const QByteArray bytes = text.toUtf8();
    if (!temporary.open() || temporary.write(bytes) != bytes.size() || !temporary.flush()) {
        return failure(ErrorKind::File,
                       tr("cannot write the file: %1").arg(temporary.errorString()), 0,
                       {path, 0, 0});
    }
    // A temporary file is its owner's alone; a project file is as any other that is made here.
    temporary.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup
                             | QFile::ReadOther);
    if (QFileInfo::exists(path))
        return existsAlready(path);
    if (!temporary.rename(path)) {
        return failure(ErrorKind::File,
                       tr("cannot write the file: %1").arg(temporary.errorString()), 0,
                       {path, 0, 0});
    }
    temporary.setAutoRemove(false);
    return {};
}

} // namespace

QString Project::path(const QString &relative) const
{
    return QDir::cleanPath(QDir(directory).absoluteFilePath(relative));
}

const Target *Project::target(const QString &wanted) const
{
    if (wanted.isEmpty())
        return targets.empty() ? nullptr : &targets.front();
    const auto found = std::find_if(targets.begin(), targets.end(),
                                    [&](const Target &t) { return t.name == wanted; });
    return found == targets.end() ? nullptr : &*found;
}

QString findProjectDirectory(const QString &directory)
{
    QDir dir(QDir(directory).absolutePath());
    do {
        if (QFileInfo::exists(projectFile(dir.path())))
            return dir.path();
    } while (dir.cdUp());
    return {};
}

Result<Project> readProject(const QString &directory)
{
    const QString found = findProjectDirectory(directory);
    if (found.isEmpty()) {
        return failure(ErrorKind::File,
                       tr("no athanor.toml here or in a folder above; 'athanor init' makes a "
                          "project, -C DIR names one"),
                       0, {QDir(directory).absolutePath(), 0, 0});
    }
    const QString file = projectFile(found);
    const Result<QString> text = readTextFile(file);
    if (!text)
        return Failure(text.error());
    const ProjectReading reading = parseProject(*text, file);
    if (reading.errors.empty())
        return reading.project;
    Error first = reading.errors.front();
    if (reading.errors.size() > 1)
        first.context = tr("and %1 more in this file").arg(reading.errors.size() - 1);
    return Failure(first);
}

Result<Project> initProject(const QString &directory, const QString &name)
{
    const QString root = QDir::cleanPath(QDir(directory).absolutePath());
    const QString file = projectFile(root);
    if (QFileInfo::exists(file))
        return existsAlready(file);
    const QString text = projectTemplate(name.isEmpty() ? QFileInfo(root).fileName() : name);
    MadeFolders folders;
    for (const QString &folder : {root, root + u"/model"_s, root + u"/versions"_s}) {
        if (Result<> made = folders.make(folder); !made)
            return Failure(made.error());
    }
    if (Result<> written = writeNewFile(file, text); !written)
        return Failure(written.error());
    folders.keep();
    return readProject(root);
}

const QStringList &environments()
{
    static const QStringList all{u"development"_s, u"test"_s, u"staging"_s, u"production"_s};
    return all;
}

} // namespace Athanor
