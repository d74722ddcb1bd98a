// SPDX-License-Identifier: MIT
#include "migrate/drift.h"

#include "ddl/objectsmade.h"
#include "ddl/reader.h"
#include "migrate/catalogparts.h"
#include "migrate/changenames.h"
#include "migrate/section.h"
#include "migrate/standing.h"
#include "migrate/status.h"
#include "migrate/touched.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Drift", text);
}

// Whose an object is. What the applied revisions make is known at once; the names that any revision
// ever made, dropped since or pending, cost a reading of all scripts, so they are looked up only
// when somebody asks for one.
class Ownership
{
public:
    Ownership(const Workspace &workspace, const Catalog &replayed, const Catalog &live,
              const QString &user)
        : m_workspace(workspace)
        , m_live(live)
        , m_user(user)
    {
        for (const ObjectRef &object : objects(replayed))
            m_made.insert(object);
    }

    [[nodiscard]] bool owns(const Change &change)
    {
        const std::vector<ObjectRef> names = namesOf(change); // of a rename, both
        return std::any_of(names.begin(), names.end(),
                           [this](const ObjectRef &name) { return owns(name); });
    }

private:
    [[nodiscard]] bool owns(const ObjectRef &object)
    {
        if (m_made.contains(object))
            return true;
        // A trigger changes what its table does, whoever made it.
        if (object.type == "TRIGGER"_L1) {
            const auto unit = m_live.units.find({UnitKind::Trigger, object.name});
            if (unit != m_live.units.end() && !unit->second.table.isEmpty())
                return owns({u"TABLE"_s, unit->second.table});
        }
        readAll();
        return m_made.contains(object) || m_renamed.contains(object.name);
    }

    void readAll()
    {
        if (m_hasReadAll)
            return;
        m_hasReadAll = true;
        for (const Revision &revision : m_workspace.graph.revisions()) {
            const auto statements =
                statementsToRead(revision, Direction::Upgrade, m_workspace.project);
            if (!statements)
                continue; // its own error is said where it is run
            for (const PlannedStatement &statement : *statements) {
                const NameChanges changes =
                    nameChanges(readDdl(statement.sql, m_workspace.version).statement);
                for (const ObjectRef &made : changes.made)
                    m_made.insert({made.type, own(made.name)});
                for (const NameChanges::Renaming &renaming : changes.renamed)
                    m_renamed.insert(own(renaming.to));
            }
        }
    }

    [[nodiscard]] QualifiedName own(QualifiedName name) const
    {
        if (name.owner == m_user)
            name.owner.clear();
        return name;
    }

    const Workspace &m_workspace;
    const Catalog &m_live;
    QString m_user;
    std::set<ObjectRef> m_made;
    std::set<QualifiedName> m_renamed;
    bool m_hasReadAll = false;
};

void addOnce(std::vector<ObjectRef> &objects, const ObjectRef &object)
{
    if (std::find(objects.begin(), objects.end(), object) == objects.end())
        objects.push_back(object);
}

bool isNamedInFull(const std::vector<ObjectRule> &only, const Change &change)
{
    return std::any_of(only.begin(), only.end(), [&change](const ObjectRule &rule) {
        return rule.isExact() && matchesAny({rule}, change);
    });
}

} // namespace

Result<Drift> readDrift(const Workspace &workspace, Session &session, const DriftOptions &options)
{
    if (const Result<> whole = checkRevisions(workspace); !whole)
        return Failure(whole.error());
    const Result<TargetStatus> status = readStatus(workspace, session, Target());
    if (!status)
        return Failure(status.error());
    const Result<Catalog> replayed = replay(workspace, status->current);
    if (!replayed)
        return Failure(replayed.error());
    const Result<Catalog> dictionary = readDictionary(session, options.reading);
    if (!dictionary)
        return Failure(dictionary.error());

    Drift drift;
    drift.heads = status->current;
    for (const RevisionStatus &one : status->revisions) {
        if (one.state == RevisionState::EditedAfterApplied)
            drift.remarks += tr("Revision %1 was edited after it was applied here; what the edit "
                                "changed shows as drift.")
                                 .arg(one.id);
    }
    Catalog live = withUntold(*dictionary, *replayed);
    const Result<std::optional<HalfWay>> standing =
        halfWay(workspace, {status->current, status->journal});
    if (!standing)
        return Failure(standing.error());
    if (*standing) {
        drift.halfWay = refuseUnfinished(workspace, status->journal, status->current).error();
        CompareOptions touching;
        touching.normalForm.owner = session.user();
        // Neither before nor after, so not drift yet.
        const std::set<ObjectRef> touched = touchedBy(workspace, *replayed, (*standing)->statements,
                                                      (*standing)->attempt, touching);
        const std::vector<ObjectRef> aside(touched.begin(), touched.end());
        live = withPartOf(std::move(live), *replayed, aside);
        QStringList names;
        for (const ObjectRef &object : aside)
            names += object.name.name;
        if (!names.isEmpty())
            drift.remarks += tr("Not compared, because the stopped run touched them: %1.")
                                 .arg(names.join(u", "_s));
    }

    const Project &project = workspace.project;
    const Catalog from = withoutIgnored(*replayed, project.ignore);
    const Catalog to = withoutIgnored(live, project.ignore);
    Result<CompareOptions> compareOptions =
        compareOptionsFor(options.renames, from, to, session.user());
    if (!compareOptions)
        return Failure(compareOptions.error());
    Difference &difference = drift.difference;
    difference.compareOptions = std::move(*compareOptions);
    difference.comparison = compare(from, to, difference.compareOptions);
    Ownership ownership(workspace, *replayed, difference.comparison.to, session.user());
    std::erase_if(difference.comparison.changes, [&](const Change &change) {
        if (matchesAny(project.driftIgnore, change)) {
            addOnce(drift.ignored, change.object);
            return true;
        }
        const bool isChosen = options.only.empty() || matchesAny(options.only, change);
        if (options.all || (options.withNamed && isNamedInFull(options.only, change))
            || ownership.owns(change))
            return !isChosen;
        addOnce(drift.notOwned, change.object);
        return true;
    });
    leaveAlone(difference.comparison, project.driftIgnore); // what may be renamed
    difference.scripts = generatePair(difference.comparison, difference.compareOptions,
                                      {workspace.version, writerStyle(workspace.project)});
    drift.live = std::move(live);
    return drift;
}

} // namespace Athanor
