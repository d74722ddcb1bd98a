// SPDX-License-Identifier: MIT
#pragma once

#include "ui/editor/scriptdocument.h"

#include <QtWidgets/QPlainTextEdit>

namespace Athanor {

// Read-only SQL that follows the theme.
class ScriptView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit ScriptView(QWidget *parent = nullptr);
    ~ScriptView() override;

protected:
    void changeEvent(QEvent *event) override;

private:
    ScriptDocument m_document;
};

} // namespace Athanor
