// SPDX-License-Identifier: MIT
#include "plainsplitter.h"
#include "syntheticddl.h"

#include "ddl/catalogreader.h"
#include "sql/lexer.h"
#include "sql/script.h"

#ifdef ATHANOR_BENCH_HIGHLIGHTING
#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/State>
#include <KSyntaxHighlighting/Theme>
#endif

#include <QtCore/QFile>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <vector>

#include <sys/resource.h>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

// Of the processor, which this process alone spends: a busy machine makes a clock on the wall run
// faster for what takes long than for what is short.
double secondsSince(std::clock_t start)
{
    return double(std::clock() - start) / CLOCKS_PER_SEC;
}

struct Measured
{
    double seconds = 0; // median
    qint64 found = 0; // of what it counts, so that nothing is optimised away
};

Measured measured(int runs, const std::function<qint64()> &work)
{
    Measured result;
    std::vector<double> times;
    for (int run = 0; run < runs; ++run) {
        const std::clock_t start = std::clock();
        result.found = work();
        times.push_back(secondsSince(start));
    }
    std::sort(times.begin(), times.end());
    result.seconds = times[times.size() / 2];
    return result;
}

#ifdef ATHANOR_BENCH_HIGHLIGHTING
class CountingHighlighter : public KSyntaxHighlighting::AbstractHighlighter
{
public:
    qint64 formats = 0;

    qint64 highlight(const QString &text)
    {
        KSyntaxHighlighting::State state;
        for (qsizetype at = 0; at < text.size();) {
            qsizetype end = text.indexOf(u'\n', at);
            end = end < 0 ? text.size() : end;
            state = highlightLine(QStringView(text).sliced(at, end - at), state);
            at = end + 1;
        }
        return formats;
    }

protected:
    void applyFormat(int, int, const KSyntaxHighlighting::Format &) override { ++formats; }
};

Measured measuredHighlighting(const QString &text)
{
    static KSyntaxHighlighting::Repository repository;
    const auto definition = repository.definitionForName(u"SQL (Oracle)"_s);
    return measured(1, [&] {
        CountingHighlighter highlighter;
        highlighter.setDefinition(definition);
        highlighter.setTheme(repository.defaultTheme());
        return highlighter.highlight(text);
    });
}
#endif

class Report
{
public:
    Report(qsizetype bytes, double plain)
        : m_bytes(double(bytes))
        , m_plain(plain)
    { }

    void line(const char *name, const Measured &m) const
    {
        std::printf("%-26s %9.1f MB/s  %7.2f x the plain splitter's time  (%lld)\n", name,
                    m_bytes / m.seconds / 1e6, m.seconds / m_plain,
                    static_cast<long long>(m.found));
    }

private:
    double m_bytes;
    double m_plain;
};

qint64 split(const QString &text)
{
    return qint64(splitScript(text).statements.size());
}

qint64 countTokens(const QString &text)
{
    qint64 count = 0;
    Lexer lexer(text);
    while (lexer.next().kind != TokenKind::End)
        ++count;
    return count;
}

// Reading alone: the catalog is thrown away after the clock has stopped.
Measured measuredReading(int runs, const QString &text)
{
    Measured result;
    std::vector<double> times;
    for (int run = 0; run < runs; ++run) {
        const std::clock_t start = std::clock();
        const CatalogReading reading =
            readCatalog({splitScript(text)}, ReadingOrder::InWritingOrder);
        times.push_back(secondsSince(start));
        result.found = qint64(reading.catalog.tables.size());
        if (!reading.errors.empty())
            std::printf("%s\n", qPrintable(reading.errors.front().toString()));
    }
    std::sort(times.begin(), times.end());
    result.seconds = times[times.size() / 2];
    return result;
}

// The exponent e of time ~ size^e between two sizes.
double exponent(const std::function<Measured(const QString &)> &measuredOn)
{
    const QString small = syntheticDdl(1000);
    const QString large = syntheticDdl(5000);
    return std::log(measuredOn(large).seconds / measuredOn(small).seconds)
        / std::log(double(large.size()) / double(small.size()));
}

