// SPDX-License-Identifier: MIT
#include "migrate/attempts.h"
#include "migrate/section.h"

#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

Revision revisionOf(const QString &id, const QString &parent, const QString &upgrade,
                    const QString &downgrade)
{
    Revision revision;
    revision.id = id;
    revision.revises = parent.split(u' ', Qt::SkipEmptyParts);
    revision.upgrade = upgrade;
    revision.downgrade = downgrade;
    revision.upgradeLine = 8;
    revision.downgradeLine = 20;
    revision.file = u"/p/versions/"_s + id + u".sql"_s;
    return revision;
}

// Revisions a and b of three statements up and two down.
Workspace workspaceOfTwo()
{
    Workspace workspace;
    const QString up =
        u"CREATE TABLE %1_1 (n NUMBER);\nCREATE TABLE %1_2 (n NUMBER);\nCREATE TABLE %1_3 (n NUMBER);\n"_s;
    const QString down = u"DROP TABLE %1_2;\nDROP TABLE %1_1;\n"_s;
    workspace.graph =
        *RevisionGraph::make({revisionOf(u"a"_s, {}, up.arg(u"a"_s), down.arg(u"a"_s)),
                              revisionOf(u"b"_s, u"a"_s, up.arg(u"b"_s), down.arg(u"b"_s))});
    return workspace;
}

// "a+1d" is statement 1 of a's upgrade, done; "a-2f" of its downgrade, failed; "a~1d" of its
// rollback; "|" begins a run.
std::vector<JournalEntry> journalOf(const Workspace &workspace, const QString &text)
{
    std::vector<JournalEntry> journal;
    int run = 1;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (word == "|"_L1) {
            ++run;
            continue;
        }
        JournalEntry entry;
        entry.runId = QString::number(run);
        entry.revision = word.left(1);
        entry.direction = word[1] == u'+' ? Direction::Upgrade
            : word[1] == u'-'             ? Direction::Downgrade
                                          : Direction::Rollback;
        entry.statementNo = word.mid(2, 1).toInt();
        const QChar status = word[3];
        entry.status = status == u'd' ? JournalStatus::Done
            : status == u'f'          ? JournalStatus::Failed
            : status == u's'          ? JournalStatus::Started
            : status == u'k'          ? JournalStatus::Skipped
                                      : JournalStatus::Undone;
        const auto statements = sectionStatements(
            *workspace.graph.find(entry.revision),
            entry.direction == Direction::Rollback ? Direction::Upgrade : entry.direction);
        entry.statementSha256 = (*statements)[size_t(entry.statementNo) - 1].cumulativeSha256;
        journal.push_back(entry);
    }
    return journal;
}

} // namespace

class TestAttempts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unfinished_data();
    void unfinished();
    void editedPrefixIsFound();
    void sections_data();
    void sections();
    void placesAreInTheFile();
    void hashesAreCumulative();
};

void TestAttempts::unfinished_data()
{
    QTest::addColumn<QString>("rows");
    QTest::addColumn<QString>("heads");
    QTest::addColumn<QString>("expected"); // "a+2" half-way up with 2 done; empty: nothing
    QTest::newRow("nothing") << QString() << QString() << QString();
    QTest::newRow("whole") << u"a+1d a+2d a+3d"_s << u"a"_s << QString();
    QTest::newRow("failed at the first") << u"a+1f"_s << QString() << QString();
    QTest::newRow("failed at the second") << u"a+1d a+2f"_s << QString() << u"a+1"_s;
    QTest::newRow("crashed in the first") << u"a+1s"_s << QString() << u"a+0"_s;
    QTest::newRow("crashed in the last") << u"a+1d a+2d a+3s"_s << QString() << u"a+2"_s;
    QTest::newRow("skipped counts") << u"a+1k a+2f"_s << QString() << u"a+1"_s;
    QTest::newRow("second revision") << u"a+1d a+2d a+3d b+1d b+2d b+3f"_s << u"a"_s << u"b+2"_s;
    QTest::newRow("resumed") << u"a+1d a+2f | a+2d a+3d"_s << u"a"_s << QString();
    QTest::newRow("resumed and failed again")
        << u"a+1d a+2f | a+2d a+3f"_s << QString() << u"a+2"_s;
    QTest::newRow("down half-way") << u"a+1d a+2d a+3d | a-1d a-2f"_s << u"a"_s << u"a-1"_s;
    QTest::newRow("down and up again")
        << u"a+1d a+2d a+3d | a-1d a-2d | a+1d a+2f"_s << QString() << u"a+1"_s;
    QTest::newRow("rolled back") << u"a+1d a+2f | a~1d a+1u"_s << QString() << QString();
    QTest::newRow("rolled back and up again")
        << u"a+1d a+2f | a~1d a+1u | a+1d a+2d a+3d"_s << u"a"_s << QString();
    QTest::newRow("rollback stopped") << u"a+1d a+2d a+3f | a~1f"_s << QString() << u"a+2~"_s;
    QTest::newRow("whole, then stamped away by Alembic")
        << u"a+1d a+2d a+3d"_s << QString() << u"a+3"_s;
    QTest::newRow("stamped away, run again, failed")
        << u"a+1d a+2d a+3d | a+1d a+2f"_s << QString() << u"a+1"_s;
    QTest::newRow("settled by our stamp") << u"a+1d a+2f | a+1u"_s << QString() << QString();
}

