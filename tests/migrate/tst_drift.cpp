// SPDX-License-Identifier: MIT
#include "shop.h"

#include "base/atomicfile.h"
#include "database/versiontable.h"
#include "migrate/drift.h"
#include "revision/projectedit.h"

#include <QtCore/QDir>
#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

const QString firstUp = u"CREATE TABLE orders (\n"
                        "    id    NUMBER(10) CONSTRAINT orders_pk PRIMARY KEY,\n"
                        "    total NUMBER(10,2) NOT NULL,\n"
                        "    note  VARCHAR2(20 CHAR)\n"
                        ");\n"
                        "CREATE INDEX orders_total_ix ON orders (total);\n"
                        "CREATE TABLE gone (n NUMBER(10));\n"
                        "DROP TABLE gone;\n"_s;
const QString firstDown = u"DROP TABLE orders;\n"_s;

QStringList lines(const Drift &drift)
{
    QStringList result;
    for (const Change &change : drift.difference.comparison.changes)
        result += change.describe(drift.difference.comparison.from, drift.difference.comparison.to);
    return result;
}

QStringList names(const std::vector<ObjectRef> &objects)
{
    QStringList result;
    for (const ObjectRef &object : objects)
        result += object.type + u' ' + object.name.name;
    return result;
}

Drift driftOf(const Shop &shop, const DriftOptions &options = {})
{
    const auto session = shop.connect();
    return must(readDrift(shop.workspace(), *session, options));
}

DriftOptions only(const QString &rule)
{
    DriftOptions options;
    options.only = {must(ObjectRule::parse(rule))};
    return options;
}

QString carryOut(const Shop &shop, const RunPlan &plan)
{
    const auto session = shop.connect();
    const RunOutcome outcome = must(run(shop.workspace(), *session, plan, {}, systemClock()));
    return outcome.stoppedBy ? outcome.stoppedBy->toString() : u"done"_s;
}

// A target that stands at revision a, as it made it.
struct Standing : Shop
{
    Standing()
    {
        writeRevision(u"a"_s, {}, firstUp, firstDown);
        if (upgrade() != u"a"_s)
            qFatal("the set-up does not get through");
    }
};

} // namespace

class TestDrift : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noneWhereNobodyTouchedIt();
    void byHand_data();
    void byHand();
    void revertsEverything_data() { byHand_data(); }
    void revertsEverything();
    void adoptsForOthers_data() { byHand_data(); }
    void adoptsForOthers();
    void whatIsNotOursIsToldApart();
    void pendingNamesAreOurs();
    void adoptsABaseline();
    void onlyWhatWasAskedFor();
    void rulesHideIt_data();
    void rulesHideIt();
    void renamedByHand();
    void halfWayComesFirst();
    void editedRevisionsAreSaid();
    void refusesToAdoptBehindTheHead();
    void adoptedAndThenMended();
    void adoptLeavesNothingWhereTheTargetRefuses();
    void linksWithPasswords();
    void adoptNoticesAnotherRun();
    void revertIsRehearsed();
    void revertThatFailsIsJournalled();
};

void TestDrift::noneWhereNobodyTouchedIt()
{
    const Standing shop;
    const Drift drift = driftOf(shop);
    QCOMPARE(lines(drift), QStringList());
    QVERIFY(drift.isEmpty() && drift.notOwned.empty() && !drift.halfWay);
    QCOMPARE(drift.heads, QStringList{u"a"_s});
    QVERIFY(drift.difference.scripts.upgrade.empty() && drift.difference.scripts.downgrade.empty());
    const auto session = shop.connect();
    QVERIFY(must(planRevert(shop.workspace(), *session, {})).plan.isEmpty());
    QVERIFY(!must(adoptDrift(shop.workspace(), *session, {}, u"m"_s, systemClock())));
}

