// SPDX-License-Identifier: MIT
#include "shop.h"

#include "migrate/rehearse.h"
#include "migrate/testuser.h"

#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

const QString firstModel =
    u"CREATE TABLE auth_user (\n"
    "    id          NUMBER(10),\n"
    "    username    VARCHAR2(30 CHAR) NOT NULL,\n"
    "    email       VARCHAR2(100 CHAR) NOT NULL,\n"
    "    first_name  VARCHAR2(30 CHAR),\n"
    "    password    VARCHAR2(128 CHAR) NOT NULL,\n"
    "    is_active   NUMBER(1) DEFAULT 1 NOT NULL,\n"
    "    date_joined TIMESTAMP(6) DEFAULT SYSTIMESTAMP NOT NULL,\n"
    "    legacy      VARCHAR2(10 CHAR),\n"
    "    CONSTRAINT auth_user_pk PRIMARY KEY (id),\n"
    "    CONSTRAINT auth_user_email_uq UNIQUE (email),\n"
    "    CONSTRAINT auth_user_email_ck CHECK (email LIKE '%@%')\n"
    ");\n"
    "COMMENT ON TABLE auth_user IS 'Who may log in';\n"
    "CREATE TABLE login (\n"
    "    id      NUMBER(10) CONSTRAINT login_pk PRIMARY KEY,\n"
    "    user_id NUMBER(10) NOT NULL,\n"
    "    CONSTRAINT login_user_fk FOREIGN KEY (user_id) REFERENCES auth_user (id)\n"
    ");\n"_s;

QString secondModel()
{
    QString model = firstModel;
    model.replace("first_name  VARCHAR2(30 CHAR)"_L1, "first_name  VARCHAR2(30 CHAR) NOT NULL"_L1);
    model.replace("VARCHAR2(100 CHAR)"_L1, "VARCHAR2(254 CHAR)"_L1);
    model.replace("    legacy      VARCHAR2(10 CHAR)"_L1,
                  "    logins      NUMBER(10) DEFAULT 0 NOT NULL"_L1);
    return model + u"CREATE INDEX login_user_ix ON login (user_id);\n"_s;
}

QString generate(const Shop &shop, const QString &message, const AutogenerateOptions &options = {})
{
    AutogenerateOptions all = options;
    all.message = message;
    const auto session = shop.connect();
    const std::optional<Revision> revision =
        must(autogenerate(shop.workspace(), *session, all, systemClock()));
    return revision ? revision->id : QString();
}

QString differencesToModel(const Shop &shop)
{
    const auto session = shop.connect();
    const Difference difference = must(compareWithModel(shop.workspace(), *session, {}));
    QStringList lines;
    for (const Change &change : difference.comparison.changes)
        lines += change.describe(difference.comparison.from, difference.comparison.to);
    return lines.join(u'\n');
}

} // namespace

// The story of the team's notes, step by step (see docs/story), through the use-cases.
class TestStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fromAnEmptyFolderToATestUser();
    void leavesAloneWhatIsNotOurs();
    void dropsWhatIsNotOursOneByOne();
    void renamesWhatItIsTold();
    void wantsTheTargetAtTheHead();
    void rehearses();
    void testUsers();
    void modelErrorsHaveTheirPlace();
};

void TestStory::fromAnEmptyFolderToATestUser()
{
    Shop shop;
    shop.writeModel(firstModel);
    QVERIFY(!differencesToModel(shop).isEmpty());
    const QString first = generate(shop, u"create auth_user"_s);
    QVERIFY(!first.isEmpty());
    const Revision revision = *shop.workspace().graph.find(first);
    QVERIFY2(revision.upgrade.contains("CREATE SEQUENCE"_L1), qPrintable(revision.upgrade));
    QVERIFY(revision.upgrade.contains("NEXTVAL"_L1, Qt::CaseInsensitive));
    QVERIFY(shop.upgrade().contains("not reviewed"_L1));
    shop.reviewAll();
    QCOMPARE(shop.upgrade(), first);
    QCOMPARE(differencesToModel(shop), QString());
    QCOMPARE(generate(shop, u"nothing"_s), QString()); // no revision without a difference
    const Catalog whole = shop.live();

    shop.execute(
        u"INSERT INTO auth_user (username, email, password) VALUES ('ada', 'ada@example.com', 'x')"_s);
    shop.writeModel(secondModel());
    const QString second = generate(shop, u"names are mandatory"_s);
    QVERIFY(!second.isEmpty());
    shop.reviewAll();
    const QString stopped = shop.upgrade();
    QVERIFY2(stopped.contains(second + u'!') && stopped.endsWith("ORA-02296"_L1),
             qPrintable(stopped));
    shop.execute(u"UPDATE auth_user SET first_name = 'Ada'"_s);
    QCOMPARE(shop.statesOf().first().section(u':', 1) == "StoppedHalfWay"_L1 ? shop.resume()
                                                                             : shop.upgrade(),
             second);
    QCOMPARE(differencesToModel(shop), QString());
    QCOMPARE(shop.value(u"SELECT COUNT(*) FROM auth_user"_s), u"1"_s);

    QCOMPARE(shop.downgrade(u"-1"_s), second);
    QCOMPARE(differences(whole, shop.live()), QString());
    QCOMPARE(shop.downgrade(u"base"_s), first);
    QCOMPARE(differences({}, shop.live()), QString());
    QCOMPARE(shop.upgrade(), first + u' ' + second);
}

