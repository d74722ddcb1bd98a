// SPDX-License-Identifier: MIT
#include "base/atomicfile.h"
#include "revision/revision.h"
#include "revision/revisiongraph.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

QString sample()
{
    return u"-- Revision: 3f2a9c1d7e4b\n"
           "-- Revises: 9b1c04d2aa10\n"
           "-- Message: add auth_user\n"
           "-- Created: 2026-11-22T15:04:05Z\n"
           "-- Reviewed: no\n"
           "\n"
           "-- ======== upgrade ========\n"
           "CREATE SEQUENCE auth_user_id_seq;\n"
           "\n"
           "-- ======== downgrade ========\n"
           "DROP SEQUENCE auth_user_id_seq;\n"_s;
}

QString edited(QString text, const QString &from, const QString &to)
{
    Q_ASSERT(text.contains(from));
    return text.replace(from, to);
}

Revision parsed(const QString &text)
{
    const Result<Revision> revision = parseRevision(text, u"/p/versions/r.sql"_s);
    if (!revision)
        qWarning().noquote() << revision.error().toString();
    return revision.value_or(Revision());
}

} // namespace

class TestRevision : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryField();
    void roundTrip_data();
    void roundTrip();
    void roundTripOfRandomFiles();
    void changesOnlyTheLineThatChanged();
    void keepsCrlfWhenSectionsChange();
    void refuses_data();
    void refuses();
    void everyCutIsRefusedOrWhole();
    void reviewIsOfTheSections();
    void reviewForgivesLineEnds();
    void movingTextBetweenSectionsIsAnEdit();
    void fileName_data();
    void fileName();
    void isRevisionId_data();
    void isRevisionId();
    void writesAndReads();
    void neverOverwrites();
    void refusesToWriteWhatItCannotRead();
    void folderGivesEveryFileAndEveryError();
    void folderThatIsNotThere();
    void folderThatCannotBeRead();
};

void TestRevision::readsEveryField()
{
    const QString sha(64, u'a');
    const Revision revision =
        parsed(edited(edited(sample(), u"Reviewed: no"_s,
                             u"Reviewed: Ada B. Lovelace 2026-11-22T15:10:00Z sha256:"_s + sha),
                      u"Revises: 9b1c04d2aa10"_s, u"Revises: 9b1c04d2aa10, 77"_s));
    QCOMPARE(revision.id, u"3f2a9c1d7e4b"_s);
    QCOMPARE(revision.revises, QStringList({u"9b1c04d2aa10"_s, u"77"_s}));
    QCOMPARE(revision.message, u"add auth_user"_s);
    QCOMPARE(revision.created, QDateTime(QDate(2026, 11, 22), QTime(15, 4, 5), Qt::UTC));
    QVERIFY(revision.review.has_value());
    QCOMPARE(revision.review->by, u"Ada B. Lovelace"_s);
    QCOMPARE(revision.review->at, QDateTime(QDate(2026, 11, 22), QTime(15, 10), Qt::UTC));
    QCOMPARE(revision.review->sha256, sha);
    QCOMPARE(revision.upgrade, u"CREATE SEQUENCE auth_user_id_seq;\n"_s);
    QCOMPARE(revision.downgrade, u"DROP SEQUENCE auth_user_id_seq;\n"_s);
    QCOMPARE(revision.upgradeLine, 8);
    QCOMPARE(revision.downgradeLine, 11);
    QCOMPARE(revision.revisesLine, 2);
    QVERIFY(revision.layout.isEmpty());
}

