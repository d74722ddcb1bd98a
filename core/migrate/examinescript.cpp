// SPDX-License-Identifier: MIT
#include "ddl/apply.h"
#include "migrate/scriptfixes.h"
#include "migrate/section.h"

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace Athanor {

ScriptFinding findingOf(const ExaminedStatement &at, int oraCode, const QString &message)
{
    ScriptFinding finding;
    finding.oraCode = oraCode;
    finding.section = at.section;
    finding.range = at.words.firstLine();
    finding.message = message;
    return finding;
}

namespace {

// One section applied statement by statement.
class Section
{
public:
    Section(Direction direction, const QString &text, Catalog start, const ScriptGround &ground)
        : m_direction(direction)
        , m_script(splitScript(text))
        , m_start(std::move(start))
        , m_catalog(m_start)
        , m_version(ground.version)
        , m_style(ground.style)
    { }

    void run()
    {
        std::set<std::pair<QualifiedName, QString>> updated;
        Applier applier(m_catalog, m_version);
        for (const Statement &statement : m_script.statements) {
            if (statement.kind == StatementKind::Client || statement.kind == StatementKind::Java)
                continue;
            const DdlReading reading = readDdl(m_script.textOf(statement), m_version);
            if (!reading.errors.empty()) {
                m_complete = false;
                return;
            }
            const StatementWords words(m_script, statement);
            if (std::holds_alternative<NotDdl>(reading.statement)) {
                collectUpdated(words, updated);
                continue;
            }
            const QStringList said = directives(m_script, statement);
            const ExaminedStatement at{m_direction, reading.statement, words,  m_catalog,
                                       m_start,     m_version,         m_style};
            // Before it is applied: it asks what the statement meets.
            std::vector<ScriptFinding> rows = notNullFindings(at, updated);
            const Result<> applied = applier.apply(reading.statement);
            if (!applied && !tolerates(said, applied.error().oraCode)) {
                ScriptFinding finding =
                    findingOf(at, applied.error().oraCode, applied.error().message);
                finding.isError = true;
                finding.fixes = fixesOfRefusal(at, applied.error()); // refused: it meets the same
                m_findings.push_back(std::move(finding));
                m_complete = false;
                return; // the next ones would be refused for want of this one
            }
            std::move(rows.begin(), rows.end(), std::back_inserter(m_findings));
            if (const auto *create = std::get_if<CreateTable>(&reading.statement))
                m_made.push_back({create->table.name, words,
                                  said.contains("no-autoincrement"_L1, Qt::CaseInsensitive)});
        }
    }

    [[nodiscard]] bool isComplete() const { return m_complete; }
    [[nodiscard]] const Script &script() const { return m_script; }
    [[nodiscard]] const Catalog &catalog() const { return m_catalog; }
    [[nodiscard]] const std::vector<MadeTable> &made() const { return m_made; }
    [[nodiscard]] std::vector<ScriptFinding> &findings() { return m_findings; }

private:
    Direction m_direction;
    Script m_script;
    Catalog m_start;
    Catalog m_catalog;
    OracleVersion m_version;
    WriterStyle m_style;
    bool m_complete = true;
    std::vector<MadeTable> m_made;
    std::vector<ScriptFinding> m_findings;
};

void append(std::vector<ScriptFinding> &to, std::vector<ScriptFinding> findings)
{
    std::move(findings.begin(), findings.end(), std::back_inserter(to));
}

} // namespace

ScriptExamination examineScript(const ScriptDraft &draft, const ScriptGround &ground)
{
    Section up(Direction::Upgrade, draft.upgrade, ground.before, ground);
    up.run();
    std::vector<ScriptFinding> found = std::move(up.findings());
    append(found, textFindings(Direction::Upgrade, up.script(), draft, ground));
    Section down(Direction::Downgrade, draft.downgrade, up.catalog(), ground);
    if (up.isComplete()) { // else nobody knows what the downgrade meets
        down.run();
        append(found, keyFindings(up.made(), down.script(), up.catalog(), ground));
        for (ScriptFinding &finding : down.findings()) {
            if (!finding.isError)
                continue;
            if (auto anew = rewrittenDowngrade(draft.downgrade, up.catalog(), ground))
                finding.fixes.push_back(std::move(*anew));
        }
        append(found, std::move(down.findings()));
        if (down.isComplete())
            append(found, downgradeFindings(draft.downgrade, down.catalog(), ground));
    }
    append(found, textFindings(Direction::Downgrade, down.script(), draft, ground));
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) {
        return std::pair(a.section, a.range.start) < std::pair(b.section, b.range.start);
    });
    return {std::move(found), up.catalog()};
}

ScriptDraft fixedScript(ScriptDraft draft, const ScriptFix &fix)
{
    std::vector<ScriptEdit> edits = fix.edits;
    std::stable_sort(edits.begin(), edits.end(),
                     [](const auto &a, const auto &b) { return a.range.start < b.range.start; });
    // From the end: what is before keeps its place.
    for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
        QString &text = edit->section == Direction::Upgrade ? draft.upgrade : draft.downgrade;
        text.replace(edit->range.start, edit->range.length, edit->text);
    }
    return draft;
}

} // namespace Athanor
