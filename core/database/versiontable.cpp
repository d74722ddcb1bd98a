// SPDX-License-Identifier: MIT
#include "database/versiontable.h"

#include "database/bookkeepingtable.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::VersionTable", text);
}

std::vector<QVariant> valuesOf(const QStringList &texts)
{
    return {texts.begin(), texts.end()};
}

QString marks(qsizetype count)
{
    return QStringList(count, u"?"_s).join(u", "_s);
}

Result<> changeRows(Session &session, const QString &sql, const std::vector<QVariant> &binds,
                    qsizetype expected)
{
    const Result<Execution> done = session.execute(sql, binds);
    if (!done && done.error().oraCode == 1) { // unique constraint violated: the primary key
        return failure(ErrorKind::Semantic,
                       tr("alembic_version holds %1 already. Somebody else migrates this schema, "
                          "or it was stamped; look at “athanor current”.")
                           .arg(binds.front().toString()));
    }
    if (!done)
        return Failure(done.error());
    if (done->rowsAffected != expected) {
        return failure(
            ErrorKind::Semantic,
            tr("alembic_version does not hold %1, which this step starts from. Somebody else "
               "migrates this schema, or it was stamped; look at “athanor current”.")
                .arg(binds.back().toString()));
    }
    return {};
}

} // namespace

Result<QStringList> readHeads(Session &session)
{
    const Result<bool> there = hasBookkeepingTable(session, u"ALEMBIC_VERSION"_s);
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
    // As SQLAlchemy writes String(32) and Alembic names the key.
    return ensureBookkeepingTable(session, u"ALEMBIC_VERSION"_s,
                                  u"CREATE TABLE alembic_version (\n"
                                  "    version_num VARCHAR2(32 CHAR) NOT NULL,\n"
                                  "    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n"
                                  ")"_s);
}

Result<> applyHeadStep(Session &session, const HeadStep &step)
{
    if (!step.remove.isEmpty()) {
        const QString sql = u"DELETE FROM alembic_version WHERE version_num IN (%1)"_s.arg(
            marks(step.remove.size()));
        if (Result<> done = changeRows(session, sql, valuesOf(step.remove), step.remove.size());
            !done)
            return done;
    }
    if (!step.from.isEmpty()) {
        if (Result<> done = changeRows(
                session, u"UPDATE alembic_version SET version_num = ? WHERE version_num = ?"_s,
                {step.to, step.from}, 1);
            !done)
            return done;
    }
    if (!step.add.isEmpty()) {
        const QStringList rows(step.add.size(), u"SELECT ? FROM dual"_s);
        const QString sql =
            u"INSERT INTO alembic_version (version_num) "_s + rows.join(u" UNION ALL "_s);
        if (Result<> done = changeRows(session, sql, valuesOf(step.add), step.add.size()); !done)
            return done;
    }
    return {};
}

} // namespace Athanor