void TestAttempts::unfinished()
{
    QFETCH(QString, rows);
    QFETCH(QString, heads);
    const Workspace workspace = workspaceOfTwo();
    const std::optional<Attempt> attempt = unfinishedAttempt(workspace, journalOf(workspace, rows),
                                                             heads.split(u' ', Qt::SkipEmptyParts));
    QString actual;
    if (attempt) {
        actual = attempt->revision + (attempt->direction == Direction::Upgrade ? u'+' : u'-')
            + QString::number(attempt->doneCount()) + (attempt->rollbackBegun ? u"~"_s : QString());
    }
    QTEST(actual, "expected");
}

void TestAttempts::editedPrefixIsFound()
{
    const Workspace workspace = workspaceOfTwo();
    const auto journal = journalOf(workspace, u"a+1d a+2d a+3f"_s);
    const Attempt attempt = *unfinishedAttempt(workspace, journal, {});
    auto statements = *sectionStatements(*workspace.graph.find(u"a"_s), Direction::Upgrade);
    QCOMPARE(editedPrefix(attempt, statements), 0);

    Revision edited = *workspace.graph.find(u"a"_s);
    edited.upgrade.replace(u"a_3 (n NUMBER)"_s, u"a_3 (m NUMBER)"_s); // the remainder may be edited
    QCOMPARE(editedPrefix(attempt, *sectionStatements(edited, Direction::Upgrade)), 0);
    edited.upgrade.replace(u"a_2 (n NUMBER)"_s, u"a_2 (m NUMBER)"_s);
    QCOMPARE(editedPrefix(attempt, *sectionStatements(edited, Direction::Upgrade)), 2);
    edited.upgrade = u"CREATE TABLE a_1 (n NUMBER);"_s; // cut off below what has run
    QCOMPARE(editedPrefix(attempt, *sectionStatements(edited, Direction::Upgrade)), 2);
    edited.upgrade.prepend(u"-- a comment\nPROMPT working\n"_s); // neither is a statement
    QCOMPARE(editedPrefix(attempt, *sectionStatements(edited, Direction::Upgrade)), 2);
}

