// SPDX-License-Identifier: MIT
// The story of README.md on the command line: each test goes on where the last one stopped.
#include "process.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtTest/QtTest>

#include <memory>

using namespace Qt::StringLiterals;

namespace {

const char *const firstModel = R"(CREATE TABLE auth_user (
    id           NUMBER(10)          NOT NULL,
    username     VARCHAR2(150 CHAR)  NOT NULL,
    email        VARCHAR2(254 CHAR)  NOT NULL,
    first_name   VARCHAR2(30 CHAR),
    password     VARCHAR2(128 CHAR)  NOT NULL,
    is_active    NUMBER(1)           DEFAULT 1 NOT NULL,
    date_joined  DATE                DEFAULT SYSDATE NOT NULL,
    nickname     VARCHAR2(20 CHAR),
    CONSTRAINT auth_user_pk PRIMARY KEY (id),
    CONSTRAINT auth_user_username_uk UNIQUE (username)
);
COMMENT ON TABLE auth_user IS 'People who can sign in';
COMMENT ON COLUMN auth_user.email IS 'Where to reach them';

CREATE TABLE login_attempt (
    id            NUMBER(19)  NOT NULL,
    user_id       NUMBER(10)  NOT NULL,
    attempted_at  DATE        DEFAULT SYSDATE NOT NULL,
    CONSTRAINT login_attempt_pk PRIMARY KEY (id),
    CONSTRAINT login_attempt_user_fk FOREIGN KEY (user_id) REFERENCES auth_user (id)
);
)";

// first_name NOT NULL, email wider, nickname gone, language new, an index.
const char *const secondModel = R"(CREATE TABLE auth_user (
    id           NUMBER(10)          NOT NULL,
    username     VARCHAR2(150 CHAR)  NOT NULL,
    email        VARCHAR2(320 CHAR)  NOT NULL,
    first_name   VARCHAR2(30 CHAR)   NOT NULL,
    password     VARCHAR2(128 CHAR)  NOT NULL,
    is_active    NUMBER(1)           DEFAULT 1 NOT NULL,
    date_joined  DATE                DEFAULT SYSDATE NOT NULL,
    language     VARCHAR2(5 CHAR)    DEFAULT 'en' NOT NULL,
    CONSTRAINT auth_user_pk PRIMARY KEY (id),
    CONSTRAINT auth_user_username_uk UNIQUE (username)
);
COMMENT ON TABLE auth_user IS 'People who can sign in';
COMMENT ON COLUMN auth_user.email IS 'Where to reach them';
CREATE INDEX auth_user_email_ix ON auth_user (email);

CREATE TABLE login_attempt (
    id            NUMBER(19)  NOT NULL,
    user_id       NUMBER(10)  NOT NULL,
    attempted_at  DATE        DEFAULT SYSDATE NOT NULL,
    CONSTRAINT login_attempt_pk PRIMARY KEY (id),
    CONSTRAINT login_attempt_user_fk FOREIGN KEY (user_id) REFERENCES auth_user (id)
);
)";

QStringList idsIn(const Answer &answer)
{
    QStringList ids;
    for (const QJsonValue &value : answer.json().array())
        ids.push_back(value.toObject().value(u"revision"_s).toString());
    return ids;
}

QString currentId(const Answer &answer)
{
    return answer.json()
        .object()
        .value(u"current"_s)
        .toArray()
        .at(0)
        .toObject()
        .value(u"revision"_s)
        .toString();
}

} // namespace

class TestStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void checkFindsDifferences();
    void migrateWritesTheSequence();
    void rehearsalProvesIt();
    void upgradeRefusesTheUnreviewed();
    void anEditTakesTheReviewAway();
    void reviewMarksIt();
    void sqlRunsNothing();
    void upgradeApplies();
    void upgradeAgainHasNothingToDo();
    void historyTellsTheTruth();
    void testUserIsInserted();
    void modelChanges();
    void migrateWritesAltersBothWays();
    void rowsWithNullStopTheRun();
    void whileHalfWay();
    void resumeGoesOn();
    void rollbackUndoesAHalfWayRun();
    void downgradeOneStep();
    void downgradeToBase();
    void stampRunsNothing();

