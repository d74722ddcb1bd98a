// SPDX-License-Identifier: MIT
// Reading a dictionary through Qt's QOCI plugin and the stand-in for Oracle's client: statements
// and round trips for no, 1,000 and 5,000 tables, what a millisecond a round trip adds, and the
// client's own work beside fetching the same rows and throwing them away. Prints ratios of one run;
// asserts nothing.
#include "database/dictionary.h"
#include "database/dictionaryrows.h"
#include "standinserver.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>

#include <cmath>
#include <cstdio>
#include <ctime>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

// CPU of this thread, without what the stand-in spends on what is the server's.
double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec - Standin::statistics().serverNanoseconds) / 1e9;
}

bool run(Session &session, const QString &sql)
{
    const Result<Execution> done = session.execute(sql);
    if (!done)
        std::printf("%s\n", qPrintable(done.error().toString()));
    return done.has_value();
}

// Tables as applications have them: a key, NOT NULLs, a check, a foreign key, an index, a comment;
// one column in `defaultEvery` tables has a default, which costs a LONG before 23ai.
bool makeTables(Session &session, int from, int to, int defaultEvery)
{
    for (int i = from; i < to; ++i) {
        const QString withDefault =
            defaultEvery > 0 && i % defaultEvery == 0 ? u" DEFAULT 0"_s : QString();
        QString sql =
            u"CREATE TABLE t%1 (id NUMBER(10) NOT NULL, name VARCHAR2(60 CHAR) NOT NULL, "
            "amount NUMBER(12, 2)%2, created DATE, note VARCHAR2(400), parent NUMBER(10), "
            "CONSTRAINT t%1_pk PRIMARY KEY (id), CONSTRAINT t%1_ck CHECK (amount >= 0)"_s.arg(i)
                .arg(withDefault);
        if (i > 0)
            sql +=
                u", CONSTRAINT t%1_fk FOREIGN KEY (parent) REFERENCES t%2 (id)"_s.arg(i).arg(i / 2);
        if (!run(session, sql + u')')
            || !run(session, u"CREATE INDEX t%1_i ON t%1 (parent, created)"_s.arg(i)))
            return false;
    }
    return true;
}

struct Reading
{
    int statements = 0;
    int roundTrips = 0;
    double latency = 0; // what a millisecond a round trip adds by the clock
    double cpu = 0; // of reading, without latency
    double fetching = 0; // of fetching the same rows and throwing them away
    size_t tables = 0;
};

Reading measured(Session &session)
{
    Reading reading;
    (void)readDictionary(session); // the sandbox fills its views once per change of the schema
    const Standin::Statistics before = Standin::statistics();
    double start = cpuSeconds();
    const Result<Catalog> catalog = readDictionary(session);
    reading.cpu = cpuSeconds() - start;
    const Standin::Statistics after = Standin::statistics();
    reading.statements = int(after.statements.size() - before.statements.size());
    reading.roundTrips = after.roundTrips - before.roundTrips;
    if (catalog)
        reading.tables = catalog->tables.size();

    QStringList statements = after.statements.mid(before.statements.size());
    start = cpuSeconds();
    for (const QString &sql : statements) {
        QSqlQuery query(QSqlDatabase::database(session.connectionName()));
        query.setForwardOnly(true);
        if (!query.exec(sql))
            continue;
        while (query.next()) { }
    }
    reading.fetching = cpuSeconds() - start;

    QElapsedTimer clock;
    clock.start();
    (void)readDictionary(session);
    const qint64 without = clock.nsecsElapsed();
    Standin::setLatency(1000);
    clock.restart();
    (void)readDictionary(session);
    reading.latency = double(clock.nsecsElapsed() - without) / 1e9;
    Standin::setLatency(0);
    return reading;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    if (const QString reason = StandinServer::whyNot(); !reason.isEmpty()) {
        std::printf("skipped: %s\n", qPrintable(reason));
        return 0;
    }
    const int scale = argc > 1 ? QString::fromLocal8Bit(argv[1]).toInt() : 5000;
    for (const int defaultEvery : {0, 50}) {
        StandinServer server;
        auto session = server.open();
        if (!session) {
            std::printf("%s\n", qPrintable(session.error().toString()));
            return 1;
        }
        std::printf("%s\n",
                    defaultEvery == 0 ? "no defaults" : "a default in every 50th table (LONG)");
        std::vector<Reading> readings;
        int made = 0;
        for (const int tables : {0, scale / 5, scale}) {
            if (!makeTables(**session, made, tables, defaultEvery))
                return 1;
            made = tables;
            const Reading reading = measured(**session);
            readings.push_back(reading);
            const Reading &none = readings.front();
            std::printf("%5zu tables  %2d statements  %5d round trips  a millisecond each adds "
                        "%.3f s (%.3f s more than with none)\n"
                        "              CPU %.1f ms, fetching the same rows %.1f ms: %.2f x\n",
                        reading.tables, reading.statements, reading.roundTrips, reading.latency,
                        reading.latency - none.latency, reading.cpu * 1e3, reading.fetching * 1e3,
                        reading.cpu / reading.fetching);
        }
        std::printf("growth exponent of the CPU %.2f\n",
                    std::log(readings[2].cpu / readings[1].cpu)
                        / std::log(double(readings[2].tables) / double(readings[1].tables)));
    }
    return 0;
}
