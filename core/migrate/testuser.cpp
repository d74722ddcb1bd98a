// SPDX-License-Identifier: MIT
#include "migrate/testuser.h"

#include "base/nearest.h"
#include "database/dictionary.h"
#include "migrate/advice.h"
#include "migrate/testaccount.h"
#include "migrate/testusermarks.h"
#include "migrate/testusertable.h"
#include "migrate/testvalues.h"

#include <QtCore/QCoreApplication>

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

constexpr QLatin1StringView hexDigits{"0123456789abcdef"};
constexpr QLatin1StringView letters{
    "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"}; // none alike

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
    // The statement, without running it: what insertSql shows.
    [[nodiscard]] Result<> plan();
    [[nodiscard]] Result<TestUser> make(const Clock &clock); // after plan()
    [[nodiscard]] QString insertSql() const { return m_user.insertSql; }

private:
    [[nodiscard]] Result<> checkSettings();
    [[nodiscard]] Result<> fill(const Column &column);
    [[nodiscard]] Result<std::optional<MadeValue>> keyValue(const Column &column) const;
    [[nodiscard]] Result<MadeValue> parentValue(const Constraint &key, const QString &column);
    [[nodiscard]] MadeValue passwordValue(const Column &column);
    void writeInsert();
    [[nodiscard]] Result<> insert();
    [[nodiscard]] Result<> readBack();
    [[nodiscard]] std::optional<QString> setting(const QString &column) const;

    Session &m_session;
    const Catalog &m_catalog;
    const Table &m_table;
    const TestUserSettings &m_settings;
    QString m_serial;
    QString m_key;
    QString m_sql; // with marks
    std::vector<QVariant> m_binds;
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
        || isFilledByTrigger(m_catalog, m_table, column.name))
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
        || isFilledByTrigger(m_catalog, m_table, column.name))
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
        makeValue(m_table, column, mustBeUnique(m_catalog, m_table, column.name), m_serial);
    if (!value)
        return Failure(value.error());
    m_values.emplace_back(column.name, *value);
    return {};
}

void Maker::writeInsert()
{
    QStringList columns;
    QStringList marks;
    QStringList shown;
    for (const auto &[column, value] : m_values) {
        columns += writtenName(column);
        if (!value.expression.isEmpty()) {
            marks += value.expression;
            shown += value.expression;
            continue;
        }
        marks += u"?"_s;
        m_binds.emplace_back(value.text);
        shown += isPasswordColumn(column)
            ? u"'…'"_s
            : u'\'' + QString(value.text).replace(u"'"_s, u"''"_s) + u'\'';
    }
    if (columns.isEmpty()) { // all columns have defaults: one must be named
        columns += writtenName(m_key);
        marks += u"DEFAULT"_s;
        shown += u"DEFAULT"_s;
    }
    const QString sql = u"INSERT INTO %1 (%2)\nVALUES (%3)"_s;
    const QString table = writtenName(m_table.name);
    m_user.insertSql = sql.arg(table, columns.join(u", "_s), shown.join(u", "_s));
    // Whatever gives the key (a sequence, an identity, a trigger), this is the one it gave.
    m_sql = sql.arg(table, columns.join(u", "_s), marks.join(u", "_s))
        + u"\nRETURNING %1 INTO ?"_s.arg(writtenName(m_key));
}

Result<> Maker::insert()
{
    const Result<QString> key = m_session.executeReturning(m_sql, m_binds);
    if (key && !key->isEmpty()) {
        m_user.id = *key;
        return {};
    }
    if (key)
        return failure(ErrorKind::Semantic,
                       tr("The row was inserted, but no key came back: a trigger moved it."));
    Error error = key.error();
    error.context = statementAdvice(error.oraCode) + u' '
        + tr("Values for columns are given in athanor.toml under [test-user]. Tried: %1")
              .arg(m_user.insertSql);
    return Failure(error);
}

