// SPDX-License-Identifier: MIT
// A key that nothing numbers: what autogenerate tools leave out, and people forget when they write
// a table by hand.
#include "ddl/writer.h"
#include "migrate/scriptfixes.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::ScriptFix", text);
}

// Behind the type of a column's part: one word and, where there are, its parentheses. Keys are
// integers, whose types are no longer than that.
std::optional<qsizetype> behindType(const StatementWords &words, const QString &column)
{
    const std::optional<ColumnWords> part = columnInCreate(words, column);
    if (!part || part->name + 1 >= part->end)
        return {};
    size_t next = part->name + 2;
    if (next < part->end && words.is(next, u"("))
        next = words.behindParentheses(next);
    return words.range(next - 1).end();
}

// What completing the tables has added, found by what draws from it and whom it is for.
struct Completion
{
    Completion(const Catalog &before, const Catalog &completed)
    {
        for (const auto &[name, sequence] : completed.sequences) {
            if (before.sequences.count(name) == 0)
                sequences[drawing(name)] = &sequence;
        }
        for (const auto &[key, unit] : completed.units) {
            if (before.units.count(key) == 0 && !unit.table.isEmpty())
                triggers[unit.table] = &unit;
        }
    }

    [[nodiscard]] const ProgramUnit *trigger(const QualifiedName &table) const
    {
        const auto found = triggers.find(table);
        return found == triggers.end() ? nullptr : found->second;
    }
    [[nodiscard]] const Sequence *sequenceIn(const QString &text) const
    {
        static const QRegularExpression pattern(u"(?:\"[^\"]+\"|[^\\s(=\"]+)\\.NEXTVAL"_s);
        const auto found = sequences.find(pattern.match(text).captured());
        return found == sequences.end() ? nullptr : found->second;
    }

private:
    static QString drawing(const QualifiedName &sequence)
    {
        return writtenName(sequence) + u".NEXTVAL"_s;
    }

    std::map<QString, const Sequence *> sequences; // by "NAME.NEXTVAL"
    std::map<QualifiedName, const ProgramUnit *> triggers; // by their table
};

// Where each DROP TABLE of the downgrade ends. What undoes a fix goes there; where there is no such
// statement the way back is missing as a whole, which is a finding of its own.
std::map<QualifiedName, qsizetype> dropsOf(const Script &downgrade, const OracleVersion &version)
{
    std::map<QualifiedName, qsizetype> drops;
    for (const Statement &candidate : downgrade.statements) {
        const DdlReading reading = readDdl(downgrade.textOf(candidate), version);
        if (const auto *drop = std::get_if<DropTable>(&reading.statement))
            drops.try_emplace(drop->name, StatementWords(downgrade, candidate).end());
    }
    return drops;
}

ScriptEdit undoing(const Script &downgrade, qsizetype end, const QString &statement)
{
    const bool lineEnded = end > 0 && QStringView(downgrade.text)[end - 1] == u'\n';
    return {Direction::Downgrade, {end, 0}, (lineEnded ? QString() : u"\n"_s) + statement};
}

ScriptFix numbering(const MadeTable &made, const Column &key, const Column &wanted,
                    const Completion &completion, const WriterStyle &style, const Script &downgrade,
                    const std::map<QualifiedName, qsizetype> &drops)
{
    ScriptFix fix;
    const std::optional<qsizetype> type = behindType(made.words, key.name);
    if (!type)
        return fix;
    if (wanted.identity) {
        fix.title = tr("Make it an identity column");
        fix.edits.push_back(
            {Direction::Upgrade, {*type, 0}, u' ' + writeIdentity(*wanted.identity, style)});
        return fix;
    }
    const ProgramUnit *trigger = completion.trigger(made.name);
    const Sequence *sequence =
        completion.sequenceIn(trigger ? trigger->source : wanted.defaultValue);
    if (!sequence)
        return fix;
    const QString name = writtenName(sequence->name);
    fix.edits.push_back({Direction::Upgrade, {made.words.start(), 0}, scriptIn(style, *sequence)});
    if (!wanted.defaultValue.isEmpty()) {
        fix.title = tr("Create the sequence %1 and make it the default").arg(name);
        fix.edits.push_back(
            {Direction::Upgrade,
             {*type, 0},
             keywordsIn(style, u" DEFAULT "_s) + nameIn(style, sequence->name) + u".NEXTVAL"_s});
    } else {
        fix.title = tr("Create the sequence %1 and a trigger that draws from it").arg(name);
        fix.edits.push_back(
            {Direction::Upgrade, {made.words.end(), 0}, scriptText(writeUnit(*trigger, style))});
    }
    const auto drop = drops.find(made.name);
    if (drop != drops.end())
        fix.edits.push_back(undoing(downgrade, drop->second,
                                    keywordsIn(style, u"DROP SEQUENCE "_s)
                                        + nameIn(style, sequence->name) + u";\n"_s));
    return fix;
}

} // namespace

std::vector<ScriptFinding> keyFindings(const std::vector<MadeTable> &made, const Script &downgrade,
                                       const Catalog &after, const ScriptGround &ground)
{
    std::vector<ScriptFinding> findings;
    // Only the tables made here are to be asked about; the rest of the catalog says which names are
    // taken. All at once: this is done at every pause in typing.
    std::set<QualifiedName> others;
    for (const auto &[name, other] : after.tables)
        others.insert(name);
    for (const MadeTable &table : made) {
        if (!table.exempt)
            others.erase(table.name);
    }
    if (others.size() == after.tables.size())
        return findings;
    const Catalog whole = completed(after, ground.autoincrement, ground.version, others);
    const Completion completion(after, whole);
    const std::map<QualifiedName, qsizetype> drops = dropsOf(downgrade, ground.version);
    for (const MadeTable &table : made) {
        const Table *now = after.table(table.name);
        const Constraint *primary = now ? now->primaryKey() : nullptr;
        if (table.exempt || !primary || primary->columns.size() != 1)
            continue;
        const Column *key = now->column(primary->columns.front());
        const Table *filled = whole.table(table.name);
        const Column *wanted = filled ? filled->column(primary->columns.front()) : nullptr;
        if (!key || !wanted || (*key == *wanted && !completion.trigger(table.name)))
            continue;
        ScriptFinding finding;
        finding.range = table.words.firstLine();
        finding.message =
            tr("Nothing numbers the key %1.%2: no sequence, identity or trigger. "
               "Above the table, “-- athanor: no-autoincrement” says that it is meant "
               "so.")
                .arg(writtenName(table.name), writtenName(key->name));
        ScriptFix fix = numbering(table, *key, *wanted, completion, ground.style, downgrade, drops);
        if (!fix.edits.empty())
            finding.fixes.push_back(std::move(fix));
        finding.fixes.push_back({tr("It is numbered elsewhere: write that above the table"),
                                 {{Direction::Upgrade,
                                   {table.words.start(), 0},
                                   u"-- athanor: no-autoincrement\n"_s}}});
        findings.push_back(std::move(finding));
    }
    return findings;
}

} // namespace Athanor
