// SPDX-License-Identifier: MIT
#pragma once

#include "cli/interrupts.h"
#include "cli/terminal.h"
#include "database/statementstopper.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace Athanor {

// What Ctrl-C does to a run: the first stops it before its next statement, the second ends the
// statement that runs, the third leaves a database that does not answer. Lives as long as the run.
class StopRun
{
public:
    // `leave` says what is left undone; the process ends after it, with the exit code of a run that
    // stands at a statement.
    StopRun(Terminal &terminal, std::shared_ptr<StatementStopper> stopper,
            std::function<void()> leave);
    ~StopRun();

    [[nodiscard]] bool isRequested() const { return Interrupts::count() > 0; } // from any thread
    // The run has returned: from here on nobody leaves.
    void runIsOver();

private:
    void hear(int count);
    void endStatement();
    void leave();

    Terminal &m_terminal;
    std::shared_ptr<StatementStopper> m_stopper; // shared with the run
    std::function<void()> m_leave;
    std::mutex m_end; // leave() keeps it until the process is gone
    bool m_isOver = false;
    std::thread m_ending; // may wait for a connection, while a third Ctrl-C is heard
    std::optional<Interrupts> m_interrupts; // calls hear()
};

} // namespace Athanor
