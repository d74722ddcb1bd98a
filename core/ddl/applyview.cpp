// SPDX-License-Identifier: MIT
#include "ddl/application.h"
#include "ddl/expression.h"
#include "ddl/viewoptions.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

Result<> Application::operator()(const CreateView &create)
{
    const QualifiedName &name = create.view.name;
    const auto old = catalog().views.find(name);
    const bool replaces = old != catalog().views.end();
    if (replaces && create.ifNotExists)
        return {};
    if (!replaces || !create.orReplace)
        if (Result<> free = checkFree(name); !free)
            return free;
    if (create.view.columns.isEmpty() && !create.view.otherClauses.startsWith("OF "_L1)
        && !create.view.otherClauses.contains(" OF "_L1)) {
        if (const QString item = namelessItemIn(create.view.query); !item.isEmpty())
            return refuse(998,
                          applyTr("must name this expression with a column alias: %1").arg(item));
    }
    if (!create.view.force) {
        for (const QString &read : objectsRead(create.view.query)) {
            const QualifiedName object{name.owner, read};
            if (!isReadable(object) && !isSystemView(read))
                return refuse(942,
                              applyTr("table or view does not exist: %1, in the query of view "
                                      "%2")
                                  .arg(writtenName(read), writtenName(name)));
        }
    }
    View view = create.view;
    if (replaces) {
        // Grants and comments stay; INSTEAD OF triggers are dropped (SQL Language Reference,
        // CREATE VIEW, OR REPLACE).
        view.comment = old->second.comment;
        view.columnComments = old->second.columnComments;
        for (const QualifiedName &trigger : m_draft.triggersOf(name))
            m_draft.takeUnit({UnitKind::Trigger, trigger});
    }
    m_draft.put(std::move(view));
    return {};
}

Result<> Application::operator()(const DropView &drop)
{
    if (catalog().views.count(drop.name) == 0) {
        for (const QString &kind :
             {u"JSON RELATIONAL DUALITY"_s, u"JSON DUALITY"_s, u"JSON COLLECTION"_s}) {
            if (catalog().opaque.count({kind, drop.name}) != 0) {
                m_draft.takeOpaque({kind, drop.name});
                return {};
            }
        }
        if (drop.ifExists)
            return {};
        return refuse(942, applyTr("table or view does not exist: %1").arg(writtenName(drop.name)));
    }
    for (const QualifiedName &trigger : m_draft.triggersOf(drop.name))
        m_draft.takeUnit({UnitKind::Trigger, trigger});
    dropGrantsOn(drop.name);
    m_draft.takeView(drop.name);
    return {};
}

Result<> Application::operator()(const CreateMaterializedView &create)
{
    const QualifiedName &name = create.view.name;
    if (catalog().materializedViews.count(name) != 0) {
        if (create.ifNotExists)
            return {};
        return refuse(12006,
                      applyTr("a materialized view with the same name already exists: %1")
                          .arg(writtenName(name)));
    }
    // ON PREBUILT TABLE stands over the table of its own name.
    const bool prebuilt = create.view.options.contains("ON PREBUILT TABLE"_L1);
    if (!prebuilt || !catalog().table(name))
        if (Result<> free = checkFree(name); !free)
            return free;
    for (const QString &read : objectsRead(create.view.query)) {
        if (!isReadable({name.owner, read}) && !isSystemView(read))
            return refuse(942, applyTr("table or view does not exist: %1").arg(writtenName(read)));
    }
    // A fast refresh reads the logs of its tables. Database Error Messages, ORA-23413.
    if (create.view.options.contains("REFRESH FAST"_L1)) {
        for (const QString &read : objectsRead(create.view.query)) {
            const QualifiedName table{name.owner, read};
            if (catalog().table(table)
                && catalog().opaque.count({u"MATERIALIZED VIEW LOG"_s, table}) == 0)
                return refuse(23413,
                              applyTr("table %1 does not have a materialized view log")
                                  .arg(writtenName(table)));
        }
    }
    m_draft.put(create.view);
    return {};
}

Result<> Application::operator()(const AlterMaterializedView &alter)
{
    const auto found = catalog().materializedViews.find(alter.name);
    if (found == catalog().materializedViews.end())
        return refuse(12003,
                      applyTr("materialized view does not exist: %1").arg(writtenName(alter.name)));
    MaterializedView view = found->second;
    view.options = mergedViewOptions(view.options, alter.options);
    m_draft.put(std::move(view));
    return {};
}

Result<> Application::operator()(const DropMaterializedView &drop)
{
    if (catalog().materializedViews.count(drop.name) == 0) {
        if (drop.ifExists)
            return {};
        return refuse(12003,
                      applyTr("materialized view does not exist: %1").arg(writtenName(drop.name)));
    }
    for (const QualifiedName &index : m_draft.indexesOf(drop.name))
        if (!catalog().table(drop.name)) // those of a prebuilt table stay
            m_draft.takeIndex(index);
    if (!catalog().table(drop.name))
        dropGrantsOn(drop.name);
    m_draft.takeMaterializedView(drop.name);
    return {};
}

Result<> Application::operator()(const CreateSynonym &create)
{
    const Synonym &synonym = create.synonym;
    const bool replaces = catalog().synonyms.count(synonym.name) != 0;
    if (replaces && create.ifNotExists)
        return {};
    const bool toItself = synonym.name == synonym.target && synonym.databaseLink.isEmpty();
    if (toItself && !holderOf(synonym.target).isEmpty() && !replaces)
        return refuse(1471,
                      applyTr("cannot create a synonym with same name as object: %1")
                          .arg(writtenName(synonym.name)));
    if (!replaces || !create.orReplace)
        if (Result<> free = checkFree(synonym.name); !free)
            return free;
    m_draft.put(synonym);
    return {};
}

Result<> Application::operator()(const DropSynonym &drop)
{
    if (catalog().synonyms.count(drop.name) == 0) {
        if (drop.ifExists)
            return {};
        return drop.name.owner == "PUBLIC"_L1
            ? refuse(1432,
                     applyTr("public synonym to be dropped does not exist: %1")
                         .arg(writtenName(drop.name.name)))
            : refuse(1434,
                     applyTr("private synonym to be dropped does not exist: %1")
                         .arg(writtenName(drop.name)));
    }
    m_draft.takeSynonym(drop.name);
    return {};
}

} // namespace Athanor
