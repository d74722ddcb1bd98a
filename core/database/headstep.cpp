// SPDX-License-Identifier: MIT
#include "database/headstep.h"

namespace Athanor {

namespace {

// The parents that no other head contains: those that become, or stop being, heads with this step.
QStringList ownParents(const RevisionGraph &graph, const QString &revision,
                       const QStringList &otherHeads)
{
    const Revision *node = graph.find(revision);
    if (!node)
        return {};
    const QStringList contained =
        otherHeads.isEmpty() ? QStringList() : graph.ancestors(otherHeads);
    QStringList own;
    for (const QString &parent : node->revises) {
        if (!contained.contains(parent))
            own += parent;
    }
    return own;
}

} // namespace

HeadStep upgradeStep(const RevisionGraph &graph, const QString &revision, const QStringList &heads)
{
    HeadStep step;
    QStringList others;
    const Revision *node = graph.find(revision);
    const QStringList parents = node ? node->revises : QStringList();
    for (const QString &head : heads) {
        if (!parents.contains(head))
            others += head;
    }
    QStringList replaced;
    for (const QString &parent : ownParents(graph, revision, others)) {
        if (heads.contains(parent))
            replaced += parent;
    }
    if (replaced.isEmpty()) { // a base, or a branch from a revision that is no head any more
        step.add = QStringList{revision};
        return step;
    }
    step.from = replaced.takeLast();
    step.to = revision;
    step.remove = replaced;
    return step;
}

HeadStep downgradeStep(const RevisionGraph &graph, const QString &revision,
                       const QStringList &heads)
{
    HeadStep step;
    QStringList others = heads;
    others.removeAll(revision);
    QStringList restored = ownParents(graph, revision, others);
    if (restored.isEmpty()) {
        step.remove = QStringList{revision};
        return step;
    }
    step.from = revision;
    step.to = restored.takeLast();
    step.add = restored;
    return step;
}

QStringList headsAfter(QStringList heads, const HeadStep &step)
{
    for (const QString &removed : step.remove)
        heads.removeAll(removed);
    if (!step.from.isEmpty()) {
        heads.removeAll(step.from);
        heads += step.to;
    }
    heads += step.add;
    heads.sort();
    return heads;
}

} // namespace Athanor
