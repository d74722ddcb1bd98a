// SPDX-License-Identifier: MIT
#include "schema/normalform.h"

#include "schema/partitionbound.h"
#include "sql/lexer.h"

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// Turns one catalog's parts into normal form; knows the settings.
class Normalizer
{
public:
    explicit Normalizer(const NormalFormOptions &options)
        : m_options(options)
    { }

    void table(Table &table) const;
    void index(Index &index) const;
    void view(View &view) const;
    void materializedView(MaterializedView &view) const;
    void unit(ProgramUnit &unit) const;
    void grant(Grant &grant) const;
    void name(QualifiedName &name) const
    {
        if (!m_options.owner.isEmpty() && name.owner == m_options.owner)
            name.owner.clear();
    }
    void text(QString &text) const
    {
        if (!text.isEmpty())
            text = normalizedText(text, m_options);
    }
    static void sequence(SequenceOptions &options);

private:
    void type(DataType &type) const;
    void column(Column &column) const;
    void constraint(Constraint &constraint) const;
    void physical(std::map<QString, QString> &clauses) const;
    static void foldNotNullChecks(Table &table);

    const NormalFormOptions &m_options;
};

void setDefault(std::optional<int> &value, int standard)
{
    if (!value)
        value = standard;
}

void Normalizer::type(DataType &type) const
{
    switch (type.kind) {
    case TypeKind::Varchar2:
    case TypeKind::Char:
        if (type.semantics == LengthSemantics::Default)
            type.semantics = m_options.lengthSemantics;
        if (type.kind == TypeKind::Char)
            setDefault(type.length, 1);
        break;
    case TypeKind::Nchar:
        setDefault(type.length, 1);
        break;
    case TypeKind::Number:
        if (type.precision)
            setDefault(type.scale, 0);
        break;
    case TypeKind::Float:
        setDefault(type.precision, 126);
        break;
    case TypeKind::Timestamp:
    case TypeKind::TimestampTz:
    case TypeKind::TimestampLtz:
        setDefault(type.precision, 6);
        break;
    case TypeKind::IntervalYearToMonth:
        setDefault(type.precision, 2);
        break;
    case TypeKind::IntervalDayToSecond:
        setDefault(type.precision, 2);
        setDefault(type.scale, 6);
        break;
    case TypeKind::Urowid:
        setDefault(type.length, 4000);
        break;
    case TypeKind::Vector:
    case TypeKind::UserDefined:
        text(type.arguments);
        name(type.userType);
        break;
    case TypeKind::Nvarchar2:
    case TypeKind::BinaryFloat:
    case TypeKind::BinaryDouble:
    case TypeKind::Date:
    case TypeKind::Raw:
    case TypeKind::Long:
    case TypeKind::LongRaw:
    case TypeKind::Clob:
    case TypeKind::Nclob:
    case TypeKind::Blob:
    case TypeKind::Bfile:
    case TypeKind::Rowid:
    case TypeKind::Xmltype:
    case TypeKind::Json:
    case TypeKind::Boolean:
        break;
    }
}

void Normalizer::column(Column &column) const
{
    type(column.type);
    text(column.defaultValue);
    if (column.defaultValue == "NULL"_L1)
        column.defaultValue
            .clear(); // DEFAULT NULL is how a default is removed (there is no DROP DEFAULT)
    text(column.virtualExpression);
    text(column.otherClauses);
    if (column.identity)
        sequence(column.identity->options);
    const bool implied = column.identity.has_value() || column.defaultOnNull;
    if (implied && column.notNull && column.notNull->name.isEmpty()
        && column.notNull->state == ConstraintState{})
        column.notNull.reset();
}

void Normalizer::constraint(Constraint &constraint) const
{
    text(constraint.condition);
    text(constraint.indexClause);
    name(constraint.referencedTable);
    if (constraint.indexName == constraint.name)
        constraint.indexName.clear();
}

