// SPDX-License-Identifier: MIT
#include "revision/alembicops.h"

#include "ddl/writer.h"
#include "revision/alembiccolumn.h"
#include "sql/script.h"

#include <QtCore/QRegularExpression>

#include <map>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

using namespace Alembic;

QString named(const Text &name, const QString &constraint)
{
    return name ? u"CONSTRAINT %1 %2"_s.arg(*name, constraint) : constraint;
}

// Empty where nothing is asked for; none where Oracle has no such rule.
Text deleteRule(Arguments &arguments)
{
    const PythonValue *rule = arguments.take(u"ondelete"_s);
    if (!rule)
        return QString();
    const QString upper = rule->text.toUpper();
    if (upper == "CASCADE"_L1 || upper == "SET NULL"_L1)
        return u" ON DELETE "_s + upper;
    return upper == "NO ACTION"_L1 ? Text(QString()) : std::nullopt;
}

// "table.column" of each: one table, its columns.
Text referenceOf(const PythonValue *value)
{
    if (!value || value->kind != PythonValue::List)
        return std::nullopt;
    QString table;
    QStringList columns;
    for (const PythonValue &item : value->items) {
        const QStringList parts = item.text.split(u'.');
        if (item.kind != PythonValue::String || parts.size() != 2
            || (!table.isEmpty() && table != parts[0]))
            return std::nullopt;
        table = parts[0];
        columns += written(parts[1]);
    }
    if (table.isEmpty())
        return std::nullopt;
    return u"%1 (%2)"_s.arg(written(table), columns.join(u", "_s));
}

// A constraint inside create_table.
Text constraintOf(const PythonValue &value)
{
    Arguments arguments(value);
    const PythonValue *givenName = arguments.take(u"name"_s);
    const Text name = nameOf(givenName);
    if (givenName && !name)
        return std::nullopt;
    const bool isKey = value.isCall("sa.PrimaryKeyConstraint"_L1);
    if (isKey || value.isCall("sa.UniqueConstraint"_L1)) {
        QStringList columns;
        for (const PythonValue &item : value.items) {
            const Text column = nameOf(&item);
            if (!column)
                return std::nullopt;
            columns += *column;
        }
        arguments.takeAllPlaces();
        if (columns.isEmpty() || !arguments.allTaken())
            return std::nullopt;
        return named(
            name, u"%1 (%2)"_s.arg(isKey ? u"PRIMARY KEY"_s : u"UNIQUE"_s, columns.join(u", "_s)));
    }
    if (value.isCall("sa.ForeignKeyConstraint"_L1)) {
        const Text columns = columnList(arguments.take(0, u"columns"_s));
        const Text reference = referenceOf(arguments.take(1, u"refcolumns"_s));
        const Text rule = deleteRule(arguments);
        if (!columns || !reference || !rule || !arguments.allTaken())
            return std::nullopt;
        return named(name, u"FOREIGN KEY(%1) REFERENCES %2%3"_s.arg(*columns, *reference, *rule));
    }
    if (value.isCall("sa.CheckConstraint"_L1)) {
        const PythonValue *condition = arguments.take(0, u"sqltext"_s);
        if (condition && condition->kind != PythonValue::String)
            return std::nullopt;
        if (!condition || !arguments.allTaken())
            return std::nullopt;
        return named(name, u"CHECK (%1)"_s.arg(condition->text));
    }
    return std::nullopt;
}

Text createTable(Arguments &arguments, const PythonValue &call)
{
    const Text table = nameOf(arguments.take(0, u"table_name"_s));
    if (!table || call.items.size() < 2)
        return std::nullopt;
    QStringList parts;
    QStringList key;
    for (size_t i = 1; i < call.items.size(); ++i) {
        const PythonValue &item = call.items[i];
        const Text part = item.isCall("sa.Column"_L1) ? columnOf(item, &key) : constraintOf(item);
        if (!part)
            return std::nullopt;
        parts += u"    "_s + *part;
    }
    if (!key.isEmpty())
        parts += u"    PRIMARY KEY (%1)"_s.arg(key.join(u", "_s));
    arguments.takeAllPlaces();
    return u"CREATE TABLE %1 (\n%2\n)"_s.arg(*table, parts.join(u",\n"_s));
}