void TestDrift::byHand_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QString &sql, const QString &says) {
        QTest::newRow(name) << sql << says;
    };
    row("index added", u"CREATE INDEX orders_note_ix ON orders (note)"_s, u"ORDERS_NOTE_IX"_s);
    row("index dropped", u"DROP INDEX orders_total_ix"_s, u"ORDERS_TOTAL_IX"_s);
    row("column added", u"ALTER TABLE orders ADD (paid NUMBER(1))"_s, u"PAID"_s);
    row("column dropped", u"ALTER TABLE orders DROP COLUMN note"_s, u"NOTE"_s);
    row("column wider", u"ALTER TABLE orders MODIFY (note VARCHAR2(40 CHAR))"_s,
        u"VARCHAR2(40 CHAR)"_s);
    row("NOT NULL gone", u"ALTER TABLE orders MODIFY (total NULL)"_s, u"TOTAL"_s);
    row("check added", u"ALTER TABLE orders ADD CONSTRAINT orders_ck CHECK (total >= 0)"_s,
        u"ORDERS_CK"_s);
    row("comment", u"COMMENT ON TABLE orders IS 'by hand'"_s, u"by hand"_s);
    row("trigger on our table",
        u"CREATE TRIGGER orders_bi BEFORE INSERT ON orders FOR EACH ROW\nBEGIN\n    "
        ":NEW.note := 'x';\nEND;"_s,
        u"ORDERS_BI"_s);
    row("dropped table", u"DROP TABLE orders"_s, u"ORDERS"_s);
    row("a name that a revision once made", u"CREATE TABLE gone (n NUMBER(5))"_s, u"GONE"_s);
}

void TestDrift::byHand()
{
    QFETCH(QString, sql);
    QFETCH(QString, says);
    const Standing shop;
    shop.execute(sql);
    const Drift drift = driftOf(shop);
    const QString text = lines(drift).join(u'\n');
    QVERIFY2(text.contains(says), qPrintable(text));
    QCOMPARE(names(drift.notOwned), QStringList());
}

void TestDrift::revertsEverything()
{
    QFETCH(QString, sql);
    const Standing shop;
    const Catalog before = shop.live();
    shop.execute(sql);
    const auto session = shop.connect();
    const RevertPlan revert = must(planRevert(shop.workspace(), *session, {}));
    QVERIFY2(revert.rehearsal.overall() != Verdict::Refuted,
             qPrintable(revert.rehearsal.remarks.join(u'\n')));
    QVERIFY(!revert.reviewCode.isEmpty());
    QCOMPARE(carryOut(shop, revert.plan), u"done"_s);
    QCOMPARE(differences(before, shop.live()), QString());
    QCOMPARE(lines(driftOf(shop)), QStringList());
    QCOMPARE(shop.heads(), u"a"_s);
    QVERIFY(shop.journal().contains("a.revert.1.done"_L1));
    QCOMPARE(shop.statesOf(), QStringList{u"a:Applied"_s}); // a revert is no attempt of it
}

void TestDrift::adoptsForOthers()
{
    QFETCH(QString, sql);
    const Standing shop;
    shop.execute(sql);
    const Catalog here = shop.live();
    const auto session = shop.connect();
    const auto adopted =
        must(adoptDrift(shop.workspace(), *session, {}, u"by hand"_s, systemClock()));
    QVERIFY(adopted);
    QVERIFY(!adopted->isReviewed());
    QCOMPARE(adopted->revises, QStringList{u"a"_s});
    QCOMPARE(shop.heads(), adopted->id);
    QCOMPARE(differences(here, shop.live()), QString()); // nothing was run
    QVERIFY(shop.journal().contains(adopted->id + u".upgrade.1.skipped"_s));
    QVERIFY(!shop.journal().join(u' ').contains(adopted->id + u".upgrade.1.done"_s));
    QCOMPARE(lines(driftOf(shop)), QStringList());
    QCOMPARE(shop.statesOf().first(), adopted->id + u":Applied"_s);
    QCOMPARE(shop.upgrade(), QString()); // nothing left to do here

    // Elsewhere it waits for its review, and then makes the same.
    shop.appendToProject(u"[target.other]\nurl = \"sandbox:other.sandbox\"\n"_s);
    const auto other = must(connectTarget(shop.workspace(), u"other"_s));
    const auto refused = planUpgrade(shop.workspace(), *other, u"head"_s);
    QVERIFY(!refused && refused.error().kind == ErrorKind::NotReviewed);
    shop.reviewAll();
    const RunPlan plan = must(planUpgrade(shop.workspace(), *other, u"head"_s));
    const RunOutcome outcome = must(run(shop.workspace(), *other, plan, {}, systemClock()));
    QVERIFY2(!outcome.stoppedBy, qPrintable(outcome.stoppedBy.value_or(Error()).toString()));
    QCOMPARE(lines(must(readDrift(shop.workspace(), *other, {}))), QStringList());
    // And down again, here where it never ran up.
    QCOMPARE(shop.downgrade(u"-1"_s), adopted->id);
    QCOMPARE(lines(driftOf(shop)), QStringList());
}

