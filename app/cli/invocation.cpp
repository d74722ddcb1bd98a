// SPDX-License-Identifier: MIT
#include "cli/invocation.h"

#include "base/atomicfile.h"
#include "base/nearest.h"
#include "cli/help.h"
#include "cli/password.h"
#include "cli/scripts.h"
#include "cli/text.h"

#include <QtCore/QDir>
#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// QCommandLineParser takes "-1" for an option; for Alembic's users it is a revision. Marked with a
// character nobody can type, it goes through.
constexpr QChar relativeMark(0x01);

QString masked(const QString &argument)
{
    static const QRegularExpression relative(u"^-\\d+(:.*)?$"_s);
    return relative.match(argument).hasMatch() ? relativeMark + argument : argument;
}

QString unmasked(const QString &argument)
{
    return argument.startsWith(relativeMark) ? argument.sliced(1) : argument;
}

QStringList unmasked(QStringList arguments)
{
    for (QString &argument : arguments)
        argument = unmasked(argument);
    return arguments;
}

} // namespace

Invocation::Invocation(const Verb &verb, Terminal &terminal)
    : m_verb(verb)
    , m_terminal(terminal)
{
    for (const QCommandLineOption &option : allOptions(verb))
        m_parser.addOption(option);
}

Result<> Invocation::parse(const QStringList &arguments)
{
    QStringList given{u"athanor"_s};
    for (const QString &argument : arguments)
        given.push_back(masked(argument));
    const bool parsed = m_parser.parse(given);
    m_terminal.setQuiet(isSet(u"quiet"));
    m_terminal.setVerbose(isSet(u"verbose"));
    if (wantsHelp())
        return {};
    if (const QStringList unknown = m_parser.unknownOptionNames(); !unknown.isEmpty()) {
        QStringList known;
        for (const QCommandLineOption &option : allOptions(m_verb))
            known += option.names();
        const QString name = unknown.front();
        const QString nearest = nearestWord(name, known);
        const QString dashes = name.size() > 1 ? u"--"_s : u"-"_s;
        return failure(
            ErrorKind::Usage,
            nearest.isEmpty() || nearest.size() == 1
                ? tr("unknown option %1; 'athanor %2 --help' lists them")
                      .arg(dashes + name, m_verb.name)
                : tr("unknown option %1; did you mean --%2?").arg(dashes + name, nearest));
    }
    if (!parsed)
        return failure(ErrorKind::Usage, m_parser.errorText());
    if (m_verb.maxArguments >= 0 && this->arguments().size() > m_verb.maxArguments) {
        return failure(
            ErrorKind::Usage,
            tr("unexpected argument '%1'; usage: athanor %2 [options] %3")
                .arg(this->arguments().at(m_verb.maxArguments), m_verb.name, m_verb.arguments)
                .trimmed());
    }
    return {};
}

bool Invocation::wantsHelp() const
{
    return isSet(u"help");
}

QStringList Invocation::arguments() const
{
    return unmasked(m_parser.positionalArguments());
}

QString Invocation::argument(const QString &ifNone) const
{
    return arguments().isEmpty() ? ifNone : arguments().front();
}

bool Invocation::isSet(QStringView option) const
{
    // Asked of a verb that has no such option, the parser would warn.
    for (const QCommandLineOption &known : allOptions(m_verb)) {
        if (known.names().contains(option))
            return m_parser.isSet(known);
    }
    return false;
}

QString Invocation::value(QStringView option) const
{
    return unmasked(isSet(option) ? m_parser.value(option.toString()) : QString());
}

QStringList Invocation::values(QStringView option) const
{
    return unmasked(isSet(option) ? m_parser.values(option.toString()) : QStringList());
}

QString Invocation::directory() const
{
    return isSet(u"project") ? value(u"project") : QDir::currentPath();
}

Result<WorkspaceOverrides> Invocation::overrides() const
{
    const auto variables = parseDefines(values(u"define"));
    if (!variables)
        return Failure(variables.error());
    return WorkspaceOverrides{value(u"oracle-version"), value(u"autoincrement"), *variables,
                              value(u"keywords"), value(u"names")};
}

