// SPDX-License-Identifier: MIT
#include "ddl/references.h"

#include "sql/lexer.h"

namespace Athanor {

std::set<QString> namesIn(QStringView text)
{
    std::set<QString> names;
    Lexer lexer(text);
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
        if (token.kind == TokenKind::Word || token.kind == TokenKind::QuotedName)
            names.insert(storedName(token.text(text)));
    }
    return names;
}

QualifiedName indexOf(const Constraint &constraint, const Table &table)
{
    return {table.name.owner, constraint.indexName};
}

bool usesIndexOfItsOwn(const Constraint &constraint, const Table &table, const Catalog &catalog)
{
    return !constraint.indexName.isEmpty()
        && catalog.indexes.find(indexOf(constraint, table)) != catalog.indexes.end();
}

namespace {

bool hasKeyThatWaits(const Table &table, const Catalog &catalog)
{
    for (const Constraint &constraint : table.constraints) {
        if (usesIndexOfItsOwn(constraint, table, catalog))
            return true;
    }
    return false;
}

// Depth-first over "is child of", with a stack of its own: a chain of 5,000 tables must not end the
// process.
class ParentsFirst
{
public:
    ParentsFirst(const std::vector<const Table *> &tables, const Catalog &all)
        : m_all(all)
    {
        for (const Table *table : tables)
            m_states.emplace(table->name, State{table, Visit::NotYet});
    }

    CreationOrder run(const std::vector<const Table *> &tables)
    {
        for (const Table *table : tables)
            visit(table);
        return std::move(m_order);
    }

private:
    enum class Visit { NotYet, Open, Done };
    struct State
    {
        const Table *table = nullptr;
        Visit visit = Visit::NotYet;
    };
    struct Frame
    {
        State *state = nullptr;
        size_t nextConstraint = 0;
    };

    void visit(const Table *root)
    {
        State &start = m_states.at(root->name);
        if (start.visit != Visit::NotYet)
            return;
        start.visit = Visit::Open;
        std::vector<Frame> stack{{&start, 0}};
        while (!stack.empty()) {
            Frame &frame = stack.back();
            const Table &table = *frame.state->table;
            if (frame.nextConstraint == table.constraints.size()) {
                frame.state->visit = Visit::Done;
                m_order.tables.push_back(&table);
                stack.pop_back();
                continue;
            }
            const size_t at = frame.nextConstraint++;
            if (State *parent = parentToVisit(table, at)) {
                parent->visit = Visit::Open;
                stack.push_back({parent, 0});
            }
        }
    }

    State *parentToVisit(const Table &table, size_t at)
    {
        const Constraint &constraint = table.constraints[at];
        if (usesIndexOfItsOwn(constraint, table, m_all))
            m_order.detached.insert({table.name, at});
        if (constraint.kind != ConstraintKind::ForeignKey)
            return nullptr;
        const auto found = m_states.find(constraint.referencedTable);
        if (found == m_states.end())
            return nullptr;
        State &parent = found->second;
        if (hasKeyThatWaits(*parent.table, m_all))
            m_order.detached.insert({table.name, at});
        if (parent.table == &table)
            return nullptr;
        if (parent.visit == Visit::Open)
            m_order.detached.insert({table.name, at});
        return parent.visit == Visit::NotYet ? &parent : nullptr;
    }

    const Catalog &m_all;
    std::map<QualifiedName, State> m_states;
    CreationOrder m_order;
};

} // namespace

CreationOrder creationOrder(const std::vector<const Table *> &tables, const Catalog &all)
{
    return ParentsFirst(tables, all).run(tables);
}

} // namespace Athanor
