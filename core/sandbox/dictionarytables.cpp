// SPDX-License-Identifier: MIT
#include "sandbox/dictionaryviews.h"

#include "sandbox/sequences.h"
#include "sql/lexer.h"

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

constexpr int bytesPerCharacter = 4; // AL32UTF8

QString physicalOf(const std::map<QString, QString> &physical, const QString &key)
{
    const auto found = physical.find(key);
    return found == physical.end() ? QString() : found->second;
}

// "PARALLEL 4" → "         4"
QString degree(const QString &parallel)
{
    QString text = u"1"_s;
    if (parallel == u"PARALLEL")
        text = u"DEFAULT"_s;
    else if (parallel.startsWith(u"PARALLEL"))
        text = parallel.sliced(8).trimmed();
    return text.rightJustified(10, u' ');
}

std::vector<DictionaryRow> tables(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        if (!isOwn(name))
            continue;
        const bool temporary = table.kind == TableKind::GlobalTemporaryDelete
            || table.kind == TableKind::GlobalTemporaryPreserve
            || table.kind == TableKind::PrivateTemporary;
        const bool iot = table.kind == TableKind::IndexOrganized;
        const bool external = table.kind == TableKind::External;
        const bool segment = !temporary && !iot && !external && !table.partitioning;
        const QString compress = physicalOf(table.physical, u"COMPRESS"_s);
        const QString tablespace = physicalOf(table.physical, u"TABLESPACE"_s);
        const QString free = physicalOf(table.physical, u"PCTFREE"_s);
        QString compressFor;
        if (compress.contains(u"ADVANCED"))
            compressFor = u"ADVANCED"_s;
        else if (compress.contains(u"COMPRESS FOR "))
            compressFor = compress.section(u"COMPRESS FOR "_s, 1);
        else if (!compress.isEmpty())
            compressFor = u"BASIC"_s;
        const bool compressed = !compress.isEmpty() && !compress.startsWith(u"NOCOMPRESS");
        DictionaryRow row{
            {u"TABLE_NAME"_s, name.name},
            {u"TABLESPACE_NAME"_s,
             segment || !tablespace.isEmpty()
                 ? (tablespace.isEmpty() ? u"USERS"_s : storedName(tablespace))
                 : QString()},
            {u"STATUS"_s, u"VALID"_s},
            {u"PCT_FREE"_s,
             iot || external      ? SandboxValue(qint64{0})
                 : free.isEmpty() ? SandboxValue(qint64{10})
                                  : numberOf(free)},
            {u"INI_TRANS"_s, qint64{1}},
            {u"MAX_TRANS"_s, qint64{255}},
            {u"LOGGING"_s,
             yesNo(!temporary && physicalOf(table.physical, u"LOGGING"_s) != u"NOLOGGING")},
            {u"BACKED_UP"_s, u"N"_s},
            {u"DEGREE"_s, degree(physicalOf(table.physical, u"PARALLEL"_s))},
            {u"INSTANCES"_s, u"         1"_s},
            {u"CACHE"_s,
             physicalOf(table.physical, u"CACHE"_s) == u"CACHE" ? u"    Y"_s : u"    N"_s},
            {u"TABLE_LOCK"_s, u"ENABLED"_s},
            {u"PARTITIONED"_s, yesNo(table.partitioning.has_value())},
            {u"IOT_TYPE"_s, iot ? u"IOT"_s : QString()},
            {u"TEMPORARY"_s, yn(temporary)},
            {u"SECONDARY"_s, u"N"_s},
            {u"NESTED"_s, u"NO"_s},
            {u"BUFFER_POOL"_s, u"DEFAULT"_s},
            {u"ROW_MOVEMENT"_s,
             physicalOf(table.physical, u"ROW MOVEMENT"_s) == u"ENABLE" ? u"ENABLED"_s
                                                                        : u"DISABLED"_s},
            {u"GLOBAL_STATS"_s, u"NO"_s},
            {u"USER_STATS"_s, u"NO"_s},
            {u"DURATION"_s,
             !temporary                                             ? QString()
                 : table.kind == TableKind::GlobalTemporaryPreserve ? u"SYS$SESSION"_s
                                                                    : u"SYS$TRANSACTION"_s},
            {u"SKIP_CORRUPT"_s, u"DISABLED"_s},
            {u"MONITORING"_s, u"YES"_s},
            {u"DEPENDENCIES"_s, u"DISABLED"_s},
            {u"COMPRESSION"_s, segment ? (compressed ? u"ENABLED"_s : u"DISABLED"_s) : QString()},
            {u"COMPRESS_FOR"_s, compressed ? compressFor : QString()},
            {u"DROPPED"_s, u"NO"_s},
            {u"READ_ONLY"_s, yesNo(table.readOnly)},
            {u"SEGMENT_CREATED"_s, yesNo(segment)},
            {u"RESULT_CACHE"_s, u"DEFAULT"_s},
            {u"DEFAULT_COLLATION"_s, u"USING_NLS_COMP"_s},
            {u"EXTERNAL"_s, yesNo(external)},
            {u"HAS_IDENTITY"_s, u"NO"_s},
        };
        for (const Column &column : table.columns) {
            if (column.identity)
                row[u"HAS_IDENTITY"_s] = u"YES"_s;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

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

DictionaryRow columnRow(const QString &table, const QString &name, const DataType &type,
                        const QString &user)
{
    DictionaryRow row{
        {u"TABLE_NAME"_s, table},
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
    if (type.kind == TypeKind::UserDefined)
        row[u"DATA_TYPE_OWNER"_s] = type.userType.owner.isEmpty() ? user : type.userType.owner;
    const ValueKind kind = valueKind(type);
    if (kind == ValueKind::Text || kind == ValueKind::Fixed || kind == ValueKind::Clob)
        row[u"COLLATION"_s] = u"USING_NLS_COMP"_s;
    return row;
}

std::vector<DictionaryRow> tabCols(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        if (!isOwn(name))
            continue;
        qint64 id = 0;
        qint64 internal = 0;
        for (const Column &column : table.columns) {
            DictionaryRow row = columnRow(name.name, column.name, column.type, s.user);
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
                DictionaryRow row = columnRow(name.name, hidden, type, s.user);
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
    const auto addQuery = [&](const QString &name, const QString &query, const QStringList &names) {
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
            rows.push_back(std::move(row));
        }
    };
    for (const auto &[name, view] : s.catalog.views) {
        if (isOwn(name))
            addQuery(name.name, view.query, view.columns);
    }
    for (const auto &[name, view] : s.catalog.materializedViews) {
        if (isOwn(name))
            addQuery(name.name, view.query, {});
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
            {{u"TABLE_NAME"_s, state.table.name},
             {u"COLUMN_NAME"_s, state.column},
             {u"GENERATION_TYPE"_s,
              column->identity->kind == IdentityKind::Always ? u"ALWAYS"_s : u"BY DEFAULT"_s},
             {u"SEQUENCE_NAME"_s, sequence},
             {u"IDENTITY_OPTIONS"_s, text}});
    }
    return rows;
}

std::vector<DictionaryRow> tabComments(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    const auto add = [&](const QString &name, const QString &type, const QString &comment) {
        rows.push_back(
            {{u"TABLE_NAME"_s, name}, {u"TABLE_TYPE"_s, type}, {u"COMMENTS"_s, comment}});
    };
    for (const auto &[name, table] : s.catalog.tables) {
        if (isOwn(name))
            add(name.name, u"TABLE"_s, table.comment);
    }
    for (const auto &[name, view] : s.catalog.views) {
        if (isOwn(name))
            add(name.name, u"VIEW"_s, view.comment);
    }
    return rows;
}

std::vector<DictionaryRow> colComments(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    const auto add = [&](const QString &table, const QString &column, const QString &comment) {
        rows.push_back(
            {{u"TABLE_NAME"_s, table}, {u"COLUMN_NAME"_s, column}, {u"COMMENTS"_s, comment}});
    };
    for (const auto &[name, table] : s.catalog.tables) {
        for (const Column &column : table.columns) {
            if (isOwn(name))
                add(name.name, column.name, column.comment);
        }
    }
    for (const auto &[name, view] : s.catalog.views) {
        for (const auto &[column, comment] : view.columnComments)
            add(name.name, column, comment);
    }
    for (const auto &[name, view] : s.catalog.materializedViews) {
        for (const auto &[column, comment] : view.columnComments)
            add(name.name, column, comment);
    }
    return rows;
}

std::vector<DictionaryRow> materializedViewComments(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, view] : s.catalog.materializedViews) {
        const QString text = view.comment.isEmpty()
            ? u"snapshot table for snapshot "_s + s.user + u'.' + name.name
            : view.comment;
        rows.push_back({{u"MVIEW_NAME"_s, name.name}, {u"COMMENTS"_s, text}});
    }
    return rows;
}

