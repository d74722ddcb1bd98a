// SPDX-License-Identifier: MIT
#pragma once

#include "database/session.h"
#include "rules.h"

#include <QtCore/QTemporaryDir>

namespace Athanor {

// The stand-in with an empty service folder for one test, and sessions through the real QOCI
// plugin.
class StandinServer
{
public:
    StandinServer();

    // "oracle://hr@localhost:1521/shop"
    [[nodiscard]] static QString url(const QString &user = QStringLiteral("hr"),
                                     const QString &place = QStringLiteral("localhost:1521/shop"));
    [[nodiscard]] static Result<std::unique_ptr<Session>>
    open(const QString &url = StandinServer::url(),
         const QString &password = QStringLiteral("tiger"));
    // A table of one column n NUMBER(10) that holds 1 … count (to 10000).
    [[nodiscard]] static Result<> makeNumbers(Session &session, const QString &table, int count);
    // The file behind the service of url().
    [[nodiscard]] QString sandboxFile() const;
    // Why nothing can be run here; empty: it can.
    [[nodiscard]] static QString whyNot();

private:
    QTemporaryDir m_folder;
};

} // namespace Athanor

// The plugin comes from Qt's sources, which a machine may not be able to get: then the test says
// so.
#define SKIP_WITHOUT_QOCI()                                                                        \
    do {                                                                                           \
        if (const QString reason = Athanor::StandinServer::whyNot(); !reason.isEmpty())            \
            QSKIP(qPrintable(reason));                                                             \
    } while (false)