private:
    std::unique_ptr<Shop> m_shop;
    QString m_first;
    QString m_second;
    QString m_secondFile;
};

void TestStory::initTestCase()
{
    m_shop = std::make_unique<Shop>();
    QCOMPARE(m_shop->files({}), QStringList{u"athanor.toml"_s});
    m_shop->write(u"model/auth_user.sql"_s, firstModel);
}

void TestStory::checkFindsDifferences()
{
    const Answer answer = m_shop->run("check");
    EXPECT_EXIT(answer, 1);
    QVERIFY2(answer.out.contains(u"AUTH_USER"_s), qPrintable(answer.said()));
    QVERIFY(answer.out.startsWith(u"+ "_s));
    QVERIFY(answer.err.contains(u"athanor migrate"_s));
    const Answer diff = m_shop->run("diff --json");
    EXPECT_EXIT(diff, 1);
    QVERIFY(diff.json().object().value(u"differs"_s).toBool());
    QVERIFY(diff.json().object().value(u"changes"_s).toArray().size() >= 2);
}

void TestStory::migrateWritesTheSequence()
{
    const Answer answer = m_shop->run({u"migrate"_s, u"-m"_s, u"create auth_user"_s});
    EXPECT_EXIT(answer, 0);
    QCOMPARE(m_shop->files(u"versions"_s).size(), 1);
    const QString file = answer.out.trimmed();
    QCOMPARE(file, m_shop->path(u"versions/"_s + m_shop->files(u"versions"_s).front()));
    QVERIFY(file.endsWith(u"_create_auth_user.sql"_s));
    m_first = QFileInfo(file).fileName().section(u'_', 0, 0);
    QVERIFY(answer.err.contains(u"athanor review "_s + m_first));

    const QString text = m_shop->read(u"versions/"_s + QFileInfo(file).fileName());
    const QString up = text.section(u"-- ======== downgrade"_s, 0, 0);
    const QString down = text.section(u"-- ======== downgrade"_s, 1);
    for (const char *part :
         {"CREATE SEQUENCE auth_user_id_seq", "auth_user_id_seq.NEXTVAL", "CREATE TABLE auth_user",
          "CREATE TABLE login_attempt", "CREATE SEQUENCE login_attempt_id_seq", "COMMENT ON",
          "auth_user_username_uk", "login_attempt_user_fk"})
        QVERIFY2(up.contains(QString::fromLatin1(part), Qt::CaseInsensitive), qPrintable(up));
    QVERIFY2(down.contains(u"DROP TABLE auth_user"_s, Qt::CaseInsensitive), qPrintable(down));
    QVERIFY(down.contains(u"DROP SEQUENCE auth_user_id_seq"_s, Qt::CaseInsensitive));
    QVERIFY(down.indexOf(u"DROP TABLE login_attempt"_s, 0, Qt::CaseInsensitive)
            < down.indexOf(u"DROP TABLE auth_user"_s, 0, Qt::CaseInsensitive));
}

void TestStory::rehearsalProvesIt()
{
    const Answer answer = m_shop->run("rehearse --json");
    EXPECT_EXIT(answer, 0);
    const QJsonObject object = answer.json().object();
    QCOMPARE(object.value(u"verdict"_s).toString(), u"proved"_s);
    QCOMPARE(object.value(u"upgradeReachesModel"_s).toString(), u"proved"_s);
    QCOMPARE(object.value(u"downgradeReturns"_s).toString(), u"proved"_s);
    QVERIFY(object.value(u"statements"_s).toArray().size() >= 8);
    EXPECT_EXIT(m_shop->run("rehearse"), 0);
}

void TestStory::upgradeRefusesTheUnreviewed()
{
    const Answer answer = m_shop->run("upgrade");
    EXPECT_EXIT(answer, 7);
    QVERIFY2(answer.err.contains(u"athanor review "_s + m_first), qPrintable(answer.said()));
    QVERIFY(answer.out.isEmpty());
    QVERIFY(m_shop->run("current").out.isEmpty());
}

