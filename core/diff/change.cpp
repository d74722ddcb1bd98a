// SPDX-License-Identifier: MIT
#include "diff/change.h"

#include "ddl/writer.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace Athanor {

using namespace Qt::StringLiterals;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Athanor::Change)
};

class KindOf
{
public:
    ChangeKind operator()(const ObjectAdded &) const { return ChangeKind::Added; }
    ChangeKind operator()(const ObjectDropped &) const { return ChangeKind::Dropped; }
    ChangeKind operator()(const ObjectRenamed &) const { return ChangeKind::Renamed; }
    ChangeKind operator()(const ObjectReplaced &) const { return ChangeKind::Altered; }
    ChangeKind operator()(const TableAttributesAltered &) const { return ChangeKind::Altered; }
    ChangeKind operator()(const ColumnAdded &) const { return ChangeKind::Added; }
    ChangeKind operator()(const ColumnDropped &) const { return ChangeKind::Dropped; }
    ChangeKind operator()(const ColumnRenamed &) const { return ChangeKind::Renamed; }
    ChangeKind operator()(const ColumnAltered &) const { return ChangeKind::Altered; }
    ChangeKind operator()(const ConstraintAdded &) const { return ChangeKind::Added; }
    ChangeKind operator()(const ConstraintDropped &) const { return ChangeKind::Dropped; }
    ChangeKind operator()(const ConstraintRenamed &) const { return ChangeKind::Renamed; }
    ChangeKind operator()(const ConstraintStateAltered &) const { return ChangeKind::Altered; }
    ChangeKind operator()(const IndexAltered &) const { return ChangeKind::Altered; }
    ChangeKind operator()(const SequenceAltered &) const { return ChangeKind::Altered; }
    ChangeKind operator()(const TriggerStateAltered &) const { return ChangeKind::Altered; }
    ChangeKind operator()(const CommentAltered &change) const
    {
        if (change.before.isEmpty())
            return ChangeKind::Added;
        return change.after.isEmpty() ? ChangeKind::Dropped : ChangeKind::Altered;
    }
    ChangeKind operator()(const GrantAdded &) const { return ChangeKind::Added; }
    ChangeKind operator()(const GrantDropped &) const { return ChangeKind::Dropped; }
};

QString none()
{
    return Tr::tr("none");
}

QString orNone(const QString &text)
{
    return text.isEmpty() ? none() : text;
}

QString arrow(const QString &before, const QString &after)
{
    return orNone(before) + u" → "_s + orNone(after);
}

// "TABLE" as people say it in the middle of a sentence.
QString typeWord(const QString &type)
{
    return type.toLower();
}

QString shortened(const QString &text)
{
    constexpr qsizetype longest = 60;
    const QString line = text.simplified();
    return line.size() <= longest ? line : line.left(longest - 1) + u'…';
}

QString clauses(const std::map<QString, QString> &physical)
{
    QStringList list;
    for (const auto &[keyword, value] : physical)
        list << writePhysical(keyword, value);
    return list.join(u", "_s);
}

class Description
{
public:
    Description(const Catalog &from, const Catalog &to)
        : m_from(from)
        , m_to(to)
    { }

    QString operator()(const ObjectAdded &c) const { return object(c.object); }
    QString operator()(const ObjectDropped &c) const { return object(c.object); }
    QString operator()(const ObjectRenamed &c) const
    {
        return Tr::tr("%1 → %2").arg(object(c.from), writtenName(c.to.name));
    }
    QString operator()(const ObjectReplaced &c) const
    {
        return object(c.object) + u": "_s + c.reason;
    }
    QString operator()(const TableAttributesAltered &c) const
    {
        const Table *before = m_from.table(c.table);
        const Table *after = m_to.table(c.table);
        QStringList parts;
        if (before && after) {
            if (before->physical != after->physical)
                parts << arrow(clauses(before->physical), clauses(after->physical));
            if (before->readOnly != after->readOnly)
                parts << (after->readOnly ? Tr::tr("read only") : Tr::tr("read write"));
            if (before->partitioning != after->partitioning)
                parts << Tr::tr("partitions");
            if (before->items != after->items)
                parts << arrow(before->items.join(u", "_s), after->items.join(u", "_s));
            if (before->query != after->query)
                parts << arrow(before->query, after->query);
            if (before->otherClauses != after->otherClauses)
                parts << arrow(before->otherClauses, after->otherClauses);
        }
        return Tr::tr("table %1: %2").arg(writtenName(c.table), parts.join(u"; "_s));
    }
    QString operator()(const ColumnAdded &c) const
    {
        const Column *column = columnOf(m_to, c.table, c.column);
        return place(c.table, c.column)
            + (column ? u": "_s + writeColumn(*column).section(u' ', 1) : QString());
    }
    QString operator()(const ColumnDropped &c) const
    {
        const Column *column = columnOf(m_from, c.table, c.column);
        return place(c.table, c.column) + (column ? u": "_s + toString(column->type) : QString());
    }
    QString operator()(const ColumnRenamed &c) const
    {
        return place(c.table, c.from) + u" → "_s + writtenName(c.to);
    }
    QString operator()(const ColumnAltered &c) const
    {
        const Column *before = columnOf(m_from, c.table, c.column);
        const Column *after = columnOf(m_to, c.table, c.column);
        const QString what = before && after ? aspect(c, *before, *after) : QString();
        return place(c.table, c.column) + u": "_s + what;
    }
    QString operator()(const ConstraintAdded &c) const { return constraint(c.table, c.constraint); }
    QString operator()(const ConstraintDropped &c) const
    {
        return constraint(c.table, c.constraint);
    }
    QString operator()(const ConstraintRenamed &c) const
    {
        return Tr::tr("constraint %1.%2 → %3")
            .arg(writtenName(c.table), writtenName(c.from), writtenName(c.to));
    }
    QString operator()(const ConstraintStateAltered &c) const
    {
        return constraint(c.table, c.before) + u" → "_s + state(c.after.state);
    }
    QString operator()(const IndexAltered &c) const
    {
        const auto before = m_from.indexes.find(c.index);
        const auto after = m_to.indexes.find(c.index);
        const bool known = before != m_from.indexes.end() && after != m_to.indexes.end();
        return Tr::tr("index %1").arg(writtenName(c.index))
            + (known ? u": "_s + arrow(form(before->second), form(after->second)) : QString());
    }
    QString operator()(const SequenceAltered &c) const
    {
        const auto before = m_from.sequences.find(c.sequence);
        const auto after = m_to.sequences.find(c.sequence);
        const bool known = before != m_from.sequences.end() && after != m_to.sequences.end();
        return Tr::tr("sequence %1").arg(writtenName(c.sequence))
            + (known ? u": "_s
                       + arrow(writeSequenceOptions(before->second.options),
                               writeSequenceOptions(after->second.options))
                     : QString());
    }
    QString operator()(const TriggerStateAltered &c) const
    {
        return (c.enabled ? Tr::tr("trigger %1: enabled") : Tr::tr("trigger %1: disabled"))
            .arg(writtenName(c.trigger));
    }
    QString operator()(const CommentAltered &c) const
    {
        const QString where =
            c.column.isEmpty() ? object(c.object) : place(c.object.name, c.column);
        return Tr::tr("comment of %1: %2")
            .arg(where, arrow(shortened(c.before), shortened(c.after)));
    }
    QString operator()(const GrantAdded &c) const { return writeGrant(c.grant).text; }
    QString operator()(const GrantDropped &c) const { return writeRevoke({c.grant}).text; }

private:
    static QString object(const ObjectRef &ref)
    {
        return typeWord(ref.type) + u' ' + writtenName(ref.name);
    }

