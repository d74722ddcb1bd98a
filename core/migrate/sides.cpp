// SPDX-License-Identifier: MIT
#include "migrate/sides.h"

#include "database/dictionary.h"
#include "database/versiontable.h"
#include "migrate/autogenerate.h"
#include "migrate/catalogparts.h"
#include "migrate/modelsource.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Sides", text);
}

Result<Side> readPath(const QString &path, const SideOptions &options)
{
    Side side;
    side.kind = Side::Kind::Path;
    side.label = path;
    const bool isFolder = QFileInfo(path).isDir();
    const ScriptSet set = readScripts(path);
    if (!set.errors.empty())
        return Failure(set.errors.front());
    const ExpandOptions &sqlPlus = options.scripts;
    // A script does what it says in its order; a folder is a model.
    CatalogReading reading = readCatalog(
        set.scripts, sqlPlus, isFolder ? ReadingOrder::AnyOrder : ReadingOrder::InWritingOrder,
        options.version);
    if (!isFolder && !reading.errors.empty()) {
        CatalogReading any =
            readCatalog(set.scripts, sqlPlus, ReadingOrder::AnyOrder, options.version);
        if (any.errors.empty())
            reading = std::move(any);
    }
    if (!reading.errors.empty()) {
        Error error = reading.errors.front();
        if (reading.errors.size() > 1)
            error.context = tr("and %1 more").arg(reading.errors.size() - 1);
        return Failure(error);
    }
    side.catalog = options.completePaths
        ? completed(std::move(reading.catalog), *options.completePaths, options.version,
                    reading.noAutoincrement)
        : std::move(reading.catalog);
    return side;
}

Result<Side> readLive(const Workspace *workspace, const SideOptions &options)
{
    if (!options.connect)
        return failure(ErrorKind::Usage, tr("“live” needs a project with a target."));
    const Result<std::unique_ptr<Session>> session = options.connect();
    if (!session)
        return Failure(session.error());
    Result<Catalog> catalog = readDictionary(**session);
    if (!catalog)
        return Failure(catalog.error());
    Side side;
    side.kind = Side::Kind::Live;
    side.label = tr("live %1").arg((*session)->description());
    side.catalog = std::move(*catalog);
    if (workspace) {
        const Result<QStringList> heads = readHeads(**session);
        if (!heads)
            return Failure(heads.error());
        if (const Result<Catalog> replayed = replay(*workspace, *heads))
            side.catalog = withUntold(std::move(side.catalog), *replayed);
    }
    return side;
}

} // namespace

Result<Side> readSide(const QString &word, const Workspace *workspace, const SideOptions &options)
{
    if (word == "live"_L1)
        return readLive(workspace, options);
    if (word == "model"_L1) {
        if (!workspace)
            return failure(ErrorKind::Usage,
                           tr("“model” needs a project; there is no athanor.toml here."));
        Result<ModelReading> model = readWholeModel(*workspace);
        if (!model)
            return Failure(model.error());
        return Side{Side::Kind::Model, word, std::move(model->completed)};
    }
    if (QFileInfo::exists(word))
        return readPath(word, options);
    if (!workspace) {
        return failure(ErrorKind::Usage,
                       tr("“%1” is neither a file nor a folder, and there is no project here for "
                          "“model”, “live” or a "
                          "revision.")
                           .arg(word));
    }
    const Result<QStringList> ids = workspace->graph.resolveAll(word);
    if (!ids) {
        if (ids.error().kind == ErrorKind::Ambiguous)
            return Failure(ids.error());
        return failure(
            ErrorKind::Usage,
            tr("“%1” is no file, no folder and no revision; “model” and “live” would do too.")
                .arg(word));
    }
    Result<Catalog> catalog = replay(*workspace, *ids);
    if (!catalog)
        return Failure(catalog.error());
    const QString label = ids->isEmpty() ? tr("base") : tr("revision %1").arg(ids->join(u", "_s));
    return Side{Side::Kind::Revision, label, std::move(*catalog)};
}

} // namespace Athanor
