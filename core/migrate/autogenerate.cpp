// SPDX-License-Identifier: MIT
#include "migrate/autogenerate.h"

#include "base/digest.h"
#include "base/nearest.h"
#include "database/dictionary.h"
#include "database/versiontable.h"
#include "migrate/attempts.h"
#include "migrate/catalogparts.h"
#include "migrate/changenames.h"

#include <QtCore/QCoreApplication>

#include <set>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Autogenerate", text);
}

// "a"."B" → A, B: the parts as stored.
QStringList storedParts(const QString &written)
{
    QStringList parts;
    QString part;
    bool isQuoted = false;
    for (const QChar c : written.trimmed()) {
        if (c == u'"')
            isQuoted = !isQuoted;
        if (c == u'.' && !isQuoted) {
            parts += storedName(part.trimmed());
            part.clear();
        } else {
            part += c;
        }
    }
    parts += storedName(part.trimmed());
    return parts;
}

std::optional<ObjectRef> findObject(const Catalog &catalog, const QString &name,
                                    const QString &type)
{
    for (const ObjectRef &object : objects(catalog)) {
        if (object.name.name == name && (type.isEmpty() || object.type == type))
            return object;
    }
    return std::nullopt;
}

Failure unknownName(const QString &written, const Catalog &catalog, const QString &where)
{
    QStringList names;
    for (const ObjectRef &object : objects(catalog))
        names += object.name.name;
    const QString near = nearestWord(storedName(written), names);
    return failure(ErrorKind::Usage,
                   near.isEmpty() ? tr("%1 is not in %2.").arg(written, where)
                                  : tr("%1 is not in %2. Is %3 meant?").arg(written, where, near));
}

Result<std::pair<ObjectRef, ObjectRef>> readRename(const std::pair<QString, QString> &rename,
                                                   const Catalog &from, const Catalog &to)
{
    const QStringList before = storedParts(rename.first);
    const QStringList after = storedParts(rename.second);
    const QString target = tr("the target");
    const QString model = tr("the model");
    if (before.size() == 1 && after.size() == 1) {
        const std::optional<ObjectRef> old = findObject(from, before[0], {});
        if (!old)
            return unknownName(rename.first, from, target);
        const std::optional<ObjectRef> renamed = findObject(to, after[0], old->type);
        if (!renamed)
            return unknownName(rename.second, to, model);
        return std::pair(*old, *renamed);
    }
    if (before.size() == 2 && after.size() <= 2) {
        // Both sides in full, or the new column's name alone.
        const QString newTable = after.size() == 2 ? after[0] : before[0];
        const Table *oldTable = from.table({{}, before[0]});
        const Table *table = to.table({{}, newTable});
        if (!oldTable || !oldTable->column(before[1]))
            return unknownName(rename.first, from, target);
        if (!table || !table->column(after.back()))
            return unknownName(rename.second, to, model);
        return std::pair(ObjectRef{u"COLUMN"_s, {before[0], before[1]}},
                         ObjectRef{u"COLUMN"_s, {newTable, after.back()}});
    }
    return failure(ErrorKind::Usage,
                   tr("A rename is written OLD=NEW for an object or TABLE.OLD=TABLE.NEW for a "
                      "column, not “%1=%2”.")
                       .arg(rename.first, rename.second));
}

Result<Difference> differenceOf(const Workspace &workspace, const Catalog &from, const Catalog &to,
                                const AutogenerateOptions &options, const QString &owner,
                                const std::vector<ObjectRule> &left)
{
    Result<CompareOptions> compareOptions = compareOptionsFor(options.renames, from, to, owner);
    if (!compareOptions)
        return Failure(compareOptions.error());
    Difference difference;
    difference.compareOptions = std::move(*compareOptions);
    const QStringList &ignored = workspace.project.ignore;
    difference.comparison = compare(withoutIgnored(from, ignored), withoutIgnored(to, ignored),
                                    difference.compareOptions);
    leaveAlone(difference.comparison, left);
    difference.scripts = generatePair(difference.comparison, difference.compareOptions,
                                      {workspace.version, writerStyle(workspace.project)});
    return difference;
}

// The objects a person would drop: what goes with its table is not named apart.
std::vector<ObjectRef> missingFrom(const Catalog &part, const Catalog &whole)
{
    std::set<ObjectRef> there;
    for (const ObjectRef &object : objects(part))
        there.insert(object);
    std::vector<ObjectRef> missing;
    for (const ObjectRef &object : objects(whole)) {
        if (object.type != "INDEX"_L1 && object.type != "TRIGGER"_L1 && !there.contains(object))
            missing.push_back(object);
    }
    return missing;
}

} // namespace

QString renameWord(const ObjectRef &object)
{
    // A column's reference holds its table where others hold the owner.
    return object.type == "COLUMN"_L1 ? object.name.owner + u'.' + object.name.name
                                      : object.name.name;
}

Result<ModelReading> readWholeModel(const Workspace &workspace)
{
    Result<ModelReading> model = readModel(workspace);
    if (!model || model->errors.empty())
        return model;
    Error error = model->errors.front();
    if (model->errors.size() > 1)
        error.context = tr("and %1 more; “athanor model” lists them").arg(model->errors.size() - 1);
    return Failure(error);
}

