// SPDX-License-Identifier: MIT
#include "shop.h"

#include "base/atomicfile.h"
#include "database/dictionary.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

const QDateTime noon(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);

QString errorText(const Error &error)
{
    return error.oraCode != 0 ? oraCodeText(error.oraCode) : error.message;
}

} // namespace

Shop::Shop()
{
    if (!m_directory.isValid())
        qFatal("no temporary directory");
    must(initProject(directory(), u"shop"_s));
    // initProject may bring an example; these tests bring their own.
    for (const QString &folder : {u"model"_s, u"versions"_s}) {
        QDir dir(directory() + u'/' + folder);
        for (const QString &file : dir.entryList({u"*.sql"_s}, QDir::Files))
            dir.remove(file);
    }
}

Workspace Shop::workspace() const
{
    return must(openWorkspace(directory()));
}

std::unique_ptr<Session> Shop::connect() const
{
    return must(connectTarget(workspace(), {}));
}

void Shop::writeModel(const QString &sql) const
{
    QDir(directory()).mkpath(u"model"_s);
    must(writeTextFile(directory() + u"/model/model.sql"_s, sql));
}

void Shop::appendToProject(const QString &toml) const
{
    const QString file = directory() + u"/athanor.toml"_s;
    must(writeTextFile(file, must(readTextFile(file)) + u'\n' + toml));
}

void Shop::writeRevision(const QString &id, const QString &parents, const QString &upgrade,
                         const QString &downgrade, bool reviewed) const
{
    Revision revision;
    revision.id = id;
    revision.revises = parents.split(u' ', Qt::SkipEmptyParts);
    revision.message = id;
    revision.created = noon;
    revision.upgrade = upgrade;
    revision.downgrade = downgrade;
    QDir(directory()).mkpath(u"versions"_s);
    Revision written = must(Athanor::writeRevision(revision, directory() + u"/versions"_s));
    if (reviewed)
        must(review(workspace(), id, u"tester"_s, fixedClock(noon)));
}

void Shop::editUpgrade(const QString &id, const QString &from, const QString &to) const
{
    const Workspace now = workspace();
    const Revision *revision = now.graph.find(id);
    if (!revision || !revision->upgrade.contains(from))
        qFatal("nothing to edit");
    must(saveSections(now, *revision, QString(revision->upgrade).replace(from, to),
                      revision->downgrade));
    must(review(workspace(), id, u"tester"_s, fixedClock(noon)));
}

void Shop::reviewAll() const
{
    const Workspace now = workspace();
    for (const Revision &revision : now.graph.revisions()) {
        if (!revision.isReviewed())
            must(review(workspace(), revision.id, u"tester"_s, fixedClock(noon)));
    }
}

QString Shop::carryOut(const Workspace &workspace, Session &session,
                       const Result<RunPlan> &plan) const
{
    if (!plan)
        return u"refused: "_s + errorText(plan.error());
    const Result<RunOutcome> outcome = run(workspace, session, *plan, {}, systemClock());
    if (!outcome)
        return u"failed: "_s + errorText(outcome.error());
    QString line = outcome->appliedRevisions.join(u' ');
    if (outcome->stoppedBy) {
        line += u"%1%2!%3 %4"_s.arg(line.isEmpty() ? QString() : u" "_s, outcome->stoppedAt,
                                    QString::number(outcome->stoppedAtStatement),
                                    errorText(*outcome->stoppedBy));
    }
    return line;
}

QString Shop::upgrade(const QString &target) const
{
    const Workspace now = workspace();
    const std::unique_ptr<Session> session = connect();
    return carryOut(now, *session, planUpgrade(now, *session, target));
}

QString Shop::downgrade(const QString &target) const
{
    const Workspace now = workspace();
    const std::unique_ptr<Session> session = connect();
    return carryOut(now, *session, planDowngrade(now, *session, target));
}

QString Shop::resume(CrashAnswer answer) const
{
    const Workspace now = workspace();
    const std::unique_ptr<Session> session = connect();
    return carryOut(now, *session, planResume(now, *session, answer));
}

QString Shop::rollback() const
{
    const Workspace now = workspace();
    const std::unique_ptr<Session> session = connect();
    return carryOut(now, *session, planRollback(now, *session));
}

QString Shop::heads() const
{
    return must(readHeads(*connect())).join(u' ');
}

Catalog Shop::live() const
{
    return must(readDictionary(*connect()));
}

QStringList Shop::tables() const
{
    QStringList names;
    for (const auto &[name, table] : live().tables)
        names += name.name;
    return names;
}

void Shop::execute(const QString &sql) const
{
    must(connect()->execute(sql));
}

QString Shop::value(const QString &query) const
{
    const Rows rows = must(connect()->query(query));
    return rows.rows.empty() ? u"(no row)"_s : rows.rows.front().front().toString();
}

QStringList Shop::statesOf() const
{
    static const QStringList names{u"Applied"_s,
                                   u"Pending"_s,
                                   u"StoppedHalfWay"_s,
                                   u"NotReviewed"_s,
                                   u"EditedAfterApplied"_s,
                                   u"FileMissing"_s};
    const Workspace now = workspace();
    QStringList states;
    for (const RevisionStatus &one :
         must(readStatus(now, *connect(), *now.project.target({}))).revisions)
        states += one.id + u':' + names[int(one.state)];
    return states;
}

QStringList Shop::journal() const
{
    QStringList lines;
    for (const JournalEntry &entry : must(readJournal(*connect()))) {
        lines += u"%1.%2.%3.%4"_s.arg(entry.revision, toString(entry.direction),
                                      QString::number(entry.statementNo), toString(entry.status));
    }
    return lines;
}

QString differences(const Catalog &from, const Catalog &to)
{
    CompareOptions options;
    options.normalForm.owner = u"SANDBOX"_s;
    const Comparison comparison = compare(from, to, options);
    QStringList lines;
    for (const Change &change : comparison.changes)
        lines += change.describe(comparison.from, comparison.to);
    return lines.join(u'\n');
}
