// SPDX-License-Identifier: MIT
#pragma once

#include "base/textrange.h"
#include "migrate/scriptfinding.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace Athanor {

class ScriptDocument;

// Examines the two sections of a revision while they are written: what Oracle would refuse and what
// is forgotten becomes their documents' findings, with the fixes the editor offers. Works on a
// thread of its own; a change of a text makes what is under way worthless.
class ScriptExaminer : public QObject
{
    Q_OBJECT

public:
    // Never changed once it is made: the thread that examines reads it, too.
    using Ground = std::shared_ptr<const ScriptGround>;
    using KnownCatalog = std::shared_ptr<const Catalog>;

    ScriptExaminer(ScriptDocument *upgrade, ScriptDocument *downgrade, QObject *parent = nullptr);

    void setGround(Ground ground); // null: nothing is known, nothing is found
    // What completion knows: the schema before and after the upgrade. Null until it was examined.
    [[nodiscard]] KnownCatalog catalog() const { return m_catalog; }
    [[nodiscard]] bool isUpToDate() const { return m_done == m_generation; }

    // One step of undo in each section it touches. Refused (false) while it was made for another
    // text. Tells what a person will want to type over: a section and a range in it.
    bool apply(const ScriptFix &fix, Direction *section = nullptr, TextRange *choose = nullptr);

Q_SIGNALS:
    void examined();

private:
    void examineSoon();
    void examineNow();
    void show(const std::vector<ScriptFinding> &findings);
    [[nodiscard]] ScriptDocument *document(Direction section) const;

    ScriptDocument *m_upgrade;
    ScriptDocument *m_downgrade;
    Ground m_ground;
    KnownCatalog m_catalog;
    QTimer m_delay;
    int m_generation = 0; // of texts and ground
    int m_done = 0; // the generation that was examined last
};

} // namespace Athanor
