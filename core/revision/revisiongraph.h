// SPDX-License-Identifier: MIT
#pragma once

#include "revision/revision.h"

#include <map>
#include <vector>

namespace Athanor {

// The revisions and what they revise. Holds them in a steady topological order, parents first.
class RevisionGraph
{
public:
    // Refuses two files with one id and a cycle (all members named). A missing parent is kept: see missing().
    [[nodiscard]] static Result<RevisionGraph> make(std::vector<Revision> revisions);

    [[nodiscard]] const std::vector<Revision> &revisions() const { return m_revisions; } // parents first
    [[nodiscard]] const Revision *find(const QString &id) const; // full id
    [[nodiscard]] QStringList heads() const;
    [[nodiscard]] QStringList bases() const;
    [[nodiscard]] QStringList branchPoints() const;
    [[nodiscard]] QStringList children(const QString &id) const;
    [[nodiscard]] std::vector<std::pair<QString, QString>> missing() const; // revision, parent it names in vain

    // Alembic's words for one place: full or partial id (at least 4 digits of it), head, base, +N / -N from `current`,
    // ID+N, ID-N. "base" is the empty string. NotFound-like errors are Semantic, an ambiguous prefix is Ambiguous and lists
    // the fits; "head" with several heads is Ambiguous and says to name one or use heads.
    [[nodiscard]] Result<QString> resolve(const QString &word, const QStringList &current = {}) const;
    // The same for upgrade targets, where "heads" gives several.
    [[nodiscard]] Result<QStringList> resolveAll(const QString &word, const QStringList &current = {}) const;

    // What has to run, in order, to get from the applied heads to the target: parents first. Already applied is left out.
    [[nodiscard]] Result<QStringList> upgradePath(const QStringList &appliedHeads, const QStringList &targets) const;
    // Which are undone, in order, children first, until `target` (empty: base) is a head, or the only row.
    [[nodiscard]] Result<QStringList> downgradePath(const QStringList &appliedHeads, const QString &target) const;
    // Every revision the heads contain, themselves too.
    [[nodiscard]] QStringList ancestors(const QStringList &heads) const;

private:
    std::vector<Revision> m_revisions;
    std::map<QString, size_t> m_byId;
    std::map<QString, QStringList> m_children;
};

// Every file of a versions folder; problems of single files do not hide the others.
struct RevisionFolder
{
    std::vector<Revision> revisions;
    Errors errors;
};
[[nodiscard]] RevisionFolder readRevisions(const QString &directory);

} // namespace Athanor
