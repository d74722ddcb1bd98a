// SPDX-License-Identifier: MIT
#include "database/versiontable.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::VersionTable", text);
}

Result<> changeOneRow(Session &session, const QString &sql, const std::vector<QVariant> &binds)
{
    const Result<Execution> done = session.execute(sql, binds);
    if (!done)
        return Failure(done.error());
    if (done->rowsAffected != 1) {
        return failure(
            ErrorKind::Semantic,
            tr("alembic_version changed while Athanor was at it: a row it had read is not there "
               "any more. "
               "Somebody else migrates this schema; look at “athanor current” and try again."));
    }
    return {};
}

} // namespace

Result<QStringList> readHeads(Session &session)
{
    const Result<bool> there = session.hasTable(u"ALEMBIC_VERSION"_s);
    if (!there)
        return Failure(there.error());
    QStringList heads;
    if (!*there)
        return heads;
    const Result<Rows> rows = session.query(u"SELECT version_num FROM alembic_version"_s);
    if (!rows)
        return Failure(rows.error());
    for (const Row &row : rows->rows)
        heads += row.front().toString();
    heads.sort();
    return heads;
}

Result<> ensureVersionTable(Session &session)
{
    const Result<bool> there = session.hasTable(u"ALEMBIC_VERSION"_s);
    if (!there)
        return Failure(there.error());
    if (*there)
        return {};
    // As SQLAlchemy writes String(32) and Alembic names the key.
    const Result<Execution> made =
        session.execute(u"CREATE TABLE alembic_version (\n"
                        "    version_num VARCHAR2(32 CHAR) NOT NULL,\n"
                        "    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n"
                        ")"_s);
    if (!made)
        return Failure(made.error());
    return {};
}

Result<> applyHeadStep(Session &session, const HeadStep &step)
{
    // Looked at before anything is written, so that a refusal leaves the rows as they are.
    const Result<QStringList> heads = readHeads(session);
    if (!heads)
        return Failure(heads.error());
    QStringList needed = step.remove;
    if (!step.from.isEmpty())
        needed += step.from;
    for (const QString &head : needed) {
        if (!heads->contains(head)) {
            return failure(ErrorKind::Semantic,
                           tr("alembic_version does not hold %1, which this step starts from. "
                              "Somebody else migrates this "
                              "schema, or it was stamped; look at “athanor current”.")
                               .arg(head));
        }
    }
    for (const QString &head :
         step.add + (step.from.isEmpty() ? QStringList() : QStringList{step.to})) {
        if (heads->contains(head))
            return failure(ErrorKind::Semantic, tr("alembic_version holds %1 already.").arg(head));
    }

    for (const QString &head : step.remove) {
        if (Result<> done = changeOneRow(
                session, u"DELETE FROM alembic_version WHERE version_num = ?"_s, {head});
            !done)
            return done;
    }
    if (!step.from.isEmpty()) {
        if (Result<> done = changeOneRow(
                session, u"UPDATE alembic_version SET version_num = ? WHERE version_num = ?"_s,
                {step.to, step.from});
            !done)
            return done;
    }
    for (const QString &head : step.add) {
        if (Result<> done = changeOneRow(
                session, u"INSERT INTO alembic_version (version_num) VALUES (?)"_s, {head});
            !done)
            return done;
    }
    return {};
}

} // namespace Athanor
