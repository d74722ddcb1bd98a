// SPDX-License-Identifier: MIT
#include "database/dictionaryrows.h"

#include "database/dictionarytext.h"
#include "schema/normalform.h"

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

using N = NamedRows;

// Tables that Oracle and its options make beside a user's: materialized-view logs, queues, text and
// spatial indexes, flashback archives, Data Pump's (references/dictionary.md, trap 11).
bool isAuxiliaryTable(QStringView name)
{
    static constexpr QLatin1StringView prefixes[] = {
        "MLOG$_"_L1,      "RUPD$_"_L1, "USLOG$_"_L1,       "AQ$"_L1,      "DR$"_L1,
        "MDRT_"_L1,       "MDRS_"_L1,  "SYS_IOT_OVER_"_L1, "SYS_FBA_"_L1, "SYS_EXPORT_"_L1,
        "SYS_IMPORT_"_L1, "WM$"_L1,    "CREATE$JAVA$"_L1,  "JAVA$"_L1};
    return isSystemName(name)
        || std::any_of(std::begin(prefixes), std::end(prefixes),
                       [name](QLatin1StringView p) { return name.startsWith(p); });
}

ConstraintState stateOf(const Row &row, const NamedRows &rows)
{
    ConstraintState state;
    state.enabled = N::text(row, rows["STATUS"_L1]) != "DISABLED"_L1;
    state.validated = N::text(row, rows["VALIDATED"_L1]) != "NOT VALIDATED"_L1;
    state.rely = N::text(row, rows["RELY"_L1]) == "RELY"_L1;
    state.deferrable = N::text(row, rows["DEFERRABLE"_L1]) == "DEFERRABLE"_L1;
    state.initiallyDeferred = N::text(row, rows["DEFERRED"_L1]) == "DEFERRED"_L1;
    return state;
}

// DEGREE is padded text: "         1", "   DEFAULT".
QString parallelClause(const QString &degree)
{
    const QString trimmed = degree.trimmed();
    if (trimmed.isEmpty() || trimmed == "1"_L1 || trimmed == "0"_L1)
        return {};
    return trimmed == "DEFAULT"_L1 ? u"PARALLEL"_s : u"PARALLEL "_s + trimmed;
}

QString compressionClause(const QString &compressFor)
{
    if (compressFor == "OLTP"_L1 || compressFor == "ADVANCED"_L1)
        return u"ROW STORE COMPRESS ADVANCED"_s;
    if (compressFor.startsWith("QUERY"_L1) || compressFor.startsWith("ARCHIVE"_L1))
        return u"COLUMN STORE COMPRESS FOR "_s + compressFor;
    return u"ROW STORE COMPRESS BASIC"_s;
}

struct KeyPlace
{
    QualifiedName table;
    QStringList columns;
};

// Puts the rows together, view by view.
class Assembly
{
public:
    Assembly(const DictionaryRows &rows, const QStringList &skip)
        : m_rows(rows)
        , m_skip(skip)
    { }
    [[nodiscard]] Catalog make();

private:
    void readSettings();
    void readContainers();
    void readTables();
    void readViews();
    void readColumns();
    void readColumn(const Row &row, const NamedRows &rows, Table &table);
    void readConstraints();
    void readConstraint(const Row &row, const NamedRows &rows, Table &table);
    void resolveForeignKeys();
    void readIndexes();
    void readFacts();
    void readComments();
    void readSource();
    void readPartitions();
    void nameViewColumns();

    [[nodiscard]] QString ownerOf(const QString &owner) const
    {
        return owner == m_rows.user ? QString() : owner;
    }
    [[nodiscard]] bool isDefaultTablespace(const QString &name) const
    {
        return name.isEmpty() || name == m_tablespace;
    }

