// SPDX-License-Identifier: MIT
// The order in which a password is looked for, with a keychain in memory.
#include "migrate/passwordstore.h"

#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

class FakeStore : public PasswordStore
{
public:
    Result<QString> read(const QString &place) override
    {
        ++reads;
        if (isBroken)
            return failure(ErrorKind::Connection, u"There is no keychain here."_s);
        return kept.contains(place) ? kept[place] : QString();
    }
    Result<> write(const QString &place, const QString &password) override
    {
        if (isBroken)
            return failure(ErrorKind::Connection, u"There is no keychain here."_s);
        kept[place] = password;
        return {};
    }
    Result<> remove(const QString &place) override
    {
        if (isBroken)
            return failure(ErrorKind::Connection, u"There is no keychain here."_s);
        kept.erase(place);
        return {};
    }

    std::map<QString, QString> kept;
    int reads = 0;
    bool isBroken = false;
};

ConnectionUrl place(const QString &user = u"hr"_s)
{
    ConnectionUrl url;
    url.kind = ConnectionUrl::Kind::Oracle;
    url.user = user;
    url.host = u"dbhost"_s;
    url.service = u"XE"_s;
    return url;
}

} // namespace

class TestPasswords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { qunsetenv("ATHANOR_PASSWORD"); }
    void order_data();
    void order();
    void placesAreToldApart();
    void askedOnce();
    void givingUpIsNotRemembered();
    void remembersAndForgets();
    void withoutAKeychain();
    void givenComesFirst();
    void refusedIsNotTriedAgain();
};

void TestPasswords::order_data()
{
    QTest::addColumn<QString>("inKeychain");
    QTest::addColumn<QByteArray>("inEnvironment");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("password");
    QTest::addColumn<PasswordOrigin>("origin");
    QTest::newRow("keychain first")
        << u"k"_s << QByteArray("e") << u"t"_s << u"k"_s << PasswordOrigin::Keychain;
    QTest::newRow("then the environment")
        << QString() << QByteArray("e") << u"t"_s << u"e"_s << PasswordOrigin::Environment;
    QTest::newRow("then the person")
        << QString() << QByteArray() << u"t"_s << u"t"_s << PasswordOrigin::Asked;
    QTest::newRow("nobody") << QString() << QByteArray() << QString() << QString()
                            << PasswordOrigin::None;
}

void TestPasswords::order()
{
    QFETCH(QString, inKeychain);
    QFETCH(QByteArray, inEnvironment);
    QFETCH(QString, typed);
    FakeStore store;
    if (!inKeychain.isEmpty())
        store.kept[passwordPlace(place())] = inKeychain;
    if (!inEnvironment.isEmpty())
        qputenv("ATHANOR_PASSWORD", inEnvironment);
    Passwords passwords(&store, [&](const ConnectionUrl &) { return typed; });
    QTEST(passwords.passwordFor(place()), "password");
    QTEST(passwords.origin(place()), "origin");
}

void TestPasswords::placesAreToldApart()
{
    FakeStore store;
    store.kept[u"hr@dbhost:1521/XE"_s] = u"one"_s;
    Passwords passwords(&store, [](const ConnectionUrl &url) { return u"of "_s + url.user; });
    QCOMPARE(passwords.passwordFor(place()), u"one"_s);
    QCOMPARE(passwords.passwordFor(place(u"app"_s)), u"of app"_s);
    QCOMPARE(passwords.origin(place()), PasswordOrigin::Keychain);
    QCOMPARE(passwords.origin(place(u"app"_s)), PasswordOrigin::Asked);
    // The schema worked in is no part of whose password it is.
    ConnectionUrl inSchema = place();
    inSchema.schema = u"APP"_s;
    QCOMPARE(passwordPlace(inSchema), u"hr@dbhost:1521/XE"_s);
    ConnectionUrl alias;
    alias.kind = ConnectionUrl::Kind::Oracle;
    alias.user = u"hr"_s;
    alias.service = u"PROD"_s;
    QCOMPARE(passwordPlace(alias), u"hr@PROD"_s);
}

void TestPasswords::askedOnce()
{
    FakeStore store;
    int asked = 0;
    Passwords passwords(&store, [&](const ConnectionUrl &) {
        ++asked;
        return u"t"_s;
    });
    for (int i = 0; i < 3; ++i) // a run opens two sessions
        QCOMPARE(passwords.passwordFor(place()), u"t"_s);
    QCOMPARE(asked, 1);
    QCOMPARE(store.reads, 1);
}

void TestPasswords::givingUpIsNotRemembered()
{
    QString typed;
    Passwords passwords(nullptr, [&](const ConnectionUrl &) { return typed; });
    QVERIFY(passwords.passwordFor(place()).isNull());
    QVERIFY(!passwords.remember(place()));
    typed = u"t"_s;
    QCOMPARE(passwords.passwordFor(place()), u"t"_s);
}

void TestPasswords::givenComesFirst()
{
    FakeStore store;
    store.kept[passwordPlace(place())] = u"old"_s;
    Passwords passwords(&store, {});
    QCOMPARE(passwords.passwordFor(place()), u"old"_s);
    passwords.give(place(), u"new"_s);
    QCOMPARE(passwords.passwordFor(place()), u"new"_s);
    QCOMPARE(passwords.origin(place()), PasswordOrigin::Asked);
}

// Oracle locks an account after some wrong ones.
void TestPasswords::refusedIsNotTriedAgain()
{
    qputenv("ATHANOR_PASSWORD", "wrong");
    FakeStore store;
    Passwords passwords(&store, [](const ConnectionUrl &) { return u"typed"_s; });
    QCOMPARE(passwords.passwordFor(place()), u"wrong"_s);
    QVERIFY(passwords.forget(place()));
    QCOMPARE(passwords.passwordFor(place()), u"typed"_s);
    QCOMPARE(passwords.passwordFor(place(u"app"_s)), u"wrong"_s); // that is another account
}

void TestPasswords::remembersAndForgets()
{
    FakeStore store;
    {
        Passwords passwords(&store, [](const ConnectionUrl &) { return u"t"_s; });
        QCOMPARE(passwords.passwordFor(place()), u"t"_s);
        QVERIFY(store.kept.empty()); // not unasked
        QVERIFY(passwords.remember(place()));
    }
    QCOMPARE(store.kept[passwordPlace(place())], u"t"_s);
    Passwords later(&store, [](const ConnectionUrl &) { return u"other"_s; });
    QCOMPARE(later.passwordFor(place()), u"t"_s);
    QVERIFY(later.forget(place()));
    QVERIFY(later.forget(place())); // twice is no error
    QVERIFY(store.kept.empty());
    QCOMPARE(later.passwordFor(place()), u"other"_s);
}

void TestPasswords::withoutAKeychain()
{
    FakeStore store;
    store.isBroken = true;
    Passwords passwords(&store, [](const ConnectionUrl &) { return u"secret"_s; });
    QCOMPARE(passwords.passwordFor(place()), u"secret"_s); // goes on
    QVERIFY(!passwords.storeProblem().isEmpty());
    const Result<> kept = passwords.remember(place());
    QVERIFY(!kept);
    QVERIFY(!kept.error().toString().contains(u"secret"_s));
    Passwords none(nullptr, [](const ConnectionUrl &) { return u"secret"_s; });
    QCOMPARE(none.passwordFor(place()), u"secret"_s);
    QVERIFY(none.storeProblem().isEmpty());
    QCOMPARE(none.remember(place()).error().kind, ErrorKind::Connection);
}

QTEST_GUILESS_MAIN(TestPasswords)
#include "tst_passwords.moc"
