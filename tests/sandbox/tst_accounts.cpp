// SPDX-License-Identifier: MIT
// Users and roles of the database beside the schema.
#include "sandbox/engine.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace Qt::StringLiterals;
using namespace Athanor;

namespace {

std::unique_ptr<SandboxEngine> open(const QString &name, const SandboxOptions &options = {})
{
    Result<std::unique_ptr<SandboxEngine>> engine = SandboxEngine::open(name, options);
    if (!engine)
        qFatal("%s", qPrintable(engine.error().toString()));
    return std::move(*engine);
}

// 0: done; else the ORA code.
int run(SandboxEngine &engine, const QString &sql)
{
    const Result<SandboxResult> done = engine.execute(sql);
    return done ? 0 : done.error().oraCode;
}

QStringList column(SandboxEngine &engine, const QString &sql)
{
    const Result<SandboxResult> done = engine.execute(sql);
    QStringList values;
    for (const SandboxRow &row : done ? done->rows : std::vector<SandboxRow>())
        values += std::get<QString>(row[0]);
    return values;
}

} // namespace

class AccountsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statements_data();
    void statements();
    void allUsersShowsThem();
    void dropTakesItsGrants();
    void otherSessionsSeeThem();
    void aRehearsalHasNone();
};

void AccountsTest::statements_data()
{
    QTest::addColumn<QString>("sql"); // ";" separates; the last one is looked at
    QTest::addColumn<int>("oraCode");
    QTest::addColumn<int>("release");
    const auto row = [](const char *name, const char *sql, int code, int release = 19) {
        QTest::newRow(name) << QString::fromLatin1(sql) << code << release;
    };
    row("user", "CREATE USER u IDENTIFIED BY \"p\"", 0);
    row("all clauses",
        "CREATE USER u IDENTIFIED BY p DEFAULT TABLESPACE users TEMPORARY TABLESPACE temp QUOTA 5M "
        "ON users QUOTA UNLIMITED ON sysaux PROFILE default ACCOUNT UNLOCK",
        0);
    row("taken", "CREATE USER u IDENTIFIED BY p;CREATE USER u IDENTIFIED BY q", 1920);
    row("taken by oneself", "CREATE USER sandbox IDENTIFIED BY p", 1920);
    row("taken by Oracle", "CREATE USER system IDENTIFIED BY p", 1920);
    row("taken by a role", "CREATE ROLE u;CREATE USER u IDENTIFIED BY p", 1920);
    row("role taken by a user", "CREATE USER u IDENTIFIED BY p;CREATE ROLE u", 1921);
    row("other case is another name",
        "CREATE USER u IDENTIFIED BY p;CREATE USER \"u\" IDENTIFIED BY p", 0);
    row("no such tablespace", "CREATE USER u IDENTIFIED BY p DEFAULT TABLESPACE nowhere", 959);
    row("quota on none", "CREATE USER u IDENTIFIED BY p QUOTA 1M ON nowhere", 959);
    row("common user", "CREATE USER C##u IDENTIFIED BY p", 65094);
    row("no password", "CREATE USER u", 1935);
    row("password missing", "CREATE USER u IDENTIFIED BY", 988);
    row("alter", "CREATE USER u IDENTIFIED BY p;ALTER USER u IDENTIFIED BY q", 0);
    row("alter nobody", "ALTER USER u QUOTA 5M ON users", 1918);
    row("drop", "CREATE USER u IDENTIFIED BY p;DROP USER u CASCADE", 0);
    row("drop twice", "CREATE USER u IDENTIFIED BY p;DROP USER u;DROP USER u", 1918);
    row("drop nobody", "DROP USER u", 1918);
    row("drop oneself", "DROP USER sandbox CASCADE", 1940);
    row("drop no role", "DROP ROLE r", 1919);
    row("grant", "CREATE USER u IDENTIFIED BY p;GRANT CREATE SESSION TO u", 0);
    row("grant a role", "CREATE USER u IDENTIFIED BY p;CREATE ROLE r;GRANT r TO u", 0);
    row("grant no role", "CREATE USER u IDENTIFIED BY p;GRANT r TO u", 1919);
    row("grant nobody", "GRANT CREATE SESSION TO u", 1917);
    row("drop if exists", "DROP USER IF EXISTS nobody", 0, 23);
    row("drop role if exists", "DROP ROLE IF EXISTS nobody", 0, 23);
    row("drop if exists before 23", "DROP USER IF EXISTS nobody", 933);
    row("create if not exists", "CREATE USER IF NOT EXISTS u IDENTIFIED BY p", 0, 23);
    row("create again if not exists",
        "CREATE USER u IDENTIFIED BY p;CREATE USER IF NOT EXISTS u IDENTIFIED BY p", 0, 23);
    row("create if not exists, but a role",
        "CREATE ROLE u;CREATE USER IF NOT EXISTS u IDENTIFIED BY p", 1920, 23);
    row("create if not exists before 23", "CREATE USER IF NOT EXISTS u IDENTIFIED BY p", 922);
    row("drop with more", "CREATE USER u IDENTIFIED BY p;DROP USER u NOW", 933);
    row("administrative privilege", "CREATE USER u IDENTIFIED BY p;GRANT SYSDBA TO u", 0);
    row("Oracle's role", "CREATE USER u IDENTIFIED BY p;GRANT EXECUTE_CATALOG_ROLE TO u", 0);
    row("a user is no role", "CREATE USER u IDENTIFIED BY p;GRANT SYSTEM TO u", 1919);
    row("a role of 23", "CREATE USER u IDENTIFIED BY p;GRANT DB_DEVELOPER_ROLE TO u", 0, 23);
    row("a role of 23 before", "CREATE USER u IDENTIFIED BY p;GRANT DB_DEVELOPER_ROLE TO u", 1919);
    row("role with a password", "CREATE ROLE r IDENTIFIED BY p", 0);
    row("role without", "CREATE ROLE r NOT IDENTIFIED CONTAINER = CURRENT", 0);
    row("role with nonsense", "CREATE ROLE r nonsense here", 922);
}