// CHECK (c IS NOT NULL) is how a NOT NULL looks in USER_CONSTRAINTS, whoever wrote it.
void Normalizer::foldNotNullChecks(Table &table)
{
    const auto folds = [&table](const Constraint &constraint) {
        constexpr QStringView ending = u" IS NOT NULL";
        if (constraint.kind != ConstraintKind::Check || !constraint.condition.endsWith(ending))
            return false;
        const QStringView name = QStringView(constraint.condition).chopped(ending.size());
        Column *column = table.column(storedName(name));
        if (!column || column->notNull || writtenName(column->name) != name)
            return false;
        column->notNull = NotNull{constraint.name, constraint.state};
        return true;
    };
    std::erase_if(table.constraints, folds);
}

// What Oracle does anyway, and storage figures that no ALTER can change back.
void Normalizer::physical(std::map<QString, QString> &clauses) const
{
    static const std::map<QString, QStringList> defaults{
        {u"LOGGING"_s, {u"LOGGING"_s}},
        {u"PCTFREE"_s, {u"10"_s}},
        {u"PCTUSED"_s, {u"40"_s}},
        {u"INITRANS"_s, {u"1"_s, u"2"_s}},
        {u"MAXTRANS"_s, {u"255"_s}},
        {u"PARALLEL"_s, {u"NOPARALLEL"_s, u"1"_s, u"PARALLEL 1"_s, u"PARALLEL (DEGREE 1)"_s}},
        {u"CACHE"_s, {u"NOCACHE"_s}},
        {u"COMPRESS"_s, {u"NOCOMPRESS"_s}},
        {u"MONITORING"_s, {u"MONITORING"_s}},
        {u"ROW MOVEMENT"_s, {u"DISABLE"_s}},
        {u"RESULT_CACHE"_s, {u"(MODE DEFAULT)"_s}},
    };
    static const QStringList notStructure{u"SEGMENT CREATION"_s, u"STORAGE"_s};
    for (auto &[keyword, value] : clauses)
        text(value);
    std::erase_if(clauses, [](const auto &clause) {
        const auto standard = defaults.find(clause.first);
        return (standard != defaults.end() && standard->second.contains(clause.second))
            || notStructure.contains(clause.first);
    });
}

void Normalizer::table(Table &table) const
{
    name(table.name);
    for (Column &c : table.columns)
        column(c);
    for (Constraint &c : table.constraints)
        constraint(c);
    foldNotNullChecks(table);
    std::stable_sort(table.constraints.begin(), table.constraints.end(),
                     [](const Constraint &a, const Constraint &b) {
                         return std::tie(a.kind, a.name, a.columns, a.condition)
                             < std::tie(b.kind, b.name, b.columns, b.condition);
                     });
    if (table.partitioning) {
        text(table.partitioning->interval);
        text(table.partitioning->otherClauses);
        for (Partition &partition : table.partitioning->partitions) {
            text(partition.bound);
            partition.bound = evaluatedBound(partition.bound);
            text(partition.otherClauses);
        }
    }
    physical(table.physical);
    text(table.otherClauses);
    text(table.query);
    for (QString &item : table.items)
        text(item);
    table.items.sort();
}

void Normalizer::index(Index &index) const
{
    name(index.name);
    name(index.table);
    for (IndexColumn &column : index.columns)
        text(column.expression);
    text(index.partitioning);
    text(index.indexType);
    text(index.compress);
    physical(index.physical);
    text(index.otherClauses);
}

void Normalizer::sequence(SequenceOptions &options)
{
    const bool descending = options.incrementBy && options.incrementBy->startsWith(u'-');
    const auto forget = [](std::optional<QString> &value, QStringView standard) {
        if (value == standard)
            value.reset();
    };
    forget(options.incrementBy, u"1");
    // SQL Language Reference, CREATE SEQUENCE: NOMAXVALUE is 10^28-1 ascending, -1 descending;
    // NOMINVALUE is 1 ascending, -(10^27-1) descending.
    forget(options.maxValue, descending ? u"-1" : u"9999999999999999999999999999");
    forget(options.minValue, descending ? u"-999999999999999999999999999" : u"1");
    if (options.cache == 20)
        options.cache.reset();
    if (options.scale == "NOSCALE"_L1)
        options.scale.clear();
    if (options.shard == "NOSHARD"_L1)
        options.shard.clear();
}

