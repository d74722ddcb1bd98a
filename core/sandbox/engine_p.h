// SPDX-License-Identifier: MIT
#pragma once

#include "ddl/reader.h"
#include "sandbox/accounts.h"
#include "sandbox/catalogstore.h"
#include "sandbox/constraintcheck.h"
#include "sandbox/engine.h"
#include "sandbox/functions.h"
#include "sandbox/rowstore.h"
#include "sandbox/sequences.h"
#include "sandbox/sqlparser.h"
#include "sandbox/tablelocks.h"
#include "sandbox/triggers.h"

namespace Athanor {

struct SandboxEngine::Private
{
    explicit Private(SandboxOptions given);

    SandboxOptions options;
    FunctionContext functions; // before the database: its functions use it to the end
    SqliteDatabase database;
    CatalogStore store{database};
    Sequences sequences{store};
    TranslationContext context;
    std::unique_ptr<TableLocks> locks;
    bool autocommit = true;
    bool allDeferred = false; // SET CONSTRAINTS ALL DEFERRED, until the transaction ends
    QStringList deferredNames;
    std::set<QualifiedName> deferredTables; // with rows to be checked at COMMIT
    std::set<QualifiedName> temporaryTables; // ON COMMIT DELETE ROWS, with rows
    QStringList remarks;
    std::map<QString, qint64> filledViews; // dictionary view → version it shows

    void remark(const QString &what);

    // transactions (engine.cpp)
    [[nodiscard]] Result<> refresh();
    [[nodiscard]] Result<bool> beginWrite(); // true: began here
    [[nodiscard]] Result<> commit();
    [[nodiscard]] Result<> rollback();
    [[nodiscard]] Result<> checkDeferred();
    void endTransaction();
    [[nodiscard]] Result<SandboxResult> control(const SqlStatement &statement);
    [[nodiscard]] Result<SandboxResult> lockTables(const SqlLock &lock);
    [[nodiscard]] Result<SandboxResult> query(const SqlStatement &statement,
                                              const SandboxRow &binds);
    [[nodiscard]] Result<> fillDictionary(const std::set<QString> &views);
    [[nodiscard]] Result<SandboxResult> alterSession(const QString &sql);
    [[nodiscard]] Result<SandboxResult> execute(const QString &sql,
                                                const std::vector<SandboxBind> &binds);

    // changes (engine_dml.cpp)
    [[nodiscard]] Result<SandboxResult> change(const SqlStatement &statement,
                                               const SandboxRow &binds);
    [[nodiscard]] Result<SandboxResult> changeRows(const SqlStatement &statement,
                                                   const SandboxRow &binds);
    [[nodiscard]] Result<qint64> runChange(const TranslatedChange &change, const SandboxRow &binds,
                                           RowEvent event, SandboxResult *result);
    [[nodiscard]] Result<> afterParentsChanged(const Table &parent, bool deleted,
                                               const QStringList &columns,
                                               const std::map<QString, std::set<qint64>> &before);
    [[nodiscard]] Result<std::map<QString, std::set<qint64>>> knownOrphans(const Table &parent);
    [[nodiscard]] Result<> setTouched(const std::vector<qint64> &rows);
    [[nodiscard]] bool isDeferred(const Constraint &constraint) const;
    void remarkTriggers(const Table &table, RowEvent event);
    [[nodiscard]] Result<SandboxResult> block(const QString &sql,
                                              const std::vector<SandboxBind> &binds);

    // DDL (engine_ddl.cpp)
    [[nodiscard]] Result<SandboxResult> ddl(const QString &sql);
    [[nodiscard]] Result<> applyDdl(DdlStatement &statement, const std::set<ObjectRef> &touched,
                                    SandboxResult &result);
    [[nodiscard]] Result<> prepareCreateTable(CreateTable &create);
    [[nodiscard]] Result<> nameUnnamed(const std::set<ObjectRef> &touched);
    [[nodiscard]] Result<> followRows(const DdlStatement &statement, const Catalog &before,
                                      const std::set<ObjectRef> &touched);

    // users, roles and to whom is granted (engine_account.cpp)
    [[nodiscard]] Result<SandboxResult> accountDdl(const AccountStatement &statement);
    [[nodiscard]] Result<> checkGrantees(const GrantPrivileges &statement);

    // sequences and identities after a statement (engine_sequence.cpp)
    [[nodiscard]] Result<> followSequences(const DdlStatement &statement, const Catalog &before);
    [[nodiscard]] Result<> followIdentities(const std::set<ObjectRef> &touched);

    // validity (validity.cpp)
    [[nodiscard]] Result<> checkExpressions(const Catalog &before,
                                            const std::set<ObjectRef> &touched);
    [[nodiscard]] Result<> checkView(const QualifiedName &name, const QString &query,
                                     qsizetype aliases, bool force, const QString &type,
                                     SandboxResult &result);
    [[nodiscard]] Result<> checkUnit(const ProgramUnit &unit, SandboxResult &result);
    // What is wrong with a view's query; none also where the sandbox does not know.
    [[nodiscard]] std::optional<Error> viewError(const QString &query, qsizetype aliases,
                                                 QString *notModelled = nullptr) const;
    [[nodiscard]] std::optional<QString> whyInvalid(const ObjectRef &object) const;
    [[nodiscard]] Result<> followValidity(const std::set<ObjectRef> &touchedBefore);
    [[nodiscard]] Result<SandboxResult> compileObject(const ObjectRef &object);

    [[nodiscard]] Result<> adopt(const Catalog &initial); // into a new sandbox
};

// The object of that name; null where there is none.
template <typename T>
T *findPart(std::map<QualifiedName, T> &map, const QualifiedName &name)
{
    const auto found = map.find(name);
    return found == map.end() ? nullptr : &found->second;
}

// ALTER … COMPILE: what it compiles.
[[nodiscard]] std::optional<ObjectRef> compiledObject(QStringView sql, const QString &user);

// The objects that a statement may change, by the names that stand in it (conservative). Asked
// before and after it.
[[nodiscard]] std::set<ObjectRef> touchedObjects(const DdlStatement &statement,
                                                 const Catalog &catalog, const QString &user);
// A catalog of these objects only, and one put back into another.
[[nodiscard]] Catalog partOf(const Catalog &catalog, const std::set<ObjectRef> &objects);
void restorePart(Catalog &catalog, const Catalog &part, const std::set<ObjectRef> &objects);

} // namespace Athanor
