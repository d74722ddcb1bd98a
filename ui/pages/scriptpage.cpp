// SPDX-License-Identifier: MIT
#include "ui/pages/scriptpage.h"

#include "ui/editor/findbar.h"
#include "ui/editor/scriptcompleter.h"
#include "ui/editor/scriptdocument.h"
#include "ui/editor/scripteditor.h"
#include "ui/pages/sectioneditor.h"
#include "ui/theme/icons.h"

#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

constexpr int widthForBoth = 860; // two columns of some fifty characters with their gutters

// A strip with a warning sign: shape and words, not colour alone.
class HazardStrip : public QLabel
{
public:
    HazardStrip()
    {
        setWordWrap(true);
        setContentsMargins(34, 5, 10, 6);
        setTextFormat(Qt::PlainText);
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), toneBackground(Tone::Warning, palette()));
        painter.fillRect(QRect(0, height() - 1, width(), 1), themeColors(palette()).border);
        paintIcon(&painter, QRect(10, 6, 16, 16), u"warning"_s,
                  toneColor(Tone::Warning, palette()));
        painter.end();
        QLabel::paintEvent(event);
    }
};

} // namespace

struct ScriptPage::Open
{
    Revision saved;
    ScriptDocument upgrade;
    ScriptDocument downgrade;
    ScriptExaminer examiner{&upgrade, &downgrade};

    [[nodiscard]] bool isModified() const { return upgrade.isModified() || downgrade.isModified(); }
    void load(const Revision &revision)
    {
        saved = revision;
        upgrade.setSavedText(revision.upgrade);
        downgrade.setSavedText(revision.downgrade);
    }
};

ScriptPage::ScriptPage(QWidget *parent)
    : QWidget(parent)
    , m_hazards(new HazardStrip)
    , m_which(new QTabBar)
    , m_splitter(new QSplitter)
    , m_upgrade(new SectionEditor(tr("Upgrade"), u"upgrade"_s))
    , m_downgrade(new SectionEditor(tr("Downgrade"), u"downgrade"_s))
    , m_find(new FindBar)
{
    m_upgrade->editor()->setObjectName(u"upgradeEditor"_s);
    m_downgrade->editor()->setObjectName(u"downgradeEditor"_s);
    m_which->setObjectName(u"sectionTabs"_s);
    m_which->setAccessibleName(tr("Section"));
    m_which->addTab(tr("Upgrade"));
    m_which->addTab(tr("Downgrade"));
    m_which->setExpanding(false);
    m_splitter->addWidget(m_upgrade);
    m_splitter->addWidget(m_downgrade);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_hazards);
    column->addWidget(m_which);
    column->addWidget(m_splitter, 1);
    column->addWidget(m_find);
    m_hazards->hide();
    m_find->setEditor(m_upgrade->editor());
    setFocusProxy(m_upgrade);

    connect(m_which, &QTabBar::currentChanged, this, &ScriptPage::arrange);
    connect(qApp, &QApplication::focusChanged, this,
            [this, up = m_upgrade->editor(), down = m_downgrade->editor()](QWidget *,
                                                                           const QWidget *now) {
                if (now != up && now != down)
                    return;
                m_active = now == up ? up : down;
                m_find->setEditor(m_active);
            });
    // Both sections have one size of text.
    connect(
        m_upgrade->editor(), &ScriptEditor::zoomChanged, m_downgrade->editor(), [this](int steps) {
            m_downgrade->editor()->zoomBy(steps == 0 ? 0 : steps - m_downgrade->editor()->zoom());
        });
    connect(m_downgrade->editor(), &ScriptEditor::zoomChanged, m_upgrade->editor(),
            [this](int steps) {
                m_upgrade->editor()->zoomBy(steps == 0 ? 0 : steps - m_upgrade->editor()->zoom());
            });
    for (ScriptEditor *editor : {m_upgrade->editor(), m_downgrade->editor()}) {
        connect(editor, &ScriptEditor::fixChosen, this, &ScriptPage::applyFix);
        editor->completer()->setCatalogSource([this]() -> ScriptExaminer::KnownCatalog {
            const auto open = m_open.find(m_current);
            return open == m_open.end() ? nullptr : open->second->examiner.catalog();
        });
    }
    arrange();
}

