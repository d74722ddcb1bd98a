// SPDX-License-Identifier: MIT
#pragma once

#include "revision/revision.h"

#include <map>
#include <vector>

namespace Athanor {

// The revisions and what they revise. Holds them in a steady topological order: parents first, and
// of those that could come next the one created first. Nothing in it recurses, so ten thousand in a
// row are no deeper than three.
class RevisionGraph
{
public:
    // Refuses two files with one id and a cycle (all members named). A missing parent is kept: see
    // missing().
    [[nodiscard]] static Result<RevisionGraph> make(std::vector<Revision> revisions);

    [[nodiscard]] const std::vector<Revision> &revisions() const
    {
        return m_revisions;
    } // parents first
    [[nodiscard]] const Revision *find(const QString &id) const; // full id
    [[nodiscard]] QStringList heads() const;
    [[nodiscard]] QStringList bases() const; // those that name no parent
    [[nodiscard]] QStringList branchPoints() const;
    [[nodiscard]] QStringList children(const QString &id) const;
    [[nodiscard]] std::vector<std::pair<QString, QString>>
    missing() const; // revision, parent it names in vain

    // Alembic's words for one place: full or partial id (at least 4 characters of it), head, base,
    // current, +N / -N from `current`, ID+N, ID-N, and ID@head, ID@+N where ID names the branch.
    // "base" is the empty string, as is "head" where there is no revision. What is not there or
    // walks too far is ErrorKind::Usage; what fits more than one is Ambiguous, lists the fits and
    // says what to write instead. -N on a merge undoes the merge: its last step gives the latest of
    // the parents.
    [[nodiscard]] Result<QString> resolve(const QString &word,
                                          const QStringList &current = {}) const;
    // The same for upgrade targets and stamps, where "heads" gives several and "base" none. Refuses
    // -N.
    [[nodiscard]] Result<QStringList> resolveAll(const QString &word,
                                                 const QStringList &current = {}) const;

    // What has to run, in order, to get from the applied heads to the targets: parents first.
    // Already applied is left out. Refuses (Semantic) what cannot be known without a file that is
    // missing.
    [[nodiscard]] Result<QStringList> upgradePath(const QStringList &appliedHeads,
                                                  const QStringList &targets) const;
    // Which are undone, in order, children first: all that is applied and descends from `target`
    // (empty: all of it). Refuses (Usage) a target that is not applied.
    [[nodiscard]] Result<QStringList> downgradePath(const QStringList &appliedHeads,
                                                    const QString &target) const;
    // Every revision the heads contain, themselves too, parents first.
    [[nodiscard]] QStringList ancestors(const QStringList &heads) const;
    // Every revision that contains this one, itself too, parents first.
    [[nodiscard]] QStringList descendants(const QString &id) const;

private:
    struct Word;
    using Marks = std::vector<bool>; // by index in m_revisions

    void link();
    [[nodiscard]] Marks ancestorMarks(const QStringList &heads) const;
    [[nodiscard]] Marks descendantMarks(const QString &id) const;
    [[nodiscard]] QStringList marked(const Marks &marks) const;
    [[nodiscard]] QStringList onBranch(const QStringList &ids, const QString &branch) const;
    [[nodiscard]] Result<> checkApplied(const QStringList &appliedHeads) const;

    [[nodiscard]] Result<Word> parseWord(const QString &word) const;
    [[nodiscard]] Result<QString> identify(const QString &id) const;
    [[nodiscard]] Result<QString> oneHead(const Word &word) const;
    [[nodiscard]] Result<QString> resolveRelative(const Word &word,
                                                  const QStringList &current) const;
    [[nodiscard]] Result<QString> walkUp(const QString &start, const Word &word) const;
    [[nodiscard]] Result<QString> walkDown(const QString &start, const Word &word) const;

    std::vector<Revision> m_revisions;
    std::map<QString, size_t> m_byId;
    std::map<QString, QStringList> m_children; // of missing parents too
};

// Every file of a versions folder; problems of single files do not hide the others. A folder that
// is not there holds no revisions (git keeps no empty folder); one that cannot be read is an error.
struct RevisionFolder
{
    std::vector<Revision> revisions;
    Errors errors;
};
[[nodiscard]] RevisionFolder readRevisions(const QString &directory);

} // namespace Athanor