void TestRevision::roundTrip_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("ours") << sample();
    QTest::newRow("crlf") << edited(sample(), u"\n"_s, u"\r\n"_s);
    QTest::newRow("crlf header, lf sections") << edited(
        sample(), u"Created: 2026-11-22T15:04:05Z\n"_s, u"Created: 2026-11-22T15:04:05Z\r\n"_s);
    QTest::newRow("no final line end") << sample().chopped(1);
    QTest::newRow("marker is the end")
        << edited(sample(), u"\nDROP SEQUENCE auth_user_id_seq;\n"_s, u""_s);
    QTest::newRow("empty sections")
        << edited(edited(sample(), u"CREATE SEQUENCE auth_user_id_seq;\n"_s, u""_s),
                  u"DROP SEQUENCE auth_user_id_seq;\n"_s, u""_s);
    QTest::newRow("no blank before the marker")
        << edited(sample(), u"\n\n-- ======== d"_s, u"\n-- ======== d"_s);
    QTest::newRow("three blanks before the marker")
        << edited(sample(), u"\n\n-- ======== d"_s, u"\n\n\n\n-- ======== d"_s);
    QTest::newRow("blank with spaces before the marker")
        << edited(sample(), u"\n\n-- ======== d"_s, u"\n  \n-- ======== d"_s);
    QTest::newRow("other order, other comments, odd spaces") << edited(
        edited(sample(), u"-- Message: add auth_user\n"_s, u""_s), u"-- Revision: 3f2a9c1d7e4b\n"_s,
        u"\n-- (c) Example\n--Message :  add   auth_user  \n--  revision:3f2a9c1d7e4b\n"_s);
    QTest::newRow("short markers")
        << edited(edited(sample(), u"-- ======== upgrade ========"_s, u"--==upgrade=="_s),
                  u"-- ======== downgrade ========"_s, u"-- === DOWNGRADE ====  "_s);
    QTest::newRow("first revision") << edited(sample(), u"Revises: 9b1c04d2aa10"_s, u"Revises:"_s);
    QTest::newRow("merge") << edited(sample(), u"9b1c04d2aa10"_s, u"9b1c04d2aa10,aa , bb"_s);
    QTest::newRow("empty message") << edited(sample(), u"Message: add auth_user"_s, u"Message:"_s);
    QTest::newRow("message with a colon and umlauts")
        << edited(sample(), u"add auth_user"_s, u"Übung: größer — 表"_s);
    QTest::newRow("created with an offset")
        << edited(sample(), u"15:04:05Z"_s, u"16:04:05+01:00"_s);
}

void TestRevision::roundTrip()
{
    QFETCH(QString, text);
    const Revision revision = parsed(text);
    QVERIFY(!revision.id.isEmpty());
    QCOMPARE(toText(revision), text);
    QCOMPARE(parsed(toText(revision)), revision);
}

void TestRevision::roundTripOfRandomFiles()
{
    QRandomGenerator random(20261122);
    const QStringList pieces{u"CREATE TABLE t (a NUMBER);"_s,
                             u"\n"_s,
                             u"\r\n"_s,
                             u"-- Revision: x"_s,
                             u"--"_s,
                             u" "_s,
                             u"/\n"_s,
                             u"'it''s'"_s,
                             u"Ж"_s,
                             u"=="_s,
                             u"😀"_s};
    int whole = 0;
    for (int i = 0; i < 2000; ++i) {
        QString up, down;
        for (int n = random.bounded(8); n > 0; --n)
            up += pieces[random.bounded(pieces.size())];
        for (int n = random.bounded(8); n > 0; --n)
            down += pieces[random.bounded(pieces.size())];
        QString text = sample();
        text.replace(u"CREATE SEQUENCE auth_user_id_seq;\n"_s, up + u'\n');
        text.replace(u"DROP SEQUENCE auth_user_id_seq;\n"_s, down);
        const Result<Revision> revision = parseRevision(text, {});
        QVERIFY2(revision, qPrintable(text));
        QCOMPARE(toText(*revision), text);
        ++whole;
    }
    QCOMPARE(whole, 2000);
}

void TestRevision::changesOnlyTheLineThatChanged()
{
    const QString text =
        u"-- our company's banner\r\n"
        "--Message :  a  b \r\n-- Revision: 3f2a9c1d7e4b\r\n-- reviewed: NO\r\n"
        "-- Revises:\r\n-- Created: 2026-11-22T15:04:05Z\r\n--== upgrade ==\r\nx;\r\n"
        "--== downgrade ==\r\ny;"_s;
    Revision revision = parsed(text);
    revision.review = Review{u"ada"_s, QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC),
                             revision.sectionsSha256()};
    const QString expected =
        edited(text, u"-- reviewed: NO"_s,
               u"-- Reviewed: ada 2026-01-02T03:04:05Z sha256:"_s + revision.sectionsSha256());
    QCOMPARE(toText(revision), expected);
    QVERIFY(parsed(expected).isReviewed());
}

void TestRevision::keepsCrlfWhenSectionsChange()
{
    Revision revision = parsed(edited(sample(), u"\n"_s, u"\r\n"_s));
    revision.setSections(u"a;\nb;\n"_s, u"c;\r\n"_s);
    const QString text = toText(revision);
    QCOMPARE(text.count(u'\n'), text.count(u"\r\n"_s));
    QCOMPARE(parsed(text).upgrade, u"a;\r\nb;\r\n"_s);
}

