// SPDX-License-Identifier: MIT
#include "migrate/modelsource.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

// model_command: anything that prints DDL, and everything that goes wrong with it.
class TestModelCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void hangs();
    void printsMuch();
};

void TestModelCommand::answers_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("output"); // or, where it is refused:
    QTest::addColumn<QString>("refusal"); // what the message holds
    QTest::addColumn<QString>("context");
    const QString none;
    QTest::newRow("prints DDL") << u"printf \"CREATE TABLE t (n NUMBER);\""_s
                                << u"CREATE TABLE t (n NUMBER);"_s << none << none;
    QTest::newRow("warns and prints") << u"sh -c \"echo careful >&2; echo 'DROP TABLE t;'\""_s
                                      << u"DROP TABLE t;\n"_s << none << none;
    QTest::newRow("runs in the project's folder") << u"cat model.txt"_s << u"DDL"_s << none << none;
    QTest::newRow("fails") << u"sh -c \"echo 'no such table' >&2; exit 3\""_s << none
                           << u"exit code 3"_s << u"no such table"_s;
    QTest::newRow("crashes") << u"sh -c \"kill -9 $$\""_s << none << u"crashed"_s << none;
    QTest::newRow("is not there") << u"no-such-program-at-all --ddl"_s << none
                                  << u"no-such-program-at-all"_s << none;
    QTest::newRow("is no program") << u"./model.txt"_s << none << u"./model.txt"_s << none;
    QTest::newRow("prints nothing") << u"true"_s << none << u"printed no DDL"_s << none;
    QTest::newRow("prints blanks")
        << u"printf \"  \\n\\n\""_s << none << u"printed no DDL"_s << none;
    QTest::newRow("is empty") << u"  "_s << none << u"is empty"_s << none;
    QTest::newRow("prints what is no text")
        << u"printf \"\\377\\376\""_s << none << u"UTF-8"_s << none;
}

void TestModelCommand::answers()
{
    QFETCH(QString, command);
    QFETCH(QString, output);
    QFETCH(QString, refusal);
    QFETCH(QString, context);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"model.txt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("DDL") == 3);
    file.close();
    const Result<QString> answer = commandOutput(command, folder.path());
    if (refusal.isEmpty()) {
        QVERIFY2(answer, answer ? "" : qPrintable(answer.error().toString()));
        QCOMPARE(*answer, output);
        return;
    }
    QVERIFY2(!answer, qPrintable(answer.value_or(QString())));
    QVERIFY2(answer.error().message.contains(refusal), qPrintable(answer.error().message));
    QCOMPARE(answer.error().context, context);
}

void TestModelCommand::hangs()
{
    const Result<QString> answer = commandOutput(u"sleep 600"_s, u"."_s, 200);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::File);
}

// More than a pipe holds, on both sides: neither may block the other.
void TestModelCommand::printsMuch()
{
    const Result<QString> answer = commandOutput(
        u"sh -c \"head -c 1000000 /dev/zero | tr '\\0' x >&2; head -c 1000000 /dev/zero | tr "
        "'\\0' y\""_s,
        u"."_s);
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().toString()));
    QCOMPARE(answer->size(), 1'000'000);
}

QTEST_GUILESS_MAIN(TestModelCommand)
#include "tst_modelcommand.moc"
