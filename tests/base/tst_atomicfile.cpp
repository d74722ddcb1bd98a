// SPDX-License-Identifier: MIT
#include "base/atomicfile.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

class TestAtomicFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrote()
    {
        const QString text = u"größe; 表\r\nsecond\n"_s;
        QVERIFY(writeTextFile(path(u"a.sql"_s), text));
        const Result<QString> read = readTextFile(path(u"a.sql"_s));
        QVERIFY(read);
        QCOMPARE(*read, text);
    }

    void dropsTheByteOrderMark()
    {
        QVERIFY(writeBytesFile(path(u"bom.sql"_s), "\xef\xbb\xbfSELECT"));
        QCOMPARE(readTextFile(path(u"bom.sql"_s)).value(), u"SELECT"_s);
    }

    void refusesWhatIsNotUtf8_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::newRow("Latin-1 ä on line 2") << QByteArray("ok\nna\xe4h\n") << 2 << 3;
        QTest::newRow("first byte") << QByteArray("\xff\xfeS\0", 4) << 1 << 1;
        QTest::newRow("after two-byte letters") << QByteArray("\xc3\xa4\xc3\xa4\xff.") << 1 << 3;
    }

    void refusesWhatIsNotUtf8()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(writeBytesFile(path(u"latin.sql"_s), bytes));
        const Result<QString> read = readTextFile(path(u"latin.sql"_s));
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::Syntax);
        QCOMPARE(read.error().where.file, path(u"latin.sql"_s));
        QTEST(read.error().where.line, "line");
        QTEST(read.error().where.column, "column");
    }

    void saysWhatIsNotThere()
    {
        const Result<QString> read = readTextFile(path(u"missing.sql"_s));
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::File);
        QCOMPARE(read.error().where.file, path(u"missing.sql"_s));
    }

    void leavesTheOldFileWhenItCannotWrite()
    {
        QVERIFY(writeTextFile(path(u"keep.sql"_s), u"old"_s));
        const Result<> written = writeTextFile(path(u"keep.sql/below"_s), u"new"_s);
        QVERIFY(!written);
        QCOMPARE(written.error().kind, ErrorKind::File);
        QCOMPARE(readTextFile(path(u"keep.sql"_s)).value(), u"old"_s);
    }

private:
    [[nodiscard]] QString path(const QString &name) const { return m_dir.filePath(name); }

    QTemporaryDir m_dir;
};

QTEST_APPLESS_MAIN(TestAtomicFile)
#include "tst_atomicfile.moc"
