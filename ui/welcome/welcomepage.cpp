// SPDX-License-Identifier: MIT
#include "ui/welcome/welcomepage.h"

#include "ui/theme/icons.h"

#include <QtCore/QDir>
#include <QtCore/QLocale>
#include <QtGui/QAction>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

constexpr int directoryRole = Qt::UserRole + 1;
constexpr int openedRole = Qt::UserRole + 2;

// Name over folder, the day at the right.
class RecentDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {200, 2 * option.fontMetrics.height() + 18};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const ThemeColors &colors = themeColors(option.palette);
        painter->save();
        QStyleOptionViewItem item = option;
        item.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter,
                                            item.widget);
        const QRect r = option.rect.adjusted(12, 8, -12, -8);
        paintIcon(painter, QRect(r.left(), r.center().y() - 9, 18, 18), u"model"_s, colors.accent);
        const QRect text = r.adjusted(32, 0, 0, 0);
        QFont bold = option.font;
        bold.setWeight(QFont::DemiBold);
        painter->setFont(bold);
        painter->setPen(option.palette.color(QPalette::Text));
        painter->drawText(text, Qt::AlignLeft | Qt::AlignTop,
                          index.data(Qt::DisplayRole).toString());
        painter->setFont(option.font);
        painter->setPen(colors.muted);
        const QString day = index.data(openedRole).toString();
        painter->drawText(text, Qt::AlignRight | Qt::AlignTop, day);
        painter->drawText(text, Qt::AlignLeft | Qt::AlignBottom,
                          option.fontMetrics.elidedText(index.data(directoryRole).toString(),
                                                        Qt::ElideMiddle, text.width()));
        painter->restore();
    }
};

QLabel *sectionTitle(const QString &text)
{
    auto *label = new QLabel(text);
    label->setFont(titleFont(label->font()));
    return label;
}

// A wide button: icon, what it does, and one line more.
class StartButton : public QPushButton
{
public:
    StartButton(const QString &iconName, const QString &title, const QString &subtitle)
        : m_icon(iconName)
        , m_title(title)
        , m_subtitle(subtitle)
    {
        setAccessibleName(title);
        setAccessibleDescription(subtitle);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setCursor(Qt::PointingHandCursor);
    }

    QSize sizeHint() const override { return {300, 2 * fontMetrics().height() + 26}; }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QPushButton::paintEvent(event);
        QPainter painter(this);
        const bool primary = property("primary").toBool();
        const QColor text =
            palette().color(primary ? QPalette::HighlightedText : QPalette::ButtonText);
        const QColor second = primary ? text : themeColors(palette()).muted;
        paintIcon(&painter, QRect(16, height() / 2 - 11, 22, 22), m_icon,
                  primary ? text : themeColors(palette()).accent);
        const QRect area = rect().adjusted(52, 11, -12, -11);
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        painter.setFont(bold);
        painter.setPen(text);
        painter.drawText(area, Qt::AlignLeft | Qt::AlignTop, m_title);
        painter.setFont(font());
        painter.setPen(second);
        painter.drawText(area, Qt::AlignLeft | Qt::AlignBottom,
                         fontMetrics().elidedText(m_subtitle, Qt::ElideRight, area.width()));
    }

