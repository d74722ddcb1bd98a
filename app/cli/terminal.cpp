// SPDX-License-Identifier: MIT
#include "cli/terminal.h"

#include <QtCore/QCoreApplication>

#include <cstdio>
#include <string>

#ifdef Q_OS_UNIX
#include <termios.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

bool isTerminal(FILE *stream)
{
#ifdef Q_OS_UNIX
    return ::isatty(::fileno(stream)) == 1;
#else
    Q_UNUSED(stream)
    return false;
#endif
}

bool wantsColour(FILE *stream)
{
    // https://no-color.org: any value but an empty one
    return isTerminal(stream) && qEnvironmentVariableIsEmpty("NO_COLOR")
        && qgetenv("TERM") != "dumb";
}

void write(FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stream);
    std::fflush(stream);
}

QString readLine()
{
    std::string line;
    for (int c = std::getchar(); c != EOF && c != '\n'; c = std::getchar())
        line += char(c);
    return QString::fromUtf8(line.data(), qsizetype(line.size()));
}

// No echo while it lives, whatever happens in between.
class NoEcho
{
public:
    NoEcho()
    {
#ifdef Q_OS_UNIX
        m_changed = ::tcgetattr(STDIN_FILENO, &m_before) == 0;
        termios silent = m_before;
        silent.c_lflag &= ~tcflag_t(ECHO);
        m_changed = m_changed && ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
#endif
    }
    ~NoEcho()
    {
#ifdef Q_OS_UNIX
        if (m_changed)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
#endif
    }
    NoEcho(const NoEcho &) = delete;
    NoEcho &operator=(const NoEcho &) = delete;

private:
#ifdef Q_OS_UNIX
    termios m_before = {};
#endif
    bool m_changed = false;
};

QString paint(const QString &text, Terminal::Colour colour)
{
    const char *code = "";
    switch (colour) {
    case Terminal::Colour::None:
        return text;
    case Terminal::Colour::Bold:
        code = "1";
        break;
    case Terminal::Colour::Dim:
        code = "2";
        break;
    case Terminal::Colour::Red:
        code = "31";
        break;
    case Terminal::Colour::Green:
        code = "32";
        break;
    case Terminal::Colour::Yellow:
        code = "33";
        break;
    case Terminal::Colour::Blue:
        code = "34";
        break;
    }
    return u"\x1b[%1m%2\x1b[0m"_s.arg(QLatin1String(code), text);
}

} // namespace

Terminal::Terminal()
    : m_colourOut(wantsColour(stdout))
    , m_colourError(wantsColour(stderr))
{ }

void Terminal::print(const QString &text)
{
    write(stdout, text);
}

void Terminal::printLine(const QString &text)
{
    write(stdout, text + u'\n');
}

void Terminal::note(const QString &text)
{
    if (!m_quiet)
        write(stderr, text + u'\n');
}

void Terminal::notePart(const QString &text)
{
    if (!m_quiet)
        write(stderr, text);
}

void Terminal::detail(const QString &text)
{
    if (m_verbose)
        note(text);
}

void Terminal::error(const Error &error)
{
    this->error(error.toString());
}

void Terminal::error(const QString &message)
{
    write(stderr, paintedNote(u"athanor:"_s, Colour::Red) + u' ' + message + u'\n');
}

QString Terminal::painted(const QString &text, Colour colour) const
{
    return m_colourOut ? paint(text, colour) : text;
}

QString Terminal::paintedNote(const QString &text, Colour colour) const
{
    return m_colourError ? paint(text, colour) : text;
}

bool Terminal::canAsk() const
{
    return isTerminal(stdin) && isTerminal(stderr);
}

QString Terminal::ask(const QString &question)
{
    write(stderr, question + u' ');
    return readLine().trimmed();
}

QString Terminal::askSecret(const QString &question)
{
    const NoEcho noEcho; // before the question: who answers at once is not echoed, nor lost
    write(stderr, question + u' ');
    const QString secret = readLine();
    write(stderr, u"\n"_s);
    return secret;
}

bool Terminal::confirm(const QString &question)
{
    const QString answer = ask(question + u' '
                               + QCoreApplication::translate("Athanor::Cli", "[y/N]",
                                                             "the letters are y and n in any "
                                                             "language"));
    return answer.compare("y"_L1, Qt::CaseInsensitive) == 0
        || answer.compare("yes"_L1, Qt::CaseInsensitive) == 0;
}

} // namespace Athanor
