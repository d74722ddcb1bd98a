// SPDX-License-Identifier: MIT
#include "diff/probes.h"

#include "base/error.h"

#include <QtCore/QCoreApplication>

namespace Athanor {

using namespace Qt::StringLiterals;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Athanor::Hazard)
};

QString count(const QualifiedName &table, const QString &condition)
{
    return u"SELECT COUNT(*) FROM "_s + writtenName(table)
        + (condition.isEmpty() ? QString() : u" WHERE "_s + condition);
}

QString written(const QStringList &columns, const QString &between, const QString &prefix = {})
{
    QStringList names;
    for (const QString &column : columns)
        names << prefix + writtenName(column);
    return names.join(between);
}

// How many groups of equal keys there are. NULLs: a unique key lets rows through whose columns are
// all NULL.
QString duplicateGroups(const QualifiedName &table, const QString &columns,
                        const QString &condition)
{
    return u"SELECT COUNT(*) FROM (SELECT 1 FROM %1%2 GROUP BY %3 HAVING COUNT(*) > 1)"_s.arg(
        writtenName(table), condition.isEmpty() ? QString() : u" WHERE "_s + condition, columns);
}

QString notAllNull(const QStringList &columns)
{
    QStringList parts;
    for (const QString &column : columns)
        parts << writtenName(column) + u" IS NOT NULL"_s;
    return parts.size() == 1 ? parts.first() : u'(' + parts.join(u" OR "_s) + u')';
}

} // namespace

QString columnText(const QualifiedName &table, const QString &column)
{
    return writtenName(table) + u'.' + writtenName(column);
}

Hazard nullRows(const QualifiedName &table, const QString &column)
{
    return {
        HazardKind::MayFailOnRows,
        Tr::tr("Fails with %1 where %2 is NULL.").arg(oraCodeText(2296), columnText(table, column)),
        2296, count(table, writtenName(column) + u" IS NULL"_s)};
}

Hazard anyRows(const QualifiedName &table, const QString &column)
{
    return {
        HazardKind::MayFailOnRows,
        Tr::tr("Fails with %1 as soon as %2 has rows: add %3 with a DEFAULT, or nullable, fill it, "
               "then MODIFY it NOT NULL.")
            .arg(oraCodeText(1758), writtenName(table), writtenName(column)),
        1758, count(table, {})};
}

Hazard longerValues(const QualifiedName &table, const Column &before, const DataType &after,
                    bool inBytes)
{
    QString length = inBytes ? u"LENGTHB(%1)"_s : u"LENGTH(%1)"_s;
    if (after.kind == TypeKind::Raw)
        length = u"UTL_RAW.LENGTH(%1)"_s;
    const QString condition =
        u"%1 > %2"_s.arg(length.arg(writtenName(before.name))).arg(after.length.value_or(1));
    return {HazardKind::MayFailOnRows,
            Tr::tr("Fails with %1 where a value of %2 is longer than %3.")
                .arg(oraCodeText(1441), columnText(table, before.name), toString(after)),
            1441, count(table, condition)};
}

Hazard longerLobs(const QualifiedName &table, const Column &before, int length)
{
    return {
        HazardKind::LosesData,
        Tr::tr("What is longer than %1 in %2 is cut off.")
            .arg(length)
            .arg(columnText(table, before.name)),
        0,
        count(table, u"DBMS_LOB.GETLENGTH(%1) > %2"_s.arg(writtenName(before.name)).arg(length))};
}

Hazard losesFractions(const QualifiedName &table, const Column &before)
{
    return {HazardKind::LosesData,
            Tr::tr("%1 loses its fractions of a second.").arg(columnText(table, before.name)), 0,
            count(table, writtenName(before.name) + u" IS NOT NULL"_s)};
}

Hazard mustBeEmpty(const QualifiedName &table, const Column &before, const DataType &after,
                   int oraCode)
{
    return {HazardKind::MayFailOnRows,
            Tr::tr("Fails with %1 unless %2 is empty: for %3 with values add a new column, copy, "
                   "drop, rename.")
                .arg(oraCodeText(oraCode), columnText(table, before.name), toString(after)),
            oraCode, count(table, writtenName(before.name) + u" IS NOT NULL"_s)};
}

