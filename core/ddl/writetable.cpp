// SPDX-License-Identifier: MIT
#include "ddl/writertext.h"
#include "schema/physical.h"
#include "sql/lexer.h"

namespace Athanor {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestAlignedName =
    32; // one very long name must not push all types off the page
constexpr qsizetype longestLine = 100;

bool isBuiltIn(TypeKind kind)
{
    return kind != TypeKind::UserDefined && kind != TypeKind::Vector && kind != TypeKind::Xmltype;
}

// In the order of Oracle's constraint_state: DEFERRABLE, INITIALLY, RELY, index, ENABLE, VALIDATE.
QString writeState(const ConstraintState &state, const QString &index, const Words &words)
{
    QString text;
    if (state.deferrable)
        text += words(u" DEFERRABLE"_s);
    if (state.initiallyDeferred)
        text += words(u" INITIALLY DEFERRED"_s);
    if (state.rely)
        text += words(u" RELY"_s);
    text += blankThen(index);
    if (!state.enabled)
        text += words(u" DISABLE"_s);
    // DISABLE alone means NOVALIDATE, ENABLE alone VALIDATE; with RELY the reader wants to see it.
    if (!state.enabled && state.validated)
        text += words(u" VALIDATE"_s);
    else if (!state.enabled && state.rely)
        text += words(u" NOVALIDATE"_s);
    else if (state.enabled && !state.validated)
        text += words(u" ENABLE NOVALIDATE"_s);
    return text;
}

QString keyIndex(const Constraint &constraint, const Words &words)
{
    if (!constraint.indexName.isEmpty())
        return words(u"USING INDEX "_s) + writtenName(constraint.indexName);
    if (!constraint.indexClause.isEmpty())
        return words(u"USING INDEX "_s) + constraint.indexClause;
    return {};
}

QString writeBody(const Constraint &constraint, const Words &words)
{
    switch (constraint.kind) {
    case ConstraintKind::PrimaryKey:
        return words(u"PRIMARY KEY "_s) + columnList(constraint.columns);
    case ConstraintKind::Unique:
        return words(u"UNIQUE "_s) + columnList(constraint.columns);
    case ConstraintKind::ForeignKey: {
        QString text = words(u"FOREIGN KEY "_s) + columnList(constraint.columns)
            + words(u" REFERENCES "_s) + writtenName(constraint.referencedTable);
        if (!constraint.referencedColumns.isEmpty())
            text += u' ' + columnList(constraint.referencedColumns);
        if (constraint.onDelete == DeleteRule::Cascade)
            text += words(u" ON DELETE CASCADE"_s);
        else if (constraint.onDelete == DeleteRule::SetNull)
            text += words(u" ON DELETE SET NULL"_s);
        return text;
    }
    case ConstraintKind::Check:
        return words(u"CHECK "_s) + parenthesised(constraint.condition);
    }
    return {};
}

QString writeColumnAfterName(const Column &column, const WriterStyle &style)
{
    const Words words(style);
    QString text = writeType(column.type, style);
    if (!column.collation.isEmpty())
        text += words(u" COLLATE "_s) + writtenName(column.collation);
    if (column.invisible)
        text += words(u" INVISIBLE"_s);
    if (!column.virtualExpression.isEmpty())
        text += words(u" GENERATED ALWAYS AS "_s) + parenthesised(column.virtualExpression)
            + (column.otherClauses.startsWith("MATERIALIZED"_L1) ? QString()
                                                                 : words(u" VIRTUAL"_s));
    else if (column.identity)
        text += u' ' + writeIdentity(*column.identity, style);
    else if (!column.defaultValue.isEmpty())
        text += u' ' + writeDefault(column, style);
    text += blankThen(column.otherClauses);
    if (column.notNull)
        text += u' ' + writeNotNull(*column.notNull, style);
    return text;
}

QString tableWords(const Table &table)
{
    switch (table.kind) {
    case TableKind::Heap:
    case TableKind::IndexOrganized:
    case TableKind::External:
    case TableKind::Object:
        return table.qualifier.isEmpty() ? u"CREATE TABLE "_s
                                         : u"CREATE %1 TABLE "_s.arg(table.qualifier);
    case TableKind::GlobalTemporaryDelete:
    case TableKind::GlobalTemporaryPreserve:
        return u"CREATE GLOBAL TEMPORARY TABLE "_s;
    case TableKind::PrivateTemporary:
        return u"CREATE PRIVATE TEMPORARY TABLE "_s;
    }
    return {};
}

QString kindClause(TableKind kind)
{
    switch (kind) {
    case TableKind::Heap:
    case TableKind::PrivateTemporary: // ON COMMIT … DEFINITION stands in otherClauses
    case TableKind::External: // so does ORGANIZATION EXTERNAL (…)
    case TableKind::Object: // and OF type
        return {};
    case TableKind::IndexOrganized:
        return u"ORGANIZATION INDEX"_s;
    case TableKind::GlobalTemporaryDelete:
        return u"ON COMMIT DELETE ROWS"_s;
    case TableKind::GlobalTemporaryPreserve:
        return u"ON COMMIT PRESERVE ROWS"_s;
    }
    return {};
}

QString writePartitioning(const Partitioning &partitioning, const WriterStyle &style)
{
    const Words words(style);
    QString text = words(u"PARTITION BY "_s) + words(partitioning.method);
    if (!partitioning.columns.isEmpty())
        text += u' ' + columnList(partitioning.columns);
    if (!partitioning.interval.isEmpty())
        text += words(u" INTERVAL "_s) + parenthesised(partitioning.interval);
    text += blankThen(partitioning.otherClauses);
    if (partitioning.partitions.empty())
        return text;
    const QString indent(style.indent, u' ');
    QStringList lines;
    for (const Partition &partition : partitioning.partitions)
        lines << indent + writePartition(partition, style);
    return text + u" (\n"_s + lines.join(u",\n"_s) + u"\n)"_s;
}

} // namespace