std::vector<DictionaryRow> partTables(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        if (!table.partitioning)
            continue;
        const Partitioning &partitioning = *table.partitioning;
        QString sub = u"NONE"_s;
        if (const qsizetype at = partitioning.otherClauses.indexOf(u"SUBPARTITION BY "); at >= 0)
            sub = partitioning.otherClauses.sliced(at + 16).section(u' ', 0, 0).section(u'(', 0, 0);
        rows.push_back(
            {{u"TABLE_NAME"_s, name.name},
             {u"PARTITIONING_TYPE"_s, partitioning.method},
             {u"SUBPARTITIONING_TYPE"_s, sub},
             {u"PARTITION_COUNT"_s,
              partitioning.interval.isEmpty() ? static_cast<qint64>(partitioning.partitions.size())
                                              : qint64{1048575}},
             {u"DEF_SUBPARTITION_COUNT"_s, qint64{0}},
             {u"PARTITIONING_KEY_COUNT"_s, qint64{partitioning.columns.size()}},
             {u"SUBPARTITIONING_KEY_COUNT"_s, qint64{sub == u"NONE" ? 0 : 1}},
             {u"STATUS"_s, u"VALID"_s},
             {u"DEF_TABLESPACE_NAME"_s, u"USERS"_s},
             {u"INTERVAL"_s, partitioning.interval}});
    }
    return rows;
}

