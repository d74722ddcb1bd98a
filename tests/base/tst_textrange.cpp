// SPDX-License-Identifier: MIT
#include "base/textrange.h"

#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

class TestTextRange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsLinesAndColumns_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qsizetype>("offset");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        const auto row = [](const char *name, const QString &text, qsizetype offset, int line,
                            int column) {
            QTest::newRow(name) << text << offset << line << column;
        };
        row("start", u"ab\ncd"_s, 0, 1, 1);
        row("line end belongs to its line", u"ab\ncd"_s, 2, 1, 3);
        row("second line", u"ab\ncd"_s, 3, 2, 1);
        row("end of text", u"ab\ncd"_s, 5, 2, 3);
        row("empty text", QString(), 0, 1, 1);
        row("CRLF", u"ab\r\ncd"_s, 4, 2, 1);
        row("after the last line end", u"a\n"_s, 2, 2, 1);
    }

    void findsLinesAndColumns()
    {
        QFETCH(QString, text);
        QFETCH(qsizetype, offset);
        const LineIndex index(text);
        QTEST(index.line(offset), "line");
        QTEST(index.column(offset), "column");
    }

    void rangesAreHalfOpen()
    {
        const TextRange range{2, 3};
        QVERIFY(!range.contains(1));
        QVERIFY(range.contains(2));
        QVERIFY(range.contains(4));
        QVERIFY(!range.contains(5));
        QCOMPARE(range.in(u"abcdefg").toString(), u"cde"_s);
    }
};

QTEST_APPLESS_MAIN(TestTextRange)
#include "tst_textrange.moc"
