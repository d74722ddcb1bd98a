// SPDX-License-Identifier: MIT
// Columns and identities.
#include "ddl/reader.h"
#include "ddl/statement.h"
#include "sandbox/clausetext.h"
#include "sandbox/dictionaryviews.h"
#include "sandbox/sequences.h"

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

constexpr int bytesPerCharacter = 4; // AL32UTF8

void addType(DictionaryRow &row, const DataType &type)
{
    const auto set = [&](const QString &name, std::optional<int> value) {
        if (value)
            row[name] = qint64{*value};
    };
    const int length = type.length.value_or(1);
    QString word;
    int bytes = 0;
    switch (type.kind) {
    case TypeKind::Varchar2:
    case TypeKind::Char: {
        const bool characters = type.semantics == LengthSemantics::Char;
        word = type.kind == TypeKind::Char ? u"CHAR"_s : u"VARCHAR2"_s;
        bytes = characters ? std::min(length * bytesPerCharacter, std::max(length, 4000)) : length;
        set(u"CHAR_LENGTH"_s, length);
        row[u"CHAR_USED"_s] = characters ? u"C"_s : u"B"_s;
        row[u"CHARACTER_SET_NAME"_s] = u"CHAR_CS"_s;
        break;
    }
    case TypeKind::Nvarchar2:
    case TypeKind::Nchar:
        word = type.kind == TypeKind::Nchar ? u"NCHAR"_s : u"NVARCHAR2"_s;
        bytes = length * 2;
        set(u"CHAR_LENGTH"_s, length);
        row[u"CHAR_USED"_s] = u"C"_s;
        row[u"CHARACTER_SET_NAME"_s] = u"NCHAR_CS"_s;
        break;
    case TypeKind::Number:
        word = u"NUMBER"_s;
        bytes = 22;
        set(u"DATA_PRECISION"_s, type.precision);
        set(u"DATA_SCALE"_s, type.precision ? type.scale.value_or(0) : type.scale);
        break;
    case TypeKind::Float:
        word = u"FLOAT"_s;
        bytes = 22;
        set(u"DATA_PRECISION"_s, type.precision.value_or(126));
        break;
    case TypeKind::BinaryFloat:
        word = u"BINARY_FLOAT"_s;
        bytes = 4;
        break;
    case TypeKind::BinaryDouble:
        word = u"BINARY_DOUBLE"_s;
        bytes = 8;
        break;
    case TypeKind::Date:
        word = u"DATE"_s;
        bytes = 7;
        break;
    case TypeKind::Timestamp:
    case TypeKind::TimestampTz:
    case TypeKind::TimestampLtz:
        word = u"TIMESTAMP(%1)"_s.arg(type.precision.value_or(6));
        if (type.kind == TypeKind::TimestampTz)
            word += u" WITH TIME ZONE"_s;
        else if (type.kind == TypeKind::TimestampLtz)
            word += u" WITH LOCAL TIME ZONE"_s;
        bytes = type.kind == TypeKind::TimestampTz ? 13 : 11;
        set(u"DATA_SCALE"_s, type.precision.value_or(6));
        break;
    case TypeKind::IntervalYearToMonth:
        word = u"INTERVAL YEAR(%1) TO MONTH"_s.arg(type.precision.value_or(2));
        bytes = 5;
        set(u"DATA_PRECISION"_s, type.precision.value_or(2));
        set(u"DATA_SCALE"_s, 0);
        break;
    case TypeKind::IntervalDayToSecond:
        word = u"INTERVAL DAY(%1) TO SECOND(%2)"_s.arg(type.precision.value_or(2))
                   .arg(type.scale.value_or(6));
        bytes = 11;
        set(u"DATA_PRECISION"_s, type.precision.value_or(2));
        set(u"DATA_SCALE"_s, type.scale.value_or(6));
        break;
    case TypeKind::Raw:
        word = u"RAW"_s;
        bytes = length;
        break;
    case TypeKind::Long:
        word = u"LONG"_s;
        break;
    case TypeKind::LongRaw:
        word = u"LONG RAW"_s;
        break;
    case TypeKind::Clob:
        word = u"CLOB"_s;
        bytes = 4000;
        row[u"CHARACTER_SET_NAME"_s] = u"CHAR_CS"_s;
        break;
    case TypeKind::Nclob:
        word = u"NCLOB"_s;
        bytes = 4000;
        row[u"CHARACTER_SET_NAME"_s] = u"NCHAR_CS"_s;
        break;
    case TypeKind::Blob:
        word = u"BLOB"_s;
        bytes = 4000;
        break;
    case TypeKind::Bfile:
        word = u"BFILE"_s;
        bytes = 530;
        break;
    case TypeKind::Rowid:
        word = u"ROWID"_s;
        bytes = 10;
        break;
    case TypeKind::Urowid:
        word = u"UROWID"_s;
        bytes = type.length.value_or(4000);
        break;
    case TypeKind::Xmltype:
        word = u"XMLTYPE"_s;
        row[u"DATA_TYPE_OWNER"_s] = u"SYS"_s;
        bytes = 2000;
        break;
    case TypeKind::Json:
        word = u"JSON"_s;
        bytes = 8200;
        break;
    case TypeKind::Boolean:
        word = u"BOOLEAN"_s;
        bytes = 1;
        break;
    case TypeKind::Vector:
        word = u"VECTOR"_s;
        bytes = 8200;
        if (!type.arguments.isEmpty())
            row[u"VECTOR_INFO"_s] = toString(type);
        break;
    case TypeKind::UserDefined:
        word = type.userType.name;
        bytes = 1;
        break;
    }
    row[u"DATA_TYPE"_s] = word;
    row[u"DATA_LENGTH"_s] = qint64{bytes};
    if (!row.contains(u"CHAR_LENGTH"_s))
        row[u"CHAR_LENGTH"_s] = qint64{0};
}