std::vector<DictionaryRow> partKeyColumns(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        if (!table.partitioning)
            continue;
        qint64 position = 0;
        for (const QString &column : table.partitioning->columns)
            rows.push_back({{u"NAME"_s, name.name},
                            {u"OBJECT_TYPE"_s, u"TABLE"_s},
                            {u"COLUMN_NAME"_s, column},
                            {u"COLUMN_POSITION"_s, ++position}});
    }
    return rows;
}

std::vector<DictionaryRow> tabPartitions(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        if (!table.partitioning)
            continue;
        qint64 position = 0;
        for (const Partition &partition : table.partitioning->partitions) {
            // "VALUES LESS THAN (10)", "VALUES ('DE')": what stands in the parentheses
            const qsizetype open = partition.bound.indexOf(u'(');
            const qsizetype close = partition.bound.lastIndexOf(u')');
            const QString high = open >= 0 && close > open
                ? partition.bound.sliced(open + 1, close - open - 1).trimmed()
                : QString();
            rows.push_back({{u"TABLE_NAME"_s, name.name},
                            {u"PARTITION_NAME"_s, partition.name},
                            {u"PARTITION_POSITION"_s, ++position},
                            {u"COMPOSITE"_s, u"NO"_s},
                            {u"SUBPARTITION_COUNT"_s, qint64{0}},
                            {u"TABLESPACE_NAME"_s, u"USERS"_s},
                            {u"COMPRESSION"_s, u"DISABLED"_s},
                            {u"INTERVAL"_s, u"NO"_s},
                            {u"SEGMENT_CREATED"_s, u"YES"_s},
                            {u"HIGH_VALUE"_s, high},
                            {u"HIGH_VALUE_LENGTH"_s, qint64{high.size()}}});
        }
    }
    return rows;
}

