// SPDX-License-Identifier: MIT
// tests/data/diff/NAME/{before.sql, after.sql, upgrade.sql, downgrade.sql}: add a folder, no code.
// ATHANOR_REWRITE_EXPECTED=1 writes the last two. renames.txt may hold confirmed renames: TYPE FROM
// TO, a line each.
#include "base/atomicfile.h"
#include "diff/generate.h"
#include "readschema.h"

#include <QtCore/QDir>

using namespace Qt::StringLiterals;
using namespace Athanor;

namespace {

const QString folder = QStringLiteral(ATHANOR_TEST_DATA) + u"/diff"_s;

QString text(const QString &name, const QString &file)
{
    const Result<QString> read = readTextFile(folder + u'/' + name + u'/' + file);
    return read.value_or(QString());
}

QualifiedName qualified(const QString &written)
{
    const qsizetype dot = written.indexOf(u'.');
    return dot < 0 ? QualifiedName{{}, written}
                   : QualifiedName{written.left(dot), written.mid(dot + 1)};
}

CompareOptions options(const QString &name)
{
    CompareOptions options;
    for (const QString &line : text(name, u"renames.txt"_s).split(u'\n', Qt::SkipEmptyParts)) {
        const QStringList words = line.split(u' ', Qt::SkipEmptyParts);
        options.renames.push_back(
            {{words[0], qualified(words[1])}, {words[0], qualified(words[2])}});
    }
    return options;
}

// Work by hand, or a block that looks names up in a real dictionary: running it on a catalog proves
// nothing.
bool cannotRun(const GeneratedScript &script)
{
    return std::any_of(script.begin(), script.end(), [](const GeneratedStatement &statement) {
        return statement.isManual() || statement.sql.text.startsWith(u"BEGIN\n"_s);
    });
}

QStringList descriptions(const Comparison &comparison)
{
    QStringList list;
    for (const Change &change : comparison.changes)
        list << change.describe(comparison.from, comparison.to);
    return list;
}

} // namespace

class TestGolden : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scripts_data();
    void scripts();
    void running_data() { scripts_data(); }
    void running();
};

void TestGolden::scripts_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name :
         QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
        QTest::newRow(qPrintable(name)) << name;
}

void TestGolden::scripts()
{
    QFETCH(QString, name);
    const Comparison comparison = compare(readModel(text(name, u"before.sql"_s)),
                                          readModel(text(name, u"after.sql"_s)), options(name));
    const ScriptPair pair = generatePair(comparison, options(name));
    const QString upgrade = scriptText(pair.upgrade);
    const QString downgrade = scriptText(pair.downgrade);
    if (qEnvironmentVariableIsSet("ATHANOR_REWRITE_EXPECTED")) {
        QVERIFY(writeTextFile(folder + u'/' + name + u"/upgrade.sql"_s, upgrade));
        QVERIFY(writeTextFile(folder + u'/' + name + u"/downgrade.sql"_s, downgrade));
    }
    QCOMPARE(upgrade, text(name, u"upgrade.sql"_s));
    QCOMPARE(downgrade, text(name, u"downgrade.sql"_s));
}

// The upgrade reaches `after`, the downgrade returns, statement by statement, as far as there is
// one.
void TestGolden::running()
{
    QFETCH(QString, name);
    const Catalog before = readModel(text(name, u"before.sql"_s));
    const Catalog after = readModel(text(name, u"after.sql"_s));
    const ScriptPair pair = generatePair(compare(before, after, options(name)), options(name));
    Catalog catalog = before;
    QCOMPARE(run(scriptText(pair.upgrade), catalog), QStringList());
    if (cannotRun(pair.upgrade))
        QSKIP("part of this upgrade cannot be run on a catalog");
    QCOMPARE(descriptions(compare(catalog, after)), QStringList());
    QCOMPARE(run(scriptText(pair.downgrade), catalog), QStringList());
    if (cannotRun(pair.downgrade))
        QSKIP("part of this downgrade cannot be run on a catalog");
    QCOMPARE(descriptions(compare(catalog, before)), QStringList());
}

QTEST_APPLESS_MAIN(TestGolden)
#include "tst_golden.moc"
