// SPDX-License-Identifier: MIT
#include "revision/revisiongraph.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <set>
#include <tuple>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::RevisionGraph", text);
}

// Where the parents are named.
Place placeOfParents(const Revision &revision)
{
    return {revision.file, revision.revisesLine, revision.revisesLine > 0 ? 1 : 0};
}

Result<> checkIds(const std::vector<Revision> &revisions)
{
    std::map<QString, const Revision *> seen;
    for (const Revision &revision : revisions) {
        const auto [first, isNew] = seen.try_emplace(revision.id, &revision);
        if (!isNew) {
            return failure(ErrorKind::Semantic,
                           tr("the revision id %1 stands in two files, the other is %2; give one "
                              "of them an id of its own")
                               .arg(revision.id, first->second->file),
                           0, {revision.file, 1, 1});
        }
        if (revision.revises.contains(revision.id)) {
            return failure(ErrorKind::Semantic,
                           tr("the revision %1 revises itself").arg(revision.id), 0,
                           placeOfParents(revision));
        }
    }
    return {};
}

// Of revisions none of which can come first: follows parents until one comes again; from there on
// is the cycle.
Failure cycleAmong(const std::vector<const Revision *> &stuck)
{
    std::map<QString, const Revision *> byId;
    for (const Revision *revision : stuck)
        byId.emplace(revision->id, revision);
    std::vector<const Revision *> walk;
    std::set<QString> walked;
    const Revision *at = byId.begin()->second;
    while (walked.insert(at->id).second) {
        walk.push_back(at);
        const auto isStuck = [&](const QString &id) { return byId.contains(id); };
        at = byId.at(*std::find_if(at->revises.begin(), at->revises.end(), isStuck));
    }
    const auto start = std::find(walk.begin(), walk.end(), at);
    QStringList names;
    for (auto member = start; member != walk.end(); ++member)
        names.push_back((*member)->id);
    names.push_back(at->id);
    return failure(ErrorKind::Semantic,
                   tr("the revisions revise one another in a cycle (%1); one of them must name "
                      "another parent")
                       .arg(names.join(u" → "_s)),
                   0, placeOfParents(*at));
}

} // namespace

Result<RevisionGraph> RevisionGraph::make(std::vector<Revision> revisions)
{
    if (const Result<> ids = checkIds(revisions); !ids)
        return Failure(ids.error());

    const auto isEarlier = [&](size_t a, size_t b) {
        return std::tie(revisions[a].created, revisions[a].id)
            < std::tie(revisions[b].created, revisions[b].id);
    };
    std::map<QString, size_t> byId;
    for (size_t i = 0; i < revisions.size(); ++i)
        byId.emplace(revisions[i].id, i);
    std::vector<std::vector<size_t>> childrenOf(revisions.size());
    std::vector<int> parentsToCome(revisions.size(), 0);
    for (size_t i = 0; i < revisions.size(); ++i) {
        for (const QString &parent : revisions[i].revises) {
            if (const auto at = byId.find(parent); at != byId.end()) {
                childrenOf[at->second].push_back(i);
                ++parentsToCome[i];
            }
        }
    }

    std::set<size_t, decltype(isEarlier)> ready(isEarlier);
    for (size_t i = 0; i < revisions.size(); ++i) {
        if (parentsToCome[i] == 0)
            ready.insert(i);
    }
    std::vector<size_t> order;
    order.reserve(revisions.size());
    while (!ready.empty()) {
        const size_t next = *ready.begin();
        ready.erase(ready.begin());
        order.push_back(next);
        for (const size_t child : childrenOf[next]) {
            if (--parentsToCome[child] == 0)
                ready.insert(child);
        }
    }
    if (order.size() < revisions.size()) {
        std::vector<const Revision *> stuck;
        for (size_t i = 0; i < revisions.size(); ++i) {
            if (parentsToCome[i] > 0)
                stuck.push_back(&revisions[i]);
        }
        return cycleAmong(stuck);
    }

    RevisionGraph graph;
    graph.m_revisions.reserve(order.size());
    for (const size_t index : order)
        graph.m_revisions.push_back(std::move(revisions[index]));
    graph.link();
    return graph;
}

void RevisionGraph::link()
{
    for (size_t i = 0; i < m_revisions.size(); ++i) {
        m_byId.emplace(m_revisions[i].id, i);
        for (const QString &parent : m_revisions[i].revises)
            m_children[parent].push_back(m_revisions[i].id);
    }
}

const Revision *RevisionGraph::find(const QString &id) const
{
    const auto at = m_byId.find(id);
    return at == m_byId.end() ? nullptr : &m_revisions[at->second];
}

QStringList RevisionGraph::heads() const
{
    QStringList ids;
    for (const Revision &revision : m_revisions) {
        if (!m_children.contains(revision.id))
            ids.push_back(revision.id);
    }
    return ids;
}

