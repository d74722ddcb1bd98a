// SPDX-License-Identifier: MIT
// The way back: what the downgrade leaves, written as statements.
#include "diff/generate.h"
#include "migrate/scriptfixes.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::ScriptFix", text);
}

QString wayBack(const Comparison &comparison, const ScriptGround &ground)
{
    return scriptText(generate(comparison, {ground.version, ground.style}));
}

// Where a new statement goes: behind the last one's line, before what follows it.
ScriptEdit appended(const QString &section, QString text)
{
    const QString trimmed = section.trimmed();
    qsizetype end = section.size();
    while (end > 0 && section[end - 1].isSpace())
        --end;
    if (!trimmed.isEmpty())
        text = u"\n"_s + text;
    // The section's own blanks behind it stay, but for the line end that the text brings.
    qsizetype length = 0;
    if (end + 1 < section.size() && section[end] == u'\r' && section[end + 1] == u'\n')
        length = 2;
    else if (end < section.size() && section[end] == u'\n')
        length = 1;
    return {Direction::Downgrade, {end, length}, text};
}

} // namespace

std::vector<ScriptFinding> downgradeFindings(const QString &downgrade,
                                             const Catalog &afterDowngrade,
                                             const ScriptGround &ground)
{
    if (afterDowngrade == ground.before)
        return {};
    const Comparison comparison = compare(afterDowngrade, ground.before);
    if (comparison.changes.empty())
        return {};
    constexpr size_t mostNamed = 3;
    QStringList named;
    for (size_t i = 0; i < comparison.changes.size() && i < mostNamed; ++i)
        named.append(comparison.changes[i].describe(comparison.from, comparison.to));
    ScriptFinding finding;
    finding.section = Direction::Downgrade;
    qsizetype end = downgrade.size();
    while (end > 0 && downgrade[end - 1].isSpace())
        --end;
    const qsizetype line = downgrade.first(end).lastIndexOf(u'\n') + 1;
    finding.range = {line, std::max<qsizetype>(end - line, downgrade.isEmpty() ? 0 : 1)};
    finding.message = tr("The downgrade does not lead back to the start. What is missing: %1")
                          .arg(named.join("; "_L1));
    if (comparison.changes.size() > mostNamed)
        finding.message += tr("; and %1 more").arg(comparison.changes.size() - mostNamed);
    const QString text = wayBack(comparison, ground);
    if (!text.trimmed().isEmpty())
        finding.fixes.push_back(
            {tr("Write the missing statements of the downgrade"), {appended(downgrade, text)}});
    return {finding};
}

std::optional<ScriptFix> rewrittenDowngrade(const QString &downgrade, const Catalog &after,
                                            const ScriptGround &ground)
{
    const QString text = wayBack(compare(after, ground.before), ground);
    if (text.trimmed().isEmpty())
        return {};
    return ScriptFix{tr("Write the downgrade anew from what the upgrade does"),
                     {{Direction::Downgrade, {0, downgrade.size()}, text}}};
}

} // namespace Athanor
