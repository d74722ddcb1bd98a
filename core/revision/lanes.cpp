// SPDX-License-Identifier: MIT
#include "revision/lanes.h"

#include <algorithm>

namespace Athanor {
namespace {

// What each lane waits for further down: the id of a parent, or nothing (free).
class Lanes
{
public:
    [[nodiscard]] int count() const { return int(m_waiting.size()); }
    [[nodiscard]] const QString &at(int lane) const { return m_waiting[size_t(lane)]; }
    [[nodiscard]] int waitingFor(const QString &id) const // the leftmost; -1: none
    {
        const auto found = std::find(m_waiting.begin(), m_waiting.end(), id);
        return found == m_waiting.end() ? -1 : int(found - m_waiting.begin());
    }
    int take(const QString &id) // the leftmost free lane
    {
        int lane = waitingFor(QString());
        if (lane < 0) {
            lane = count();
            m_waiting.emplace_back();
        }
        m_waiting[size_t(lane)] = id;
        return lane;
    }
    void set(int lane, const QString &id) { m_waiting[size_t(lane)] = id; }
    void dropFreeOnTheRight()
    {
        while (!m_waiting.empty() && m_waiting.back().isEmpty())
            m_waiting.pop_back();
    }

private:
    std::vector<QString> m_waiting;
};

} // namespace

std::vector<LaneRow> lanes(const RevisionGraph &graph)
{
    std::vector<LaneRow> rows;
    rows.reserve(graph.revisions().size());
    Lanes state;
    for (auto at = graph.revisions().rbegin(); at != graph.revisions().rend(); ++at) {
        LaneRow row;
        row.revision = at->id;
        row.lane = state.waitingFor(at->id);
        if (row.lane < 0)
            row.lane = state.take(at->id); // a head: nothing above leads to it
        else
            row.edges.push_back({row.lane, -1});

        // Lines that pass stay in their lane; those that waited for this revision end in it.
        for (int lane = 0; lane < state.count(); ++lane) {
            if (lane == row.lane || state.at(lane).isEmpty())
                continue;
            if (state.at(lane) == at->id) {
                row.edges.push_back({lane, -1});
                state.set(lane, {});
            } else {
                row.edges.push_back({lane, lane});
            }
        }
        row.laneCount = state.count();

        // The first parent goes on in the node's lane; a further one joins the line that waits for
        // it already, or takes a free lane. A parent without a file has no row for a line to end
        // in, so it gets none.
        state.set(row.lane, {});
        bool isFirst = true;
        for (const QString &parent : at->revises) {
            if (!graph.find(parent))
                continue;
            int lane = row.lane;
            if (isFirst)
                state.set(row.lane, parent);
            else if (lane = state.waitingFor(parent); lane < 0)
                lane = state.take(parent);
            row.edges.push_back({-1, lane});
            isFirst = false;
        }
        row.laneCount = std::max(row.laneCount, state.count());
        state.dropFreeOnTheRight();
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace Athanor