private:
    QString m_icon;
    QString m_title;
    QString m_subtitle;
};

} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent)
    , m_recent(new QListWidget)
    , m_noRecent(new QLabel(tr("Projects you open are listed here.\n\nNew to Athanor? Open the "
                               "sample: a small shop's accounts in five "
                               "revisions, on the embedded sandbox. It needs no server.")))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);

    auto *title = new QLabel(u"Athanor"_s);
    QFont big = title->font();
    big.setPointSizeF(big.pointSizeF() * 2.2);
    big.setWeight(QFont::DemiBold);
    title->setFont(big);
    auto *subtitle = new QLabel(
        tr("Oracle schema migrations: complete, reviewed, rehearsed, never stuck half-way."));
    subtitle->setForegroundRole(QPalette::PlaceholderText);
    subtitle->setWordWrap(true);
    auto *mark = new QLabel;
    mark->setPixmap(applicationIcon().pixmap(64, 64));
    mark->setFixedSize(72, 64);

    auto *sample = new StartButton(u"sample"_s, tr("Open the sample"),
                                   tr("auth_user in five revisions, on the sandbox"));
    sample->setObjectName(u"openSample"_s);
    sample->setProperty("primary", true);
    auto *open =
        new StartButton(u"open"_s, tr("Open a project…"), tr("A folder with an athanor.toml"));
    open->setObjectName(u"openProject"_s);
    auto *create = new StartButton(u"new-project"_s, tr("New project…"),
                                   tr("athanor.toml, model and versions in a folder"));
    create->setObjectName(u"newProject"_s);

    m_recent->setObjectName(u"recentProjects"_s);
    m_recent->setAccessibleName(tr("Recent projects"));
    m_recent->setItemDelegate(new RecentDelegate(m_recent));
    m_recent->setFrameShape(QFrame::StyledPanel);
    m_recent->setMouseTracking(true);
    m_recent->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_recent->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *forget = new QAction(tr("Remove from this list"), m_recent);
    forget->setShortcut(QKeySequence::Delete);
    forget->setShortcutContext(Qt::WidgetShortcut);
    m_recent->addAction(forget);
    m_noRecent->setWordWrap(true);
    m_noRecent->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_noRecent->setForegroundRole(QPalette::PlaceholderText);

    auto *heading = new QHBoxLayout;
    heading->addWidget(mark);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addStretch();
    words->addWidget(title);
    words->addWidget(subtitle);
    words->addStretch();
    heading->addLayout(words, 1);

    auto *start = new QVBoxLayout;
    start->setSpacing(10);
    start->addWidget(sectionTitle(tr("Start")));
    start->addWidget(sample);
    start->addWidget(open);
    start->addWidget(create);
    start->addStretch();
    auto *recent = new QVBoxLayout;
    recent->setSpacing(10);
    recent->addWidget(sectionTitle(tr("Recent projects")));
    recent->addWidget(m_noRecent, 1);
    recent->addWidget(m_recent, 1);

    auto *columns = new QHBoxLayout;
    columns->setSpacing(40);
    columns->addLayout(start, 4);
    columns->addLayout(recent, 5);

    auto *content = new QWidget;
    content->setMaximumWidth(940);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(32, 24, 32, 24);
    column->setSpacing(28);
    column->addLayout(heading);
    column->addLayout(columns, 1);
    auto *outer = new QHBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addStretch(1);
    auto *vertical = new QVBoxLayout;
    vertical->addStretch(1);
    vertical->addWidget(content, 6);
    vertical->addStretch(1);
    outer->addLayout(vertical, 20);
    outer->addStretch(1);

    connect(sample, &QPushButton::clicked, this, &WelcomePage::sampleRequested);
    connect(open, &QPushButton::clicked, this, &WelcomePage::openRequested);
    connect(create, &QPushButton::clicked, this, &WelcomePage::newRequested);
    connect(m_recent, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        Q_EMIT projectChosen(item->data(directoryRole).toString());
    });
    connect(m_recent, &QListWidget::itemClicked, this, [this](const QListWidgetItem *item) {
        Q_EMIT projectChosen(item->data(directoryRole).toString());
    });
    connect(forget, &QAction::triggered, this, [this] {
        if (const QListWidgetItem *item = m_recent->currentItem())
            Q_EMIT forgetRequested(item->data(directoryRole).toString());
    });
    setRecent({});
}

void WelcomePage::setRecent(const std::vector<RecentProject> &projects)
{
    m_recent->clear();
    for (const RecentProject &project : projects) {
        auto *item = new QListWidgetItem(project.name, m_recent);
        item->setData(directoryRole, project.directory);
        item->setData(
            openedRole,
            QLocale().toString(project.opened.toLocalTime().date(), QLocale::ShortFormat));
        item->setToolTip(QDir::toNativeSeparators(project.directory));
        item->setData(Qt::AccessibleTextRole, QString(project.name + u", "_s + project.directory));
    }
    m_recent->setVisible(!projects.empty());
    m_noRecent->setVisible(projects.empty());
}

void WelcomePage::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 3), themeColors(palette()).accent);
}

} // namespace Athanor