    const DictionaryRows &m_rows;
    const QStringList &m_skip;
    Catalog m_catalog;
    QString m_tablespace;
    LengthSemantics m_semantics = LengthSemantics::Byte;
    std::set<QString> m_containers; // of materialized views
    std::map<QString, QStringList> m_viewColumns;
    std::map<QString, QStringList> m_constraintColumns; // by constraint
    std::map<QString, KeyPlace> m_keys; // primary and unique ones, by name
    std::map<QString, QString> m_references; // foreign key → key it refers to
    std::map<QString, QString> m_backing; // index → the constraint it serves
};

void Assembly::readSettings()
{
    const NamedRows facts(m_rows.facts);
    for (const Row &row : facts.rows()) {
        if (N::text(row, facts["KIND"_L1]) != "SESSION"_L1)
            continue;
        const QString name = N::text(row, facts["NAME"_L1]);
        const QString value = N::text(row, facts["A"_L1]);
        if (name == "DEFAULT TABLESPACE"_L1)
            m_tablespace = value;
        else if (name == "LENGTH SEMANTICS"_L1 && value == "CHAR"_L1)
            m_semantics = LengthSemantics::Char;
    }
}

void Assembly::readContainers()
{
    const NamedRows rows(m_rows.materializedViews);
    for (const Row &row : rows.rows()) {
        MaterializedView view;
        view.name.name = N::text(row, rows["MVIEW_NAME"_L1]);
        m_containers.insert(N::text(row, rows["CONTAINER_NAME"_L1]));
        view.query = N::text(row, rows["QUERY"_L1]);
        const QString method = N::text(row, rows["REFRESH_METHOD"_L1]);
        if (method == "NEVER"_L1)
            view.options = u"NEVER REFRESH"_s;
        else if (!method.isEmpty())
            view.options = u"REFRESH %1 ON %2"_s.arg(method, N::text(row, rows["REFRESH_MODE"_L1]));
        if (N::text(row, rows["BUILD_MODE"_L1]) == "DEFERRED"_L1)
            view.options.prepend(u"BUILD DEFERRED "_s);
        if (N::text(row, rows["REWRITE_ENABLED"_L1]) == "Y"_L1)
            view.options += u" ENABLE QUERY REWRITE"_s;
        m_catalog.materializedViews.emplace(view.name, view);
    }
}

void Assembly::readTables()
{
    const NamedRows rows(m_rows.tables);
    const auto name = rows["TABLE_NAME"_L1];
    const auto iotType = rows["IOT_TYPE"_L1];
    for (const Row &row : rows.rows()) {
        Table table;
        table.name.name = N::text(row, name);
        const QString iot = N::text(row, iotType);
        if (isAuxiliaryTable(table.name.name) || m_skip.contains(table.name.name)
            || m_containers.contains(table.name.name) || (!iot.isEmpty() && iot != "IOT"_L1)
            || N::text(row, rows["NESTED"_L1]) == "YES"_L1
            || N::text(row, rows["SECONDARY"_L1]) == "Y"_L1
            || N::text(row, rows["DROPPED"_L1]) == "YES"_L1)
            continue;
        const bool isTemporary = N::text(row, rows["TEMPORARY"_L1]) == "Y"_L1;
        if (isTemporary)
            table.kind = N::text(row, rows["DURATION"_L1]) == "SYS$SESSION"_L1
                ? TableKind::GlobalTemporaryPreserve
                : TableKind::GlobalTemporaryDelete;
        else if (iot == "IOT"_L1)
            table.kind = TableKind::IndexOrganized;
        else if (N::text(row, rows["EXTERNAL"_L1]) == "YES"_L1)
            table.kind = TableKind::External;
        table.readOnly = N::text(row, rows["READ_ONLY"_L1]) == "YES"_L1;
        if (!isTemporary && table.kind != TableKind::External) {
            if (const QString space = N::text(row, rows["TABLESPACE_NAME"_L1]);
                !isDefaultTablespace(space))
                table.physical[u"TABLESPACE"_s] = writtenName(space);
            if (const QString free = N::text(row, rows["PCT_FREE"_L1]);
                !free.isEmpty() && table.kind == TableKind::Heap)
                table.physical[u"PCTFREE"_s] = free;
            if (N::text(row, rows["LOGGING"_L1]) == "NO"_L1)
                table.physical[u"LOGGING"_s] = u"NOLOGGING"_s;
            if (const QString parallel = parallelClause(N::text(row, rows["DEGREE"_L1]));
                !parallel.isEmpty())
                table.physical[u"PARALLEL"_s] = parallel;
            if (N::text(row, rows["CACHE"_L1]).trimmed() == "Y"_L1)
                table.physical[u"CACHE"_s] = u"CACHE"_s;
            if (N::text(row, rows["COMPRESSION"_L1]) == "ENABLED"_L1)
                table.physical[u"COMPRESS"_s] =
                    compressionClause(N::text(row, rows["COMPRESS_FOR"_L1]));
            if (N::text(row, rows["ROW_MOVEMENT"_L1]) == "ENABLED"_L1)
                table.physical[u"ROW MOVEMENT"_s] = u"ENABLE"_s;
        }
        m_catalog.tables.emplace(table.name, std::move(table));
    }
}

