// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QDialog>

class QLabel;
class QVBoxLayout;

namespace Athanor {

// What all dialogs share: a title over a quiet line of explanation, margins, and a body to fill.
class PlainDialog : public QDialog
{
    Q_OBJECT

public:
    PlainDialog(const QString &title, const QString &explanation, QWidget *parent);

protected:
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }
    void setExplanation(const QString &text);

private:
    QVBoxLayout *m_body = nullptr;
    QLabel *m_explanation = nullptr;
};

enum class UnsavedChoice { Save, Discard, Cancel };
// Asks about edits that are about to be lost. `what` names them, one a line.
[[nodiscard]] UnsavedChoice askUnsaved(QWidget *parent, const QStringList &what);

} // namespace Athanor