std::vector<DictionaryRow> lobs(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        const auto fact = s.facts.find({u"TABLE"_s, name});
        const qint64 id = fact == s.facts.end() ? 0 : fact->second.id;
        qint64 position = 0;
        for (const Column &column : table.columns) {
            ++position;
            if (column.type.kind != TypeKind::Clob && column.type.kind != TypeKind::Nclob
                && column.type.kind != TypeKind::Blob)
                continue;
            const QString number = QString::number(id).rightJustified(10, u'0') + u'C'
                + QString::number(position).rightJustified(5, u'0') + u"$$"_s;
            const QString store = physicalOf(table.physical, u"LOB (%1)"_s.arg(column.name));
            rows.push_back(
                {{u"TABLE_NAME"_s, name.name},
                 {u"COLUMN_NAME"_s, column.name},
                 {u"SEGMENT_NAME"_s, u"SYS_LOB"_s + number},
                 {u"INDEX_NAME"_s, u"SYS_IL"_s + number},
                 {u"TABLESPACE_NAME"_s, u"USERS"_s},
                 {u"CHUNK"_s, qint64{8192}},
                 {u"CACHE"_s, yesNo(store.contains(u"CACHE") && !store.contains(u"NOCACHE"))},
                 {u"LOGGING"_s, u"YES"_s},
                 {u"IN_ROW"_s, yesNo(!store.contains(u"DISABLE STORAGE IN ROW"))},
                 {u"SECUREFILE"_s, yesNo(!store.contains(u"BASICFILE"))},
                 {u"COMPRESSION"_s, u"NO"_s},
                 {u"DEDUPLICATION"_s, u"NO"_s},
                 {u"ENCRYPT"_s, u"NO"_s}});
        }
    }
    return rows;
}

std::vector<DictionaryRow> none(const DictionarySnapshot &)
{
    return {};
}

