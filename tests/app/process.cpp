// SPDX-License-Identifier: MIT
#include "process.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>

using namespace Qt::StringLiterals;

QJsonDocument Answer::json() const
{
    return QJsonDocument::fromJson(out.toUtf8());
}

QString Answer::said() const
{
    return u"exit %1\n--- out\n%2\n--- err\n%3"_s.arg(exit).arg(out, err);
}

Shop::Shop(With with)
{
    if (with == Nothing)
        return;
    const Answer made = run(QStringList{u"init"_s, u"--name"_s, u"shop"_s});
    if (made.exit != 0)
        qFatal("%s", qPrintable(made.said()));
}

QString Shop::path(const QString &relative) const
{
    return QDir::cleanPath(QFileInfo(m_directory.path()).canonicalFilePath() + u'/' + relative);
}

void Shop::write(const QString &relative, const QByteArray &bytes) const
{
    QDir().mkpath(QFileInfo(path(relative)).path());
    QFile file(path(relative));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(relative));
}

QString Shop::read(const QString &relative) const
{
    QFile file(path(relative));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(relative));
    return QString::fromUtf8(file.readAll());
}

QStringList Shop::files(const QString &relative) const
{
    return QDir(path(relative)).entryList(QDir::Files, QDir::Name);
}

Answer Shop::run(const QStringList &arguments, const QByteArray &input,
                 const QStringList &environment) const
{
    QProcess process;
    process.setWorkingDirectory(path());
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const char *display : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        variables.remove(QString::fromLatin1(display));
    variables.remove(u"ATHANOR_PASSWORD"_s);
    variables.insert(u"ATHANOR_REVIEWER"_s, u"ada"_s);
    for (const QString &variable : environment)
        variables.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    process.setProcessEnvironment(variables);
    process.start(QStringLiteral(ATHANOR_EXECUTABLE), arguments);
    process.write(input);
    process.closeWriteChannel();
    Answer answer;
    if (!process.waitForFinished(60000) || process.exitStatus() != QProcess::NormalExit)
        answer.exit = -1; // crashed, or hangs
    else
        answer.exit = process.exitCode();
    answer.out = QString::fromUtf8(process.readAllStandardOutput());
    answer.err = QString::fromUtf8(process.readAllStandardError());
    return answer;
}

Answer Shop::run(const char *words) const
{
    return run(QString::fromUtf8(words).split(u' ', Qt::SkipEmptyParts));
}