void TestRevision::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("says");
    const QString text = sample();
    QTest::newRow("empty") << QString() << 1 << 1 << u"no line '-- Revision"_s;
    QTest::newRow("no Revision") << edited(text, u"-- Revision: 3f2a9c1d7e4b\n"_s, u""_s) << 6 << 1
                                 << u"no line '-- Revision"_s;
    QTest::newRow("no Revises") << edited(text, u"-- Revises: 9b1c04d2aa10\n"_s, u""_s) << 6 << 1
                                << u"no line '-- Revises"_s;
    QTest::newRow("no Message") << edited(text, u"-- Message: add auth_user\n"_s, u""_s) << 6 << 1
                                << u"no line '-- Message"_s;
    QTest::newRow("no Created") << edited(text, u"-- Created: 2026-11-22T15:04:05Z\n"_s, u""_s) << 6
                                << 1 << u"no line '-- Created"_s;
    QTest::newRow("no Reviewed") << edited(text, u"-- Reviewed: no\n"_s, u""_s) << 6 << 1
                                 << u"no line '-- Reviewed"_s;
    QTest::newRow("Message twice") << edited(text, u"-- Created"_s, u"-- Message: b\n-- Created"_s)
                                   << 4 << 1 << u"'Message' twice; the first is in line 3"_s;
    QTest::newRow("empty id") << edited(text, u"3f2a9c1d7e4b"_s, u""_s) << 1 << 13
                              << u"revision id"_s;
    QTest::newRow("id with a dash")
        << edited(text, u"3f2a9c1d7e4b"_s, u"a-b"_s) << 1 << 14 << u"revision id"_s;
    QTest::newRow("id too long") << edited(text, u"3f2a9c1d7e4b"_s, QString(33, u'a')) << 1 << 14
                                 << u"1 to 32"_s;
    QTest::newRow("id is a word of ours")
        << edited(text, u"3f2a9c1d7e4b"_s, u"head"_s) << 1 << 14 << u"revision id"_s;
    QTest::newRow("parent is no id")
        << edited(text, u"9b1c04d2aa10"_s, u"aa,,bb"_s) << 2 << 13 << u"separated by commas"_s;
    QTest::newRow("parent twice") << edited(text, u"9b1c04d2aa10"_s, u"aa, aa"_s) << 2 << 13
                                  << u"named twice"_s;
    QTest::newRow("no time") << edited(text, u"2026-11-22T15:04:05Z"_s, u"yesterday"_s) << 4 << 13
                             << u"a time like"_s;
    QTest::newRow("Reviewed: yes")
        << edited(text, u"Reviewed: no"_s, u"Reviewed: yes"_s) << 5 << 14 << u"expected 'no'"_s;
    QTest::newRow("review without a hash")
        << edited(text, u"Reviewed: no"_s, u"Reviewed: ada 2026-11-22T15:10:00Z"_s) << 5 << 14
        << u"sha256"_s;
    QTest::newRow("review with half a hash")
        << edited(text, u"Reviewed: no"_s, u"Reviewed: ada 2026-11-22T15:10:00Z sha256:aa"_s) << 5
        << 14 << u"64 hexadecimal"_s;
    QTest::newRow("statement in the header")
        << edited(text, u"-- Created"_s, u"  DROP TABLE t;\n-- Created"_s) << 4 << 3
        << u"not a statement"_s;
    QTest::newRow("no upgrade marker") << edited(text, u"-- ======== upgrade ========\n"_s, u""_s)
                                       << 7 << 1 << u"not a statement"_s;
    QTest::newRow("markers turned round")
        << edited(edited(edited(text, u"= upgrade"_s, u"= x"_s), u"= downgrade"_s, u"= upgrade"_s),
                  u"= x"_s, u"= downgrade"_s)
        << 7 << 1 << u"before this line"_s;
    QTest::newRow("no downgrade marker")
        << edited(text, u"-- ======== downgrade ========\n"_s, u""_s) << 11 << 1
        << u"cut in half"_s;
    QTest::newRow("second upgrade marker") << edited(
        text, u"-- ======== downgrade"_s, u"-- ======== upgrade ========\n-- ======== downgrade"_s)
                                           << 10 << 1 << u"second marker"_s;
    QTest::newRow("second downgrade marker")
        << text + u"-- == downgrade ==\n"_s << 12 << 1 << u"second marker"_s;
    QTest::newRow("cut in the header") << text.left(60) << 3 << 1 << u"no line '-- Message"_s;
    QTest::newRow("cut in the upgrade") << text.left(170) << 8 << 15 << u"cut in half"_s;
}

