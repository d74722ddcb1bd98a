// SPDX-License-Identifier: MIT
// Applying many revisions through Qt's QOCI plugin and the stand-in: round trips counted, the
// client's share of the processor, and how both grow. Arguments: how many revisions (1000).
#include "../oci/standinserver.h"

#include "base/atomicfile.h"
#include "migrate/rehearse.h"
#include "migrate/run.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>

#include <cstdio>
#include <ctime>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

double processorSeconds()
{
    timespec now = {};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

template <typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().toString()));
    return std::move(*result);
}

struct Kind
{
    const char *name;
    QStringList (*upgrade)(int revision);
};

// Two or three statements a revision, as autogenerate writes them.
QStringList structure(int i)
{
    const QString table = u"t%1"_s.arg(i);
    QStringList statements{
        u"CREATE TABLE %1 (id NUMBER(10) NOT NULL, name VARCHAR2(40 CHAR))"_s.arg(table),
        u"CREATE INDEX %1_ix ON %1 (name)"_s.arg(table)};
    if (i % 2 == 0)
        statements += u"COMMENT ON TABLE %1 IS 'number %2'"_s.arg(table).arg(i);
    return statements;
}

QStringList mixed(int i)
{
    if (i == 1)
        return {u"CREATE TABLE t (id NUMBER(10), name VARCHAR2(40 CHAR))"_s};
    QStringList statements{u"INSERT INTO t (id, name) VALUES (%1, 'row %1')"_s.arg(i),
                           u"CREATE SEQUENCE s%1"_s.arg(i)};
    if (i % 2 == 0)
        statements += u"UPDATE t SET name = 'changed' WHERE id = %1"_s.arg(i);
    return statements;
}

QStringList units(int i)
{
    return {u"CREATE SEQUENCE s%1"_s.arg(i),
            u"CREATE OR REPLACE PROCEDURE p%1 IS\nBEGIN\n    NULL;\nEND;\n/"_s.arg(i)};
}

int writeProject(const QString &folder, const Kind &kind, int revisions)
{
    QDir(folder).mkpath(u"versions"_s);
    (void)must(
        Result<int>(writeTextFile(folder + u"/athanor.toml"_s,
                                  u"[project]\nname = \"bench\"\nmodel = \"model\"\n\n"
                                  "[target.oracle]\nurl = \"%1\"\n"_s.arg(StandinServer::url()))
                        ? 0
                        : 1));
    int count = 0;
    QString parent;
    for (int i = 1; i <= revisions; ++i) {
        Revision revision;
        revision.id = u"%1"_s.arg(i, 12, 16, QChar(u'0'));
        if (i > 1)
            revision.revises = QStringList{parent};
        revision.message = u"number %1"_s.arg(i);
        revision.created = QDateTime::currentDateTimeUtc();
        for (const QString &statement : kind.upgrade(i)) {
            revision.upgrade += statement + (statement.endsWith(u'/') ? u"\n"_s : u";\n"_s);
            ++count;
        }
        (void)must(writeRevision(revision, folder + u"/versions"_s));
        parent = revision.id;
    }
    return count;
}

void measure(const Kind &kind, int revisions)
{
    const StandinServer server;
    const QTemporaryDir project;
    const int statements = writeProject(project.path(), kind, revisions);

    double begun = processorSeconds();
    const Workspace workspace = must(openWorkspace(project.path()));
    const double reading = processorSeconds() - begun;
    const auto session = must(
        connectTarget(workspace, u"oracle"_s, [](const ConnectionUrl &) { return u"tiger"_s; }));
    const Standin::Statistics before = Standin::statistics();
    begun = processorSeconds();
    const RunPlan plan = must(planUpgrade(workspace, *session, {}, true));
    const double planning = processorSeconds() - begun;
    const RunOutcome outcome = must(run(workspace, *session, plan, {}, systemClock()));
    const Standin::Statistics after = Standin::statistics();
    if (outcome.stoppedBy)
        qFatal("%s", qPrintable(outcome.stoppedBy->toString()));
    const double server_ = double(after.serverNanoseconds - before.serverNanoseconds) / 1e9;
    const double client = processorSeconds() - begun - server_;
    const int trips = after.roundTrips - before.roundTrips;
    const int allowed = 2 * statements + 2 * revisions + 10;
    std::printf(
        "%-10s %5d revisions %5d statements: %6d round trips (allowed %6d); client %6.3f ms "
        "a revision (planning %.3f), reading the files %.3f; stand-in's server %.3f\n",
        kind.name, revisions, statements, trips, allowed, client * 1000 / revisions,
        planning * 1000 / revisions, reading * 1000 / revisions, server_ * 1000 / revisions);
    begun = processorSeconds();
    (void)must(rehearse(workspace, u"head"_s, {}));
    std::printf("%-10s rehearsing the last of %d: %.3f ms a revision before it\n", kind.name,
                revisions, (processorSeconds() - begun) * 1000 / revisions);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    if (const QString reason = StandinServer::whyNot(); !reason.isEmpty()) {
        std::printf("not measured: %s\n", qPrintable(reason));
        return 0;
    }
    const int most = argc > 1 ? std::max(4, QString::fromLocal8Bit(argv[1]).toInt()) : 1000;
    for (const Kind &kind :
         {Kind{"structure", structure}, Kind{"mixed", mixed}, Kind{"units", units}}) {
        for (const int revisions : {most / 4, most / 2, most})
            measure(kind, revisions);
    }
}
