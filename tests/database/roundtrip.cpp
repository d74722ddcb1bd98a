// SPDX-License-Identifier: MIT
#include "roundtrip.h"

#include "database/dictionary.h"
#include "ddl/apply.h"
#include "ddl/reader.h"
#include "diff/compare.h"
#include "migrate/catalogparts.h"
#include "sql/script.h"

#include <QtCore/QDirIterator>
#include <QtCore/QFile>

#include <optional>

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

// What a real server's account may lack: a privilege, another schema, an option that is paid for, a
// tablespace.
bool isUnprivileged(int code)
{
    return code == 1031 || code == 1918 || code == 439 || code == 959 || code == 1435;
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
        for (auto &[keyword, clause] : table.physical)
            clause.remove(u"TABLESPACE USERS "_s);
    }
    return catalog;
}

// What the statements made that belongs to the database, as DROP names it.
QStringList outside(const Catalog &catalog)
{
    QStringList objects;
    for (const auto &[key, object] : catalog.opaque) {
        if (key.first == "DIRECTORY"_L1 || key.first == "CONTEXT"_L1 || key.first == "ROLE"_L1)
            objects += key.first + u' ' + writtenName(key.second.name);
    }
    for (const auto &[name, synonym] : catalog.synonyms) {
        if (name.owner == "PUBLIC"_L1)
            objects += u"PUBLIC SYNONYM "_s + writtenName(name.name);
    }
    return objects;
}

// Makes whom a statement grants to, and what roles.
class Accounts
{
public:
    explicit Accounts(Session &session)
        : m_session(session)
    { }

    // What Oracle refuses to make; null: they are there.
    [[nodiscard]] std::optional<Error> makeFor(const std::vector<Grant> &grants)
    {
        for (const Grant &grant : grants) {
            if (grant.grantee != "PUBLIC"_L1 && grant.grantee != m_session.user()) {
                if (auto no = make(u"USER"_s, grant.grantee, u" IDENTIFIED BY \"At_4nor!\""_s))
                    return no;
            }
            // A privilege has several words; one word is a role.
            if (grant.object.isEmpty() && !grant.privilege.contains(u' ')) {
                if (auto no = make(u"ROLE"_s, storedName(grant.privilege), {}))
                    return no;
            }
        }
        return std::nullopt;
    }
    [[nodiscard]] const QStringList &made() const { return m_made; }

private:
    [[nodiscard]] std::optional<Error> make(const QString &kind, const QString &name,
                                            const QString &rest)
    {
        const QString what = kind + u' ' + writtenName(name);
        if (m_there.contains(what))
            return std::nullopt;
        const Result<Execution> done = m_session.execute(u"CREATE "_s + what + rest);
        const int code = done ? 0 : done.error().oraCode;
        if (code == 0)
            m_made += what;
        // Of a user or a role of that name there is one already.
        if (code == 0 || code == 1920 || code == 1921) {
            m_there += what;
            return std::nullopt;
        }
        Error error = done.error();
        error.context = what;
        return error;
    }

    Session &m_session;
    QStringList m_there;
    QStringList m_made;
};

QStringList differencesOf(const Catalog &read, const Catalog &made, const QString &user)
{
    CompareOptions options;
    options.normalForm.owner = user;
    options.columnOrder = true;
    QStringList differences;
    // From the database to the model, and back.
    const Comparison there = compare(read, made, options);
    for (const Change &change : there.changes)
        differences += change.describe(there.from, there.to);
    const Comparison back = compare(made, read, options);
    for (const Change &change : back.changes)
        differences += u"back: "_s + change.describe(back.from, back.to);
    return differences;
}

// `made` is the catalog that the statements make, as far as they come.
RoundTrip carriedOut(Session &session, const RoundTripCase &of, Accounts &accounts, Catalog &made)
{
    RoundTrip result;
    const Result<OracleVersion> server = session.serverVersion();
    if (!server || *server < of.release) {
        result.skipped = u"needs a newer release than the server is"_s;
        return result;
    }
    for (const QString &sql : of.statements) {
        const DdlReading reading = readDdl(sql, of.release);
        if (!reading.errors.empty() || !apply(reading.statement, made, of.release)) {
            result.skipped = u"does not apply to a catalog: "_s + sql;
            return result;
        }
        if (const std::optional<Error> no = accounts.makeFor(made.grants)) {
            result.skipped = u"this account may not make users and roles: "_s + no->toString();
            return result;
        }
        const Result<Execution> done = session.execute(sql);
        if (!done) {
            if (done.error().kind == ErrorKind::Unsupported)
                result.skipped = u"the sandbox does not model it: "_s + done.error().toString();
            else if (isUnprivileged(done.error().oraCode))
                result.skipped = u"this account may not: "_s + done.error().toString();
            else
                result.differences = {sql, done.error().toString()};
            return result;
        }
    }
    if (refersToOthers(made)) {
        result.skipped = u"refers to a schema that is not there"_s;
        return result;
    }
    const Result<Catalog> read = readDictionary(session);
    if (!read) {
        result.differences = {read.error().toString()};
        return result;
    }
    const QString user = session.user();
    const Catalog catalog = toldByDictionary(made, user);
    result.untold = differencesOf(*read, catalog, user);
    result.differences = differencesOf(withUntold(*read, catalog), catalog, user);
    return result;
}

} // namespace

std::vector<RoundTripCase> roundTripCases()
{
    std::vector<RoundTripCase> cases;
    addReferenceCases(cases);
    for (const QString &line : linesOf(QStringLiteral(ATHANOR_TEST_DATA "/ddl/creates.tsv"))) {
        const QStringList fields = line.split(u'\t');
        RoundTripCase of{u"create: "_s + fields.front(), statementsOf(fields.value(2)),
                         releaseOf(fields.value(1))};
        // The reader's cases: many are on tables that are not there. Keys of an object table stand
        // in its text, and no view tells them from those that were added later.
        if (fields.front().startsWith("object table"_L1))
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
    for (const QString &line :
         linesOf(QStringLiteral(ATHANOR_TEST_DATA "/dictionary/notread.tsv"))) {
        const QString name = line.section(u'\t', 0, 0);
        for (RoundTripCase &of : cases) {
            if (of.name == name)
                of.untold = line.section(u'\t', 1);
        }
    }
    return cases;
}

RoundTrip roundTrip(Session &session, const RoundTripCase &of)
{
    Accounts accounts(session);
    Catalog made;
    RoundTrip result = carriedOut(session, of, accounts, made);
    result.outside = accounts.made() + outside(made);
    return result;
}

} // namespace Athanor
