// SPDX-License-Identifier: MIT
#include "ddl/catalogreader.h"

#include "ddl/apply.h"
#include "ddl/objectsmade.h"
#include "sql/lexer.h"
#include "sql/sqlplus.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <optional>
#include <tuple>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::CatalogReader", text);
}

// A place counted from a statement's start, in the file.
Place shifted(const Place &inside, const Place &start)
{
    if (inside.line <= 0)
        return start;
    return {start.file, start.line + inside.line - 1,
            inside.line == 1 ? start.column + std::max(inside.column, 1) - 1 : inside.column};
}

// Statements without DDL need no reading: a schema's rows are often most of its script.
bool isData(QStringView text)
{
    static constexpr QStringView words[] = {u"INSERT",    u"UPDATE", u"DELETE", u"MERGE",
                                            u"SELECT",    u"WITH",   u"COMMIT", u"ROLLBACK",
                                            u"SAVEPOINT", u"LOCK",   u"CALL",   u"EXPLAIN"};
    const Token first = Lexer(text).next();
    return std::any_of(std::begin(words), std::end(words),
                       [&](QStringView word) { return isKeyword(first, text, word); });
}

bool isBlock(QStringView text)
{
    const Token first = Lexer(text).next();
    return isKeyword(first, text, u"BEGIN") || isKeyword(first, text, u"DECLARE")
        || first.text(text) == u"<<";
}

// A block can execute any DDL as a text it puts together; nobody can tell which without running it.
bool executesText(QStringView block)
{
    Lexer lexer(block);
    bool execute = false;
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
        if (execute && isKeyword(token, block, u"IMMEDIATE"))
            return true;
        if (isKeyword(token, block, u"DBMS_SQL") || isKeyword(token, block, u"DBMS_UTILITY"))
            return true;
        execute = isKeyword(token, block, u"EXECUTE");
    }
    return false;
}

// "Not there", in the words for the various objects (ora_errors.tsv).
bool saysNotThere(int oraCode)
{
    static constexpr int codes[] = {942,  1418, 1432, 1434, 1919, 1924, 2024,
                                    2289, 2443, 4043, 4080, 4310, 12003};
    return std::find(std::begin(codes), std::end(codes), oraCode) != std::end(codes);
}

bool isDrop(const DdlStatement &s)
{
    return std::holds_alternative<DropTable>(s) || std::holds_alternative<DropIndex>(s)
        || std::holds_alternative<DropSequence>(s) || std::holds_alternative<DropView>(s)
        || std::holds_alternative<DropMaterializedView>(s) || std::holds_alternative<DropSynonym>(s)
        || std::holds_alternative<DropUnit>(s) || std::holds_alternative<DropOpaque>(s);
}

// The table of a statement that takes away or renames what a foreign key of it, still to be added,
// may be about; empty for others.
QualifiedName changedUnderneath(const DdlStatement &s)
{
    if (const auto *drop = std::get_if<DropTable>(&s))
        return drop->name;
    if (const auto *rename = std::get_if<RenameObject>(&s))
        return {{}, rename->from};
    const auto *alter = std::get_if<AlterTable>(&s);
    const auto changes = [](const TableAction &action) {
        return std::holds_alternative<DropColumns>(action)
            || std::holds_alternative<RenameColumn>(action)
            || std::holds_alternative<DropConstraint>(action)
            || std::holds_alternative<RenameConstraint>(action)
            || std::holds_alternative<ModifyConstraint>(action)
            || std::holds_alternative<RenameTableTo>(action);
    };
    return alter && std::any_of(alter->actions.begin(), alter->actions.end(), changes)
        ? alter->table
        : QualifiedName();
}

class CatalogReader
{
public:
    CatalogReader(ReadingOrder order, const OracleVersion &version, Catalog start)
        : m_order(order)
        , m_version(version)
    {
        m_reading.catalog = std::move(start);
        m_applier.emplace(m_reading.catalog, version);
    }

    void readScript(const Script &script)
    {
        for (const Error &problem : script.problems) {
            if (problem.kind
                != ErrorKind::Semantic) // a lone / that repeats a statement changes nothing here
                m_reading.errors.push_back(problem);
        }
        m_disconnected = false;
        m_goesOnAfterError = false;
        for (const Statement &statement : script.statements) {
            if (statement.kind == StatementKind::Client) {
                if (!readCommand(script, statement))
                    return;
                continue;
            }
            if (m_disconnected) {
                m_reading.errors.push_back(
                    {ErrorKind::Unsupported,
                     tr("DISCONNECT above ends the session; nothing can run after it."),
                     0,
                     script.placeOf(statement),
                     {}});
                m_disconnected = false; // said once
            }
            const QStringList words =
                statement.comment.isEmpty() ? QStringList() : directives(script, statement);
            if (statement.continued)
                readStatement(executableText(script, statement), script.placeOf(statement), words);
            else
                readStatement(script.textOf(statement), script.placeOf(statement), words);
        }
    }

