// SPDX-License-Identifier: MIT
#include "cli/changetext.h"
#include "migrate/autogenerate.h"

#include "cli/text.h"

#include <set>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

struct Sign
{
    QString text;
    Terminal::Colour colour = Terminal::Colour::None;
};

Sign signOf(ChangeKind kind)
{
    switch (kind) {
    case ChangeKind::Added:
        return {u"+"_s, Terminal::Colour::Green};
    case ChangeKind::Altered:
        return {u"~"_s, Terminal::Colour::Yellow};
    case ChangeKind::Dropped:
        return {u"-"_s, Terminal::Colour::Red};
    case ChangeKind::Renamed:
        return {u">"_s, Terminal::Colour::Blue};
    }
    return {};
}

} // namespace

QString changeWord(ChangeKind kind)
{
    switch (kind) {
    case ChangeKind::Added:
        return u"added"_s;
    case ChangeKind::Altered:
        return u"altered"_s;
    case ChangeKind::Dropped:
        return u"dropped"_s;
    case ChangeKind::Renamed:
        return u"renamed"_s;
    }
    return {};
}

QString hazardWord(HazardKind kind)
{
    switch (kind) {
    case HazardKind::LosesData:
        return u"loses-data"_s;
    case HazardKind::MayFailOnRows:
        return u"may-fail-on-rows"_s;
    case HazardKind::Blocks:
        return u"blocks"_s;
    case HazardKind::CannotBeUndone:
        return u"cannot-be-undone"_s;
    case HazardKind::NeedsRelease:
        return u"needs-release"_s;
    case HazardKind::Manual:
        return u"manual"_s;
    }
    return {};
}

void printChanges(Terminal &terminal, const Comparison &comparison)
{
    for (const Change &change : comparison.changes) {
        const Sign sign = signOf(change.kind());
        terminal.printLine(terminal.painted(sign.text, sign.colour) + u' '
                           + change.describe(comparison.from, comparison.to));
    }
}

void noteHazards(Terminal &terminal, const GeneratedScript &script, const QString &title)
{
    std::set<QString> said;
    for (const GeneratedStatement &statement : script) {
        for (const Hazard &hazard : statement.hazards) {
            if (!said.insert(hazard.message).second)
                continue;
            if (said.size() == 1)
                terminal.note(title);
            const Terminal::Colour colour =
                hazard.kind == HazardKind::LosesData || hazard.kind == HazardKind::CannotBeUndone
                ? Terminal::Colour::Red
                : Terminal::Colour::Yellow;
            terminal.note(u"  "_s + terminal.paintedNote(u"!"_s, colour) + u' ' + hazard.message);
            if (!hazard.probe.isEmpty())
                terminal.detail(u"      "_s + hazard.probe);
        }
    }
}

void noteRenames(Terminal &terminal, const Comparison &comparison)
{
    for (const RenameCandidate &candidate : comparison.renameCandidates) {
        const QString from = renameWord(candidate.from);
        const QString to = renameWord(candidate.to);
        terminal.note(tr("%1 may be %2 renamed (%3 % alike): --rename %1=%2 says so")
                          .arg(from, to)
                          .arg(int(candidate.score * 100)));
    }
}

Result<std::vector<std::pair<QString, QString>>> parseRenames(const QStringList &renames)
{
    std::vector<std::pair<QString, QString>> pairs;
    for (const QString &rename : renames) {
        const QString from = rename.section(u'=', 0, 0).trimmed();
        const QString to = rename.section(u'=', 1).trimmed();
        if (from.isEmpty() || to.isEmpty()) {
            return failure(ErrorKind::Usage,
                           tr("expected --rename OLD=NEW (a table, or TABLE.COLUMN on both "
                              "sides), not '%1'")
                               .arg(rename));
        }
        pairs.emplace_back(from, to);
    }
    return pairs;
}

} // namespace Athanor
