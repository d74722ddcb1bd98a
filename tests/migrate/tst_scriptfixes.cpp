// SPDX-License-Identifier: MIT
// Every file of tests/data/fixes: a draft, what is found in it, a fix, and what the fix makes of
// it. ATHANOR_REWRITE=1 writes what came out into the file.
#include "base/atomicfile.h"
#include "ddl/catalogreader.h"
#include "migrate/scriptfinding.h"

#include <QtCore/QDir>
#include <QtTest/QTest>

#include <algorithm>

using namespace Athanor;
using namespace Qt::StringLiterals;

class TestScriptFixes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fixes_data();
    void fixes();
    void survivesEveryPrefix_data() { fixes_data(); }
    void survivesEveryPrefix();
};

namespace {

struct Case
{
    std::map<QString, QString> parts;
    ScriptDraft draft;
    ScriptGround ground;
};

Case readCase(const QString &file)
{
    Case read;
    QString part;
    const QString text = readTextFile(file).value();
    for (const QString &line : text.split(u'\n')) {
        if (line.startsWith("==== "_L1))
            part = line.sliced(5);
        else
            read.parts[part] += line + u'\n';
    }
    for (auto &[name, value] : read.parts)
        value.chop(name == text.section("==== "_L1, -1).section(u'\n', 0, 0) ? 1 : 0);
    QStringList settings = read.parts[u"settings"_s].trimmed().split(u' ', Qt::SkipEmptyParts);
    const bool isLower = settings.removeAll(u"lower"_s) > 0;
    read.ground.style.lowerCaseKeywords = isLower;
    read.ground.style.lowerCaseNames = isLower;
    if (settings.size() == 2) {
        read.ground.autoincrement = parseAutoincrement(settings[0]).value();
        read.ground.version = parseOracleVersion(settings[1]).value();
    }
    read.ground.before = readCatalog({splitScript(read.parts[u"before"_s])},
                                     ReadingOrder::InWritingOrder, read.ground.version)
                             .catalog;
    read.draft = {read.parts[u"upgrade"_s], read.parts[u"downgrade"_s]};
    return read;
}

QString said(const ScriptFinding &finding)
{
    return finding.oraCode ? oraCodeText(finding.oraCode) + u": "_s + finding.message
                           : finding.message;
}

QString allSaid(const ScriptExamination &examination)
{
    QStringList all;
    for (const ScriptFinding &finding : examination.findings) {
        all.append(said(finding));
        for (const ScriptFix &fix : finding.fixes)
            all.append(u"    fix: "_s + fix.title);
    }
    return all.join(u'\n');
}

int errors(const ScriptExamination &examination)
{
    return int(std::count_if(examination.findings.begin(), examination.findings.end(),
                             [](const ScriptFinding &finding) { return finding.isError; }));
}

} // namespace

void TestScriptFixes::fixes_data()
{
    QTest::addColumn<QString>("file");
    const QDir folder(QStringLiteral(ATHANOR_TEST_DATA "/fixes"));
    const QStringList files = folder.entryList({u"*.txt"_s}, QDir::Files, QDir::Name);
    QVERIFY(!files.isEmpty());
    for (const QString &file : files)
        QTest::newRow(qPrintable(file.chopped(4))) << folder.filePath(file);
}

void TestScriptFixes::fixes()
{
    QFETCH(const QString, file);
    Case wanted = readCase(file);
    const ScriptExamination before = examineScript(wanted.draft, wanted.ground);
    const QString finding = wanted.parts[u"finding"_s].trimmed();
    if (finding == "(none)"_L1) {
        QCOMPARE(allSaid(before), QString());
        return;
    }
    const auto found =
        std::find_if(before.findings.begin(), before.findings.end(),
                     [&](const ScriptFinding &f) { return said(f).contains(finding); });
    QVERIFY2(found != before.findings.end(), qPrintable(allSaid(before)));
    const QString &text = wanted.draft.section(found->section);
    QVERIFY(found->range.start >= 0 && found->range.end() <= text.size());
    const QString title = wanted.parts[u"fix"_s].trimmed();
    const auto fix = std::find_if(found->fixes.begin(), found->fixes.end(),
                                  [&](const ScriptFix &f) { return f.title == title; });
    QVERIFY2(fix != found->fixes.end(), qPrintable(allSaid(before)));
    const ScriptDraft after = fixedScript(wanted.draft, *fix);
    if (qEnvironmentVariableIsSet("ATHANOR_REWRITE")) {
        QString out = readTextFile(file).value().section("==== upgrade after"_L1, 0, 0);
        out += u"==== upgrade after\n"_s + after.upgrade + u"==== downgrade after\n"_s
            + after.downgrade;
        QVERIFY(writeTextFile(file, out));
        return;
    }
    QCOMPARE(after.upgrade, wanted.parts[u"upgrade after"_s]);
    QCOMPARE(after.downgrade, wanted.parts[u"downgrade after"_s]);
    // What was found is gone, and nothing that Oracle refuses has come.
    const ScriptExamination again = examineScript(after, wanted.ground);
    for (const ScriptFinding &left : again.findings)
        QVERIFY2(left.message != found->message, qPrintable(allSaid(again)));
    QVERIFY2(errors(again) <= std::max(0, errors(before) - (found->isError ? 1 : 0)),
             qPrintable(allSaid(again)));
}

// People type: the examination meets every unfinished text.
void TestScriptFixes::survivesEveryPrefix()
{
    QFETCH(const QString, file);
    const Case whole = readCase(file);
    for (qsizetype length = 0; length < whole.draft.upgrade.size(); ++length) {
        const ScriptDraft draft{whole.draft.upgrade.first(length), whole.draft.downgrade};
        const ScriptExamination examination = examineScript(draft, whole.ground);
        for (const ScriptFinding &finding : examination.findings) {
            QVERIFY(finding.range.end() <= draft.section(finding.section).size());
            for (const ScriptFix &fix : finding.fixes) {
                for (const ScriptEdit &edit : fix.edits) {
                    QVERIFY(edit.range.start >= 0);
                    QVERIFY(edit.range.end() <= draft.section(edit.section).size());
                    QVERIFY(edit.choose.end() <= edit.text.size());
                }
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestScriptFixes)
#include "tst_scriptfixes.moc"
