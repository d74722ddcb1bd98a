// SPDX-License-Identifier: MIT
// What athanor asks a person at a terminal, and what it does with the answers.
#include "process.h"

#include <QtCore/QElapsedTimer>
#include <QtTest/QTest>

#include <cerrno>
#include <csignal>
#include <vector>

#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 60'000;

// athanor in a terminal of its own, as a person has it: what it writes can be read, echo included,
// and what is typed goes in.
class Conversation
{
public:
    Conversation(const Shop &shop, const QStringList &arguments,
                 const QStringList &environment = {})
    {
        // All memory is had before the fork: the child only calls what is safe after one.
        const QByteArray folder = shop.path().toLocal8Bit();
        std::vector<QByteArray> words{QByteArrayLiteral(ATHANOR_EXECUTABLE)};
        for (const QString &argument : arguments)
            words.push_back(argument.toLocal8Bit());
        std::vector<QByteArray> variables{"LC_ALL=C.UTF-8",
                                          "TZ=UTC",
                                          "TERM=dumb",
                                          "HOME=" + folder,
                                          "ATHANOR_REVIEWER=ada",
                                          "PATH=" + qgetenv("PATH")};
        for (const QString &variable : environment)
            variables.push_back(variable.toLocal8Bit());
        const std::vector<char *> argv = pointers(words);
        const std::vector<char *> envp = pointers(variables);
        m_child = ::forkpty(&m_terminal, nullptr, nullptr, nullptr);
        if (m_child == 0) {
            if (::chdir(folder.constData()) == 0)
                ::execve(argv[0], argv.data(), envp.data());
            ::_exit(127);
        }
    }
    ~Conversation()
    {
        if (m_child > 0) {
            ::kill(m_child, SIGKILL);
            ::waitpid(m_child, nullptr, 0);
        }
        ::close(m_terminal);
    }
    Conversation(const Conversation &) = delete;
    Conversation &operator=(const Conversation &) = delete;

    // Reads until the words have come; false: they never do.
    bool hears(const QByteArray &words)
    {
        while (!m_heard.contains(words)) {
            if (!readMore())
                return false;
        }
        return true;
    }
    void types(const QByteArray &keys)
    {
        qsizetype at = 0;
        while (at < keys.size()) {
            const ssize_t written =
                ::write(m_terminal, keys.constData() + at, size_t(keys.size() - at));
            if (written <= 0)
                return;
            at += written;
        }
    }
    // Everything to the end; the exit code, -1 where it was killed or hangs.
    int ends()
    {
        while (readMore()) { }
        int status = 0;
        if (m_hangs || ::waitpid(m_child, &status, 0) != m_child)
            return -1;
        m_child = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    [[nodiscard]] const QByteArray &heard() const { return m_heard; }

private:
    static std::vector<char *> pointers(std::vector<QByteArray> &texts)
    {
        std::vector<char *> result;
        for (QByteArray &text : texts)
            result.push_back(text.data());
        result.push_back(nullptr);
        return result;
    }
    bool readMore()
    {
        pollfd waiting{m_terminal, POLLIN, 0};
        if (::poll(&waiting, 1, patienceMs) <= 0) {
            m_hangs = true;
            return false;
        }
        char buffer[4096];
        const ssize_t count = ::read(m_terminal, buffer, sizeof buffer);
        if (count <= 0) // EIO: the other side has closed
            return false;
        m_heard.append(buffer, qsizetype(count));
        return true;
    }

    pid_t m_child = -1;
    int m_terminal = -1;
    bool m_hangs = false;
    QByteArray m_heard;
};

// A project with one reviewed revision and a production target.
void prepare(const Shop &shop)
{
    shop.write(u"athanor.toml"_s,
               "[project]\nname = \"shop\"\nmodel = \"model\"\n\n"
               "[target.sandbox]\nurl = \"sandbox:shop.sandbox\"\n\n"
               "[target.prod]\nurl = \"sandbox:prod.sandbox\"\nenvironment = \"production\"\n\n"
               "[target.ora]\nurl = \"oracle://hr@localhost:1521/shop\"\n");
    shop.write(u"model/model.sql"_s, "CREATE TABLE t (n NUMBER(10));\n");
    const Answer made = shop.run(QStringList{u"migrate"_s, u"-m"_s, u"one"_s});
    const Answer reviewed = shop.run("review head");
    if (made.exit != 0 || reviewed.exit != 0)
        qFatal("%s%s", qPrintable(made.said()), qPrintable(reviewed.said()));
}

QString headOf(const Shop &shop, const char *target)
{
    return shop.run(QStringList{u"current"_s, u"-t"_s, QString::fromLatin1(target)}).out.trimmed();
}

} // namespace

class TestPrompts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void productionWantsItsNameTyped_data();
    void productionWantsItsNameTyped();
    void yesIsNotEnoughForProduction();
    void downgradeAsks_data();
    void downgradeAsks();
    void passwordIsNotEchoed_data();
    void passwordIsNotEchoed();
};