void TestAttempts::sections_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QStringList>("statements"); // "!": refused
    QTest::newRow("empty") << QString() << QStringList{};
    QTest::newRow("comments only") << u"-- nothing to do\n"_s << QStringList{};
    QTest::newRow("harmless commands") << u"PROMPT hello\nSET ECHO ON\nDROP TABLE t;\nREM done\n"_s
                                       << QStringList{u"DROP TABLE t"_s};
    QTest::newRow("execute") << u"EXECUTE dbms_stats.gather_table_stats(user, 'T')\n"_s
                             << QStringList{
                                    u"BEGIN dbms_stats.gather_table_stats(user, 'T'); END;"_s};
    QTest::newRow("block") << u"BEGIN\n  p;\nEND;\n/\n"_s << QStringList{u"BEGIN\n  p;\nEND;"_s};
    QTest::newRow("connect") << u"CONNECT scott/tiger\nDROP TABLE t;\n"_s << QStringList{u"!"_s};
    QTest::newRow("open quote") << u"INSERT INTO t VALUES ('x);\n"_s << QStringList{u"!"_s};
    QTest::newRow("open comment") << u"DROP TABLE t;\n/* to be\n"_s << QStringList{u"!"_s};
    QTest::newRow("cut in a statement") << u"DROP TABLE t;\nDROP TABLE u"_s << QStringList{u"!"_s};
    QTest::newRow("cut in a block") << u"BEGIN\n  p;\n"_s << QStringList{u"!"_s};
    QTest::newRow("block without its slash") << u"BEGIN p; END;\n"_s << QStringList{u"!"_s};
    QTest::newRow("variable of the project")
        << u"DROP TABLE &owner..t;\n"_s << QStringList{u"DROP TABLE hr.t"_s};
    QTest::newRow("variable of the script")
        << u"DEFINE t = emp\nDROP TABLE &t;\n"_s << QStringList{u"DROP TABLE emp"_s};
    QTest::newRow("variable without a value")
        << u"COMMENT ON TABLE t IS 'R&D';\n"_s << QStringList{u"!"_s};
    QTest::newRow("ampersand that is meant")
        << u"SET DEFINE OFF\n\nCOMMENT ON TABLE t IS '&owner&D';\n"_s
        << QStringList{u"COMMENT ON TABLE t IS '&owner&D'"_s};
    QTest::newRow("variable to be asked for") << u"ACCEPT owner\n"_s << QStringList{u"!"_s};
    QTest::newRow("stops at errors")
        << u"WHENEVER SQLERROR EXIT FAILURE ROLLBACK\nDROP TABLE t;\n"_s
        << QStringList{u"DROP TABLE t"_s};
    QTest::newRow("would go on after errors")
        << u"WHENEVER SQLERROR CONTINUE\nDROP TABLE t;\n"_s << QStringList{u"!"_s};
}

void TestAttempts::sections()
{
    QFETCH(QString, sql);
    ExpandOptions options;
    options.variables = {{u"OWNER"_s, u"hr"_s}};
    const auto statements =
        sectionStatements(revisionOf(u"a"_s, {}, sql, {}), Direction::Upgrade, options);
    QStringList actual;
    if (statements) {
        for (const PlannedStatement &statement : *statements)
            actual += statement.sql;
    } else {
        actual += u"!"_s;
        QVERIFY(!statements.error().message.contains("tiger"_L1)); // no password in a message
        QVERIFY(statements.error().where.line >= 8);
    }
    QTEST(actual, "statements");
}

void TestAttempts::placesAreInTheFile()
{
    const Revision revision = revisionOf(
        u"a"_s, {}, u"-- first\nDROP TABLE x;\n  DROP TABLE y;\n"_s, u"DROP TABLE z;\n"_s);
    const auto up = *sectionStatements(revision, Direction::Upgrade);
    QCOMPARE(up[0].where, (Place{revision.file, 9, 1}));
    QCOMPARE(up[1].where, (Place{revision.file, 10, 3}));
    QCOMPARE(placeInFile(up[1], {{}, 1, 12}), (Place{revision.file, 10, 14}));
    QCOMPARE(placeInFile(up[1], {{}, 2, 5}), (Place{revision.file, 11, 5}));
    QCOMPARE((*sectionStatements(revision, Direction::Downgrade))[0].where,
             (Place{revision.file, 20, 1}));
}

void TestAttempts::hashesAreCumulative()
{
    const auto of = [](const QString &sql) {
        return *sectionStatements(revisionOf(u"a"_s, {}, sql, {}), Direction::Upgrade);
    };
    const auto one = of(u"DROP TABLE x;\nDROP TABLE y;\nDROP TABLE z;\n"_s);
    const auto two =
        of(u"-- now with a comment\nDROP TABLE x;\n\nDROP TABLE y2;\nDROP TABLE z;\n"_s);
    QCOMPARE(one[0].cumulativeSha256, two[0].cumulativeSha256);
    QVERIFY(one[1].cumulativeSha256 != two[1].cumulativeSha256);
    QVERIFY(one[2].cumulativeSha256 != two[2].cumulativeSha256);
}

QTEST_GUILESS_MAIN(TestAttempts)
#include "tst_attempts.moc"
