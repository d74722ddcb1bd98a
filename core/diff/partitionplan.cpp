// SPDX-License-Identifier: MIT
#include "diff/partitionplan.h"

#include "sql/lexer.h"

#include <algorithm>
#include <set>

namespace Athanor {

using namespace Qt::StringLiterals;

const Partition *partitionNamed(const std::vector<Partition> &partitions, const QString &name)
{
    const auto found = std::find_if(partitions.begin(), partitions.end(),
                                    [&name](const Partition &p) { return p.name == name; });
    return found == partitions.end() || name.isEmpty() ? nullptr : &*found;
}

QString boundText(const QString &bound)
{
    const qsizetype open = bound.indexOf(u'(');
    const qsizetype close = bound.lastIndexOf(u')');
    return open < 0 || close < open ? QString() : bound.mid(open + 1, close - open - 1);
}

QStringList boundValues(const QString &bound)
{
    const QString text = boundText(bound);
    QStringList list;
    int depth = 0;
    qsizetype from = 0;
    for (const Token &token : tokenize(text)) {
        const QStringView piece = token.text(text);
        if (piece == u"(")
            ++depth;
        else if (piece == u")")
            --depth;
        else if (piece == u"," && depth == 0) {
            list << text.mid(from, token.range.start - from).trimmed();
            from = token.range.end();
        }
    }
    list << text.mid(from).trimmed();
    return list;
}

bool sameBound(const QString &a, const QString &b)
{
    if (a == b)
        return true;
    if (!a.startsWith("VALUES ("_L1) || !b.startsWith("VALUES ("_L1))
        return false; // VALUES LESS THAN: the order of its columns counts
    QStringList left = boundValues(a);
    QStringList right = boundValues(b);
    left.sort();
    right.sort();
    return left == right;
}

namespace {

bool contains(const QStringList &all, const QStringList &some)
{
    return std::all_of(some.begin(), some.end(),
                       [&all](const QString &value) { return all.contains(value); });
}

bool overlap(const QStringList &a, const QStringList &b)
{
    return std::any_of(a.begin(), a.end(),
                       [&b](const QString &value) { return b.contains(value); });
}

QString listBound(const QStringList &values)
{
    return u"VALUES (%1)"_s.arg(values.join(u", "_s));
}

class Planner
{
public:
    Planner(const std::vector<Partition> &before, const std::vector<Partition> &after)
        : m_after(after)
    {
        m_plan.standing = before;
    }

    PartitionPlan range()
    {
        mergeNeighbours();
        renameSameBounds();
        return std::move(m_plan);
    }

    PartitionPlan list()
    {
        for (const Partition &target : m_after)
            mergeValuesInto(target);
        for (const Partition &target : m_after)
            if (!partitionNamed(m_plan.standing, target.name) && !target.name.isEmpty())
                renameOrSplit(target);
        for (const Partition &gone : m_plan.standing)
            for (const Partition &target : m_after)
                m_plan.isTangled = m_plan.isTangled
                    || (!isWanted(gone.name)
                        && overlap(boundValues(gone.bound), boundValues(target.bound)));
        return std::move(m_plan);
    }

    // Oracle coalesces the last; which name a hash partition has is all that can be altered.
    PartitionPlan hash()
    {
        std::vector<QString> fresh;
        for (const Partition &target : m_after)
            if (!partitionNamed(m_plan.standing, target.name))
                fresh.push_back(target.name);
        size_t next = 0;
        const size_t stay = std::min(m_plan.standing.size(), m_after.size());
        for (size_t i = 0; i < stay && next < fresh.size(); ++i) {
            Partition &partition = m_plan.standing[i];
            if (!isWanted(partition.name) && !partition.name.isEmpty())
                rename(partition, fresh[next++]);
        }
        return std::move(m_plan);
    }

    PartitionPlan named()
    {
        renameSameBounds();
        return std::move(m_plan);
    }

private:
    [[nodiscard]] bool isWanted(const QString &name) const
    {
        return partitionNamed(m_after, name) != nullptr;
    }

    [[nodiscard]] bool hasBound(const QString &bound) const
    {
        return std::any_of(m_after.begin(), m_after.end(),
                           [&bound](const Partition &p) { return p.bound == bound; });
    }

    void rename(Partition &partition, const QString &to)
    {
        m_plan.moves.push_back({PartitionMove::Kind::Rename, partition.name, {}, to});
        partition.name = to;
    }

