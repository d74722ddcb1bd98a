// SPDX-License-Identifier: MIT
#include "sql/expand.h"

#include "sql/lexer.h"
#include "sql/sqlplus.h"
#include "sql/substitution.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <algorithm>
#include <iterator>
#include <set>
#include <variant>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Expansion", text);
}

// SP2-0309: SQL*Plus nests command files to a depth of 20.
constexpr size_t deepestInclusion = 20;

class Expansion
{
public:
    explicit Expansion(const ExpandOptions &options)
        : m_options(options)
        , m_variables(options.variables, options.substitutes)
    { }

    ExpandedScript run(const Script &script)
    {
        enter(script);
        return std::move(m_result);
    }

private:
    void enter(const Script &script)
    {
        m_open.push_back(QDir::cleanPath(script.file));
        if (!m_result.files.contains(script.file))
            m_result.files += script.file;
        for (const Error &problem : script.problems)
            (problem.kind == ErrorKind::Semantic ? m_result.warnings : m_result.errors)
                .push_back(problem);
        for (const Statement &statement : script.statements) {
            if (m_ended)
                break;
            if (statement.kind == StatementKind::Client)
                command(script, statement);
            else
                add(script, statement, statement.kind,
                    substituted(script, statement, Substitution::Scope::Statement));
        }
        m_open.pop_back();
    }

    void add(const Script &script, const Statement &statement, StatementKind kind,
             const QString &text)
    {
        checkBinds(text, script.placeOf(statement));
        if (m_disconnected) {
            error(ErrorKind::Unsupported, script.placeOf(statement),
                  tr("DISCONNECT above ends the session; nothing can run after it."));
            m_disconnected = false; // said once
        }
        m_result.statements.push_back({kind, text, script.placeOf(statement),
                                       directives(script, statement), m_goesOnAfterError});
    }

    // A variable of SQL*Plus's VARIABLE lives in SQL*Plus, across statements; there is nothing like
    // it here.
    void checkBinds(const QString &text, const Place &where)
    {
        if (m_binds.empty() || !text.contains(u':'))
            return;
        for (const Token &token : tokenize(text)) {
            const QStringView name = token.text(text).sliced(token.kind == TokenKind::Bind ? 1 : 0);
            if (token.kind == TokenKind::Bind && m_binds.count(name.toString().toUpper()) > 0) {
                error(ErrorKind::Unsupported, where,
                      tr("The statement uses :%1, a variable of SQL*Plus; declare it in a PL/SQL "
                         "block.")
                          .arg(name));
                return;
            }
        }
    }

    // ---- variables

    QString substituted(const Script &script, const Statement &statement, Substitution::Scope scope)
    {
        const QString text = executableText(script, statement);
        if (!m_variables.concerns(text))
            return text;
        const Substitution::Substituted result = m_variables.apply(text, scope);
        for (const Substitution::Missing &missing : result.missing)
            reportMissing(missing.name, script.placeOf(statement, missing.offset));
        return result.text;
    }

    void reportMissing(const QString &name, const Place &where)
    {
        const auto same = [&name](const MissingVariable &m) { return m.name == name; };
        if (std::any_of(m_result.missing.begin(), m_result.missing.end(), same))
            return;
        MissingVariable missing;
        if (const auto asked = m_asked.find(name); asked != m_asked.end())
            missing = asked->second;
        missing.name = name;
        missing.where = where;
        m_result.missing.push_back(missing);
        error(ErrorKind::Semantic, where, missingText(missing));
    }

    static QString missingText(const MissingVariable &missing)
    {
        const QString start = missing.fromQuery
            ? tr("The variable &%1 gets its value from a query, which is not run here.")
            : tr("&%1 is a variable of SQL*Plus and has no value.");
        return start.arg(missing.name) + u' '
            + tr("Write “%1 = \"…\"” under [variables] in athanor.toml, give --define %1=…, or "
                 "write DEFINE %1 = … above. Where the & is meant literally, write SET DEFINE OFF "
                 "above, or substitution = false under [project].")
                  .arg(missing.name);
    }

    // ---- commands

    void command(const Script &script, const Statement &statement)
    {
        const Place where = script.placeOf(statement);
        const ClientWord word = clientWordOf(script.textOf(statement));
        // Text for people is not looked into: nobody must be asked for a variable in a remark.
        const bool prose = word == ClientWord::Remark || word == ClientWord::Prompt
            || word == ClientWord::Document || word == ClientWord::Accept;
        const QString text = prose
            ? executableText(script, statement)
            : substituted(script, statement, Substitution::Scope::Everything);
        std::visit(Obey{*this, script, statement, where}, clientMeaning(text));
    }

    // One function per meaning, so that a new one cannot be forgotten.
    struct Obey
    {
        Expansion &e;
        const Script &script;
        const Statement &statement;
        const Place &where;

