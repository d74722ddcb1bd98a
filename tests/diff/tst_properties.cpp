// SPDX-License-Identifier: MIT
// What holds for every pair of schemas, tried on generated ones.
#include "diff/generate.h"
#include "randomcatalog.h"
#include "readschema.h"

using namespace Qt::StringLiterals;
using namespace Athanor;

namespace {

QStringList descriptions(const Comparison &comparison)
{
    QStringList list;
    for (const Change &change : comparison.changes)
        list << change.describe(comparison.from, comparison.to);
    return list;
}

bool isByHand(const GeneratedScript &script)
{
    return std::any_of(script.begin(), script.end(),
                       [](const GeneratedStatement &s) { return s.isManual(); });
}

} // namespace

class TestProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writtenAndRead_data() { seeds(); }
    void writtenAndRead();
    void sameIsNoDifference_data() { seeds(); }
    void sameIsNoDifference();
    void fromNothingAndBack_data() { seeds(); }
    void fromNothingAndBack();
    void thereAndBack_data() { seeds(); }
    void thereAndBack();
    void deterministic_data() { seeds(); }
    void deterministic();
    void chosenChanges();

private:
    static void seeds()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 60; ++seed)
            QTest::addRow("%u", seed) << seed;
    }
};

void TestProperties::writtenAndRead()
{
    QFETCH(quint32, seed);
    const Catalog catalog = normalized(randomCatalog(seed, 8));
    for (const bool lower : {false, true}) {
        const QString script = scriptText(writeCatalog(catalog, {lower, 4}));
        Catalog again;
        QCOMPARE(run(script, again), QStringList());
        again = normalized(again);
        QCOMPARE(descriptions(compare(again, catalog)), QStringList());
        QVERIFY2(again == catalog, qPrintable(script));
    }
}

void TestProperties::sameIsNoDifference()
{
    QFETCH(quint32, seed);
    const Catalog catalog = randomCatalog(seed, 8);
    const Comparison comparison = compare(catalog, catalog);
    QCOMPARE(descriptions(comparison), QStringList());
    QVERIFY(generate(comparison).empty());
}

void TestProperties::fromNothingAndBack()
{
    QFETCH(quint32, seed);
    const Catalog catalog = randomCatalog(seed, 8);
    const ScriptPair pair = generatePair(compare({}, catalog), {});
    Catalog grown;
    QCOMPARE(run(scriptText(pair.upgrade), grown), QStringList());
    QCOMPARE(descriptions(compare(grown, catalog)), QStringList());
    QCOMPARE(run(scriptText(pair.downgrade), grown), QStringList());
    QVERIFY(grown.isEmpty());
}

void TestProperties::thereAndBack()
{
    QFETCH(quint32, seed);
    const Catalog before = randomCatalog(seed, 8);
    const Catalog after = mutated(before, seed, 12);
    const Comparison comparison = compare(before, after);
    const ScriptPair pair = generatePair(comparison, {});
    Catalog catalog = before;
    const QStringList errors = run(scriptText(pair.upgrade), catalog);
    QVERIFY2(errors.isEmpty(), qPrintable(errors.join(u'\n') + u'\n' + scriptText(pair.upgrade)));
    QCOMPARE(descriptions(compare(catalog, after)), QStringList());
    const QStringList back = run(scriptText(pair.downgrade), catalog);
    QVERIFY2(back.isEmpty(), qPrintable(back.join(u'\n') + u'\n' + scriptText(pair.downgrade)));
    if (isByHand(pair.downgrade))
        QSKIP("part of this downgrade is work by hand");
    QCOMPARE(descriptions(compare(catalog, before)), QStringList());

    // Every change is carried out by a statement, every statement carries out a change.
    std::set<size_t> carried;
    for (const GeneratedStatement &statement : pair.upgrade) {
        QVERIFY2(!statement.changes.empty(), qPrintable(statement.sql.text));
        carried.insert(statement.changes.begin(), statement.changes.end());
    }
    for (size_t i = 0; i < comparison.changes.size(); ++i)
        QVERIFY2(carried.count(i) != 0,
                 qPrintable(comparison.changes[i].describe(comparison.from, comparison.to) + u'\n'
                            + scriptText(pair.upgrade)));
}

void TestProperties::deterministic()
{
    QFETCH(quint32, seed);
    const Catalog before = randomCatalog(seed, 8);
    const Catalog after = mutated(before, seed, 12);
    QCOMPARE(scriptText(generate(compare(before, after))),
             scriptText(generate(compare(before, after))));
}

// Changes that were taken out are left out of both scripts.
void TestProperties::chosenChanges()
{
    const Catalog before =
        readModel(u"CREATE TABLE keep (a NUMBER); CREATE TABLE old (a NUMBER);"_s);
    const Catalog after =
        readModel(u"CREATE TABLE keep (a NUMBER, b NUMBER); CREATE SEQUENCE s;"_s);
    Comparison comparison = compare(before, after);
    QCOMPARE(comparison.changes.size(), size_t(3));
    std::erase_if(comparison.changes, [](const Change &change) {
        return std::holds_alternative<ObjectDropped>(change.detail);
    });
    const ScriptPair pair = generatePair(comparison, {});
    QVERIFY(!scriptText(pair.upgrade).contains(u"OLD"_s));
    QVERIFY(!scriptText(pair.downgrade).contains(u"OLD"_s));
    QCOMPARE(pair.upgrade.size(), size_t(2));
    QCOMPARE(pair.downgrade.size(), size_t(2));
}

QTEST_APPLESS_MAIN(TestProperties)
#include "tst_properties.moc"
