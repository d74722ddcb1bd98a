// SPDX-License-Identifier: MIT
#include "ui/dialogs/newrevisiondialog.h"

#include "ui/pages/changespage.h"
#include "ui/session/projectsession.h"
#include "ui/widgets/messagebar.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

NewRevisionDialog::NewRevisionDialog(ProjectSession *session, QWidget *parent)
    : PlainDialog(tr("New revision"),
                  tr("What the target lacks of the model becomes the upgrade; its way back the "
                     "downgrade. You read both "
                     "before anything runs."),
                  parent)
    , m_session(session)
    , m_message(new QLineEdit)
    , m_changes(new ChangesPage)
    , m_renames(new QVBoxLayout)
    , m_unownedTitle(
          new QLabel(tr("On the target, not in the model, made by no revision. It stays, "
                        "unless you tick it to be &dropped:")))
    , m_unowned(new QListWidget)
    , m_error(new QLabel)
{
    setObjectName(u"newRevisionDialog"_s);
    resize(980, 560);
    m_message->setObjectName(u"revisionMessageEdit"_s);
    m_message->setPlaceholderText(tr("What the revision does, e.g. “create auth_user”"));
    m_message->setMaxLength(200);
    auto *label = new QLabel(tr("&Message"));
    label->setBuddy(m_message);
    auto *row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_message, 1);
    body()->addLayout(row);
    m_renames->setSpacing(4);
    body()->addLayout(m_renames);
    auto *frame = new QFrame;
    frame->setFrameShape(QFrame::StyledPanel);
    auto *frameLayout = new QVBoxLayout(frame);
    frameLayout->setContentsMargins(1, 1, 1, 1);
    frameLayout->addWidget(m_changes);
    body()->addWidget(frame, 1);
    m_unowned->setObjectName(u"unownedObjects"_s);
    m_unowned->setAccessibleName(tr("Objects to drop"));
    m_unowned->setMaximumHeight(84);
    m_unownedTitle->setBuddy(m_unowned);
    m_unownedTitle->setWordWrap(true);
    m_unownedTitle->hide();
    m_unowned->hide();
    body()->addWidget(m_unownedTitle);
    body()->addWidget(m_unowned);
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    m_error->hide();
    body()->addWidget(m_error);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_createEmpty = buttons->addButton(tr("Empty revision"), QDialogButtonBox::ActionRole);
    m_createEmpty->setToolTip(
        tr("For statements you write yourself. With several heads it merges them."));
    m_createEmpty->setObjectName(u"createEmptyRevision"_s);
    m_create = buttons->addButton(tr("Create revision"), QDialogButtonBox::AcceptRole);
    m_create->setObjectName(u"createRevision"_s);
    m_create->setProperty("primary", true);
    m_create->setDefault(true);
    m_createEmpty->setAutoDefault(false);
    body()->addWidget(buttons);

    m_changes->setTitles(tr("On the target"), tr("In the model"));
    connect(m_message, &QLineEdit::textChanged, this, &NewRevisionDialog::enableButtons);
    connect(m_unowned, &QListWidget::itemChanged, this, &NewRevisionDialog::compare);
    connect(m_create, &QPushButton::clicked, this, &NewRevisionDialog::create);
    connect(m_createEmpty, &QPushButton::clicked, this, &NewRevisionDialog::createEmpty);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_message->setFocus();
    compare();
}

AutogenerateOptions NewRevisionDialog::options() const
{
    AutogenerateOptions options;
    options.message = m_message->text().trimmed();
    for (int row = 0; row < m_unowned->count(); ++row) {
        if (m_unowned->item(row)->checkState() == Qt::Checked)
            options.dropAlso.push_back(m_shownUnowned[size_t(row)]);
    }
    for (const auto &[box, candidate] : m_candidates) {
        if (box->isChecked())
            options.renames.emplace_back(renameWord(candidate.from), renameWord(candidate.to));
    }
    return options;
}

