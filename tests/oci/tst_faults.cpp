// SPDX-License-Identifier: MIT
// A property: whatever call of an upgrade fails, or takes the connection with it, on the way there
// or on the way back, the run can be finished by resuming, nothing is lost and nothing runs twice.
#include "sampleproject.h"

#include <QtTest/QTest>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace Athanor;
using Standin::Rule;

Q_DECLARE_METATYPE(Standin::Rule::Action)

class TestFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void upgradeSurvives_data();
    void upgradeSurvives();

private:
    int m_calls = 0; // that an undisturbed upgrade makes
};

namespace {

// Every statement of the script is to take effect once: those that Oracle refuses a second time
// say so themselves, the others are counted.
QStringList twice(const SampleProject &project)
{
    const auto behind = connectTarget(project.workspace(), u"behind"_s);
    if (!behind)
        return {behind.error().toString()};
    const Result<Rows> rows = (*behind)->query(
        u"SELECT revision, statement_no, COUNT(*) FROM athanor_journal WHERE status = 'done' GROUP "
        u"BY revision, statement_no HAVING COUNT(*) > 1"_s);
    if (!rows)
        return {rows.error().toString()};
    QStringList found;
    for (const Row &row : rows->rows)
        found += row[0].toString() + u' ' + row[1].toString();
    return found;
}

} // namespace

void TestFaults::initTestCase()
{
    SKIP_WITHOUT_QOCI();
    SampleProject project;
    const auto oracle = project.session();
    QVERIFY(oracle);
    const int before = Standin::statistics().roundTrips;
    const std::optional<Error> stopped = project.upgrade(*oracle);
    QVERIFY2(!stopped, qPrintable(stopped ? stopped->toString() : QString()));
    m_calls = Standin::statistics().roundTrips - before;
    QVERIFY(m_calls > 20);
}

void TestFaults::upgradeSurvives_data()
{
    QTest::addColumn<Rule::Action>("action");
    QTest::addColumn<int>("call");
    // All of them take minutes; these meet every kind of call, and other ones of each on every
    // action. Fewer lose the connection: tst_runs.cpp does at every statement of a smaller run.
    // ATHANOR_ALL_FAULTS=1 takes all.
    const bool all = qEnvironmentVariableIntValue("ATHANOR_ALL_FAULTS") != 0;
    const int twelfth = std::max(1, m_calls / 12);
    const std::pair<Rule::Action, const char *> actions[] = {
        {Rule::Fail, "refused"},
        {Rule::DropConnection, "lost on the way there"},
        {Rule::DropAnswer, "lost on the way back"},
    };
    int offset = 0;
    for (const auto &[action, name] : actions) {
        const int step = all ? 1 : action == Rule::Fail ? twelfth : 2 * twelfth;
        for (int call = 1 + (all ? 0 : offset); call <= m_calls; call += step)
            QTest::addRow("call %d of %d %s", call, m_calls, name) << action << call;
        offset += std::max(1, twelfth / 3);
    }
}

void TestFaults::upgradeSurvives()
{
    QFETCH(Rule::Action, action);
    QFETCH(int, call);
    SampleProject project;
    {
        const auto oracle = project.session();
        QVERIFY(oracle);
        Standin::addRule({action, {}, call, {}, 1652}); // unable to extend temp segment
        const std::optional<Error> stopped = project.upgrade(*oracle);
        if (stopped && action != Rule::Fail)
            QCOMPARE(stopped->kind, ErrorKind::Connection);
        Standin::clearRules();
    }
    const auto oracle = project.session();
    QVERIFY(oracle);
    QCOMPARE(project.resumeAndUpgrade(*oracle), QString());
    QCOMPARE(project.differences(*oracle), QStringList());
    QCOMPARE(readHeads(*oracle).value_or(QStringList()), project.workspace().graph.heads());
    QCOMPARE(twice(project), QStringList());
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
