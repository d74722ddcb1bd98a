// SPDX-License-Identifier: MIT
// The words a user may say for a revision: Alembic's rules (alembic.script.revision:
// _resolve_revision_number, _revision_for_ident, _parse_upgrade_target, _parse_downgrade_target,
// _walk) and its sentences, with what to do added.
#include "revision/revisiongraph.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::RevisionGraph", text);
}

Failure tooFar(const QString &written, int steps)
{
    return failure(
        ErrorKind::Usage,
        tr("relative revision %1 did not produce %2 migrations").arg(written).arg(std::abs(steps)));
}

Failure ambiguousWalk(const QString &written, const QStringList &choices)
{
    return failure(ErrorKind::Ambiguous,
                   tr("ambiguous walk: %1 could go to %2; name the revision")
                       .arg(written, choices.join(tr(" or "))));
}

} // namespace

struct RevisionGraph::Word
{
    QString written;
    QString branch; // full id; empty: none given
    QString symbol; // an id, head, heads, base, current; empty in +N and -N
    int steps = 0; // 0: not relative
};

Result<RevisionGraph::Word> RevisionGraph::parseWord(const QString &word) const
{
    // Alembic's _relative_destination, with the dot our ids may have.
    static const QRegularExpression pattern(u"^(?:(.+?)@)?([\\w.]+)?([+-]\\d+)?$"_s);
    const QRegularExpressionMatch match = pattern.match(word.trimmed());
    Word parsed;
    parsed.written = word.trimmed();
    parsed.symbol = match.captured(2);
    bool isNumber = true;
    if (match.hasCaptured(3) && !match.captured(3).isEmpty()) {
        parsed.steps = match.captured(3).toInt(&isNumber);
        if (!isNumber)
            return tooFar(word, 0);
    }
    if (!match.hasMatch() || (parsed.symbol.isEmpty() && match.captured(3).isEmpty())) {
        return failure(ErrorKind::Usage,
                       tr("'%1' names no revision; expected an id or its first characters, head, "
                          "heads, base, +N, -N, ID+N or ID-N")
                           .arg(word));
    }
    if (!match.captured(1).isEmpty()) {
        const Result<QString> branch = identify(match.captured(1));
        if (!branch)
            return Failure(branch.error());
        parsed.branch = *branch;
    }
    return parsed;
}

Result<QString> RevisionGraph::identify(const QString &id) const
{
    if (m_byId.contains(id))
        return id;
    QStringList fits;
    if (id.size() >= 4) { // below that Alembic takes nothing for a prefix
        for (auto at = m_byId.lower_bound(id); at != m_byId.end() && at->first.startsWith(id); ++at)
            fits.push_back(at->first);
    }
    if (fits.size() == 1)
        return fits.front();
    if (fits.isEmpty()) {
        return failure(ErrorKind::Usage,
                       id.size() < 4
                           ? tr("can't locate revision identified by '%1'; please ensure at least "
                                "four characters are present for partial revision identifier "
                                "matches")
                                 .arg(id)
                           : tr("can't locate revision identified by '%1'; 'athanor history' "
                                "lists them")
                                 .arg(id));
    }
    QString list = fits.mid(0, 5).join(", "_L1);
    if (fits.size() > 5)
        list += tr(" and %1 more").arg(fits.size() - 5);
    return failure(ErrorKind::Ambiguous,
                   tr("multiple revisions start with '%1': %2; write more of it").arg(id, list));
}

QStringList RevisionGraph::onBranch(const QStringList &ids, const QString &branch) const
{
    if (branch.isEmpty())
        return ids;
    const Marks up = descendantMarks(branch);
    const Marks down = ancestorMarks({branch});
    QStringList kept;
    for (const QString &id : ids) {
        if (const auto at = m_byId.find(id);
            at != m_byId.end() && (up[at->second] || down[at->second]))
            kept.push_back(id);
    }
    return kept;
}

Result<QString> RevisionGraph::oneHead(const Word &word) const
{
    const QStringList candidates = onBranch(heads(), word.branch);
    if (candidates.size() <= 1)
        return candidates.value(0);
    return failure(ErrorKind::Ambiguous,
                   tr("multiple head revisions are present for given argument '%1' (%2); name one "
                      "of them, write 'heads' where all are meant, or join them with "
                      "'athanor merge'")
                       .arg(word.written, candidates.join(", "_L1)));
}