void TestDrift::whatIsNotOursIsToldApart()
{
    const Standing shop;
    shop.execute(u"CREATE TABLE somebody_elses (n NUMBER(10) CONSTRAINT se_pk PRIMARY KEY)"_s);
    shop.execute(u"CREATE INDEX se_ix ON somebody_elses (n, 1)"_s);
    shop.execute(u"CREATE TRIGGER se_bi BEFORE INSERT ON somebody_elses FOR EACH ROW\nBEGIN\n    "
                 ":NEW.n := 1;\nEND;"_s);
    shop.execute(u"CREATE SEQUENCE se_seq"_s);
    const Drift drift = driftOf(shop);
    QVERIFY2(drift.isEmpty(), qPrintable(lines(drift).join(u'\n')));
    const QStringList apart = names(drift.notOwned);
    QVERIFY2(apart.contains("TABLE SOMEBODY_ELSES"_L1) && apart.contains("SEQUENCE SE_SEQ"_L1),
             qPrintable(apart.join(u'\n')));
    QVERIFY(!apart.join(u' ').contains("ATHANOR"_L1)); // the tools' own tables never appear
    QVERIFY(!apart.join(u' ').contains("ALEMBIC"_L1));

    const auto session = shop.connect();
    QVERIFY(must(planRevert(shop.workspace(), *session, {})).plan.isEmpty()); // never dropped
    QVERIFY(must(planRevert(shop.workspace(), *session, only(u"TABLE SOMEBODY_ELSES"_s)))
                .plan.isEmpty());
    DriftOptions all;
    all.all = true;
    QVERIFY(!driftOf(shop, all).isEmpty());
    const RevertPlan revert = must(planRevert(shop.workspace(), *session, all));
    QVERIFY(scriptText(revert.script).contains("DROP TABLE SOMEBODY_ELSES"_L1));

    // Who names one in full adopts it.
    const auto adopted = must(adoptDrift(shop.workspace(), *session, only(u"SEQUENCE SE_SEQ"_s),
                                         u"ours now"_s, systemClock()));
    QVERIFY(adopted && adopted->upgrade.contains("CREATE SEQUENCE SE_SEQ"_L1));
    QVERIFY(!adopted->upgrade.contains("SOMEBODY"_L1));
    QVERIFY(!names(driftOf(shop).notOwned).contains("SEQUENCE SE_SEQ"_L1));
}

void TestDrift::pendingNamesAreOurs()
{
    const Standing shop;
    shop.writeRevision(u"b"_s, u"a"_s, u"CREATE TABLE later (n NUMBER(10));\n"_s,
                       u"DROP TABLE later;\n"_s);
    shop.execute(u"CREATE TABLE later (n NUMBER(10))"_s); // somebody was quicker
    const Drift drift = driftOf(shop);
    QCOMPARE(names(drift.notOwned), QStringList());
    QVERIFY(lines(drift).join(u' ').contains("LATER"_L1));
}

void TestDrift::adoptsABaseline()
{
    const Shop shop; // no revision at all
    shop.execute(u"CREATE TABLE customers (id NUMBER(10) CONSTRAINT customers_pk PRIMARY KEY)"_s);
    QVERIFY(driftOf(shop).isEmpty());
    DriftOptions all;
    all.all = true;
    const auto session = shop.connect();
    const auto adopted =
        must(adoptDrift(shop.workspace(), *session, all, u"baseline"_s, systemClock()));
    QVERIFY(adopted && adopted->revises.isEmpty());
    QCOMPARE(shop.heads(), adopted->id);
    QVERIFY(driftOf(shop, all).isEmpty());
}

