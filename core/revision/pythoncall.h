// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>
#include <vector>

namespace Athanor {

// As much of a Python expression as Alembic writes into its scripts: calls, names with points,
// literals, lists and tuples.
struct PythonValue
{
    enum Kind { None, True, False, Number, String, Name, List, Call } kind = None;
    QString text; // of a number or a string; the dotted name of a name or a call
    std::vector<PythonValue> items; // of a list or tuple; a call's positional arguments
    std::vector<std::pair<QString, PythonValue>> keywords; // of a call

    [[nodiscard]] const PythonValue *keyword(const QString &name) const;
    [[nodiscard]] bool isCall(QLatin1StringView name) const { return kind == Call && text == name; }
};

// The whole text as one value; none where it is anything else: an operator, an f-string, a lambda.
[[nodiscard]] std::optional<PythonValue> parsePython(QStringView text);

// The statements of a function's body, each with its lines; comments and blank lines between them
// are left out.
[[nodiscard]] QStringList pythonStatements(const QString &body);

} // namespace Athanor