DictionaryRow columnRow(const QualifiedName &table, const QString &name, const DataType &type,
                        const QString &user)
{
    DictionaryRow row{
        {u"OWNER"_s, ownerOf(table, user)},
        {u"TABLE_NAME"_s, table.name},
        {u"COLUMN_NAME"_s, name},
        {u"HIDDEN_COLUMN"_s, u"NO"_s},
        {u"VIRTUAL_COLUMN"_s, u"NO"_s},
        {u"USER_GENERATED"_s, u"YES"_s},
        {u"DEFAULT_ON_NULL"_s, u"NO"_s},
        {u"IDENTITY_COLUMN"_s, u"NO"_s},
        {u"SENSITIVE_COLUMN"_s, u"NO"_s},
        {u"EVALUATION_EDITION"_s, QString()},
        {u"GLOBAL_STATS"_s, u"NO"_s},
        {u"USER_STATS"_s, u"NO"_s},
        {u"V80_FMT_IMAGE"_s, u"NO"_s},
        {u"DATA_UPGRADED"_s, u"YES"_s},
        {u"NULLABLE"_s, u"Y"_s},
        {u"HISTOGRAM"_s, u"NONE"_s},
    };
    addType(row, type);
    if (type.kind == TypeKind::UserDefined) {
        row[u"DATA_TYPE_OWNER"_s] = ownerOf(type.userType, user);
        if (type.arguments.startsWith(u"REF"))
            row[u"DATA_TYPE_MOD"_s] = u"REF"_s;
    }
    const ValueKind kind = valueKind(type);
    if (kind == ValueKind::Text || kind == ValueKind::Fixed || kind == ValueKind::Clob)
        row[u"COLLATION"_s] = u"USING_NLS_COMP"_s;
    return row;
}

// CREATE CLUSTER c (a NUMBER(4), …)
void addClusterColumns(std::vector<DictionaryRow> &rows, const OpaqueObject &cluster,
                       const QString &user)
{
    ClauseText text(cluster.text);
    (void)text.seek({u"CLUSTER"});
    (void)text.takeName();
    qint64 id = 0;
    for (const QString &item : ClauseText::items(text.takeParenthesised())) {
        const DdlReading reading = readDdl(u"CREATE TABLE x (%1)"_s.arg(item), {19, 0});
        const auto *create = std::get_if<CreateTable>(&reading.statement);
        if (!create || create->table.columns.empty())
            continue;
        const Column &column = create->table.columns.front();
        DictionaryRow row = columnRow(cluster.name, column.name, column.type, user);
        row[u"COLUMN_ID"_s] = ++id;
        row[u"INTERNAL_COLUMN_ID"_s] = id;
        rows.push_back(std::move(row));
    }
}

