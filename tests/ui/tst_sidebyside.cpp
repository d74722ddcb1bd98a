// SPDX-License-Identifier: MIT
#include "ui/changes/sidebyside.h"

#include <QtTest/QtTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

// One letter a line: what happened to it.
QString kinds(const std::vector<DiffLine> &lines)
{
    QString text;
    for (const DiffLine &line : lines) {
        switch (line.kind) {
        case DiffLine::Same:
            text += u'=';
            break;
        case DiffLine::Layout:
            text += u' ';
            break;
        case DiffLine::Changed:
            text += u'~';
            break;
        case DiffLine::Added:
            text += u'+';
            break;
        case DiffLine::Removed:
            text += u'-';
            break;
        case DiffLine::Missing:
            text += u'.';
            break;
        }
    }
    return text;
}

QStringList wordsOf(const DiffLine &line)
{
    QStringList words;
    for (const TextRange &range : line.words)
        words.append(range.in(line.text).toString());
    return words;
}

QString joined(const std::vector<DiffLine> &lines)
{
    QString text;
    for (const DiffLine &line : lines) {
        if (line.kind != DiffLine::Missing)
            text += line.text + u'\n';
    }
    return text;
}

} // namespace

class tst_sidebyside : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kindsOfLines_data();
    void kindsOfLines();
    void wordsOfAChangedLine();
    void aTypeThatChanges();
    void hunksBeginWhereARunBegins();
    void eachSideIsItsText_data();
    void eachSideIsItsText();
    void manyLines();
};

void tst_sidebyside::kindsOfLines_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");

    QTest::newRow("nothing") << u""_s << u""_s << u""_s << u""_s;
    QTest::newRow("same") << u"a\nb\n"_s << u"a\nb\n"_s << u"=="_s << u"=="_s;
    QTest::newRow("all new") << u""_s << u"a\nb\n"_s << u".."_s << u"++"_s;
    QTest::newRow("all gone") << u"a\nb\n"_s << u""_s << u"--"_s << u".."_s;
    QTest::newRow("a line more") << u"a\nc\n"_s << u"a\nb\nc\n"_s << u"=.="_s << u"=+="_s;
    QTest::newRow("a line less") << u"a\nb\nc\n"_s << u"a\nc\n"_s << u"=-="_s << u"=.="_s;
    QTest::newRow("edited") << u"id NUMBER(10),\n"_s << u"id NUMBER(12),\n"_s << u"~"_s << u"~"_s;
    QTest::newRow("not alike") << u"id NUMBER(10),\n"_s << u"CONSTRAINT x UNIQUE\n"_s << u"-."_s
                               << u".+"_s;
    QTest::newRow("edited beside a new one")
        << u"a NUMBER,\nb DATE\n"_s << u"a NUMBER,\nnew_one CLOB,\nb DATE NOT NULL\n"_s << u"=.~"_s
        << u"=+~"_s;
    QTest::newRow("no last line end") << u"a"_s << u"a\n"_s << u"="_s << u"="_s;
}

void tst_sidebyside::kindsOfLines()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    const SideBySide both = sideBySide(before, after);
    QTEST(kinds(both.left), "left");
    QTEST(kinds(both.right), "right");
}

void tst_sidebyside::wordsOfAChangedLine()
{
    const SideBySide both = sideBySide(u"  first_name VARCHAR2(30 CHAR),"_s,
                                       u"  first_name VARCHAR2(60 CHAR) NOT NULL,"_s);
    QCOMPARE(both.left.size(), size_t(1));
    QCOMPARE(wordsOf(both.left[0]), QStringList{u"30"_s});
    QCOMPARE(wordsOf(both.right[0]), (QStringList{u"60"_s, u"NOT NULL"_s}));
}

void tst_sidebyside::aTypeThatChanges()
{
    // Blanks are layout: columns that moved because a longer name came are not changed words.
    const SideBySide both =
        sideBySide(u"id    NUMBER(10) NOT NULL,"_s, u"id         NUMBER(10) NOT NULL,"_s);
    QCOMPARE(kinds(both.left), u" "_s);
    QCOMPARE(kinds(both.right), u" "_s);
    QVERIFY(both.hasDifference());
    QCOMPARE(both.hunks(), std::vector<int>{0}); // nothing else changed
    QCOMPARE(sideBySide(u"a  b\nc\n"_s, u"a b\nc 1\n"_s).hunks(), std::vector<int>{1});
    QVERIFY(both.left[0].words.empty());
    QVERIFY(both.right[0].words.empty());
}

void tst_sidebyside::hunksBeginWhereARunBegins()
{
    const SideBySide both = sideBySide(u"a\nb\nc\nd\ne\n"_s, u"a\nB1\nB2\nc\nd\n"_s);
    QCOMPARE(both.hunks().size(), size_t(2));
    QVERIFY(both.hasDifference());
    QVERIFY(!sideBySide(u"a"_s, u"a"_s).hasDifference());
}

void tst_sidebyside::eachSideIsItsText_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 40; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

void tst_sidebyside::eachSideIsItsText()
{
    QFETCH(int, seed);
    QRandomGenerator random{quint32(seed)};
    const auto text = [&random] {
        QString made;
        for (int i = random.bounded(30); i > 0; --i)
            made += u"col_%1 NUMBER(%2)\n"_s.arg(random.bounded(8)).arg(random.bounded(4));
        return made;
    };
    const QString before = text();
    const QString after = text();
    const SideBySide both = sideBySide(before, after);
    QCOMPARE(both.left.size(), both.right.size());
    QCOMPARE(joined(both.left), before);
    QCOMPARE(joined(both.right), after);
    for (size_t i = 0; i < both.left.size(); ++i)
        QVERIFY(both.left[i].kind != DiffLine::Missing || both.right[i].kind != DiffLine::Missing);
}

void tst_sidebyside::manyLines()
{
    QString before;
    for (int i = 0; i < 20000; ++i)
        before += u"line %1\n"_s.arg(i);
    QString after = before;
    after.replace(u"line 12345\n"_s, u"line twelve\n"_s);
    const SideBySide both = sideBySide(before, after);
    QCOMPARE(both.hunks().size(), size_t(1));
    QCOMPARE(joined(both.right), after);
}

QTEST_GUILESS_MAIN(tst_sidebyside)
#include "tst_sidebyside.moc"