    // Under WHENEVER SQLERROR CONTINUE, what Oracle would refuse is no error: the script goes on,
    // as its writer meant it to.
    void goOnAfterError(bool goesOn) { m_goesOnAfterError = goesOn; }

    void readStatement(QStringView text, const Place &where, const QStringList &directives)
    {
        if (isData(text))
            return;
        if (isBlock(text)) {
            if (executesText(text)) {
                m_reading.notes.push_back(
                    {where,
                     {},
                     text.toString(),
                     tr("What this block executes is put together when it runs; it is not in the "
                        "catalog.")});
            }
            return;
        }
        DdlReading reading = readDdl(text, m_version);
        for (Error &error : reading.errors) {
            error.where = shifted(error.where, where);
            m_reading.errors.push_back(std::move(error));
        }
        for (OpaqueNote &note : reading.notes) {
            note.where = shifted(note.where, where);
            m_reading.notes.push_back(std::move(note));
        }
        if (const auto *create = std::get_if<CreateTable>(&reading.statement);
            create && directives.contains(u"no-autoincrement"_s, Qt::CaseInsensitive))
            m_reading.noAutoincrement.insert(create->table.name);

        // A name that could not be read makes nothing and gives nothing away.
        if (!reading.errors.empty()) {
            const NameChanges changes = nameChanges(reading.statement);
            const bool nameless =
                std::any_of(changes.made.begin(), changes.made.end(),
                            [](const ObjectRef &made) { return made.name.isEmpty(); });
            if (nameless || !changes.renamed.empty()
                || std::holds_alternative<RenameObject>(reading.statement))
                return;
        }
        Attempt attempt{std::move(reading.statement), where, {}, {}, m_goesOnAfterError};
        if (tryOut(attempt) || isTolerated(attempt, directives))
            return;
        // What was only half understood is applied as far as it goes, for the statements that build
        // on it; that it could not be has been said.
        if (!reading.errors.empty())
            return;
        if (m_order == ReadingOrder::InWritingOrder)
            refused(std::move(attempt));
        else
            wait(std::move(attempt));
    }

    [[nodiscard]] CatalogReading finish()
    {
        applyWaiting();
        m_applier.reset();
        restoreConstraintOrder();
        dropStalePlaces();
        // All errors of the files, in the order in which a reader meets them.
        std::stable_sort(
            m_reading.errors.begin(), m_reading.errors.end(),
            [this](const Error &a, const Error &b) { return rank(a.where) < rank(b.where); });
        return std::move(m_reading);
    }

    void enterFile(const QString &file) { m_files.emplace(file, int(m_files.size())); }

private:
    struct Attempt
    {
        DdlStatement statement;
        Place where;
        Error error; // of the last try
        QualifiedName keyOf; // the table whose CREATE TABLE had this constraint
        bool goesOnAfterError = false;
    };

    void refused(Attempt attempt)
    {
        if (attempt.goesOnAfterError && attempt.error.oraCode != 0) {
            m_reading.notes.push_back(
                {attempt.error.where,
                 {},
                 attempt.error.message,
                 tr("Oracle would refuse this with %1; the script goes on (WHENEVER SQLERROR "
                    "CONTINUE).")
                     .arg(oraCodeText(attempt.error.oraCode))});
        } else {
            m_reading.errors.push_back(std::move(attempt.error));
        }
    }

    // False: the script ends here.
    bool readCommand(const Script &script, const Statement &statement)
    {
        const ClientMeaning meaning = clientMeaning(executableText(script, statement));
        if (const auto *refusal = std::get_if<Refuse>(&meaning)) {
            m_reading.errors.push_back(
                {ErrorKind::Unsupported, refusal->reason, 0, script.placeOf(statement), {}});
        } else if (const auto *file = std::get_if<IncludeFile>(&meaning)) {
            m_reading.errors.push_back({ErrorKind::Unsupported,
                                        tr("%1 is not followed from here.").arg(file->file),
                                        0,
                                        script.placeOf(statement),
                                        {}});
        }
        if (const auto *onError = std::get_if<OnSqlError>(&meaning))
            m_goesOnAfterError = !onError->exit;
        if (std::holds_alternative<EndSession>(meaning))
            m_disconnected = true;
        return !std::holds_alternative<EndScript>(meaning);
    }