void AccountsTest::statements()
{
    QFETCH(QString, sql);
    QFETCH(int, release);
    SandboxOptions options;
    options.version = {release, 0};
    const auto engine = open(u":memory:"_s, options);
    const QStringList all = sql.split(u';');
    for (const QString &statement : all.mid(0, all.size() - 1))
        QCOMPARE(run(*engine, statement), 0);
    QTEST(run(*engine, all.last()), "oraCode");
}

void AccountsTest::allUsersShowsThem()
{
    const auto engine = open(u":memory:"_s);
    QCOMPARE(run(*engine, u"CREATE USER qa_1 IDENTIFIED BY \"p\""_s), 0);
    QCOMPARE(run(*engine, u"CREATE ROLE qa_role"_s), 0);
    QCOMPARE(column(*engine, u"SELECT username FROM all_users WHERE username LIKE 'QA%'"_s),
             QStringList{u"QA_1"_s});
    QVERIFY(column(*engine, u"SELECT username FROM all_users"_s).contains(u"SYS"_s));
    QCOMPARE(column(*engine, u"SELECT username FROM dba_users WHERE profile = 'DEFAULT'"_s),
             column(*engine, u"SELECT username FROM all_users"_s));
    QCOMPARE(column(*engine,
                    u"SELECT TO_CHAR(created, 'YYYY') FROM all_users WHERE username = 'QA_1'"_s),
             QStringList{QString::number(QDate::currentDate().year())});
    QCOMPARE(run(*engine, u"DROP USER qa_1"_s), 0);
    QCOMPARE(column(*engine, u"SELECT username FROM all_users WHERE username LIKE 'QA%'"_s),
             QStringList());
}

void AccountsTest::dropTakesItsGrants()
{
    const auto engine = open(u":memory:"_s);
    for (const char *sql : {"CREATE TABLE t (n NUMBER)", "CREATE USER u IDENTIFIED BY p",
                            "GRANT CREATE SESSION TO u", "GRANT SELECT ON t TO u"})
        QCOMPARE(run(*engine, QString::fromLatin1(sql)), 0);
    QCOMPARE(engine->catalog()->grants.size(), 2u);
    QCOMPARE(run(*engine, u"DROP USER u CASCADE"_s), 0);
    QCOMPARE(engine->catalog()->grants.size(), 0u);
}

void AccountsTest::otherSessionsSeeThem()
{
    const QTemporaryDir dir;
    const auto one = open(dir.filePath(u"a.sandbox"_s));
    const auto two = open(dir.filePath(u"a.sandbox"_s));
    QCOMPARE(run(*one, u"CREATE USER u IDENTIFIED BY \"Secret_1\""_s), 0);
    QCOMPARE(run(*two, u"CREATE USER u IDENTIFIED BY \"p\""_s), 1920);
    QCOMPARE(column(*two, u"SELECT username FROM all_users WHERE username = 'U'"_s),
             QStringList{u"U"_s});
    const Result<Catalog> catalog = two->catalog();
    QVERIFY(catalog && catalog->opaque.empty()); // the schema holds no users, nor their passwords
}

// It starts from a schema and cannot know whom the database has.
void AccountsTest::aRehearsalHasNone()
{
    SandboxOptions options;
    options.hasAccounts = false;
    const auto engine = open(u":memory:"_s, options);
    QCOMPARE(run(*engine, u"ALTER USER somebody QUOTA 5M ON data"_s), 0);
    QCOMPARE(run(*engine, u"GRANT CREATE SESSION TO somebody"_s), 0);
    QCOMPARE(run(*engine, u"CREATE USER u IDENTIFIED BY p DEFAULT TABLESPACE data"_s), 0);
    QCOMPARE(run(*engine, u"CREATE ROLE r nonsense"_s), 922); // but it knows what is SQL
}

QTEST_GUILESS_MAIN(AccountsTest)
#include "tst_accounts.moc"
