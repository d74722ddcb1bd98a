// SPDX-License-Identifier: MIT
#include "rules.h"

#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

namespace Standin {

namespace {

struct State
{
    std::mutex mutex;
    std::vector<Rule> rules;
    std::chrono::microseconds latency{0};
    Statistics statistics;
    QString folder = qEnvironmentVariable("ATHANOR_OCI_SERVICES");
};

State &state()
{
    static State theState;
    return theState;
}

} // namespace

void reset()
{
    const std::lock_guard lock(state().mutex);
    state().rules.clear();
    state().latency = {};
    state().statistics = {};
}

void addRule(const Rule &rule)
{
    const std::lock_guard lock(state().mutex);
    state().rules.push_back(rule);
}

void setLatency(int microseconds)
{
    const std::lock_guard lock(state().mutex);
    state().latency = std::chrono::microseconds(microseconds);
}

Statistics statistics()
{
    const std::lock_guard lock(state().mutex);
    return state().statistics;
}

void setServiceFolder(const QString &folder)
{
    const std::lock_guard lock(state().mutex);
    state().folder = folder;
}

QString serviceFolder()
{
    const std::lock_guard lock(state().mutex);
    return state().folder;
}

void noteStatement(const QString &sql)
{
    const std::lock_guard lock(state().mutex);
    state().statistics.statements.append(sql);
}

void noteViolation(const QString &what)
{
    const std::lock_guard lock(state().mutex);
    state().statistics.violations.append(what);
}

void roundTrip()
{
    std::chrono::microseconds latency{0};
    {
        const std::lock_guard lock(state().mutex);
        ++state().statistics.roundTrips;
        latency = state().latency;
    }
    if (latency.count() > 0)
        std::this_thread::sleep_for(latency);
}

bool meetsRule(const char *function, const QString &text, Rule *met)
{
    int milliseconds = 0;
    {
        const std::lock_guard lock(state().mutex);
        auto &rules = state().rules;
        for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
            if (rule->function != QLatin1StringView(function)
                || (!rule->text.isEmpty() && !text.contains(rule->text)) || --rule->call > 0)
                continue;
            *met = *rule;
            rules.erase(rule);
            if (met->action != Rule::Hang)
                return true;
            milliseconds = met->milliseconds;
            break;
        }
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    return false;
}

} // namespace Standin