void TestPrompts::productionWantsItsNameTyped_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<int>("exit");
    QTest::newRow("its name") << QByteArray("prod\n") << 0;
    QTest::newRow("y") << QByteArray("y\n") << 2;
    QTest::newRow("another name") << QByteArray("sandbox\n") << 2;
    QTest::newRow("nothing") << QByteArray("\n") << 2;
    QTest::newRow("Ctrl-D") << QByteArray("\x04") << 2;
}

void TestPrompts::productionWantsItsNameTyped()
{
    QFETCH(QByteArray, typed);
    QFETCH(int, exit);
    const Shop shop;
    prepare(shop);
    Conversation talk(shop, {u"upgrade"_s, u"-t"_s, u"prod"_s});
    QVERIFY2(talk.hears("Type its name to go on:"), talk.heard().constData());
    talk.types(typed);
    QVERIFY2(talk.ends() == exit, talk.heard().constData());
    QCOMPARE(headOf(shop, "prod").isEmpty(), exit != 0);
}

// Said once too often in scripts: it has to come with the target's name.
void TestPrompts::yesIsNotEnoughForProduction()
{
    const Shop shop;
    prepare(shop);
    QString project = shop.read(u"athanor.toml"_s);
    project.replace(u"[target.sandbox]\nurl = \"sandbox:shop.sandbox\"\n\n"_s, QString());
    shop.write(u"athanor.toml"_s, project.toUtf8()); // production is the only, hence default target
    {
        Conversation talk(shop, {u"upgrade"_s, u"--yes"_s});
        QVERIFY2(talk.hears("Type its name to go on:"), talk.heard().constData());
        talk.types("\n");
        QVERIFY2(talk.ends() == 2, talk.heard().constData());
    }
    EXPECT_EXIT(shop.run("upgrade --yes"), 2); // nobody to ask
    QCOMPARE(headOf(shop, "prod"), QString());
    Conversation talk(shop, {u"upgrade"_s, u"--yes"_s, u"-t"_s, u"prod"_s});
    QVERIFY2(talk.ends() == 0, talk.heard().constData());
    QVERIFY(!headOf(shop, "prod").isEmpty());
}

void TestPrompts::downgradeAsks_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<int>("exit");
    QTest::newRow("y") << QByteArray("y\n") << 0;
    QTest::newRow("yes") << QByteArray("YES\n") << 0;
    QTest::newRow("n") << QByteArray("n\n") << 2;
    QTest::newRow("nothing") << QByteArray("\n") << 2;
    QTest::newRow("Ctrl-D") << QByteArray("\x04") << 2;
}

void TestPrompts::downgradeAsks()
{
    QFETCH(QByteArray, typed);
    QFETCH(int, exit);
    const Shop shop;
    prepare(shop);
    EXPECT_EXIT(shop.run("upgrade -t sandbox"), 0);
    Conversation talk(shop, {u"downgrade"_s, u"-1"_s, u"-t"_s, u"sandbox"_s});
    QVERIFY2(talk.hears("[y/N]"), talk.heard().constData());
    talk.types(typed);
    QVERIFY2(talk.ends() == exit, talk.heard().constData());
    QCOMPARE(headOf(shop, "sandbox").isEmpty(), exit == 0);
}

void TestPrompts::passwordIsNotEchoed_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<int>("exit");
    QTest::newRow("the right one") << QByteArray("tiger\n") << 0;
    QTest::newRow("a wrong one") << QByteArray("wrongsecret\n") << 4;
    QTest::newRow("Ctrl-D") << QByteArray("\x04") << 4;
}

void TestPrompts::passwordIsNotEchoed()
{
    QFETCH(QByteArray, typed);
    QFETCH(int, exit);
    const QString plugins = QStringLiteral(ATHANOR_QOCI_PLUGINS);
    if (plugins.isEmpty())
        QSKIP("Qt's Oracle driver has not been built; ./athanor-dev setup does");
    const Shop shop;
    prepare(shop);
    Conversation talk(shop, {u"current"_s, u"-t"_s, u"ora"_s},
                      {u"QT_PLUGIN_PATH="_s + plugins,
                       u"LD_LIBRARY_PATH="_s + QStringLiteral(ATHANOR_STANDIN_FOLDER),
                       u"ATHANOR_OCI_SERVICES="_s + shop.path()});
    QVERIFY2(talk.hears("Password for "), talk.heard().constData());
    QVERIFY2(talk.hears(": "), talk.heard().constData());
    talk.types(typed);
    QVERIFY2(talk.ends() == exit, talk.heard().constData());
    QVERIFY2(!talk.heard().contains("tiger") && !talk.heard().contains("wrongsecret"),
             talk.heard().constData());
}

QTEST_GUILESS_MAIN(TestPrompts)
#include "tst_prompts.moc"
