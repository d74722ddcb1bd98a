// SPDX-License-Identifier: MIT
#include "migrate/replay.h"

#include "ddl/apply.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

Result<> replayStatement(Applier &applier, const PlannedStatement &statement,
                         const OracleVersion &version)
{
    if (statement.kind == StatementKind::Client)
        return {};
    const DdlReading reading = readDdl(statement.sql, version);
    if (!reading.errors.empty()) {
        Error error = reading.errors.front();
        error.where = placeInFile(statement, error.where);
        return Failure(error);
    }
    const Result<> applied = applier.apply(reading.statement);
    if (applied)
        return {};
    if (tolerates(statement.directives, applied.error().oraCode))
        return {};
    Error error = applied.error();
    error.where = placeInFile(statement, error.where);
    return Failure(error);
}

} // namespace

Result<> replayStatements(Catalog &catalog, const std::vector<PlannedStatement> &statements,
                          size_t count, const OracleVersion &version)
{
    Applier applier(catalog, version);
    for (size_t i = 0; i < count && i < statements.size(); ++i) {
        if (Result<> done = replayStatement(applier, statements[i], version); !done)
            return done;
    }
    return {};
}

Result<Catalog> replay(const Workspace &workspace, const QStringList &heads)
{
    Catalog catalog;
    Applier applier(catalog, workspace.version);
    for (const QString &head : heads) {
        if (!workspace.graph.find(head)) {
            return failure(ErrorKind::Semantic,
                           QCoreApplication::translate(
                               "Athanor::Replay",
                               "There is no file of revision %1, so what the schema should look "
                               "like there is not known. Bring the file back, or stamp.")
                               .arg(head));
        }
    }
    for (const QString &id : workspace.graph.ancestors(heads)) {
        const Revision *revision = workspace.graph.find(id);
        if (!revision)
            continue;
        const Result<std::vector<PlannedStatement>> statements =
            statementsToRead(*revision, Direction::Upgrade, workspace.project);
        if (!statements)
            return Failure(statements.error());
        for (const PlannedStatement &statement : *statements) {
            if (const Result<> done = replayStatement(applier, statement, workspace.version); !done)
                return Failure(done.error());
        }
    }
    return catalog;
}

} // namespace Athanor
