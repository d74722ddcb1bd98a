// SPDX-License-Identifier: MIT
// Each message of `athanor doctor` about a connection, through the real plugin and the stand-in:
// the code that Oracle gives decides which link is said to be broken. This program is its own
// probing process, so that a rule can be set in it.
#include "database/connectionadvice.h"
#include "migrate/chaintext.h"
#include "migrate/doctor.h"
#include "standinserver.h"

#include <QtCore/QElapsedTimer>
#include <QtTest/QTest>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace Athanor;
using namespace Qt::StringLiterals;

using Step = ChainLink::Step;
using State = ChainLink::State;

class TestDoctor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wellToTheEnd();
    void codes_data();
    void codes();
    void everyCodeIsTested();
    void users_data();
    void users();
    void accountThatMayOnlyRead();
    void places_data();
    void places();
    void silence();
    void stopped();
    void scriptsForALaterRelease();
    void anotherCodeIsSaidToo();
    void probeIsAskedEverything();
    void asksForNoPasswordInVain();
    void tnsNames();
    void sandboxHasNoClient();
    void aProgramThatIsNotAthanor();

private:
    [[nodiscard]] ChainQuestion question(const QString &url = StandinServer::url()) const
    {
        const Result<ConnectionUrl> where = parseConnectionUrl(url, {});
        if (!where)
            qFatal("%s", qPrintable(where.error().toString()));
        ChainQuestion asked;
        asked.url = *where;
        asked.environment.insert(u"ATHANOR_OCI_SERVICES"_s, m_folder.path());
        asked.environment.insert(u"XDG_CACHE_HOME"_s, m_folder.filePath(u"cache"_s));
        asked.environment.insert(u"HOME"_s, m_folder.path());
        asked.environment.remove(u"TNS_ADMIN"_s);
        asked.environment.remove(u"ORACLE_HOME"_s);
        return asked;
    }
    [[nodiscard]] static Chain examine(const ChainQuestion &asked,
                                       const QString &password = u"tiger"_s)
    {
        return examineConnection(asked, [&](const ConnectionUrl &) { return password; });
    }
    QTemporaryDir m_folder;
};

namespace {

const ChainLink &linkOf(const Chain &chain, Step step)
{
    return *std::find_if(chain.begin(), chain.end(),
                         [&](const ChainLink &link) { return link.step == step; });
}

QString said(const Chain &chain)
{
    QStringList lines;
    for (const ChainLink &link : chain) {
        lines += u"%1 %2: %3 | %4 | ORA %5 | %6"_s.arg(int(link.state))
                     .arg(link.what, link.detail, link.advice)
                     .arg(link.oraCode)
                     .arg(link.error.toString());
    }
    return lines.join(u'\n');
}

// One broken link; what is before it held, what is behind it was not reached.
void checkBroken(const Chain &chain, Step step, int code)
{
    const ChainLink *broken = firstBroken(chain);
    QVERIFY2(broken, qPrintable(said(chain)));
    QVERIFY2(broken->step == step, qPrintable(said(chain)));
    QCOMPARE(broken->oraCode, code);
    QCOMPARE(broken->error.oraCode, code);
    QVERIFY(!broken->detail.isEmpty());
    QVERIFY(!broken->advice.isEmpty());
    bool before = true;
    for (const ChainLink &link : chain) {
        QVERIFY(!link.what.isEmpty());
        if (link.step == step) {
            before = false;
            continue;
        }
        if (link.state == State::NotApplicable)
            continue;
        const bool loggedIn = step != Step::Version || link.step < Step::Login;
        QVERIFY2(link.state == (before && loggedIn ? State::Well : State::NotReached),
                 qPrintable(link.what + u'\n' + said(chain)));
    }
    QVERIFY(!said(chain).contains(u"tiger"_s));
}

} // namespace

void TestDoctor::initTestCase()
{
    SKIP_WITHOUT_QOCI();
}

void TestDoctor::wellToTheEnd()
{
    const Chain chain = examine(question());
    QVERIFY2(!firstBroken(chain), qPrintable(said(chain)));
    for (const ChainLink &link : chain) {
        const bool none = link.step == Step::TnsAlias || link.step == Step::Wallet;
        QVERIFY2(link.state == (none ? State::NotApplicable : State::Well),
                 qPrintable(said(chain)));
    }
    QVERIFY(linkOf(chain, Step::Plugin).detail.contains(u"qsqloci"_s));
    QCOMPARE(linkOf(chain, Step::Listener).detail, u"localhost:1521"_s);
    QCOMPARE(linkOf(chain, Step::Service).detail, u"shop"_s);
    QVERIFY(linkOf(chain, Step::Version).detail.contains(u"19"_s));
    QVERIFY(!said(chain).contains(u"tiger"_s));
}

