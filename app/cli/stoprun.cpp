// SPDX-License-Identifier: MIT
#include "cli/stoprun.h"

#include "cli/exitcode.h"
#include "cli/text.h"

#include <cstdio>
#include <cstdlib>

namespace Athanor {

StopRun::StopRun(Terminal &terminal, std::shared_ptr<StatementStopper> stopper,
                 std::function<void()> leave)
    : m_terminal(terminal)
    , m_stopper(std::move(stopper))
    , m_leave(std::move(leave))
{
    m_interrupts.emplace([this](int count) { hear(count); });
}

StopRun::~StopRun()
{
    m_interrupts.reset();
    if (m_ending.joinable())
        m_ending.join();
}

void StopRun::runIsOver()
{
    const std::lock_guard lock(m_end); // never got where leave() has it: that ends the process
    m_isOver = true;
}

void StopRun::hear(int count)
{
    if (count == 1) {
        m_terminal.note(tr("Stopping after this statement. Ctrl-C again ends the statement "
                           "itself."));
    } else if (count == 2) {
        m_ending = std::thread([this] { endStatement(); });
    } else if (count == 3) {
        leave();
    }
}

void StopRun::endStatement()
{
    const Result<> stopped = m_stopper->stop();
    if (stopped) {
        m_terminal.note(tr("Asked the database to end the statement. If it does not answer, "
                           "Ctrl-C a third time leaves it."));
    } else if (stopped.error().kind != ErrorKind::Cancelled) { // else it had ended by itself
        m_terminal.error(stopped.error());
        m_terminal.note(tr("The statement goes on. Wait for it, or leave it with Ctrl-C a third "
                           "time."));
    }
}

void StopRun::leave()
{
    const std::lock_guard lock(m_end);
    if (m_isOver)
        return;
    m_leave();
    std::fflush(nullptr);
    // The run's thread waits in the driver and cannot be woken: nothing may be destroyed under it.
    std::_Exit(int(ExitCode::Statement));
}

} // namespace Athanor
