// SPDX-License-Identifier: MIT
#pragma once

#include "oci.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>
#include <vector>

// What a test tells the stand-in to do, and asks of it afterwards. A test links the stand-in and
// calls these; the genuine client has nothing like them. Thread-safe. The same as lines of a file,
// for a process that cannot link it, stands in ../README.md.
namespace Standin {

struct Rule
{
    enum Action {
        Fail, // the server refuses with `code`
        DropConnection, // lost on the way there: the server has done nothing of it
        DropAnswer, // lost on the way back: the server has done it, and nobody is told
        Hang, // no answer for `milliseconds` (0: no end); a cancel ends it with ORA-01013
        HangForGood // the same, but no cancel reaches it: the server, or the way to it, is gone
    } action = Fail;
    QString function; // "OCIStmtExecute"; empty: every call that goes to the server
    int call = 1; // the nth of those that match, from now on
    QString pattern; // a regular expression found in the statement; empty: every call
    int code = 600; // ORA code of Fail
    int milliseconds = 0; // of a hang
    bool always = false; // this call and every later one
};

// "fail 1555 at OCIStmtFetch call 3 statement FROM t"; none: it is no rule.
std::optional<Rule> parseRule(const QString &line);

struct Statistics
{
    int roundTrips = 0; // calls that went to the server
    qint64 serverNanoseconds = 0; // of processor, spent in here on what is the server's
    int calls = 0; // of any function that may (a fetch from prefetched rows stays here)
    QStringList statements; // as they came, in order
    QStringList
        violations; // what the genuine client would answer with OCI_INVALID_HANDLE or ORA-01036
};

void reset(); // no rules, no latency, statistics at zero, nobody hangs
void addRule(const Rule &rule);
void clearRules();
void setLatency(int microseconds); // added to every round trip
Statistics statistics();
// Until a call hangs; whether one does.
bool waitUntilHanging(int milliseconds = 20'000);
// Hanging calls go on, as if the server had answered at last.
void release();
// Where services live: SERVICE is the file SERVICE.sandbox in it. Without a call,
// $ATHANOR_OCI_SERVICES.
void setServiceFolder(const QString &folder);

// For the client's functions.
QString serviceFolder();
// While it lives, the thread's work is the server's.
class ServerWork
{
public:
    ServerWork();
    ~ServerWork();
    ServerWork(const ServerWork &) = delete;
    ServerWork &operator=(const ServerWork &) = delete;

private:
    qint64 m_begun;
};
void noteStatement(const QString &sql);
void noteViolation(const QString &what);
void noteCall(bool travels); // counts, and waits the latency of a call that travels
// The rule this call meets; used up unless it is for always.
std::optional<Rule> ruleFor(const char *function, const QString &text, bool travels);

} // namespace Standin
