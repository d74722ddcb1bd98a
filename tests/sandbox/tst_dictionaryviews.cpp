// SPDX-License-Identifier: MIT
// The sandbox's dictionary is as strict as Oracle's: a column or a view that a release does not
// have is refused.
#include "dictionaryreleases.h"
#include "sandbox/engine.h"

#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

class TestDictionaryViews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsByRelease_data();
    void columnsByRelease();
    void unknownColumn();
};

namespace {

// Views that have no ALL_ twin telling an owner.
bool hasTwins(const QString &view)
{
    return view != "CLU_COLUMNS"_L1 && !view.endsWith("_MADE"_L1);
}

int codeOf(SandboxEngine &engine, const QString &column, const QString &view)
{
    const auto result = engine.execute(u"SELECT %1 FROM %2"_s.arg(column, view));
    return result ? 0 : result.error().oraCode;
}

} // namespace

void TestDictionaryViews::columnsByRelease_data()
{
    QTest::addColumn<OracleVersion>("version");
    for (const OracleVersion &version : knownReleases())
        QTest::newRow(qPrintable(version.toString())) << version;
}

void TestDictionaryViews::columnsByRelease()
{
    QFETCH(OracleVersion, version);
    SandboxOptions options;
    options.version = version;
    auto opened = SandboxEngine::open(u":memory:"_s, options);
    QVERIFY(opened);
    SandboxEngine &engine = **opened;
    const DictionaryReleases releases = dictionaryReleases();
    QVERIFY(!releases.empty());
    QStringList wrong;
    for (const auto &[family, columns] : releases) {
        const bool fixed = family.contains("NLS"_L1) || family.startsWith("USER_"_L1)
            || family.startsWith("ALL_"_L1);
        OracleVersion viewSince{99, 0};
        for (const auto &[column, since] : columns)
            viewSince = std::min(viewSince, since);
        for (const auto &[column, since] : columns) {
            const bool isOwner = column.endsWith("OWNER"_L1) || column == "USER_NAME"_L1
                || column == "TABLE_SCHEMA"_L1;
            QString view = fixed ? family : u"USER_"_s + family;
            if (isOwner && !fixed && hasTwins(family))
                view = (column == "OWNER"_L1 ? u"DBA_"_s : u"ALL_"_s) + family;
            const int expected = version >= since ? 0 : version < viewSince ? 942 : 904;
            const int code = codeOf(engine, column, view);
            if (code != expected)
                wrong += u"%1.%2: %3"_s.arg(view, column).arg(code);
        }
    }
    QCOMPARE(wrong, QStringList());
}

void TestDictionaryViews::unknownColumn()
{
    auto opened = SandboxEngine::open(u":memory:"_s);
    QVERIFY(opened);
    QCOMPARE(codeOf(**opened, u"no_such_column"_s, u"user_tables"_s), 904);
    QCOMPARE(codeOf(**opened, u"owner"_s, u"user_tables"_s), 904); // only the twins have it
    QCOMPARE(codeOf(**opened, u"owner"_s, u"all_tables"_s), 0);
    QCOMPARE(codeOf(**opened, u"table_name"_s, u"user_no_such_view"_s), 942);
    QCOMPARE(codeOf(**opened, u"table_name"_s, u"all_clu_columns"_s), 942);
}

QTEST_GUILESS_MAIN(TestDictionaryViews)
#include "tst_dictionaryviews.moc"