void TestStory::anEditTakesTheReviewAway()
{
    EXPECT_EXIT(m_shop->run("review head"), 0);
    const QString name = u"versions/"_s + m_shop->files(u"versions"_s).front();
    const QString before = m_shop->read(name);
    QVERIFY(before.contains(u"-- Reviewed: ada "_s));
    m_shop->write(name, (before + u"-- one more look\n"_s).toUtf8());
    const Answer refused = m_shop->run("upgrade");
    EXPECT_EXIT(refused, 7);
    QVERIFY2(refused.err.contains(u"edited since"_s), qPrintable(refused.said()));
    QVERIFY(m_shop->run("show").out.contains(u"edited since ada"_s));
    m_shop->write(name, before.toUtf8());
    EXPECT_EXIT(m_shop->run("review head --withdraw"), 0);
    EXPECT_EXIT(m_shop->run("upgrade"), 7);
}

void TestStory::reviewMarksIt()
{
    const Answer answer = m_shop->run({u"review"_s, m_first.left(6), u"--by"_s, u"Ada Lovelace"_s});
    EXPECT_EXIT(answer, 0);
    QVERIFY2(answer.out.contains(u"CREATE SEQUENCE AUTH_USER_ID_SEQ"_s), qPrintable(answer.said()));
    QVERIFY(answer.out.contains(u"DROP TABLE"_s));
    QVERIFY(m_shop->read(u"versions/"_s + m_shop->files(u"versions"_s).front())
                .contains(u"-- Reviewed: Ada Lovelace 20"_s));
    const QJsonObject json = m_shop->run("review --json").json().object();
    QVERIFY(json.value(u"reviewed"_s).toBool());
    QCOMPARE(json.value(u"reviewedBy"_s).toString(), u"Ada Lovelace"_s);
    QVERIFY(!json.value(u"upgrade"_s).toArray().isEmpty());
}

void TestStory::sqlRunsNothing()
{
    const Answer answer = m_shop->run("upgrade --sql");
    EXPECT_EXIT(answer, 0);
    QVERIFY(answer.out.contains(u"CREATE TABLE alembic_version"_s));
    QVERIFY(answer.out.contains(
        u"INSERT INTO alembic_version (version_num) VALUES ('%1');"_s.arg(m_first)));
    QVERIFY(m_shop->run("current").out.isEmpty());
    const Answer json = m_shop->run("upgrade --sql --json");
    const QJsonArray revisions = json.json().object().value(u"revisions"_s).toArray();
    QCOMPARE(revisions.size(), 1);
    QCOMPARE(revisions.at(0).toObject().value(u"direction"_s).toString(), u"upgrade"_s);
}

void TestStory::upgradeApplies()
{
    const Answer answer = m_shop->run("upgrade");
    EXPECT_EXIT(answer, 0);
    QCOMPARE(answer.out, u"upgrade %1 create auth_user\n"_s.arg(m_first));
    QVERIFY2(answer.err.contains(u"CREATE TABLE AUTH_USER"_s), qPrintable(answer.said()));
    EXPECT_EXIT(m_shop->run("check"), 0);
    EXPECT_EXIT(m_shop->run("diff"), 0);
    const Answer current = m_shop->run("current");
    QCOMPARE(current.out, u"%1 (head) create auth_user\n"_s.arg(m_first));
    QVERIFY(QFileInfo::exists(m_shop->path(u"shop.sandbox"_s)));
}

void TestStory::upgradeAgainHasNothingToDo()
{
    const Answer answer = m_shop->run("upgrade");
    EXPECT_EXIT(answer, 0);
    QVERIFY(answer.out.isEmpty());
    QVERIFY(answer.err.contains(u"Nothing to do"_s));
    const Answer migrate = m_shop->run("migrate -m nothing");
    EXPECT_EXIT(migrate, 0);
    QVERIFY(migrate.out.isEmpty());
    QCOMPARE(m_shop->files(u"versions"_s).size(), 1);
}

