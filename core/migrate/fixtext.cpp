// SPDX-License-Identifier: MIT
// What can be seen without a catalog: a unit without its `/`, names that are too long.
#include "migrate/scriptfixes.h"

#include "schema/name.h"

#include <QtCore/QCoreApplication>

#include <map>
#include <set>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::ScriptFix", text);
}

// We see where a unit ends without it; SQL*Plus, and whoever runs the file with it, does not.
std::optional<ScriptFinding> unended(Direction section, const Statement &statement,
                                     const StatementWords &words)
{
    if (statement.terminator == Terminator::Slash || words.size() == 0)
        return {};
    ScriptFinding finding;
    finding.section = section;
    finding.range = words.range(words.size() - 1);
    finding.message = tr("No “/” ends the unit: SQL*Plus would take what follows for more of it.");
    finding.fixes.push_back(
        {tr("End it with “/”"), {{section, {statement.range.end(), 0}, u"\n/"_s}}});
    return finding;
}

// Cut to the limit in bytes, with the ending that says what it is (_FK, _SEQ, _IDX).
QString shortened(const QString &name, int mostBytes, const std::set<QString> &taken)
{
    const qsizetype underscore = name.lastIndexOf(u'_');
    const bool hasEnding = underscore > 0 && name.size() - underscore <= 5;
    const QString ending = hasEnding ? name.sliced(underscore) : QString();
    for (int attempt = 0;; ++attempt) {
        const QString number = attempt == 0 ? QString() : QString::number(attempt);
        QString stem = name.chopped(ending.size());
        while ((stem + number + ending).toUtf8().size() > mostBytes && !stem.isEmpty())
            stem.chop(stem.back().isLowSurrogate() && stem.size() > 1 ? 2 : 1);
        while (stem.endsWith(u'_'))
            stem.chop(1);
        QString result = stem + number + ending;
        if (taken.count(result) == 0)
            return result;
    }
}

class Names
{
public:
    Names(const Script &upgrade, const Script &downgrade)
        : m_scripts{{Direction::Upgrade, upgrade}, {Direction::Downgrade, downgrade}}
    {
        for (const auto &[direction, script] : m_scripts) {
            for (const Token &token : tokenize(script.text)) {
                if (token.kind == TokenKind::Word || token.kind == TokenKind::QuotedName)
                    m_all[storedName(token.text(script.text))].push_back({direction, token.range});
            }
        }
        for (const auto &[name, places] : m_all)
            m_taken.insert(name);
    }

    [[nodiscard]] std::vector<ScriptFinding> tooLong(Direction section,
                                                     const ScriptGround &ground) const
    {
        const int mostBytes = ground.version.maxNameBytes();
        std::vector<ScriptFinding> findings;
        for (const auto &[name, places] : m_all) {
            if (name.toUtf8().size() <= mostBytes)
                continue;
            const QString written = nameIn(ground.style, shortened(name, mostBytes, m_taken));
            ScriptFix fix{tr("Write %1 everywhere in both sections").arg(written), {}};
            ScriptFinding finding;
            finding.isError = true;
            finding.oraCode = 972;
            finding.section = section;
            finding.message =
                tr("identifier is too long: %1 has %2 bytes, %3 are allowed")
                    .arg(name, QString::number(name.toUtf8().size()), QString::number(mostBytes));
            for (const auto &[direction, range] : places) {
                if (direction == section && finding.range.isEmpty())
                    finding.range = range;
                fix.edits.push_back({direction, range, written});
            }
            if (finding.range.isEmpty()) // only the other section has it
                continue;
            finding.fixes.push_back(std::move(fix));
            findings.push_back(std::move(finding));
        }
        return findings;
    }

private:
    std::map<Direction, const Script &> m_scripts;
    std::map<QString, std::vector<std::pair<Direction, TextRange>>> m_all;
    std::set<QString> m_taken;
};

} // namespace

std::vector<ScriptFinding> textFindings(Direction section, const Script &script,
                                        const ScriptDraft &draft, const ScriptGround &ground)
{
    std::vector<ScriptFinding> findings;
    for (const Statement &statement : script.statements) {
        if (statement.kind != StatementKind::PlSql)
            continue;
        const StatementWords words(script, statement);
        if (auto finding = unended(section, statement, words))
            findings.push_back(std::move(*finding));
    }
    const bool up = section == Direction::Upgrade;
    Script other;
    other.text = draft.section(up ? Direction::Downgrade : Direction::Upgrade);
    const std::vector<ScriptFinding> names =
        Names(up ? script : other, up ? other : script).tooLong(section, ground);
    findings.insert(findings.end(), names.begin(), names.end());
    return findings;
}

} // namespace Athanor
