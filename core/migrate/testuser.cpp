// SPDX-License-Identifier: MIT
#include "migrate/testuser.h"

#include "base/nearest.h"
#include "database/dictionary.h"
#include "migrate/advice.h"
#include "migrate/testvalues.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// Werkzeug's default of 2.2; it reads the number from the text.
constexpr int hashIterations = 260000;
constexpr int hashLength = 102; // of the whole text with a salt of 16

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::TestUser", text);
}

QString randomText(int length, QLatin1StringView alphabet)
{
    QString text;
    for (int i = 0; i < length; ++i)
        text += QChar(alphabet.at(QRandomGenerator::system()->bounded(int(alphabet.size()))));
    return text;
}

constexpr QLatin1StringView hexDigits{"0123456789abcdef"};
constexpr QLatin1StringView letters{
    "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"}; // none alike

// How much a table looks like the one with the users.
int likeness(const Table &table)
{
    static const QStringList names{u"AUTH_USER"_s, u"USERS"_s,   u"USER"_s,
                                   u"APP_USER"_s,  u"ACCOUNT"_s, u"ACCOUNTS"_s};
    int points = 0;
    if (names.contains(table.name.name.toUpper()))
        points += 4;
    else if (table.name.name.contains("USER"_L1, Qt::CaseInsensitive))
        points += 2;
    for (const Column &column : table.columns) {
        const QString name = column.name.toUpper();
        if (name.contains("EMAIL"_L1) || name == "USERNAME"_L1 || name == "LOGIN"_L1
            || isPasswordColumn(name))
            points += 2;
    }
    return points;
}

Result<const Table *> findTable(const Catalog &catalog, const TestUserSettings &settings)
{
    if (!settings.table.isEmpty()) {
        for (const QString &name : {settings.table, storedName(settings.table)}) {
            if (const Table *table = catalog.table({{}, name}))
                return table;
        }
        QStringList names;
        for (const auto &[name, table] : catalog.tables)
            names += name.name;
        const QString near = nearestWord(storedName(settings.table), names);
        return failure(
            ErrorKind::Semantic,
            tr("The target has no table %1, which [test-user] names.%2 Run “athanor upgrade” "
               "first?")
                .arg(settings.table, near.isEmpty() ? QString() : tr(" Is %1 meant?").arg(near)));
    }
    const Table *best = nullptr;
    int bestPoints = 3; // less is nothing that looks like it
    QStringList equals;
    for (const auto &[name, table] : catalog.tables) {
        const int points = likeness(table);
        if (points > bestPoints) {
            best = &table;
            bestPoints = points;
            equals = QStringList{name.name};
        } else if (points == bestPoints && best) {
            equals += name.name;
        }
    }
    if (!best) {
        return failure(ErrorKind::Semantic,
                       tr("No table of the target looks like one of users. Run “athanor upgrade” "
                          "first, or name the table in "
                          "athanor.toml: [test-user] table = \"…\"."));
    }
    if (equals.size() > 1) {
        return failure(ErrorKind::Ambiguous,
                       tr("Several tables look like one of users: %1. Name one in athanor.toml: "
                          "[test-user] table = \"…\".")
                           .arg(equals.join(u", "_s)));
    }
    return best;
}

// The one column a row is found by again.
Result<QString> keyColumn(const Table &table)
{
    if (const Constraint *primary = table.primaryKey(); primary && primary->columns.size() == 1)
        return primary->columns.front();
    for (const Constraint &constraint : table.constraints) {
        if (constraint.kind == ConstraintKind::Unique && constraint.columns.size() == 1
            && table.isMandatory(*table.column(constraint.columns.front())))
            return constraint.columns.front();
    }
    return failure(ErrorKind::Semantic,
                   tr("%1 has no key of one column, so a test user could not be found again.")
                       .arg(writtenName(table.name)));
}