Result<QString> RevisionGraph::resolve(const QString &word, const QStringList &current) const
{
    const Result<Word> parsed = parseWord(word);
    if (!parsed)
        return Failure(parsed.error());
    if (parsed->steps != 0 || parsed->symbol.isEmpty())
        return resolveRelative(*parsed, current);
    if (parsed->symbol == "base"_L1)
        return QString();
    if (parsed->symbol == "head"_L1 || parsed->symbol == "heads"_L1)
        return oneHead(*parsed);
    if (parsed->symbol == "current"_L1) {
        const QStringList places = onBranch(current, parsed->branch);
        if (places.size() <= 1)
            return places.value(0);
        return failure(ErrorKind::Ambiguous,
                       tr("the database stands at several revisions (%1); name one of them")
                           .arg(places.join(", "_L1)));
    }
    const Result<QString> id = identify(parsed->symbol);
    if (id && onBranch({*id}, parsed->branch).isEmpty()) {
        return failure(ErrorKind::Usage,
                       tr("revision %1 is not a member of branch '%2'").arg(*id, parsed->branch));
    }
    return id;
}

Result<QStringList> RevisionGraph::resolveAll(const QString &word, const QStringList &current) const
{
    const Result<Word> parsed = parseWord(word);
    if (!parsed)
        return Failure(parsed.error());
    if (parsed->symbol == "heads"_L1 && parsed->steps == 0)
        return onBranch(heads(), parsed->branch);
    if (parsed->symbol == "current"_L1 && parsed->steps == 0)
        return onBranch(current, parsed->branch);
    if (parsed->symbol.isEmpty() && parsed->steps < 0) // upgrading to current - n is not valid
        return tooFar(parsed->written, parsed->steps);
    const Result<QString> one = resolve(word, current);
    if (!one)
        return Failure(one.error());
    return one->isEmpty() ? QStringList() : QStringList{*one};
}

Result<QString> RevisionGraph::resolveRelative(const Word &word, const QStringList &current) const
{
    QString start;
    if (word.symbol.isEmpty()) {
        QStringList places = onBranch(current, word.branch);
        if (places.isEmpty() && !word.branch.isEmpty()) {
            // The branch has not begun: it starts from where it leaves what is applied.
            const Marks applied = ancestorMarks(current);
            const Marks line = ancestorMarks({word.branch});
            for (size_t i = 0; i < m_revisions.size(); ++i) {
                if (applied[i] && line[i])
                    places = QStringList{m_revisions[i].id};
            }
        }
        if (places.size() > 1) {
            return failure(ErrorKind::Ambiguous,
                           tr("%1 is ambiguous from multiple current revisions (%2); name the "
                              "revision, or write ID@%1 for the branch of one")
                               .arg(word.written, places.join(", "_L1)));
        }
        start = places.value(0);
        if (word.steps == 0)
            return start;
        if (!start.isEmpty() && !m_byId.contains(start)) {
            const Result<> known = checkApplied({start});
            return Failure(known.error());
        }
    } else {
        const Result<QString> symbol = resolve(word.symbol, current);
        if (!symbol)
            return symbol;
        start = *symbol;
    }
    return word.steps > 0 ? walkUp(start, word) : walkDown(start, word);
}

Result<QString> RevisionGraph::walkUp(const QString &start, const Word &word) const
{
    QString at = start;
    for (int step = 0; step < word.steps; ++step) {
        const QStringList next = onBranch(at.isEmpty() ? bases() : children(at), word.branch);
        if (next.isEmpty())
            return tooFar(word.written, word.steps);
        if (next.size() > 1)
            return ambiguousWalk(word.written, next);
        at = next.front();
    }
    return at;
}

Result<QString> RevisionGraph::walkDown(const QString &start, const Word &word) const
{
    QString at = start;
    for (int step = 0; step > word.steps; --step) {
        const Revision *revision = find(at);
        if (!revision)
            return tooFar(word.written, word.steps);
        const QStringList parents = onBranch(revision->revises, word.branch);
        const bool isLastStep = step - 1 == word.steps;
        if (parents.size() > 1 && isLastStep && word.symbol.isEmpty()) {
            // Undoing a merge leaves all its parents standing, whichever of them is named. The
            // latest one is it: nothing but the merge can descend from that and be applied.
            // (Alembic refuses: "Ambiguous walk".)
            QString latest = parents.front();
            size_t latestIndex = 0;
            for (const QString &parent : parents) {
                const auto found = m_byId.find(parent);
                if (found != m_byId.end() && found->second >= latestIndex) {
                    latest = parent;
                    latestIndex = found->second;
                }
            }
            return latest;
        }
        if (parents.size() > 1)
            return ambiguousWalk(word.written, parents);
        at = parents.value(0); // none: base
        if (!at.isEmpty() && !m_byId.contains(at)) {
            return failure(ErrorKind::Semantic,
                           tr("the revision %1 revises %2, but no file in the versions folder has "
                              "that id")
                               .arg(revision->id, at),
                           0, {revision->file, revision->revisesLine, 1});
        }
    }
    return at;
}

} // namespace Athanor
