// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.h"

#include <QtCore/QString>

namespace Athanor {

// The two streams a verb writes to, and the person it may ask. Standard output holds what was asked
// for and nothing else, so that it can be piped; progress, hints and errors go to standard error.
// Colours only where a terminal shows them, and never with NO_COLOR set. Text is UTF-8.
class Terminal
{
public:
    enum class Colour { None, Bold, Dim, Red, Green, Yellow, Blue };

    Terminal();

    void setQuiet(bool quiet) { m_quiet = quiet; }
    void setVerbose(bool verbose) { m_verbose = verbose; }
    [[nodiscard]] bool isVerbose() const { return m_verbose; }

    void print(const QString &text); // exactly, to standard output
    void printLine(const QString &text);
    void note(const QString &text); // progress and hints, to standard error; not with --quiet
    void notePart(const QString &text); // without a line end: what is being done right now
    void detail(const QString &text); // the same, only with --verbose
    void error(const Error &error); // "athanor: file:line:column: ORA-…: message (context)"
    void error(const QString &message);

    // For text that is printed / noted.
    [[nodiscard]] QString painted(const QString &text, Colour colour) const;
    [[nodiscard]] QString paintedNote(const QString &text, Colour colour) const;

    // Whether there is a person to ask: standard input and standard error are a terminal.
    [[nodiscard]] bool canAsk() const;
    // One line of standard input, without its end; empty at the end of it.
    [[nodiscard]] QString ask(const QString &question);
    [[nodiscard]] QString askSecret(const QString &question); // without echo
    [[nodiscard]] bool confirm(const QString &question); // no answer is no

private:
    bool m_quiet = false;
    bool m_verbose = false;
    bool m_colourOut = false;
    bool m_colourError = false;
};

} // namespace Athanor