    static QString place(const QualifiedName &table, const QString &column)
    {
        return Tr::tr("column %1.%2").arg(writtenName(table), writtenName(column));
    }

    static const Column *columnOf(const Catalog &catalog, const QualifiedName &table,
                                  const QString &column)
    {
        const Table *found = catalog.table(table);
        return found ? found->column(column) : nullptr;
    }

    static QString constraint(const QualifiedName &table, const Constraint &constraint)
    {
        return Tr::tr("%1: %2").arg(writtenName(table), shortened(writeConstraint(constraint)));
    }

    static QString state(const ConstraintState &state)
    {
        QStringList words{state.enabled ? u"ENABLE"_s : u"DISABLE"_s,
                          state.validated ? u"VALIDATE"_s : u"NOVALIDATE"_s};
        if (state.rely)
            words << u"RELY"_s;
        if (state.deferrable)
            words << (state.initiallyDeferred ? u"INITIALLY DEFERRED"_s : u"INITIALLY IMMEDIATE"_s);
        return words.join(u' ');
    }

    static QString form(const Index &index)
    {
        QStringList parts{index.reverse ? u"REVERSE"_s : QString(), index.compress,
                          clauses(index.physical), index.invisible ? u"INVISIBLE"_s : u"VISIBLE"_s,
                          index.unusable ? u"UNUSABLE"_s : QString()};
        parts.removeAll(QString());
        return parts.join(u' ');
    }

    [[nodiscard]] QString aspect(const ColumnAltered &c, const Column &before,
                                 const Column &after) const
    {
        switch (c.aspect) {
        case ColumnAspect::Type:
            return arrow(toString(before.type), toString(after.type));
        case ColumnAspect::Default:
            return Tr::tr("default %1").arg(arrow(withOnNull(before), withOnNull(after)));
        case ColumnAspect::NotNull: {
            const Table *table = m_to.table(c.table);
            return table && table->isMandatory(after) ? Tr::tr("NULL → NOT NULL")
                                                      : Tr::tr("NOT NULL → NULL");
        }
        case ColumnAspect::Identity:
            return Tr::tr("identity %1").arg(arrow(identity(before), identity(after)));
        case ColumnAspect::VirtualExpression:
            return Tr::tr("computed by %1")
                .arg(arrow(before.virtualExpression, after.virtualExpression));
        case ColumnAspect::Visibility:
            return after.invisible ? u"VISIBLE → INVISIBLE"_s : u"INVISIBLE → VISIBLE"_s;
        case ColumnAspect::Collation:
            return Tr::tr("collation %1").arg(arrow(before.collation, after.collation));
        case ColumnAspect::Comment:
            return Tr::tr("comment %1").arg(arrow(before.comment, after.comment));
        case ColumnAspect::Other:
            return arrow(before.otherClauses, after.otherClauses);
        }
        return {};
    }

    static QString withOnNull(const Column &column)
    {
        // "DEFAULT ON NULL 0" without its first word
        return column.defaultValue.isEmpty() ? QString() : writeDefault(column).section(u' ', 1);
    }

    static QString identity(const Column &column)
    {
        return column.identity ? writeIdentity(*column.identity) : QString();
    }

    const Catalog &m_from;
    const Catalog &m_to;
};

} // namespace

ChangeKind Change::kind() const
{
    return std::visit(KindOf{}, detail);
}

QString Change::describe(const Catalog &from, const Catalog &to) const
{
    return std::visit(Description(from, to), detail);
}

} // namespace Athanor