// alembic/ddl/oracle.py, OracleImpl: one statement for each thing that changes, in its order.
Text alterColumn(Arguments &arguments)
{
    const Text table = nameOf(arguments.take(0, u"table_name"_s));
    const Text column = nameOf(arguments.take(1, u"column_name"_s));
    if (!table || !column)
        return std::nullopt;
    for (const QString &before : {u"existing_type"_s, u"existing_nullable"_s, u"existing_comment"_s,
                                  u"existing_autoincrement"_s, u"autoincrement"_s})
        (void)arguments.take(before);
    // Where that was an identity or computed, a new default is more than a default.
    const PythonValue *before = arguments.take(u"existing_server_default"_s);
    const bool wasPlain = !before || before->kind == PythonValue::False || defaultOf(*before);
    QStringList statements;
    const auto modify = [&](const QString &what) {
        statements += u"ALTER TABLE %1 MODIFY %2 %3"_s.arg(*table, *column, what);
    };
    if (const PythonValue *nullable = arguments.take(u"nullable"_s)) {
        if (nullable->kind != PythonValue::True && nullable->kind != PythonValue::False)
            return std::nullopt;
        modify(nullable->kind == PythonValue::True ? u"NULL"_s : u"NOT NULL"_s);
    }
    if (arguments.isNone(u"server_default"_s)) {
        if (!wasPlain)
            return std::nullopt;
        modify(u"DEFAULT NULL"_s);
    } else if (const PythonValue *given = arguments.take(u"server_default"_s);
               given && given->kind != PythonValue::False) { // False: as it is
        const Text expression = defaultOf(*given);
        if (!expression || !wasPlain)
            return std::nullopt;
        modify(u"DEFAULT "_s + *expression);
    }
    if (const PythonValue *given = arguments.take(u"type_"_s)) {
        const Text type = typeOf(given);
        if (!type)
            return std::nullopt;
        modify(*type);
    }
    const PythonValue *comment = arguments.take(u"comment"_s); // None: it goes; False: as it is
    if (comment && comment->kind != PythonValue::String && comment->kind != PythonValue::False)
        return std::nullopt;
    if (arguments.isNone(u"comment"_s) || (comment && comment->kind == PythonValue::String)) {
        statements += u"COMMENT ON COLUMN %1.%2 IS %3"_s.arg(
            *table, *column, literal(comment ? comment->text : QString()));
    }
    if (const PythonValue *to = arguments.take(u"new_column_name"_s)) {
        const Text name = nameOf(to);
        if (!name)
            return std::nullopt;
        statements += u"ALTER TABLE %1 RENAME COLUMN %2 TO %3"_s.arg(*table, *column, *name);
    }
    if (statements.isEmpty())
        return std::nullopt;
    return statements.join(u";\n"_s);
}

Text execute(Arguments &arguments)
{
    const PythonValue *given = arguments.take(0, u"sqltext"_s);
    const Text sql = given ? sqlOf(*given) : std::nullopt;
    const Script script = splitScript(sql.value_or(QString()));
    if (script.statements.size() != 1 || !script.problems.empty())
        return std::nullopt;
    const Statement &statement = script.statements.front();
    const QString text = executableText(script, statement);
    switch (statement.kind) {
    case StatementKind::Sql:
        return text;
    case StatementKind::PlSql:
        return text.endsWith(u';') ? Text(text + u"\n/"_s) : std::nullopt;
    case StatementKind::Java:
    case StatementKind::Client:
        break;
    }
    return std::nullopt;
}

Text addConstraint(Arguments &arguments, const QString &kind)
{
    const Text name = nameOf(arguments.take(0, u"constraint_name"_s));
    const Text table = nameOf(arguments.take(1, u"table_name"_s));
    const Text columns = columnList(arguments.take(2, u"columns"_s));
    if (!name || !table || !columns)
        return std::nullopt;
    return u"ALTER TABLE %1 ADD CONSTRAINT %2 %3 (%4)"_s.arg(*table, *name, kind, *columns);
}

