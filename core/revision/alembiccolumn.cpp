// SPDX-License-Identifier: MIT
#include "revision/alembiccolumn.h"

#include <QtCore/QRegularExpression>

#include <map>

using namespace Qt::StringLiterals;

namespace Athanor::Alembic {

namespace {

// The words that SQLAlchemy holds for reserved: fewer than Oracle's (oracle/base.py).
bool isQuotedWord(const QString &name)
{
    static const QStringList words =
        u"share raw drop between from desc option prior long then default alter is into minus "
        "integer number grant identified all to order on float date having cluster nowait resource "
        "any table index for update where check smallint with delete by asc revoke like size "
        "rename nocompress null group values as in view exclusive compress synonym select insert "
        "exists not trigger else create intersect pctfree distinct user connect set mode of unique "
        "varchar2 varchar lock or char decimal union public and start uid comment current level"_s
            .split(u' ');
    return words.contains(name);
}

} // namespace

// SQLAlchemy leaves a lower-case name without quotes, so that Oracle stores it in upper case; every
// other name is quoted as it is (sqlalchemy/sql/compiler.py and dialects/oracle/base.py,
// IdentifierPreparer).
QString written(const QString &name)
{
    static const QRegularExpression plain(u"^[a-z][a-z0-9_$]*$"_s);
    if (plain.match(name).hasMatch() && !isQuotedWord(name))
        return name;
    return u'"' + QString(name).replace(u"\""_s, u"\"\""_s) + u'"';
}

Text nameOf(const PythonValue *value)
{
    if (value && value->kind == PythonValue::Call && value->text.endsWith("op.f"_L1)
        && value->items.size() == 1)
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
                                                  {u"CLOB"_s, u"CLOB"_s},
                                                  {u"BLOB"_s, u"BLOB"_s},
                                                  {u"LargeBinary"_s, u"BLOB"_s},
                                                  {u"Text"_s, u"CLOB"_s},
                                                  {u"Double"_s, u"DOUBLE PRECISION"_s},
                                                  {u"DOUBLE_PRECISION"_s, u"DOUBLE PRECISION"_s},
                                                  {u"NCLOB"_s, u"NCLOB"_s}};
    if (const auto found = plain.find(name); found != plain.end())
        return known(found->second);
    if (name == "DateTime"_L1) {
        (void)arguments.take(0, u"timezone"_s); // Oracle's DATE has none
        return known(u"DATE"_s);
    }
    if (name == "String"_L1 || name == "VARCHAR"_L1 || name == "VARCHAR2"_L1) {
        const QString length = number(0, u"length"_s);
        return length.isEmpty() ? std::nullopt : known(u"VARCHAR2(%1 CHAR)"_s.arg(length));
    }
    if (name == "NVARCHAR"_L1 || name == "NVARCHAR2"_L1) {
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
    if (name == "Float"_L1 || name == "FLOAT"_L1) { // with a precision: by the release
        (void)arguments.take(u"asdecimal"_s);
        return known(u"FLOAT"_s);
    }
    // Boolean is SMALLINT, with a CHECK or without, or BOOLEAN, by SQLAlchemy's release and the
    // database's; Enum may have a CHECK; Unicode is NVARCHAR2 if the engine says so; Time, Interval
    // …
    return std::nullopt;
}

// In both \: is a : that names no variable.
Text sqlOf(const PythonValue &value)
{
    const bool isText = (value.isCall("sa.text"_L1) || value.isCall("text"_L1))
        && value.items.size() == 1 && value.keywords.empty();
    const PythonValue &text = isText ? value.items.front() : value;
    return text.kind == PythonValue::String ? Text(QString(text.text).replace(u"\\:"_s, u":"_s))
                                            : std::nullopt;
}

QString literal(const QString &text)
{
    return u'\'' + QString(text).replace(u"'"_s, u"''"_s) + u'\'';
}

Text defaultOf(const PythonValue &value)
{
    return value.kind == PythonValue::String ? literal(value.text) : sqlOf(value);
}

namespace {

// sa.Identity(…): OracleDDLCompiler.visit_identity_column and get_identity_options.
Text identityOf(const PythonValue &value)
{
    Arguments arguments(value);
    QString text =
        isTrue(arguments.take(0, u"always"_s)) ? u"GENERATED ALWAYS"_s : u"GENERATED BY DEFAULT"_s;
    if (isTrue(arguments.take(1, u"on_null"_s)))
        text += u" ON NULL"_s;
    struct Option
    {
        QString keyword;
        QString sql;
        bool isNumber = true;
    };
    static const std::vector<Option> all{{u"start"_s, u"START WITH "_s},
                                         {u"increment"_s, u"INCREMENT BY "_s},
                                         {u"minvalue"_s, u"MINVALUE "_s},
                                         {u"maxvalue"_s, u"MAXVALUE "_s},
                                         {u"nominvalue"_s, u"NOMINVALUE"_s, false},
                                         {u"nomaxvalue"_s, u"NOMAXVALUE"_s, false},
                                         {u"cycle"_s, u"CYCLE"_s, false},
                                         {u"cache"_s, u"CACHE "_s},
                                         {u"order"_s, u"ORDER"_s, false}};
    QStringList options;
    for (size_t i = 0; i < all.size(); ++i) { // in the order of its arguments
        const PythonValue *given = arguments.take(i + 2, all[i].keyword);
        if (!given || given->kind == PythonValue::None)
            continue;
        if (given->kind == PythonValue::Number && all[i].isNumber)
            options += all[i].sql + given->text;
        else if (given->kind == PythonValue::True && !all[i].isNumber)
            options += all[i].sql;
        else if (given->kind == PythonValue::False && !all[i].sql.startsWith("NO"_L1))
            options += u"NO"_s + all[i].sql;
        else
            return std::nullopt;
    }
    text += u" AS IDENTITY"_s;
    if (!options.isEmpty())
        text += u" (%1)"_s.arg(options.join(u' '));
    return arguments.allTaken() ? Text(text) : std::nullopt;
}

} // namespace

Text columnOf(const PythonValue &value, QStringList *primaryKey)
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
        const Text expression = defaultOf(*given);
        if (!expression)
            return std::nullopt;
        text += u" DEFAULT "_s + *expression;
    }
    bool isIdentity = false; // and by that NOT NULL
    for (size_t i = 2; i < value.items.size(); ++i) {
        const PythonValue *more = arguments.take(i, {});
        const Text identity = more->isCall("sa.Identity"_L1) ? identityOf(*more) : std::nullopt;
        if (!identity)
            return std::nullopt;
        isIdentity = true;
        text += u' ' + *identity;
    }
    const PythonValue *nullable = arguments.take(u"nullable"_s);
    const bool isKey = isTrue(arguments.take(u"primary_key"_s));
    if (isKey && !primaryKey)
        return std::nullopt;
    if (isKey)
        primaryKey->append(*name);
    if (!isIdentity && (isKey || (nullable && nullable->kind == PythonValue::False)))
        text += u" NOT NULL"_s;
    (void)arguments.take(u"autoincrement"_s); // Alembic makes nothing of it on Oracle
    return arguments.allTaken() ? Text(text) : std::nullopt;
}

} // namespace Athanor::Alembic