void TestRevision::refuses()
{
    QFETCH(QString, text);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(QString, says);
    const Result<Revision> revision = parseRevision(text, u"/p/versions/r.sql"_s);
    QVERIFY(!revision);
    const Error &error = revision.error();
    QVERIFY2(error.message.contains(says), qPrintable(error.toString()));
    QCOMPARE(error.kind, ErrorKind::Syntax);
    QCOMPARE(error.where.file, u"/p/versions/r.sql"_s);
    QCOMPARE(error.where.line, line);
    QCOMPARE(error.where.column, column);
}

void TestRevision::everyCutIsRefusedOrWhole()
{
    const QString text = sample();
    const qsizetype wholeFrom = text.indexOf(u"-- ======== downgrade ========"_s)
        + QLatin1String("-- ======== downgrade ==").size();
    for (qsizetype length = 0; length <= text.size(); ++length) {
        const Result<Revision> revision = parseRevision(text.left(length), u"r.sql"_s);
        QCOMPARE(revision.has_value(), length >= wholeFrom);
        if (!revision) {
            QVERIFY(revision.error().where.line >= 1);
            QVERIFY(revision.error().where.column >= 1);
        }
    }
}

void TestRevision::reviewIsOfTheSections()
{
    Revision revision = parsed(sample());
    QVERIFY(!revision.isReviewed());
    QVERIFY(!revision.isReviewStale());
    revision.review = Review{u"ada"_s, revision.created, revision.sectionsSha256()};
    QVERIFY(revision.isReviewed());

    Revision other = revision;
    other.message = u"another message"_s; // no statement changed
    QVERIFY(other.isReviewed());

    for (QString Revision::*section : {&Revision::upgrade, &Revision::downgrade}) {
        Revision changed = revision;
        (changed.*section) += u"-- one more comment\n"_s;
        QVERIFY(!changed.isReviewed());
        QVERIFY(changed.isReviewStale());
    }
}

void TestRevision::reviewForgivesLineEnds()
{
    const Revision unix = parsed(sample());
    const Revision dos = parsed(edited(sample(), u"\n"_s, u"\r\n"_s));
    const Revision blanks = parsed(edited(sample(), u";\n"_s, u";  \n\n"_s));
    QCOMPARE(dos.sectionsSha256(), unix.sectionsSha256());
    QCOMPARE(blanks.sectionsSha256(), unix.sectionsSha256());
}

void TestRevision::movingTextBetweenSectionsIsAnEdit()
{
    Revision a;
    a.upgrade = u"x;\ny;\n"_s;
    Revision b;
    b.upgrade = u"x;\n"_s;
    b.downgrade = u"y;\n"_s;
    QVERIFY(a.sectionsSha256() != b.sectionsSha256());
}

void TestRevision::fileName_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << u"create auth_user"_s << u"r1_create_auth_user.sql"_s;
    QTest::newRow("punctuation") << u"add: e-mail (2nd try)!"_s << u"r1_add_e_mail_2nd_try.sql"_s;
    QTest::newRow("empty") << QString() << u"r1.sql"_s;
    QTest::newRow("only punctuation") << u"../.."_s << u"r1.sql"_s;
    QTest::newRow("path") << u"../../etc/passwd"_s << u"r1_etc_passwd.sql"_s;
    QTest::newRow("umlauts") << u"Größe ändern"_s << u"r1_größe_ändern.sql"_s;
    QTest::newRow("decomposed") << u"Gro\u0308ße"_s << u"r1_größe.sql"_s;
    QTest::newRow("chinese") << u"添加 用户表"_s << u"r1_添加_用户表.sql"_s;
    QTest::newRow("hindi keeps its marks") << u"हिन्दी"_s << u"r1_हिन्दी.sql"_s;
    QTest::newRow("cut between words")
        << u"a message that is really much longer than forty characters"_s
        << u"r1_a_message_that_is_really_much_longer.sql"_s;
    QTest::newRow("one long word")
        << QString(100, u'x') << u"r1_"_s + QString(40, u'x') + u".sql"_s;
}

void TestRevision::fileName()
{
    QFETCH(QString, message);
    QFETCH(QString, name);
    Revision revision;
    revision.id = u"r1"_s;
    revision.message = message;
    QCOMPARE(revisionFileName(revision), name);
}

void TestRevision::isRevisionId_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("valid");
    QTest::newRow("ours") << u"3f2a9c1d7e4b"_s << true;
    QTest::newRow("words") << u"001_Initial.v2"_s << true;
    QTest::newRow("32") << QString(32, u'a') << true;
    QTest::newRow("33") << QString(33, u'a') << false;
    QTest::newRow("empty") << QString() << false;
    for (const char *bad :
         {"a b", "a@b", "a+b", "a-b", "a,b", "a'b", "ä", "head", "heads", "base", "current"})
        QTest::newRow(bad) << QString::fromUtf8(bad) << false;
}

