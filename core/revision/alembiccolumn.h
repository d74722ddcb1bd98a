// SPDX-License-Identifier: MIT
#pragma once

#include "revision/pythoncall.h"

#include <algorithm>

// What Alembic's operations are told, in Oracle's SQL as SQLAlchemy's Oracle dialect writes it:
// names, types, columns. None where that is not certain.
namespace Athanor::Alembic {

using Text = std::optional<QString>;

// A call's arguments by place or by name. What it was not asked for makes the call unknown.
class Arguments
{
public:
    explicit Arguments(const PythonValue &call)
        : m_call(call)
        , m_used(call.keywords.size(), false)
    { }

    // The argument's value; none where it is not given, or None.
    const PythonValue *take(size_t place, const QString &keyword)
    {
        if (place < m_call.items.size()) {
            m_places = std::max(m_places, place + 1);
            return &m_call.items[place];
        }
        return take(keyword);
    }
    const PythonValue *take(const QString &keyword)
    {
        for (size_t i = 0; i < m_call.keywords.size(); ++i) {
            if (m_call.keywords[i].name != keyword)
                continue;
            m_used[i] = true;
            const PythonValue &value = m_call.keywords[i].value;
            return value.kind == PythonValue::None ? nullptr : &value;
        }
        return nullptr;
    }
    [[nodiscard]] bool isNone(const QString &keyword) const
    {
        const PythonValue *value = m_call.keyword(keyword);
        return value && value->kind == PythonValue::None;
    }
    [[nodiscard]] bool allTaken() const
    {
        for (size_t i = 0; i < m_used.size(); ++i) {
            if (!m_used[i] && m_call.keywords[i].value.kind != PythonValue::None)
                return false;
        }
        return m_places >= m_call.items.size();
    }
    void takeAllPlaces() { m_places = m_call.items.size(); }

private:
    const PythonValue &m_call;
    std::vector<bool> m_used;
    size_t m_places = 0;
};

[[nodiscard]] bool isTrue(const PythonValue *value);

// A name as it has to be written.
[[nodiscard]] QString written(const QString &name);
// "x" and op.f("x") or batch_op.f("x"), which say that the name is complete.
[[nodiscard]] Text nameOf(const PythonValue *value);
[[nodiscard]] Text columnList(const PythonValue *value);

[[nodiscard]] QString literal(const QString &text);
// "…" and sa.text("…") as SQL.
[[nodiscard]] Text sqlOf(const PythonValue &value);
[[nodiscard]] Text defaultOf(const PythonValue &value);

[[nodiscard]] Text typeOf(const PythonValue *value);
// sa.Column("name", type, [sa.Identity(…), nullable=…, server_default=…]). A column of the primary
// key is added to the list; without one it is refused.
[[nodiscard]] Text columnOf(const PythonValue &value, QStringList *primaryKey = nullptr);

} // namespace Athanor::Alembic