void Assembly::readViews()
{
    const NamedRows rows(m_rows.views);
    for (const Row &row : rows.rows()) {
        View view;
        view.name.name = N::text(row, rows["VIEW_NAME"_L1]);
        if (isAuxiliaryTable(view.name.name))
            continue;
        view.query = N::text(row, rows["TEXT"_L1]);
        view.readOnly = N::text(row, rows["READ_ONLY"_L1]) == "Y"_L1;
        if (N::text(row, rows["EDITIONING_VIEW"_L1]) == "Y"_L1)
            view.otherClauses = u"EDITIONING"_s;
        else if (N::text(row, rows["BEQUEATH"_L1]) == "CURRENT_USER"_L1)
            view.otherClauses = u"BEQUEATH CURRENT_USER"_s;
        m_catalog.views.emplace(view.name, std::move(view));
    }
}

void Assembly::readColumns()
{
    const NamedRows rows(m_rows.columns);
    const auto tableName = rows["TABLE_NAME"_L1];
    Table *table = nullptr;
    QString current;
    for (const Row &row : rows.rows()) {
        const QString name = N::text(row, tableName);
        if (name != current) {
            current = name;
            table = m_catalog.table({{}, name});
        }
        if (table)
            readColumn(row, rows, *table);
        else if (m_catalog.views.contains({{}, name}))
            m_viewColumns[name] += N::text(row, rows["COLUMN_NAME"_L1]);
    }
}

void Assembly::readColumn(const Row &row, const NamedRows &rows, Table &table)
{
    const bool isHidden = N::text(row, rows["HIDDEN_COLUMN"_L1]) == "YES"_L1;
    if (isHidden && N::text(row, rows["USER_GENERATED"_L1]) != "YES"_L1)
        return; // SYS_NC…$, SYS_STS…, SET UNUSED; an invisible column of the user's is
                // user-generated
    Column column;
    column.name = N::text(row, rows["COLUMN_NAME"_L1]);
    column.invisible = isHidden;
    DictionaryType type;
    type.dataType = N::text(row, rows["DATA_TYPE"_L1]);
    type.owner = N::text(row, rows["DATA_TYPE_OWNER"_L1]);
    type.dataLength = N::number(row, rows["DATA_LENGTH"_L1], -1);
    type.precision = N::number(row, rows["DATA_PRECISION"_L1], -1);
    type.scale = N::number(row, rows["DATA_SCALE"_L1], DictionaryType::noScale);
    type.charLength = N::number(row, rows["CHAR_LENGTH"_L1], -1);
    type.charUsed = N::text(row, rows["CHAR_USED"_L1]);
    column.type = readDictionaryType(type, m_rows.user);
    const QString collation = N::text(row, rows["COLLATION"_L1]);
    if (collation != "USING_NLS_COMP"_L1)
        column.collation = collation;

    const QString text = readDefault(N::text(row, rows["DATA_DEFAULT"_L1]));
    if (N::text(row, rows["IDENTITY_COLUMN"_L1]) == "YES"_L1)
        column.identity =
            Identity(); // its options are among the facts; its default is the sequence Oracle made
    else if (N::text(row, rows["VIRTUAL_COLUMN"_L1]) == "YES"_L1)
        column.virtualExpression = text;
    else
        column.defaultValue = text;
    column.defaultOnNull = N::text(row, rows["DEFAULT_ON_NULL"_L1]) == "YES"_L1;
    table.columns.push_back(std::move(column));
}

