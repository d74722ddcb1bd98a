// SPDX-License-Identifier: MIT
#pragma once

#include "diff/hazard.h"
#include "revision/revision.h"
#include "schema/oracleversion.h"
#include "ui/editor/scriptexaminer.h"

#include <QtWidgets/QWidget>

#include <map>
#include <memory>
#include <vector>

class QLabel;
class QSplitter;
class QTabBar;

namespace Athanor {

class FindBar;
class ScriptDocument;
class ScriptEditor;
class SectionEditor;

// Upgrade and downgrade of a revision: beside each other where there is room, else one at a time.
// Revisions with unsaved edits keep their texts and undo while another one is looked at.
class ScriptPage : public QWidget
{
    Q_OBJECT

public:
    struct Edit
    {
        Revision saved;
        QString upgrade;
        QString downgrade;
    };

    explicit ScriptPage(QWidget *parent = nullptr);
    ~ScriptPage() override;

    // Shows a revision as it is on disk; edits of it that are not saved stay.
    void setRevision(const Revision &revision, const OracleVersion &version);
    void setSaved(const Revision &revision); // its file was written, its sections were not
    // After saving: what was sent is in the file; what was typed since is still an edit.
    void setSaved(const Revision &revision, const Edit &sent);
    void revert(const QString &id); // back to what is on disk
    void forgetAll(); // the project is closed
    [[nodiscard]] QString revisionId() const { return m_current; }

    [[nodiscard]] bool isModified(const QString &id) const;
    [[nodiscard]] QStringList modifiedIds() const;
    [[nodiscard]] Edit edit(const QString &id) const;

    // What the shown revision is written on top of; null: not known (yet).
    void setGround(const QString &id, ScriptExaminer::Ground ground);

    void setHazards(const std::vector<Hazard> &hazards);
    // To statement `number` of a section; an error's place is marked until the text changes.
    void showStatement(bool upgrade, int number, bool failed);
    void find();
    void findNext(bool backward);
    void goToNextDiagnostic(bool backward);
    void zoomBy(int steps);
    void showFixes();
    void complete();
    [[nodiscard]] ScriptEditor *upgradeEditor() const;
    [[nodiscard]] ScriptEditor *downgradeEditor() const;
    [[nodiscard]] FindBar *findBar() const { return m_find; }

Q_SIGNALS:
    void modifiedChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Open;

    [[nodiscard]] ScriptEditor *activeEditor() const; // of the sections, had the focus last
    void arrange();
    void applyFix(const ScriptFix &fix);

    std::map<QString, std::unique_ptr<Open>> m_open;
    QString m_current;
    QLabel *m_hazards = nullptr;
    QTabBar *m_which = nullptr; // when there is room for one
    QSplitter *m_splitter = nullptr;
    SectionEditor *m_upgrade = nullptr;
    SectionEditor *m_downgrade = nullptr;
    FindBar *m_find = nullptr;
    ScriptEditor *m_active = nullptr;
};

} // namespace Athanor