ScriptPage::~ScriptPage()
{
    delete m_splitter; // the editors go before the documents they show
}

void ScriptPage::setGround(const QString &id, ScriptExaminer::Ground ground)
{
    if (const auto open = m_open.find(id); open != m_open.end())
        open->second->examiner.setGround(std::move(ground));
}

void ScriptPage::applyFix(const ScriptFix &fix)
{
    const auto open = m_open.find(m_current);
    Direction section = Direction::Upgrade;
    TextRange choose;
    if (open == m_open.end() || !open->second->examiner.apply(fix, &section, &choose))
        return;
    const bool up = section != Direction::Downgrade;
    m_which->setCurrentIndex(up ? 0 : 1);
    ScriptEditor *editor = (up ? m_upgrade : m_downgrade)->editor();
    QTextCursor cursor(editor->document());
    cursor.setPosition(int(choose.start));
    cursor.setPosition(int(choose.end()), QTextCursor::KeepAnchor);
    editor->setTextCursor(cursor);
    m_active = editor;
    editor->setFocus(Qt::OtherFocusReason);
}

void ScriptPage::showFixes()
{
    activeEditor()->showFixes();
}

void ScriptPage::complete()
{
    activeEditor()->completer()->complete(true);
}

void ScriptPage::setRevision(const Revision &revision, const OracleVersion &version)
{
    // What nobody edited is read anew when it is shown again.
    std::unique_ptr<Open> previous;
    if (m_current != revision.id) {
        if (const auto old = m_open.find(m_current);
            old != m_open.end() && !old->second->isModified()) {
            previous = std::move(old->second); // the editors show it until they have the new one
            m_open.erase(old);
        }
    }
    m_current = revision.id;
    auto &open = m_open[revision.id];
    if (!open) {
        open = std::make_unique<Open>();
        open->load(revision);
        connect(&open->upgrade, &QTextDocument::modificationChanged, this,
                &ScriptPage::modifiedChanged);
        connect(&open->downgrade, &QTextDocument::modificationChanged, this,
                &ScriptPage::modifiedChanged);
    } else if (!open->isModified() && open->saved != revision) {
        if (open->saved.upgrade != revision.upgrade)
            open->upgrade.setSavedText(revision.upgrade);
        if (open->saved.downgrade != revision.downgrade)
            open->downgrade.setSavedText(revision.downgrade);
        open->saved = revision;
    }
    open->upgrade.setOracleVersion(version);
    open->downgrade.setOracleVersion(version);
    m_upgrade->setScript(&open->upgrade);
    m_downgrade->setScript(&open->downgrade);
}

void ScriptPage::setSaved(const Revision &revision)
{
    if (const auto at = m_open.find(revision.id); at != m_open.end())
        at->second->saved = revision;
}

void ScriptPage::setSaved(const Revision &revision, const Edit &sent)
{
    const auto at = m_open.find(revision.id);
    if (at == m_open.end())
        return;
    const Edit now = edit(revision.id); // before `saved` changes: line ends depend on it
    at->second->saved = revision;
    if (now.upgrade == sent.upgrade)
        at->second->upgrade.setModified(false);
    if (now.downgrade == sent.downgrade)
        at->second->downgrade.setModified(false);
}

void ScriptPage::revert(const QString &id)
{
    const auto at = m_open.find(id);
    if (at == m_open.end())
        return;
    at->second->load(Revision(at->second->saved));
    Q_EMIT modifiedChanged();
}

void ScriptPage::forgetAll()
{
    // The editors must not keep a document that goes away.
    std::map<QString, std::unique_ptr<Open>> gone;
    gone.swap(m_open);
    m_current.clear();
    auto &empty = m_open[QString()];
    empty = std::make_unique<Open>();
    m_upgrade->setScript(&empty->upgrade);
    m_downgrade->setScript(&empty->downgrade);
    setHazards({});
}

