// SPDX-License-Identifier: MIT
#include "schema/name.h"

#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

class TestName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void storesAndWrites_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("stored");
        QTest::addColumn<QString>("rewritten");
        const auto row = [](const char *name, const QString &written, const QString &stored,
                            const QString &rewritten) {
            QTest::newRow(name) << written << stored << rewritten;
        };
        row("folds", u"auth_user"_s, u"AUTH_USER"_s, u"AUTH_USER"_s);
        row("quoted upper needs no quotes", u"\"AUTH_USER\""_s, u"AUTH_USER"_s, u"AUTH_USER"_s);
        row("mixed case keeps quotes", u"\"Id\""_s, u"Id"_s, u"\"Id\""_s);
        row("reserved word", u"\"ORDER\""_s, u"ORDER"_s, u"\"ORDER\""_s);
        row("keyword that is not reserved", u"name"_s, u"NAME"_s, u"NAME"_s);
        row("blank", u"\"With Space\""_s, u"With Space"_s, u"\"With Space\""_s);
        row("$ and #", u"v$x#1"_s, u"V$X#1"_s, u"V$X#1"_s);
        row("leading digit", u"\"1ST\""_s, u"1ST"_s, u"\"1ST\""_s);
        row("leading underscore", u"\"_A\""_s, u"_A"_s, u"\"_A\""_s);
        row("letters outside ASCII are quoted to be safe", u"größe"_s, u"GRÖßE"_s, u"\"GRÖßE\""_s);
    }

    void storesAndWrites()
    {
        QFETCH(QString, written);
        QFETCH(QString, stored);
        QCOMPARE(storedName(written), stored);
        QTEST(writtenName(stored), "rewritten");
        QCOMPARE(storedName(writtenName(stored)), stored);
    }

    void writesOwners()
    {
        QCOMPARE(writtenName(QualifiedName{u"HR"_s, u"Emp"_s}), u"HR.\"Emp\""_s);
        QCOMPARE(writtenName(QualifiedName{QString(), u"EMP"_s}), u"EMP"_s);
    }

    void countsBytesNotLetters_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("limit");
        QTest::addColumn<int>("oraCode"); // 0: accepted
        QTest::newRow("30 of 30") << QString(30, u'A') << 30 << 0;
        QTest::newRow("31 of 30") << QString(31, u'A') << 30 << 972;
        QTest::newRow("16 umlauts are 32 bytes") << QString(16, u'Ä') << 30 << 972;
        QTest::newRow("128 of 128") << QString(128, u'A') << 128 << 0;
        QTest::newRow("empty") << QString() << 128 << 1741;
    }

    void countsBytesNotLetters()
    {
        QFETCH(QString, name);
        QFETCH(int, limit);
        const Result<> checked = checkNameLength(name, limit);
        QTEST(checked ? 0 : checked.error().oraCode, "oraCode");
    }

    void knowsNamesOracleMakes_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("system");
        QTest::newRow("constraint") << u"SYS_C0012345"_s << true;
        QTest::newRow("identity sequence") << u"ISEQ$$_73421"_s << true;
        QTest::newRow("recycle bin") << u"BIN$abc==$0"_s << true;
        QTest::newRow("hidden column") << u"SYS_NC00004$"_s << true;
        QTest::newRow("partition") << u"SYS_P123"_s << true;
        QTest::newRow("a user's table") << u"SYS_CONFIG"_s << false;
        QTest::newRow("a user's parameter table") << u"SYS_PARAM"_s << false;
        QTest::newRow("plain") << u"AUTH_USER"_s << false;
    }

    void knowsNamesOracleMakes()
    {
        QFETCH(QString, name);
        QTEST(isSystemName(name), "system");
    }
};

QTEST_APPLESS_MAIN(TestName)
#include "tst_name.moc"
