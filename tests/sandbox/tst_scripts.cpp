// SPDX-License-Identifier: MIT
#include "sandbox/engine.h"

#include "sandbox/decimal.h"
#include "sql/script.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtTest/QtTest>

using namespace Qt::StringLiterals;
using namespace Athanor;

// Every file in tests/data/sandbox is a script; the comment above a statement says what must come
// of it:
//   -- expect: ORA-00942            this code
//   -- expect: not modelled        ErrorKind::Unsupported
//   -- expect: a | b               one row; several lines, several rows; (null) for NULL
//   -- expect: 2 rows              that many changed or found
//   -- noted                       it runs, and notModelled() says something
// Without a comment the statement must run.
class ScriptsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scripts_data();
    void scripts();
};

void ScriptsTest::scripts_data()
{
    QTest::addColumn<QString>("file");
    const QDir folder(QStringLiteral(ATHANOR_TEST_DATA "/sandbox"));
    const QStringList files = folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
    QVERIFY(!files.isEmpty());
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << folder.filePath(file);
}

void ScriptsTest::scripts()
{
    QFETCH(QString, file);
    QFile source(file);
    QVERIFY(source.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(source.readAll());
    SandboxOptions options;
    if (const qsizetype at = text.indexOf(u"-- version: "); at >= 0)
        options.version = *parseOracleVersion(
            QStringView(text).sliced(at + 12, text.indexOf(u'\n', at) - at - 12));
    const auto opened = SandboxEngine::open(u":memory:"_s, options);
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().toString()));
    SandboxEngine &engine = **opened;
    if (text.contains(u"-- autocommit off"))
        engine.setAutocommit(false);
    const Script script = splitScript(text, file);
    QVERIFY(!script.statements.empty());
    int failures = 0;
    for (const Statement &statement : script.statements) {
        const QString sql = executableText(script, statement);
        QStringList expected;
        bool noted = false;
        for (const QString &line : script.commentOf(statement).toString().split(u'\n')) {
            const QString trimmed = line.trimmed();
            if (trimmed.startsWith(u"-- expect:"))
                expected.append(trimmed.sliced(10).trimmed());
            noted = noted || trimmed == u"-- noted";
        }
        const auto result = engine.execute(sql);
        QStringList actual;
        if (!result) {
            actual.append(result.error().kind == ErrorKind::Unsupported
                              ? u"not modelled"_s
                              : oraCodeText(result.error().oraCode));
        } else if (expected.size() == 1 && expected.first().endsWith(u" rows")) {
            const qint64 count = result->kind == SandboxStatementKind::Query
                ? static_cast<qint64>(result->rows.size())
                : result->rowsAffected;
            actual.append(u"%1 rows"_s.arg(count));
        } else {
            for (const SandboxRow &row : result->rows) {
                QStringList cells;
                for (size_t i = 0; i < row.size(); ++i) {
                    QString cell = isNull(row[i]) ? u"(null)"_s : textOf(row[i]);
                    if (!isNull(row[i]) && result->columns[i].kind == ValueKind::Number)
                        cell = Decimal::fromValue(row[i])->toString();
                    cells.append(cell);
                }
                actual.append(cells.join(u" | "_s).trimmed());
            }
        }
        const bool wrong = !expected.isEmpty() || !result ? actual != expected : false;
        if (wrong || (noted && engine.notModelled().isEmpty())) {
            ++failures;
            qWarning("%s:%d: %s\n   expected %s\n   got %s %s", qPrintable(file), statement.line,
                     qPrintable(sql), qPrintable(expected.join(u" // "_s)),
                     qPrintable(actual.join(u" // "_s)),
                     result ? "" : qPrintable(result.error().toString()));
        }
    }
    QCOMPARE(failures, 0);
}

QTEST_GUILESS_MAIN(ScriptsTest)
#include "tst_scripts.moc"
