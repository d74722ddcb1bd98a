// SPDX-License-Identifier: MIT
#pragma once

#include "schema/catalog.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <functional>
#include <memory>

class QCompleter;
class QStandardItemModel;

namespace Athanor {

class ScriptEditor;

// The list under the cursor of an editor: comes with Ctrl+Space, after a dot, and after two letters
// of a word; Return and Tab take, Escape leaves.
class ScriptCompleter : public QObject
{
    Q_OBJECT

public:
    using CatalogSource = std::function<std::shared_ptr<const Catalog>()>;

    explicit ScriptCompleter(ScriptEditor *editor);

    void setCatalogSource(CatalogSource source) { m_catalog = std::move(source); }
    void complete(bool asked); // asked: also without a beginning
    [[nodiscard]] QCompleter *completer() const { return m_completer; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void insert(const QString &text);

    ScriptEditor *m_editor;
    QCompleter *m_completer;
    QStandardItemModel *m_model;
    CatalogSource m_catalog;
    QTimer m_typed;
    int m_start = 0; // of the word that is replaced
};

} // namespace Athanor
