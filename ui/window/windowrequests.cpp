// SPDX-License-Identifier: MIT
// What the window asks of the session on the user's behalf, and what it says about the answers.
#include "ui/dialogs/newprojectdialog.h"
#include "ui/dialogs/newrevisiondialog.h"
#include "ui/dialogs/productionconfirmation.h"
#include "ui/dialogs/testaccountdialog.h"
#include "ui/dialogs/testuserdialog.h"
#include "ui/history/historypanel.h"
#include "ui/pages/changespage.h"
#include "ui/pages/modelpage.h"
#include "ui/pages/revisionpage.h"
#include "ui/session/projectsession.h"
#include "ui/widgets/messagebar.h"
#include "ui/window/mainwindow.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QSettings>
#include <QtGui/QAction>
#include <QtWidgets/QTabWidget>

using namespace Qt::StringLiterals;

namespace Athanor {

void MainWindow::makeProject()
{
    const QString start = m_settings->value(u"lastFolder"_s, QDir::homePath()).toString();
    auto *dialog = new NewProjectDialog(start, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_settings->setValue(u"lastFolder"_s, QFileInfo(dialog->directory()).path());
        openProject(dialog->directory());
    });
    dialog->open();
}

void MainWindow::newRevision()
{
    auto *dialog = new NewRevisionDialog(m_session, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { revisionWritten(dialog->createdId()); });
    dialog->open();
}

void MainWindow::revisionWritten(const QString &id)
{
    showCreated(id,
                tr("Revision %1 is written. STOP: read both sections, mend what is not right, "
                   "then mark it reviewed.")
                    .arg(id));
}

void MainWindow::showCreated(const QString &id, const QString &text)
{
    // The history has it with the next snapshot.
    connect(
        m_session, &ProjectSession::snapshotChanged, this,
        [this, id, text] {
            m_history->select(id);
            m_revisionPage->showTab(RevisionPage::ScriptTab);
            m_messages->say(Tone::Accent, text,
                            {{tr("Rehearse it"), [this] { m_revisionPage->rehearse(); }}});
        },
        Qt::SingleShotConnection);
    m_session->refresh();
}

void MainWindow::mergeHeads()
{
    const QStringList heads = m_session->snapshot().workspace.graph.heads();
    m_session->createEmptyRevision(
        this, tr("merge %1").arg(heads.join(tr(" and "))), heads,
        [this](const Result<Revision> &merge) {
            if (!merge)
                m_messages->sayError(merge.error());
            else
                showCreated(merge->id,
                            tr("Revision %1 joins the heads. Mark it reviewed, then upgrade.")
                                .arg(merge->id));
        });
}

void MainWindow::check()
{
    m_session->compareWithTarget(this, {}, [this](const Result<Difference> &difference) {
        const QString target = m_session->snapshot().target;
        if (!difference) {
            m_messages->sayError(difference.error());
        } else if (difference->isEmpty()) {
            m_messages->say(Tone::Success, tr("%1 agrees with the model.").arg(target));
        } else {
            const auto count = int(difference->comparison.changes.size());
            m_messages->say(
                Tone::Warning,
                tr("%1 and the model differ in %n changes.", nullptr, count).arg(target),
                {{tr("Show"),
                  [this, difference = *difference, target] {
                      m_history->select({});
                      m_modelPage->changes()->setTitles(tr("On %1").arg(target), tr("The model"));
                      m_modelPage->changes()->setDifference(difference);
                      m_modelPage->tabs()->setCurrentIndex(1);
                  }},
                 {tr("New revision…"), [this] { m_actions.newRevision->trigger(); }}});
        }
    });
}

// On production the target's name is typed first, as before a run.
void MainWindow::whenSure(const QString &verb, std::function<void()> work)
{
    const Target *target = m_session->snapshot().currentTarget();
    if (!target || !target->isProduction()) {
        work();
        return;
    }
    auto *dialog = new ProductionConfirmation(verb, *target, this);
    connect(dialog, &QDialog::accepted, this, [this, work = std::move(work), name = target->name] {
        if (m_session->chosenTarget() == name) // what was confirmed is of that one
            work();
        else
            m_messages->say(Tone::Warning,
                            tr("Another target was chosen meanwhile. Nothing was changed."));
    });
    dialog->open();
}

void MainWindow::createTestUser()
{
    whenSure(tr("Create test user"),
             [this] { createTestUser(m_session->snapshot().workspace.project.testUser.kind); });
}

void MainWindow::createTestUser(TestUserKind kind)
{
    switch (kind) {
    case TestUserKind::Registered:
        m_session->createTestUser(this, [this](const Result<TestUser> &user) {
            if (!user) {
                m_messages->sayError(user.error());
                return;
            }
            auto *dialog = new TestUserDialog(*user, m_session->snapshot().target, this);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(dialog, &TestUserDialog::accountRequested, this,
                    [this] { createTestUser(TestUserKind::Account); });
            dialog->open();
        });
        return;
    case TestUserKind::Account:
        m_session->createTestAccount(this, [this](const Result<TestAccount> &account) {
            if (!account) {
                accountRefused(account.error());
                return;
            }
            auto *dialog = new TestAccountDialog(*account, m_session->snapshot().target, this);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(dialog, &TestAccountDialog::registeredRequested, this,
                    [this] { createTestUser(TestUserKind::Registered); });
            dialog->open();
        });
        return;
    }
}

void MainWindow::accountRefused(const Error &error)
{
    if (error.oraCode != 1031) { // insufficient privileges
        m_messages->sayError(error);
        return;
    }
    m_session->testAccountSql(this, [this, error](const Result<QString> &sql) {
        if (!sql) {
            m_messages->sayError(error);
            return;
        }
        auto *dialog = new AccountSqlDialog(*sql, errorText(error), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

void MainWindow::removeTestUsers()
{
    whenSure(tr("Remove test users"), [this] {
        m_session->removeTestUsers(this, [this](const Result<RemovedTestUsers> &removed) {
            if (!removed)
                m_messages->sayError(removed.error());
            else if (!removed->kept.isEmpty())
                m_messages->say(Tone::Warning,
                                tr("%n test users removed.", nullptr, removed->count()) + u' '
                                    + tr("Left alone: %1.").arg(removed->kept.join(u"; "_s)));
            else if (removed->count() == 0)
                m_messages->say(Tone::Plain, tr("There was no test user to remove."));
            else
                m_messages->say(Tone::Success,
                                tr("%n test users removed.", nullptr, removed->count()));
        });
    });
}

void MainWindow::runFinished(bool failed)
{
    updateActions();
    if (!failed)
        m_messages->say(
            Tone::Success, tr("Done. Create test user shows that the schema works."),
            {{tr("Create test user"), [this] { m_actions.createTestUser->trigger(); }}});
}

} // namespace Athanor
