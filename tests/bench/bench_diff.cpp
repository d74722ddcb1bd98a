// SPDX-License-Identifier: MIT
// Comparing two schemas and writing both scripts: how the time grows from 1,000 to 5,000 tables,
// beside the time it takes to copy the same catalogs. Prints ratios of one run; asserts nothing.
#include "diff/generate.h"
#include "randomcatalog.h"

#include <QtCore/QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

struct Measured
{
    double seconds = 0; // median
    size_t found = 0; // of what it counts, so that nothing is optimised away
};

Measured measured(int runs, const std::function<size_t()> &work)
{
    Measured result;
    std::vector<double> times;
    for (int run = 0; run < runs; ++run) {
        QElapsedTimer timer;
        timer.start();
        result.found = work();
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e9);
    }
    std::sort(times.begin(), times.end());
    result.seconds = times[times.size() / 2];
    return result;
}

struct Work
{
    const char *name;
    std::function<size_t(const Catalog &, const Catalog &)> run;
};

} // namespace

int main()
{
    const std::vector<Work> works{
        {"copy both catalogs",
         [](const Catalog &before, const Catalog &after) {
             const std::pair<Catalog, Catalog> copies(before, after);
             return copies.first.tables.size() + copies.second.tables.size();
         }},
        {"compare equal schemas",
         [](const Catalog &before, const Catalog &) {
             return compare(before, before).changes.size();
         }},
        {"compare changed schemas",
         [](const Catalog &before, const Catalog &after) {
             return compare(before, after).changes.size();
         }},
        {"... and write both ways",
         [](const Catalog &before, const Catalog &after) {
             const ScriptPair pair = generatePair(compare(before, after), {});
             return pair.upgrade.size() + pair.downgrade.size();
         }},
        {"everything from nothing",
         [](const Catalog &, const Catalog &after) { return generate(compare({}, after)).size(); }},
        {"everything to nothing",
         [](const Catalog &before, const Catalog &) {
             return generate(compare(before, {})).size();
         }},
    };
    const std::vector<int> sizes{1000, 5000};
    std::vector<std::pair<Catalog, Catalog>> pairs;
    for (const int size : sizes) {
        const Catalog before = randomCatalog(7, size);
        pairs.emplace_back(before, mutated(before, 7, size / 10));
    }
    double copying = 1;
    for (const Work &work : works) {
        std::vector<Measured> results;
        for (const auto &[before, after] : pairs) {
            const Catalog *from = &before;
            const Catalog *to = &after;
            results.push_back(measured(3, [&work, from, to] { return work.run(*from, *to); }));
        }
        if (&work == &works.front())
            copying = results.back().seconds;
        const double growth = std::log(results.back().seconds / results.front().seconds)
            / std::log(double(sizes.back()) / sizes.front());
        std::printf("%-26s %8.1f ms at %d tables  %7.1f x copying  growth exponent %.2f  (%zu)\n",
                    work.name, results.back().seconds * 1e3, sizes.back(),
                    results.back().seconds / copying, growth, results.back().found);
    }
    return 0;
}
