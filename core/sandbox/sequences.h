// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/catalogstore.h"

#include <set>

namespace Athanor {

// NEXTVAL and CURRVAL. As in Oracle a number once given is never given again, also when the
// transaction is rolled back: the states are kept beside the transaction and written at its end,
// whatever that end is.
class Sequences
{
public:
    explicit Sequences(CatalogStore &store);

    // A new statement: every reference is a first one again.
    void beginStatement();
    // One reference (`use`) asks for its row's number. References of one row get the same one.
    [[nodiscard]] Result<SandboxValue> next(const QString &sequence, int use);
    [[nodiscard]] Result<SandboxValue> current(const QString &sequence) const;

    [[nodiscard]] bool hasChanges() const { return !m_changed.empty(); }
    [[nodiscard]] Result<> write(); // inside a transaction
    void forget(); // what the file says counts again

    // A sequence (or identity) as its options start it.
    [[nodiscard]] static SequenceState started(const SequenceOptions &options);
    [[nodiscard]] static QString
    lowest(const SequenceOptions &options); // MINVALUE, Oracle's default where none
    [[nodiscard]] static QString highest(const SequenceOptions &options);
    // LAST_NUMBER of the dictionary: it runs ahead by the cache.
    [[nodiscard]] static QString lastNumber(const SequenceOptions &options,
                                            const SequenceState &state);

private:
    [[nodiscard]] const SequenceOptions *options(const QString &sequence) const;

    CatalogStore &m_store;
    std::set<QString> m_fresh; // read from the file in this transaction
    std::set<QString> m_changed;
    std::map<QString, SandboxValue> m_current; // of this session
    std::map<QString, std::set<int>> m_served; // references that have the current number already
};

} // namespace Athanor
