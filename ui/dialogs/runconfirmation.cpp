// SPDX-License-Identifier: MIT
#include "ui/dialogs/runconfirmation.h"

#include "ui/dialogs/productionconfirmation.h"
#include "ui/pages/rehearsalmodel.h"
#include "ui/theme/icons.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/scriptview.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTreeWidget>

using namespace Qt::StringLiterals;

namespace Athanor {

RunConfirmation::RunConfirmation(const Asked &asked, QWidget *parent)
    : PlainDialog(asked.script.isEmpty() ? tr("%1 %2").arg(asked.verb, asked.target.name)
                                         : tr("%1 on %2").arg(asked.verb, asked.target.name),
                  tr("%n statements will run. Each is journalled before it runs; a failure stops "
                     "the run where it is.",
                     nullptr, asked.plan.statementCount()),
                  parent)
{
    setObjectName(u"runConfirmation"_s);
    resize(720, 460);

    auto *where = new QHBoxLayout;
    auto *badge = new Badge;
    const QString environment =
        asked.target.environment.isEmpty() ? tr("no environment") : asked.target.environment;
    badge->show(u"target"_s, environment, environmentTone(asked.target.environment));
    where->addWidget(badge);
    auto *url = new QLabel(asked.target.url);
    url->setForegroundRole(QPalette::PlaceholderText);
    where->addWidget(url, 1);
    body()->addLayout(where);

    auto *tree = new QTreeWidget;
    tree->setObjectName(u"planTree"_s);
    tree->setAccessibleName(tr("What will run, in order"));
    tree->setHeaderHidden(true);
    tree->setUniformRowHeights(true);
    for (size_t i = 0; i < asked.plan.revisions.size(); ++i) {
        const PlannedRevision &revision = asked.plan.revisions[i];
        const QString message =
            qsizetype(i) < asked.messages.size() ? asked.messages[qsizetype(i)] : QString();
        const bool up = revision.direction == Direction::Upgrade;
        auto *top = new QTreeWidgetItem(tree, {u"%1  %2"_s.arg(revision.revision, message)});
        top->setIcon(0, icon(up ? u"upgrade"_s : u"downgrade"_s, Tone::Accent));
        QFont bold = tree->font();
        bold.setWeight(QFont::DemiBold);
        top->setFont(0, bold);
        for (const PlannedStatement &statement : revision.statements) {
            auto *child = new QTreeWidgetItem(top, {oneLine(statement.sql)});
            child->setFont(0, monospaceFont());
            child->setToolTip(0, statement.sql);
            if (statement.alreadyDone)
                child->setIcon(0, icon(u"state-applied"_s, Tone::Success));
        }
        if (revision.statements.empty())
            new QTreeWidgetItem(top, {tr("no statement; only alembic_version moves")});
    }
    if (asked.plan.revisions.size() <= 5)
        tree->expandAll();
    body()->addWidget(tree, 1);
    if (!asked.script.isEmpty()) {
        tree->hide(); // the script has all of it, and can be read
        auto *script = new ScriptView;
        script->setObjectName(u"runScript"_s);
        script->setAccessibleName(tr("The script that will run"));
        script->setPlainText(asked.script);
        body()->addWidget(script, 1);
    }

    if (!asked.hazards.empty() || !asked.plan.remarks.isEmpty()) {
        auto *hazards = new QTreeWidget;
        hazards->setObjectName(u"hazardTree"_s);
        hazards->setAccessibleName(tr("Hazards"));
        hazards->setHeaderHidden(true);
        hazards->setRootIsDecorated(false);
        hazards->setWordWrap(true);
        hazards->setMaximumHeight(96);
        for (const Hazard &hazard : asked.hazards) {
            auto *item = new QTreeWidgetItem(hazards, {hazard.message});
            item->setIcon(
                0,
                icon(u"warning"_s,
                     hazard.kind == HazardKind::LosesData ? Tone::Danger : Tone::Warning));
            item->setToolTip(0, hazard.message);
        }
        for (const QString &remark : asked.plan.remarks) {
            auto *item = new QTreeWidgetItem(hazards, {remark});
            item->setIcon(0, icon(u"info"_s, Tone::Accent));
            item->setToolTip(0, remark);
        }
        body()->addWidget(hazards);
    }

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_run = buttons->addButton(asked.verb, QDialogButtonBox::AcceptRole);
    m_run->setObjectName(u"confirmRun"_s);
    m_run->setProperty("primary", true);
    m_run->setDefault(true);
    // Return is the run or nothing: while the name is not typed it must not close the dialog.
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    if (!asked.script.isEmpty()) {
        QPushButton *copy = buttons->addButton(tr("Copy the SQL"), QDialogButtonBox::ActionRole);
        copy->setObjectName(u"copyScript"_s);
        copy->setIcon(icon(u"copy"_s));
        copy->setAutoDefault(false);
        connect(copy, &QPushButton::clicked, this,
                [script = asked.script] { QGuiApplication::clipboard()->setText(script); });
    }
    m_run->setEnabled(!asked.isRefuted && !asked.plan.isEmpty());
    if (asked.target.isProduction())
        m_typed = addTypedName(body(), asked.target, m_run);
    body()->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

} // namespace Athanor