Result<> Maker::readBack()
{
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

Result<> Maker::plan()
{
    m_user.table = m_table.name.name;
    if (const Result<> known = checkSettings(); !known)
        return Failure(known.error());
    const Result<QString> key = userKey(m_table);
    if (!key)
        return Failure(key.error());
    m_key = *key;
    for (const Column &column : m_table.columns) {
        if (const Result<> filled = fill(column); !filled)
            return Failure(filled.error());
    }
    writeInsert();
    return {};
}

Result<TestUser> Maker::make(const Clock &clock)
{
    if (const Result<> begun = m_session.begin(); !begun)
        return Failure(begun.error());
    Result<> done = insert();
    if (done)
        done = readBack();
    if (done)
        done = addMark(m_session, {m_table.name.name, m_key, m_user.id, isoUtc(clock())});
    if (done)
        done = m_session.commit();
    if (!done) {
        if (m_session.inTransaction())
            (void)m_session.rollback();
        return Failure(done.error());
    }
    return std::move(m_user);
}

// The row and its mark, together or not at all. Whether there still was a row.
Result<bool> removeRow(Session &session, const TestUserMark &mark)
{
    if (const Result<> begun = session.begin(); !begun)
        return Failure(begun.error());
    bool wasThere = false;
    const Result<Execution> deleted = session.execute(
        u"DELETE FROM %1 WHERE %2 = ?"_s.arg(writtenName(QStringView(mark.table)),
                                             writtenName(QStringView(mark.keyColumn))),
        {mark.key});
    Result<> done;
    if (deleted)
        wasThere = deleted->rowsAffected > 0;
    else if (deleted.error().oraCode != 942 && deleted.error().oraCode != 904)
        done = Failure(deleted.error()); // else table or column went: so did the user
    if (done)
        done = removeMark(session, mark);
    if (done)
        done = session.commit();
    if (done)
        return wasThere;
    if (session.inTransaction())
        (void)session.rollback();
    Error error = done.error();
    if (error.context.isEmpty())
        error.context = tr("removing the test user %1 of %2. %3")
                            .arg(mark.key, mark.table, statementAdvice(error.oraCode));
    return Failure(error);
}

} // namespace

Result<QString> testUserSql(const Workspace &workspace, Session &session)
{
    const Result<Catalog> catalog = readDictionary(session);
    if (!catalog)
        return Failure(catalog.error());
    const TestUserSettings &settings = workspace.project.testUser;
    const Result<const Table *> table = userTable(*catalog, settings);
    if (!table)
        return Failure(table.error());
    Maker maker(session, *catalog, **table, settings);
    if (const Result<> planned = maker.plan(); !planned)
        return Failure(planned.error());
    return QString(maker.insertSql() + u";\n"_s);
}

Result<TestUser> createTestUser(const Workspace &workspace, Session &session, const Clock &clock)
{
    const Result<Catalog> catalog = readDictionary(session);
    if (!catalog)
        return Failure(catalog.error());
    const TestUserSettings &settings = workspace.project.testUser;
    const Result<const Table *> table = userTable(*catalog, settings);
    if (!table)
        return Failure(table.error());
    if (const Result<> made = ensureMarks(session); !made)
        return Failure(made.error());
    Maker maker(session, *catalog, **table, settings);
    if (const Result<> planned = maker.plan(); !planned)
        return Failure(planned.error());
    return maker.make(clock);
}

Result<RemovedTestUsers> removeTestUsers(const Workspace &, Session &session)
{
    const Result<std::vector<TestUserMark>> marks = readMarks(session);
    if (!marks)
        return Failure(marks.error());
    RemovedTestUsers removed;
    for (const TestUserMark &mark : *marks) {
        const Result<bool> done = mark.isAccount() ? removeTestAccount(session, mark, removed.kept)
                                                   : removeRow(session, mark);
        if (!done)
            return Failure(done.error());
        int &count = mark.isAccount() ? removed.accounts : removed.rows;
        count += *done ? 1 : 0;
    }
    return removed;
}

} // namespace Athanor