QStringList RevisionGraph::bases() const
{
    QStringList ids;
    for (const Revision &revision : m_revisions) {
        if (revision.revises.isEmpty())
            ids.push_back(revision.id);
    }
    return ids;
}

QStringList RevisionGraph::branchPoints() const
{
    QStringList ids;
    for (const Revision &revision : m_revisions) {
        if (children(revision.id).size() > 1)
            ids.push_back(revision.id);
    }
    return ids;
}

QStringList RevisionGraph::children(const QString &id) const
{
    const auto at = m_children.find(id);
    return at == m_children.end() ? QStringList() : at->second;
}

std::vector<std::pair<QString, QString>> RevisionGraph::missing() const
{
    std::vector<std::pair<QString, QString>> pairs;
    for (const Revision &revision : m_revisions) {
        for (const QString &parent : revision.revises) {
            if (!m_byId.contains(parent))
                pairs.emplace_back(revision.id, parent);
        }
    }
    return pairs;
}

RevisionGraph::Marks RevisionGraph::ancestorMarks(const QStringList &heads) const
{
    Marks marks(m_revisions.size(), false);
    for (const QString &head : heads) {
        if (const auto at = m_byId.find(head); at != m_byId.end())
            marks[at->second] = true;
    }
    for (size_t i = m_revisions.size(); i-- > 0;) { // children first, so one walk does
        if (!marks[i])
            continue;
        for (const QString &parent : m_revisions[i].revises) {
            if (const auto at = m_byId.find(parent); at != m_byId.end())
                marks[at->second] = true;
        }
    }
    return marks;
}

RevisionGraph::Marks RevisionGraph::descendantMarks(const QString &id) const
{
    Marks marks(m_revisions.size(), false);
    for (size_t i = 0; i < m_revisions.size(); ++i) {
        const Revision &revision = m_revisions[i];
        marks[i] = revision.id == id
            || std::any_of(revision.revises.begin(), revision.revises.end(),
                           [&](const QString &parent) {
                               const auto at = m_byId.find(parent);
                               return at != m_byId.end() && marks[at->second];
                           });
    }
    return marks;
}

QStringList RevisionGraph::marked(const Marks &marks) const
{
    QStringList ids;
    for (size_t i = 0; i < m_revisions.size(); ++i) {
        if (marks[i])
            ids.push_back(m_revisions[i].id);
    }
    return ids;
}

QStringList RevisionGraph::ancestors(const QStringList &heads) const
{
    return marked(ancestorMarks(heads));
}

QStringList RevisionGraph::descendants(const QString &id) const
{
    return marked(descendantMarks(id));
}

Result<> RevisionGraph::checkApplied(const QStringList &appliedHeads) const
{
    for (const QString &head : appliedHeads) {
        if (!m_byId.contains(head)) {
            return failure(ErrorKind::Semantic,
                           tr("the database stands at revision %1, but no file in the versions "
                              "folder has it; get that file, or set another place with "
                              "'athanor stamp'")
                               .arg(head));
        }
    }
    return {};
}

Result<QStringList> RevisionGraph::upgradePath(const QStringList &appliedHeads,
                                               const QStringList &targets) const
{
    if (const Result<> known = checkApplied(appliedHeads); !known)
        return Failure(known.error());
    const Marks applied = ancestorMarks(appliedHeads);
    Marks needed = ancestorMarks(targets);
    for (size_t i = 0; i < needed.size(); ++i) {
        needed[i] = needed[i] && !applied[i];
        if (!needed[i])
            continue;
        for (const QString &parent : m_revisions[i].revises) {
            if (!m_byId.contains(parent)) {
                return failure(ErrorKind::Semantic,
                               tr("the revision %1 revises %2, but no file in the versions folder "
                                  "has that id")
                                   .arg(m_revisions[i].id, parent),
                               0, placeOfParents(m_revisions[i]));
            }
        }
    }
    return marked(needed);
}

Result<QStringList> RevisionGraph::downgradePath(const QStringList &appliedHeads,
                                                 const QString &target) const
{
    if (const Result<> known = checkApplied(appliedHeads); !known)
        return Failure(known.error());
    Marks undone = ancestorMarks(appliedHeads);
    if (!target.isEmpty()) {
        const auto at = m_byId.find(target);
        if (at == m_byId.end() || !undone[at->second]) {
            return failure(
                ErrorKind::Usage,
                tr("destination %1 is not a valid downgrade target from current "
                   "head(s) %2: it is not applied")
                    .arg(target,
                         appliedHeads.isEmpty() ? tr("(none)") : appliedHeads.join(", "_L1)));
        }
        const Marks later = descendantMarks(target);
        for (size_t i = 0; i < undone.size(); ++i)
            undone[i] = undone[i] && later[i] && i != at->second;
    }
    QStringList path = marked(undone);
    std::reverse(path.begin(), path.end());
    return path;
}

} // namespace Athanor