Text foreignKey(Arguments &arguments)
{
    const Text name = nameOf(arguments.take(0, u"constraint_name"_s));
    const Text table = nameOf(arguments.take(1, u"source_table"_s));
    const Text to = nameOf(arguments.take(2, u"referent_table"_s));
    const Text columns = columnList(arguments.take(3, u"local_cols"_s));
    const Text toColumns = columnList(arguments.take(4, u"remote_cols"_s));
    const Text rule = deleteRule(arguments);
    if (!name || !table || !to || !columns || !toColumns || !rule)
        return std::nullopt;
    return u"ALTER TABLE %1 ADD CONSTRAINT %2 FOREIGN KEY(%3) REFERENCES %4 (%5)%6"_s.arg(
        *table, *name, *columns, *to, *toColumns, *rule);
}

Text createIndex(Arguments &arguments)
{
    const Text name = nameOf(arguments.take(0, u"index_name"_s));
    const Text table = nameOf(arguments.take(1, u"table_name"_s));
    const Text columns = columnList(arguments.take(2, u"columns"_s));
    const bool unique = isTrue(arguments.take(u"unique"_s));
    if (!name || !table || !columns)
        return std::nullopt;
    return u"CREATE %1INDEX %2 ON %3 (%4)"_s.arg(unique ? u"UNIQUE "_s : QString(), *name, *table,
                                                 *columns);
}

Text oneOf(const QString &text, const Text &first, const Text &second = QString())
{
    if (!first || !second)
        return std::nullopt;
    return second->isEmpty() ? text.arg(*first) : text.arg(*first, *second);
}

Text translated(const PythonValue &call)
{
    if (call.kind != PythonValue::Call)
        return std::nullopt;
    Arguments arguments(call);
    const auto name = [&arguments](size_t place, const QString &keyword) {
        return nameOf(arguments.take(place, keyword));
    };
    Text sql;
    if (call.text == "op.create_table"_L1) {
        sql = createTable(arguments, call);
    } else if (call.text == "op.drop_table"_L1) {
        sql = oneOf(u"DROP TABLE %1"_s, name(0, u"table_name"_s));
    } else if (call.text == "op.rename_table"_L1) {
        const Text from = name(0, u"old_table_name"_s);
        sql = oneOf(u"ALTER TABLE %1 RENAME TO %2"_s, from, name(1, u"new_table_name"_s));
    } else if (call.text == "op.add_column"_L1) {
        const Text table = name(0, u"table_name"_s);
        const PythonValue *column = arguments.take(1, u"column"_s);
        sql = oneOf(u"ALTER TABLE %1 ADD %2"_s, table, column ? columnOf(*column) : std::nullopt);
    } else if (call.text == "op.drop_column"_L1) {
        const Text table = name(0, u"table_name"_s);
        sql = oneOf(u"ALTER TABLE %1 DROP COLUMN %2"_s, table, name(1, u"column_name"_s));
    } else if (call.text == "op.alter_column"_L1) {
        sql = alterColumn(arguments);
    } else if (call.text == "op.create_index"_L1) {
        sql = createIndex(arguments);
    } else if (call.text == "op.drop_index"_L1) {
        sql = oneOf(u"DROP INDEX %1"_s, name(0, u"index_name"_s));
        (void)arguments.take(1, u"table_name"_s);
    } else if (call.text == "op.create_unique_constraint"_L1) {
        sql = addConstraint(arguments, u"UNIQUE"_s);
    } else if (call.text == "op.create_primary_key"_L1) {
        sql = addConstraint(arguments, u"PRIMARY KEY"_s);
    } else if (call.text == "op.create_foreign_key"_L1) {
        sql = foreignKey(arguments);
    } else if (call.text == "op.drop_constraint"_L1) {
        const Text constraint = name(0, u"constraint_name"_s);
        sql = oneOf(u"ALTER TABLE %1 DROP CONSTRAINT %2"_s, name(1, u"table_name"_s), constraint);
        (void)arguments.take(2, u"type_"_s);
    } else if (call.text == "op.execute"_L1) {
        sql = execute(arguments);
    }
    return arguments.allTaken() ? sql : std::nullopt;
}

