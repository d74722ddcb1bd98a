// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.h"
#include "ui/theme/theme.h"

#include <QtWidgets/QWidget>

#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;

namespace Athanor {

// One sentence over the page, with the buttons that do what it advises. It never blocks; the next
// message replaces it.
class MessageBar : public QWidget
{
    Q_OBJECT

public:
    struct Offer
    {
        QString text;
        std::function<void()> action;
    };

    explicit MessageBar(QWidget *parent = nullptr);

    void say(Tone tone, const QString &text, const std::vector<Offer> &offers = {});
    void sayError(const Error &error, const std::vector<Offer> &offers = {});
    void dismiss();
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_text = nullptr;
    QHBoxLayout *m_offers = nullptr;
    Tone m_tone = Tone::Plain;
};

// An error as the window says it: the ORA code first, the place after.
[[nodiscard]] QString errorText(const Error &error);

} // namespace Athanor
