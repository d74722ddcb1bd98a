// SPDX-License-Identifier: MIT
#include "shop.h"

#include "database/invalidobjects.h"
#include "migrate/recompile.h"

#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

// What a run makes invalid, and compiling it again.
class TestRecompile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statements_data();
    void statements();
    void runTellsWhatItMadeInvalid();
    void whatWasInvalidBeforeIsNoNews();
    void dependentsFollowInPasses();
    void triggersAndSynonyms();
    void errorsOfAViewAreTold();

private:
    [[nodiscard]] static QString text(const std::vector<InvalidObject> &objects)
    {
        QStringList words;
        for (const InvalidObject &object : objects)
            words += object.type + u' ' + object.name;
        return words.join(u", "_s);
    }
    [[nodiscard]] static RunOutcome upgraded(const Shop &shop, Session &session)
    {
        const Workspace workspace = shop.workspace();
        RunOutcome outcome = must(
            run(workspace, session, must(planUpgrade(workspace, session, {})), {}, systemClock()));
        if (outcome.stoppedBy)
            qWarning("%s", qPrintable(outcome.stoppedBy->toString()));
        return outcome;
    }
};

void TestRecompile::statements_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("statement");
    const auto row = [](const char *type, const QString &statement) {
        QTest::newRow(type) << QString::fromLatin1(type) << statement;
    };
    row("VIEW", u"ALTER VIEW X COMPILE"_s);
    row("MATERIALIZED VIEW", u"ALTER MATERIALIZED VIEW X COMPILE"_s);
    row("TRIGGER", u"ALTER TRIGGER X COMPILE"_s);
    row("PROCEDURE", u"ALTER PROCEDURE X COMPILE"_s);
    row("FUNCTION", u"ALTER FUNCTION X COMPILE"_s);
    row("PACKAGE", u"ALTER PACKAGE X COMPILE SPECIFICATION"_s);
    row("PACKAGE BODY", u"ALTER PACKAGE X COMPILE BODY"_s);
    row("TYPE", u"ALTER TYPE X COMPILE SPECIFICATION"_s);
    row("TYPE BODY", u"ALTER TYPE X COMPILE BODY"_s);
    row("SYNONYM", u"ALTER SYNONYM X COMPILE"_s);
    row("JAVA CLASS", u"ALTER JAVA CLASS X RESOLVE"_s);
    row("JAVA SOURCE", u"ALTER JAVA SOURCE X COMPILE"_s);
    row("QUEUE", {});
    row("INDEX", {});
}

void TestRecompile::statements()
{
    QFETCH(QString, type);
    QFETCH(QString, statement);
    const OracleVersion version{19, 0};
    QCOMPARE(compileStatement({type, u"X"_s}, version).toUpper(), statement);
    if (!statement.isEmpty())
        QVERIFY(compileStatement({type, u"mixed Case"_s}, version).contains(u"\"mixed Case\""_s));
    if (type == "SYNONYM"_L1)
        QCOMPARE(compileStatement({type, u"X"_s}, {11, 2}), QString()); // documented since 12.1
}

void TestRecompile::runTellsWhatItMadeInvalid()
{
    Shop shop;
    shop.writeRevision(u"a"_s, {},
                       u"CREATE TABLE t (n NUMBER(10), c NUMBER(10));\n"
                       "CREATE VIEW good AS SELECT n FROM t;\n"
                       "CREATE VIEW v AS SELECT c FROM t;\n"_s);
    shop.writeRevision(u"b"_s, u"a"_s, u"ALTER TABLE t DROP COLUMN c;\n"_s);
    const auto session = shop.connect();
    const Workspace workspace = shop.workspace();
    std::vector<InvalidObject> reported;
    RunControl control;
    control.report = [&reported](const RunEvent &event) {
        if (event.kind == RunEvent::ObjectsInvalidated)
            reported = event.invalidated;
    };
    const RunOutcome outcome = must(run(
        workspace, *session, must(planUpgrade(workspace, *session, {})), control, systemClock()));
    QVERIFY(!outcome.stoppedBy);
    QCOMPARE(text(outcome.invalidated), u"VIEW V"_s);
    QCOMPARE(text(reported), u"VIEW V"_s);
    // Another session sees the same.
    QCOMPARE(text(must(readInvalidObjects(*shop.connect()))), u"VIEW V"_s);
}