// A log's table holds the key, the columns it filters by and Oracle's own.
void addLogColumns(std::vector<DictionaryRow> &rows, const OpaqueObject &log,
                   const DictionarySnapshot &s)
{
    const Table *master = s.catalog.table(log.name);
    if (!master)
        return;
    QStringList columns;
    if (const Constraint *key = master->primaryKey(); key && !log.text.contains(u"WITH ROWID"))
        columns = key->columns;
    ClauseText text(log.text);
    if (text.seek({u"WITH"})) {
        while (!text.atEnd()) {
            const QString list = text.takeParenthesised();
            for (const QString &item : ClauseText::items(list)) {
                if (!columns.contains(storedName(item)))
                    columns += storedName(item);
            }
            if (list.isEmpty())
                (void)text.takeWord();
        }
    }
    const QualifiedName name{log.name.owner, u"MLOG$_"_s + log.name.name};
    qint64 id = 0;
    for (const QString &column : columns + QStringList{u"SNAPTIME$$"_s, u"DMLTYPE$$"_s}) {
        const Column *of = master->column(column);
        DictionaryRow row =
            columnRow(name, column, of ? of->type : typeOf(ValueKind::Text), s.user);
        row[u"COLUMN_ID"_s] = ++id;
        row[u"INTERNAL_COLUMN_ID"_s] = id;
        rows.push_back(std::move(row));
    }
}