        void operator()(const RunBlock &block) const
        {
            e.add(script, statement, StatementKind::PlSql, block.text);
        }
        void operator()(const IncludeFile &file) const { e.include(script, where, file); }
        void operator()(const DefineVariable &define) const
        {
            e.m_variables.define(define.name, define.value);
        }
        void operator()(const UndefineVariables &undefine) const
        {
            for (const QString &name : undefine.names)
                e.m_variables.undefine(name);
        }
        void operator()(const AcceptVariable &accept) const
        {
            const QString name = accept.name.toUpper();
            e.m_asked[name] = {name,          where, accept.prompt, accept.defaultValue,
                               accept.hidden, false};
        }
        void operator()(const QueryVariable &query) const
        {
            e.m_asked[query.name.toUpper()].fromQuery = true;
            e.passOver(script, statement);
        }
        void operator()(const ChangeSettings &change) const
        {
            bool honoured = false;
            for (const auto &[name, value] : change.settings)
                honoured = e.m_variables.set(name, value) || honoured;
            if (!honoured)
                e.passOver(script, statement);
        }
        void operator()(const BindVariable &bind) const
        {
            e.m_binds.insert(bind.name.toUpper());
            e.passOver(script, statement);
        }
        void operator()(const OnSqlError &onError) const { e.m_goesOnAfterError = !onError.exit; }
        void operator()(const EndScript &) const { e.m_ended = true; }
        void operator()(const EndSession &) const { e.m_disconnected = true; }
        void operator()(const RunBuffer &) const { } // among the splitter's problems already
        void operator()(const PassOver &) const { e.passOver(script, statement); }
        void operator()(const Refuse &refusal) const
        {
            e.error(ErrorKind::Unsupported, where, refusal.reason);
        }
    };

    void passOver(const Script &script, const Statement &statement)
    {
        const QStringView text = script.textOf(statement);
        qsizetype end = 0;
        while (end < text.size() && text[end].isLetter())
            ++end;
        m_result.passedOver.push_back(
            {text.first(end).toString().toUpper(), script.placeOf(statement)});
    }

    void include(const Script &script, const Place &where, const IncludeFile &inclusion)
    {
        const QString path =
            QDir::cleanPath(QFileInfo(QFileInfo(script.file).dir(), inclusion.file).filePath());
        if (std::find(m_open.begin(), m_open.end(), path) != m_open.end())
            return error(ErrorKind::Semantic, where, tr("%1 includes itself.").arg(path));
        if (m_open.size() > deepestInclusion)
            return error(ErrorKind::Semantic, where,
                         tr("Files include each other more than 20 deep."));
        if (!m_options.readFile)
            return error(ErrorKind::Unsupported, where,
                         tr("%1 is not followed from here.").arg(inclusion.file));
        const Result<QString> text = m_options.readFile(path);
        if (!text) {
            Error problem = text.error();
            if (problem.where.line == 0) // else it is about a place in the included file
                problem.where = where;
            m_result.errors.push_back(problem);
            return;
        }
        int number = 0;
        for (const QString &argument : inclusion.arguments)
            m_variables.define(QString::number(++number), argument);
        enter(splitScript(*text, path));
    }

    void error(ErrorKind kind, const Place &where, const QString &message)
    {
        m_result.errors.push_back({kind, message, 0, where, {}});
    }

    const ExpandOptions &m_options;
    Substitution m_variables;
    std::map<QString, MissingVariable> m_asked; // by ACCEPT and COLUMN NEW_VALUE
    std::set<QString> m_binds;
    std::vector<QString> m_open; // the files being read, outermost first
    ExpandedScript m_result;
    bool m_goesOnAfterError = false;
    bool m_ended = false;
    bool m_disconnected = false;
};

bool includesFiles(const Script &script)
{
    return std::any_of(script.statements.begin(), script.statements.end(), [&](const Statement &s) {
        return s.kind == StatementKind::Client
            && clientWordOf(script.textOf(s)) == ClientWord::Start;
    });
}

template <typename T>
void append(std::vector<T> &to, std::vector<T> &&from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

} // namespace

ExpandedScript expandScript(const Script &script, const ExpandOptions &options)
{
    return Expansion(options).run(script);
}

ExpandedScript expandScripts(const std::vector<Script> &scripts, const ExpandOptions &options)
{
    std::set<QString> included;
    for (const Script &script : scripts) {
        // A file of a circle would hide itself: only what comes after the including file counts as
        // included then.
        if (!includesFiles(script) || included.count(QDir::cleanPath(script.file)) > 0)
            continue;
        const QStringList files = expandScript(script, options).files;
        for (const QString &file : files)
            included.insert(QDir::cleanPath(file));
        included.erase(QDir::cleanPath(script.file));
    }
    ExpandedScript all;
    for (const Script &script : scripts) {
        if (included.count(QDir::cleanPath(script.file)) > 0)
            continue;
        ExpandedScript one = expandScript(script, options);
        append(all.statements, std::move(one.statements));
        append(all.errors, std::move(one.errors));
        append(all.warnings, std::move(one.warnings));
        append(all.missing, std::move(one.missing));
        append(all.passedOver, std::move(one.passedOver));
        all.files += one.files;
    }
    return all;
}

} // namespace Athanor
