// SPDX-License-Identifier: MIT
#include "database/drivertext.h"

#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlDriver>
#include <QtSql/QSqlError>
#include <QtSql/QSqlRecord>
#include <QtSql/QSqlResult>
#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

// Qt's own scanner, reached the way QOCI reaches it: prepare() of every statement, also of
// exec(QString).
class ScannerResult : public QSqlResult
{
public:
    explicit ScannerResult(const QSqlDriver *driver)
        : QSqlResult(driver)
    { }
    // The driver has positional placeholders only, so that every name Qt finds comes back as a
    // mark.
    QStringList holders(const QString &sql)
    {
        clear();
        savePrepare(sql);
        const qsizetype found = m_prepared.count(u'?') - sql.count(u'?');
        QStringList names;
        for (int i = 0; i < found; ++i)
            names += boundValueName(i);
        return names;
    }

protected:
    bool prepare(const QString &sql) override
    {
        m_prepared = sql;
        return true;
    }
    QVariant data(int) override { return {}; }
    bool isNull(int) override { return true; }
    bool reset(const QString &) override { return false; }
    bool fetch(int) override { return false; }
    bool fetchFirst() override { return false; }
    bool fetchLast() override { return false; }
    int size() override { return -1; }
    int numRowsAffected() override { return -1; }

private:
    QString m_prepared;
};

class ScannerDriver : public QSqlDriver
{
public:
    bool hasFeature(DriverFeature feature) const override
    {
        return feature == PreparedQueries || feature == PositionalPlaceholders;
    }
    bool open(const QString &, const QString &, const QString &, const QString &, int,
              const QString &) override
    {
        return true;
    }
    void close() override { }
    QSqlResult *createResult() const override { return new ScannerResult(this); }
};

} // namespace

class TestDriverText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatQtFinds_data();
    void findsWhatQtFinds();
    void guarded_data() { findsWhatQtFinds_data(); }
    void guarded();
    void saysWhenThereIsNoGuard();
};

void TestDriverText::findsWhatQtFinds_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<bool>("hasHolders");
    QTest::newRow("plain") << u"DROP TABLE t"_s << false;
    QTest::newRow("assignment") << u"BEGIN x := 1; END;"_s << false;
    QTest::newRow("trigger")
        << u"CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW BEGIN :NEW.id := s.NEXTVAL; END;"_s
        << true;
    QTest::newRow("comment") << u"INSERT INTO t /* see :note */ VALUES (1)"_s << true;
    QTest::newRow("apostrophe in a comment")
        << u"-- don't\nINSERT INTO t VALUES (':x', :y)"_s << true;
    QTest::newRow("q-quote") << u"INSERT INTO t VALUES (q'[it's :x]', ':z')"_s << true;
    QTest::newRow("literal") << u"INSERT INTO t VALUES ('12:30')"_s << false;
    QTest::newRow("backtick opened in a comment") << u"/* ` */ BEGIN :NEW.a := 1; END;"_s << false;
    QTest::newRow("backtick closed") << u"/* `` */ BEGIN :NEW.a := ':x `'; END;"_s << true;
    QTest::newRow("backtick and bracket") << u"BEGIN :NEW.a := '`]'; :NEW.b := 1; END;"_s << true;
    QTest::newRow("double colon") << u"SELECT x::y FROM t"_s << false;
    QTest::newRow("quoted name") << u"COMMENT ON COLUMN \"a:b\".\"c:d\" IS 'x'"_s << false;
}

void TestDriverText::findsWhatQtFinds()
{
    QFETCH(QString, sql);
    QFETCH(bool, hasHolders);
    ScannerDriver driver;
    ScannerResult scanner(&driver);
    QCOMPARE(qtPlaceholders(sql), scanner.holders(sql));
    QCOMPARE(!qtPlaceholders(sql).isEmpty(), hasHolders);
}

void TestDriverText::guarded()
{
    QFETCH(QString, sql);
    QFETCH(bool, hasHolders);
    ScannerDriver driver;
    ScannerResult scanner(&driver);
    const std::optional<QString> guarded = withoutQtPlaceholders(sql);
    QVERIFY(guarded);
    QCOMPARE(scanner.holders(*guarded), QStringList());
    QVERIFY(guarded->endsWith(sql)); // every byte of the statement is kept
    QCOMPARE(*guarded == sql, !hasHolders);
    const QString prefix = guarded->chopped(sql.size());
    QVERIFY(!prefix.contains(u'\n')); // line numbers stay
    QVERIFY(prefix.isEmpty() || (prefix.startsWith("/*"_L1) && prefix.trimmed().endsWith("*/"_L1)));
}

void TestDriverText::saysWhenThereIsNoGuard()
{
    const QString sql = u"/* ] */ SELECT ':y', \":z\", `:w` , :x"_s;
    QVERIFY(qtPlaceholders(sql).contains(u":x"_s));
    QVERIFY(!withoutQtPlaceholders(sql));
}

QTEST_GUILESS_MAIN(TestDriverText)
#include "tst_drivertext.moc"