void TestDoctor::codes_data()
{
    QTest::addColumn<QString>("function"); // of the client, where Oracle refuses
    QTest::addColumn<Step>("step");

    const auto rows = [](const QString &function, Step step, std::initializer_list<int> codes) {
        for (const int code : codes)
            QTest::addRow("%d", code) << function << step;
    };
    const QString attach = u"OCIServerAttach"_s;
    const QString login = u"OCISessionBegin"_s;
    rows(attach, Step::TnsAlias, {12154, 12162, 12261, 12263, 12533});
    rows(attach, Step::Listener,
         {12170, 12262, 12535, 12537, 12541, 12543, 12545, 12547, 12560, 12569, 12606});
    rows(attach, Step::Wallet,
         {12578, 12638, 28750, 28759, 28791, 28860, 28865, 28868, 29002, 29019, 29024, 29039,
          29106});
    rows(attach, Step::Service,
         {12504, 12505, 12514, 12516, 12518, 12519, 12520, 12521, 12526, 12528});
    rows(login, Step::Service, {18, 20, 1033, 1034, 1035, 1089, 1090, 1109});
    rows(login, Step::Version, {3134, 12650, 12660, 28040});
    rows(login, Step::Login, {1004, 1005, 1017, 28009});
    rows(login, Step::Account, {2391, 28000, 28001, 28002});
    rows(login, Step::Privilege, {1031, 1045});
    // Whoever answered broke off before there was a session.
    rows(login, Step::Listener, {28, 603, 1012, 1092, 2396, 2399, 3113, 3114, 3135, 12571, 12609});
}

void TestDoctor::codes()
{
    QFETCH(QString, function);
    QFETCH(Step, step);
    ChainQuestion asked = question();
    const QString code = QString::fromLatin1(QTest::currentDataTag());
    asked.environment.insert(u"ATHANOR_TEST_RULE"_s, function + u' ' + code);
    checkBroken(examine(asked), step, code.toInt());
}

void TestDoctor::everyCodeIsTested()
{
    // codes_data() names the step by hand; this keeps the two lists together.
    QCOMPARE(connectionCodes().size(), 72u);
    QVERIFY(std::is_sorted(connectionCodes().begin(), connectionCodes().end()));
    for (const int code : connectionCodes()) {
        const std::optional<ConnectionTrouble> trouble = connectionTrouble(code);
        QVERIFY(trouble && !trouble->says.isEmpty() && !trouble->advice.isEmpty());
        QVERIFY2(trouble->says.endsWith(u'.'), qPrintable(trouble->says));
    }
    for (const int code : {0, 54, 904, 942, 955, 1400, 2296, 24344})
        QVERIFY(!connectionTrouble(code));
}

void TestDoctor::users_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    QTest::addColumn<Step>("step");
    QTest::addColumn<int>("code");
    QTest::newRow("wrong password") << u"hr"_s << u"lion"_s << Step::Login << 1017;
    QTest::newRow("locked") << u"locked"_s << u"tiger"_s << Step::Account << 28000;
    QTest::newRow("expired") << u"expired"_s << u"tiger"_s << Step::Account << 28001;
    QTest::newRow("may not log in") << u"nobody"_s << u"tiger"_s << Step::Privilege << 1045;
}

void TestDoctor::users()
{
    QFETCH(QString, user);
    QFETCH(QString, password);
    QFETCH(Step, step);
    QFETCH(int, code);
    const Chain chain = examine(question(StandinServer::url(user)), password);
    checkBroken(chain, step, code);
    QVERIFY(!said(chain).contains(password));
}

// Told with the GRANT to ask for; the links behind it hold all the same.
void TestDoctor::accountThatMayOnlyRead()
{
    const Chain chain = examine(question(StandinServer::url(u"reader"_s)));
    const ChainLink *broken = firstBroken(chain);
    QVERIFY2(broken && broken->step == Step::Privilege, qPrintable(said(chain)));
    QCOMPARE(broken->oraCode, 1031);
    QVERIFY2(broken->advice.contains(u"GRANT CREATE TABLE, "_s)
                 && broken->advice.contains(u" TO READER"_s),
             qPrintable(broken->advice));
    QCOMPARE(linkOf(chain, Step::Version).state, State::Well);
}

