// SPDX-License-Identifier: MIT
#include "roundtrip.h"

#include "database/dictionary.h"
#include "ddl/apply.h"
#include "ddl/reader.h"
#include "diff/compare.h"
#include "sql/script.h"

#include <QtCore/QDirIterator>
#include <QtCore/QFile>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QStringList linesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    lines.removeIf([](const QString &line) { return line.startsWith(u'#'); });
    return lines.mid(1); // the heading
}

QStringList statementsOf(QString text)
{
    text.replace(u"\\n"_s, u"\n"_s);
    return text.split(u" ;; "_s, Qt::SkipEmptyParts);
}

// Below 19 the sandbox behaves alike, but for syntax that came later. A 23ai has its updates:
// VECTOR came with 23.4.
OracleVersion releaseOf(const QString &text)
{
    const OracleVersion release = parseOracleVersion(text).value_or(OracleVersion{19, 0});
    if (release >= OracleVersion{23, 0})
        return std::max(release, OracleVersion{23, 5});
    return std::max(release, OracleVersion{19, 0});
}

void addReferenceCases(std::vector<RoundTripCase> &cases)
{
    for (const QString &line :
         linesOf(QStringLiteral(ATHANOR_SHARED_REFERENCES "/ddl_cases.tsv"))) {
        const QStringList fields = line.split(u'\t');
        const QString expected = fields.value(3);
        const QStringList change =
            expected.startsWith(u'(') ? QStringList() : statementsOf(expected);
        const OracleVersion release = releaseOf(fields.value(5));
        cases.push_back({fields.front(), statementsOf(fields.value(1)) + change, release});
        cases.push_back({fields.front() + u" after"_s, statementsOf(fields.value(2)), release});
    }
}

void addScripts(std::vector<RoundTripCase> &cases)
{
    QDirIterator files(QStringLiteral(ATHANOR_SHARED_REFERENCES "/scripts"), {u"*.sql"_s},
                       QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const QString name = files.fileName();
        // What starts from nothing; the others change or drop what those made.
        if (!name.contains("schema"_L1) && !name.contains("tables"_L1)
            && name != "hr_create.sql"_L1)
            continue;
        QFile file(path);
        if (name.contains("drop"_L1) || !file.open(QIODevice::ReadOnly))
            continue;
        const Script script = splitScript(QString::fromUtf8(file.readAll()), path);
        RoundTripCase of{name, {}, {23, 5}};
        for (const Statement &statement : script.statements) {
            if (statement.kind == StatementKind::Client)
                continue;
            const QString sql = executableText(script, statement);
            const DdlReading reading = readDdl(sql, of.release);
            if (!std::holds_alternative<NoStructure>(reading.statement)
                && !std::holds_alternative<NotDdl>(reading.statement))
                of.statements += sql;
        }
        cases.push_back(std::move(of));
    }
}

// Foreign keys into a schema that the sandbox does not have.
bool refersToOthers(const Catalog &catalog)
{
    for (const auto &[name, table] : catalog.tables) {
        for (const Constraint &constraint : table.constraints) {
            if (!constraint.referencedTable.owner.isEmpty()
                && !catalog.table(constraint.referencedTable))
                return true;
        }
    }
    return false;
}

// What a schema's dictionary can tell of the catalog: no other schema's objects, nothing that
// belongs to the whole database (directories, roles, system privileges), no private temporary
// tables (they are in no view), and the default tablespace as none.
Catalog toldByDictionary(Catalog catalog, const QString &user)
{
    static const QStringList ofTheDatabase{u"DIRECTORY"_s, u"CONTEXT"_s,    u"ROLE"_s,   u"USER"_s,
                                           u"PROFILE"_s,   u"TABLESPACE"_s, u"EDITION"_s};
    const auto isOthers = [&user](const QualifiedName &name) {
        return !name.owner.isEmpty() && name.owner != user;
    };
    std::erase_if(catalog.tables, [&](const auto &table) {
        return isOthers(table.first) || table.second.kind == TableKind::PrivateTemporary;
    });
    const auto withoutOthers = [&](auto &objects) {
        std::erase_if(objects, [&](const auto &object) { return isOthers(object.second.name); });
    };
    withoutOthers(catalog.indexes);
    withoutOthers(catalog.sequences);
    withoutOthers(catalog.views);
    withoutOthers(catalog.materializedViews);
    withoutOthers(catalog.units);
    std::erase_if(catalog.synonyms, [&](const auto &synonym) {
        return isOthers(synonym.first)
            && (synonym.first.owner != "PUBLIC"_L1 || isOthers(synonym.second.target)
                || !synonym.second.databaseLink.isEmpty());
    });
    std::erase_if(catalog.opaque, [&](const auto &object) {
        return isOthers(object.first.second) || ofTheDatabase.contains(object.first.first);
    });
    std::erase_if(catalog.grants, [&](const Grant &grant) {
        return grant.object.isEmpty() || isOthers(grant.object);
    });
    for (auto &[name, table] : catalog.tables) {
        std::erase_if(table.physical, [](const auto &clause) {
            return clause.first == "TABLESPACE"_L1 && clause.second == "USERS"_L1;
        });
        table.otherClauses.remove(u" TABLESPACE USERS"_s, Qt::CaseInsensitive);
    }
    return catalog;
}

