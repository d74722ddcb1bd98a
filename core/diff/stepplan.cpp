// SPDX-License-Identifier: MIT
#include "diff/stepplan.h"

#include "ddl/steporder.h"

#include <algorithm>

namespace Athanor {

using namespace Qt::StringLiterals;

QString stepKey(QStringView kind, const QualifiedName &name, const QString &part)
{
    return kind.toString() + u' ' + name.owner + u'.' + name.name
        + (part.isEmpty() ? QString() : u'.' + part);
}

GenerationStep &StepPlan::add(StepRank rank)
{
    m_steps.push_back(std::make_unique<GenerationStep>());
    m_steps.back()->rank = rank;
    return *m_steps.back();
}

namespace {

struct Users
{
    std::vector<size_t> makers;
    std::vector<size_t> removers;
    std::vector<size_t> needers;
    std::vector<size_t> releasers;
    std::vector<size_t> mentioners;
};

void wishAll(std::vector<OrderWish> &wishes, const std::vector<size_t> &before,
             const std::vector<size_t> &after, bool soft = false)
{
    for (const size_t a : before)
        for (const size_t b : after)
            wishes.push_back({a, b, soft});
}

} // namespace

// The steps come in sorted by rank: their numbers are their priority.
std::vector<size_t> StepPlan::order() const
{
    std::map<QString, Users> keys;
    for (size_t i = 0; i < m_steps.size(); ++i) {
        const GenerationStep &step = *m_steps[i];
        for (const QString &key : step.makes)
            keys[key].makers.push_back(i);
        for (const QString &key : step.removes)
            keys[key].removers.push_back(i);
        for (const QString &key : step.needs)
            keys[key].needers.push_back(i);
        for (const QString &key : step.releases)
            keys[key].releasers.push_back(i);
        for (const QString &key : step.mentions)
            keys[key].mentioners.push_back(i);
    }
    std::vector<OrderWish> wishes;
    for (const auto &[key, users] : keys) {
        wishAll(wishes, users.makers, users.needers);
        wishAll(wishes, users.releasers, users.removers);
        wishAll(wishes, users.removers, users.makers);
        wishAll(wishes, users.makers, users.mentioners, true);
    }
    return stepOrder(m_steps.size(), wishes);
}

GeneratedScript StepPlan::script()
{
    std::stable_sort(m_steps.begin(), m_steps.end(),
                     [](const auto &a, const auto &b) { return a->rank < b->rank; });
    GeneratedScript script;
    for (const size_t i : order()) {
        for (GeneratedStatement &statement : m_steps[i]->statements)
            script.push_back(std::move(statement));
    }
    return script;
}

} // namespace Athanor
