// SPDX-License-Identifier: MIT
#include "diff/generate.h"

#include <QtCore/QCoreApplication>

namespace Athanor {

using namespace Qt::StringLiterals;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Athanor::ScriptText)
};

QString title(HazardKind kind)
{
    switch (kind) {
    case HazardKind::LosesData:
        return Tr::tr("loses data");
    case HazardKind::MayFailOnRows:
        return Tr::tr("may fail on rows");
    case HazardKind::Blocks:
        return Tr::tr("blocks");
    case HazardKind::CannotBeUndone:
        return Tr::tr("cannot be undone");
    case HazardKind::NeedsRelease:
        return Tr::tr("needs a newer Oracle");
    case HazardKind::Manual:
        return Tr::tr("by hand");
    }
    return {};
}

// Never a directive, never SQL*Plus's: "-- athanor:" cannot come about, since every line starts
// with a word of ours, and no line ends in "-", which would continue it.
QString comment(const QString &label, const QString &text)
{
    QString lines;
    for (const QString &line : text.split(u'\n')) {
        QString body = line.simplified();
        while (body.endsWith(u'-'))
            body.chop(1);
        lines += u"-- "_s + (lines.isEmpty() ? label : QString(label.size(), u' ')) + u' '
            + body.trimmed() + u'\n';
    }
    return lines;
}

} // namespace

QString scriptText(const GeneratedScript &script)
{
    QString text;
    for (const GeneratedStatement &statement : script) {
        for (const Hazard &hazard : statement.hazards) {
            if (hazard.kind == HazardKind::Manual && hazard.message == statement.note)
                continue; // said once
            text += comment(u"HAZARD:"_s, title(hazard.kind) + u": "_s + hazard.message);
            if (!hazard.probe.isEmpty())
                text += comment(u"PROBE:"_s, hazard.probe);
        }
        if (statement.isManual())
            text += comment(u"MANUAL:"_s, statement.note);
        else if (!statement.note.isEmpty())
            text += comment(u"NOTE:"_s, statement.note);
        if (!statement.isManual())
            text += Athanor::scriptText(statement.sql);
        const bool isCommented =
            statement.isManual() || !statement.note.isEmpty() || !statement.hazards.empty();
        if (isCommented)
            text += u'\n';
    }
    while (text.endsWith(u"\n\n"_s))
        text.chop(1);
    return withoutSubstitution(text);
}

} // namespace Athanor