std::vector<DictionaryRow> tabCols(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        qint64 id = 0;
        qint64 internal = 0;
        for (const Column &column : table.columns) {
            DictionaryRow row = columnRow(name, column.name, column.type, s.user);
            row[u"INTERNAL_COLUMN_ID"_s] = ++internal;
            row[u"SEGMENT_COLUMN_ID"_s] = internal;
            if (column.invisible)
                row[u"HIDDEN_COLUMN"_s] = u"YES"_s;
            else
                row[u"COLUMN_ID"_s] = ++id;
            row[u"NULLABLE"_s] =
                yn(!table.isMandatory(column)
                   || (column.notNull
                       && !(column.notNull->state.enabled && column.notNull->state.validated)
                       && !column.identity && !column.defaultOnNull));
            QString text;
            if (!column.virtualExpression.isEmpty()) {
                row[u"VIRTUAL_COLUMN"_s] = u"YES"_s;
                text = dictionaryExpression(column.virtualExpression, table);
            } else if (column.identity) {
                row[u"IDENTITY_COLUMN"_s] = u"YES"_s;
                for (const auto &[sequence, state] : s.sequences) {
                    if (state.table == name && state.column == column.name)
                        text = u"\"%1\".\"%2\".nextval"_s.arg(s.user, sequence);
                }
            } else if (!column.defaultValue.isEmpty()) {
                text = dictionaryDefault(column.defaultValue, s);
            }
            if (!text.isEmpty()) {
                row[u"DATA_DEFAULT"_s] = text;
                row[u"DATA_DEFAULT_VC"_s] = text;
                row[u"DEFAULT_LENGTH"_s] = qint64{text.size()};
            }
            const bool onNull = column.defaultOnNull
                || (column.identity && column.identity->kind == IdentityKind::ByDefaultOnNull);
            row[u"DEFAULT_ON_NULL"_s] = yesNo(onNull);
            row[u"DEFAULT_ON_NULL_UPD"_s] = yesNo(column.defaultOnNullForUpdate);
            if (!column.collation.isEmpty())
                row[u"COLLATION"_s] = column.collation;
            else if (const QString ofTable = physicalOf(table.physical, u"DEFAULT COLLATION"_s);
                     !ofTable.isEmpty() && row.contains(u"COLLATION"_s))
                row[u"COLLATION"_s] = storedName(ofTable);
            if (ClauseText domain(column.otherClauses); domain.seek({u"DOMAIN"})) {
                row[u"DOMAIN_NAME"_s] = domain.takeName();
                row[u"DOMAIN_OWNER"_s] = s.user;
            }
            rows.push_back(std::move(row));
        }
        if (!physicalOf(table.physical, u"ROW ARCHIVAL"_s).isEmpty()) {
            DataType type;
            type.kind = TypeKind::Varchar2;
            type.length = 4000;
            DictionaryRow row = columnRow(name, u"ORA_ARCHIVE_STATE"_s, type, s.user);
            row[u"INTERNAL_COLUMN_ID"_s] = ++internal;
            row[u"HIDDEN_COLUMN"_s] = u"YES"_s;
            row[u"USER_GENERATED"_s] = u"NO"_s;
            rows.push_back(std::move(row));
        }
        // What function-based and descending indexes add.
        for (const auto &[indexName, index] : s.catalog.indexes) {
            if (index.table != name)
                continue;
            for (size_t i = 0; i < index.columns.size(); ++i) {
                const IndexColumn &part = index.columns[i];
                const QString hidden = hiddenColumn(table, index, i, s.catalog);
                if (!part.column.isEmpty() && !part.descending)
                    continue;
                DataType type;
                type.kind = TypeKind::Varchar2;
                type.length = 4000;
                if (const Column *column = table.column(part.column))
                    type = column->type;
                DictionaryRow row = columnRow(name, hidden, type, s.user);
                const QString text = part.column.isEmpty()
                    ? dictionaryExpression(part.expression, table)
                    : u'"' + part.column + u'"';
                row[u"INTERNAL_COLUMN_ID"_s] = ++internal;
                row[u"HIDDEN_COLUMN"_s] = u"YES"_s;
                row[u"VIRTUAL_COLUMN"_s] = u"YES"_s;
                row[u"USER_GENERATED"_s] = u"NO"_s;
                row[u"DATA_DEFAULT"_s] = text;
                row[u"DEFAULT_LENGTH"_s] = qint64{text.size()};
                rows.push_back(std::move(row));
            }
        }
    }
    const auto addQuery = [&](const QualifiedName &name, const QString &query,
                              const QStringList &names, const QStringList &invisible) {
        const std::vector<ResultColumn> columns =
            s.queryColumns ? s.queryColumns(query) : std::vector<ResultColumn>();
        const size_t count = std::max(columns.size(), static_cast<size_t>(names.size()));
        for (size_t i = 0; i < count; ++i) {
            const QString column = static_cast<qsizetype>(i) < names.size()
                ? names.at(static_cast<qsizetype>(i))
                : columns[i].name;
            DictionaryRow row =
                columnRow(name, column,
                          i < columns.size() ? columns[i].type : typeOf(ValueKind::Text), s.user);
            row[u"COLUMN_ID"_s] = static_cast<qint64>(i) + 1;
            row[u"INTERNAL_COLUMN_ID"_s] = static_cast<qint64>(i) + 1;
            if (invisible.contains(column)) {
                row[u"COLUMN_ID"_s] = {};
                row[u"HIDDEN_COLUMN"_s] = u"YES"_s;
            }
            rows.push_back(std::move(row));
        }
    };
    for (const auto &[name, view] : s.catalog.views)
        addQuery(name, view.query, view.columns, view.invisibleColumns);
    for (const auto &[name, view] : s.catalog.materializedViews)
        addQuery(name, view.query, columnAliases(view), {});
    for (const auto &[key, object] : s.catalog.opaque) {
        if (key.first == u"CLUSTER")
            addClusterColumns(rows, object, s.user);
        else if (key.first == u"MATERIALIZED VIEW LOG")
            addLogColumns(rows, object, s);
    }
    return rows;
}

// As USER_TAB_COLS, without what is hidden.
std::vector<DictionaryRow> tabColumns(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows = tabCols(s);
    std::erase_if(rows, [](const DictionaryRow &row) {
        return textOf(row.at(u"HIDDEN_COLUMN"_s)) == u"YES";
    });
    return rows;
}