void report(const char *name, const QString &text, bool withCatalog = false)
{
    const QByteArray bytes = text.toUtf8();
    const Measured plain = measured(15, [&] { return plainSplit(bytes); });
    const Report report(bytes.size(), plain.seconds);
    std::printf("\n%s: %.1f MB\n", name, double(bytes.size()) / 1e6);
    report.line("newlines", measured(15, [&] { return qint64(text.count(u'\n')); }));
    report.line("plain splitter", plain);
    report.line("splitScript", measured(15, [&] { return split(text); }));
    report.line("Lexer", measured(9, [&] { return countTokens(text); }));
    if (withCatalog) {
        const Measured tokens = measured(9, [&] { return countTokens(text); });
        const Measured catalog = measuredReading(7, text);
        report.line("readCatalog", catalog);
        std::printf("readCatalog takes %.1f times the time of the Lexer\n",
                    catalog.seconds / tokens.seconds);
    }
#ifdef ATHANOR_BENCH_HIGHLIGHTING
    report.line("KSyntaxHighlighting", measuredHighlighting(text));
#endif
}

} // namespace

// What the process had in memory at most, in MiB (Linux).
double peakMemory()
{
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_maxrss) / 1024;
}

// One step once, for tools that count instructions (valgrind --tool=callgrind
// --toggle-collect='once*'): they do not mind what else the machine does.
Q_NEVER_INLINE qint64 once(const QString &step, const QString &text)
{
    if (step == "lexer"_L1)
        return countTokens(text);
    if (step == "splitter"_L1)
        return split(text);
    return qint64(
        readCatalog({splitScript(text)}, ReadingOrder::InWritingOrder).catalog.tables.size());
}

// bench_reading [FILE…]: without files, on synthetic DDL of 5,000 tables.
// bench_reading --once lexer|splitter|reading TABLES
int main(int argc, char **argv)
{
    if (argc == 4 && QByteArrayView(argv[1]) == "--once") {
        const QString text = syntheticDdl(QByteArray(argv[3]).toInt());
        std::printf("%lld\n", static_cast<long long>(once(QString::fromLatin1(argv[2]), text)));
        return 0;
    }
    for (int i = 1; i < argc; ++i) {
        QFile file(QString::fromLocal8Bit(argv[i]));
        if (file.open(QIODevice::ReadOnly))
            report(argv[i], QString::fromUtf8(file.readAll()));
    }
    if (argc > 1)
        return 0;
    {
        // First, while nothing else has been in memory.
        const QString text = syntheticDdl(5000);
        const double before = peakMemory();
        const CatalogReading reading =
            readCatalog({splitScript(text)}, ReadingOrder::InWritingOrder);
        std::printf("peak memory after reading %zu tables: %.0f MiB, %.0f of them before it\n",
                    reading.catalog.tables.size(), peakMemory(), before);
    }
    report("5,000 tables", syntheticDdl(5000), true);
    report("a million statements", u"INSERT INTO t VALUES (1, 'x');\n"_s.repeated(1000000));
    report("50 MB of comments and code",
           u"/* a comment; 'x' */ SELECT a -- b\n  FROM t;\n"_s.repeated(1100000));
    report("dense INSERTs of one line",
           u"INSERT INTO t (a, b, c) VALUES (1, 'it''s', TO_DATE('2026-11-22', 'YYYY-MM-DD'));\n"_s
               .repeated(200000));
    report("one line of 10 MB", u"SELECT "_s + u"1 + "_s.repeated(2500000) + u"1 FROM dual;"_s);
    const auto splitting = [](const QString &t) { return measured(9, [&] { return split(t); }); };
    const auto tokenising = [](const QString &t) {
        return measured(9, [&] { return countTokens(t); });
    };
    const auto reading = [](const QString &t) { return measuredReading(5, t); };
    std::printf(
        "\ngrowth from 1,000 to 5,000 tables: splitScript ^%.3f, Lexer ^%.3f, readCatalog ^%.3f\n",
        exponent(splitting), exponent(tokenising), exponent(reading));
    return 0;
}