void Assembly::readConstraints()
{
    const NamedRows places(m_rows.constraintColumns);
    const auto name = places["CONSTRAINT_NAME"_L1];
    const auto columnName = places["COLUMN_NAME"_L1];
    for (const Row &row : places.rows())
        m_constraintColumns[N::text(row, name)] += N::text(row, columnName);

    const NamedRows rows(m_rows.constraints);
    const auto tableName = rows["TABLE_NAME"_L1];
    for (const Row &row : rows.rows()) {
        const QualifiedName on{{}, N::text(row, tableName)};
        if (Table *table = m_catalog.table(on)) {
            readConstraint(row, rows, *table);
        } else if (const auto view = m_catalog.views.find(on); view != m_catalog.views.end()) {
            // V: WITH CHECK OPTION
            if (N::text(row, rows["CONSTRAINT_TYPE"_L1]) == "V"_L1) {
                view->second.checkOption = true;
                if (N::text(row, rows["GENERATED"_L1]) != "GENERATED NAME"_L1)
                    view->second.checkOptionName = N::text(row, rows["CONSTRAINT_NAME"_L1]);
            }
        }
    }
    resolveForeignKeys();
}

void Assembly::readConstraint(const Row &row, const NamedRows &rows, Table &table)
{
    const QString type = N::text(row, rows["CONSTRAINT_TYPE"_L1]);
    const QString stored = N::text(row, rows["CONSTRAINT_NAME"_L1]);
    if (stored.startsWith("BIN$"_L1))
        return;
    Constraint constraint;
    constraint.state = stateOf(row, rows);
    if (N::text(row, rows["GENERATED"_L1]) != "GENERATED NAME"_L1)
        constraint.name = stored;
    constraint.columns = m_constraintColumns[stored];

    if (type == "C"_L1) {
        constraint.kind = ConstraintKind::Check;
        constraint.condition = N::text(row, rows["SEARCH_CONDITION"_L1]).trimmed();
        constraint.columns.clear();
        // NOT NULL is such a check. One on an identity or DEFAULT ON NULL column is implied by it.
        Column *column = table.column(notNullColumn(constraint.condition));
        if (column && !column->notNull) {
            const bool implied =
                (column->identity || column->defaultOnNull) && constraint.name.isEmpty();
            if (!implied || constraint.state != ConstraintState{})
                column->notNull = NotNull{constraint.name, constraint.state};
            return;
        }
    } else if (type == "P"_L1 || type == "U"_L1) {
        constraint.kind = type == "P"_L1 ? ConstraintKind::PrimaryKey : ConstraintKind::Unique;
        const QString index = N::text(row, rows["INDEX_NAME"_L1]);
        if (!index.isEmpty()) {
            m_backing[index] = stored;
            if (index != stored)
                constraint.indexName = index;
        }
        m_keys[stored] = {table.name, constraint.columns};
    } else if (type == "R"_L1) {
        constraint.kind = ConstraintKind::ForeignKey;
        const QString rule = N::text(row, rows["DELETE_RULE"_L1]);
        if (rule == "CASCADE"_L1)
            constraint.onDelete = DeleteRule::Cascade;
        else if (rule == "SET NULL"_L1)
            constraint.onDelete = DeleteRule::SetNull;
        // Resolved when all keys are known; until then the dictionary's words stand in for the
        // table.
        constraint.referencedTable = {ownerOf(N::text(row, rows["R_OWNER"_L1])),
                                      N::text(row, rows["R_CONSTRAINT_NAME"_L1])};
        constraint.indexName =
            stored; // its own name, kept for the look-up of foreign keys to other schemas
    } else {
        return;
    }
    table.constraints.push_back(std::move(constraint));
}

