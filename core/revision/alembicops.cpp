// SPDX-License-Identifier: MIT
#include "revision/alembicops.h"

#include "revision/pythoncall.h"
#include "schema/name.h"

#include <algorithm>
#include <functional>
#include <map>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

using Text = std::optional<QString>;

// SQLAlchemy writes a lower-case name without quotes, so that Oracle stores it in upper case; every
// other name is quoted (sqlalchemy/sql/compiler.py, IdentifierPreparer).
QString written(const QString &name)
{
    return writtenName(name == name.toLower() ? name.toUpper() : name).toLower() == name
        ? name
        : writtenName(name == name.toLower() ? name.toUpper() : name);
}

// "x" and op.f("x"), which says that the name is complete.
Text nameOf(const PythonValue *value)
{
    if (value && value->isCall("op.f"_L1) && value->items.size() == 1)
        value = &value->items.front();
    if (!value || value->kind != PythonValue::String || value->text.isEmpty())
        return std::nullopt;
    return written(value->text);
}

Text columnList(const PythonValue *value)
{
    if (!value || value->kind != PythonValue::List || value->items.empty())
        return std::nullopt;
    QStringList names;
    for (const PythonValue &item : value->items) {
        const Text name = nameOf(&item);
        if (!name)
            return std::nullopt;
        names += *name;
    }
    return names.join(u", "_s);
}

bool isTrue(const PythonValue *value)
{
    return value && value->kind == PythonValue::True;
}

