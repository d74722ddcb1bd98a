// SPDX-License-Identifier: MIT
#pragma once

#include "ui/changes/sidebyside.h"

#include <QtWidgets/QWidget>

class QLabel;

namespace Athanor {

class DiffPane;

// Two texts beside each other, scrolled together, with changed lines and words marked by colour and
// by +, − and ~.
class DiffView : public QWidget
{
    Q_OBJECT

public:
    explicit DiffView(QWidget *parent = nullptr);

    void setTitles(const QString &left, const QString &right);
    void show(const SideBySide &difference);
    void goToNextHunk(bool backward = false);
    void goToText(const QString &text); // the first line that holds it as a word, on either side

private:
    SideBySide m_difference;
    QLabel *m_leftTitle = nullptr;
    QLabel *m_rightTitle = nullptr;
    DiffPane *m_left = nullptr;
    DiffPane *m_right = nullptr;
};

} // namespace Athanor
