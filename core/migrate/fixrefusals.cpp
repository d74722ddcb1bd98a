// SPDX-License-Identifier: MIT
// What mends a statement that Oracle refuses.
#include "base/nearest.h"
#include "ddl/writer.h"
#include "migrate/scriptfixes.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::ScriptFix", text);
}

ScriptFix oneEdit(const ExaminedStatement &at, const QString &title, const TextRange &range,
                  const QString &text)
{
    return {title, {{at.section, range, text}}};
}

// Words cut out together with the blanks before them.
ScriptEdit cutting(const ExaminedStatement &at, size_t first, size_t last)
{
    const qsizetype start =
        first > 0 ? at.words.range(first - 1).end() : at.words.range(first).start;
    return {at.section, {start, at.words.range(last).end() - start}, {}};
}

// "NOT NULL" (or "NULL") of one column's MODIFY, with the constraint name before it.
struct NullWords
{
    ColumnWords part;
    size_t first = 0;
    size_t last = 0;
    [[nodiscard]] bool isAll() const { return first == part.name + 1 && last + 1 == part.end; }
};

std::optional<NullWords> nullWords(const StatementWords &words, const QString &column, bool notNull)
{
    const std::optional<ColumnWords> part = columnBehind(words, u"MODIFY", column);
    if (!part)
        return {};
    for (size_t i = part->name + 1; i < part->end; ++i) {
        if (words.is(i, u"(")) {
            i = words.behindParentheses(i) - 1;
            continue;
        }
        const bool hit = notNull ? words.is(i, u"NOT") && words.is(i + 1, u"NULL")
                                 : words.is(i, u"NULL") && !words.is(i - 1, u"NOT")
                && !words.is(i - 1, u"DEFAULT") && !words.is(i - 1, u"ON");
        if (!hit)
            continue;
        NullWords found{*part, i, notNull ? i + 1 : i};
        if (found.first >= part->name + 3 && words.is(found.first - 2, u"CONSTRAINT"))
            found.first -= 2;
        return found;
    }
    return {};
}

// ORA-01442, ORA-01451: every column of the statement that is so already.
std::optional<ScriptFix> withoutNullWords(const ExaminedStatement &at, bool notNull)
{
    const auto *alter = std::get_if<AlterTable>(&at.statement);
    const Table *table = alter ? at.meets.table(alter->table) : nullptr;
    if (!table)
        return {};
    QStringList columns;
    ScriptFix fix;
    size_t parts = 0; // of the whole statement
    size_t emptied = 0;
    for (const TableAction &action : alter->actions) {
        ++parts;
        const auto *modify = std::get_if<ModifyColumn>(&action);
        const Column *column = modify ? table->column(modify->column) : nullptr;
        if (!column || (notNull ? !modify->setNotNull : !modify->setNull)
            || (column->notNull.has_value() != notNull
                && !(notNull && table->isMandatory(*column))))
            continue;
        const std::optional<NullWords> words = nullWords(at.words, column->name, notNull);
        if (!words)
            continue;
        columns.append(writtenName(column->name));
        size_t first = words->first;
        size_t last = words->last;
        if (words->isAll()) { // nothing is left of the column's part
            ++emptied;
            first = words->part.name;
            if (!words->part.inList)
                first -= 1; // MODIFY
            else if (at.words.is(first - 1, u","))
                first -= 1;
            else if (at.words.is(last + 1, u","))
                last += 1;
        }
        fix.edits.push_back(cutting(at, first, last));
    }
    if (fix.edits.empty())
        return {};
    const QString words = notNull ? u"NOT NULL"_s : u"NULL"_s;
    if (emptied == parts) {
        fix.edits = {{at.section, at.words.whole(), {}}};
        fix.title =
            tr("Leave the statement out: %1 is %2 already").arg(columns.join(", "_L1), words);
        return fix;
    }
    // A list that has lost all its parts would leave MODIFY () behind.
    if (emptied > 1)
        return {};
    fix.title = tr("Leave out %2: %1 is that already").arg(columns.join(", "_L1), words);
    return fix;
}

// ORA-02283: where a sequence starts is asked when it is made.
std::vector<ScriptFix> restartedSequence(const ExaminedStatement &at)
{
    const auto *alter = std::get_if<AlterSequence>(&at.statement);
    const size_t start = at.words.find({u"START", u"WITH"});
    if (!alter || start == StatementWords::none)
        return {};
    std::vector<ScriptFix> fixes;
    if (at.version >= OracleVersion{18, 0})
        fixes.push_back(oneEdit(at, tr("Write RESTART START WITH (18c and newer)"),
                                {at.words.range(start).start, 0},
                                keywordsIn(at.style, u"RESTART "_s)));
    const auto found = at.meets.sequences.find(alter->name);
    if (found != at.meets.sequences.end() && start + 2 < at.words.size()) {
        Sequence anew = found->second;
        anew.options.startWith = at.words.text(start + 2).toString();
        if (anew.options.startWith == "-"_L1 && start + 3 < at.words.size())
            *anew.options.startWith += at.words.text(start + 3);
        const QString name = writtenName(alter->name);
        fixes.push_back(oneEdit(
            at, tr("Drop %1 and make it anew (its grants go with it)").arg(name), at.words.whole(),
            keywordsIn(at.style, u"DROP SEQUENCE "_s) + nameIn(at.style, alter->name) + u";\n"_s
                + scriptIn(at.style, anew)));
    }
    return fixes;
}

