// SPDX-License-Identifier: MIT
// NOT NULL over rows that are there: ORA-02296 (MODIFY), ORA-01758 (ADD).
#include "diff/probes.h"
#include "migrate/scriptfixes.h"

#include <QtCore/QCoreApplication>

#include <set>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::ScriptFix", text);
}

// Something to put there, for a person to replace; empty: nobody can say.
QString placeholder(const DataType &type)
{
    switch (type.kind) {
    case TypeKind::Varchar2:
    case TypeKind::Nvarchar2:
    case TypeKind::Char:
    case TypeKind::Nchar:
        return type.length.value_or(1) >= 7 ? u"'unknown'"_s : u"'-'"_s;
    case TypeKind::Clob:
    case TypeKind::Nclob:
        return u"'unknown'"_s;
    case TypeKind::Number:
    case TypeKind::Float:
    case TypeKind::BinaryFloat:
    case TypeKind::BinaryDouble:
        return u"0"_s;
    case TypeKind::Date:
        return u"SYSDATE"_s;
    case TypeKind::Timestamp:
    case TypeKind::TimestampTz:
    case TypeKind::TimestampLtz:
        return u"SYSTIMESTAMP"_s;
    case TypeKind::Boolean:
        return u"FALSE"_s;
    case TypeKind::IntervalYearToMonth:
    case TypeKind::IntervalDayToSecond:
    case TypeKind::Raw:
    case TypeKind::Long:
    case TypeKind::LongRaw:
    case TypeKind::Blob:
    case TypeKind::Bfile:
    case TypeKind::Rowid:
    case TypeKind::Urowid:
    case TypeKind::Xmltype:
    case TypeKind::Json:
    case TypeKind::Vector:
    case TypeKind::UserDefined:
        break;
    }
    return {};
}

std::optional<ScriptFix> updateBefore(const ExaminedStatement &at, const QualifiedName &table,
                                      const QString &column, const QString &value)
{
    if (value.isEmpty())
        return {};
    const QString name = writtenName(column);
    const QString written = nameIn(at.style, column);
    const QString head = keywordsIn(at.style, u"UPDATE "_s) + nameIn(at.style, table)
        + keywordsIn(at.style, u" SET "_s) + written + u" = "_s;
    ScriptEdit edit{at.section,
                    {at.words.start(), 0},
                    head + value + keywordsIn(at.style, u" WHERE "_s) + written
                        + keywordsIn(at.style, u" IS NULL"_s) + u";\n"_s,
                    {head.size(), value.size()}};
    return ScriptFix{tr("Fill the rows without a value first: UPDATE … SET %1").arg(name), {edit}};
}

// ADD c type NOT NULL: a default goes before the column's constraints.
std::optional<ScriptFix> defaultFor(const ExaminedStatement &at, const Column &column)
{
    const QString value = placeholder(column.type);
    const std::optional<ColumnWords> part = columnBehind(at.words, u"ADD", column.name);
    if (value.isEmpty() || !part)
        return {};
    for (size_t i = part->name + 1; i < part->end; ++i) {
        if (at.words.is(i, u"(")) {
            i = at.words.behindParentheses(i) - 1;
            continue;
        }
        for (const QStringView word :
             {u"CONSTRAINT", u"NOT", u"UNIQUE", u"PRIMARY", u"REFERENCES", u"CHECK"}) {
            if (!at.words.is(i, word))
                continue;
            const QString head = keywordsIn(at.style, u"DEFAULT "_s);
            return ScriptFix{tr("Give the rows that are there a value: DEFAULT"),
                             {{at.section,
                               {at.words.range(i).start, 0},
                               head + value + u' ',
                               {head.size(), value.size()}}}};
        }
    }
    return {};
}

} // namespace

std::vector<ScriptFinding>
notNullFindings(const ExaminedStatement &at,
                const std::set<std::pair<QualifiedName, QString>> &updated)
{
    const auto *alter = std::get_if<AlterTable>(&at.statement);
    const Table *table = alter ? at.meets.table(alter->table) : nullptr;
    if (!table || !at.start.table(alter->table)) // a table the section made has no rows
        return {};
    std::vector<ScriptFinding> findings;
    const auto add = [&](const Hazard &hazard, std::optional<ScriptFix> fix) {
        ScriptFinding finding = findingOf(at, hazard.oraCode, hazard.message);
        if (fix)
            finding.fixes.push_back(std::move(*fix));
        findings.push_back(std::move(finding));
    };
    for (const TableAction &action : alter->actions) {
        if (const auto *modify = std::get_if<ModifyColumn>(&action)) {
            const Column *column = table->column(modify->column);
            if (!column || !modify->setNotNull || !modify->setNotNull->state.enabled
                || !modify->setNotNull->state.validated || table->isMandatory(*column)
                || updated.count({table->name, column->name}) != 0)
                continue;
            const QString known = modify->defaultValue.value_or(column->defaultValue);
            const bool usable = !known.isEmpty() && known.compare(u"NULL"_s, Qt::CaseInsensitive)
                && !known.contains("NEXTVAL"_L1, Qt::CaseInsensitive);
            add(nullRows(table->name, column->name),
                updateBefore(at, table->name, column->name,
                             usable ? known : placeholder(modify->type.value_or(column->type))));
        } else if (const auto *columns = std::get_if<AddColumns>(&action)) {
            for (const Column &column : columns->columns) {
                const bool filled = !column.defaultValue.isEmpty() || column.identity
                    || !column.virtualExpression.isEmpty();
                if (column.notNull && column.notNull->state.enabled
                    && column.notNull->state.validated && !filled)
                    add(anyRows(table->name, column.name), defaultFor(at, column));
            }
        }
    }
    return findings;
}

void collectUpdated(const StatementWords &words,
                    std::set<std::pair<QualifiedName, QString>> &updated)
{
    const size_t set = words.find({u"SET"});
    if (!words.is(0, u"UPDATE") || set == StatementWords::none)
        return;
    // UPDATE [owner .] table [alias] SET column = …: the columns before each = of the first level.
    const size_t name = words.is(2, u".") ? 3 : 1;
    const QualifiedName table{words.is(2, u".") ? storedName(words.text(1)) : QString(),
                              storedName(words.text(name))};
    for (size_t i = set + 1; i < words.size() && !words.is(i, u"WHERE"); ++i) {
        if (words.is(i, u"(") && !words.is(i - 1, u"SET"))
            i = words.behindParentheses(i) - 1;
        else if (words.is(i, u"=") || words.is(i, u",") || words.is(i, u")"))
            updated.insert({table, storedName(words.text(i - 1))});
    }
}

} // namespace Athanor
