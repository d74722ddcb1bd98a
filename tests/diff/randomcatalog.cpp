// SPDX-License-Identifier: MIT
#include "randomcatalog.h"

#include "schema/physical.h"

namespace Athanor {

using namespace Qt::StringLiterals;

namespace {

class Dice
{
public:
    explicit Dice(quint32 seed)
        : m_random(seed)
    { }
    int below(int end) { return static_cast<int>(m_random.bounded(end)); }
    bool oneIn(int times) { return below(times) == 0; }
    template <typename T>
    const T &of(const std::vector<T> &values)
    {
        return values[static_cast<size_t>(below(static_cast<int>(values.size())))];
    }

private:
    QRandomGenerator m_random;
};

DataType text(int length, LengthSemantics semantics = LengthSemantics::Char)
{
    DataType type;
    type.kind = TypeKind::Varchar2;
    type.length = length;
    type.semantics = semantics;
    return type;
}

DataType number(std::optional<int> precision, std::optional<int> scale = {})
{
    DataType type;
    type.precision = precision;
    type.scale = scale;
    return type;
}

DataType plain(TypeKind kind)
{
    DataType type;
    type.kind = kind;
    return type;
}

DataType randomType(Dice &dice)
{
    switch (dice.below(9)) {
    case 0:
        return text(10 + dice.below(90));
    case 1:
        return text(10 + dice.below(90), LengthSemantics::Byte);
    case 2:
        return number(5 + dice.below(10));
    case 3:
        return number(10, dice.below(4));
    case 4:
        return number({});
    case 5:
        return plain(TypeKind::Date);
    case 6:
        return plain(TypeKind::Timestamp);
    case 7:
        return plain(TypeKind::Clob);
    default: {
        DataType type = plain(TypeKind::Raw);
        type.length = 16 + dice.below(16);
        return type;
    }
    }
}

bool isIndexable(const Column &column)
{
    return column.type.kind != TypeKind::Clob;
}

Column randomColumn(Dice &dice, const QString &name)
{
    Column column;
    column.name = name;
    column.type = randomType(dice);
    if (column.type.kind == TypeKind::Number && dice.oneIn(3))
        column.defaultValue = QString::number(dice.below(100));
    else if (column.type.kind == TypeKind::Varchar2 && dice.oneIn(4))
        column.defaultValue = u"'it''s %1'"_s.arg(dice.below(10));
    if (dice.oneIn(3))
        column.notNull = NotNull{};
    if (dice.oneIn(12))
        column.invisible = true;
    if (column.type.kind == TypeKind::Varchar2 && dice.oneIn(8))
        column.otherClauses = dice.oneIn(2) ? u"ENCRYPT NO SALT"_s : u"ANNOTATIONS (SHOWN 'x')"_s;
    if (dice.oneIn(4))
        column.comment = u"says \"%1\"; and more"_s.arg(name);
    return column;
}

QualifiedName named(const QString &name)
{
    return {{}, name};
}

Constraint check(const QString &name, const QString &column, int limit)
{
    Constraint constraint;
    constraint.name = name;
    constraint.condition = u"%1 > %2"_s.arg(writtenName(column)).arg(limit);
    return constraint;
}

// Clauses of the segment and of the table, one at a time, so that taking one away is tried too.
void turnClause(Dice &dice, Table &table)
{
    static const std::vector<std::pair<QString, QString>> clauses{
        {u"ROW MOVEMENT"_s, u"ENABLE"_s},
        {u"ROW ARCHIVAL"_s, u"ROW ARCHIVAL"_s},
        {u"COMPRESS"_s, u"COMPRESS FOR OLTP"_s},
        {u"COMPRESS"_s, u"ROW STORE COMPRESS ADVANCED"_s},
        {u"ANNOTATIONS"_s, u"(A 'x', B)"_s},
        {u"ANNOTATIONS"_s, u"(B 'y')"_s},
        {u"TABLE LOCK"_s, u"DISABLE"_s},
        {u"DEFAULT COLLATION"_s, u"BINARY_CI"_s},
        {u"CLUSTERING"_s, u"CLUSTERING BY LINEAR ORDER(ID)"_s},
        {u"CACHE"_s, u"CACHE"_s},
        {u"PARALLEL"_s, u"PARALLEL 4"_s},
    };
    const auto &[keyword, value] = dice.of(clauses);
    if (table.physical.count(keyword) != 0 && dice.oneIn(2))
        table.physical.erase(keyword);
    else
        table.physical[keyword] = value;
}

void turnItem(Dice &dice, Table &table)
{
    static const std::vector<QString> items{u"SUPPLEMENTAL LOG DATA(ALL) COLUMNS"_s,
                                            u"SUPPLEMENTAL LOG GROUP G(ID) ALWAYS"_s,
                                            u"PERIOD FOR VALID_TIME"_s};
    const QString &item = dice.of(items);
    if (table.items.removeAll(item) == 0)
        table.items << item;
}

// Keeps the LOB's segment out of it: where it lies is not altered in place.
void turnLob(Dice &dice, Table &table)
{
    static const std::vector<QString> parameters{u"(CACHE)"_s, u"(COMPRESS HIGH CACHE READS)"_s,
                                                 u"(DEDUPLICATE)"_s, u"(NOCACHE)"_s};
    for (const Column &column : table.columns)
        if (column.type.kind == TypeKind::Clob)
            table.physical[u"LOB (%1)"_s.arg(writtenName(column.name))] =
                u"STORE AS SECUREFILE "_s + dice.of(parameters);
}

void partition(Dice &dice, Table &table)
{
    Partitioning partitioning;
    partitioning.method = u"RANGE"_s;
    partitioning.columns = QStringList{u"ID"_s};
    for (int i = 1; i <= 2 + dice.below(3); ++i)
        partitioning.partitions.push_back({u"P%1"_s.arg(i), u"VALUES LESS THAN (%1)"_s.arg(i * 100),
                                           dice.oneIn(3) ? u"NOLOGGING"_s : QString()});
    table.partitioning = partitioning;
}

void alterPartition(Dice &dice, Partitioning &partitioning)
{
    Partition &last = partitioning.partitions.back();
    switch (dice.below(3)) {
    case 0:
        last.otherClauses = last.otherClauses.isEmpty() ? u"READ ONLY"_s : QString();
        break;
    case 1:
        last.name += u'X';
        break;
    default: {
        const int next = static_cast<int>(partitioning.partitions.size()) + 1;
        partitioning.partitions.push_back(
            {u"Q%1"_s.arg(next), u"VALUES LESS THAN (%1)"_s.arg(next * 1000), {}});
        break;
    }
    }
}

Table randomTable(Dice &dice, int at)
{
    Table table;
    // Some names need quotes.
    table.name = named(at % 7 == 3 ? u"Mixed %1"_s.arg(at) : u"T%1"_s.arg(at));
    Column id;
    id.name = u"ID"_s;
    id.type = number(10);
    table.columns.push_back(id);
    const int columns = 2 + dice.below(6);
    for (int i = 0; i < columns; ++i)
        table.columns.push_back(
            randomColumn(dice, i % 5 == 4 ? u"select %1"_s.arg(i) : u"C%1"_s.arg(i)));
    Constraint key;
    key.kind = ConstraintKind::PrimaryKey;
    key.name = u"T%1_PK"_s.arg(at);
    key.columns = QStringList{u"ID"_s};
    table.constraints.push_back(key);
    if (dice.oneIn(2)) {
        Column calculated;
        calculated.name = u"CALC"_s;
        calculated.type = number({});
        calculated.virtualExpression = u"ID * %1"_s.arg(2 + dice.below(3));
        table.columns.push_back(calculated);
    }
    for (const Column &column : table.columns) {
        if (column.type.kind == TypeKind::Number && column.name != u"ID"_s
            && column.virtualExpression.isEmpty() && dice.oneIn(3))
            table.constraints.push_back(check(u"T%1_%2_CK"_s.arg(at).arg(column.name.left(2)),
                                              column.name, -dice.below(9)));
    }
    if (dice.oneIn(6))
        table.physical[u"TABLESPACE"_s] = u"USERS"_s;
    if (dice.oneIn(3))
        turnClause(dice, table);
    if (dice.oneIn(4))
        turnItem(dice, table);
    if (dice.oneIn(2))
        turnLob(dice, table);
    if (dice.oneIn(5))
        partition(dice, table);
    if (dice.oneIn(3))
        table.comment = u"table %1, it's"_s.arg(at);
    return table;
}

void addForeignKey(Dice &dice, Table &child, const Table &parent, int at)
{
    const QString columnName = u"P%1_ID"_s.arg(at);
    if (child.column(columnName))
        return;
    Column column;
    column.name = columnName;
    column.type = number(10);
    child.columns.push_back(column);
    Constraint constraint;
    constraint.kind = ConstraintKind::ForeignKey;
    constraint.name = u"FK_%1_%2"_s.arg(child.name.name.right(3).trimmed()).arg(at);
    constraint.columns = QStringList{columnName};
    constraint.referencedTable = parent.name;
    constraint.referencedColumns = QStringList{u"ID"_s};
    if (dice.oneIn(3))
        constraint.onDelete = DeleteRule::Cascade;
    child.constraints.push_back(constraint);
}

void addIndex(Dice &dice, Catalog &catalog, const Table &table, int at)
{
    Index index;
    index.name = named(u"IX%1_%2"_s.arg(at).arg(table.name.name.right(3).trimmed()));
    index.table = table.name;
    for (const Column &column : table.columns) {
        if (isIndexable(column) && column.name != u"ID"_s && column.virtualExpression.isEmpty()
            && dice.oneIn(3)) {
            IndexColumn indexed;
            if (column.type.kind == TypeKind::Varchar2 && dice.oneIn(3))
                indexed.expression = u"UPPER(%1)"_s.arg(writtenName(column.name));
            else
                indexed.column = column.name;
            index.columns.push_back(indexed);
        }
    }
    for (const auto &[name, other] : catalog.indexes)
        if (other.table == index.table && other.columns == index.columns)
            return; // ORA-01408
    if (!index.columns.empty())
        catalog.indexes.emplace(index.name, index);
}

void addView(Catalog &catalog, const QString &name, const QString &query)
{
    View view;
    view.name = named(name);
    view.query = query;
    catalog.views.emplace(view.name, view);
}

void addTrigger(Catalog &catalog, const Table &table, int at, int value)
{
    ProgramUnit trigger;
    trigger.kind = UnitKind::Trigger;
    trigger.name = named(u"TRG%1"_s.arg(at));
    trigger.table = table.name;
    trigger.source =
        u"TRIGGER TRG%1 BEFORE INSERT ON %2 FOR EACH ROW\nBEGIN\n    :NEW.ID := %3;\nEND;"_s.arg(at)
            .arg(writtenName(table.name))
            .arg(value);
    trigger.enabled = value % 3 != 0;
    catalog.units.insert_or_assign({UnitKind::Trigger, trigger.name}, trigger);
}

std::vector<QualifiedName> tableNames(const Catalog &catalog)
{
    std::vector<QualifiedName> names;
    for (const auto &[name, table] : catalog.tables)
        names.push_back(name);
    return names;
}

} // namespace

Catalog randomCatalog(quint32 seed, int tables)
{
    Dice dice(seed);
    Catalog catalog;
    for (int i = 0; i < tables; ++i) {
        const Table table = randomTable(dice, i);
        catalog.tables.emplace(table.name, table);
    }
    const std::vector<QualifiedName> names = tableNames(catalog);
    for (int i = 0; i < tables; ++i)
        addForeignKey(dice, *catalog.table(dice.of(names)), *catalog.table(dice.of(names)), i);
    for (int i = 0; i < tables; ++i)
        addIndex(dice, catalog, *catalog.table(dice.of(names)), i);
    for (int i = 0; i < tables; i += 3) {
        Sequence sequence;
        sequence.name = named(u"S%1"_s.arg(i));
        if (dice.oneIn(2))
            sequence.options.cache = dice.below(3) * 50;
        catalog.sequences.emplace(sequence.name, sequence);
        Table &table = *catalog.table(dice.of(names));
        table.column(u"ID")->defaultValue = writtenName(sequence.name) + u".NEXTVAL"_s;
    }
    for (int i = 0; i < tables; i += 2) {
        const QString table = writtenName(dice.of(names));
        addView(catalog, u"V%1"_s.arg(i),
                i > 1 && dice.oneIn(2) ? u"SELECT ID FROM V%1"_s.arg(i - 2)
                                       : u"SELECT ID FROM %1"_s.arg(table));
    }
    for (int i = 0; i < tables; i += 4)
        addTrigger(catalog, *catalog.table(dice.of(names)), i, i);
    for (int i = 0; i < tables; i += 2)
        catalog.grants.push_back(
            {u"SELECT"_s, {}, dice.of(names), u"APP%1"_s.arg(i), dice.oneIn(2), false, false, {}});
    return catalog;
}

namespace {

class Mutation
{
public:
    Mutation(Catalog &catalog, Dice &dice)
        : m_catalog(catalog)
        , m_dice(dice)
    { }

