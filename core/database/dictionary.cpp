// SPDX-License-Identifier: MIT
#include "database/dictionary.h"

#include "database/dictionaryqueries.h"
#include "database/dictionaryrows.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Dictionary", text);
}

const QStringList &ownTables()
{
    static const QStringList names{u"ALEMBIC_VERSION"_s, u"ATHANOR_JOURNAL"_s, u"ATHANOR_LOCK"_s,
                                   u"ATHANOR_TEST_USER"_s};
    return names;
}

bool refersElsewhere(const DictionaryRows &rows)
{
    const NamedRows constraints(rows.constraints);
    const qsizetype owner = constraints["R_OWNER"_L1];
    for (const Row &row : constraints.rows()) {
        const QString referenced = NamedRows::text(row, owner);
        if (!referenced.isEmpty() && referenced != rows.user)
            return true;
    }
    return false;
}

} // namespace

bool isOwnTable(QStringView stored)
{
    return ownTables().contains(stored);
}

Result<Catalog> readDictionary(Session &session, const DictionaryOptions &options)
{
    const Result<OracleVersion> version = session.serverVersion();
    if (!version)
        return Failure(version.error());
    const DictionaryQueries queries = dictionaryQueries(*version);
    DictionaryRows rows;
    rows.user = session.user();

    struct Step
    {
        QString what;
        const QString *sql;
        Rows *into;
    };
    const std::vector<Step> steps{
        {tr("settings, sequences, synonyms and grants"), &queries.facts, &rows.facts},
        {tr("tables"), &queries.tables, &rows.tables},
        {tr("columns"), &queries.columns, &rows.columns},
        {tr("constraints"), &queries.constraints, &rows.constraints},
        {tr("constraint columns"), &queries.constraintColumns, &rows.constraintColumns},
        {tr("indexes"), &queries.indexes, &rows.indexes},
        {tr("index expressions"), &queries.indexExpressions, &rows.indexExpressions},
        {tr("views"), &queries.views, &rows.views},
        {tr("materialized views"), &queries.materializedViews, &rows.materializedViews},
        {tr("comments"), &queries.comments, &rows.comments},
        {tr("PL/SQL source"), &queries.source, &rows.source},
        {tr("partitions"), &queries.partitions, &rows.partitions},
    };
    for (size_t i = 0; i < steps.size(); ++i) {
        if (options.cancelled && options.cancelled())
            return failure(ErrorKind::Cancelled, tr("Reading the schema was stopped."));
        if (options.progress)
            options.progress(steps[i].what, int(i) + 1, int(steps.size()));
        Result<Rows> read = session.query(*steps[i].sql);
        if (!read) {
            Error error = read.error();
            error.context = tr("reading %1 from the dictionary").arg(steps[i].what);
            return Failure(error);
        }
        *steps[i].into = std::move(*read);
    }
    if (refersElsewhere(rows)) {
        // What cannot be seen there stays unresolved; that is no reason to read nothing.
        if (Result<Rows> read = session.query(foreignOwnersQuery()))
            rows.foreignKeys = std::move(*read);
    }
    return catalogOf(rows, options.withOwnTables ? QStringList() : ownTables());
}

} // namespace Athanor