void TestDrift::onlyWhatWasAskedFor()
{
    const Standing shop;
    shop.execute(u"CREATE INDEX orders_note_ix ON orders (note)"_s);
    shop.execute(u"ALTER TABLE orders ADD (paid NUMBER(1))"_s);
    const auto session = shop.connect();
    const RevertPlan revert =
        must(planRevert(shop.workspace(), *session, only(u"INDEX ORDERS_NOTE_IX"_s)));
    QCOMPARE(revert.script.size(), 1u);
    QVERIFY(revert.rehearsal.overall() == Verdict::Proved);
    QCOMPARE(carryOut(shop, revert.plan), u"done"_s);
    const Drift left = driftOf(shop);
    QCOMPARE(left.difference.comparison.changes.size(), 1u);
    QVERIFY(lines(left).first().contains("PAID"_L1));
    const auto adopted = must(adoptDrift(shop.workspace(), *session, only(u"COLUMN ORDERS.PAID"_s),
                                         u"m"_s, systemClock()));
    QVERIFY(adopted && adopted->upgrade.contains("PAID"_L1));
    QVERIFY(driftOf(shop).isEmpty());
}

void TestDrift::rulesHideIt_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<bool>("hides");
    QTest::newRow("index") << u"INDEX ORDERS_NOTE_IX"_s << true;
    QTest::newRow("wildcard") << u"INDEX ORDERS_%_IX"_s << true;
    QTest::newRow("any type") << u"orders_note_ix"_s << true;
    QTest::newRow("its table") << u"TABLE ORDERS"_s << true;
    QTest::newRow("another type") << u"SEQUENCE %"_s << false;
    QTest::newRow("another name") << u"INDEX ORDERS_TOTAL_IX"_s << false;
    QTest::newRow("a column") << u"COLUMN ORDERS.%"_s << false;
}

void TestDrift::rulesHideIt()
{
    QFETCH(QString, rule);
    QFETCH(bool, hides);
    const Standing shop;
    shop.writeModel(QString(firstUp).section(u"CREATE TABLE gone"_s, 0, 0));
    shop.execute(u"CREATE INDEX orders_note_ix ON orders (note)"_s);
    QCOMPARE(must(addDriftRules(shop.directory(), {must(ObjectRule::parse(rule))})), 1);
    const Drift drift = driftOf(shop);
    QCOMPARE(drift.isEmpty(), hides);
    QCOMPARE(drift.ignored.empty(), !hides);
    // check and migrate keep to the same rules.
    AutogenerateOptions options;
    const auto session = shop.connect();
    const Difference difference = must(compareWithModel(shop.workspace(), *session, options));
    QString text = scriptText(difference.scripts.upgrade);
    QCOMPARE(!text.contains("ORDERS_NOTE_IX"_L1), hides);
}

void TestDrift::renamedByHand()
{
    const Standing shop;
    shop.execute(u"ALTER TABLE orders RENAME COLUMN note TO remark"_s);
    const Drift seen = driftOf(shop);
    QVERIFY(!seen.difference.comparison.renameCandidates.empty());
    DriftOptions options;
    options.renames = {{u"orders.note"_s, u"orders.remark"_s}};
    const auto session = shop.connect();
    const auto adopted =
        must(adoptDrift(shop.workspace(), *session, options, u"m"_s, systemClock()));
    QVERIFY(adopted && adopted->upgrade.contains("RENAME COLUMN"_L1));
    QVERIFY(!adopted->upgrade.contains("DROP"_L1));
    QVERIFY(driftOf(shop).isEmpty());
}

void TestDrift::halfWayComesFirst()
{
    const Standing shop;
    shop.writeRevision(u"b"_s, u"a"_s,
                       u"CREATE TABLE fresh (n NUMBER(10));\nDROP TABLE nowhere;\n"_s,
                       u"DROP TABLE fresh;\n"_s);
    QVERIFY(shop.upgrade().contains("b!2"_L1));
    shop.execute(u"CREATE INDEX orders_note_ix ON orders (note)"_s);
    const Drift drift = driftOf(shop);
    QVERIFY(drift.halfWay && drift.halfWay->message.contains("athanor resume"_L1));
    QVERIFY2(!lines(drift).join(u' ').contains("FRESH"_L1), qPrintable(lines(drift).join(u'\n')));
    QVERIFY(drift.remarks.join(u' ').contains("FRESH"_L1)); // set aside, and said
    QVERIFY(lines(drift).join(u' ').contains("ORDERS_NOTE_IX"_L1));
    const auto session = shop.connect();
    const auto revert = planRevert(shop.workspace(), *session, {});
    QVERIFY(!revert && revert.error().kind == ErrorKind::Semantic);
    const auto adopted = adoptDrift(shop.workspace(), *session, {}, u"m"_s, systemClock());
    QVERIFY(!adopted && adopted.error().kind == ErrorKind::Semantic);
}

