// SPDX-License-Identifier: MIT
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/text.h"
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
    const Result<int> removed = removeTestUsers(workspace, session);
    if (!removed)
        return Failure(removed.error());
    if (call.wantsJson()) {
        call.printJson(
            QJsonDocument(QJsonObject{{u"target"_s, target.name}, {u"removed"_s, *removed}}));
    } else {
        call.terminal().printLine(*removed == 1 ? tr("1 test user removed")
                                                : tr("%1 test users removed").arg(*removed));
    }
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
    const Result<std::unique_ptr<Session>> session = call.connect(*workspace);
    if (!session)
        return Failure(session.error());
    if (const Result<> sure = call.confirmTarget(**target, call.verb().name); !sure)
        return Failure(sure.error());
    if (call.isSet(u"remove"))
        return removeAll(call, *workspace, **session, **target);
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
    verb.summary = tr("insert a registered user, to see that the schema works");
    verb.description =
        tr("Values for every NOT NULL column are made up from its type and checks; [test-user] of "
           "athanor.toml names others. The key comes from the sequence. The row is read back and "
           "printed.");
    verb.options = {{u"remove"_s, tr("take the test users Athanor made away, and no other row")}};
    verb.examples = {{u"create-test-user"_s, tr("insert one")},
                     {u"create-test-user --remove --yes"_s, tr("remove them all, without asking")}};
    verb.takesTarget = verb.takesJson = true;
    verb.run = runCreateTestUser;
    return verb;
}

} // namespace Athanor