void TestStory::historyTellsTheTruth()
{
    QCOMPARE(idsIn(m_shop->run("heads --json")), QStringList{m_first});
    const Answer history = m_shop->run("history --json -i");
    EXPECT_EXIT(history, 0);
    QCOMPARE(idsIn(history), QStringList{m_first});
    const QJsonObject entry = history.json().array().at(0).toObject();
    QCOMPARE(entry.value(u"state"_s).toString(), u"applied"_s);
    QVERIFY(entry.value(u"isCurrent"_s).toBool());
    QVERIFY(m_shop->run("history").out.contains(u"<base> -> %1 (head)"_s.arg(m_first)));
    QVERIFY(m_shop->run("branches").out.isEmpty());
    EXPECT_EXIT(m_shop->run("doctor"), 0);
}

void TestStory::testUserIsInserted()
{
    const Answer answer = m_shop->run("create-test-user --json");
    EXPECT_EXIT(answer, 0);
    const QJsonObject user = answer.json().object();
    QCOMPARE(user.value(u"table"_s).toString(), u"AUTH_USER"_s);
    QVERIFY2(user.value(u"id"_s).toString().toInt() >= 1, qPrintable(answer.said()));
    const QJsonObject row = user.value(u"row"_s).toObject();
    QVERIFY(!row.value(u"USERNAME"_s).toString().isEmpty());
    QVERIFY(!row.value(u"EMAIL"_s).toString().isEmpty());
    EXPECT_EXIT(m_shop->run("create-test-user"), 0); // a second one, with another name
}

void TestStory::modelChanges()
{
    m_shop->write(u"model/auth_user.sql"_s, secondModel);
    const Answer answer = m_shop->run("check");
    EXPECT_EXIT(answer, 1);
    for (const char *part : {"FIRST_NAME", "EMAIL", "LANGUAGE", "NICKNAME", "AUTH_USER_EMAIL_IX"})
        QVERIFY2(answer.out.contains(QString::fromLatin1(part)), qPrintable(answer.said()));
}

void TestStory::migrateWritesAltersBothWays()
{
    const Answer answer = m_shop->run({u"migrate"_s, u"-m"_s, u"first names are needed"_s});
    EXPECT_EXIT(answer, 0);
    QVERIFY2(answer.err.contains(u"ORA-02296"_s) || answer.err.contains(u"NULL"_s),
             qPrintable(answer.said()));
    const QString name = QFileInfo(answer.out.trimmed()).fileName();
    m_secondFile = u"versions/"_s + name;
    m_second = name.section(u'_', 0, 0);
    const QString text = m_shop->read(m_secondFile);
    QVERIFY(text.contains(u"-- Revises: "_s + m_first));
    const QString up = text.section(u"-- ======== downgrade"_s, 0, 0);
    const QString down = text.section(u"-- ======== downgrade"_s, 1);
    const auto has = [](const QString &script, const char *pattern) {
        return QRegularExpression(QString::fromLatin1(pattern),
                                  QRegularExpression::CaseInsensitiveOption)
            .match(script)
            .hasMatch();
    };
    QVERIFY2(has(up, "MODIFY \\(?\\s*first_name\\s+NOT NULL"), qPrintable(up));
    QVERIFY2(has(up, "MODIFY \\(?\\s*email\\s+VARCHAR2\\(320 CHAR\\)\\s*\\)?;"), qPrintable(up));
    QVERIFY2(has(up, "ADD \\(?\\s*language"), qPrintable(up));
    QVERIFY2(has(up, "DROP (COLUMN nickname|\\(nickname\\))"), qPrintable(up));
    QVERIFY2(has(up, "CREATE INDEX auth_user_email_ix"), qPrintable(up));
    QVERIFY2(has(down, "MODIFY \\(?\\s*first_name\\s+NULL"), qPrintable(down));
    QVERIFY2(has(down, "MODIFY \\(?\\s*email\\s+VARCHAR2\\(254 CHAR\\)"), qPrintable(down));
    QVERIFY2(has(down, "ADD \\(?\\s*nickname"), qPrintable(down));
    QVERIFY2(has(down, "DROP INDEX auth_user_email_ix"), qPrintable(down));
    EXPECT_EXIT(m_shop->run("review"), 0);
}