void TestDrift::editedRevisionsAreSaid()
{
    const Standing shop;
    shop.editUpgrade(u"a"_s, u"VARCHAR2(20 CHAR)"_s, u"VARCHAR2(30 CHAR)"_s);
    const Drift drift = driftOf(shop);
    QVERIFY(!drift.isEmpty());
    QVERIFY2(drift.remarks.join(u' ').contains("edited"_L1), qPrintable(drift.remarks.join(u' ')));
}

void TestDrift::refusesToAdoptBehindTheHead()
{
    const Standing shop;
    shop.writeRevision(u"b"_s, u"a"_s, u"CREATE TABLE later (n NUMBER(10));\n"_s,
                       u"DROP TABLE later;\n"_s);
    shop.execute(u"ALTER TABLE orders ADD (paid NUMBER(1))"_s);
    const auto session = shop.connect();
    const auto adopted = adoptDrift(shop.workspace(), *session, {}, u"m"_s, systemClock());
    QVERIFY(!adopted && adopted.error().message.contains("athanor upgrade"_L1));
    QVERIFY(shop.heads() == u"a"_s);
}

void TestDrift::adoptedAndThenMended()
{
    const Standing shop;
    shop.execute(u"ALTER TABLE orders MODIFY (note DEFAULT 'x' NOT NULL)"_s);
    const auto session = shop.connect();
    const auto adopted = must(adoptDrift(shop.workspace(), *session, {}, u"m"_s, systemClock()));
    QVERIFY(adopted);
    // The STOP step adds what other databases need; here nothing of it ran, so nothing is belied.
    const Workspace now = shop.workspace();
    const Revision revision = *now.graph.find(adopted->id);
    must(saveSections(now, revision,
                      u"UPDATE orders SET note = 'x' WHERE note IS NULL;\n"_s + revision.upgrade,
                      revision.downgrade));
    shop.reviewAll();
    QCOMPARE(shop.statesOf().first(), adopted->id + u":Applied"_s);
    QVERIFY(driftOf(shop).isEmpty());
}

void TestDrift::adoptLeavesNothingWhereTheTargetRefuses()
{
    const Standing shop;
    shop.execute(u"ALTER TABLE orders ADD (paid NUMBER(1))"_s);
    const QStringList before = QDir(shop.directory() + u"/versions"_s).entryList(QDir::Files);
    const auto session = shop.connect();
    const auto locker = shop.connect();
    must(locker->begin());
    must(locker->execute(u"LOCK TABLE athanor_lock IN EXCLUSIVE MODE NOWAIT"_s));
    const auto adopted = adoptDrift(shop.workspace(), *session, {}, u"m"_s, systemClock());
    QVERIFY(!adopted);
    QCOMPARE(adopted.error().kind, ErrorKind::Locked);
    QCOMPARE(QDir(shop.directory() + u"/versions"_s).entryList(QDir::Files), before);
    QCOMPARE(shop.heads(), u"a"_s);
}

// A link's password is kept nowhere: adopting writes a variable for it, taking back leaves the link
// to the user and does the rest.
void TestDrift::linksWithPasswords()
{
    const Standing shop;
    shop.execute(u"CREATE DATABASE LINK rl CONNECT TO u IDENTIFIED BY secret USING 'db'"_s);
    shop.execute(u"ALTER TABLE orders ADD (paid NUMBER(1))"_s);
    const auto session = shop.connect();
    DriftOptions all;
    all.all = true;
    const auto adopted =
        must(adoptDrift(shop.workspace(), *session, all, u"by hand"_s, systemClock()));
    QVERIFY(adopted);
    QVERIFY(adopted->upgrade.contains("&RL_PASSWORD"_L1)
            && !adopted->upgrade.contains("secret"_L1));
    QCOMPARE(shop.heads(), adopted->id);
    QVERIFY(driftOf(shop).isEmpty()); // which needs no value for the variable
    QVERIFY(shop.statesOf().contains(adopted->id + u":Applied"_s));

    shop.execute(u"DROP DATABASE LINK rl"_s);
    shop.execute(u"ALTER TABLE orders DROP COLUMN paid"_s);
    const RevertPlan revert = must(planRevert(shop.workspace(), *session, {}));
    QCOMPARE(revert.plan.statementCount(), 1);
    QVERIFY2(revert.plan.remarks.join(u'\n').contains("CREATE DATABASE LINK RL"_L1),
             qPrintable(revert.plan.remarks.join(u'\n')));
    QVERIFY(revert.rehearsal.overall() == Verdict::CannotJudge);
    QCOMPARE(carryOut(shop, revert.plan), u"done"_s);
    QCOMPARE(lines(driftOf(shop)).size(), 1); // the link

    // One that points elsewhere is left as it is, not dropped.
    shop.execute(u"CREATE DATABASE LINK rl CONNECT TO u IDENTIFIED BY secret USING 'other'"_s);
    const RevertPlan elsewhere = must(planRevert(shop.workspace(), *session, {}));
    QCOMPARE(elsewhere.plan.statementCount(), 0);
}