Result<Workspace> Invocation::openWorkspace() const
{
    // All that is wrong with the settings, not only the first of it.
    const QString found = findProjectDirectory(directory());
    const QString file = found + u'/' + QLatin1String(projectFileName);
    if (const Result<QString> text = readTextFile(file); !found.isEmpty() && text) {
        const Errors errors = parseProject(*text, file).errors;
        if (!errors.empty()) {
            for (size_t i = 0; i + 1 < errors.size(); ++i)
                m_terminal.error(errors[i]);
            return Failure(errors.back());
        }
    }
    const Result<WorkspaceOverrides> given = overrides();
    if (!given)
        return Failure(given.error());
    return Athanor::openWorkspace(directory(), *given);
}

Result<Workspace> Invocation::openWholeWorkspace() const
{
    Result<Workspace> workspace = openWorkspace();
    if (!workspace || workspace->revisionErrors.empty())
        return workspace;
    const Errors &errors = workspace->revisionErrors;
    for (size_t i = 0; i + 1 < errors.size(); ++i)
        m_terminal.error(errors[i]);
    return Failure(errors.back());
}

Result<const Target *> Invocation::target(const Workspace &workspace) const
{
    const QString name = value(u"target");
    const Target *target = workspace.project.target(name);
    if (target)
        return target;
    QStringList names;
    for (const Target &known : workspace.project.targets)
        names.push_back(known.name);
    if (names.isEmpty()) {
        return failure(ErrorKind::Usage,
                       tr("the project has no target; add [target.NAME] with a url to %1")
                           .arg(workspace.project.path(QLatin1String(projectFileName))));
    }
    const QString nearest = nearestWord(name, names);
    return failure(
        ErrorKind::Usage,
        nearest.isEmpty()
            ? tr("the project has no target '%1'; it has %2").arg(name, names.join(", "_L1))
            : tr("the project has no target '%1'; did you mean '%2'?").arg(name, nearest));
}

Result<std::unique_ptr<Session>> Invocation::connect(const Workspace &workspace) const
{
    const Result<const Target *> wanted = target(workspace);
    if (!wanted)
        return Failure(wanted.error());
    return connectTarget(workspace, (*wanted)->name, passwordSource(passwords(m_terminal)));
}

QString Invocation::command(const QString &verbAndArguments) const
{
    QString text = u"athanor "_s + verbAndArguments;
    for (const auto &[letter, option] :
         {std::pair(u"-C"_s, u"project"_s), std::pair(u"-t"_s, u"target"_s)}) {
        QString given = value(option);
        if (given.contains(u' '))
            given = u'\'' + given + u'\'';
        if (isSet(option))
            text += u' ' + letter + u' ' + given;
    }
    return text;
}

Result<> Invocation::confirm(const QString &question) const
{
    if (isSet(u"yes") || !m_terminal.canAsk() || m_terminal.confirm(question))
        return {};
    return failure(ErrorKind::Usage, tr("not confirmed; nothing was changed"));
}

Result<> Invocation::confirmTarget(const Target &target, const QString &what) const
{
    if (!target.isProduction())
        return {};
    // In a script the name is typed as an option.
    if (isSet(u"yes") && value(u"target") == target.name)
        return {};
    if (!m_terminal.canAsk()) {
        return failure(ErrorKind::Usage,
                       tr("%1 is a production target and there is nobody to ask; name it with "
                          "'-t %1 --yes'")
                           .arg(target.name));
    }
    const QString typed =
        m_terminal.ask(tr("%1 changes the production target %2. Type its name to go on:")
                           .arg(what, m_terminal.paintedNote(target.name, Terminal::Colour::Red)));
    if (typed == target.name)
        return {};
    return failure(ErrorKind::Usage,
                   tr("'%1' is not the target's name; nothing was changed").arg(typed));
}

Failure Invocation::modelFailure(const Workspace &workspace, const Error &error) const
{
    if (error.context.isEmpty() || error.where.file.isEmpty())
        return Failure(error);
    const Result<ModelReading> model = readModel(workspace);
    const bool isOfModel =
        model && !model->errors.empty() && model->errors.front().where == error.where;
    return isOfModel ? reportAll(m_terminal, model->errors) : Failure(error);
}

void Invocation::printJson(const QJsonDocument &document) const
{
    m_terminal.print(QString::fromUtf8(document.toJson(QJsonDocument::Indented)));
}

} // namespace Athanor