void TestDoctor::places_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<Step>("step");
    QTest::addColumn<int>("code");
    QTest::newRow("no listener") << u"localhost:1599/shop"_s << Step::Listener << 12541;
    QTest::newRow("service") << u"localhost:1521/unknown"_s << Step::Service << 12514;
    QTest::newRow("SID")
        << u"(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=h)(PORT=1521))(CONNECT_DATA=(SID=XE)))"_s
        << Step::Service << 12505;
    QTest::newRow("alias") << u"NOWHERE"_s << Step::TnsAlias << 12154;
}

void TestDoctor::places()
{
    QFETCH(QString, place);
    QFETCH(Step, step);
    QFETCH(int, code);
    checkBroken(examine(question(StandinServer::url(u"hr"_s, place))), step, code);
}

// A listener that accepts and says nothing: the client waits, and this gives up on it.
void TestDoctor::silence()
{
    ChainQuestion asked = question();
    asked.environment.insert(u"ATHANOR_TEST_RULE"_s, u"OCIServerAttach hang"_s);
    asked.timeout = std::chrono::milliseconds(2500);
    const Chain chain = examine(asked);
    const ChainLink *broken = firstBroken(chain);
    QVERIFY2(broken && broken->step == Step::Listener, qPrintable(said(chain)));
    QCOMPARE(broken->oraCode, 0);
    QVERIFY2(broken->detail.contains(u"2 seconds"_s), qPrintable(broken->detail));
    QCOMPARE(linkOf(chain, Step::Service).state, State::NotReached);
}

void TestDoctor::stopped()
{
    ChainQuestion asked = question();
    asked.environment.insert(u"ATHANOR_TEST_RULE"_s, u"OCIServerAttach hang"_s);
    asked.stopRequested = [] { return true; };
    const Chain chain = examine(asked);
    const ChainLink *broken = firstBroken(chain);
    QVERIFY(broken);
    QCOMPARE(broken->error.kind, ErrorKind::Cancelled);
}

void TestDoctor::scriptsForALaterRelease()
{
    ChainQuestion asked = question();
    asked.scripts = OracleVersion{23, 4};
    const Chain chain = examine(asked);
    const ChainLink *broken = firstBroken(chain);
    QVERIFY2(broken && broken->step == Step::Version, qPrintable(said(chain)));
    QVERIFY(broken->detail.contains(u"23"_s) && broken->detail.contains(u"19"_s));
    QCOMPARE(broken->error.kind, ErrorKind::Semantic); // the project's to mend
    QCOMPARE(linkOf(chain, Step::Login).state, State::Well);
    asked.scripts = OracleVersion{12, 2};
    QVERIFY(!firstBroken(examine(asked)));
}

void TestDoctor::anotherCodeIsSaidToo()
{
    ChainQuestion asked = question();
    asked.environment.insert(u"ATHANOR_TEST_RULE"_s, u"OCISessionBegin 604"_s);
    const Chain chain = examine(asked);
    const ChainLink *broken = firstBroken(chain);
    QVERIFY2(broken && broken->step == Step::Login, qPrintable(said(chain)));
    QCOMPARE(broken->oraCode, 604);
    QVERIFY(!broken->detail.isEmpty()); // Oracle's own words
}

// What the probing process is told is the whole question.
void TestDoctor::probeIsAskedEverything()
{
    for (const QString &url :
         {u"oracle://hr@db:1599/s"_s, u"oracle://hr@ALIAS?schema=app"_s, u"oracle:///@W"_s}) {
        const Result<ConnectionUrl> asked = parseConnectionUrl(url, {});
        QVERIFY(asked);
        QCOMPARE(connectionUrlFrom(toJson(*asked)), *asked);
    }
    const ClientChoice choice{ClientChoice::Source::OracleHome, u"/h/lib"_s, u"/h"_s, u"/t"_s};
    QCOMPARE(clientChoiceFrom(toJson(choice)), choice);
    ChainLink link;
    link.step = Step::Wallet;
    link.what = chainStepName(link.step);
    link.state = State::Broken;
    link.detail = u"d"_s;
    link.advice = u"a"_s;
    link.oraCode = 28759;
    link.error = {ErrorKind::Connection, u"m"_s, 28759, {}, u"c"_s};
    QCOMPARE(chainLinkFrom(toJson(link)), link);
}

