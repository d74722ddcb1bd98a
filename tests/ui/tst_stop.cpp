// SPDX-License-Identifier: MIT
// Stop in the window: after the statement, inside it, and without waiting for it.
#include "base/atomicfile.h"
#include "database/journal.h"
#include "migrate/review.h"
#include "ui/run/runpanel.h"
#include "ui/session/projectsession.h"
#include "ui/widgets/messagebar.h"
#include "ui/window/stopflow.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>
#include <QtWidgets/QPushButton>

#include <algorithm>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000;

// A project on a sandbox whose third statement takes its time, and what the window has for a run.
struct Desk
{
    Desk();
    void start();
    // Until statement `number` runs.
    [[nodiscard]] bool reaches(int number)
    {
        return QTest::qWaitFor([&] { return running == number; }, patience);
    }
    [[nodiscard]] bool ends()
    {
        return QTest::qWaitFor([&] { return outcome.has_value(); }, patience);
    }
    [[nodiscard]] QPushButton *stopButton() const
    {
        return panel.findChild<QPushButton *>(u"runStop"_s);
    }

    QTemporaryDir folder;
    ProjectSession session;
    RunPanel panel;
    MessageBar messages;
    StopFlow flow{&session, &panel, &messages};
    int running = 0;
    std::optional<RunOutcome> outcome;
};

Desk::Desk()
{
    const QDir directory(folder.path());
    directory.mkpath(u"model"_s);
    directory.mkpath(u"versions"_s);
    QString script = u"-- Revision: 0123456789ab\n-- Revises:\n-- Message: slow\n-- Created: "
                     "2026-11-22T15:04:05Z\n-- Reviewed: no\n\n-- ======== upgrade ========\n"
                     "CREATE TABLE d (n NUMBER(1));\n"
                     "INSERT INTO d (n) SELECT 1 FROM dual UNION ALL SELECT 2 FROM dual UNION ALL "
                     "SELECT 3 FROM dual UNION ALL SELECT 4 FROM dual UNION ALL SELECT 5 FROM dual "
                     "UNION ALL SELECT 6 FROM dual UNION ALL SELECT 7 FROM dual UNION ALL SELECT 8 "
                     "FROM dual;\n"
                     "CREATE TABLE big AS SELECT a.n FROM d a"_s;
    for (const QChar name : u"bcefg"_s)
        script += u" CROSS JOIN d "_s + name;
    script += u";\nCREATE TABLE last (n NUMBER(1));\n\n-- ======== downgrade ========\n"
              "DROP TABLE d;\n"_s;
    const bool written = writeTextFile(folder.filePath(u"versions/0123456789ab_slow.sql"_s), script)
        && writeTextFile(folder.filePath(u"athanor.toml"_s),
                         u"[project]\nname = \"slow\"\nmodel = \"model\"\n[target.sandbox]\nurl = "
                         "\"sandbox:slow.sandbox\"\n"_s);
    const auto workspace = openWorkspace(folder.path());
    if (!written || !workspace || !review(*workspace, u"0123456789ab"_s, u"ada"_s, systemClock()))
        qFatal("the project cannot be made");
    QObject::connect(&session, &ProjectSession::runStarted, &panel,
                     [this](const RunPlan &plan) { panel.start(plan, u"sandbox"_s); });
    QObject::connect(&session, &ProjectSession::runReported, &panel, [this](const RunEvent &event) {
        running = event.kind == RunEvent::StatementStarted ? event.statement : 0;
        panel.report(event);
    });
    QObject::connect(&session, &ProjectSession::runFinished, &panel,
                     [this](const Result<RunOutcome> &result) {
                         panel.finish(result);
                         outcome = result ? *result : RunOutcome{{}, result.error(), {}, 0, {}, {}};
                     });
}

void Desk::start()
{
    session.open(folder.path());
    QVERIFY(QTest::qWaitFor([&] { return session.isOpen(); }, patience));
    session.planUpgrade(&session, u"heads"_s, [this](const Result<PlannedRun> &planned) {
        if (planned)
            session.run(planned->plan);
        else
            qWarning("%s", qPrintable(planned.error().toString()));
    });
}

} // namespace

class tst_stop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void againStopsTheStatement();
    void givenUpIsNotWaitedFor();
};

void tst_stop::againStopsTheStatement()
{
    Desk desk;
    desk.start();
    QVERIFY(desk.reaches(3));
    const QString before = desk.stopButton()->text();
    desk.stopButton()->click();
    QVERIFY(desk.stopButton()->isEnabled());
    QVERIFY(desk.stopButton()->text() != before);
    QVERIFY(desk.messages.text().isEmpty());
    desk.stopButton()->click(); // says what it means first
    QVERIFY(!desk.messages.text().isEmpty());
    QVERIFY(!desk.outcome);
    const auto accept = [&desk] {
        const auto offers = desk.messages.findChildren<QPushButton *>();
        if (!offers.isEmpty())
            offers.first()->click();
        return !offers.isEmpty();
    };
    QVERIFY(accept());
    QVERIFY(QTest::qWaitFor(
        [&] {
            // Between its journal entry and itself there is nothing to end: that is said, and one
            // asks again.
            if (desk.messages.text().startsWith("No statement"_L1)) {
                desk.stopButton()->click();
                (void)accept();
            }
            return desk.outcome.has_value();
        },
        patience));
    QVERIFY(desk.outcome->stoppedBy);
    QCOMPARE(desk.outcome->stoppedBy->oraCode, 1013);
    QCOMPARE(desk.outcome->stoppedAtStatement, 3);
    QVERIFY(desk.stopButton()->isHidden());
}

// The window has control back while the worker still waits; what that does in the end is
// journalled.
void tst_stop::givenUpIsNotWaitedFor()
{
    Desk desk;
    desk.start();
    QVERIFY(desk.reaches(3));
    desk.session.leaveRun();
    QVERIFY(!desk.session.isRunning());
    QVERIFY(desk.outcome && desk.outcome->stoppedBy);
    QCOMPARE(desk.outcome->stoppedBy->kind, ErrorKind::Connection);
    QCOMPARE(desk.outcome->stoppedAtStatement, 3);

    const auto workspace = openWorkspace(desk.folder.path());
    QVERIFY(workspace);
    const auto session = connectTarget(*workspace, u"sandbox"_s);
    QVERIFY(session);
    const auto isDone = [&] {
        const auto journal = readJournal(**session);
        return journal && std::any_of(journal->begin(), journal->end(), [](const JournalEntry &e) {
                   return e.statementNo == 3 && e.status == JournalStatus::Done;
               });
    };
    // Let end, the statement is done; the run goes no further.
    QTRY_VERIFY_WITH_TIMEOUT(isDone(), patience);
    const Result<bool> further = (*session)->hasTable(u"LAST"_s);
    QVERIFY(further && !*further);
}

QTEST_MAIN(tst_stop)
#include "tst_stop.moc"
