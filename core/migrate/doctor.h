// SPDX-License-Identifier: MIT
#pragma once

#include "database/clientsetup.h"
#include "database/session.h"

#include <chrono>
#include <optional>

namespace Athanor {

// One link of the chain from this program to a schema, in the order in which they have to hold.
struct ChainLink
{
    enum class Step {
        Plugin, // Qt's driver, QOCI
        ClientLibrary, // Oracle's client, each of its files
        DataLibrary, // the client's messages and character sets (libociei, libociicus)
        TnsAlias, // the name in tnsnames.ora
        Listener, // host and port
        Wallet, // TLS and the secure password store
        Service, // what the listener knows
        Login, // user and password
        Account, // locked, expired
        Privilege, // what Athanor needs to work
        Version, // server and client understand each other; scripts fit the server
    };
    enum class State {
        Well,
        Broken, // here the chain ends, or (Privilege, Version) cannot do all that is wanted
        NotReached, // something before it is broken
        NotApplicable, // this target has no such link
    };

    Step step = Step::Plugin;
    State state = State::NotReached;
    QString what; // "client library", for people
    QString detail; // well: what was found; broken: what is wrong
    QString advice; // broken: what to do about it
    Error error; // broken: as the verbs would give it; its message is Oracle's own where it has one
    int oraCode = 0; // 12541 for ORA-12541; 0: Oracle did not say it

    friend bool operator==(const ChainLink &, const ChainLink &) = default;
};

using Chain = std::vector<ChainLink>;

[[nodiscard]] QString chainStepName(ChainLink::Step step); // "client library"
// The first that is broken; null: all is well.
[[nodiscard]] const ChainLink *firstBroken(const Chain &chain);

struct ChainQuestion
{
    ConnectionUrl url;
    ClientChoice client; // chooseClient(): may be another than this process runs with
    std::optional<OracleVersion> scripts; // what scripts are written for; null: not asked
    std::chrono::milliseconds timeout{40000}; // for each of the two attempts
    // The program that answers --probe-oci; empty: this one, which has to be athanor itself. A
    // client without its data library crashes the process that uses it (qoci.md 4.3), so none of
    // this runs in here.
    QString prober;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    std::function<bool()> stopRequested; // asked every now and then; may be empty
};

// Every link, in order, each with its state. Blocks until the answer is there: never call it on the
// window's thread. Asks for the password only when the client works and the URL has a user. The
// password goes to the probing process through a pipe.
[[nodiscard]] Chain examineConnection(const ChainQuestion &question,
                                      const Session::PasswordSource &password = {});

// The same, only what this machine has: plugin, client library, data library.
[[nodiscard]] Chain examineClient(const ChainQuestion &question);

// The other side of --probe-oci: what the process that asks writes to its standard input, and the
// answer for its standard output. Afterwards the process has to end without taking anything down
// (std::_Exit): a broken client crashes when its driver is destroyed.
[[nodiscard]] QByteArray probeOci(const QByteArray &request);

} // namespace Athanor