// ADD PRIMARY KEY over NULLs is ORA-01449 first, as sessions in public articles show
// (oracle.programmer-reference.com/ora-01449); ORA-02437's own text speaks of NULLs, too.
Hazard duplicates(const QualifiedName &table, const Constraint &key)
{
    const QString columns = written(key.columns, u", "_s);
    const bool primary = key.kind == ConstraintKind::PrimaryKey;
    QString probe = duplicateGroups(table, columns, primary ? QString() : notAllNull(key.columns));
    if (primary) {
        QStringList nulls;
        for (const QString &column : key.columns)
            nulls << writtenName(column) + u" IS NULL"_s;
        probe = u"SELECT (%1) + (%2) FROM DUAL"_s.arg(probe, count(table, nulls.join(u" OR "_s)));
    }
    const int code = primary ? 2437 : 2299;
    return {HazardKind::MayFailOnRows,
            primary ? Tr::tr("Fails with %1 where (%2) of %3 is there twice, with %4 where it is "
                             "NULL.")
                          .arg(oraCodeText(code), columns, writtenName(table), oraCodeText(1449))
                    : Tr::tr("Fails with %1 where (%2) of %3 is there twice.")
                          .arg(oraCodeText(code), columns, writtenName(table)),
            code, probe};
}

Hazard duplicates(const Index &uniqueIndex)
{
    QStringList columns;
    QStringList present;
    for (const IndexColumn &column : uniqueIndex.columns) {
        columns << (column.column.isEmpty() ? column.expression : writtenName(column.column));
        present << columns.last() + u" IS NOT NULL"_s;
    }
    return {HazardKind::MayFailOnRows,
            Tr::tr("Fails with %1 where (%2) of %3 is there twice.")
                .arg(oraCodeText(1452), columns.join(u", "_s), writtenName(uniqueIndex.table)),
            1452,
            duplicateGroups(uniqueIndex.table, columns.join(u", "_s),
                            u'(' + present.join(u" OR "_s) + u')')};
}

Hazard orphans(const QualifiedName &table, const Constraint &foreignKey)
{
    QStringList present;
    QStringList pairs;
    for (qsizetype i = 0; i < foreignKey.columns.size(); ++i) {
        present << u"c."_s + writtenName(foreignKey.columns[i]) + u" IS NOT NULL"_s;
        if (i < foreignKey.referencedColumns.size())
            pairs << u"p."_s + writtenName(foreignKey.referencedColumns[i]) + u" = c."_s
                    + writtenName(foreignKey.columns[i]);
    }
    QString probe;
    if (pairs.size() == foreignKey.columns.size()) // else the parent's key is not known here
        probe = u"SELECT COUNT(*) FROM %1 c WHERE %2 AND NOT EXISTS (SELECT 1 FROM %3 p WHERE %4)"_s
                    .arg(writtenName(table), present.join(u" AND "_s),
                         writtenName(foreignKey.referencedTable), pairs.join(u" AND "_s));
    return {
        HazardKind::MayFailOnRows,
        Tr::tr("Fails with %1 where a row of %2 has no parent in %3.")
            .arg(oraCodeText(2298), writtenName(table), writtenName(foreignKey.referencedTable)),
        2298, probe};
}

Hazard violators(const QualifiedName &table, const Constraint &check)
{
    return {HazardKind::MayFailOnRows,
            Tr::tr("Fails with %1 where a row of %2 does not satisfy %3.")
                .arg(oraCodeText(2293), writtenName(table), check.condition),
            2293, count(table, u"NOT ("_s + check.condition + u')')};
}

Hazard dropsRows(const QualifiedName &table)
{
    return {HazardKind::LosesData, Tr::tr("Drops %1 with all its rows.").arg(writtenName(table)), 0,
            count(table, {})};
}

Hazard dropsValues(const QualifiedName &table, const QString &column)
{
    return {HazardKind::LosesData,
            Tr::tr("Drops %1 with all its values.").arg(columnText(table, column)), 0,
            count(table, writtenName(column) + u" IS NOT NULL"_s)};
}

Hazard dropsPartition(const QualifiedName &table, const QString &partition)
{
    return {HazardKind::LosesData,
            Tr::tr("Drops partition %1 of %2 with all its rows.")
                .arg(writtenName(partition), writtenName(table)),
            0,
            u"SELECT COUNT(*) FROM %1 PARTITION (%2)"_s.arg(writtenName(table),
                                                            writtenName(partition))};
}

} // namespace Athanor
