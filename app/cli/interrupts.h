// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <thread>

namespace Athanor {

// While it lives, SIGINT (Ctrl-C) and SIGTERM are counted instead of ending the process, and
// `answer` hears each count, one after another, on a thread of its own. A SIGTERM counts twice:
// whoever sends one wants an end, not a pause. The handler itself only counts, which is all that a
// handler may do.
class Interrupts
{
public:
    explicit Interrupts(std::function<void(int count)> answer);
    ~Interrupts(); // waits for an answer that is being given
    Interrupts(const Interrupts &) = delete;
    Interrupts &operator=(const Interrupts &) = delete;

    // From any thread.
    [[nodiscard]] static int count();

private:
    void watch(const std::function<void(int)> &answer) const;

    using Handler = void (*)(int);
    Handler m_interruptBefore;
    Handler m_terminateBefore;
    std::thread m_watcher;
};

} // namespace Athanor
