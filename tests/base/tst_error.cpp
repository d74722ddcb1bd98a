// SPDX-License-Identifier: MIT
#include "base/error.h"

#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

class TestError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysOnlyWhatIsKnown_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::addColumn<int>("oraCode");
        QTest::addColumn<QString>("context");
        QTest::addColumn<QString>("expected");
        QTest::newRow("message alone")
            << QString() << 0 << 0 << 0 << QString() << u"no such table"_s;
        QTest::newRow("code") << QString() << 0 << 0 << 942 << QString()
                              << u"ORA-00942: no such table"_s;
        QTest::newRow("place") << u"a.sql"_s << 3 << 7 << 942 << QString()
                               << u"a.sql:3:7: ORA-00942: no such table"_s;
        QTest::newRow("line without column")
            << u"a.sql"_s << 3 << 0 << 0 << QString() << u"a.sql:3: no such table"_s;
        QTest::newRow("file without line")
            << u"a.sql"_s << 0 << 0 << 0 << QString() << u"a.sql: no such table"_s;
        QTest::newRow("context") << QString() << 0 << 0 << 0 << u"reading"_s
                                 << u"no such table (reading)"_s;
    }

    void saysOnlyWhatIsKnown()
    {
        QFETCH(QString, file);
        QFETCH(int, line);
        QFETCH(int, column);
        QFETCH(int, oraCode);
        QFETCH(QString, context);
        const Error error{
            ErrorKind::Semantic, u"no such table"_s, oraCode, {file, line, column}, context};
        QTEST(error.toString(), "expected");
    }

    void doesNotRepeatTheCodeOfTheMessage()
    {
        const Error error{
            ErrorKind::Statement, u"ORA-00942: table or view does not exist"_s, 942, {}, {}};
        QCOMPARE(error.toString(), error.message);
    }
};

QTEST_APPLESS_MAIN(TestError)
#include "tst_error.moc"
