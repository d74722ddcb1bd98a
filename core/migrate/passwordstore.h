// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "database/session.h"

#include <map>
#include <set>

namespace Athanor {

// Where passwords are remembered between calls: the desktop's keychain. app/ implements it; nothing
// here writes a password to a file. Calls block (a keychain may ask its owner to unlock it) and may
// come from any thread.
class PasswordStore
{
public:
    PasswordStore() = default;
    virtual ~PasswordStore();
    PasswordStore(const PasswordStore &) = delete;
    PasswordStore &operator=(const PasswordStore &) = delete;

    // Empty: it remembers none for that place. An Error (Connection): there is no keychain here, or
    // it did not answer; say so and go on.
    [[nodiscard]] virtual Result<QString> read(const QString &place) = 0;
    [[nodiscard]] virtual Result<> write(const QString &place, const QString &password) = 0;
    // Forgetting what is not remembered is done, not an error.
    [[nodiscard]] virtual Result<> remove(const QString &place) = 0;
};

// What a place is called in the store: "hr@dbhost:1521/XEPDB1".
[[nodiscard]] QString passwordPlace(const ConnectionUrl &url);

// Where a password came from. A wallet comes before all of them, without Athanor ever seeing it: a
// URL without a user asks for no password.
enum class PasswordOrigin { None, Keychain, Environment, Asked };

// For one thread. The order of docs/oracle.md, for one call: the keychain, ATHANOR_PASSWORD, the
// person. What was found is kept in memory, so that a second session to the same place asks nobody.
class Passwords
{
public:
    // Asks the person; null: gave up or nobody is there.
    using Ask = std::function<QString(const ConnectionUrl &)>;
    Passwords(PasswordStore *store, Ask ask);

    [[nodiscard]] QString passwordFor(const ConnectionUrl &url);
    // One the person typed before anything asked for it; comes before the keychain's.
    void give(const ConnectionUrl &url, const QString &password);
    [[nodiscard]] PasswordOrigin origin(const ConnectionUrl &url) const; // of the last answer
    // Why the keychain could not be asked; empty: it could.
    [[nodiscard]] QString storeProblem() const { return m_storeProblem; }

    // After a login that worked: remembers what the person gave.
    [[nodiscard]] Result<> remember(const ConnectionUrl &url);
    // Of memory and keychain, and not to be taken from the environment again: it was refused, and
    // Oracle locks an account that is tried too often.
    [[nodiscard]] Result<> forget(const ConnectionUrl &url);

private:
    struct Known
    {
        QString password;
        PasswordOrigin origin = PasswordOrigin::None;
    };
    PasswordStore *m_store;
    Ask m_ask;
    std::map<QString, Known> m_known; // by place
    std::set<QString> m_forgotten; // places
    QString m_storeProblem;
};

} // namespace Athanor
