// SPDX-License-Identifier: MIT
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/text.h"
#include "migrate/testaccount.h"
#include "migrate/testuser.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

Result<ExitCode> removeAll(Invocation &call, const Workspace &workspace, Session &session,
                           const Target &target)
{
    const Result<> sure =
        call.confirm(tr("Remove the test users Athanor made in %1?").arg(target.name));
    if (!sure)
        return Failure(sure.error());
    const Result<RemovedTestUsers> removed = removeTestUsers(workspace, session);
    if (!removed)
        return Failure(removed.error());
    if (call.wantsJson()) {
        call.printJson(QJsonDocument(QJsonObject{{u"target"_s, target.name},
                                                 {u"removed"_s, removed->count()},
                                                 {u"rows"_s, removed->rows},
                                                 {u"accounts"_s, removed->accounts},
                                                 {u"kept"_s, toJson(removed->kept)}}));
    } else {
        call.terminal().printLine(removed->count() == 1
                                      ? tr("1 test user removed")
                                      : tr("%1 test users removed").arg(removed->count()));
    }
    for (const QString &why : removed->kept)
        call.terminal().note(tr("left alone: %1").arg(why));
    return ExitCode::Done;
}

void printSql(const Invocation &call, const QString &sql)
{
    if (call.wantsJson())
        call.printJson(QJsonDocument(QJsonObject{{u"sql"_s, sql}}));
    else
        call.terminal().print(sql);
}

// The one time the password is shown. It goes to standard output, where whoever asked gets it.
Result<ExitCode> createAccount(Invocation &call, const Workspace &workspace, Session &session,
                               const Target &target)
{
    const Result<TestAccount> account = createTestAccount(workspace, session);
    Terminal &terminal = call.terminal();
    if (!account) {
        if (account.error().oraCode == 1031) {
            terminal.note(tr("For somebody who has the privilege:"));
            if (const Result<QString> sql = testAccountSql(workspace); sql)
                printSql(call, *sql);
        }
        return Failure(account.error());
    }
    if (call.wantsJson()) {
        call.printJson(QJsonDocument(QJsonObject{{u"target"_s, target.name},
                                                 {u"account"_s, account->name},
                                                 {u"password"_s, account->password},
                                                 {u"created"_s, account->created},
                                                 {u"sql"_s, account->sql}}));
    } else {
        terminal.printLine(
            terminal.painted(tr("account %1").arg(account->name), Terminal::Colour::Bold));
        terminal.printLine(tr("  password  %1").arg(account->password));
        terminal.note(tr("The password is shown this once and written down nowhere."));
        terminal.detail(account->sql.trimmed());
    }
    terminal.note(
        tr("To take test users away again: %1").arg(call.command(u"create-test-user --remove"_s)));
    return ExitCode::Done;
}

Result<ExitCode> showSql(Invocation &call, const Workspace &workspace, bool isAccount)
{
    Result<QString> sql;
    if (isAccount) {
        sql = testAccountSql(workspace);
    } else {
        const Result<std::unique_ptr<Session>> session = call.connect(workspace);
        if (!session)
            return Failure(session.error());
        sql = testUserSql(workspace, **session);
    }
    if (!sql)
        return Failure(sql.error());
    printSql(call, *sql);
    return ExitCode::Done;
}

void printUser(Terminal &terminal, const TestUser &user)
{
    qsizetype widest = 0;
    for (const auto &[column, value] : user.row)
        widest = std::max(widest, column.size());
    terminal.printLine(
        terminal.painted(tr("%1, id %2").arg(user.table, user.id), Terminal::Colour::Bold));
    for (const auto &[column, value] : user.row)
        terminal.printLine(u"  "_s + column.leftJustified(widest) + u"  "_s + value);
    terminal.detail(user.insertSql);
}

Result<ExitCode> runCreateTestUser(Invocation &call)
{
    const Result<Workspace> workspace = call.openWorkspace();
    if (!workspace)
        return Failure(workspace.error());
    const Result<const Target *> target = call.target(*workspace);
    if (!target)
        return Failure(target.error());
    if (call.isSet(u"account") && call.isSet(u"registered"))
        return failure(ErrorKind::Usage, tr("--account and --registered exclude each other"));
    const bool isAccount = call.isSet(u"account")
        || (workspace->project.testUser.kind == TestUserKind::Account
            && !call.isSet(u"registered"));
    if (call.wantsSql() && call.isSet(u"remove"))
        return failure(ErrorKind::Usage, tr("--remove looks first what is there; it has no --sql"));
    if (call.wantsSql())
        return showSql(call, *workspace, isAccount);
    const Result<std::unique_ptr<Session>> session = call.connect(*workspace);
    if (!session)
        return Failure(session.error());
    if (const Result<> sure = call.confirmTarget(**target, call.verb().name); !sure)
        return Failure(sure.error());
    if (call.isSet(u"remove"))
        return removeAll(call, *workspace, **session, **target);
    if (isAccount)
        return createAccount(call, *workspace, **session, **target);
    const Result<TestUser> user = createTestUser(*workspace, **session, systemClock());
    if (!user)
        return Failure(user.error());
    if (call.wantsJson()) {
        QJsonObject row;
        for (const auto &[column, value] : user->row)
            row[column] = value;
        call.printJson(QJsonDocument(QJsonObject{{u"target"_s, (*target)->name},
                                                 {u"table"_s, user->table},
                                                 {u"id"_s, user->id},
                                                 {u"row"_s, row},
                                                 {u"sql"_s, user->insertSql}}));
    } else {
        printUser(call.terminal(), *user);
    }
    call.terminal().note(
        tr("To take test users away again: %1").arg(call.command(u"create-test-user --remove"_s)));
    return ExitCode::Done;
}

} // namespace

Verb createTestUserVerb()
{
    Verb verb;
    verb.name = u"create-test-user"_s;
    verb.summary = tr("make a user for a test: a row of the users' table, or a database account");
    verb.description =
        tr("A registered user is a row: values for every NOT NULL column are made up from its type "
           "and checks; [test-user] of athanor.toml names others. The key comes through the "
           "sequence, and the row is read back and printed.\nA database account is CREATE USER "
           "with a made-up name and password, and what [test-user.account] grants it. The password "
           "is printed once and written down nowhere. Without the privilege the SQL is printed for "
           "somebody who has it.\nkind in [test-user] says which of the two is made.");
    verb.options = {
        {u"account"_s, tr("a database account, whatever [test-user] says")},
        {u"registered"_s, tr("a registered user, whatever [test-user] says")},
        {u"remove"_s,
         tr("take away the test users Athanor made, rows and accounts, and nothing else")}};
    verb.examples = {{u"create-test-user"_s, tr("make one")},
                     {u"create-test-user --account"_s, tr("a database account")},
                     {u"create-test-user --account --sql"_s,
                      tr("the SQL for it, for somebody with the privilege")},
                     {u"create-test-user --remove --yes"_s, tr("remove them all, without asking")}};
    verb.takesTarget = verb.takesJson = verb.takesSql = true;
    verb.run = runCreateTestUser;
    return verb;
}

} // namespace Athanor