    // Neighbours that become one of another name keep their rows: MERGE, not DROP. From the top,
    // so that each finds what those above it have become.
    void mergeNeighbours()
    {
        std::vector<Partition> &standing = m_plan.standing;
        std::set<QString> made;
        for (size_t i = standing.size(); i-- > 1;) {
            const Partition lower = standing[i - 1];
            Partition &upper = standing[i];
            const Partition *wide = partitionNamed(m_after, lower.name);
            if (wide && wide->bound == upper.bound && !isWanted(upper.name)) {
                // ORA-14275: the result cannot have the lower one's name at once.
                merge(lower, upper, upper.name, wide->otherClauses);
                rename(upper, lower.name);
            } else if (wide || hasBound(lower.bound)) {
                continue;
            } else if (made.count(upper.name) != 0) {
                merge(lower, upper, upper.name, upper.otherClauses);
            } else {
                const auto fresh =
                    std::find_if(m_after.begin(), m_after.end(), [&](const Partition &p) {
                        return p.bound == upper.bound && !partitionNamed(standing, p.name);
                    });
                if (isWanted(upper.name) || fresh == m_after.end())
                    continue;
                merge(lower, upper, fresh->name, fresh->otherClauses);
            }
            made.insert(upper.name);
            // What lies below moves down by one; so does the place of the one made.
            standing.erase(standing.begin() + qsizetype(i - 1));
        }
    }

    void merge(const Partition &lower, Partition &upper, const QString &into,
               const QString &clauses)
    {
        m_plan.moves.push_back({PartitionMove::Kind::Merge, lower.name, upper.name, into});
        upper.name = into;
        upper.otherClauses = clauses;
    }

    // The same bound under another name.
    void renameSameBounds()
    {
        for (Partition &partition : m_plan.standing) {
            const Partition *same = partitionNamed(m_after, partition.name);
            if ((same && same->bound == partition.bound) || partition.name.isEmpty())
                continue; // else its name is wanted for another part of the rows
            for (const Partition &candidate : m_after) {
                if (candidate.bound != partition.bound
                    || partitionNamed(m_plan.standing, candidate.name))
                    continue;
                rename(partition, candidate.name);
                break;
            }
        }
    }

    // Partitions that go and whose values the target is to have.
    void mergeValuesInto(const Partition &target)
    {
        const QStringList wanted = boundValues(target.bound);
        std::vector<Partition> &standing = m_plan.standing;
        const auto find = [&standing](const QString &name) {
            return std::find_if(standing.begin(), standing.end(),
                                [&name](const Partition &p) { return p.name == name; });
        };
        QStringList sources;
        for (const Partition &partition : standing)
            if (!isWanted(partition.name) && goesInto(partition, target, wanted))
                sources << partition.name;
        const bool stands = partitionNamed(standing, target.name) != nullptr;
        if (sources.isEmpty() || (!stands && sources.size() < 2))
            return;
        QString base = stands ? target.name : sources.takeFirst();
        for (const QString &source : sources) {
            const auto gone = find(source);
            Partition &into = *find(base);
            m_plan.moves.push_back({PartitionMove::Kind::Merge, base, source, target.name});
            const QStringList values = boundValues(into.bound) + boundValues(gone->bound);
            into.bound = values.contains(u"DEFAULT"_s) ? u"VALUES (DEFAULT)"_s : listBound(values);
            into.name = base = target.name;
            into.otherClauses = target.otherClauses;
            standing.erase(gone);
        }
    }

    [[nodiscard]] bool goesInto(const Partition &partition, const Partition &target,
                                const QStringList &wanted) const
    {
        const QStringList values = boundValues(partition.bound);
        if (contains(wanted, values))
            return true;
        return target.bound == "VALUES (DEFAULT)"_L1
            && std::none_of(m_after.begin(), m_after.end(), [&values](const Partition &p) {
                   return overlap(boundValues(p.bound), values);
               });
    }

    void renameOrSplit(const Partition &target)
    {
        const QStringList wanted = boundValues(target.bound);
        for (Partition &partition : m_plan.standing) {
            if (!isWanted(partition.name) && contains(wanted, boundValues(partition.bound))) {
                rename(partition, target.name);
                return;
            }
        }
        for (Partition &partition : m_plan.standing) {
            QStringList rest = boundValues(partition.bound);
            if (!contains(rest, wanted))
                continue;
            rest.removeIf([&wanted](const QString &value) { return wanted.contains(value); });
            const bool nobodysRest =
                std::none_of(m_after.begin(), m_after.end(), [&rest](const Partition &p) {
                    return overlap(boundValues(p.bound), rest);
                });
            if (!isWanted(partition.name) && nobodysRest) { // what is left over goes by DROP VALUES
                rename(partition, target.name);
                return;
            }
            m_plan.moves.push_back(
                {PartitionMove::Kind::SplitList, partition.name, {}, target.name});
            partition.bound = listBound(rest);
            m_plan.standing.push_back(target);
            return;
        }
    }

    const std::vector<Partition> &m_after;
    PartitionPlan m_plan;
};

} // namespace

PartitionPlan partitionPlan(const QString &method, const std::vector<Partition> &before,
                            const std::vector<Partition> &after)
{
    Planner planner(before, after);
    if (method == "RANGE"_L1)
        return planner.range();
    if (method == "LIST"_L1)
        return planner.list();
    return method == "HASH"_L1 ? planner.hash() : planner.named();
}

} // namespace Athanor