void NewRevisionDialog::compare()
{
    m_hasChanges = false;
    enableButtons();
    m_changes->setNothing(u"running"_s, tr("Comparing…"),
                          tr("The target's dictionary is read and compared with the model."));
    m_session->compareWithTarget(this, options(), [this](const Result<Difference> &difference) {
        if (!difference) {
            m_changes->setNothing(u"error"_s, tr("The target and the model could not be compared"),
                                  errorText(difference.error()));
            return;
        }
        showDifference(*difference);
    });
}

void NewRevisionDialog::showDifference(const Difference &difference)
{
    m_hasChanges = !difference.isEmpty();
    askRenames(difference.comparison.renameCandidates);
    askDrops(difference.unowned);
    if (m_hasChanges)
        m_changes->setDifference(difference);
    else
        m_changes->setNothing(u"check"_s, tr("The target agrees with the model"),
                              tr("Change a file of the model first. Or make an empty revision for "
                                 "statements you write yourself."));
    enableButtons();
}

// Other people's objects are never dropped by default: each is asked about.
void NewRevisionDialog::askDrops(const std::vector<ObjectRef> &unowned)
{
    if (unowned == m_shownUnowned)
        return;
    const std::vector<ObjectRef> ticked = options().dropAlso;
    const QSignalBlocker quiet(m_unowned);
    m_shownUnowned = unowned;
    m_unowned->clear();
    for (const ObjectRef &object : unowned) {
        auto *item = new QListWidgetItem(
            u"%1 %2"_s.arg(object.type.toLower(), writtenName(object.name)), m_unowned);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        const bool drop = std::find(ticked.begin(), ticked.end(), object) != ticked.end();
        item->setCheckState(drop ? Qt::Checked : Qt::Unchecked);
    }
    m_unownedTitle->setVisible(!unowned.empty());
    m_unowned->setVisible(!unowned.empty());
}

// A rename is never guessed: each candidate is asked. Confirmed ones stay ticked when the
// comparison comes again without them.
void NewRevisionDialog::askRenames(const std::vector<RenameCandidate> &candidates)
{
    for (const RenameCandidate &candidate : candidates) {
        bool known = false;
        for (const auto &[box, asked] : m_candidates)
            known = known || (asked.from == candidate.from && asked.to == candidate.to);
        if (known)
            continue;
        auto *box = new QCheckBox(
            tr("%1 %2 was renamed to %3 (%4 % alike); otherwise it is dropped and made anew")
                .arg(candidate.from.type.toLower(), renameWord(candidate.from),
                     renameWord(candidate.to))
                .arg(qRound(candidate.score * 100)));
        box->setObjectName(u"rename:"_s + renameWord(candidate.from));
        m_renames->addWidget(box);
        m_candidates.emplace_back(box, candidate);
        connect(box, &QCheckBox::toggled, this, &NewRevisionDialog::compare);
    }
}

void NewRevisionDialog::enableButtons()
{
    const bool named = !m_message->text().trimmed().isEmpty();
    m_create->setEnabled(named && m_hasChanges);
    m_create->setToolTip(!named ? tr("Say in the message what the revision does.") : QString());
    m_createEmpty->setEnabled(named);
}

void NewRevisionDialog::create()
{
    m_create->setEnabled(false);
    m_session->createRevision(
        this, options(), [this](const Result<std::optional<Revision>> &revision) {
            if (revision && *revision) {
                m_created = (*revision)->id;
                accept();
                return;
            }
            m_error->setText(revision ? tr("There is no difference any more. Nothing was written.")
                                      : errorText(revision.error()));
            m_error->show();
            enableButtons();
        });
}

void NewRevisionDialog::createEmpty()
{
    const QStringList parents = m_session->snapshot().workspace.graph.heads();
    m_session->createEmptyRevision(this, m_message->text().trimmed(), parents,
                                   [this](const Result<Revision> &revision) {
                                       if (revision) {
                                           m_created = revision->id;
                                           accept();
                                           return;
                                       }
                                       m_error->setText(errorText(revision.error()));
                                       m_error->show();
                                   });
}

} // namespace Athanor