void Assembly::resolveForeignKeys()
{
    std::map<QString, KeyPlace> elsewhere; // by foreign key
    const NamedRows foreign(m_rows.foreignKeys);
    for (const Row &row : foreign.rows()) {
        KeyPlace &place = elsewhere[N::text(row, foreign["CONSTRAINT_NAME"_L1])];
        place.table = {N::text(row, foreign["OWNER"_L1]), N::text(row, foreign["TABLE_NAME"_L1])};
        place.columns += N::text(row, foreign["COLUMN_NAME"_L1]);
    }
    for (auto &[name, table] : m_catalog.tables) {
        for (Constraint &constraint : table.constraints) {
            if (constraint.kind != ConstraintKind::ForeignKey)
                continue;
            const QString stored = std::exchange(constraint.indexName, QString());
            const bool isOwn = constraint.referencedTable.owner.isEmpty();
            const std::map<QString, KeyPlace> &known = isOwn ? m_keys : elsewhere;
            const auto key = known.find(isOwn ? constraint.referencedTable.name : stored);
            if (key == known.end())
                continue; // a key that this account may not see: the foreign key is kept, its
                          // target is the key's name
            constraint.referencedTable = key->second.table;
            constraint.referencedColumns = key->second.columns;
        }
    }
}

void Assembly::readIndexes()
{
    std::map<std::pair<QString, int>, QString> expressions;
    const NamedRows texts(m_rows.indexExpressions);
    for (const Row &row : texts.rows())
        expressions[{N::text(row, texts["INDEX_NAME"_L1]),
                     N::number(row, texts["COLUMN_POSITION"_L1], 0)}] =
            N::text(row, texts["COLUMN_EXPRESSION"_L1]).trimmed();

    const NamedRows rows(m_rows.indexes);
    const auto indexName = rows["INDEX_NAME"_L1];
    for (const Row &row : rows.rows()) {
        const QString name = N::text(row, indexName);
        const QString type = N::text(row, rows["INDEX_TYPE"_L1]);
        const QualifiedName tableName{ownerOf(N::text(row, rows["TABLE_OWNER"_L1])),
                                      N::text(row, rows["TABLE_NAME"_L1])};
        const auto backing = m_backing.find(name);
        const bool isConstraints =
            backing != m_backing.end() && (backing->second == name || isSystemName(name));
        if (isSystemName(name) || isConstraints || type == "LOB"_L1 || type == "IOT - TOP"_L1
            || type == "CLUSTER"_L1 || N::text(row, rows["SECONDARY"_L1]) == "Y"_L1
            || (!m_catalog.table(tableName) && !m_catalog.materializedViews.contains(tableName)))
            continue;
        const auto [place, isNew] = m_catalog.indexes.try_emplace(QualifiedName{{}, name});
        Index &index = place->second;
        if (isNew) {
            index.name.name = name;
            index.table = tableName;
            if (type.contains("BITMAP"_L1))
                index.kind = IndexKind::Bitmap;
            else if (N::text(row, rows["UNIQUENESS"_L1]) == "UNIQUE"_L1)
                index.kind = IndexKind::Unique;
            index.reverse = type.endsWith("/REV"_L1);
            index.invisible = N::text(row, rows["VISIBILITY"_L1]) == "INVISIBLE"_L1;
            index.unusable = N::text(row, rows["STATUS"_L1]) == "UNUSABLE"_L1;
            const QString compression = N::text(row, rows["COMPRESSION"_L1]);
            if (compression == "ENABLED"_L1)
                index.compress = u"COMPRESS "_s + N::text(row, rows["PREFIX_LENGTH"_L1]);
            else if (compression.startsWith("ADVANCED"_L1))
                index.compress = u"COMPRESS "_s + compression;
            if (const QString domain = N::text(row, rows["ITYP_NAME"_L1]); !domain.isEmpty()) {
                index.indexType = u"INDEXTYPE IS "_s
                    + writtenName(QualifiedName{ownerOf(N::text(row, rows["ITYP_OWNER"_L1])),
                                                domain});
                if (const QString parameters = N::text(row, rows["PARAMETERS"_L1]);
                    !parameters.isEmpty())
                    index.indexType +=
                        u" PARAMETERS ('%1')"_s.arg(QString(parameters).replace(u"'"_s, u"''"_s));
            }
            if (const QString space = N::text(row, rows["TABLESPACE_NAME"_L1]);
                !isDefaultTablespace(space))
                index.physical[u"TABLESPACE"_s] = writtenName(space);
            if (N::text(row, rows["LOGGING"_L1]) == "NO"_L1
                && (!m_catalog.table(tableName)
                    || m_catalog.table(tableName)->kind == TableKind::Heap))
                index.physical[u"LOGGING"_s] = u"NOLOGGING"_s;
            if (const QString parallel = parallelClause(N::text(row, rows["DEGREE"_L1]));
                !parallel.isEmpty())
                index.physical[u"PARALLEL"_s] = parallel;
        }
        IndexColumn column;
        column.column = N::text(row, rows["COLUMN_NAME"_L1]);
        if (column.column.isEmpty())
            continue;
        column.descending = N::text(row, rows["DESCEND"_L1]) == "DESC"_L1;
        const int position = N::number(row, rows["COLUMN_POSITION"_L1], 0);
        if (const auto found = expressions.find({name, position});
            isSystemName(column.column) && found != expressions.end()) {
            // A descending column is a function-based one: its expression is the quoted column.
            const QString plain = storedName(found->second);
            const Table *table = m_catalog.table(tableName);
            const bool isColumn = table && table->column(plain);
            column.column = isColumn ? plain : QString();
            column.expression = isColumn ? QString() : found->second;
        }
        index.columns.push_back(std::move(column));
    }
}

