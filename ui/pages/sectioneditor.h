// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QWidget>

class QLabel;
class QToolButton;

namespace Athanor {

class ScriptDocument;
class ScriptEditor;

// An editor under its caption: what it holds and how many problems it has.
class SectionEditor : public QWidget
{
    Q_OBJECT

public:
    explicit SectionEditor(const QString &caption, const QString &icon, QWidget *parent = nullptr);

    void setScript(ScriptDocument *document);
    void setCaption(const QString &caption);
    [[nodiscard]] ScriptEditor *editor() const { return m_editor; }

private:
    void showCounts();

    QLabel *m_caption = nullptr;
    QToolButton *m_problems = nullptr;
    ScriptEditor *m_editor = nullptr;
    QMetaObject::Connection m_connection;
};

} // namespace Athanor