constexpr DictionaryView views[] = {
    {u"USER_TABLES",
     u"TABLE_NAME:t TABLESPACE_NAME:t CLUSTER_NAME:t IOT_NAME:t STATUS:t PCT_FREE:n PCT_USED:n "
     u"INI_TRANS:n MAX_TRANS:n "
     "INITIAL_EXTENT:n NEXT_EXTENT:n MIN_EXTENTS:n MAX_EXTENTS:n LOGGING:t BACKED_UP:t NUM_ROWS:n "
     "BLOCKS:n AVG_ROW_LEN:n "
     "DEGREE:t INSTANCES:t CACHE:t TABLE_LOCK:t LAST_ANALYZED:d PARTITIONED:t IOT_TYPE:t "
     "TEMPORARY:t SECONDARY:t NESTED:t "
     "BUFFER_POOL:t ROW_MOVEMENT:t GLOBAL_STATS:t USER_STATS:t DURATION:t SKIP_CORRUPT:t "
     "MONITORING:t DEPENDENCIES:t "
     "COMPRESSION:t COMPRESS_FOR:t DROPPED:t READ_ONLY:t SEGMENT_CREATED:t RESULT_CACHE:t @12.1 "
     "HAS_IDENTITY:t "
     "@12.2 DEFAULT_COLLATION:t EXTERNAL:t",
     u"OWNER", tables},
    {u"USER_TAB_COLS",
     u"TABLE_NAME:t COLUMN_NAME:t DATA_TYPE:t DATA_TYPE_MOD:t DATA_TYPE_OWNER:t DATA_LENGTH:n "
     u"DATA_PRECISION:n DATA_SCALE:n "
     "NULLABLE:t COLUMN_ID:n DEFAULT_LENGTH:n DATA_DEFAULT:l NUM_DISTINCT:n CHARACTER_SET_NAME:t "
     "GLOBAL_STATS:t USER_STATS:t "
     "CHAR_LENGTH:n CHAR_USED:t V80_FMT_IMAGE:t DATA_UPGRADED:t HIDDEN_COLUMN:t VIRTUAL_COLUMN:t "
     "SEGMENT_COLUMN_ID:n "
     "INTERNAL_COLUMN_ID:n HISTOGRAM:t QUALIFIED_COL_NAME:t @12.1 USER_GENERATED:t "
     "DEFAULT_ON_NULL:t IDENTITY_COLUMN:t "
     "SENSITIVE_COLUMN:t @12.2 COLLATION:t @23 DEFAULT_ON_NULL_UPD:t DATA_DEFAULT_VC:t",
     u"OWNER", tabCols},
    {u"USER_TAB_COLUMNS",
     u"TABLE_NAME:t COLUMN_NAME:t DATA_TYPE:t DATA_TYPE_MOD:t DATA_TYPE_OWNER:t DATA_LENGTH:n "
     u"DATA_PRECISION:n DATA_SCALE:n "
     "NULLABLE:t COLUMN_ID:n DEFAULT_LENGTH:n DATA_DEFAULT:l NUM_DISTINCT:n CHARACTER_SET_NAME:t "
     "GLOBAL_STATS:t USER_STATS:t "
     "CHAR_LENGTH:n CHAR_USED:t V80_FMT_IMAGE:t DATA_UPGRADED:t HISTOGRAM:t @12.1 "
     "DEFAULT_ON_NULL:t IDENTITY_COLUMN:t "
     "SENSITIVE_COLUMN:t @12.2 COLLATION:t @23 DATA_DEFAULT_VC:t",
     u"OWNER", tabColumns},
    {u"USER_TAB_IDENTITY_COLS",
     u"@12.1 TABLE_NAME:t COLUMN_NAME:t GENERATION_TYPE:t SEQUENCE_NAME:t IDENTITY_OPTIONS:t",
     u"OWNER", identityColumns},
    {u"USER_TAB_COMMENTS", u"TABLE_NAME:t TABLE_TYPE:t COMMENTS:t", u"OWNER", tabComments},
    {u"USER_COL_COMMENTS", u"TABLE_NAME:t COLUMN_NAME:t COMMENTS:t", u"OWNER", colComments},
    {u"USER_MVIEW_COMMENTS", u"MVIEW_NAME:t COMMENTS:t", u"OWNER", materializedViewComments},
    {u"USER_PART_TABLES",
     u"TABLE_NAME:t PARTITIONING_TYPE:t SUBPARTITIONING_TYPE:t PARTITION_COUNT:n "
     u"DEF_SUBPARTITION_COUNT:n "
     "PARTITIONING_KEY_COUNT:n SUBPARTITIONING_KEY_COUNT:n STATUS:t DEF_TABLESPACE_NAME:t "
     "REF_PTN_CONSTRAINT_NAME:t INTERVAL:t",
     u"OWNER", partTables},
    {u"USER_PART_KEY_COLUMNS", u"NAME:t OBJECT_TYPE:t COLUMN_NAME:t COLUMN_POSITION:n", u"OWNER",
     partKeyColumns},
    {u"USER_SUBPART_KEY_COLUMNS", u"NAME:t OBJECT_TYPE:t COLUMN_NAME:t COLUMN_POSITION:n", u"OWNER",
     none},
    {u"USER_TAB_PARTITIONS",
     u"TABLE_NAME:t COMPOSITE:t PARTITION_NAME:t SUBPARTITION_COUNT:n HIGH_VALUE:l "
     u"HIGH_VALUE_LENGTH:n PARTITION_POSITION:n "
     "TABLESPACE_NAME:t COMPRESSION:t SEGMENT_CREATED:t INTERVAL:t",
     u"TABLE_OWNER", tabPartitions},
    {u"USER_PART_INDEXES", u"INDEX_NAME:t TABLE_NAME:t PARTITIONING_TYPE:t LOCALITY:t ALIGNMENT:t",
     u"OWNER", none},
    {u"USER_LOBS",
     u"TABLE_NAME:t COLUMN_NAME:t SEGMENT_NAME:t TABLESPACE_NAME:t INDEX_NAME:t CHUNK:n "
     u"PCTVERSION:n RETENTION:n CACHE:t "
     "LOGGING:t ENCRYPT:t COMPRESSION:t DEDUPLICATION:t IN_ROW:t SECUREFILE:t",
     u"OWNER", lobs},
    {u"USER_NESTED_TABLES",
     u"TABLE_NAME:t TABLE_TYPE_OWNER:t TABLE_TYPE_NAME:t PARENT_TABLE_NAME:t PARENT_TABLE_COLUMN:t "
     u"RETURN_TYPE:t",
     u"OWNER", none},
    {u"USER_OBJECT_TABLES", u"TABLE_NAME:t TABLE_TYPE_OWNER:t TABLE_TYPE:t NESTED:t", u"OWNER",
     none},
    {u"USER_EXTERNAL_TABLES",
     u"TABLE_NAME:t TYPE_NAME:t DEFAULT_DIRECTORY_NAME:t REJECT_LIMIT:t ACCESS_PARAMETERS:t",
     u"OWNER", none},
};

} // namespace

std::span<const DictionaryView> tableViews()
{
    return views;
}

} // namespace Athanor
