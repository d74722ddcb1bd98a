// SPDX-License-Identifier: MIT
#pragma once

#include "cli/terminal.h"
#include "cli/verb.h"
#include "migrate/workspace.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QJsonDocument>

namespace Athanor {

// One call of a verb: its arguments, read, and what every verb does alike.
class Invocation
{
public:
    Invocation(const Verb &verb, Terminal &terminal);

    // Refuses (Usage) what the verb does not take. `arguments` begin after the verb.
    [[nodiscard]] Result<> parse(const QStringList &arguments);

    [[nodiscard]] const Verb &verb() const { return m_verb; }
    [[nodiscard]] Terminal &terminal() const { return m_terminal; }
    [[nodiscard]] bool wantsHelp() const;
    [[nodiscard]] bool wantsJson() const { return isSet(u"json"); }
    [[nodiscard]] bool wantsSql() const { return isSet(u"sql"); }

    [[nodiscard]] QStringList arguments() const;
    [[nodiscard]] QString argument(const QString &ifNone = {}) const; // the first
    [[nodiscard]] bool isSet(QStringView option) const;
    [[nodiscard]] QString value(QStringView option) const;
    [[nodiscard]] QStringList values(QStringView option) const;

    // The folder -C names, or the current one.
    [[nodiscard]] QString directory() const;
    // What options say instead of the project.
    [[nodiscard]] Result<WorkspaceOverrides> overrides() const;
    // The project of that folder. Says all that is wrong with athanor.toml; the last of it is the
    // result.
    [[nodiscard]] Result<Workspace> openWorkspace() const;
    // The same, and refuses a versions folder with broken files: all are said.
    [[nodiscard]] Result<Workspace> openWholeWorkspace() const;
    [[nodiscard]] Result<const Target *> target(const Workspace &workspace) const;
    [[nodiscard]] Result<std::unique_ptr<Session>> connect(const Workspace &workspace) const;

    // "athanor VERB …", to be typed next: with the -C and -t of this call.
    [[nodiscard]] QString command(const QString &verbAndArguments) const;

    // Whether to go on: yes with --yes, and where nobody can be asked.
    [[nodiscard]] Result<> confirm(const QString &question) const;
    // Before a target is changed: a production target's name is typed by whoever answers for it.
    [[nodiscard]] Result<> confirmTarget(const Target &target, const QString &what) const;

    // Of a use-case that read the model: where that is what failed, all that is wrong with the
    // model is said, not only the first of it.
    [[nodiscard]] Failure modelFailure(const Workspace &workspace, const Error &error) const;

    void printJson(const QJsonDocument &document) const;

private:
    const Verb &m_verb;
    Terminal &m_terminal;
    mutable QCommandLineParser m_parser;
};

} // namespace Athanor