QString withoutTrailingBlanks(QString text)
{
    text.replace(u"\r\n"_s, u"\n"_s);
    while (!text.isEmpty() && text.back().isSpace())
        text.chop(1);
    return text;
}

void Normalizer::view(View &view) const
{
    name(view.name);
    view.query = withoutTrailingBlanks(view.query);
    text(view.otherClauses);
    view.invisibleColumns.sort();
}

void Normalizer::materializedView(MaterializedView &view) const
{
    name(view.name);
    view.query = withoutTrailingBlanks(view.query);
    text(view.options);
}

void Normalizer::unit(ProgramUnit &unit) const
{
    name(unit.name);
    name(unit.table);
    unit.source = withoutTrailingBlanks(unit.source);
}

void Normalizer::grant(Grant &grant) const
{
    name(grant.object);
    grant.columns.sort();
    if (grant.grantable) // ADMIN OPTION holds the right to delegate
        grant.delegable = false;
}

// The map again under its normalized names, moved, in order.
template <typename Map, typename KeyOf>
void rekey(Map &map, KeyOf keyOf)
{
    const bool steady = std::all_of(map.begin(), map.end(), [&keyOf](const auto &entry) {
        return entry.first == keyOf(entry.second);
    });
    if (steady)
        return;
    Map renamed;
    for (auto &[key, value] : map) {
        auto newKey = keyOf(value);
        renamed.insert_or_assign(std::move(newKey), std::move(value));
    }
    map = std::move(renamed);
}

} // namespace

Catalog normalized(Catalog catalog, const NormalFormOptions &options)
{
    const Normalizer normalizer(options);
    for (auto &[key, table] : catalog.tables)
        normalizer.table(table);
    for (auto &[key, index] : catalog.indexes)
        normalizer.index(index);
    for (auto &[key, sequence] : catalog.sequences) {
        normalizer.name(sequence.name);
        Normalizer::sequence(sequence.options);
    }
    for (auto &[key, view] : catalog.views)
        normalizer.view(view);
    for (auto &[key, view] : catalog.materializedViews)
        normalizer.materializedView(view);
    for (auto &[key, synonym] : catalog.synonyms) {
        normalizer.name(synonym.name);
        normalizer.name(synonym.target);
    }
    for (auto &[key, unit] : catalog.units)
        normalizer.unit(unit);
    for (auto &[key, object] : catalog.opaque) {
        normalizer.name(object.name);
        object.text = normalizedStatement(object.kind, object.text, options);
    }
    for (Grant &grant : catalog.grants)
        normalizer.grant(grant);

    const auto byName = [](const auto &object) { return object.name; };
    rekey(catalog.tables, byName);
    rekey(catalog.indexes, byName);
    rekey(catalog.sequences, byName);
    rekey(catalog.views, byName);
    rekey(catalog.materializedViews, byName);
    rekey(catalog.synonyms, byName);
    rekey(catalog.units, [](const ProgramUnit &unit) {
        return Catalog::UnitKey{unit.kind, unit.name};
    });
    rekey(catalog.opaque, [](const OpaqueObject &object) {
        return Catalog::OpaqueKey{object.kind, object.name};
    });
    std::sort(catalog.grants.begin(), catalog.grants.end(), [](const Grant &a, const Grant &b) {
        return std::tie(a.object, a.grantee, a.privilege, a.columns)
            < std::tie(b.object, b.grantee, b.privilege, b.columns);
    });
    // A foreign key that names no columns is one to the primary key. An index that is not in the
    // catalog is the key's own, which kept its name when the constraint got another.
    for (auto &[key, table] : catalog.tables) {
        for (Constraint &constraint : table.constraints) {
            if (!constraint.indexName.isEmpty()
                && catalog.indexes.count({table.name.owner, constraint.indexName}) == 0)
                constraint.indexName.clear();
            if (constraint.kind != ConstraintKind::ForeignKey
                || !constraint.referencedColumns.isEmpty())
                continue;
            const Table *parent = catalog.table(constraint.referencedTable);
            if (const Constraint *primary = parent ? parent->primaryKey() : nullptr)
                constraint.referencedColumns = primary->columns;
        }
    }
    return catalog;
}

} // namespace Athanor
