// SPDX-License-Identifier: MIT
#include "ui/pages/revisionheader.h"

#include "ui/history/revisionrow.h"
#include "ui/theme/icons.h"
#include "ui/widgets/badge.h"

#include <QtCore/QLocale>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// A label that gives way instead of widening the window.
class ElidedLabel : public QLabel
{
public:
    QSize minimumSizeHint() const override { return {60, QLabel::minimumSizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setFont(font());
        painter.setPen(palette().color(foregroundRole()));
        painter.drawText(contentsRect(), Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width()));
    }
};

QPushButton *button(const QString &text, const QString &iconName, const QString &name)
{
    auto *made = new QPushButton(text);
    made->setObjectName(name);
    if (!iconName.isEmpty())
        made->setIcon(icon(iconName));
    return made;
}

} // namespace

RevisionHeader::RevisionHeader(QWidget *parent)
    : QWidget(parent)
    , m_message(new ElidedLabel)
    , m_state(new Badge)
    , m_review(new Badge)
    , m_unsaved(new Badge)
    , m_facts(new ElidedLabel)
    , m_copy(new QToolButton)
    , m_reviewButton(button(tr("Mark reviewed"), {}, u"reviewButton"_s))
    , m_withdrawButton(button(tr("Withdraw review"), {}, u"withdrawButton"_s))
    , m_save(button(tr("Save"), u"save"_s, u"saveButton"_s))
    , m_revert(button(tr("Revert"), u"revert"_s, u"revertButton"_s))
{
    m_message->setFont(titleFont(font()));
    m_message->setObjectName(u"revisionMessage"_s);
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    m_copy->setIcon(icon(u"copy"_s, Tone::Muted));
    m_copy->setAutoRaise(true);
    m_copy->setToolTip(tr("Copy the revision's id"));
    m_copy->setAccessibleName(m_copy->toolTip());
    m_reviewButton->setProperty("primary", true);
    m_reviewButton->setToolTip(
        tr("I have read both sections. Any later edit takes the mark away."));

    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_message, 1);
    first->addWidget(m_revert);
    first->addWidget(m_save);
    first->addWidget(m_withdrawButton);
    first->addWidget(m_reviewButton);
    auto *second = new QHBoxLayout;
    second->setSpacing(8);
    second->addWidget(m_state);
    second->addWidget(m_review);
    second->addWidget(m_unsaved);
    second->addWidget(m_facts, 1);
    second->addWidget(m_copy);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 8, 10, 4);
    column->setSpacing(2);
    column->addLayout(first);
    column->addLayout(second);

    connect(m_reviewButton, &QPushButton::clicked, this, &RevisionHeader::reviewRequested);
    connect(m_withdrawButton, &QPushButton::clicked, this, &RevisionHeader::withdrawRequested);
    connect(m_save, &QPushButton::clicked, this, &RevisionHeader::saveRequested);
    connect(m_revert, &QPushButton::clicked, this, &RevisionHeader::revertRequested);
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_id); });
}

void RevisionHeader::setRevision(const Revision &revision, const RevisionStatus *status,
                                 bool unsaved)
{
    m_id = revision.id;
    m_message->setText(revision.message);
    m_message->setToolTip(revision.message);
    const StateLook look = status ? stateLook(*status) : unknownStateLook();
    m_state->show(look.icon, look.text, look.tone, look.explanation);

    const bool reviewed = revision.isReviewed();
    const bool inTarget = status
        && (status->state == RevisionState::Applied
            || status->state == RevisionState::EditedAfterApplied);
    if (reviewed) {
        const QString by = tr("reviewed by %1").arg(revision.review->by);
        m_review->show(
            u"review"_s, by, Tone::Success,
            tr("%1, %2").arg(
                by, QLocale().toString(revision.review->at.toLocalTime(), QLocale::ShortFormat)));
    } else if (revision.isReviewStale()) {
        m_review->show(u"review"_s, tr("edited since its review"), Tone::Warning,
                       tr("%1 reviewed another text. Read it again, then mark it reviewed.")
                           .arg(revision.review->by));
    } else if (inTarget) {
        m_review->show(u"review"_s, tr("not reviewed"), Tone::Warning, {});
    } else {
        m_review->show({}, {}, Tone::Muted); // the state says so already
    }
    m_unsaved->show(unsaved ? u"state-edited"_s : QString(), unsaved ? tr("unsaved") : QString(),
                    Tone::Warning, tr("Edits that are not in the file yet. Ctrl+S saves them."));

    QStringList facts{revision.id};
    if (revision.revises.isEmpty())
        facts.append(tr("the first revision"));
    else
        facts.append((revision.revises.size() > 1 ? tr("merges %1") : tr("revises %1"))
                         .arg(revision.revises.join(u", "_s)));
    if (revision.created.isValid())
        facts.append(
            tr("created %1")
                .arg(QLocale().toString(revision.created.toLocalTime(), QLocale::ShortFormat)));
    m_facts->setText(facts.join(u"   ·   "_s));
    m_facts->setToolTip(revision.file);

    m_copy->setVisible(true);
    m_save->setVisible(unsaved);
    m_revert->setVisible(unsaved);
    m_reviewButton->setVisible(!reviewed || unsaved);
    m_reviewButton->setText(unsaved ? tr("Save and mark reviewed") : tr("Mark reviewed"));
    m_withdrawButton->setVisible(reviewed && !unsaved && !inTarget);
}

void RevisionHeader::setMissing(const RevisionStatus &status)
{
    m_id = status.id;
    m_message->setText(tr("A revision without a file"));
    const StateLook look = stateLook(status);
    m_state->show(look.icon, look.text, look.tone, look.explanation);
    m_review->show({}, {}, Tone::Muted);
    m_unsaved->show({}, {}, Tone::Muted);
    m_facts->setText(tr("%1   ·   %2").arg(status.id, look.explanation));
    m_copy->setVisible(true);
    for (QPushButton *each : {m_save, m_revert, m_reviewButton, m_withdrawButton})
        each->hide();
}

} // namespace Athanor
