// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/doctor.h"

#include <QtWidgets/QScrollArea>

class QGridLayout;

namespace Athanor {

// The links from this program to a schema, one a line: a sign, its name, what was found or what is
// wrong and what to do. Text can be selected and copied.
class ChainView : public QScrollArea
{
    Q_OBJECT

public:
    explicit ChainView(QWidget *parent = nullptr);

    void setChain(const Chain &chain);
    void setWaiting(const QString &what); // while it is being examined
    void clear();
    [[nodiscard]] QString text() const; // as shown, for the clipboard and for tests

private:
    void addLine(const QString &icon, int tone, const QString &name, const QString &text,
                 const QString &advice);

    QGridLayout *m_lines = nullptr;
    QStringList m_text;
};

// The chain in one sentence: all well, or the link that is broken.
[[nodiscard]] QString chainSentence(const Chain &chain);

} // namespace Athanor