QString writeType(const DataType &type, const WriterStyle &style)
{
    const QString text = toString(type);
    return style.lowerCaseKeywords && isBuiltIn(type.kind) ? text.toLower() : text;
}

QString writeIdentity(const Identity &identity, const WriterStyle &style)
{
    const Words words(style);
    QString text;
    switch (identity.kind) {
    case IdentityKind::Always:
        text = words(u"GENERATED ALWAYS AS IDENTITY"_s);
        break;
    case IdentityKind::ByDefault:
        text = words(u"GENERATED BY DEFAULT AS IDENTITY"_s);
        break;
    case IdentityKind::ByDefaultOnNull:
        text = words(u"GENERATED BY DEFAULT ON NULL AS IDENTITY"_s);
        break;
    }
    const QString options = writeSequenceOptions(identity.options, style);
    return options.isEmpty() ? text : text + u" ("_s + options + u')';
}

QString writeDefault(const Column &column, const WriterStyle &style)
{
    const Words words(style);
    return words(column.defaultOnNullForUpdate ? u"DEFAULT ON NULL FOR INSERT AND UPDATE "_s
                     : column.defaultOnNull    ? u"DEFAULT ON NULL "_s
                                               : u"DEFAULT "_s)
        + column.defaultValue;
}

QString writeNotNull(const NotNull &notNull, const WriterStyle &style)
{
    const Words words(style);
    const QString name = notNull.name.isEmpty()
        ? QString()
        : words(u"CONSTRAINT "_s) + writtenName(notNull.name) + u' ';
    return name + words(u"NOT NULL"_s) + writeState(notNull.state, {}, words);
}

QString writeColumn(const Column &column, const WriterStyle &style)
{
    return writtenName(column.name) + u' ' + writeColumnAfterName(column, style);
}

QString writeConstraint(const Constraint &constraint, const WriterStyle &style)
{
    const Words words(style);
    const QString name = constraint.name.isEmpty()
        ? QString()
        : words(u"CONSTRAINT "_s) + writtenName(constraint.name) + u' ';
    return name + writeBody(constraint, words)
        + writeState(constraint.state, keyIndex(constraint, words), words);
}

