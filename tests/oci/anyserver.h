// SPDX-License-Identifier: MIT
#pragma once

#ifndef ATHANOR_REAL_ORACLE
#include "standinserver.h"
#endif

#include "database/session.h"

namespace Athanor {

// The server that a test of what must hold on any server runs on: the stand-in with an empty
// service, or, in a program built with ATHANOR_REAL_ORACLE, the account that
// ATHANOR_TEST_ORACLE_URL names, with ATHANOR_PASSWORD.
class AnyServer
{
public:
    // Why nothing can be run here; empty: it can.
    [[nodiscard]] static QString whyNot();
    // What the account holds already. Tests need an empty one: then all that is there afterwards
    // is theirs, and is dropped.
    [[nodiscard]] static QStringList objects();

    [[nodiscard]] static QString url();
    [[nodiscard]] static QString password(const ConnectionUrl &);
    [[nodiscard]] static Result<std::unique_ptr<Session>> open();
    // Drops everything in the account, and `others` ("USER APP"). What is left in spite of it.
    [[nodiscard]] static QStringList cleanUp(Session &session, const QStringList &others = {});
    // The file behind the stand-in's service; empty on a real server.
    [[nodiscard]] QString sandboxFile() const;
    // What the client did wrong by its own rules, where it can tell.
    [[nodiscard]] static QStringList violations();

private:
#ifndef ATHANOR_REAL_ORACLE
    StandinServer m_server;
#endif
};

} // namespace Athanor

// For initTestCase().
#define SKIP_WITHOUT_SERVER()                                                                      \
    do {                                                                                           \
        if (const QString reason = Athanor::AnyServer::whyNot(); !reason.isEmpty())                \
            QSKIP(qPrintable(reason));                                                             \
        const QStringList there = Athanor::AnyServer::objects();                                   \
        if (!there.isEmpty())                                                                      \
            QFAIL(qPrintable(QStringLiteral("the account must be empty, it holds ")                \
                             + there.join(QStringLiteral(", "))));                                 \
    } while (false)