void TestRevision::isRevisionId()
{
    QFETCH(QString, id);
    QTEST(Athanor::isRevisionId(id), "valid");
}

void TestRevision::writesAndReads()
{
    const QTemporaryDir dir;
    Revision revision;
    revision.id = u"aaaa1111"_s;
    revision.message = u"Größe\nändern"_s;
    revision.created = QDateTime(QDate(2026, 11, 22), QTime(1, 2, 3), Qt::UTC);
    revision.upgrade = u"ALTER TABLE t ADD c NUMBER;"_s;
    revision.downgrade = u"ALTER TABLE t DROP COLUMN c;\n"_s;
    const Result<Revision> written = writeRevision(revision, dir.filePath(u"new/versions"_s));
    QVERIFY2(written, qPrintable(written ? QString() : written.error().toString()));
    QCOMPARE(written->file, dir.filePath(u"new/versions/aaaa1111_größe_ändern.sql"_s));
    QCOMPARE(written->message, u"Größe ändern"_s);
    QCOMPARE(written->upgrade, u"ALTER TABLE t ADD c NUMBER;\n"_s);
    const Result<Revision> read = readRevision(written->file);
    QVERIFY(read);
    QCOMPARE(*read, *written);
}

void TestRevision::neverOverwrites()
{
    const QTemporaryDir dir;
    Revision revision = parsed(sample());
    revision.file.clear();
    const Result<Revision> first = writeRevision(revision, dir.path());
    QVERIFY(first);
    revision.upgrade = u"something else;\n"_s;
    const Result<Revision> second = writeRevision(revision, dir.path());
    QVERIFY(!second);
    QCOMPARE(second.error().kind, ErrorKind::File);
    QCOMPARE(readRevision(first->file).value(), *first);
    // With the file it came from it is meant.
    revision.file = first->file;
    QVERIFY(writeRevision(revision, dir.path()));
    QCOMPARE(readRevision(first->file).value().upgrade, u"something else;\n"_s);
}

void TestRevision::refusesToWriteWhatItCannotRead()
{
    const QTemporaryDir dir;
    Revision revision = parsed(sample());
    revision.file.clear();
    revision.upgrade += u"-- ======== downgrade ========\n"_s;
    QVERIFY(!writeRevision(revision, dir.path()));
    QVERIFY(QDir(dir.path()).isEmpty());
}

void TestRevision::folderGivesEveryFileAndEveryError()
{
    const QTemporaryDir dir;
    const auto write = [&](const QString &name, const QByteArray &bytes) {
        QVERIFY(writeBytesFile(dir.filePath(name), bytes));
    };
    write(u"b.sql"_s, sample().toUtf8());
    write(u"a.sql"_s, edited(sample(), u"3f2a9c1d7e4b"_s, u"0000aaaa"_s).toUtf8());
    write(u"cut.sql"_s, sample().left(100).toUtf8());
    write(u"latin1.sql"_s, edited(sample(), u"auth_user\n"_s, u"größe\n"_s).toLatin1());
    write(u"notes.txt"_s, "not a revision");
    write(u"b.sql.orig"_s, "not a revision");
    const RevisionFolder folder = readRevisions(dir.path());
    QCOMPARE(folder.revisions.size(), 2u);
    QCOMPARE(folder.revisions.front().id, u"0000aaaa"_s);
    QCOMPARE(folder.revisions.front().file, dir.filePath(u"a.sql"_s));
    QCOMPARE(folder.errors.size(), 2u);
    QCOMPARE(folder.errors[0].where.file, dir.filePath(u"cut.sql"_s));
    QCOMPARE(folder.errors[1].where, (Place{dir.filePath(u"latin1.sql"_s), 3, 19}));
}

void TestRevision::folderThatIsNotThere()
{
    const QTemporaryDir dir;
    const RevisionFolder folder = readRevisions(dir.filePath(u"versions"_s));
    QVERIFY(folder.revisions.empty());
    QVERIFY(folder.errors.empty());
}

void TestRevision::folderThatCannotBeRead()
{
    const QTemporaryDir dir;
    const QString file = dir.filePath(u"versions"_s);
    QVERIFY(writeTextFile(file, u"a file"_s));
    const RevisionFolder folder = readRevisions(file);
    QCOMPARE(folder.errors.size(), 1u);
    QCOMPARE(folder.errors.front().kind, ErrorKind::File);
    QCOMPARE(folder.errors.front().where.file, file);
}

QTEST_GUILESS_MAIN(TestRevision)
#include "tst_revision.moc"
