// SPDX-License-Identifier: MIT
#include "migrate/importalembic.h"

#include "base/atomicfile.h"
#include "ddl/writer.h"
#include "revision/alembicops.h"
#include "revision/alembicscript.h"
#include "sql/lexer.h"
#include "sql/script.h"
#include "sql/sqlplus.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::ImportAlembic", text);
}

// CREATE TABLE alembic_version, INSERT INTO …: a run of Athanor's does that itself.
bool isBookkeeping(QStringView sql)
{
    Lexer lexer(sql);
    for (int i = 0; i < 5; ++i) { // INSERT INTO schema . alembic_version
        const Token token = lexer.next();
        if (token.kind == TokenKind::End)
            return false;
        if ((token.kind == TokenKind::Word || token.kind == TokenKind::QuotedName)
            && storedName(token.text(sql)).compare("ALEMBIC_VERSION"_L1, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

// The statements as a revision file has them.
Result<QString> sectionOf(const AlembicStep &step, const QString &file)
{
    const Script script = splitScript(step.sql, file);
    if (!script.problems.empty()) {
        Error error = script.problems.front();
        error.where = {file, error.where.line + step.line - 1, error.where.column};
        return Failure(error);
    }
    QString section;
    for (const Statement &statement : script.statements) {
        const QString sql = executableText(script, statement);
        if (statement.kind == StatementKind::Client) {
            // What would have an effect is kept, for the run to obey or refuse.
            if (const ClientMeaning meaning = clientMeaning(sql);
                !std::holds_alternative<PassOver>(meaning)
                && !std::holds_alternative<ChangeSettings>(meaning))
                section += sql + u'\n';
            continue;
        }
        if (isBookkeeping(sql))
            continue;
        section += scriptText(WrittenStatement{sql, statement.kind != StatementKind::Sql});
    }
    return section;
}

class Importer
{
public:
    explicit Importer(const Clock &clock)
        : m_clock(clock)
    { }

    [[nodiscard]] Result<> readSql(const QString &file);
    [[nodiscard]] Result<> readFolder(const QString &path);
    [[nodiscard]] Result<AlembicImport> write(const Workspace &workspace);

private:
    struct Draft
    {
        Revision revision;
        bool hasUpgrade = false; // from SQL
        bool hasDowngrade = false;
        bool byHand = false;
    };
    [[nodiscard]] Draft &draftOf(const QString &id);
    void translate(Draft &draft, const AlembicScript &script);

    const Clock &m_clock;
    std::map<QString, Draft> m_drafts;
    QStringList m_order;
    QStringList m_remarks;
};

Importer::Draft &Importer::draftOf(const QString &id)
{
    const auto [draft, isNew] = m_drafts.try_emplace(id);
    if (isNew) {
        m_order += id;
        draft->second.revision.id = id;
        draft->second.revision.created = m_clock();
        draft->second.revision.message = tr("imported from Alembic");
    }
    return draft->second;
}

Result<> Importer::readSql(const QString &file)
{
    const Result<QString> text = readTextFile(file);
    if (!text)
        return Failure(text.error());
    const Result<std::vector<AlembicStep>> steps = cutAlembicSql(*text, file);
    if (!steps)
        return Failure(steps.error());
    for (const AlembicStep &step : *steps) {
        const QStringList &own = step.isUpgrade ? step.to : step.from;
        if (own.size() != 1) {
            return failure(ErrorKind::Syntax,
                           tr("expected one revision that this part runs, not %1").arg(own.size()),
                           0, Place{file, step.line, 1});
        }
        const Result<QString> section = sectionOf(step, file);
        if (!section)
            return Failure(section.error());
        Draft &draft = draftOf(own.first());
        if (step.isUpgrade) {
            draft.revision.revises = step.from;
            draft.revision.upgrade = *section;
            draft.hasUpgrade = true;
        } else {
            if (!draft.hasUpgrade)
                draft.revision.revises = step.to;
            draft.revision.downgrade = *section;
            draft.hasDowngrade = true;
        }
    }
    return {};
}

void Importer::translate(Draft &draft, const AlembicScript &script)
{
    const auto section = [&draft](const QString &python) {
        const AlembicTranslation translation = translateAlembicOps(python);
        draft.byHand = draft.byHand || !translation.isComplete;
        return translation.sql;
    };
    if (!draft.hasUpgrade)
        draft.revision.upgrade = section(script.upgrade);
    if (!draft.hasDowngrade)
        draft.revision.downgrade = section(script.downgrade);
}

Result<> Importer::readFolder(const QString &path)
{
    const AlembicFolder folder = readAlembicFolder(path);
    if (!folder.errors.empty())
        return Failure(folder.errors.front());
    for (const AlembicScript &script : folder.scripts) {
        Draft &draft = draftOf(script.id);
        draft.revision.revises = script.downRevisions;
        if (!script.message.isEmpty())
            draft.revision.message = script.message;
        if (script.created.isValid())
            draft.revision.created = script.created;
        translate(draft, script);
        if (!script.dependsOn.isEmpty()) {
            m_remarks += tr("%1 depends on %2 of another branch. Athanor knows parents only: see "
                            "that they run in that order.")
                             .arg(script.id, script.dependsOn.join(u", "_s));
        }
    }
    return {};
}

Result<AlembicImport> Importer::write(const Workspace &workspace)
{
    AlembicImport result;
    result.remarks = m_remarks;
    std::vector<Revision> drafts;
    for (const QString &id : std::as_const(m_order)) {
        if (!isRevisionId(id)) {
            return failure(ErrorKind::Semantic,
                           tr("“%1” cannot be the id of a revision: 1 to 32 letters, digits, "
                              "underscores and points.")
                               .arg(id));
        }
        if (workspace.graph.find(id)) {
            result.present += id;
            continue;
        }
        const Draft &draft = m_drafts.at(id);
        for (const QString &parent : draft.revision.revises) {
            if (!m_drafts.contains(parent) && !workspace.graph.find(parent)) {
                return failure(ErrorKind::Semantic,
                               tr("%1 revises %2, which is neither imported nor in the project.")
                                   .arg(id, parent));
            }
        }
        if (draft.byHand)
            result.byHand += id;
        Revision &added = drafts.emplace_back(draft.revision);
        // Alembic sends statements as they are: no & of theirs is a variable.
        added.upgrade = withoutSubstitution(added.upgrade);
        added.downgrade = withoutSubstitution(added.downgrade);
    }
    std::vector<Revision> all = workspace.graph.revisions();
    all.insert(all.end(), drafts.begin(), drafts.end());
    if (const Result<RevisionGraph> graph = RevisionGraph::make(std::move(all)); !graph)
        return Failure(graph.error());
    const QString directory = workspace.project.path(workspace.project.versionsDirectory);
    for (const Revision &draft : drafts) {
        Result<Revision> written = writeRevision(draft, directory);
        if (!written) {
            for (const Revision &before : result.written) // all of them or none
                QFile::remove(before.file);
            return Failure(written.error());
        }
        result.written.push_back(std::move(*written));
    }
    return result;
}

} // namespace

Result<AlembicImport> importAlembic(const Workspace &workspace, const AlembicSources &sources,
                                    const Clock &clock)
{
    Importer importer(clock);
    for (const QString &file : sources.sqlFiles) {
        if (const Result<> read = importer.readSql(file); !read)
            return Failure(read.error());
    }
    if (!sources.folder.isEmpty()) {
        if (const Result<> read = importer.readFolder(sources.folder); !read)
            return Failure(read.error());
    }
    return importer.write(workspace);
}

} // namespace Athanor