// A call's arguments by place or by name. What it was not asked for makes the call unknown.
class Arguments
{
public:
    explicit Arguments(const PythonValue &call)
        : m_call(call)
        , m_used(call.keywords.size(), false)
    { }

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
            if (m_call.keywords[i].first != keyword)
                continue;
            m_used[i] = true;
            const PythonValue &value = m_call.keywords[i].second;
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
            if (!m_used[i] && m_call.keywords[i].second.kind != PythonValue::None)
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

// sqlalchemy/dialects/oracle/base.py, OracleTypeCompiler.
Text typeOf(const PythonValue *value)
{
    if (!value || (value->kind != PythonValue::Call && value->kind != PythonValue::Name))
        return std::nullopt;
    QString name = value->text;
    for (const QString &module : {u"sa."_s, u"sqlalchemy."_s, u"oracle."_s}) {
        if (name.startsWith(module))
            name = name.sliced(module.size());
    }
    Arguments arguments(*value);
    const auto number = [&](size_t place, const QString &keyword) -> QString {
        const PythonValue *argument = arguments.take(place, keyword);
        return argument && argument->kind == PythonValue::Number ? argument->text : QString();
    };
    const auto known = [&](const QString &text) -> Text {
        return arguments.allTaken() ? Text(text) : std::nullopt;
    };
    static const std::map<QString, QString> plain{{u"Integer"_s, u"INTEGER"_s},
                                                  {u"INTEGER"_s, u"INTEGER"_s},
                                                  {u"SmallInteger"_s, u"SMALLINT"_s},
                                                  {u"BigInteger"_s, u"NUMBER(19)"_s},
                                                  {u"Date"_s, u"DATE"_s},
                                                  {u"DATE"_s, u"DATE"_s},
                                                  {u"DateTime"_s, u"DATE"_s},
                                                  {u"CLOB"_s, u"CLOB"_s},
                                                  {u"BLOB"_s, u"BLOB"_s},
                                                  {u"LargeBinary"_s, u"BLOB"_s},
                                                  {u"Text"_s, u"CLOB"_s},
                                                  {u"UnicodeText"_s, u"NCLOB"_s},
                                                  {u"NCLOB"_s, u"NCLOB"_s}};
    if (const auto found = plain.find(name); found != plain.end())
        return known(found->second);
    if (name == "String"_L1 || name == "VARCHAR"_L1 || name == "VARCHAR2"_L1) {
        const QString length = number(0, u"length"_s);
        return length.isEmpty() ? std::nullopt : known(u"VARCHAR2(%1 CHAR)"_s.arg(length));
    }
    if (name == "Unicode"_L1 || name == "NVARCHAR2"_L1) {
        const QString length = number(0, u"length"_s);
        return length.isEmpty() ? std::nullopt : known(u"NVARCHAR2(%1)"_s.arg(length));
    }
    if (name == "CHAR"_L1) {
        const QString length = number(0, u"length"_s);
        return length.isEmpty() ? std::nullopt : known(u"CHAR(%1)"_s.arg(length));
    }
    if (name == "Numeric"_L1 || name == "NUMERIC"_L1 || name == "NUMBER"_L1) {
        const QString written = name.toUpper();
        const QString precision = number(0, u"precision"_s);
        const QString scale = number(1, u"scale"_s);
        (void)arguments.take(2, u"asdecimal"_s); // Python's side only
        if (precision.isEmpty())
            return scale.isEmpty() ? known(written) : std::nullopt;
        return known(scale.isEmpty() ? u"%1(%2)"_s.arg(written, precision)
                                     : u"%1(%2, %3)"_s.arg(written, precision, scale));
    }
    if (name == "TIMESTAMP"_L1) {
        const bool zone = isTrue(arguments.take(0, u"timezone"_s));
        return known(zone ? u"TIMESTAMP WITH TIME ZONE"_s : u"TIMESTAMP"_s);
    }
    return std::nullopt; // Boolean, Enum, Float, Time, Interval …: by SQLAlchemy's release, or more
}

Text defaultOf(const PythonValue *value)
{
    if (value->kind == PythonValue::String)
        return u'\'' + QString(value->text).replace(u"'"_s, u"''"_s) + u'\'';
    if ((value->isCall("sa.text"_L1) || value->isCall("text"_L1)) && value->items.size() == 1
        && value->items.front().kind == PythonValue::String)
        return value->items.front().text;
    return std::nullopt;
}

// sa.Column("name", type, [nullable=…, server_default=…])
Text columnOf(const PythonValue &value, QStringList *primaryKey = nullptr)
{
    if (!value.isCall("sa.Column"_L1))
        return std::nullopt;
    Arguments arguments(value);
    const Text name = nameOf(arguments.take(0, u"name"_s));
    const Text type = typeOf(arguments.take(1, u"type_"_s));
    if (!name || !type)
        return std::nullopt;
    QString text = *name + u' ' + *type;
    if (const PythonValue *given = arguments.take(u"server_default"_s)) {
        const Text expression = defaultOf(given);
        if (!expression)
            return std::nullopt;
        text += u" DEFAULT "_s + *expression;
    }
    const PythonValue *nullable = arguments.take(u"nullable"_s);
    const bool isKey = isTrue(arguments.take(u"primary_key"_s));
    if (isKey && !primaryKey)
        return std::nullopt;
    if (isKey)
        primaryKey->append(*name);
    if (isKey || (nullable && nullable->kind == PythonValue::False))
        text += u" NOT NULL"_s;
    (void)arguments.take(u"autoincrement"_s); // Alembic makes nothing of it on Oracle
    return arguments.allTaken() ? Text(text) : std::nullopt;
}

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
    for (const QString &before :
         {u"existing_type"_s, u"existing_nullable"_s, u"existing_server_default"_s,
          u"existing_comment"_s, u"existing_autoincrement"_s, u"autoincrement"_s})
        (void)arguments.take(before);
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
        modify(u"DEFAULT NULL"_s);
    } else if (const PythonValue *given = arguments.take(u"server_default"_s);
               given && given->kind != PythonValue::False) { // False: as it is
        const Text expression = defaultOf(given);
        if (!expression)
            return std::nullopt;
        modify(u"DEFAULT "_s + *expression);
    }
    if (const PythonValue *given = arguments.take(u"type_"_s)) {
        const Text type = typeOf(given);
        if (!type)
            return std::nullopt;
        modify(*type);
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
    const PythonValue *sql = arguments.take(0, u"sqltext"_s);
    if (sql && (sql->isCall("sa.text"_L1) || sql->isCall("text"_L1)) && sql->items.size() == 1
        && sql->keywords.empty())
        sql = &sql->items.front();
    if (!sql || sql->kind != PythonValue::String)
        return std::nullopt;
    QString text = sql->text.trimmed();
    static const QStringList units{u"BEGIN"_s, u"DECLARE"_s};
    const QString first = text.section(u' ', 0, 0).section(u'\n', 0, 0).toUpper();
    if (units.contains(first) || text.contains("TRIGGER"_L1, Qt::CaseInsensitive)
        || text.contains("PROCEDURE"_L1, Qt::CaseInsensitive)
        || text.contains("FUNCTION"_L1, Qt::CaseInsensitive)
        || text.contains("PACKAGE"_L1, Qt::CaseInsensitive)) {
        return text.endsWith(u';') ? Text(text + u"\n/"_s) : std::nullopt;
    }
    while (text.endsWith(u';'))
        text.chop(1);
    return text.isEmpty() || text.contains(u';') ? std::nullopt : Text(text.trimmed());
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

} // namespace

AlembicTranslation translateAlembicOps(const QString &python)
{
    AlembicTranslation translation;
    for (const QString &statement : pythonStatements(python)) {
        const std::optional<PythonValue> value = parsePython(statement);
        const bool isNothing = value
            && (value->kind == PythonValue::String // a docstring
                || (value->kind == PythonValue::Name && value->text == "pass"_L1));
        if (isNothing)
            continue;
        if (const Text sql = value ? translated(*value) : std::nullopt) {
            translation.sql += *sql + (sql->endsWith(u"\n/"_s) ? u"\n"_s : u";\n"_s);
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
