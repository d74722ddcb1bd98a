// SPDX-License-Identifier: MIT
// `athanor drift` and `athanor create-test-user --account`, as scripts see them.
#include "process.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtTest/QtTest>

#include <memory>

using namespace Qt::StringLiterals;

class TestDrift : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void noneIsZero();
    void byHandIsOne();
    void takesBackWhatWasRead();
    void adopts();
    void ignores();
    void wrongRules();
    void accounts();
    void accountSql();

private:
    [[nodiscard]] QString revise(const QString &message, const QByteArray &up,
                                 const QByteArray &down) const;
    // A statement that no revision tells of: its revision ran, and is gone.
    void byHand(const QByteArray &statement) const;

    std::unique_ptr<Shop> m_shop;
    QString m_first;
};

// The id of a revision that has run.
QString TestDrift::revise(const QString &message, const QByteArray &up,
                          const QByteArray &down) const
{
    const Answer made = m_shop->run({u"revision"_s, u"-m"_s, message, u"--json"_s});
    const QJsonObject revision = made.json().object().value(u"revision"_s).toObject();
    const QString id = revision.value(u"revision"_s).toString();
    const QString file = revision.value(u"file"_s).toString();
    QFile out(file);
    if (id.isEmpty() || !out.open(QIODevice::ReadWrite))
        qFatal("%s", qPrintable(made.said()));
    QByteArray text = out.readAll();
    text.replace("-- ======== upgrade ========\n", "-- ======== upgrade ========\n" + up);
    text.replace("-- ======== downgrade ========\n", "-- ======== downgrade ========\n" + down);
    out.resize(0);
    out.seek(0);
    out.write(text);
    out.close();
    for (const QStringList &words : {QStringList{u"review"_s, id}, QStringList{u"upgrade"_s}}) {
        if (const Answer done = m_shop->run(words); done.exit != 0)
            qFatal("%s", qPrintable(done.said()));
    }
    return id;
}

void TestDrift::byHand(const QByteArray &statement) const
{
    const QString id = revise(u"by hand"_s, statement, {});
    const Answer stamped = m_shop->run({u"stamp"_s, m_first});
    if (stamped.exit != 0)
        qFatal("%s", qPrintable(stamped.said()));
    for (const QString &file : m_shop->files(u"versions"_s)) {
        if (file.startsWith(id))
            QFile::remove(m_shop->path(u"versions/"_s + file));
    }
}

void TestDrift::init()
{
    m_shop = std::make_unique<Shop>();
    m_first = revise(u"orders"_s,
                     "CREATE TABLE orders (\n    id NUMBER(10) CONSTRAINT orders_pk PRIMARY KEY,\n"
                     "    note VARCHAR2(20 CHAR)\n);\n",
                     "DROP TABLE orders;\n");
}

void TestDrift::noneIsZero()
{
    const Answer answer = m_shop->run("drift");
    EXPECT_EXIT(answer, 0);
    QCOMPARE(answer.out, QString());
    EXPECT_EXIT(m_shop->run("drift --revert"), 0);
    EXPECT_EXIT(m_shop->run("drift --adopt -m nothing"), 0);
}

