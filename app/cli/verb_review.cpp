// SPDX-License-Identifier: MIT
#include "cli/changetext.h"
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/text.h"
#include "migrate/autogenerate.h"
#include "migrate/review.h"
#include "sql/script.h"

#include <QtCore/QFileInfo>

#ifdef Q_OS_UNIX
#include <pwd.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString reviewer(const Invocation &call)
{
    if (call.isSet(u"by"))
        return call.value(u"by").simplified();
    for (const char *variable : {"ATHANOR_REVIEWER", "LOGNAME", "USER", "USERNAME"}) {
        if (const QString name = qEnvironmentVariable(variable).simplified(); !name.isEmpty())
            return name;
    }
#ifdef Q_OS_UNIX
    if (const passwd *account = ::getpwuid(::geteuid()))
        return QString::fromLocal8Bit(account->pw_name);
#endif
    return {};
}

Script scriptOf(const QString &section, const Revision &revision)
{
    return splitScript(section, QFileInfo(revision.file).fileName());
}

void printStatements(Terminal &terminal, const QString &title, const Script &script, int firstLine)
{
    terminal.printLine(terminal.painted(title, Terminal::Colour::Bold));
    int number = 0;
    for (const Statement &statement : script.statements) {
        if (statement.kind == StatementKind::Client)
            continue;
        const QString text = script.textOf(statement).toString();
        terminal.printLine(
            u"%1. "_s.arg(++number, 3)
            + terminal.painted(u"-- %1:%2"_s.arg(script.file).arg(firstLine + statement.line - 1),
                               Terminal::Colour::Dim));
        for (const QString &line : text.split(u'\n'))
            terminal.printLine(u"     "_s + line);
    }
    if (number == 0)
        terminal.printLine(u"     "_s + tr("(nothing)"));
}

QJsonArray statementsJson(const Script &script, int firstLine)
{
    QJsonArray array;
    int number = 0;
    for (const Statement &statement : script.statements) {
        if (statement.kind == StatementKind::Client)
            continue;
        array.append(QJsonObject{{u"number"_s, ++number},
                                 {u"kind"_s, toString(statement.kind)},
                                 {u"line"_s, firstLine + statement.line - 1},
                                 {u"sql"_s, executableText(script, statement)}});
    }
    return array;
}

// What the revision does, found out on catalogs: the schema before it and after it. Where the
// replay cannot tell (a statement it does not understand), no hazards are named.
std::optional<Difference> effectOf(const Workspace &workspace, const Revision &revision)
{
    const Result<Catalog> before = replay(workspace, revision.revises);
    const Result<Catalog> after = replay(workspace, {revision.id});
    if (!before || !after)
        return {};
    Result<Difference> difference = compareCatalogs(workspace, *before, *after, {});
    return difference ? std::optional(*difference) : std::nullopt;
}

QJsonArray hazardsJson(const GeneratedScript &script)
{
    QJsonArray array;
    for (const GeneratedStatement &statement : script) {
        for (const Hazard &hazard : statement.hazards)
            array.append(toJson(hazard));
    }
    return array;
}

Result<ExitCode> runReview(Invocation &call)
{
    const Result<Workspace> workspace = call.openWorkspace();
    if (!workspace)
        return Failure(workspace.error());
    const Result<QString> id = workspace->graph.resolve(call.argument(u"head"_s));
    if (!id)
        return Failure(id.error());
    const Revision *revision = workspace->graph.find(*id);
    if (!revision)
        return failure(ErrorKind::Usage, tr("there is no revision to review"));
    Terminal &terminal = call.terminal();

    if (call.isSet(u"withdraw")) {
        const Result<Revision> withdrawn = withdrawReview(*workspace, *id);
        if (!withdrawn)
            return Failure(withdrawn.error());
        if (call.wantsJson())
            call.printJson(QJsonDocument(toJson(*withdrawn, workspace->graph)));
        terminal.note(tr("%1 waits for its review again.").arg(titleOf(*withdrawn)));
        return ExitCode::Done;
    }

    const Script up = scriptOf(revision->upgrade, *revision);
    const Script down = scriptOf(revision->downgrade, *revision);
    const std::optional<Difference> effect = effectOf(*workspace, *revision);
    if (!call.wantsJson()) {
        terminal.printLine(titleOf(*revision));
        printStatements(terminal, tr("Upgrade"), up, revision->upgradeLine);
        printStatements(terminal, tr("Downgrade"), down, revision->downgradeLine);
        if (effect) {
            noteHazards(terminal, effect->scripts.upgrade, tr("What may go wrong on the way up:"));
            noteHazards(terminal, effect->scripts.downgrade,
                        tr("What may go wrong on the way down:"));
        }
    }
    if (revision->isReviewed()) {
        terminal.note(tr("%1 reviewed it already.").arg(revision->review->by));
    } else if (const Result<> sure = call.confirm(tr("Mark it as reviewed?")); !sure) {
        return Failure(sure.error());
    }
    Result<Revision> reviewed = revision->isReviewed()
        ? Result<Revision>(*revision)
        : review(*workspace, *id, reviewer(call), systemClock());
    if (!reviewed)
        return Failure(reviewed.error());
    if (call.wantsJson()) {
        QJsonObject object = toJson(*reviewed, workspace->graph);
        object[u"upgrade"_s] = statementsJson(up, revision->upgradeLine);
        object[u"downgrade"_s] = statementsJson(down, revision->downgradeLine);
        object[u"upgradeHazards"_s] = effect ? hazardsJson(effect->scripts.upgrade) : QJsonArray();
        object[u"downgradeHazards"_s] =
            effect ? hazardsJson(effect->scripts.downgrade) : QJsonArray();
        call.printJson(QJsonDocument(object));
    }
    terminal.note(tr("Reviewed by %1; an edit of either section takes the mark away. Next: %2")
                      .arg(reviewed->review->by, call.command(u"upgrade"_s)));
    return ExitCode::Done;
}

} // namespace

Verb reviewVerb()
{
    Verb verb;
    verb.name = u"review"_s;
    verb.arguments = u"[REVISION]"_s;
    verb.summary = tr("print a revision's statements with their hazards and mark it reviewed");
    verb.description =
        tr("The STOP step: no revision runs before a person has marked it. On a terminal it asks "
           "first. Default: the head. The mark holds who, when, and a hash of both sections, so "
           "that any later edit takes it away.");
    verb.options = {
        {u"withdraw"_s, tr("take the mark away")},
        {u"by"_s, tr("who reviewed it; default: ATHANOR_REVIEWER, or your account"), u"NAME"_s}};
    verb.examples = {{u"review"_s, tr("the head")},
                     {u"review 3f2a9c1d --by ada"_s, tr("this one, in Ada's name")},
                     {u"review head --withdraw"_s, tr("it needs another look")}};
    verb.maxArguments = 1;
    verb.takesJson = true;
    verb.run = runReview;
    return verb;
}

} // namespace Athanor