// Between the reading of the dictionary and the lock.
void TestDrift::adoptNoticesAnotherRun()
{
    const Standing shop;
    shop.execute(u"ALTER TABLE orders ADD (paid NUMBER(1))"_s);
    shop.writeRevision(u"b"_s, u"a"_s, u"CREATE TABLE b (n NUMBER(1));\n"_s, u"DROP TABLE b;\n"_s);
    const Workspace workspace = shop.workspace();
    QCOMPARE(shop.upgrade(), u"b"_s);
    const auto session = shop.connect();
    DriftOptions options;
    bool ran = false;
    options.reading.progress = [&](const QString &, int, int) {
        if (std::exchange(ran, true))
            return;
        if (shop.downgrade(u"a"_s) != u"b"_s || shop.upgrade() != u"b"_s)
            qFatal("the other run does not get through");
    };
    const auto adopted = adoptDrift(workspace, *session, options, u"m"_s, systemClock());
    QVERIFY(ran);
    QVERIFY(!adopted);
    QCOMPARE(adopted.error().kind, ErrorKind::Semantic);
    ran = false;
    const RevertPlan revert = must(planRevert(workspace, *session, options));
    QVERIFY(ran);
    const Result<RunOutcome> outcome = run(workspace, *session, revert.plan, {}, systemClock());
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, ErrorKind::Semantic);
}

void TestDrift::revertIsRehearsed()
{
    const Standing shop;
    shop.execute(u"ALTER TABLE orders DROP COLUMN total"_s);
    shop.execute(u"INSERT INTO orders (id) VALUES (1)"_s);
    const auto session = shop.connect();
    const RevertPlan revert = must(planRevert(shop.workspace(), *session, {}));
    // Structure can be brought back; that rows decide is a hazard of the script.
    QVERIFY(revert.rehearsal.downgradeReturns == Verdict::Proved);
    QStringList hazards;
    for (const GeneratedStatement &statement : revert.script) {
        for (const Hazard &hazard : statement.hazards)
            hazards += hazard.message;
    }
    QVERIFY(!hazards.isEmpty());
    const RevertPlan again = must(planRevert(shop.workspace(), *session, {}));
    QCOMPARE(again.reviewCode, revert.reviewCode); // the same script has the same name
    shop.execute(u"ALTER TABLE orders ADD (paid NUMBER(1))"_s);
    QVERIFY(must(planRevert(shop.workspace(), *session, {})).reviewCode != revert.reviewCode);
}

void TestDrift::revertThatFailsIsJournalled()
{
    const Standing shop;
    shop.execute(u"ALTER TABLE orders MODIFY (total NULL)"_s);
    shop.execute(u"INSERT INTO orders (id) VALUES (1)"_s);
    const auto session = shop.connect();
    const RevertPlan revert = must(planRevert(shop.workspace(), *session, {}));
    const QString outcome = carryOut(shop, revert.plan);
    QVERIFY2(outcome.contains("ORA-02296"_L1), qPrintable(outcome));
    QVERIFY(shop.journal().contains("a.revert.1.failed"_L1));
    QVERIFY(!driftOf(shop).halfWay); // nothing stands half-way: drift tells what is left
    shop.execute(u"UPDATE orders SET total = 0"_s);
    QCOMPARE(carryOut(shop, must(planRevert(shop.workspace(), *session, {})).plan), u"done"_s);
    QVERIFY(driftOf(shop).isEmpty());
}

QTEST_GUILESS_MAIN(TestDrift)
#include "tst_drift.moc"