void TestStory::leavesAloneWhatIsNotOurs()
{
    Shop shop;
    shop.writeModel(firstModel);
    shop.execute(u"CREATE TABLE somebody_elses (n NUMBER(10))"_s);
    generate(shop, u"first"_s);
    shop.reviewAll();
    QVERIFY(!shop.upgrade().isEmpty());
    QCOMPARE(differencesToModel(shop), QString());
    AutogenerateOptions all;
    all.dropUnowned = true;
    const auto session = shop.connect();
    QCOMPARE(must(compareWithModel(shop.workspace(), *session, all)).comparison.changes.size(), 1u);
}

void TestStory::dropsWhatIsNotOursOneByOne()
{
    Shop shop;
    shop.writeModel(firstModel);
    generate(shop, u"first"_s);
    shop.reviewAll();
    QVERIFY(!shop.upgrade().isEmpty());
    shop.execute(u"CREATE TABLE old_one (n NUMBER(10))"_s);
    shop.execute(u"CREATE INDEX old_one_ix ON old_one (n)"_s);
    shop.execute(u"CREATE TABLE somebody_elses (n NUMBER(10))"_s);
    const auto session = shop.connect();
    const std::vector<ObjectRef> both{{u"TABLE"_s, {{}, u"OLD_ONE"_s}},
                                      {u"TABLE"_s, {{}, u"SOMEBODY_ELSES"_s}}};
    const Difference none = must(compareWithModel(shop.workspace(), *session, {}));
    QVERIFY(none.isEmpty());
    QVERIFY(none.unowned == both);
    AutogenerateOptions one;
    one.dropAlso = {both[0]};
    const Difference difference = must(compareWithModel(shop.workspace(), *session, one));
    QVERIFY(difference.unowned == both); // still asked about
    const QString up = scriptText(difference.scripts.upgrade);
    QVERIFY2(up.contains("DROP TABLE OLD_ONE"_L1) && !up.contains("SOMEBODY"_L1), qPrintable(up));
    const QString down = scriptText(difference.scripts.downgrade);
    QVERIFY2(down.contains("CREATE INDEX OLD_ONE_IX"_L1), qPrintable(down));
}

void TestStory::renamesWhatItIsTold()
{
    Shop shop;
    shop.writeModel(firstModel);
    generate(shop, u"first"_s);
    shop.reviewAll();
    QVERIFY(!shop.upgrade().isEmpty());
    shop.execute(
        u"INSERT INTO auth_user (username, email, password) VALUES ('ada', 'ada@example.com', 'x')"_s);
    shop.writeModel(QString(firstModel).replace("    username "_L1, "    login_name "_L1));
    AutogenerateOptions renames;
    renames.renames = {{u"auth_user.username"_s, u"auth_user.login_name"_s}};
    const QString id = generate(shop, u"rename"_s, renames);
    QVERIFY(shop.workspace().graph.find(id)->upgrade.contains("RENAME COLUMN"_L1));
    shop.reviewAll();
    QCOMPARE(shop.upgrade(), id);
    QCOMPARE(shop.value(u"SELECT login_name FROM auth_user"_s), u"ada"_s); // the data came along
    renames.renames = {{u"auth_user.nam"_s, u"auth_user.login_name"_s}};
    const auto session = shop.connect();
    QCOMPARE(compareWithModel(shop.workspace(), *session, renames).error().kind, ErrorKind::Usage);
}

void TestStory::wantsTheTargetAtTheHead()
{
    Shop shop;
    shop.writeModel(firstModel);
    shop.writeRevision(u"a"_s, {}, u"CREATE TABLE x (n NUMBER(10));\n"_s, u"DROP TABLE x;\n"_s);
    const auto session = shop.connect();
    AutogenerateOptions options;
    options.message = u"m"_s;
    const auto pending = autogenerate(shop.workspace(), *session, options, systemClock());
    QVERIFY(!pending && pending.error().message.contains("athanor upgrade"_L1));
    QCOMPARE(shop.upgrade(), u"a"_s);
    shop.writeRevision(u"b"_s, u"a"_s, {});
    shop.writeRevision(u"c"_s, u"a"_s, {});
    const auto heads = autogenerate(shop.workspace(), *session, options, systemClock());
    QVERIFY(!heads && heads.error().message.contains("athanor merge"_L1));
    QVERIFY(!newRevision(shop.workspace(), u"m"_s, {}, systemClock()));
    const Revision merge = must(newRevision(shop.workspace(), {}, {u"b"_s, u"c"_s}, systemClock()));
    QCOMPARE(merge.revises, (QStringList{u"b"_s, u"c"_s}));
    QVERIFY(!newRevision(shop.workspace(), u"x"_s, {merge.id, u"a"_s},
                         systemClock())); // contained already
}

