// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace Athanor {

// A target's URL in the parts a person fills in. Holds no password.
struct ConnectionFields
{
    enum class Kind { Host, Alias, Wallet, Descriptor, Sandbox };

    Kind kind = Kind::Host;
    QString user; // empty: the wallet knows it
    QString host;
    int port = 1521;
    QString service;
    bool tls = false; // tcps://
    QString alias; // of tnsnames.ora, or of the wallet
    QString descriptor; // "(DESCRIPTION=…)"
    QString file; // of the sandbox, as written: beside athanor.toml

    friend bool operator==(const ConnectionFields &, const ConnectionFields &) = default;
};

// "oracle://hr@dbhost:1521/XEPDB1"; empty while something that has to be there is not.
[[nodiscard]] QString urlOf(const ConnectionFields &fields);
// urlOf(fieldsOf(url)) leads to the same place. A URL that is none gives empty fields.
[[nodiscard]] ConnectionFields fieldsOf(const QString &url);
// What has to be filled in yet, as a sentence; empty: nothing.
[[nodiscard]] QString missingField(const ConnectionFields &fields);

} // namespace Athanor