void TestDoctor::asksForNoPasswordInVain()
{
    int asked = 0;
    const auto source = [&](const ConnectionUrl &) {
        ++asked;
        return u"tiger"_s;
    };
    (void)examineConnection(question(u"oracle:///@WALLET"_s), source);
    QCOMPARE(asked, 0); // the wallet knows
    ChainQuestion other = question();
    other.client.source = ClientChoice::Source::Project;
    other.prober = u"/nowhere/at/all"_s;
    (void)examineConnection(other, source);
    QCOMPARE(asked, 0); // it would not help
    (void)examineConnection(question(), source);
    QCOMPARE(asked, 1);
}

void TestDoctor::tnsNames()
{
    const QTemporaryDir admin;
    QFile file(admin.filePath(u"tnsnames.ora"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\nSHOP=(DESCRIPTION=(ADDRESS=(PROTOCOL=TCPS)(HOST=db)(PORT=2484))"
               "(CONNECT_DATA=(SERVICE_NAME=shop)))\n");
    file.close();
    ChainQuestion asked = question(StandinServer::url(u"hr"_s, u"SHPO"_s));
    asked.client.tnsAdmin = admin.path();
    Chain chain = examine(asked);
    checkBroken(chain, Step::TnsAlias, 12154);
    QVERIFY2(firstBroken(chain)->advice.contains(u"SHOP"_s), qPrintable(said(chain)));
    QVERIFY(firstBroken(chain)->detail.contains(admin.path()));

    // The stand-in reads no tnsnames.ora: what matters here is what is said before it is asked.
    asked = question(StandinServer::url(u"hr"_s, u"shop"_s));
    asked.client.tnsAdmin = admin.path();
    asked.environment.insert(u"ATHANOR_TEST_RULE"_s, u"OCIServerAttach 29024"_s);
    chain = examine(asked);
    checkBroken(chain, Step::Wallet, 29024);
    const QString detail = linkOf(chain, Step::TnsAlias).detail;
    QVERIFY2(detail.contains(u"line 2"_s) && detail.contains(u"tcps://db:2484/shop"_s),
             qPrintable(detail));

    // A file that cannot be read is the reason, with its line.
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\n\nSHOP=(DESCRIPTION=(ADDRESS=(HOST=db))\n");
    file.close();
    asked.environment.remove(u"ATHANOR_TEST_RULE"_s);
    chain = examine(asked);
    checkBroken(chain, Step::TnsAlias, 12154);
    QVERIFY2(firstBroken(chain)->detail.contains(u"tnsnames.ora:3:"_s), qPrintable(said(chain)));
}

void TestDoctor::sandboxHasNoClient()
{
    const Result<ConnectionUrl> url = parseConnectionUrl(u"sandbox::memory:"_s, {});
    ChainQuestion asked;
    asked.url = *url;
    const Chain chain = examineConnection(asked);
    QVERIFY(!firstBroken(chain));
    QCOMPARE(linkOf(chain, Step::Plugin).state, State::NotApplicable);
    QCOMPARE(linkOf(chain, Step::Service).state, State::Well);
}

// A test of the window is its own program: it must not start itself again and again.
void TestDoctor::aProgramThatIsNotAthanor()
{
    ChainQuestion asked = question();
    asked.prober = u"/bin/true"_s;
    Chain chain = examine(asked);
    QVERIFY(firstBroken(chain));
    asked.environment.insert(u"ATHANOR_PROBING"_s, u"1"_s);
    asked.prober.clear();
    chain = examine(asked);
    QVERIFY(firstBroken(chain));
    QCOMPARE(firstBroken(chain)->step, Step::Plugin);
}

namespace {

int answerProbe()
{
    const QString rule = qEnvironmentVariable("ATHANOR_TEST_RULE");
    const QString function = rule.section(u' ', 0, 0);
    if (rule.endsWith(u" hang"_s))
        Standin::addRule({Standin::Rule::Hang, function, 1, {}, 0, 60000});
    else if (!rule.isEmpty())
        Standin::addRule({Standin::Rule::Fail, function, 1, {}, rule.section(u' ', 1).toInt()});
    if (!StandinServer::whyNot().isEmpty()) // adds the plugin's folder
        return 1;
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return 1;
    const QByteArray answer = probeOci(input.readAll());
    std::fwrite(answer.constData(), 1, size_t(answer.size()), stdout);
    std::fflush(stdout);
    std::_Exit(0);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 2 && qstrcmp(argv[1], "--probe-oci") == 0)
        return answerProbe();
    TestDoctor test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_doctor.moc"