void TestStory::rowsWithNullStopTheRun()
{
    const Answer answer = m_shop->run("upgrade");
    EXPECT_EXIT(answer, 5);
    const QRegularExpression error(
        u"^athanor: .*%1:\\d+:\\d+: ORA-02296: "_s.arg(QRegularExpression::escape(m_secondFile)),
        QRegularExpression::MultilineOption);
    QVERIFY2(error.match(answer.err).hasMatch(), qPrintable(answer.said()));
    QVERIFY(answer.err.contains(u"athanor resume"_s));
    QVERIFY(answer.out.isEmpty());
}

void TestStory::whileHalfWay()
{
    const Answer current = m_shop->run("current --json");
    EXPECT_EXIT(current, 0);
    QCOMPARE(currentId(current), m_first);
    const QJsonArray unfinished = current.json().object().value(u"unfinished"_s).toArray();
    QCOMPARE(unfinished.size(), 1);
    QCOMPARE(unfinished.at(0).toObject().value(u"revision"_s).toString(), m_second);
    const Answer again = m_shop->run("upgrade");
    EXPECT_EXIT(again, 3);
    QVERIFY2(again.err.contains(u"resume"_s), qPrintable(again.said()));
    // The cause is still there.
    EXPECT_EXIT(m_shop->run("resume"), 5);
}

void TestStory::resumeGoesOn()
{
    const Answer removed = m_shop->run("create-test-user --remove --yes --json");
    EXPECT_EXIT(removed, 0);
    QCOMPARE(removed.json().object().value(u"removed"_s).toInt(), 2);
    const Answer resumed = m_shop->run("resume --json");
    EXPECT_EXIT(resumed, 0);
    QVERIFY(resumed.json().object().value(u"done"_s).toBool());
    QCOMPARE(resumed.json().object().value(u"revisions"_s).toArray(), QJsonArray{m_second});
    EXPECT_EXIT(m_shop->run("check"), 0);
    QCOMPARE(currentId(m_shop->run("current --json")), m_second);
    EXPECT_EXIT(m_shop->run("resume"), 0); // nothing is left
}

void TestStory::rollbackUndoesAHalfWayRun()
{
    EXPECT_EXIT(m_shop->run("downgrade -1 --yes"), 0);
    EXPECT_EXIT(m_shop->run("create-test-user"), 0);
    EXPECT_EXIT(m_shop->run("upgrade"), 5);
    const Answer answer = m_shop->run("rollback");
    EXPECT_EXIT(answer, 0);
    QCOMPARE(currentId(m_shop->run("current --json")), m_first);
    QVERIFY(
        m_shop->run("current --json").json().object().value(u"unfinished"_s).toArray().isEmpty());
    EXPECT_EXIT(m_shop->run({u"diff"_s, u"live"_s, m_first}), 0);
    EXPECT_EXIT(m_shop->run("create-test-user --remove --yes"), 0);
    EXPECT_EXIT(m_shop->run("upgrade"), 0);
}

void TestStory::downgradeOneStep()
{
    const Answer answer = m_shop->run("downgrade -1");
    EXPECT_EXIT(answer, 0);
    QCOMPARE(answer.out, u"downgrade %1 first names are needed\n"_s.arg(m_second));
    QCOMPARE(currentId(m_shop->run("current --json")), m_first);
    EXPECT_EXIT(m_shop->run({u"diff"_s, u"live"_s, m_first}), 0);
    EXPECT_EXIT(m_shop->run("check"), 1);
}

void TestStory::downgradeToBase()
{
    EXPECT_EXIT(m_shop->run("upgrade"), 0);
    const Answer answer = m_shop->run("downgrade base --json");
    EXPECT_EXIT(answer, 0);
    QCOMPARE(answer.json().object().value(u"revisions"_s).toArray(),
             (QJsonArray{m_second, m_first}));
    QVERIFY(m_shop->run("current").out.isEmpty());
    EXPECT_EXIT(m_shop->run("diff live base"), 0);
}

void TestStory::stampRunsNothing()
{
    EXPECT_EXIT(m_shop->run("stamp head"), 0);
    QCOMPARE(currentId(m_shop->run("current --json")), m_second);
    EXPECT_EXIT(m_shop->run("check"), 1);
    EXPECT_EXIT(m_shop->run("stamp base"), 0);
    QVERIFY(m_shop->run("current").out.isEmpty());
}

QTEST_GUILESS_MAIN(TestStory)
#include "tst_story.moc"