bool ScriptPage::isModified(const QString &id) const
{
    const auto at = m_open.find(id);
    return at != m_open.end() && at->second->isModified();
}

QStringList ScriptPage::modifiedIds() const
{
    QStringList ids;
    for (const auto &[id, open] : m_open) {
        if (open->isModified())
            ids.append(id);
    }
    return ids;
}

ScriptPage::Edit ScriptPage::edit(const QString &id) const
{
    const auto at = m_open.find(id);
    if (at == m_open.end())
        return {};
    const Revision &saved = at->second->saved;
    // The editor knows one kind of line end; the file keeps its own.
    const auto asInFile = [](QString text, const QString &before) {
        return before.contains(u"\r\n"_s) ? text.replace(u'\n', u"\r\n"_s) : text;
    };
    return {saved, asInFile(at->second->upgrade.text(), saved.upgrade),
            asInFile(at->second->downgrade.text(), saved.downgrade)};
}

void ScriptPage::setHazards(const std::vector<Hazard> &hazards)
{
    constexpr size_t most = 2;
    QStringList shown;
    QStringList all;
    for (size_t i = 0; i < hazards.size(); ++i) {
        all.append(hazards[i].message);
        if (i < most)
            shown.append(hazards[i].message);
    }
    if (hazards.size() > most)
        shown.append(tr("…and %n more: see Changes.", nullptr, int(hazards.size() - most)));
    m_hazards->setText(shown.join(u'\n'));
    m_hazards->setToolTip(all.join(u"\n"_s));
    m_hazards->setAccessibleName(tr("Hazards: %1").arg(all.join(u"; "_s)));
    m_hazards->setVisible(!hazards.empty());
}

void ScriptPage::showStatement(bool upgrade, int number, bool failed)
{
    m_which->setCurrentIndex(upgrade ? 0 : 1);
    ScriptEditor *editor = upgrade ? m_upgrade->editor() : m_downgrade->editor();
    const TextRange range = statementRange(editor->toPlainText(), number);
    if (range.isEmpty())
        return;
    QTextCursor cursor(editor->document());
    cursor.setPosition(int(range.start));
    editor->setTextCursor(cursor);
    editor->centerCursor();
    editor->setMarkedRange(range, failed ? Diagnostic::Error : Diagnostic::Info);
    m_active = editor;
    editor->setFocus(Qt::OtherFocusReason);
}

void ScriptPage::find()
{
    m_find->setEditor(activeEditor());
    m_find->open();
}

void ScriptPage::findNext(bool backward)
{
    if (m_find->isHidden()) {
        find();
        return;
    }
    if (backward)
        m_find->findPrevious();
    else
        m_find->findNext();
}

void ScriptPage::goToNextDiagnostic(bool backward)
{
    activeEditor()->goToNextDiagnostic(backward);
}

void ScriptPage::zoomBy(int steps)
{
    activeEditor()->zoomBy(steps);
}

ScriptEditor *ScriptPage::upgradeEditor() const
{
    return m_upgrade->editor();
}

ScriptEditor *ScriptPage::downgradeEditor() const
{
    return m_downgrade->editor();
}

ScriptEditor *ScriptPage::activeEditor() const
{
    const SectionEditor *wanted = m_active == m_downgrade->editor() ? m_downgrade : m_upgrade;
    if (wanted->isHidden())
        wanted = wanted == m_upgrade ? m_downgrade : m_upgrade;
    return wanted->editor();
}

void ScriptPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ScriptPage::arrange()
{
    const bool both = width() >= widthForBoth;
    m_which->setVisible(!both);
    m_upgrade->setVisible(both || m_which->currentIndex() == 0);
    m_downgrade->setVisible(both || m_which->currentIndex() == 1);
    m_find->setEditor(activeEditor());
}

} // namespace Athanor
