// SPDX-License-Identifier: MIT
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/scripts.h"
#include "cli/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString terminatorWord(Terminator terminator)
{
    switch (terminator) {
    case Terminator::Semicolon:
        return u";"_s;
    case Terminator::Slash:
        return u"/"_s;
    case Terminator::LineEnd:
        return u"line-end"_s;
    case Terminator::EndOfText:
        return u"end-of-text"_s;
    }
    return {};
}

QJsonObject statementJson(const Script &script, const Statement &statement, int index)
{
    QJsonObject object{{u"index"_s, index},
                       {u"kind"_s, toString(statement.kind)},
                       {u"line"_s, statement.line},
                       {u"column"_s, statement.column},
                       {u"terminator"_s, terminatorWord(statement.terminator)},
                       {u"text"_s, executableText(script, statement)}};
    const QStringList words = directives(script, statement);
    if (!words.isEmpty())
        object[u"directives"_s] = toJson(words);
    return object;
}

// Statement by statement: a script may have a million.
void printJson(Terminal &terminal, const Script &script)
{
    terminal.print(u"["_s);
    QByteArray part;
    int index = 0;
    for (const Statement &statement : script.statements) {
        part += index == 0 ? "\n" : ",\n";
        part +=
            QJsonDocument(statementJson(script, statement, ++index)).toJson(QJsonDocument::Compact);
        if (part.size() > 1 << 16) {
            terminal.print(QString::fromUtf8(part));
            part.clear();
        }
    }
    terminal.print(QString::fromUtf8(part) + u"\n]\n"_s);
}

void printList(Terminal &terminal, const Script &script)
{
    int index = 0;
    for (const Statement &statement : script.statements) {
        terminal.printLine(u"%1  %2  %3  %4  %5"_s.arg(++index, 4)
                               .arg(u"%1:%2"_s.arg(statement.line).arg(statement.column), 9)
                               .arg(toString(statement.kind), -6)
                               .arg(terminatorWord(statement.terminator), -11)
                               .arg(shortText(script.textOf(statement))));
    }
}

Result<ExitCode> runSplit(Invocation &call)
{
    if (call.arguments().isEmpty())
        return failure(ErrorKind::Usage, tr("expected a script's file, or - for standard input"));
    const ScriptSet set = scriptsOf(call.argument());
    if (!set.errors.empty())
        return reportAll(call.terminal(), set.errors);
    bool isBroken = false;
    for (const Script &script : set.scripts) {
        if (call.wantsJson())
            printJson(call.terminal(), script);
        else
            printList(call.terminal(), script);
        for (const Error &problem : script.problems) {
            call.terminal().error(problem);
            isBroken = isBroken || problem.kind == ErrorKind::Syntax;
        }
    }
    return isBroken ? ExitCode::Project : ExitCode::Done;
}

} // namespace

Verb splitVerb()
{
    Verb verb;
    verb.name = u"split"_s;
    verb.arguments = u"FILE"_s;
    verb.summary = tr("list the statements of any Oracle script, as SQL*Plus would cut it");
    verb.description = tr(
        "One line a statement: number, line:column, kind (sql, plsql, java, client), terminator, "
        "text. No project is needed; - is standard input. An open quote or comment is an error "
        "(exit 3); what SQL*Plus would do otherwise than meant is said on standard error.");
    verb.examples = {{u"split install.sql"_s, tr("the list")},
                     {u"split install.sql --json"_s, tr("with whole texts")}};
    verb.maxArguments = 1;
    verb.takesJson = true;
    verb.run = runSplit;
    return verb;
}

} // namespace Athanor