// What the dictionary does not tell, or is not asked for yet; a comparison takes it from the
// revisions (withUntold).
bool isNotRead(const QString &name)
{
    static const QStringList names =
        linesOf(QStringLiteral(ATHANOR_TEST_DATA "/dictionary/notread.tsv"));
    return names.contains(name);
}

} // namespace

std::vector<RoundTripCase> roundTripCases()
{
    std::vector<RoundTripCase> cases;
    addReferenceCases(cases);
    for (const QString &line : linesOf(QStringLiteral(ATHANOR_TEST_DATA "/ddl/creates.tsv"))) {
        const QStringList fields = line.split(u'\t');
        RoundTripCase of{
            u"create: "_s + fields.front(), {fields.value(2)}, releaseOf(fields.value(1))};
        // The reader's cases: many are on tables that are not there. Keys of an object table stand
        // in its text, and no view tells them from those that were added later.
        if (fields.front() == "object table"_L1)
            continue;
        Catalog alone;
        const DdlReading reading = readDdl(of.statements.front(), of.release);
        if (reading.errors.empty() && apply(reading.statement, alone, of.release)
            && !refersToOthers(alone))
            cases.push_back(std::move(of));
    }
    for (const QString &line : linesOf(QStringLiteral(ATHANOR_TEST_DATA "/ddl/effects.tsv"))) {
        const QStringList fields = line.split(u'\t');
        cases.push_back({u"effect: "_s + fields.front(),
                         statementsOf(fields.value(2)) + statementsOf(fields.value(3)),
                         releaseOf(fields.value(1))});
    }
    for (const QString &line : linesOf(QStringLiteral(ATHANOR_TEST_DATA "/dictionary/kinds.tsv"))) {
        const QStringList fields = line.split(u'\t');
        cases.push_back({u"kind: "_s + fields.front(), statementsOf(fields.value(2)),
                         releaseOf(fields.value(1))});
    }
    addScripts(cases);
    return cases;
}

RoundTrip roundTrip(Session &session, const RoundTripCase &of)
{
    RoundTrip result;
    Catalog catalog;
    const Result<OracleVersion> server = session.serverVersion();
    if (!server || *server < of.release) {
        result.skipped = u"needs a newer release than the server is"_s;
        return result;
    }
    for (const QString &sql : of.statements) {
        const DdlReading reading = readDdl(sql, of.release);
        if (!reading.errors.empty() || !apply(reading.statement, catalog, of.release)) {
            result.skipped = u"does not apply to a catalog: "_s + sql;
            return result;
        }
        const Result<Execution> done = session.execute(sql);
        if (!done) {
            if (done.error().oraCode == 1917 || done.error().oraCode == 1919)
                result.skipped = u"grants to a user or role that is not there"_s;
            else if (done.error().kind == ErrorKind::Unsupported)
                result.skipped = u"the sandbox does not model it: "_s + done.error().toString();
            else
                result.differences = {sql, done.error().toString()};
            return result;
        }
    }
    if (refersToOthers(catalog)) {
        result.skipped = u"refers to a schema that is not there"_s;
        return result;
    }
    const Result<Catalog> read = readDictionary(session);
    if (!read) {
        result.differences = {read.error().toString()};
        return result;
    }
    CompareOptions options;
    options.normalForm.owner = session.user();
    options.columnOrder = true;
    catalog = toldByDictionary(std::move(catalog), session.user());
    // From the database to the model, and back.
    const Comparison there = compare(*read, catalog, options);
    for (const Change &change : there.changes)
        result.differences += change.describe(there.from, there.to);
    const Comparison back = compare(catalog, *read, options);
    for (const Change &change : back.changes)
        result.differences += u"back: "_s + change.describe(back.from, back.to);
    if (!result.differences.isEmpty() && isNotRead(of.name)) {
        result.skipped = u"not read from the dictionary yet: "_s + result.differences.join(u"; "_s);
        result.differences.clear();
    }
    return result;
}

} // namespace Athanor
