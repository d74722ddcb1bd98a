// SPDX-License-Identifier: MIT
#include "base/nearest.h"

#include <algorithm>
#include <vector>

namespace Athanor {
namespace {

// Optimal string alignment: edits to turn one word into the other, a swap of neighbours counted as
// one.
int distance(QStringView a, QStringView b)
{
    const size_t width = size_t(b.size()) + 1;
    std::vector<int> beforeLast(width), last(width), row(width);
    for (size_t j = 0; j < width; ++j)
        last[j] = int(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        row[0] = int(i);
        for (size_t j = 1; j < width; ++j) {
            const qsizetype k = qsizetype(j);
            const int replaced = last[j - 1] + (a[i - 1] == b[k - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        beforeLast.swap(last);
        last.swap(row);
    }
    return last[width - 1];
}

} // namespace

QString nearestWord(const QString &written, const QStringList &known)
{
    const QString word = written.toCaseFolded();
    // A third of the letters may be wrong: "tagret" is target, "x" is nothing.
    int best = std::max(1, int(word.size()) / 3) + 1;
    QString nearest;
    for (const QString &candidate : known) {
        const QString folded = candidate.toCaseFolded();
        const qsizetype difference = folded.size() - word.size();
        // A beginning is meant to be completed: "down" is downgrade.
        const bool begins = word.size() >= 3 && folded.startsWith(word);
        if (!begins && std::abs(difference) >= best)
            continue;
        const int edits = begins ? 1 : distance(word, folded);
        if (edits < best) {
            best = edits;
            nearest = candidate;
        }
    }
    return nearest;
}

} // namespace Athanor
