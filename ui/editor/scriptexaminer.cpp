// SPDX-License-Identifier: MIT
#include "ui/editor/scriptexaminer.h"

#include "ui/editor/scriptdocument.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QPointer>
#include <QtCore/QThreadPool>
#include <QtGui/QTextCursor>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace Athanor {

ScriptExaminer::ScriptExaminer(ScriptDocument *upgrade, ScriptDocument *downgrade, QObject *parent)
    : QObject(parent)
    , m_upgrade(upgrade)
    , m_downgrade(downgrade)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(300ms);
    connect(&m_delay, &QTimer::timeout, this, &ScriptExaminer::examineNow);
    for (ScriptDocument *document : {upgrade, downgrade}) {
        connect(document, &QTextDocument::contentsChange, this,
                [this](int, int removed, int added) {
                    if (removed != 0 || added != 0) // a change of colours is no change of text
                        examineSoon();
                });
    }
}

void ScriptExaminer::setGround(Ground ground)
{
    if (m_ground == ground)
        return;
    m_ground = std::move(ground);
    ++m_generation;
    examineNow();
}

void ScriptExaminer::examineSoon()
{
    ++m_generation;
    m_delay.start();
}

void ScriptExaminer::examineNow()
{
    m_delay.stop();
    if (!m_ground) {
        m_done = m_generation;
        m_catalog.reset();
        show({});
        return;
    }
    const QPointer<ScriptExaminer> self(this);
    QThreadPool::globalInstance()->start([self, generation = m_generation, ground = m_ground,
                                          draft =
                                              ScriptDraft{m_upgrade->text(), m_downgrade->text()}] {
        ScriptExamination examination = examineScript(draft, *ground);
        // What the script drops may still be named before that.
        Catalog known = std::move(examination.after);
        known.tables.insert(ground->before.tables.begin(), ground->before.tables.end());
        known.sequences.insert(ground->before.sequences.begin(), ground->before.sequences.end());
        known.views.insert(ground->before.views.begin(), ground->before.views.end());
        auto catalog = std::make_shared<const Catalog>(std::move(known));
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, generation, catalog, findings = std::move(examination.findings)] {
                if (!self || self->m_generation != generation)
                    return;
                self->m_done = generation;
                self->m_catalog = catalog;
                self->show(findings);
            },
            Qt::QueuedConnection);
    });
}

ScriptDocument *ScriptExaminer::document(Direction section) const
{
    return section == Direction::Downgrade ? m_downgrade : m_upgrade;
}

void ScriptExaminer::show(const std::vector<ScriptFinding> &findings)
{
    for (const Direction section : {Direction::Upgrade, Direction::Downgrade}) {
        const LineIndex lines(document(section)->text());
        std::vector<Diagnostic> shown;
        for (const ScriptFinding &finding : findings) {
            if (finding.section != section)
                continue;
            Diagnostic diagnostic;
            diagnostic.severity = finding.isError ? Diagnostic::Error : Diagnostic::Warning;
            diagnostic.range = finding.range;
            diagnostic.line = lines.line(finding.range.start);
            diagnostic.column = lines.column(finding.range.start);
            diagnostic.message = finding.isError && finding.oraCode != 0
                ? oraCodeText(finding.oraCode) + QLatin1String(": ") + finding.message
                : finding.message;
            diagnostic.fixes = finding.fixes;
            shown.push_back(std::move(diagnostic));
        }
        document(section)->setFindings(std::move(shown));
    }
    Q_EMIT examined();
}

bool ScriptExaminer::apply(const ScriptFix &fix, Direction *section, TextRange *choose)
{
    if (!isUpToDate())
        return false;
    std::vector<ScriptEdit> edits = fix.edits;
    std::stable_sort(edits.begin(), edits.end(),
                     [](const auto &a, const auto &b) { return a.range.start < b.range.start; });
    if (section && !edits.empty()) { // offsets of two texts do not compare: the fix's first
        *section = fix.edits.front().section;
        if (choose)
            *choose = {fix.edits.front().range.start, 0};
    }
    for (const Direction side : {Direction::Upgrade, Direction::Downgrade}) {
        QTextCursor cursor(document(side));
        cursor.beginEditBlock();
        for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) { // what is before stays
            if (edit->section != side)
                continue;
            cursor.setPosition(int(edit->range.start));
            cursor.setPosition(int(edit->range.end()), QTextCursor::KeepAnchor);
            cursor.insertText(edit->text);
            if (section && choose && !edit->choose.isEmpty()) {
                *section = side;
                *choose = {edit->range.start + edit->choose.start, edit->choose.length};
            }
        }
        cursor.endEditBlock();
    }
    return true;
}

} // namespace Athanor
