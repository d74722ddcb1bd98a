// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.h"

#include <optional>
#include <vector>

namespace Athanor {

// The link between this program and a schema that an ORA code says is broken, in the order in which
// they have to hold.
enum class ConnectionStep {
    Name, // TNS alias, EZConnect text, descriptor
    Listener, // host, port, what listens there
    Wallet, // TLS and the secure password store
    Service, // what the listener knows, and whether it is open
    Version, // client and server do not understand each other
    Login, // user and password
    Account, // locked, expired, too many sessions
    Privilege,
    Lost, // a connection that was there
};

// What the code means for a connection; a code that is none of a connection's has no step.
struct ConnectionTrouble
{
    int oraCode = 0;
    ConnectionStep step = ConnectionStep::Name;
    QString says; // what is wrong, in plain words
    QString advice; // what a person can do about it
};

// Every code there is something to say about, in their order; for tests.
[[nodiscard]] const std::vector<int> &connectionCodes();
// Null for a code that has nothing to do with connecting. A code of Oracle Net's range that is not
// in the table has a step and no text.
[[nodiscard]] std::optional<ConnectionTrouble> connectionTrouble(int oraCode);

// Whether the code says that there is no connection (any more), rather than that a statement is
// wrong.
[[nodiscard]] bool isConnectionCode(int oraCode);

// What a person can do about it, one sentence; empty where Oracle's own text says enough.
[[nodiscard]] QString connectionAdvice(int oraCode);

} // namespace Athanor
