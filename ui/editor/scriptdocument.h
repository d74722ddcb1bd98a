// SPDX-License-Identifier: MIT
#pragma once

#include "ui/editor/diagnostic.h"

#include <QtCore/QTimer>
#include <QtGui/QPalette>
#include <QtGui/QTextDocument>

#include <memory>

namespace KSyntaxHighlighting {
class SyntaxHighlighter;
}

namespace Athanor {

// The text of one section with its undo history, colours and diagnostics. Lives as long as its
// revision is open, so that going to another revision and back loses neither edits nor undo.
class ScriptDocument : public QTextDocument
{
    Q_OBJECT

public:
    explicit ScriptDocument(QObject *parent = nullptr);
    ~ScriptDocument() override;

    // Replaces everything and forgets the undo history: the text as saved.
    void setSavedText(const QString &text);
    [[nodiscard]] QString text() const { return toPlainText(); }

    void setOracleVersion(const OracleVersion &version);
    void setPalette(const QPalette &palette);

    // What the text itself says, and what was found by looking at more than it, by place.
    [[nodiscard]] const std::vector<Diagnostic> &diagnostics() const { return m_diagnostics; }
    void setFindings(std::vector<Diagnostic> findings); // a change of the text takes them away
    [[nodiscard]] int errorCount() const;

Q_SIGNALS:
    void diagnosticsChanged();

private:
    void diagnoseSoon();
    void diagnoseNow();
    void merge();

    KSyntaxHighlighting::SyntaxHighlighter *m_highlighter = nullptr;
    std::vector<Diagnostic> m_diagnostics; // both of the following
    std::vector<Diagnostic> m_ofText;
    std::vector<Diagnostic> m_findings;
    OracleVersion m_version;
    QTimer m_delay;
    int m_generation = 0; // of the text the newest reading was started for
};

} // namespace Athanor