QString writePartition(const Partition &partition, const WriterStyle &style)
{
    const Words words(style);
    return words(u"PARTITION"_s)
        + (partition.name.isEmpty() ? QString() : u' ' + writtenName(partition.name))
        + blankThen(partition.bound) + blankThen(partition.otherClauses);
}

QString writePhysical(const QString &keyword, const QString &value)
{
    if (keyword == u"ROW MOVEMENT"_s || keyword == u"TABLE LOCK"_s)
        return value + u' ' + keyword;
    if (keyword.startsWith(u"INMEMORY ("_s)) // of columns: the value names them too
        return value;
    // "NOLOGGING", "PARALLEL 4", "ROW STORE COMPRESS ADVANCED": the value says it all.
    if (value.startsWith(keyword) || value.startsWith(u"NO"_s + keyword)
        || value.contains(u' ' + keyword))
        return value;
    return value.isEmpty() ? keyword : keyword + u' ' + value;
}

PhysicalClauses physicalClauses(const std::map<QString, QString> &physical)
{
    // Table properties, which Oracle reads after the partitions; everything else describes the
    // segment.
    static const QStringList tableProperties{
        u"CACHE"_s,        u"RESULT_CACHE"_s,       u"PARALLEL"_s,    u"ROWDEPENDENCIES"_s,
        u"ROW MOVEMENT"_s, u"FLASHBACK ARCHIVE"_s,  u"ANNOTATIONS"_s, u"ROW ARCHIVAL"_s,
        u"TABLE LOCK"_s,   u"LOGICAL REPLICATION"_s};
    PhysicalClauses clauses;
    QStringList columns; // column properties come after the segment's own
    for (const auto &[keyword, value] : physical) {
        const QString clause = writePhysical(keyword, value);
        if (tableProperties.contains(keyword))
            clauses.table << clause;
        else if (keyword == u"DEFAULT COLLATION"_s)
            clauses.collation = clause;
        else if (keyword == u"CLUSTERING"_s || keyword == u"INDEXING"_s || keyword.contains(u'(')
                 || isColumnStorage(keyword) || keyword.startsWith(u"NESTED TABLE"_s))
            columns << clause;
        else
            clauses.segment << clause;
    }
    clauses.segment += columns;
    return clauses;
}

namespace {

// Where OF type [[NOT] SUBSTITUTABLE AT ALL LEVELS] ends: the attributes' constraints come next.
qsizetype endOfType(const QString &clauses)
{
    const std::vector<Token> tokens = tokenize(clauses);
    size_t i = 0;
    while (i < tokens.size() && !isKeyword(tokens[i], clauses, u"OF"))
        ++i;
    i += 2; // and the type
    while (i + 1 < tokens.size() && tokens[i].text(clauses) == u".")
        i += 2;
    while (i < tokens.size()
           && (isKeyword(tokens[i], clauses, u"NOT")
               || isKeyword(tokens[i], clauses, u"SUBSTITUTABLE")
               || isKeyword(tokens[i], clauses, u"AT") || isKeyword(tokens[i], clauses, u"ALL")
               || isKeyword(tokens[i], clauses, u"LEVELS")))
        ++i;
    return i <= tokens.size() && i > 0 ? tokens[i - 1].range.end() : clauses.size();
}

// A check on an object table that says no more than NOT NULL is the attribute's.
QString writeOnObject(const Constraint &constraint, const WriterStyle &style)
{
    constexpr QStringView ending = u" IS NOT NULL";
    const QString &condition = constraint.condition;
    if (constraint.kind == ConstraintKind::Check && condition.endsWith(ending)) {
        const QString attribute = condition.chopped(ending.size());
        if (writtenName(storedName(attribute)) == attribute)
            return attribute + u' '
                + writeNotNull(NotNull{constraint.name, constraint.state}, style);
    }
    return writeConstraint(constraint, style);
}

} // namespace

