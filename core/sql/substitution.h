// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.h"

#include <QtCore/QString>

#include <functional>
#include <map>
#include <vector>

namespace Athanor {

// SQL*Plus's substitution variables and the settings they depend on (SQL*Plus User's Guide, "Using
// Substitution Variables"). A variable without a value stays in the text and is reported: nothing
// is ever guessed.
class Substitution
{
public:
    enum class Scope {
        Statement, // not in comments, which SQL*Plus would ask for too, but in hints and literals
        Everything, // a SQL*Plus command
    };

    struct Missing
    {
        QString name; // upper case
        qsizetype offset = 0; // of the & in the text as given
    };

    struct Substituted
    {
        QString text;
        std::vector<Missing> missing;
    };

    // `on`: false where a script starts as if SET DEFINE OFF stood on its top.
    explicit Substitution(const std::map<QString, QString> &variables = {}, bool on = true);

    void define(const QString &name, const QString &value);
    void undefine(const QString &name);
    [[nodiscard]] const QString *value(const QString &name) const;

    // SET DEFINE, SCAN, ESCAPE and CONCAT. False for any other setting. `value` is ON, OFF or a
    // character.
    bool set(QStringView setting, QStringView value);

    // Whether there is anything to replace, so that most texts need no copy.
    [[nodiscard]] bool concerns(QStringView text) const;
    [[nodiscard]] Substituted apply(QStringView text, Scope scope) const;

private:
    void replaceIn(QStringView text, qsizetype from, qsizetype to, Substituted &result) const;

    std::map<QString, QString> m_variables; // by upper-case name
    QChar m_define; // null: off
    QChar m_escape; // null: off
    QChar m_concat = u'.';
};

// Whether SQL*Plus, set as it starts, would take something in this text for a variable and ask for
// its value: a script that holds such text needs SET DEFINE OFF above it.
[[nodiscard]] bool holdsVariables(QStringView text);

} // namespace Athanor
