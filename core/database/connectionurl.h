// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QtCore/QString>

namespace Athanor {

// Where to connect, read from a target's URL. Holds no password.
struct ConnectionUrl
{
    enum class Kind { Sandbox, Oracle } kind = Kind::Sandbox;
    QString user; // of oracle://; empty with a wallet
    QString host; // empty: `service` is a TNS alias, a descriptor, an EZConnect text with its
                  // scheme, or a wallet's alias
    int port = 1521;
    QString service;
    QString schema; // CURRENT_SCHEMA, as stored; empty: the user's own
    QString path; // of sandbox:, absolute; ":memory:" for none
    QString release; // of sandbox:, the Oracle release it behaves as; empty: its own choice

    friend bool operator==(const ConnectionUrl &, const ConnectionUrl &) = default;
};

// "sandbox:FILE", "sandbox::memory:", "oracle://user@host:port/service", "oracle://user@ALIAS",
// "oracle://user@(DESCRIPTION=…)", "oracle://user@tcps://host:port/service",
// "oracle:///@WALLET_ALIAS"; each of oracle: may end in "?schema=NAME". A relative file is looked
// for beside `baseDirectory`. Refuses (Usage) anything else, and a password in the text without
// repeating it.
[[nodiscard]] Result<ConnectionUrl> parseConnectionUrl(const QString &url,
                                                       const QString &baseDirectory);

// Seconds until a silent listener is given up (ORA-12170 instead of a window that never answers).
constexpr int oracleConnectTimeout = 20;

// What QOCI gets as databaseName. A host becomes a descriptor with a connect timeout: Qt itself
// would make a SID of the name if it were given a host, and a listener that accepts and is silent
// would block for ever. An alias or a descriptor says itself how long to wait, or sqlnet.ora does
// (clientsetup.h).
[[nodiscard]] QString oracleConnectText(const ConnectionUrl &url);

// "hr@dbhost:1521/XEPDB1", "sandbox shop.sandbox"
[[nodiscard]] QString describe(const ConnectionUrl &url);

} // namespace Athanor