void Assembly::readFacts()
{
    const NamedRows facts(m_rows.facts);
    const auto kindColumn = facts["KIND"_L1];
    for (const Row &row : facts.rows()) {
        const QString kind = N::text(row, kindColumn);
        const QString name = N::text(row, facts["NAME"_L1]);
        const auto text = [&row, &facts](QLatin1StringView column) {
            return N::text(row, facts[column]);
        };
        if (kind == "SEQUENCE"_L1 && !isSystemName(name)) {
            Sequence sequence;
            sequence.name.name = name;
            sequence.options.minValue = text("A"_L1);
            sequence.options.maxValue = text("B"_L1);
            sequence.options.incrementBy = text("C"_L1);
            sequence.options.cycle = text("D"_L1) == "Y"_L1;
            sequence.options.order = text("E"_L1) == "Y"_L1;
            sequence.options.cache = text("F"_L1).toInt();
            const QString flags = text("G"_L1); // session, keep, scale, extend
            const auto isSet = [&flags](qsizetype i) {
                return i < flags.size() && flags[i] == u'Y';
            };
            sequence.options.session = isSet(0);
            sequence.options.keep = isSet(1);
            if (isSet(2))
                sequence.options.scale = isSet(3) ? u"SCALE EXTEND"_s : u"SCALE"_s;
            m_catalog.sequences.emplace(sequence.name, sequence);
        } else if (kind == "IDENTITY"_L1) {
            Table *table = m_catalog.table({{}, name});
            Column *column = table ? table->column(text("A"_L1)) : nullptr;
            if (!column)
                continue;
            Identity identity;
            if (text("B"_L1) != "ALWAYS"_L1)
                identity.kind =
                    column->defaultOnNull ? IdentityKind::ByDefaultOnNull : IdentityKind::ByDefault;
            identity.options = readIdentityOptions(text("C"_L1));
            column->identity = identity;
            column->defaultOnNull = false; // said by the identity's kind
        } else if (kind == "SYNONYM"_L1) {
            const Synonym synonym{{{}, name}, {ownerOf(text("A"_L1)), text("B"_L1)}, text("C"_L1)};
            m_catalog.synonyms.emplace(synonym.name, synonym);
        } else if (kind == "GRANT"_L1 && !isAuxiliaryTable(name) && !m_skip.contains(name)) {
            m_catalog.grants.push_back({text("B"_L1),
                                        {},
                                        {{}, name},
                                        text("A"_L1),
                                        text("C"_L1) == "YES"_L1,
                                        text("D"_L1) == "YES"_L1});
        } else if (kind == "COLUMN GRANT"_L1) {
            m_catalog.grants.push_back({text("C"_L1),
                                        {text("A"_L1)},
                                        {{}, name},
                                        text("B"_L1),
                                        text("D"_L1) == "YES"_L1,
                                        false});
        } else if (kind == "PARTITIONED"_L1) {
            if (Table *table = m_catalog.table({{}, name})) {
                table->partitioning.emplace();
                table->partitioning->method = text("A"_L1);
                table->partitioning->interval = text("C"_L1).trimmed();
            }
        }
    }
    for (const Row &row : facts.rows()) { // behind the rows that made the partitionings
        if (N::text(row, kindColumn) != "PARTITION KEY"_L1)
            continue;
        if (Table *table = m_catalog.table({{}, N::text(row, facts["NAME"_L1])});
            table && table->partitioning)
            table->partitioning->columns += N::text(row, facts["A"_L1]);
    }
}

