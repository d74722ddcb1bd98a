// SPDX-License-Identifier: MIT
// references/equivalence.md: upgrade steps of real projects.
#include "base/atomicfile.h"
#include "diff/generate.h"
#include "readschema.h"

#include <QtCore/QDirIterator>

using namespace Qt::StringLiterals;
using namespace Athanor;

namespace {

QString find(const QString &ending)
{
    QDirIterator it(QStringLiteral(ATHANOR_SHARED_REFERENCES "/scripts"), QDir::Files,
                    QDirIterator::Subdirectories);
    while (it.hasNext())
        if (const QString path = it.next(); path.endsWith(ending))
            return path;
    return {};
}

Script script(const QString &ending)
{
    const QString path = find(ending);
    return splitScript(readTextFile(path).value_or(QString()), path);
}

Catalog read(const std::vector<Script> &scripts, const OracleVersion &version = {})
{
    CatalogReading reading = readCatalog(scripts, ReadingOrder::InWritingOrder, version);
    for (const Error &error : reading.errors)
        if (error.oraCode != 942) // scripts begin by dropping what may not be there
            QTest::qFail(qPrintable(error.toString()), __FILE__, __LINE__);
    return std::move(reading.catalog);
}

QStringList texts(const GeneratedScript &script)
{
    QStringList list;
    for (const GeneratedStatement &statement : script)
        list << statement.sql.text;
    list.sort();
    return list;
}

QStringList descriptions(const Comparison &comparison)
{
    QStringList list;
    for (const Change &change : comparison.changes)
        list << change.describe(comparison.from, comparison.to);
    return list;
}

} // namespace

class TestEquivalences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void springBatch();
    void hive();
    void quartz();
};

void TestEquivalences::initTestCase()
{
    if (find(u"schema-oracle-v5.2.sql"_s).isEmpty())
        QSKIP("the shared references are not here: no real upgrade was checked");
}

void TestEquivalences::springBatch()
{
    const Catalog before = read({script(u"schema-oracle-v5.2.sql"_s)});
    const Catalog after = read({script(u"core/schema-oracle.sql"_s)});
    const Catalog upgraded =
        read({script(u"schema-oracle-v5.2.sql"_s), script(u"6.0/migration-oracle.sql"_s)});
    QCOMPARE(descriptions(compare(upgraded, after)), QStringList());

    CompareOptions options;
    options.renames = {{{u"SEQUENCE"_s, {{}, u"BATCH_JOB_SEQ"_s}},
                        {u"SEQUENCE"_s, {{}, u"BATCH_JOB_INSTANCE_SEQ"_s}}}};
    const Comparison comparison = compare(before, after, options);
    const ScriptPair pair = generatePair(comparison, options);
    const QStringList up{
        u"CREATE INDEX BATCH_JOB_EXEC_PARAMS_IDX ON BATCH_JOB_EXECUTION_PARAMS (JOB_EXECUTION_ID)"_s,
        u"RENAME BATCH_JOB_SEQ TO BATCH_JOB_INSTANCE_SEQ"_s};
    QCOMPARE(texts(pair.upgrade), up);
    const QStringList down{u"DROP INDEX BATCH_JOB_EXEC_PARAMS_IDX"_s,
                           u"RENAME BATCH_JOB_INSTANCE_SEQ TO BATCH_JOB_SEQ"_s};
    QCOMPARE(texts(pair.downgrade), down);

    const Comparison unasked = compare(before, after);
    QVERIFY(!unasked.renameCandidates.empty());
    QCOMPARE(unasked.renameCandidates.front().to.name.name, u"BATCH_JOB_INSTANCE_SEQ"_s);
    QCOMPARE(texts(generate(unasked)).size(), 3);
}

void TestEquivalences::hive()
{
    const Catalog before = read({script(u"hive-schema-0.12.0.oracle.sql"_s)});
    const Catalog after = read({script(u"hive-schema-0.13.0.oracle.sql"_s)});
    const Catalog upgraded = read({script(u"hive-schema-0.12.0.oracle.sql"_s),
                                   script(u"upgrade-0.12.0-to-0.13.0.oracle.sql"_s)});
    QCOMPARE(descriptions(compare(upgraded, after)), QStringList());

    const ScriptPair pair = generatePair(compare(before, after), {});
    Catalog catalog = before;
    QCOMPARE(run(scriptText(pair.upgrade), catalog), QStringList());
    QCOMPARE(descriptions(compare(catalog, after)), QStringList());
    QCOMPARE(run(scriptText(pair.downgrade), catalog), QStringList());
    QCOMPARE(descriptions(compare(catalog, before)), QStringList());
}

void TestEquivalences::quartz()
{
    const OracleVersion version{23, 0};
    const Catalog before = read({script(u"tables_oracle.sql"_s)}, version);
    const Catalog after = read({script(u"tables_oracle23.sql"_s)}, version);
    const Comparison comparison = compare(before, after);
    QCOMPARE(comparison.changes.size(), size_t(8));
    for (const Change &change : comparison.changes) {
        const auto *altered = std::get_if<ColumnAltered>(&change.detail);
        QVERIFY(altered && altered->aspect == ColumnAspect::Type);
    }
    const auto needsRelease = [](const GeneratedStatement &statement) {
        return std::any_of(
            statement.hazards.begin(), statement.hazards.end(),
            [](const Hazard &hazard) { return hazard.kind == HazardKind::NeedsRelease; });
    };
    const GeneratedScript on19 = generate(comparison, {OracleVersion{19, 0}, {}});
    QVERIFY(std::any_of(on19.begin(), on19.end(), needsRelease));
    const GeneratedScript on23 = generate(comparison, {version, {}});
    QVERIFY(std::none_of(on23.begin(), on23.end(), needsRelease));
}

QTEST_APPLESS_MAIN(TestEquivalences)
#include "tst_equivalences.moc"
