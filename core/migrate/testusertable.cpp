// SPDX-License-Identifier: MIT
#include "migrate/testusertable.h"

#include "base/nearest.h"
#include "migrate/testvalues.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::TestUser", text);
}

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

} // namespace

Result<const Table *> userTable(const Catalog &catalog, const TestUserSettings &settings)
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
Result<QString> userKey(const Table &table)
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

bool mustBeUnique(const Catalog &catalog, const Table &table, const QString &column)
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

bool isFilledByTrigger(const Catalog &catalog, const Table &table, const QString &column)
{
    for (const auto &[key, unit] : catalog.units) {
        if (unit.kind == UnitKind::Trigger && unit.enabled && unit.table == table.name
            && unit.source.contains(u":NEW."_s + column, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

} // namespace Athanor