void Assembly::readComments()
{
    const NamedRows rows(m_rows.comments);
    for (const Row &row : rows.rows()) {
        const QString kind = N::text(row, rows["KIND"_L1]);
        const QualifiedName name{{}, N::text(row, rows["TABLE_NAME"_L1])};
        const QString columnName = N::text(row, rows["COLUMN_NAME"_L1]);
        const QString comment = N::text(row, rows["COMMENTS"_L1]);
        const auto view = m_catalog.views.find(name);
        const auto materialized = m_catalog.materializedViews.find(name);
        if (kind == "MATERIALIZED VIEW"_L1) {
            // What Oracle writes there by itself is nobody's comment.
            if (materialized != m_catalog.materializedViews.end()
                && !comment.startsWith("snapshot table for snapshot "_L1))
                materialized->second.comment = comment;
        } else if (kind == "TABLE"_L1) {
            if (Table *table = m_catalog.table(name))
                table->comment = comment;
            else if (view != m_catalog.views.end())
                view->second.comment = comment;
        } else if (Table *table = m_catalog.table(name)) {
            if (Column *column = table->column(columnName))
                column->comment = comment;
        } else if (view != m_catalog.views.end()) {
            view->second.columnComments[columnName] = comment;
        } else if (materialized != m_catalog.materializedViews.end()) {
            materialized->second.columnComments[columnName] = comment;
        }
    }
}

