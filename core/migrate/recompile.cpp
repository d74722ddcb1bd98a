// SPDX-License-Identifier: MIT
#include "migrate/recompile.h"

#include <algorithm>

namespace Athanor {

std::vector<InvalidObject> invalidatedBetween(const std::vector<InvalidObject> &before,
                                              const std::vector<InvalidObject> &after)
{
    std::vector<InvalidObject> result;
    std::copy_if(after.begin(), after.end(), std::back_inserter(result),
                 [&before](const InvalidObject &object) {
                     return std::find(before.begin(), before.end(), object) == before.end();
                 });
    return result;
}

Result<std::vector<Recompiled>> recompile(Session &session,
                                          const std::vector<InvalidObject> &objects,
                                          const std::function<bool()> &stopRequested)
{
    const Result<OracleVersion> version = session.serverVersion();
    if (!version)
        return Failure(version.error());
    std::vector<Recompiled> result;
    for (const InvalidObject &object : objects)
        result.push_back({object, compileStatement(object, *version), false, {}, {}});

    const auto invalidCount = [&result] {
        return std::count_if(result.begin(), result.end(),
                             [](const Recompiled &each) { return !each.isValid; });
    };
    for (auto left = invalidCount(), before = left + 1; left > 0 && left < before;) {
        for (Recompiled &each : result) {
            if (each.isValid || each.statement.isEmpty())
                continue;
            if (stopRequested && stopRequested())
                return result;
            const Result<Execution> done = session.execute(each.statement);
            if (!done && done.error().kind == ErrorKind::Connection)
                return Failure(done.error());
            each.error = done ? std::nullopt : std::optional(done.error());
        }
        const Result<std::vector<InvalidObject>> still = readInvalidObjects(session);
        if (!still)
            return Failure(still.error());
        for (Recompiled &each : result)
            each.isValid = std::find(still->begin(), still->end(), each.object) == still->end();
        before = left;
        left = invalidCount();
    }
    for (Recompiled &each : result) {
        if (each.isValid) {
            each.error.reset();
            continue;
        }
        Result<std::vector<CompileError>> errors = readCompileErrors(session, each.object);
        if (!errors)
            return Failure(errors.error());
        each.compileErrors = std::move(*errors);
    }
    return result;
}

} // namespace Athanor