    bool tryOut(Attempt &attempt)
    {
        if (!m_pendingKeys.empty()) {
            const auto pending = m_pendingKeys.find(changedUnderneath(attempt.statement));
            if (pending != m_pendingKeys.end() && pending->second > 0)
                return false;
        }
        const Result<> result = m_applier->apply(attempt.statement);
        if (!result) {
            attempt.error = result.error();
            attempt.error.where = shifted(attempt.error.where, attempt.where);
            return false;
        }
        if (!attempt.keyOf.isEmpty())
            --m_pendingKeys[attempt.keyOf];
        m_drops = m_drops || isDrop(attempt.statement);
        for (OpaqueNote &note : m_applier->takeNotes()) {
            note.where = attempt.where;
            m_reading.notes.push_back(std::move(note));
        }
        noteQuery(attempt);
        const NameChanges changes = nameChanges(attempt.statement);
        for (const ObjectRef &made : changes.made)
            m_reading.places.insert_or_assign(made, attempt.where);
        for (const NameChanges::Renaming &renaming : changes.renamed)
            followRenaming(renaming);
        return true;
    }

    // A table whose columns nobody knows: CREATE TABLE … AS a query that is not understood.
    void noteQuery(const Attempt &attempt)
    {
        const auto *create = std::get_if<CreateTable>(&attempt.statement);
        if (!create || create->asQuery.isEmpty())
            return;
        const Table *table = m_reading.catalog.table(create->table.name);
        if (table && !table->query.isEmpty())
            m_reading.notes.push_back({attempt.where,
                                       {u"TABLE"_s, table->name},
                                       create->asQuery,
                                       tr("the columns follow from a query that is not understood; "
                                          "it is kept as text")});
    }

    static bool isTolerated(const Attempt &attempt, const QStringList &directives)
    {
        return attempt.error.oraCode != 0
            && std::any_of(directives.begin(), directives.end(), [&](const QString &directive) {
                   return directive.startsWith(u"tolerate "_s, Qt::CaseInsensitive)
                       && directive.contains(oraCodeText(attempt.error.oraCode),
                                             Qt::CaseInsensitive);
               });
    }

    // ---- AnyOrder

    void wait(Attempt attempt)
    {
        if (isDrop(attempt.statement) && saysNotThere(attempt.error.oraCode))
            return;
        auto *create = std::get_if<CreateTable>(&attempt.statement);
        if (create && createWithoutParents(*create, attempt))
            return;
        m_waiting.push_back(std::move(attempt));
    }

    // The table now, its foreign keys when their tables are there: whole models refer to each other
    // in circles, and a chain of tables written children first must not take a round each.
    bool createWithoutParents(const CreateTable &create, const Attempt &attempt)
    {
        const Place &where = attempt.where;
        const auto isOutward = [&](const Constraint &c) {
            if (c.kind == ConstraintKind::ForeignKey)
                return c.referencedTable != create.table.name;
            // USING INDEX i, where CREATE INDEX i waits for the table in its turn
            return !c.indexName.isEmpty()
                && std::none_of(
                    create.indexes.begin(), create.indexes.end(),
                    [&c](const Index &index) { return index.name.name == c.indexName; });
        };
        Attempt alone{create, where, {}, {}, false};
        Table &table = std::get<CreateTable>(alone.statement).table;
        table.constraints.erase(
            std::remove_if(table.constraints.begin(), table.constraints.end(), isOutward),
            table.constraints.end());
        if (table.constraints.size() == create.table.constraints.size() || !tryOut(alone))
            return false;
        for (const Constraint &constraint : create.table.constraints) {
            if (isOutward(constraint)) {
                AlterTable alter;
                alter.table = create.table.name;
                alter.actions.push_back(AddConstraint{constraint, {}});
                m_waiting.push_back(
                    {std::move(alter), where, {}, create.table.name, attempt.goesOnAfterError});
                ++m_pendingKeys[create.table.name];
            }
        }
        m_writtenConstraints[create.table.name] = create.table.constraints;
        return true;
    }