// ORA-02289 in a default: X.NEXTVAL of a sequence that nobody made.
std::optional<ScriptFix> madeSequence(const ExaminedStatement &at)
{
    for (size_t i = 2; i < at.words.size(); ++i) {
        if (!at.words.is(i, u"NEXTVAL") || !at.words.is(i - 1, u"."))
            continue;
        const QualifiedName name{{}, storedName(at.words.text(i - 2))};
        if (at.meets.sequences.count(name) != 0 || (i >= 4 && at.words.is(i - 3, u".")))
            continue;
        Sequence sequence;
        sequence.name = name;
        sequence.options.startWith = u"1"_s;
        sequence.options.incrementBy = u"1"_s;
        sequence.options.cache = 0;
        return oneEdit(at, tr("Create the sequence %1 before it").arg(writtenName(name)),
                       {at.words.start(), 0}, scriptIn(at.style, sequence));
    }
    return {};
}

// A name that is one typing error away from one that is there.
std::optional<ScriptFix> meantName(const ExaminedStatement &at, const QString &wrong,
                                   const QStringList &known)
{
    const QString nearest = nearestWord(wrong, known);
    if (nearest.isEmpty())
        return {};
    for (size_t i = 0; i < at.words.size(); ++i) {
        if (at.words.isName(i, wrong))
            return oneEdit(at, tr("Write %1").arg(writtenName(nearest)), at.words.range(i),
                           nameIn(at.style, nearest));
    }
    return {};
}

template <typename Map>
QStringList ownNames(const Map &map)
{
    QStringList names;
    for (const auto &entry : map) {
        if (entry.first.owner.isEmpty())
            names.append(entry.first.name);
    }
    return names;
}

std::optional<ScriptFix> meantTable(const ExaminedStatement &at)
{
    QualifiedName wrong;
    if (const auto *alter = std::get_if<AlterTable>(&at.statement))
        wrong = alter->table;
    else if (const auto *drop = std::get_if<DropTable>(&at.statement))
        wrong = drop->name;
    else if (const auto *index = std::get_if<CreateIndex>(&at.statement))
        wrong = index->index.table;
    else if (const auto *comment = std::get_if<CommentOn>(&at.statement))
        wrong = comment->object;
    if (wrong.isEmpty() || !wrong.owner.isEmpty() || at.meets.table(wrong))
        return {};
    return meantName(at, wrong.name, ownNames(at.meets.tables));
}

std::optional<ScriptFix> meantSequence(const ExaminedStatement &at)
{
    QualifiedName wrong;
    if (const auto *alter = std::get_if<AlterSequence>(&at.statement))
        wrong = alter->name;
    else if (const auto *drop = std::get_if<DropSequence>(&at.statement))
        wrong = drop->name;
    if (wrong.isEmpty() || !wrong.owner.isEmpty() || at.meets.sequences.count(wrong) != 0)
        return {};
    return meantName(at, wrong.name, ownNames(at.meets.sequences));
}

std::optional<ScriptFix> meantColumn(const ExaminedStatement &at)
{
    const Table *table = nullptr;
    QStringList wrong;
    const auto wants = [&](const QString &column) {
        if (table && !table->column(column))
            wrong.append(column);
    };
    if (const auto *alter = std::get_if<AlterTable>(&at.statement)) {
        table = at.meets.table(alter->table);
        for (const TableAction &action : alter->actions) {
            if (const auto *modify = std::get_if<ModifyColumn>(&action))
                wants(modify->column);
            else if (const auto *rename = std::get_if<RenameColumn>(&action))
                wants(rename->from);
            else if (const auto *drop = std::get_if<DropColumns>(&action))
                for (const QString &column : drop->columns)
                    wants(column);
            else if (const auto *add = std::get_if<AddConstraint>(&action))
                for (const QString &column : add->constraint.columns)
                    wants(column);
        }
    } else if (const auto *index = std::get_if<CreateIndex>(&at.statement)) {
        table = at.meets.table(index->index.table);
        for (const IndexColumn &part : index->index.columns) {
            if (part.expression.isEmpty())
                wants(part.column);
        }
    } else if (const auto *comment = std::get_if<CommentOn>(&at.statement)) {
        table = at.meets.table(comment->object);
        if (!comment->column.isEmpty())
            wants(comment->column);
    }
    if (wrong.isEmpty())
        return {};
    QStringList known;
    for (const Column &column : table->columns)
        known.append(column.name);
    return meantName(at, wrong.front(), known);
}

} // namespace

std::vector<ScriptFix> fixesOfRefusal(const ExaminedStatement &at, const Error &error)
{
    std::vector<ScriptFix> fixes;
    const auto add = [&fixes](std::optional<ScriptFix> fix) {
        if (fix)
            fixes.push_back(std::move(*fix));
    };
    if (error.oraCode == 1442) {
        add(withoutNullWords(at, true));
    } else if (error.oraCode == 1451) {
        add(withoutNullWords(at, false));
    } else if (error.oraCode == 2283) {
        fixes = restartedSequence(at);
    } else if (error.oraCode == 2289) {
        add(madeSequence(at));
        add(meantSequence(at));
    } else if (error.oraCode == 942) {
        add(meantTable(at));
    } else if (error.oraCode == 904) {
        add(meantColumn(at));
    }
    return fixes;
}

} // namespace Athanor
