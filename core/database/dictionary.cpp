// SPDX-License-Identifier: MIT
#include "database/dictionary.h"

#include "database/dictionaryrows.h"

#include <QtCore/QCoreApplication>

#include <optional>

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

QString described(DictionaryPart part)
{
    switch (part) {
    case DictionaryPart::Facts:
        return tr("tables, constraints, indexes, sequences and grants");
    case DictionaryPart::Columns:
        return tr("columns");
    case DictionaryPart::Lists:
        return tr("columns of keys and indexes, comments, views");
    case DictionaryPart::Source:
        return tr("PL/SQL source");
    case DictionaryPart::Defaults:
        return tr("column defaults");
    case DictionaryPart::IndexExpressions:
        return tr("index expressions");
    case DictionaryPart::ViewTexts:
        return tr("long views");
    case DictionaryPart::Conditions:
        return tr("long check conditions");
    case DictionaryPart::MaterializedViewQueries:
        return tr("materialized views");
    case DictionaryPart::Partitions:
        return tr("partitions");
    case DictionaryPart::Subpartitions:
        return tr("subpartitions");
    case DictionaryPart::IndexPartitions:
        return tr("index partitions");
    }
    return {};
}

// The session's own schema is USER's, unless CURRENT_SCHEMA or the caller says otherwise.
Result<DictionaryScope> scopeOf(Session &session, const DictionaryOptions &options)
{
    DictionaryScope scope;
    scope.owners = options.owners;
    if (scope.owners.isEmpty())
        scope.owners = {session.user()};
    if (scope.owners == QStringList{session.user()} && session.user() == session.loginUser()) {
        scope.owners.clear();
        return scope;
    }
    // Who may ask the DBA_ views sees everything; ALL_ shows what the account has grants on.
    const Result<Rows> mayAsk = session.query(
        u"SELECT role FROM session_roles WHERE role IN ('SELECT_CATALOG_ROLE', 'DBA') "
        u"UNION ALL SELECT privilege FROM session_privs WHERE privilege = 'SELECT ANY DICTIONARY'"_s);
    if (!mayAsk)
        return Failure(mayAsk.error());
    scope.views = mayAsk->rows.empty() ? DictionaryScope::Views::All : DictionaryScope::Views::Dba;
    return scope;
}

// The release before, for a server that turns out to lack a column; none before 11.2.
std::optional<OracleVersion> olderThan(const OracleVersion &version)
{
    static constexpr OracleVersion releases[] = {{23, 0}, {21, 0}, {19, 0}, {18, 0},
                                                 {12, 2}, {12, 1}, {11, 2}};
    for (const OracleVersion &release : releases) {
        if (release < version)
            return release;
    }
    return std::nullopt;
}

constexpr int unknownColumn = 904; // ORA-00904: invalid identifier
constexpr int unknownView = 942; // ORA-00942: table or view does not exist

Result<DictionaryRows> readRows(Session &session, const OracleVersion &version,
                                const DictionaryScope &scope, const DictionaryOptions &options)
{
    DictionaryRows rows;
    rows.user = session.user();
    rows.version = version;
    int step = 0;
    for (const DictionaryPart part : dictionaryParts) {
        ++step;
        if (!rows.isNeeded(part, version))
            continue;
        if (options.cancelled && options.cancelled())
            return failure(ErrorKind::Cancelled, tr("Reading the schema was stopped."));
        if (options.progress)
            options.progress(described(part), step, int(dictionaryParts.size()));
        const bool foreignKeys = part == DictionaryPart::Lists && rows.refersElsewhere(scope);
        const DictionaryStatement statement =
            dictionaryStatement(part, version, scope, foreignKeys);
        if (statement.branches.empty())
            continue;
        Result<Rows> read = session.query(statement.sql, statement.binds, options.cancelled);
        if (!read) {
            Error error = read.error();
            const QString where = tr("reading %1 from the dictionary").arg(described(part));
            error.context = error.context.isEmpty() ? where : where + u'\n' + error.context;
            return Failure(error);
        }
        rows.add(statement, std::move(*read));
    }
    return rows;
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
    const Result<DictionaryScope> scope = scopeOf(session, options);
    if (!scope)
        return Failure(scope.error());
    const QStringList skip = options.withOwnTables ? QStringList() : ownTables();
    // A column that the release is said to have and this server has not would make the whole
    // statement fail: what an older release tells is then better than nothing.
    for (std::optional<OracleVersion> release = *version; release;) {
        const Result<DictionaryRows> rows = readRows(session, *release, *scope, options);
        if (rows)
            return catalogOf(*rows, skip);
        const int code = rows.error().oraCode;
        const std::optional<OracleVersion> older = olderThan(*release);
        if ((code != unknownColumn && code != unknownView) || !older)
            return Failure(rows.error());
        release = older;
    }
    return failure(ErrorKind::Unsupported, tr("The dictionary of this release is not known."));
}

} // namespace Athanor