    // Rounds, until one changes nothing. What waits, waits for a table, its key, a column: few
    // rounds, whatever the order of the files.
    void applyWaiting()
    {
        for (bool progress = true; progress && !m_waiting.empty();) {
            const size_t before = m_waiting.size();
            std::vector<Attempt> still;
            for (Attempt &attempt : m_waiting) {
                if (!tryOut(attempt))
                    still.push_back(std::move(attempt));
            }
            m_waiting = std::move(still);
            progress = m_waiting.size() < before;
            if (!progress && !m_pendingKeys.empty()) { // keys that never come hold up nothing else
                m_pendingKeys.clear();
                progress = true;
            }
        }
        for (Attempt &attempt : m_waiting)
            refused(std::move(attempt));
    }

    void restoreConstraintOrder()
    {
        for (const auto &[name, written] : m_writtenConstraints) {
            Table *table = m_reading.catalog.table(name);
            if (!table)
                continue;
            const auto position = [&written = written](const Constraint &c) {
                return std::find(written.begin(), written.end(), c) - written.begin();
            };
            std::stable_sort(table->constraints.begin(), table->constraints.end(),
                             [&](const Constraint &a, const Constraint &b) {
                                 return position(a) < position(b);
                             });
        }
    }

    // ---- places

    void followRenaming(const NameChanges::Renaming &renaming)
    {
        const QStringList types = renaming.type.isEmpty()
            ? QStringList{u"TABLE"_s, u"VIEW"_s, u"SEQUENCE"_s, u"SYNONYM"_s}
            : QStringList{renaming.type};
        for (const QString &type : types) {
            const auto place = m_reading.places.find({type, renaming.from});
            if (place == m_reading.places.end())
                continue;
            m_reading.places.insert_or_assign(ObjectRef{type, renaming.to}, place->second);
            m_reading.places.erase({type, renaming.from});
        }
        if (m_reading.noAutoincrement.erase(renaming.from) > 0)
            m_reading.noAutoincrement.insert(renaming.to);
    }

    // Of what a later statement dropped.
    void dropStalePlaces()
    {
        if (!m_drops)
            return;
        std::vector<ObjectRef> existing = objects(m_reading.catalog);
        std::sort(existing.begin(), existing.end());
        for (auto place = m_reading.places.begin(); place != m_reading.places.end();) {
            const bool exists = std::binary_search(existing.begin(), existing.end(), place->first);
            place = exists ? std::next(place) : m_reading.places.erase(place);
        }
    }

    [[nodiscard]] std::tuple<int, int, int> rank(const Place &place) const
    {
        const auto file = m_files.find(place.file);
        return {file == m_files.end() ? int(m_files.size()) : file->second, place.line,
                place.column};
    }

    ReadingOrder m_order;
    OracleVersion m_version;
    CatalogReading m_reading;
    std::optional<Applier> m_applier; // on m_reading.catalog
    std::vector<Attempt> m_waiting;
    std::map<QualifiedName, int> m_pendingKeys; // of tables made without their parents
    std::map<QualifiedName, std::vector<Constraint>>
        m_writtenConstraints; // of tables made without their parents
    bool m_disconnected = false;
    bool m_goesOnAfterError = false;
    bool m_drops = false; // places may be stale
    std::map<QString, int> m_files; // in reading order
};

} // namespace

CatalogReading readCatalog(const std::vector<Script> &scripts, ReadingOrder order,
                           const OracleVersion &version, Catalog start)
{
    CatalogReader reader(order, version, std::move(start));
    for (const Script &script : scripts) {
        reader.enterFile(script.file);
        reader.readScript(script);
    }
    return reader.finish();
}

CatalogReading readCatalog(const std::vector<Script> &scripts, const ExpandOptions &options,
                           ReadingOrder order, const OracleVersion &version, Catalog start)
{
    ExpandedScript script = expandScripts(scripts, options);
    CatalogReading reading = readCatalog(script.statements, order, version, std::move(start));
    // What could not be expanded first: the rest may follow from it.
    reading.errors.insert(reading.errors.begin(), script.errors.begin(), script.errors.end());
    return reading;
}

CatalogReading readCatalog(const std::vector<ReadyStatement> &statements, ReadingOrder order,
                           const OracleVersion &version, Catalog start)
{
    CatalogReader reader(order, version, std::move(start));
    for (const ReadyStatement &statement : statements) {
        reader.enterFile(statement.where.file);
        reader.goOnAfterError(statement.goesOnAfterError);
        reader.readStatement(statement.text, statement.where, statement.directives);
    }
    return reader.finish();
}

} // namespace Athanor