    void step(int at)
    {
        const std::vector<QualifiedName> names = tableNames(m_catalog);
        if (names.empty())
            return;
        Table &table = *m_catalog.table(m_dice.of(names));
        switch (m_dice.below(16)) {
        case 0:
            table.columns.push_back(randomColumn(m_dice, u"NEW%1"_s.arg(at)));
            break;
        case 1:
            dropColumn(table);
            break;
        case 2:
            alterColumn(table);
            break;
        case 3:
            alterColumn(table);
            break;
        case 4:
            addForeignKey(m_dice, table, *m_catalog.table(m_dice.of(names)), 100 + at);
            break;
        case 5:
            std::erase_if(table.constraints, [this](const Constraint &constraint) {
                return constraint.kind != ConstraintKind::PrimaryKey && m_dice.oneIn(2);
            });
            break;
        case 6:
            addIndex(m_dice, m_catalog, table, 100 + at);
            break;
        case 7:
            if (!m_catalog.indexes.empty())
                m_catalog.indexes.erase(m_catalog.indexes.begin());
            break;
        case 8:
            dropTable(table.name);
            break;
        case 9: {
            Table added = randomTable(m_dice, 200 + at);
            addForeignKey(m_dice, added, table, at);
            m_catalog.tables.emplace(added.name, added);
            break;
        }
        case 12:
            turnClause(m_dice, table);
            break;
        case 13:
            turnItem(m_dice, table);
            break;
        case 14:
            turnLob(m_dice, table);
            break;
        case 15:
            if (table.partitioning)
                alterPartition(m_dice, *table.partitioning);
            break;
        case 10:
            addTrigger(m_catalog, table, at % 5, at);
            break;
        default:
            for (auto &[name, sequence] : m_catalog.sequences)
                if (m_dice.oneIn(2))
                    sequence.options.cache = 40 + m_dice.below(5);
            break;
        }
    }

private:
    void alterColumn(Table &table)
    {
        Column &column =
            table
                .columns[static_cast<size_t>(m_dice.below(static_cast<int>(table.columns.size())))];
        if (column.name == u"ID"_s || !column.virtualExpression.isEmpty()
            || column.name.endsWith(u"_ID"_s))
            return;
        switch (m_dice.below(6)) {
        case 5:
            if (column.type.kind == TypeKind::Varchar2)
                column.otherClauses =
                    column.otherClauses.isEmpty() ? u"ENCRYPT NO SALT"_s : QString();
            break;
        case 0:
            if (column.type.length)
                column.type.length = *column.type.length + 7;
            break;
        case 1:
            column.notNull = column.notNull ? std::nullopt : std::optional(NotNull{});
            break;
        case 2:
            column.comment = column.comment.isEmpty() ? u"new"_s : QString();
            break;
        case 3:
            if (column.type.kind == TypeKind::Date)
                column.type = plain(TypeKind::Timestamp);
            else if (column.type.kind == TypeKind::Timestamp)
                column.type = plain(TypeKind::TimestampTz);
            else if (column.type.kind == TypeKind::Clob) {
                column.type = text(2000);
                std::erase_if(table.physical, [&column](const auto &clause) {
                    return isStorageOf(clause.first, column.name);
                });
            }
            break;
        default:
            if (column.type.kind == TypeKind::Number)
                column.defaultValue = column.defaultValue.isEmpty() ? u"7"_s : QString();
            break;
        }
    }

