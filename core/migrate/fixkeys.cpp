// SPDX-License-Identifier: MIT
// A key that nothing numbers: what autogenerate tools leave out, and people forget when they write
// a table by hand.
#include "ddl/writer.h"
#include "migrate/scriptfixes.h"

#include <QtCore/QCoreApplication>

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

// The statements that undo it, behind the DROP TABLE of the downgrade; none where there is no such:
// then the way back is missing as a whole, which is a finding of its own.
void addDrop(const Script &downgrade, const QualifiedName &table, const QString &statement,
             const OracleVersion &version, ScriptFix &fix)
{
    for (const Statement &candidate : downgrade.statements) {
        const DdlReading reading = readDdl(downgrade.textOf(candidate), version);
        const auto *drop = std::get_if<DropTable>(&reading.statement);
        if (!drop || drop->name != table)
            continue;
        const StatementWords words(downgrade, candidate);
        const bool lineEnded =
            words.end() > 0 && QStringView(downgrade.text)[words.end() - 1] == u'\n';
        fix.edits.push_back({Direction::Downgrade,
                             {words.end(), 0},
                             (lineEnded ? QString() : u"\n"_s) + statement});
        return;
    }
}

ScriptFix numbering(const MadeTable &made, const Column &key, const Column &wanted,
                    const Catalog &after, const Catalog &whole, const Script &downgrade,
                    const OracleVersion &version)
{
    ScriptFix fix;
    const std::optional<qsizetype> type = behindType(made.words, key.name);
    if (!type)
        return fix;
    if (wanted.identity) {
        fix.title = tr("Make it an identity column");
        fix.edits.push_back(
            {Direction::Upgrade, {*type, 0}, u' ' + writeIdentity(*wanted.identity)});
        return fix;
    }
    const Sequence *sequence = nullptr;
    for (const auto &[name, candidate] : whole.sequences) {
        if (after.sequences.count(name) != 0)
            continue;
        const bool own = !wanted.defaultValue.isEmpty()
            ? wanted.defaultValue == writtenName(name) + u".NEXTVAL"_s
            : name.name.startsWith(made.name.name.left(1));
        if (own)
            sequence = &candidate;
    }
    if (!sequence)
        return fix;
    const QString name = writtenName(sequence->name);
    fix.edits.push_back(
        {Direction::Upgrade, {made.words.start(), 0}, scriptText(writeSequence(*sequence))});
    if (!wanted.defaultValue.isEmpty()) {
        fix.title = tr("Create the sequence %1 and make it the default").arg(name);
        fix.edits.push_back({Direction::Upgrade, {*type, 0}, u" DEFAULT "_s + wanted.defaultValue});
    } else {
        fix.title = tr("Create the sequence %1 and a trigger that draws from it").arg(name);
        for (const auto &[unitKey, unit] : whole.units) {
            if (after.units.count(unitKey) == 0 && unit.table == made.name)
                fix.edits.push_back(
                    {Direction::Upgrade, {made.words.end(), 0}, scriptText(writeUnit(unit))});
        }
    }
    addDrop(downgrade, made.name, u"DROP SEQUENCE %1;\n"_s.arg(name), version, fix);
    return fix;
}

} // namespace

std::vector<ScriptFinding> keyFindings(const std::vector<MadeTable> &made, const Script &downgrade,
                                       const Catalog &after, const ScriptGround &ground)
{
    std::vector<ScriptFinding> findings;
    for (const MadeTable &table : made) {
        const Table *now = after.table(table.name);
        const Constraint *primary = now ? now->primaryKey() : nullptr;
        if (table.exempt || !primary || primary->columns.size() != 1)
            continue;
        // Only this table's key is to be asked about; the rest of the catalog says which names are
        // taken.
        std::set<QualifiedName> others;
        for (const auto &[name, other] : after.tables) {
            if (name != table.name)
                others.insert(name);
        }
        const Catalog whole = completed(after, ground.autoincrement, ground.version, others);
        const Column *key = now->column(primary->columns.front());
        const Table *filled = whole.table(table.name);
        const Column *wanted = filled ? filled->column(primary->columns.front()) : nullptr;
        if (!key || !wanted
            || (*key == *wanted && whole.sequences.size() == after.sequences.size()))
            continue;
        ScriptFinding finding;
        finding.range = table.words.firstLine();
        finding.message =
            tr("Nothing numbers the key %1.%2: no sequence, identity or trigger. "
               "Above the table, “-- athanor: no-autoincrement” says that it is meant "
               "so.")
                .arg(writtenName(table.name), writtenName(key->name));
        ScriptFix fix = numbering(table, *key, *wanted, after, whole, downgrade, ground.version);
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