// Whether it does nothing: pass, a docstring.
bool isNothing(const PythonValue &value)
{
    return value.kind == PythonValue::String
        || (value.kind == PythonValue::Name && value.text == "pass"_L1);
}

// batch_op.drop_column("c") of a table as op.drop_column("t", "c").
std::optional<PythonValue> withTable(const PythonValue &call, const QString &batch,
                                     const PythonValue &table)
{
    static const std::map<QString, int> places{
        {u"add_column"_s, 0},         {u"alter_column"_s, 0},
        {u"drop_column"_s, 0},        {u"create_index"_s, 1},
        {u"drop_index"_s, 1},         {u"create_unique_constraint"_s, 1},
        {u"create_primary_key"_s, 1}, {u"create_foreign_key"_s, 1},
        {u"drop_constraint"_s, 1}};
    if (call.kind != PythonValue::Call || !call.text.startsWith(batch + u'.'))
        return std::nullopt;
    const QString operation = call.text.sliced(batch.size() + 1);
    const auto place = places.find(operation);
    if (place == places.end() || int(call.items.size()) < place->second)
        return std::nullopt;
    PythonValue whole = call;
    whole.text = u"op."_s + operation;
    whole.items.insert(whole.items.begin() + place->second, table);
    return whole;
}

// with op.batch_alter_table("t") as batch_op: … On Oracle what it does is done one by one; only
// SQLite's tables are copied unless that is asked for (alembic/operations/batch.py, flush).
std::optional<QStringList> batchTranslated(const QString &statement)
{
    static const QRegularExpression head(
        u"^with[ \\t]+(op\\.batch_alter_table\\([^\\n]*\\))[ \\t]+as[ \\t]+(\\w+)[ \\t]*:"_s);
    const auto match = head.match(statement);
    const std::optional<PythonValue> call = parsePython(match.captured(1));
    if (!match.hasMatch() || !call)
        return std::nullopt;
    Arguments arguments(*call);
    const PythonValue *table = arguments.take(0, u"table_name"_s);
    const PythonValue *recreate = arguments.take(u"recreate"_s);
    if (!table || (recreate && recreate->text == "always"_L1) || !arguments.allTaken())
        return std::nullopt;
    QStringList statements;
    for (const QString &one :
         pythonStatements(pythonBlock(QStringView(statement).sliced(match.capturedEnd())))) {
        const std::optional<PythonValue> value = parsePython(one);
        if (!value)
            return std::nullopt;
        if (isNothing(*value))
            continue;
        const auto whole = withTable(*value, match.captured(2), *table);
        const Text sql = whole ? translated(*whole) : std::nullopt;
        if (!sql)
            return std::nullopt;
        statements += *sql;
    }
    return statements;
}

// Nothing where a person has to; empty where it does nothing.
std::optional<QStringList> statementTranslated(const QString &statement)
{
    const std::optional<PythonValue> value = parsePython(statement);
    if (!value)
        return batchTranslated(statement);
    if (isNothing(*value))
        return QStringList();
    const Text sql = translated(*value);
    return sql ? std::optional(QStringList{*sql}) : std::nullopt;
}

} // namespace

AlembicTranslation translateAlembicOps(const QString &python)
{
    AlembicTranslation translation;
    for (const QString &statement : pythonStatements(python)) {
        if (const auto statements = statementTranslated(statement)) {
            for (const QString &sql : *statements)
                translation.sql +=
                    sql.endsWith(u"\n/"_s) ? sql + u'\n' : scriptText(WrittenStatement{sql});
            continue;
        }
        translation.isComplete = false;
        translation.sql += u"-- athanor: translate by hand\n"_s;
        for (const QString &line : statement.split(u'\n'))
            translation.sql += u"--   "_s + line + u'\n';
    }
    return translation;
}

} // namespace Athanor