void TestRecompile::whatWasInvalidBeforeIsNoNews()
{
    Shop shop;
    shop.writeRevision(u"a"_s, {}, u"CREATE TABLE t (n NUMBER(10));\n"_s);
    shop.execute(u"CREATE FORCE VIEW broken AS SELECT nothing FROM nowhere"_s);
    const auto session = shop.connect();
    QCOMPARE(text(must(readInvalidObjects(*session))), u"VIEW BROKEN"_s);
    QCOMPARE(text(upgraded(shop, *session).invalidated), QString());
}

// B is listed before its base Z, so that the first pass cannot mend it.
void TestRecompile::dependentsFollowInPasses()
{
    Shop shop;
    shop.writeRevision(u"a"_s, {},
                       u"CREATE TABLE t (n NUMBER(10), c NUMBER(10));\n"
                       "CREATE VIEW z AS SELECT c FROM t;\n"
                       "CREATE VIEW b AS SELECT c FROM z;\n"_s);
    shop.writeRevision(u"b"_s, u"a"_s,
                       u"ALTER TABLE t DROP COLUMN c;\nALTER TABLE t ADD c NUMBER(5);\n"_s);
    const auto session = shop.connect();
    const RunOutcome outcome = upgraded(shop, *session);
    QCOMPARE(text(outcome.invalidated), u"VIEW B, VIEW Z"_s);
    const std::vector<Recompiled> mended = must(recompile(*session, outcome.invalidated));
    QCOMPARE(mended.size(), 2u);
    for (const Recompiled &each : mended) {
        QVERIFY2(each.isValid, qPrintable(each.object.name));
        QVERIFY(!each.error && each.compileErrors.empty());
    }
    QCOMPARE(text(must(readInvalidObjects(*session))), QString());
}

void TestRecompile::triggersAndSynonyms()
{
    Shop shop;
    shop.writeRevision(u"a"_s, {},
                       u"CREATE TABLE t (n NUMBER(10), c NUMBER(10));\n"
                       "CREATE TABLE u (n NUMBER(10));\n"
                       "CREATE SYNONYM s FOR u;\n"
                       "CREATE OR REPLACE TRIGGER trg BEFORE INSERT ON t FOR EACH ROW\n"
                       "BEGIN\n    :NEW.c := 1;\nEND;\n/\n"_s);
    shop.writeRevision(u"b"_s, u"a"_s, u"ALTER TABLE t DROP COLUMN c;\nDROP TABLE u;\n"_s);
    const auto session = shop.connect();
    const RunOutcome outcome = upgraded(shop, *session);
    QCOMPARE(text(outcome.invalidated), u"SYNONYM S, TRIGGER TRG"_s);
    for (const Recompiled &each : must(recompile(*session, outcome.invalidated))) {
        QVERIFY(!each.isValid);
        QVERIFY2(!each.compileErrors.empty(), qPrintable(each.object.name));
    }
    QVERIFY(session->execute(u"CREATE TABLE u (n NUMBER(10))"_s));
    QVERIFY(session->execute(u"ALTER TABLE t ADD c NUMBER(10)"_s));
    for (const Recompiled &each : must(recompile(*session, outcome.invalidated)))
        QVERIFY2(each.isValid, qPrintable(each.object.name));
}

void TestRecompile::errorsOfAViewAreTold()
{
    Shop shop;
    shop.writeRevision(u"a"_s, {},
                       u"CREATE TABLE t (n NUMBER(10));\nCREATE VIEW v AS SELECT n FROM t;\n"_s);
    shop.writeRevision(u"b"_s, u"a"_s, u"DROP TABLE t;\n"_s);
    const auto session = shop.connect();
    const RunOutcome outcome = upgraded(shop, *session);
    QCOMPARE(text(outcome.invalidated), u"VIEW V"_s);
    const std::vector<Recompiled> mended = must(recompile(*session, outcome.invalidated));
    QCOMPARE(mended.size(), 1u);
    QCOMPARE(mended[0].statement.toUpper(), u"ALTER VIEW V COMPILE"_s);
    QVERIFY(!mended[0].isValid);
    QCOMPARE(mended[0].compileErrors.size(), 1u);
    QVERIFY(!mended[0].compileErrors[0].message.isEmpty());
    // A view that is dropped is nobody's concern any more.
    QVERIFY(session->execute(u"DROP VIEW v"_s));
    QCOMPARE(text(must(readInvalidObjects(*session))), QString());
}

QTEST_GUILESS_MAIN(TestRecompile)
#include "tst_recompile.moc"
