// SPDX-License-Identifier: MIT
#include "cli/interrupts.h"

#include <atomic>
#include <chrono>
#include <csignal>

using namespace std::chrono_literals;

namespace Athanor {
namespace {

// Lock-free, so that a signal handler may touch them.
std::atomic_int counted = 0;
std::atomic_bool leaving = false;
static_assert(std::atomic_int::is_always_lock_free);

void onSignal(int signal)
{
    counted += signal == SIGTERM ? 2 : 1;
    std::signal(signal, onSignal); // where the system has taken the handler away
}

} // namespace

Interrupts::Interrupts(std::function<void(int)> answer)
{
    counted = 0;
    leaving = false;
    m_interruptBefore = std::signal(SIGINT, onSignal);
    m_terminateBefore = std::signal(SIGTERM, onSignal);
    m_watcher = std::thread([this, answer = std::move(answer)] { watch(answer); });
}

Interrupts::~Interrupts()
{
    std::signal(SIGINT, m_interruptBefore);
    std::signal(SIGTERM, m_terminateBefore);
    leaving = true;
    m_watcher.join();
}

int Interrupts::count()
{
    return counted;
}

// Looks instead of being woken: a handler may wake nobody in a way that every system has.
void Interrupts::watch(const std::function<void(int)> &answer) const
{
    for (int heard = 0; !leaving; std::this_thread::sleep_for(50ms)) {
        while (heard < counted && !leaving)
            answer(++heard);
    }
}

} // namespace Athanor
