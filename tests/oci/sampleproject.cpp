// SPDX-License-Identifier: MIT
#include "sampleproject.h"

#include "base/atomicfile.h"
#include "database/dictionary.h"
#include "diff/compare.h"
#include "schema/normalform.h"

#include <QtCore/QDir>

using namespace Qt::StringLiterals;

namespace Athanor {

SampleProject::SampleProject()
{
    const QString sample = QStringLiteral(ATHANOR_SAMPLE);
    for (const QString &folder : {u"model"_s, u"versions"_s}) {
        QDir(m_folder.path()).mkpath(folder);
        const QStringList files = QDir(sample + u'/' + folder).entryList(QDir::Files);
        for (const QString &file : files) {
            const QString path = u'/' + folder + u'/' + file;
            if (!QFile::copy(sample + path, m_folder.path() + path))
                qFatal("%s cannot be copied", qPrintable(path));
        }
    }
    const QString text = readTextFile(sample + u"/athanor.toml"_s).value_or(QString())
        + u"\n[target.oracle]\nurl = \"%1\"\n"_s.arg(AnyServer::url())
        + (m_server.sandboxFile().isEmpty()
               ? QString()
               : u"[target.behind]\nurl = \"sandbox:%1\"\n"_s.arg(m_server.sandboxFile()));
    if (!writeTextFile(m_folder.filePath(u"athanor.toml"_s), text))
        qFatal("athanor.toml cannot be written");
    Result<Workspace> opened = openWorkspace(m_folder.path());
    if (!opened)
        qFatal("%s", qPrintable(opened.error().toString()));
    m_workspace = std::move(*opened);
}

std::unique_ptr<Session> SampleProject::session() const
{
    auto opened = connectTarget(m_workspace, u"oracle"_s, AnyServer::password);
    if (!opened)
        qWarning("%s", qPrintable(opened.error().toString()));
    return opened ? std::move(*opened) : nullptr;
}

std::optional<Error> SampleProject::upgrade(Session &session, const RunControl &control) const
{
    const Result<RunPlan> plan = planUpgrade(m_workspace, session, {});
    if (!plan)
        return plan.error();
    const Result<RunOutcome> outcome = run(m_workspace, session, *plan, control, systemClock());
    if (!outcome)
        return outcome.error();
    return outcome->stoppedBy;
}

QString SampleProject::resumeAndUpgrade(Session &session, const RunControl &control) const
{
    const Result<RunPlan> rest = planResume(m_workspace, session);
    if (!rest)
        return rest.error().toString();
    const Result<RunOutcome> outcome = run(m_workspace, session, *rest, control, systemClock());
    if (!outcome)
        return outcome.error().toString();
    if (outcome->stoppedBy)
        return outcome->stoppedBy->toString();
    const std::optional<Error> stopped = upgrade(session, control);
    return stopped ? stopped->toString() : QString();
}

Catalog SampleProject::dictionary(Session &session)
{
    const Result<Catalog> read = readDictionary(session);
    if (!read)
        qWarning("%s", qPrintable(read.error().toString()));
    return read ? normalized(*read) : Catalog();
}

QStringList SampleProject::differences(Session &session) const
{
    const Result<Catalog> expected = replay(m_workspace, m_workspace.graph.heads());
    if (!expected)
        return {expected.error().toString()};
    const Comparison rest = compare(*expected, dictionary(session));
    QStringList words;
    for (const Change &change : rest.changes)
        words.append(change.describe(rest.from, rest.to));
    return words;
}

} // namespace Athanor
