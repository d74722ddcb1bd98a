// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "sandbox/translator.h"
#include "schema/oracleversion.h"

#include <memory>
#include <optional>

namespace Athanor {

struct DdlReading;

struct SandboxOptions
{
    OracleVersion version{19, 0}; // what the sandbox says it is, and whose syntax it takes
    QString user = QStringLiteral("SANDBOX");
    std::optional<Catalog> initial; // put into a sandbox that is new
    // Whether it is a database with users and roles of its own (ALL_USERS); a rehearsal knows
    // nothing of those and takes CREATE USER for a statement like any other.
    bool hasAccounts = true;
    Clock clock; // none: the system's
};

// What a statement is, before it is run: OCI_ATTR_STMT_TYPE and QSqlResult::isSelect() ask.
enum class SandboxStatementKind { Query, Change, Ddl, Block, Control };

struct SandboxResult
{
    SandboxStatementKind kind = SandboxStatementKind::Ddl;
    std::vector<ResultColumn> columns; // of a query
    std::vector<SandboxRow>
        rows; // all of them: a query sees the moment it began, whatever happens after
    qint64 rowsAffected = -1; // of a change
    std::vector<std::pair<int, SandboxBind>>
        outputs; // RETURNING … INTO: bind place, value of the first row
    bool compileErrors = false; // ORA-24344: success with compilation error
};

// An Oracle session of its own making: DDL goes to a Catalog, rows to SQLite, both in one file and
// one transaction. Speaks Oracle's SQL and answers with Oracle's errors; what it does not model is
// ErrorKind::Unsupported, or is run and noted in notModelled(). Several sessions, in several
// processes, may have one file open. Belongs to one thread.
class SandboxEngine
{
public:
    // `name`: a file, which is made where there is none; ":memory:", private to this engine;
    // ":memory:NAME", shared by all engines of this process that are open with that name.
    [[nodiscard]] static Result<std::unique_ptr<SandboxEngine>>
    open(const QString &name, const SandboxOptions &options = {});
    ~SandboxEngine(); // rolls back
    SandboxEngine(const SandboxEngine &) = delete;
    SandboxEngine &operator=(const SandboxEngine &) = delete;

    // One statement without terminator, its placeholders (:name or ?) filled by place. On failure
    // nothing of it is left.
    [[nodiscard]] Result<SandboxResult> execute(const QString &sql,
                                                const std::vector<SandboxBind> &binds = {});
    [[nodiscard]] static SandboxStatementKind statementKind(QStringView sql);

    // On (as it is at first): every statement commits by itself. Off: COMMIT, ROLLBACK and DDL end
    // transactions.
    void setAutocommit(bool on);
    [[nodiscard]] Result<> commit(); // ORA-02091 where a deferred constraint is violated
    [[nodiscard]] Result<> rollback();
    [[nodiscard]] bool inTransaction() const; // whether something is there to commit
    void interrupt(); // from any thread: the running statement ends with ORA-01013

    // Why the last statement's result may differ from Oracle's, though it was run: an enabled
    // trigger it does not understand, say. Empty: the sandbox stands by it.
    [[nodiscard]] const QStringList &notModelled() const;

    [[nodiscard]] Result<Catalog> catalog(); // as of now; names that Oracle makes are left out
    [[nodiscard]] const QString &user() const;
    [[nodiscard]] OracleVersion version() const;

private:
    struct Private;
    explicit SandboxEngine(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace Athanor