void TestDrift::byHandIsOne()
{
    byHand("CREATE INDEX orders_note_ix ON orders (note);\n");
    byHand("CREATE TABLE somebody_elses (n NUMBER(10));\n");
    const Answer answer = m_shop->run("drift");
    EXPECT_EXIT(answer, 1);
    QVERIFY2(answer.out.startsWith(u"+ "_s) && answer.out.contains(u"ORDERS_NOTE_IX"_s),
             qPrintable(answer.said()));
    QVERIFY(!answer.out.contains(u"SOMEBODY_ELSES"_s)); // told apart, not counted
    QVERIFY(answer.err.contains(u"TABLE SOMEBODY_ELSES"_s));
    const Answer sql = m_shop->run("drift --sql");
    EXPECT_EXIT(sql, 1);
    QVERIFY(sql.out.contains(u"CREATE INDEX ORDERS_NOTE_IX"_s));
    const Answer json = m_shop->run("drift --json");
    EXPECT_EXIT(json, 1);
    const QJsonObject drift = json.json().object();
    QVERIFY(drift.value(u"differs"_s).toBool());
    QCOMPARE(drift.value(u"revisions"_s).toArray(), QJsonArray{m_first});
    QCOMPARE(drift.value(u"changes"_s).toArray().size(), 1);
    QCOMPARE(drift.value(u"notOwned"_s).toArray().size(), 1);
    QVERIFY(drift.value(u"halfWay"_s).isNull());
    const QString revert =
        drift.value(u"revert"_s).toArray()[0].toObject().value(u"sql"_s).toString();
    QCOMPARE(revert, u"DROP INDEX ORDERS_NOTE_IX"_s);
    EXPECT_EXIT(m_shop->run({u"drift"_s, u"--only"_s, u"TABLE OTHER%"_s}), 0);
    const Answer all = m_shop->run("drift --all");
    EXPECT_EXIT(all, 1);
    QVERIFY(all.out.contains(u"SOMEBODY_ELSES"_s));
}

void TestDrift::takesBackWhatWasRead()
{
    byHand("CREATE INDEX orders_note_ix ON orders (note);\n");
    const Answer shown = m_shop->run("drift --revert");
    EXPECT_EXIT(shown, 0);
    QVERIFY2(shown.out.contains(u"DROP INDEX ORDERS_NOTE_IX;"_s), qPrintable(shown.said()));
    QVERIFY2(shown.err.contains(u"proved"_s), qPrintable(shown.said()));
    EXPECT_EXIT(m_shop->run("drift"), 1); // only printed
    const QString code =
        m_shop->run("drift --revert --json").json().object().value(u"review"_s).toString();
    QVERIFY(!code.isEmpty() && shown.err.contains(u"--apply "_s + code));
    EXPECT_EXIT(m_shop->run("drift --revert --output back.sql"), 0);
    QCOMPARE(m_shop->read(u"back.sql"_s), shown.out);

    EXPECT_EXIT(m_shop->run("drift --revert --apply 000000000000"), 7); // not what was read
    EXPECT_EXIT(m_shop->run("drift"), 1);
    EXPECT_EXIT(m_shop->run({u"drift"_s, u"--revert"_s, u"--apply"_s, code}), 0);
    EXPECT_EXIT(m_shop->run("drift"), 0);
    EXPECT_EXIT(m_shop->run({u"drift"_s, u"--revert"_s, u"--apply"_s, code}), 0); // nothing left
}

void TestDrift::adopts()
{
    byHand("ALTER TABLE orders ADD (paid NUMBER(1));\n");
    EXPECT_EXIT(m_shop->run("drift --adopt"), 2); // what for?
    byHand("CREATE TABLE not_ours (n NUMBER(1));\n");
    // What --sql shows is what is adopted: an object that is named in full, whoever made it.
    EXPECT_EXIT(m_shop->run({u"drift"_s, u"--only"_s, u"TABLE NOT_OURS"_s, u"--sql"_s}), 0);
    const Answer shown =
        m_shop->run({u"drift"_s, u"--adopt"_s, u"--sql"_s, u"--only"_s, u"TABLE NOT_OURS"_s});
    EXPECT_EXIT(shown, 1);
    QVERIFY2(shown.out.contains(u"NOT_OURS"_s), qPrintable(shown.said()));
    EXPECT_EXIT(m_shop->run({u"drift"_s, u"--ignore"_s, u"TABLE NOT_OURS"_s}), 0);
    const Answer adopted = m_shop->run({u"drift"_s, u"--adopt"_s, u"-m"_s, u"paid flag"_s});
    EXPECT_EXIT(adopted, 0);
    QVERIFY2(QFile::exists(adopted.out.trimmed()), qPrintable(adopted.said()));
    EXPECT_EXIT(m_shop->run("drift"), 0);
    QVERIFY(m_shop->run("current").out.contains(u"paid flag"_s));
    EXPECT_EXIT(m_shop->run("upgrade"), 0); // nothing to do here
}

