// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

#include <vector>

namespace Athanor {

// What a connect descriptor says of the place: (DESCRIPTION=(ADDRESS=…)(CONNECT_DATA=…)). Reads
// what it can; what is broken is Oracle's to refuse.
struct ConnectDescriptor
{
    struct Address
    {
        QString protocol; // "tcp", "tcps", "ipc", "beq"; lower case
        QString host; // or the key of ipc
        QString port;

        friend bool operator==(const Address &, const Address &) = default;
    };
    std::vector<Address> addresses; // of all lists, in order
    QString service;
    QString sid; // where it goes by SID
    bool hasConnectData = false;

    [[nodiscard]] bool usesTls() const;
    // "dbhost:1521/XEPDB1", "tcps://dbhost:2484/XE, +1 more", "dbhost:1521 SID XE"
    [[nodiscard]] QString summary() const;

    friend bool operator==(const ConnectDescriptor &, const ConnectDescriptor &) = default;
};

[[nodiscard]] ConnectDescriptor readDescriptor(const QString &text);

} // namespace Athanor