void TestStory::rehearses()
{
    Shop shop;
    shop.writeModel(firstModel);
    const QString first = generate(shop, u"first"_s);
    const Rehearsal good = must(rehearse(shop.workspace(), first, {}));
    QVERIFY2(good.overall() == Verdict::Proved, qPrintable(good.remarks.join(u'\n')));
    QVERIFY(good.comparedWithModel && good.upgradeReachesModel == Verdict::Proved);
    QCOMPARE(shop.tables(), QStringList()); // the target was not touched

    shop.writeRevision(u"bad"_s, first,
                       u"ALTER TABLE login ADD (x NUMBER(10));\nDROP TABLE nowhere;\n"_s, {});
    const Rehearsal refused = must(rehearse(shop.workspace(), u"bad"_s, {}));
    QVERIFY(refused.overall() == Verdict::Refuted);
    QCOMPARE(refused.statements[1].error->oraCode, 942);
    QCOMPARE(refused.statements[1].why, u"ORA-00942: table or view does not exist"_s);
    QVERIFY(refused.statements[1].error->where.line > 0);

    shop.writeRevision(u"oneway"_s, u"bad"_s, u"CREATE TABLE y (n NUMBER(10));\n"_s, {});
    QVERIFY(!rehearse(shop.workspace(), u"oneway"_s, {})); // its parent cannot be replayed
    shop.editUpgrade(u"bad"_s, u"DROP TABLE nowhere;\n"_s, {});
    const Rehearsal oneWay = must(rehearse(shop.workspace(), u"oneway"_s, {}));
    QVERIFY(oneWay.downgradeReturns == Verdict::Refuted); // no downgrade brings nothing back
}

void TestStory::testUsers()
{
    Shop shop;
    shop.writeModel(firstModel);
    generate(shop, u"first"_s);
    shop.reviewAll();
    QVERIFY(!shop.upgrade().isEmpty());
    shop.execute(
        u"INSERT INTO auth_user (username, email, password) VALUES ('real', 'real@example.com', 'x')"_s);
    const auto session = shop.connect();
    const Workspace workspace = shop.workspace();
    const Result<TestUser> made = createTestUser(workspace, *session, systemClock());
    QVERIFY2(made, made ? "" : qPrintable(made.error().toString()));
    QCOMPARE(made->table, u"AUTH_USER"_s);
    QCOMPARE(made->id, u"2"_s); // through the sequence
    QVERIFY(!made->password.isEmpty());
    for (const auto &[column, value] : made->row) {
        QVERIFY(!value.contains("pbkdf2"_L1));
        if (column == "EMAIL"_L1)
            QVERIFY(value.contains(u'@'));
    }
    QVERIFY(!made->insertSql.contains("pbkdf2"_L1));
    const Result<TestUser> second = createTestUser(workspace, *session, systemClock());
    QVERIFY2(second, second ? "" : qPrintable(second.error().toString()));
    QCOMPARE(shop.value(u"SELECT COUNT(*) FROM auth_user"_s), u"3"_s);
    QCOMPARE(must(removeTestUsers(workspace, *shop.connect())).rows, 2); // by another session
    QCOMPARE(shop.value(u"SELECT username FROM auth_user"_s), u"real"_s);
    QCOMPARE(must(removeTestUsers(workspace, *session)).count(), 0);
    QCOMPARE(differencesToModel(shop), QString()); // nothing of the tool's is a difference
}

void TestStory::modelErrorsHaveTheirPlace()
{
    Shop shop;
    shop.writeModel(
        u"CREATE TABLE a (n NUMBER(10));\n\nCREATE TABLE b (n NUMBERR(10), CONSTRAINT);\n"_s);
    const ModelReading model = must(readModel(shop.workspace()));
    QVERIFY(!model.errors.empty());
    QVERIFY(model.errors.front().where.file.endsWith("model/model.sql"_L1));
    QCOMPARE(model.errors.front().where.line, 3);
    const auto session = shop.connect();
    QVERIFY(!compareWithModel(shop.workspace(), *session, {}));
}

QTEST_GUILESS_MAIN(TestStory)
#include "tst_story.moc"
