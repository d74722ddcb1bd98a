// SPDX-License-Identifier: MIT
#include "ui/editor/scriptdocument.h"

#include "ui/editor/highlighting.h"

#include <KSyntaxHighlighting/SyntaxHighlighter>

#include <QtCore/QCoreApplication>
#include <QtCore/QPointer>
#include <QtCore/QThreadPool>
#include <QtWidgets/QPlainTextDocumentLayout>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace Athanor {

ScriptDocument::ScriptDocument(QObject *parent)
    : QTextDocument(parent)
    , m_highlighter(new KSyntaxHighlighting::SyntaxHighlighter(this))
{
    setDocumentLayout(new QPlainTextDocumentLayout(this));
    m_highlighter->setDefinition(oracleSqlDefinition());
    m_delay.setSingleShot(true);
    m_delay.setInterval(250ms);
    connect(&m_delay, &QTimer::timeout, this, &ScriptDocument::diagnoseNow);
    connect(this, &QTextDocument::contentsChange, this, [this](int, int removed, int added) {
        if (removed == 0 && added == 0) // a change of colours is no change of text
            return;
        setFindings({}); // their places and fixes were the old text's
        diagnoseSoon();
    });
}

ScriptDocument::~ScriptDocument() = default;

void ScriptDocument::setSavedText(const QString &text)
{
    setPlainText(text);
    setModified(false);
    diagnoseNow();
}

void ScriptDocument::setOracleVersion(const OracleVersion &version)
{
    if (version == m_version)
        return;
    m_version = version;
    diagnoseSoon();
}

void ScriptDocument::setPalette(const QPalette &palette)
{
    const KSyntaxHighlighting::Theme theme = highlightingTheme(palette);
    if (m_highlighter->theme().name() == theme.name())
        return;
    m_highlighter->setTheme(theme);
    m_highlighter->rehighlight();
}

int ScriptDocument::errorCount() const
{
    return int(std::count_if(m_diagnostics.begin(), m_diagnostics.end(),
                             [](const Diagnostic &d) { return d.severity == Diagnostic::Error; }));
}

void ScriptDocument::setFindings(std::vector<Diagnostic> findings)
{
    if (findings == m_findings)
        return;
    m_findings = std::move(findings);
    merge();
}

// Where both say something of one place, the finding says it with a fix.
void ScriptDocument::merge()
{
    std::vector<Diagnostic> all = m_findings;
    for (const Diagnostic &diagnostic : m_ofText) {
        const bool said =
            std::any_of(m_findings.begin(), m_findings.end(), [&diagnostic](const Diagnostic &f) {
                return f.severity == Diagnostic::Error && f.range.contains(diagnostic.range.start);
            });
        if (!said)
            all.push_back(diagnostic);
    }
    std::stable_sort(all.begin(), all.end(), [](const Diagnostic &a, const Diagnostic &b) {
        return a.range.start < b.range.start;
    });
    if (all == m_diagnostics)
        return;
    m_diagnostics = std::move(all);
    Q_EMIT diagnosticsChanged();
}

void ScriptDocument::diagnoseSoon()
{
    ++m_generation;
    m_delay.start();
}

void ScriptDocument::diagnoseNow()
{
    m_delay.stop();
    const int generation = ++m_generation;
    const QString text = toPlainText();
    const OracleVersion version = m_version;
    const QPointer<ScriptDocument> self(this);
    QThreadPool::globalInstance()->start([self, generation, text, version] {
        std::vector<Diagnostic> found = diagnose(text, version);
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, generation, found = std::move(found)] {
                if (!self || self->m_generation != generation)
                    return;
                self->m_ofText = found;
                self->merge();
            },
            Qt::QueuedConnection);
    });
}

} // namespace Athanor