std::vector<DictionaryRow> identityColumns(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[sequence, state] : s.sequences) {
        const Table *table = state.column.isEmpty() ? nullptr : s.catalog.table(state.table);
        const Column *column = table ? table->column(state.column) : nullptr;
        if (!column || !column->identity)
            continue;
        const SequenceOptions &options = column->identity->options;
        QString text =
            u"START WITH: %1, INCREMENT BY: %2, MAX_VALUE: %3, MIN_VALUE: %4, CYCLE_FLAG: %5, CACHE_SIZE: %6, ORDER_FLAG: %7"_s
                .arg(state.start, options.incrementBy.value_or(u"1"_s), Sequences::highest(options),
                     Sequences::lowest(options), yn(options.cycle),
                     QString::number(options.cache.value_or(20)), yn(options.order));
        if (s.version >= OracleVersion{18, 0})
            text += u", SCALE_FLAG: %1, EXTEND_FLAG: %2, SESSION_FLAG: %3, KEEP_VALUE: %4"_s.arg(
                yn(options.scale.startsWith(u"SCALE")), yn(options.scale == u"SCALE EXTEND"),
                yn(options.session), yn(options.keep));
        rows.push_back(
            {{u"OWNER"_s, ownerOf(state.table, s.user)},
             {u"TABLE_NAME"_s, state.table.name},
             {u"COLUMN_NAME"_s, state.column},
             {u"GENERATION_TYPE"_s,
              column->identity->kind == IdentityKind::Always ? u"ALWAYS"_s : u"BY DEFAULT"_s},
             {u"SEQUENCE_NAME"_s, sequence},
             {u"IDENTITY_OPTIONS"_s, text}});
    }
    return rows;
}

constexpr DictionaryView views[] = {
    {u"USER_TAB_COLS",
     u"TABLE_NAME:t COLUMN_NAME:t DATA_TYPE:t DATA_TYPE_MOD:t DATA_TYPE_OWNER:t DATA_LENGTH:n "
     u"DATA_PRECISION:n DATA_SCALE:n NULLABLE:t COLUMN_ID:n DEFAULT_LENGTH:n DATA_DEFAULT:l "
     u"NUM_DISTINCT:n CHARACTER_SET_NAME:t GLOBAL_STATS:t USER_STATS:t CHAR_LENGTH:n CHAR_USED:t "
     u"V80_FMT_IMAGE:t DATA_UPGRADED:t HIDDEN_COLUMN:t VIRTUAL_COLUMN:t SEGMENT_COLUMN_ID:n "
     u"INTERNAL_COLUMN_ID:n HISTOGRAM:t QUALIFIED_COL_NAME:t @12.1 USER_GENERATED:t "
     u"DEFAULT_ON_NULL:t IDENTITY_COLUMN:t SENSITIVE_COLUMN:t @12.2 COLLATION:t "
     u"@23 DEFAULT_ON_NULL_UPD:t DATA_DEFAULT_VC:t DOMAIN_OWNER:t DOMAIN_NAME:t "
     u"@23.4 VECTOR_INFO:t",
     u"OWNER", tabCols},
    {u"USER_TAB_COLUMNS",
     u"TABLE_NAME:t COLUMN_NAME:t DATA_TYPE:t DATA_TYPE_MOD:t DATA_TYPE_OWNER:t DATA_LENGTH:n "
     u"DATA_PRECISION:n DATA_SCALE:n NULLABLE:t COLUMN_ID:n DEFAULT_LENGTH:n DATA_DEFAULT:l "
     u"NUM_DISTINCT:n CHARACTER_SET_NAME:t GLOBAL_STATS:t USER_STATS:t CHAR_LENGTH:n CHAR_USED:t "
     u"V80_FMT_IMAGE:t DATA_UPGRADED:t HISTOGRAM:t @12.1 DEFAULT_ON_NULL:t IDENTITY_COLUMN:t "
     u"SENSITIVE_COLUMN:t @12.2 COLLATION:t @23 DATA_DEFAULT_VC:t",
     u"OWNER", tabColumns},
    {u"USER_TAB_IDENTITY_COLS",
     u"TABLE_NAME:t COLUMN_NAME:t GENERATION_TYPE:t SEQUENCE_NAME:t IDENTITY_OPTIONS:t", u"OWNER",
     identityColumns, u"12.1"},
};

} // namespace

std::span<const DictionaryView> columnViews()
{
    return views;
}

} // namespace Athanor
