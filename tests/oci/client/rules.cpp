// SPDX-License-Identifier: MIT
#include "rules.h"

#include "serversession.h"

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>

#include <chrono>
#include <mutex>
#include <thread>

#include <ctime>

using namespace Qt::StringLiterals;

namespace Standin {

namespace {

struct State
{
    State();
    std::mutex mutex;
    std::vector<Rule> rules;
    std::chrono::microseconds latency{0};
    Statistics statistics;
    QString folder = qEnvironmentVariable("ATHANOR_OCI_SERVICES");
    QString log = qEnvironmentVariable("ATHANOR_OCI_LOG");
};

// A process that only loads the stand-in is told by its environment.
State::State()
    : latency(qEnvironmentVariableIntValue("ATHANOR_OCI_LATENCY"))
{
    QFile file(qEnvironmentVariable("ATHANOR_OCI_RULES"));
    if (file.fileName().isEmpty())
        return;
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text)) {
        qFatal("the stand-in cannot read the rules of %s", qPrintable(file.fileName()));
    }
    while (!file.atEnd()) {
        const QString line = QString::fromUtf8(file.readLine()).trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        const std::optional<Rule> rule = parseRule(line);
        if (!rule)
            qFatal("the stand-in does not understand the rule \"%s\"", qPrintable(line));
        rules.push_back(*rule);
    }
}

State &state()
{
    static State theState;
    return theState;
}

qint64 processorNanoseconds()
{
    timespec now = {};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

bool matches(const Rule &rule, QLatin1StringView function, const QString &text, bool travels)
{
    if (rule.function.isEmpty() ? !travels : rule.function != function)
        return false;
    return rule.pattern.isEmpty()
        || QRegularExpression(rule.pattern, QRegularExpression::CaseInsensitiveOption)
               .match(text)
               .hasMatch();
}

} // namespace

ServerWork::ServerWork()
    : m_begun(processorNanoseconds())
{ }

ServerWork::~ServerWork()
{
    const qint64 spent = processorNanoseconds() - m_begun;
    const std::lock_guard lock(state().mutex);
    state().statistics.serverNanoseconds += spent;
}

std::optional<Rule> parseRule(const QString &line)
{
    static const QRegularExpression grammar(
        u"^(?:fail\\s+(?<code>\\d+)|(?<drop>drop)(?<answer>\\s+answer)?"
        "|(?<hang>hang)(?:\\s+(?<good>for\\s+good)|\\s+(?<ms>\\d+))?)"
        "(?:\\s+at\\s+(?<function>OCI\\w+))?"
        "(?:\\s+call\\s+(?<call>[1-9]\\d*))?"
        "(?<always>\\s+always)?"
        "(?:\\s+statement\\s+(?<pattern>\\S.*))?$"_s);
    const QRegularExpressionMatch match = grammar.match(line.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    const auto has = [&](const QString &name) { return !match.captured(name).isEmpty(); };
    Rule rule;
    if (has(u"drop"_s))
        rule.action = has(u"answer"_s) ? Rule::DropAnswer : Rule::DropConnection;
    else if (has(u"hang"_s))
        rule.action = has(u"good"_s) ? Rule::HangForGood : Rule::Hang;
    else
        rule.code = match.captured(u"code"_s).toInt();
    rule.milliseconds = match.captured(u"ms"_s).toInt();
    rule.function = match.captured(u"function"_s);
    rule.call = has(u"call"_s) ? match.captured(u"call"_s).toInt() : 1;
    rule.always = has(u"always"_s);
    rule.pattern = match.captured(u"pattern"_s);
    return rule;
}

void reset()
{
    release();
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

void clearRules()
{
    const std::lock_guard lock(state().mutex);
    state().rules.clear();
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
    if (state().log.isEmpty())
        return;
    QFile file(state().log); // opened for each: whoever reads it sees the statement at once
    if (file.open(QIODevice::WriteOnly | QIODevice::Append))
        file.write(sql.simplified().toUtf8() + '\n');
}

void noteViolation(const QString &what)
{
    const std::lock_guard lock(state().mutex);
    state().statistics.violations.append(what);
}

void noteCall(bool travels)
{
    std::chrono::microseconds latency{0};
    {
        const std::lock_guard lock(state().mutex);
        ++state().statistics.calls;
        if (!travels)
            return;
        ++state().statistics.roundTrips;
        latency = state().latency;
    }
    if (latency.count() > 0)
        std::this_thread::sleep_for(latency);
}

std::optional<Rule> ruleFor(const char *function, const QString &text, bool travels)
{
    const std::lock_guard lock(state().mutex);
    auto &rules = state().rules;
    for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
        if (!matches(*rule, QLatin1StringView(function), text, travels) || --rule->call > 0)
            continue;
        const Rule met = *rule;
        if (met.always)
            rule->call = 1;
        else
            rules.erase(rule);
        return met;
    }
    return std::nullopt;
}

} // namespace Standin