bool isUnique(const Catalog &catalog, const Table &table, const QString &column)
{
    for (const Constraint &constraint : table.constraints) {
        const bool isKey = constraint.kind == ConstraintKind::Unique
            || constraint.kind == ConstraintKind::PrimaryKey;
        if (isKey && constraint.columns.contains(column))
            return true;
    }
    for (const auto &[name, index] : catalog.indexes) {
        if (index.table != table.name || index.kind != IndexKind::Unique)
            continue;
        for (const IndexColumn &part : index.columns) {
            if (part.column == column || part.expression.contains(writtenName(column)))
                return true;
        }
    }
    return false;
}

bool hasBodyFor(const Catalog &catalog, const Table &table, const QString &column)
{
    for (const auto &[key, unit] : catalog.units) {
        if (unit.kind == UnitKind::Trigger && unit.enabled && unit.table == table.name
            && unit.source.contains(u":NEW."_s + column, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

// Puts one user together, inserts it and reads it back.
class Maker
{
public:
    Maker(Session &session, const Catalog &catalog, const Table &table,
          const TestUserSettings &settings)
        : m_session(session)
        , m_catalog(catalog)
        , m_table(table)
        , m_settings(settings)
        , m_serial(randomText(6, hexDigits))
    { }
    [[nodiscard]] Result<TestUser> make(const Clock &clock);

private:
    [[nodiscard]] Result<> checkSettings();
    [[nodiscard]] Result<> fill(const Column &column);
    [[nodiscard]] Result<std::optional<MadeValue>> keyValue(const Column &column) const;
    [[nodiscard]] Result<MadeValue> parentValue(const Constraint &key, const QString &column);
    [[nodiscard]] MadeValue passwordValue(const Column &column);
    [[nodiscard]] Result<> insert();
    [[nodiscard]] Result<QString> readKey();
    [[nodiscard]] Result<> readBack();
    [[nodiscard]] Result<> remember(const Clock &clock);
    [[nodiscard]] std::optional<QString> setting(const QString &column) const;

    Session &m_session;
    const Catalog &m_catalog;
    const Table &m_table;
    const TestUserSettings &m_settings;
    QString m_serial;
    QString m_key;
    std::vector<std::pair<QString, MadeValue>> m_values;
    TestUser m_user;
};

std::optional<QString> Maker::setting(const QString &column) const
{
    for (const auto &[name, value] : m_settings.values) {
        if (name == column || storedName(name) == column)
            return value;
    }
    return std::nullopt;
}

Result<> Maker::checkSettings()
{
    for (const auto &[name, value] : m_settings.values) {
        if (m_table.column(name) || m_table.column(storedName(name)))
            continue;
        QStringList names;
        for (const Column &column : m_table.columns)
            names += column.name;
        const QString near = nearestWord(storedName(name), names);
        return failure(ErrorKind::Usage,
                       tr("%1 has no column %2, which [test-user] gives a value.%3")
                           .arg(writtenName(m_table.name), name,
                                near.isEmpty() ? QString() : tr(" Is %1 meant?").arg(near)));
    }
    return {};
}

// nullopt: the key comes by itself, from its default, identity or trigger.
Result<std::optional<MadeValue>> Maker::keyValue(const Column &column) const
{
    if (column.identity || !column.defaultValue.isEmpty()
        || hasBodyFor(m_catalog, m_table, column.name))
        return std::optional<MadeValue>();
    for (const auto &[name, sequence] : m_catalog.sequences) {
        if (name.name.startsWith(m_table.name.name) && name.name.endsWith("SEQ"_L1))
            return std::optional(MadeValue{writtenName(name) + u".NEXTVAL"_s, {}});
    }
    Result<MadeValue> made = makeValue(m_table, column, true, m_serial);
    if (!made)
        return Failure(made.error());
    return std::optional(*made);
}

Result<MadeValue> Maker::parentValue(const Constraint &key, const QString &column)
{
    const qsizetype place = key.columns.indexOf(column);
    const Table *parent = m_catalog.table(key.referencedTable);
    QStringList referenced = key.referencedColumns;
    if (referenced.isEmpty() && parent && parent->primaryKey())
        referenced = parent->primaryKey()->columns;
    if (place < 0 || place >= referenced.size())
        return failure(ErrorKind::Semantic,
                       tr("The foreign key %1 cannot be followed.").arg(key.name));
    const QString sql = u"SELECT %1 FROM %2 WHERE ROWNUM = 1"_s.arg(
        writtenName(referenced[place]), writtenName(key.referencedTable));
    const Result<Rows> rows = m_session.query(sql);
    if (!rows)
        return Failure(rows.error());
    if (rows->rows.empty()) {
        return failure(
            ErrorKind::Semantic,
            tr("%1 must refer to a row of %2, and that table is empty. Insert one there first, or "
               "give the value in "
               "athanor.toml: [test-user] %3 = \"…\".")
                .arg(writtenName(column), writtenName(key.referencedTable), column.toLower()));
    }
    return MadeValue{{}, rows->rows.front().front().toString()};
}

MadeValue Maker::passwordValue(const Column &column)
{
    m_user.password = randomText(14, letters);
    const int length = column.type.length.value_or(4000);
    if (length >= hashLength)
        return {{}, werkzeugHash(m_user.password, randomText(16, letters), hashIterations)};
    // Too short for a hash that a login would take; the column gets something of its length all the
    // same.
    m_user.password.clear();
    return {{}, randomText(qMin(length, 60), hexDigits)};
}

Result<> Maker::fill(const Column &column)
{
    if (!column.virtualExpression.isEmpty())
        return {};
    if (const std::optional<QString> given = setting(column.name)) {
        m_values.emplace_back(column.name, MadeValue{{}, *given});
        return {};
    }
    if (column.name == m_key) {
        const Result<std::optional<MadeValue>> value = keyValue(column);
        if (!value)
            return Failure(value.error());
        if (*value)
            m_values.emplace_back(column.name, **value);
        return {};
    }
    if (!m_table.isMandatory(column) || column.identity || !column.defaultValue.isEmpty()
        || hasBodyFor(m_catalog, m_table, column.name))
        return {};
    for (const Constraint &constraint : m_table.constraints) {
        if (constraint.kind != ConstraintKind::ForeignKey
            || !constraint.columns.contains(column.name))
            continue;
        const Result<MadeValue> value = parentValue(constraint, column.name);
        if (!value)
            return Failure(value.error());
        m_values.emplace_back(column.name, *value);
        return {};
    }
    if (isPasswordColumn(column.name) && column.type.kind != TypeKind::Number) {
        m_values.emplace_back(column.name, passwordValue(column));
        return {};
    }
    const Result<MadeValue> value =
        makeValue(m_table, column, isUnique(m_catalog, m_table, column.name), m_serial);
    if (!value)
        return Failure(value.error());
    m_values.emplace_back(column.name, *value);
    return {};
}

Result<> Maker::insert()
{
    QStringList columns;
    QStringList marks;
    QStringList shown;
    std::vector<QVariant> binds;
    for (const auto &[column, value] : m_values) {
        columns += writtenName(column);
        if (!value.expression.isEmpty()) {
            marks += value.expression;
            shown += value.expression;
            continue;
        }
        marks += u"?"_s;
        binds.emplace_back(value.text);
        shown += isPasswordColumn(column)
            ? u"'…'"_s
            : u'\'' + QString(value.text).replace(u"'"_s, u"''"_s) + u'\'';
    }
    const QString sql = u"INSERT INTO %1 (%2)\nVALUES (%3)"_s;
    const QString table = writtenName(m_table.name);
    if (columns.isEmpty()) { // all columns have defaults: one must be named
        columns += writtenName(m_key);
        marks += u"DEFAULT"_s;
        shown += u"DEFAULT"_s;
    }
    m_user.insertSql = sql.arg(table, columns.join(u", "_s), shown.join(u", "_s));
    const Result<Execution> done =
        m_session.execute(sql.arg(table, columns.join(u", "_s), marks.join(u", "_s)), binds);
    if (done)
        return {};
    Error error = done.error();
    error.context = statementAdvice(error.oraCode) + u' '
        + tr("Values for columns are given in athanor.toml under [test-user]. Tried: %1")
              .arg(m_user.insertSql);
    return Failure(error);
}

// By the texts that were bound; the newest key, should others look alike.
Result<QString> Maker::readKey()
{
    QStringList conditions;
    std::vector<QVariant> binds;
    for (const auto &[column, value] : m_values) {
        const Column *definition = m_table.column(column);
        const TypeKind kind = definition->type.kind;
        const bool isComparable =
            kind == TypeKind::Varchar2 || kind == TypeKind::Nvarchar2 || kind == TypeKind::Number;
        if (!value.expression.isEmpty() || !isComparable || value.text.isEmpty())
            continue;
        conditions += writtenName(column) + u" = ?"_s;
        binds.emplace_back(value.text);
    }
    QString sql = u"SELECT MAX(%1) FROM %2"_s.arg(writtenName(m_key), writtenName(m_table.name));
    if (!conditions.isEmpty())
        sql += u" WHERE "_s + conditions.join(u" AND "_s);
    const Result<Rows> rows = m_session.query(sql, binds);
    if (!rows)
        return Failure(rows.error());
    if (rows->rows.empty() || rows->rows.front().front().isNull())
        return failure(
            ErrorKind::Semantic,
            tr("The row was inserted, but cannot be read back: a trigger changed or moved it."));
    return rows->rows.front().front().toString();
}

Result<> Maker::readBack()
{
    const Result<QString> key = readKey();
    if (!key)
        return Failure(key.error());
    m_user.id = *key;
    QStringList shown;
    QStringList expressions;
    for (const Column &column : m_table.columns) {
        switch (column.type.kind) {
        case TypeKind::Clob:
        case TypeKind::Nclob:
        case TypeKind::Blob:
        case TypeKind::Bfile:
        case TypeKind::Long:
        case TypeKind::LongRaw:
        case TypeKind::Xmltype:
        case TypeKind::Json:
        case TypeKind::Vector:
        case TypeKind::UserDefined:
            continue; // a LOB that cannot be read would end the rows without a word (qoci.md 2.1)
        case TypeKind::Date:
            expressions += u"TO_CHAR(%1, 'YYYY-MM-DD HH24:MI:SS')"_s.arg(writtenName(column.name));
            break;
        case TypeKind::BinaryFloat:
        case TypeKind::BinaryDouble:
        case TypeKind::Boolean:
        case TypeKind::Timestamp:
        case TypeKind::TimestampTz:
        case TypeKind::TimestampLtz:
            expressions += u"TO_CHAR(%1)"_s.arg(writtenName(column.name));
            break;
        case TypeKind::Varchar2:
        case TypeKind::Nvarchar2:
        case TypeKind::Char:
        case TypeKind::Nchar:
        case TypeKind::Number:
        case TypeKind::Float:
        case TypeKind::IntervalYearToMonth:
        case TypeKind::IntervalDayToSecond:
        case TypeKind::Raw:
        case TypeKind::Rowid:
        case TypeKind::Urowid:
            expressions += writtenName(column.name);
            break;
        }
        shown += column.name;
    }
    const Result<Rows> rows = m_session.query(
        u"SELECT %1 FROM %2 WHERE %3 = ?"_s.arg(expressions.join(u", "_s),
                                                writtenName(m_table.name), writtenName(m_key)),
        {m_user.id});
    if (!rows)
        return Failure(rows.error());
    if (rows->rows.size() != 1)
        return failure(
            ErrorKind::Semantic,
            tr("The test user's key %1 finds %2 rows.").arg(m_user.id).arg(rows->rows.size()));
    for (qsizetype i = 0; i < shown.size(); ++i) {
        const QString text = rows->rows.front()[size_t(i)].toString();
        m_user.row.emplace_back(shown[i],
                                isPasswordColumn(shown[i]) && !text.isEmpty() ? u"…"_s : text);
    }
    return {};
}

Result<> Maker::remember(const Clock &clock)
{
    const Result<Execution> done = m_session.execute(
        u"INSERT INTO athanor_test_user (table_name, key_column, key_value, created_at) VALUES (?, ?, ?, ?)"_s,
        {m_table.name.name, m_key, m_user.id, isoUtc(clock())});
    if (!done)
        return Failure(done.error());
    return {};
}

Result<TestUser> Maker::make(const Clock &clock)
{
    m_user.table = m_table.name.name;
    if (const Result<> known = checkSettings(); !known)
        return Failure(known.error());
    const Result<QString> key = keyColumn(m_table);
    if (!key)
        return Failure(key.error());
    m_key = *key;
    for (const Column &column : m_table.columns) {
        if (const Result<> filled = fill(column); !filled)
            return Failure(filled.error());
    }
    if (const Result<> begun = m_session.begin(); !begun)
        return Failure(begun.error());
    Result<> done = insert();
    if (done)
        done = readBack();
    if (done)
        done = remember(clock);
    if (done)
        done = m_session.commit();
    if (!done) {
        if (m_session.inTransaction())
            (void)m_session.rollback();
        return Failure(done.error());
    }
    return std::move(m_user);
}

Result<> ensureMarks(Session &session)
{
    const Result<bool> there = session.hasTable(u"ATHANOR_TEST_USER"_s);
    if (!there)
        return Failure(there.error());
    if (*there)
        return {};
    const Result<Execution> made = session.execute(u"CREATE TABLE athanor_test_user (\n"
                                                   "    table_name VARCHAR2(128 CHAR) NOT NULL,\n"
                                                   "    key_column VARCHAR2(128 CHAR) NOT NULL,\n"
                                                   "    key_value  VARCHAR2(4000) NOT NULL,\n"
                                                   "    created_at VARCHAR2(30 CHAR) NOT NULL\n"
                                                   ")"_s);
    if (!made)
        return Failure(made.error());
    return {};
}

// The row and its mark, together or not at all. Whether there still was a row.
Result<bool> removeOne(Session &session, const Row &mark)
{
    const QString table = mark[0].toString();
    const QString column = mark[1].toString();
    const QString key = mark[2].toString();
    if (const Result<> begun = session.begin(); !begun)
        return Failure(begun.error());
    bool wasThere = false;
    Result<Execution> deleted =
        session.execute(u"DELETE FROM %1 WHERE %2 = ?"_s.arg(writtenName(QStringView(table)),
                                                             writtenName(QStringView(column))),
                        {key});
    if (deleted)
        wasThere = deleted->rowsAffected > 0;
    else if (deleted.error().oraCode == 942
             || deleted.error().oraCode == 904) // table or column went: so did the user
        deleted = Execution();
    if (deleted) {
        deleted = session.execute(
            u"DELETE FROM athanor_test_user WHERE table_name = ? AND key_column = ? AND key_value = ?"_s,
            {table, column, key});
    }
    Result<> done;
    if (deleted)
        done = session.commit();
    else
        done = Failure(deleted.error());
    if (!done) {
        if (session.inTransaction())
            (void)session.rollback();
        Error error = done.error();
        if (error.context.isEmpty())
            error.context = tr("removing the test user %1 of %2. %3")
                                .arg(key, table, statementAdvice(error.oraCode));
        return Failure(error);
    }
    return wasThere;
}

} // namespace

Result<TestUser> createTestUser(const Workspace &workspace, Session &session, const Clock &clock)
{
    const Result<Catalog> catalog = readDictionary(session);
    if (!catalog)
        return Failure(catalog.error());
    const TestUserSettings &settings = workspace.project.testUser;
    const Result<const Table *> table = findTable(*catalog, settings);
    if (!table)
        return Failure(table.error());
    if (const Result<> made = ensureMarks(session); !made)
        return Failure(made.error());
    return Maker(session, *catalog, **table, settings).make(clock);
}

Result<int> removeTestUsers(const Workspace &, Session &session)
{
    const Result<bool> there = session.hasTable(u"ATHANOR_TEST_USER"_s);
    if (!there)
        return Failure(there.error());
    if (!*there)
        return 0;
    const Result<Rows> marks =
        session.query(u"SELECT table_name, key_column, key_value FROM athanor_test_user"_s);
    if (!marks)
        return Failure(marks.error());
    int removed = 0;
    for (const Row &mark : marks->rows) {
        const Result<bool> done = removeOne(session, mark);
        if (!done)
            return Failure(done.error());
        removed += *done ? 1 : 0;
    }
    return removed;
}

} // namespace Athanor
