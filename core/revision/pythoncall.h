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
    struct Keyword;

    QString text; // of a number or a string; the dotted name of a name or a call
    std::vector<PythonValue> items; // of a list or tuple; a call's positional arguments
    std::vector<Keyword> keywords; // of a call

    [[nodiscard]] const PythonValue *keyword(const QString &name) const;
    [[nodiscard]] bool isCall(QLatin1StringView name) const { return kind == Call && text == name; }
};

struct PythonValue::Keyword
{
    QString name;
    PythonValue value;
};

// The whole text as one value; none where it is anything else: an operator, an f-string, a lambda.
[[nodiscard]] std::optional<PythonValue> parsePython(QStringView text);

// What belongs to a head that ends in ':', such as a function's; the text begins behind that. What
// stands on the head's own line, or the lines below as far as they are indented, without that
// indentation. As in Python, blank lines and comments end nothing, wherever they begin, and neither
// does what is inside brackets or a text of several lines, which is left as it is.
[[nodiscard]] QString pythonBlock(QStringView text);

// The statements of such a block, a compound one (if, with …) with all its lines; comments and
// blank lines between them are left out.
[[nodiscard]] QStringList pythonStatements(const QString &block);

} // namespace Athanor
