// SPDX-License-Identifier: MIT
#pragma once

#include "oci.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

// What a test tells the stand-in to do, and asks of it afterwards. A test links the stand-in and
// calls these; the genuine client has nothing like them. Thread-safe.
namespace Standin {

struct Rule
{
    enum Action { Fail, DropConnection, Hang } action = Fail;
    QString function; // "OCIStmtExecute"
    int call = 1; // the nth from now on
    QString text; // only calls whose statement holds it; empty: every call
    int code = 600; // ORA code of Fail
    int milliseconds = 0; // of Hang
};

struct Statistics
{
    int roundTrips = 0;
    QStringList statements; // as they came, in order
    QStringList
        violations; // what the genuine client would answer with OCI_INVALID_HANDLE or ORA-01036
};

void reset(); // no rules, no latency, statistics at zero
void addRule(const Rule &rule);
void setLatency(int microseconds); // added to every round trip
Statistics statistics();
// Where services live: SERVICE is the file SERVICE.sandbox in it. Without a call,
// $ATHANOR_OCI_SERVICES.
void setServiceFolder(const QString &folder);

// For the client's functions.
QString serviceFolder();
void noteStatement(const QString &sql);
void noteViolation(const QString &what);
void roundTrip();
// The rule this call meets, taken out of the list; a Hang has already been waited for.
bool meetsRule(const char *function, const QString &text, Rule *rule);

} // namespace Standin