    void dropColumn(Table &table)
    {
        const auto found =
            std::find_if(table.columns.begin(), table.columns.end(), [this](const Column &column) {
                return column.name != u"ID"_s && m_dice.oneIn(3);
            });
        if (found == table.columns.end())
            return;
        const QString name = found->name;
        table.columns.erase(found);
        std::erase_if(table.physical,
                      [&name](const auto &clause) { return isStorageOf(clause.first, name); });
        std::erase_if(table.constraints, [&name](const Constraint &constraint) {
            return constraint.columns.contains(name)
                || constraint.condition.startsWith(writtenName(name) + u' ');
        });
        std::erase_if(m_catalog.indexes, [&](const auto &entry) {
            for (const IndexColumn &column : entry.second.columns)
                if (entry.second.table == table.name
                    && (column.column == name
                        || column.expression == u"UPPER(%1)"_s.arg(writtenName(name))))
                    return true;
            return false;
        });
    }

    void dropTable(const QualifiedName name)
    {
        m_catalog.tables.erase(name);
        for (auto &[other, table] : m_catalog.tables)
            std::erase_if(table.constraints, [&name](const Constraint &constraint) {
                return constraint.referencedTable == name;
            });
        std::erase_if(m_catalog.indexes,
                      [&name](const auto &entry) { return entry.second.table == name; });
        std::erase_if(m_catalog.units,
                      [&name](const auto &entry) { return entry.second.table == name; });
        std::erase_if(m_catalog.grants,
                      [&name](const Grant &grant) { return grant.object == name; });
    }

    Catalog &m_catalog;
    Dice &m_dice;
};

} // namespace

Catalog mutated(const Catalog &catalog, quint32 seed, int mutations)
{
    Catalog changed = catalog;
    Dice dice(seed);
    Mutation mutation(changed, dice);
    for (int i = 0; i < mutations; ++i)
        mutation.step(i);
    return changed;
}

} // namespace Athanor