WrittenStatement writeTable(const Table &table, const WriterStyle &style)
{
    const Words words(style);
    const QString indent(style.indent, u' ');
    qsizetype width = 0;
    for (const Column &column : table.columns) {
        if (const qsizetype length = writtenName(column.name).size(); length <= longestAlignedName)
            width = std::max(width, length);
    }

    QStringList lines;
    for (const Column &column : table.columns)
        lines << indent + writtenName(column.name).leftJustified(width) + u' '
                + writeColumnAfterName(column, style);
    for (const Constraint &constraint : table.constraints)
        lines << indent
                + (table.kind == TableKind::Object ? writeOnObject(constraint, style)
                                                   : writeConstraint(constraint, style));
    for (const QString &item : table.items)
        lines << indent + item;

    QString text = words(tableWords(table)) + writtenName(table.name);
    QString otherClauses = table.otherClauses;
    QString ofType; // what comes behind the attributes' constraints, before the segment
    if (table.kind == TableKind::Object) {
        const qsizetype end = endOfType(otherClauses);
        text += blankThen(otherClauses.first(end));
        ofType = std::exchange(otherClauses, QString()).sliced(end).trimmed();
    }
    if (!lines.isEmpty())
        text += u" (\n"_s + lines.join(u",\n"_s) + u"\n)"_s;

    const PhysicalClauses physical = physicalClauses(table.physical);
    // The algorithm of a blockchain table is a quoted word, which the normal form unquotes.
    otherClauses.replace(u"HASHING USING SHA2_512"_s, u"HASHING USING \"SHA2_512\""_s);
    QStringList clauses;
    // relational_table: DEFAULT COLLATION, ON COMMIT, physical_properties, table_properties.
    clauses << physical.collation << words(kindClause(table.kind)) << ofType << physical.segment
            << otherClauses;
    if (table.partitioning)
        clauses << writePartitioning(*table.partitioning, style);
    clauses << physical.table;
    if (!table.query.isEmpty())
        clauses << words(u"AS "_s) + table.query;
    clauses.removeAll(QString());
    if (!clauses.isEmpty())
        text += u'\n' + clauses.join(u'\n');
    return {text};
}

WrittenStatement writeIndex(const Index &index, const WriterStyle &style)
{
    const Words words(style);
    QString create;
    switch (index.kind) {
    case IndexKind::Normal:
        create = u"CREATE INDEX "_s;
        break;
    case IndexKind::Unique:
        create = u"CREATE UNIQUE INDEX "_s;
        break;
    case IndexKind::Bitmap:
        create = u"CREATE BITMAP INDEX "_s;
        break;
    case IndexKind::Multivalue:
        create = u"CREATE MULTIVALUE INDEX "_s;
        break;
    }
    QStringList columns;
    for (const IndexColumn &column : index.columns)
        columns << (column.column.isEmpty() ? column.expression : writtenName(column.column))
                + (column.descending ? words(u" DESC"_s) : QString());

    const bool onCluster = index.columns.empty() && index.otherClauses.startsWith(u"CLUSTER"_s);
    const PhysicalClauses physical = physicalClauses(index.physical);
    QStringList clauses;
    clauses << (onCluster ? words(u"ON CLUSTER "_s) + writtenName(index.table)
                          : words(u"ON "_s) + writtenName(index.table)
                        + blankThen(index.alias.isEmpty() ? QString() : writtenName(index.alias))
                        + u" ("_s + columns.join(u", "_s) + u')')
            << index.indexType << index.partitioning << index.compress
            << (index.reverse ? words(u"REVERSE"_s) : QString()) << physical.segment
            << physical.table << (onCluster ? index.otherClauses.sliced(7) : index.otherClauses)
            << (index.invisible ? words(u"INVISIBLE"_s) : QString())
            << (index.unusable ? words(u"UNUSABLE"_s) : QString());
    clauses.removeAll(QString());

    const QString head = words(create) + writtenName(index.name);
    const QString oneLine = head + u' ' + clauses.join(u' ');
    if (oneLine.size() <= longestLine)
        return {oneLine};
    const QString nextLine = u'\n' + QString(style.indent, u' ');
    return {head + nextLine + clauses.join(nextLine)};
}

} // namespace Athanor