void TestDrift::ignores()
{
    byHand("CREATE INDEX orders_note_ix ON orders (note);\n");
    const QString before = m_shop->read(u"athanor.toml"_s);
    const Answer ignored = m_shop->run({u"drift"_s, u"--ignore"_s, u"INDEX ORDERS_%"_s});
    EXPECT_EXIT(ignored, 0);
    const QString after = m_shop->read(u"athanor.toml"_s);
    QVERIFY(after.startsWith(before.trimmed()) && after.contains(u"\"INDEX ORDERS_%\""_s));
    EXPECT_EXIT(m_shop->run("drift"), 0);
    QCOMPARE(m_shop->run("drift --json").json().object().value(u"ignored"_s).toArray().size(), 1);
    EXPECT_EXIT(m_shop->run({u"drift"_s, u"--ignore"_s, u"index orders_%"_s}), 0);
    QCOMPARE(m_shop->read(u"athanor.toml"_s), after); // it is there already
}

void TestDrift::wrongRules()
{
    const Answer typo = m_shop->run({u"drift"_s, u"--ignore"_s, u"TABEL X"_s});
    EXPECT_EXIT(typo, 2);
    QVERIFY(typo.err.contains(u"TABLE"_s));
    EXPECT_EXIT(m_shop->run({u"drift"_s, u"--only"_s, u"TABEL X"_s}), 2);
    m_shop->write(u"athanor.toml"_s, "[project]\nname = \"a\"\n[drift]\nignore = [\"TABEL X\"]\n");
    const Answer wrong = m_shop->run("drift");
    EXPECT_EXIT(wrong, 3);
    QVERIFY2(wrong.err.contains(u"athanor.toml:4:"_s), qPrintable(wrong.said()));
}

void TestDrift::accounts()
{
    const Answer made = m_shop->run("create-test-user --account --json");
    EXPECT_EXIT(made, 0);
    const QJsonObject account = made.json().object();
    const QString password = account.value(u"password"_s).toString();
    QCOMPARE(password.size(), 20);
    QVERIFY(account.value(u"account"_s).toString().startsWith(u"ATHANOR_"_s));
    QVERIFY(account.value(u"sql"_s).toString().contains(u"<PASSWORD>"_s));
    QVERIFY(!account.value(u"sql"_s).toString().contains(password));
    const Answer shown = m_shop->run("create-test-user --account -v");
    EXPECT_EXIT(shown, 0);
    QVERIFY(shown.out.contains(u"password"_s));
    QVERIFY(!shown.err.contains(u"IDENTIFIED BY \""_s)
            || shown.err.contains(u"IDENTIFIED BY \"<PASSWORD>\""_s));
    const Answer removed = m_shop->run("create-test-user --remove --json");
    EXPECT_EXIT(removed, 0);
    QCOMPARE(removed.json().object().value(u"accounts"_s).toInt(), 2);
    QCOMPARE(removed.json().object().value(u"removed"_s).toInt(), 2);
    EXPECT_EXIT(m_shop->run("drift"), 0); // our own table is nobody's drift
}

void TestDrift::accountSql()
{
    const Answer sql = m_shop->run("create-test-user --account --sql");
    EXPECT_EXIT(sql, 0);
    QVERIFY2(sql.out.contains(u"IDENTIFIED BY \"<PASSWORD>\""_s), qPrintable(sql.said()));
    QCOMPARE(
        m_shop->run("create-test-user --remove --json").json().object().value(u"removed"_s).toInt(),
        0); // printed, not run
    EXPECT_EXIT(m_shop->run("create-test-user --account --registered"), 2);
    EXPECT_EXIT(m_shop->run("create-test-user --remove --sql"), 2);
    m_shop->write(u"athanor.toml"_s,
                  m_shop->read(u"athanor.toml"_s).toUtf8()
                      + "\n[test-user.account]\ndefault_tablespace = \"nowhere\"\n");
    const Answer refused = m_shop->run("create-test-user --account");
    EXPECT_EXIT(refused, 5);
    QVERIFY(refused.err.contains(u"ORA-00959"_s) && refused.err.contains(u"default_tablespace"_s));
}

QTEST_GUILESS_MAIN(TestDrift)
#include "tst_drift.moc"