void Assembly::readSource()
{
    static const std::map<QString, UnitKind> kinds{
        {u"PROCEDURE"_s, UnitKind::Procedure},
        {u"FUNCTION"_s, UnitKind::Function},
        {u"PACKAGE"_s, UnitKind::Package},
        {u"PACKAGE BODY"_s, UnitKind::PackageBody},
        {u"TYPE"_s, UnitKind::Type},
        {u"TYPE BODY"_s, UnitKind::TypeBody},
        {u"TRIGGER"_s, UnitKind::Trigger},
        {u"LIBRARY"_s, UnitKind::Library},
        {u"JAVA SOURCE"_s, UnitKind::JavaSource},
    };
    const NamedRows rows(m_rows.source);
    const auto nameColumn = rows["NAME"_L1];
    const auto typeColumn = rows["TYPE"_L1];
    const auto textColumn = rows["TEXT"_L1];
    for (const Row &row : rows.rows()) {
        const QString name = N::text(row, nameColumn);
        const auto kind = kinds.find(N::text(row, typeColumn));
        if (kind == kinds.end() || isSystemName(name))
            continue;
        ProgramUnit &unit = m_catalog.units[{kind->second, QualifiedName{{}, name}}];
        unit.kind = kind->second;
        unit.name.name = name;
        unit.source += N::text(row, textColumn);
    }
    const NamedRows facts(m_rows.facts);
    for (const Row &row : facts.rows()) {
        if (N::text(row, facts["KIND"_L1]) != "TRIGGER"_L1)
            continue;
        const auto trigger = m_catalog.units.find(
            {UnitKind::Trigger, QualifiedName{{}, N::text(row, facts["NAME"_L1])}});
        if (trigger == m_catalog.units.end())
            continue;
        trigger->second.enabled = N::text(row, facts["C"_L1]) != "DISABLED"_L1;
        const QString baseType = N::text(row, facts["D"_L1]).trimmed(); // padded
        if (baseType == "TABLE"_L1 || baseType == "VIEW"_L1 || baseType.isEmpty())
            trigger->second.table = {ownerOf(N::text(row, facts["A"_L1])),
                                     N::text(row, facts["B"_L1])};
    }
}

void Assembly::readPartitions()
{
    const NamedRows rows(m_rows.partitions);
    for (const Row &row : rows.rows()) {
        Table *table = m_catalog.table({{}, N::text(row, rows["TABLE_NAME"_L1])});
        if (!table || !table->partitioning
            || N::text(row, rows["INTERVAL"_L1]) == "YES"_L1) // made by Oracle as rows came
            continue;
        Partition partition;
        const QString name = N::text(row, rows["PARTITION_NAME"_L1]);
        if (!isSystemName(name))
            partition.name = name;
        const QString high = N::text(row, rows["HIGH_VALUE"_L1]).trimmed();
        if (table->partitioning->method == "RANGE"_L1)
            partition.bound = u"VALUES LESS THAN (%1)"_s.arg(high);
        else if (table->partitioning->method == "LIST"_L1)
            partition.bound = u"VALUES (%1)"_s.arg(high);
        table->partitioning->partitions.push_back(std::move(partition));
    }
}

// The dictionary knows a view's columns but not whether an alias list named them: one did where the
// query would have named them otherwise.
void Assembly::nameViewColumns()
{
    for (auto &[name, view] : m_catalog.views) {
        const auto columns = m_viewColumns.find(name.name);
        if (columns == m_viewColumns.end())
            continue;
        const std::optional<QStringList> own = queryColumnNames(view.query);
        const bool hasStar = !own && view.query.contains(u'*');
        if (own ? *own != columns->second : !hasStar)
            view.columns = columns->second;
    }
}

Catalog Assembly::make()
{
    readSettings();
    readContainers();
    readTables();
    readViews();
    readColumns();
    readConstraints();
    readFacts();
    readIndexes();
    readComments();
    readSource();
    readPartitions();
    nameViewColumns();
    return normalized(std::move(m_catalog), {m_semantics, m_rows.user});
}

} // namespace

Catalog catalogOf(const DictionaryRows &rows, const QStringList &skip)
{
    return Assembly(rows, skip).make();
}

} // namespace Athanor