Result<CompareOptions> compareOptionsFor(const std::vector<std::pair<QString, QString>> &renames,
                                         const Catalog &from, const Catalog &to,
                                         const QString &owner)
{
    CompareOptions options;
    options.normalForm.owner = owner;
    for (const auto &rename : renames) {
        const auto read = readRename(rename, from, to);
        if (!read)
            return Failure(read.error());
        options.renames.push_back(*read);
    }
    return options;
}

Result<> requireAtHead(const Workspace &workspace, Session &session)
{
    if (Result<> whole = checkRevisions(workspace); !whole)
        return whole;
    const Result<QStringList> current = readHeads(session);
    if (!current)
        return Failure(current.error());
    const Result<std::vector<JournalEntry>> journal = readJournal(session);
    if (!journal)
        return Failure(journal.error());
    if (Result<> finished = refuseUnfinished(workspace, *journal, *current); !finished)
        return finished;
    QStringList heads = workspace.graph.heads();
    if (heads.size() > 1) {
        return failure(ErrorKind::Semantic,
                       tr("The history has several heads: %1. Join them first: “athanor merge -m "
                          "…”, review, upgrade.")
                           .arg(heads.join(u", "_s)));
    }
    heads.sort();
    if (*current == heads)
        return {};
    for (const QString &head : *current) {
        if (!workspace.graph.find(head)) {
            return failure(ErrorKind::Semantic,
                           tr("The target is at %1, and no file is that revision. Fetch the file, "
                              "or stamp the target.")
                               .arg(head));
        }
    }
    const Result<QStringList> pending = workspace.graph.upgradePath(*current, heads);
    const QString count = pending ? QString::number(pending->size()) : u"?"_s;
    return failure(ErrorKind::Semantic,
                   tr("The target is not at the head %1: %2 revision(s) are pending. Run “athanor "
                      "upgrade” first, so that "
                      "the new revision holds only what is new.")
                       .arg(heads.join(u", "_s), count));
}

Result<Difference> compareCatalogs(const Workspace &workspace, const Catalog &from,
                                   const Catalog &to, const AutogenerateOptions &options)
{
    return differenceOf(workspace, from, to, options, {}, {});
}

Result<Difference> compareWithModel(const Workspace &workspace, Session &session,
                                    const AutogenerateOptions &options)
{
    const Result<ModelReading> model = readWholeModel(workspace);
    if (!model)
        return Failure(model.error());
    const Result<QStringList> heads = readHeads(session);
    if (!heads)
        return Failure(heads.error());
    const Result<Catalog> replayed = replay(workspace, *heads);
    if (!replayed)
        return Failure(replayed.error());
    const Result<Catalog> dictionary = readDictionary(session, options.reading);
    if (!dictionary)
        return Failure(dictionary.error());
    const Catalog whole = withUntold(*dictionary, *replayed);
    std::vector<QualifiedName> chosen; // who renames an object says that it is his
    for (const auto &[before, after] : options.renames)
        chosen.push_back({{}, storedParts(before).front()});
    const std::vector<ObjectRef> unowned =
        missingFrom(onlyOwned(whole, *replayed, model->completed, chosen), whole);
    for (const ObjectRef &object : options.dropAlso) {
        chosen.push_back(object.name);
        // What goes with its table has to come back with it.
        for (const auto &[name, index] : whole.indexes) {
            if (index.table == object.name)
                chosen.push_back(name);
        }
        for (const auto &[key, unit] : whole.units) {
            if (unit.table == object.name)
                chosen.push_back(key.second);
        }
    }
    const Catalog live =
        options.dropUnowned ? whole : onlyOwned(whole, *replayed, model->completed, chosen);
    Result<Difference> difference = differenceOf(workspace, live, model->completed, options,
                                                 session.user(), workspace.project.driftIgnore);
    if (difference)
        difference->unowned = unowned;
    return difference;
}

Result<std::optional<Revision>> autogenerate(const Workspace &workspace, Session &session,
                                             const AutogenerateOptions &options, const Clock &clock)
{
    if (const Result<> ready = requireAtHead(workspace, session); !ready)
        return Failure(ready.error());
    const Result<Difference> difference = compareWithModel(workspace, session, options);
    if (!difference)
        return Failure(difference.error());
    if (difference->isEmpty())
        return std::optional<Revision>();
    Revision revision;
    revision.message = options.message.simplified();
    if (revision.message.isEmpty())
        return failure(ErrorKind::Usage,
                       tr("A revision needs a message (-m) that says what it does."));
    do {
        revision.id = newRevisionId();
    } while (workspace.graph.find(revision.id));
    revision.revises = workspace.graph.heads();
    revision.created = clock();
    revision.upgrade = scriptText(difference->scripts.upgrade);
    revision.downgrade = scriptText(difference->scripts.downgrade);
    Result<Revision> written =
        writeRevision(revision, workspace.project.path(workspace.project.versionsDirectory));
    if (!written)
        return Failure(written.error());
    return std::optional<Revision>(std::move(*written));
}

} // namespace Athanor
