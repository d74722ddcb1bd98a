// SPDX-License-Identifier: MIT
#include "diff/generation.h"

#include "ddl/references.h"
#include "diff/pairing.h"
#include "diff/probes.h"
#include "diff/typechange.h"
#include "schema/physical.h"

namespace Athanor {

using namespace Qt::StringLiterals;
using Tr = GenerateTr;

namespace {

class ColumnSteps
{
public:
    ColumnSteps(Generation &generation, const Table &tableBefore, const Table &tableAfter,
                const Column &before, const Column &after, size_t change)
        : m_generation(generation)
        , m_tableBefore(tableBefore)
        , m_tableAfter(tableAfter)
        , m_before(before)
        , m_after(after)
        , m_written(generation.writtenColumn(tableAfter.name, after))
        , m_change(change)
    { }

    void run(ColumnAspect aspect)
    {
        switch (aspect) {
        case ColumnAspect::Type:
            type();
            break;
        case ColumnAspect::Default:
            if (!isRebuilt())
                setDefault();
            break;
        case ColumnAspect::NotNull:
            if (!isRebuilt())
                notNull();
            break;
        case ColumnAspect::Identity:
            identity();
            break;
        case ColumnAspect::VirtualExpression:
            virtualExpression();
            break;
        case ColumnAspect::Visibility:
            if (!isRebuilt())
                modify(m_after.invisible ? words(u"INVISIBLE") : words(u"VISIBLE"));
            break;
        case ColumnAspect::Collation:
            if (!isRebuilt())
                modify(words(u"COLLATE ")
                       + (m_after.collation.isEmpty() ? u"USING_NLS_COMP"_s
                                                      : writtenName(m_after.collation)));
            break;
        case ColumnAspect::Other:
            if (!isRebuilt())
                otherClauses();
            break;
        case ColumnAspect::Comment:
            break; // a CommentAltered of its own
        }
    }

private:
    [[nodiscard]] QString words(QStringView upper) const { return m_generation.words(upper); }
    [[nodiscard]] const QualifiedName &table() const { return m_tableAfter.name; }
    [[nodiscard]] QString place() const { return columnText(table(), m_after.name); }
    [[nodiscard]] QString name() const { return writtenName(m_after.name); }

    [[nodiscard]] bool isRebuilt() const
    {
        const auto &rebuilt = m_generation.consequences().rebuiltColumns;
        const auto found = rebuilt.find(table());
        return found != rebuilt.end() && found->second.count(m_after.name) != 0;
    }

    GenerationStep &modify(const QString &clause, std::vector<Hazard> hazards = {})
    {
        GenerationStep &step = m_generation.alterTable(StepRank::ModifyColumn, table(),
                                                       words(u"MODIFY ") + name() + u' ' + clause,
                                                       {m_change}, std::move(hazards));
        step.needs.insert(columnKey(table(), m_after.name));
        return step;
    }

    void manual(const QString &note, int oraCode = 0)
    {
        m_generation.manual(StepRank::ModifyColumn, note, {m_change}, oraCode);
    }

    GeneratedStatement alter(const QString &action, std::vector<Hazard> hazards = {}) const
    {
        return m_generation.statement(m_generation.alterTableText(table(), action), {m_change},
                                      std::move(hazards));
    }

    // ---- type
    void type()
    {
        if (!m_after.virtualExpression.isEmpty() && isRebuilt())
            return;
        if (isPartitionKey()) {
            manual(Tr::tr("%1 is a partitioning column, whose type Oracle does not change (%2): "
                          "create a new table, copy the "
                          "rows, rename.")
                       .arg(place(), oraCodeText(14060)),
                   14060);
            return;
        }
        TypeChange change = typeChange(table(), m_before, m_after);
        std::vector<Hazard> hazards = m_generation.releaseHazards(m_written);
        hazards.insert(hazards.end(), change.hazards.begin(), change.hazards.end());
        switch (change.way) {
        case TypeChangeWay::Modify: {
            GenerationStep &step =
                modify(writeType(m_written.type, m_generation.options().style), hazards);
            step.removes.insert(shapeKey(table(), m_after.name));
            step.makes.insert(shapeKey(table(), m_after.name));
            if (m_before.type.kind == TypeKind::Long || m_before.type.kind == TypeKind::LongRaw)
                rebuildIndexes();
            break;
        }
        case TypeChangeWay::Copy:
        case TypeChangeWay::ModifyThenCopy:
            copy(change, hazards);
            break;
        case TypeChangeWay::Manual:
            manual(Tr::tr("No ALTER turns %1 from %2 into %3: add a new column, fill it, drop the "
                          "old one and rename.")
                       .arg(place(), toString(m_before.type), toString(m_after.type)),
                   22859);
            break;
        }
    }

    [[nodiscard]] bool isPartitionKey() const
    {
        return m_tableBefore.partitioning
            && m_tableBefore.partitioning->columns.contains(m_after.name);
    }

    [[nodiscard]] QString temporaryName() const
    {
        const int most = m_generation.options().version.maxNameBytes();
        for (int attempt = 0;; ++attempt) {
            const QString ending = attempt == 0 ? u"_TMP"_s : u"_TMP%1"_s.arg(attempt);
            QString base = m_after.name;
            while ((base + ending).toUtf8().size() > most)
                base.chop(1);
            const QString candidate = base + ending;
            if (!m_tableBefore.column(candidate) && !m_tableAfter.column(candidate))
                return candidate;
        }
    }

    void copy(const TypeChange &change, const std::vector<Hazard> &hazards)
    {
        // What can stand behind its type comes at once: a column that is to be encrypted holds no
        // value in the clear.
        Column fresh;
        fresh.name = temporaryName();
        fresh.type = m_written.type;
        fresh.collation = m_after.collation;
        fresh.otherClauses = m_after.otherClauses;
        const QString temporary = writtenName(fresh.name);
        const WriterStyle &style = m_generation.options().style;
        std::vector<GeneratedStatement> statements;
        if (change.between)
            statements.push_back(alter(
                words(u"MODIFY ") + name() + u' ' + writeType(*change.between, style), hazards));
        statements.push_back(alter(words(u"ADD ") + writeColumn(fresh, style), hazards));
        statements.push_back(m_generation.statement(words(u"UPDATE ") + writtenName(table())
                                                        + words(u" SET ") + temporary + u" = "_s
                                                        + change.copied,
                                                    {m_change}));
        statements.push_back(alter(dropColumn()));
        statements.push_back(alter(words(u"RENAME COLUMN ") + temporary + words(u" TO ") + name()));
        // The new column knows nothing else of the old one.
        if (!m_after.defaultValue.isEmpty())
            statements.push_back(alter(words(u"MODIFY ") + name() + u' ' + defaultClause()));
        if (m_after.notNull) {
            std::vector<Hazard> nulls;
            if (!m_tableBefore.isMandatory(m_before))
                nulls.push_back(nullRows(table(), m_after.name));
            statements.push_back(alter(
                words(u"MODIFY ") + name() + u' ' + writeNotNull(*m_after.notNull, style), nulls));
        }
        if (m_after.invisible)
            statements.push_back(alter(words(u"MODIFY ") + name() + words(u" INVISIBLE")));
        chain(std::move(statements));
    }

    [[nodiscard]] QString dropColumn() const
    {
        return dropColumnVerb(m_generation, table()) + words(u"COLUMN ") + name();
    }

    // Statements that take the column away and bring it back.
    void chain(std::vector<GeneratedStatement> statements)
    {
        // They carry out whatever else changes about the column.
        const auto all = m_generation.consequences().columnChanges.find({table(), m_after.name});
        for (GeneratedStatement &statement : statements)
            statement.changes = all->second;
        GenerationStep &step = modify({});
        step.statements = std::move(statements);
        const QString key = columnKey(table(), m_after.name);
        step.needs.erase(key);
        step.removes = {key, shapeKey(table(), m_after.name)};
        step.makes = {key, shapeKey(table(), m_after.name)};
        if (!m_after.comment.isEmpty() && m_after.comment == m_before.comment)
            commentAltered(m_generation, {{u"TABLE"_s, table()}, m_after.name, {}, m_after.comment},
                           {m_change});
    }

    void rebuildIndexes()
    {
        const auto [first, last] = m_generation.consequences().indexesAfter.equal_range(table());
        for (auto it = first; it != last; ++it)
            if (m_generation.consequences().changedIndexes.count(it->second->name) == 0)
                rebuildIndex(m_generation, *it->second, {}, {m_change});
    }

    // ---- default, NOT NULL
    [[nodiscard]] QString defaultClause() const
    {
        if (m_after.defaultValue.isEmpty())
            return words(u"DEFAULT NULL"); // there is no DROP DEFAULT
        return writeDefault(m_after, m_generation.options().style);
    }

    void setDefault()
    {
        std::vector<Hazard> hazards = m_generation.releaseHazards(m_written);
        const bool newlyMandatory = m_after.defaultOnNull && !m_before.defaultOnNull
            && !m_tableBefore.isMandatory(m_before);
        if (newlyMandatory)
            hazards.push_back(nullRows(table(), m_after.name));
        GenerationStep &step = modify(defaultClause(), hazards);
        step.mentions = mentionKeys(m_after.defaultValue);
        // A sequence goes after the default that names it.
        for (const QString &name : namesIn(m_before.defaultValue))
            step.releases.insert(objectKey({{}, name}));
        if (m_before.identity) // ORA-30674
            step.needs.insert(identityKey());
    }

    [[nodiscard]] QString identityKey() const
    {
        return stepKey(u"IDENTITY", table(), m_after.name);
    }

    void notNull()
    {
        const bool wants = m_tableAfter.isMandatory(m_after)
            || (m_after.notNull && !m_after.notNull->state.enabled);
        const bool has = m_before.notNull && m_after.notNull;
        if (has
            && !m_before.defaultOnNull) { // another state: only a new constraint says it for sure
            GenerationStep &step = modify(words(u"NULL"));
            step.statements.push_back(
                alter(words(u"MODIFY ") + name() + u' '
                      + writeNotNull(*m_after.notNull, m_generation.options().style)));
            return;
        }
        GenerationStep *step = nullptr;
        if (wants) {
            const NotNull clause = m_after.notNull.value_or(NotNull{});
            std::vector<Hazard> hazards;
            if (clause.state.enabled && clause.state.validated)
                hazards.push_back(nullRows(table(), m_after.name));
            step = &modify(writeNotNull(clause, m_generation.options().style), hazards);
        } else {
            step = &modify(words(u"NULL"));
        }
        if (m_before.identity) // ORA-30671
            step->needs.insert(identityKey());
    }

    // ---- ENCRYPT, ANNOTATIONS …
    void otherClauses()
    {
        const std::map<QString, QString> was = columnClauses(m_before.otherClauses);
        const std::map<QString, QString> is = columnClauses(m_after.otherClauses);
        std::set<QString> families;
        for (const auto &[family, text] : was)
            families.insert(family);
        for (const auto &[family, text] : is)
            families.insert(family);
        const auto textOf = [](const std::map<QString, QString> &clauses, const QString &family) {
            const auto clause = clauses.find(family);
            return clause == clauses.end() ? QString() : clause->second;
        };
        const std::map<QString, QString> comparedWas = comparedColumnClauses(m_before.otherClauses);
        const std::map<QString, QString> comparedIs = comparedColumnClauses(m_after.otherClauses);
        for (const QString &family : families) {
            if (textOf(comparedWas, family) != textOf(comparedIs, family))
                otherClause(family, textOf(was, family), textOf(is, family));
        }
    }

    void otherClause(const QString &family, const QString &before, const QString &after)
    {
        const qsizetype word = family.size();
        if (family == u"ENCRYPT"_s) {
            if (!before.isEmpty()) // ORA-28334: it is encrypted already
                modify(words(u"DECRYPT"));
            if (!after.isEmpty())
                modify(after);
        } else if (family == u"ANNOTATIONS"_s) {
            modify(words(u"ANNOTATIONS (")
                   + annotationChanges(QStringView(before).sliced(std::min(word, before.size())),
                                       QStringView(after).sliced(std::min(word, after.size())))
                   + u')');
        } else if (family == u"RESERVABLE"_s) {
            modify(after.isEmpty() ? words(u"NOT RESERVABLE") : after);
        } else {
            manual(Tr::tr("Column %1 has clauses Athanor carries but does not understand: they "
                          "were “%2” and are to be “%3”.")
                       .arg(place(), before, after));
        }
    }

    // ---- identity
    [[nodiscard]] QString identityNote() const
    {
        return Tr::tr("No ALTER makes the existing column %1 an identity column (%2). Rebuild it "
                      "(add a new identity column, "
                      "copy what refers to it, drop the old one, rename), or keep it and let a "
                      "sequence fill it: "
                      "CREATE SEQUENCE …, then ALTER TABLE %3 MODIFY %4 DEFAULT ….NEXTVAL.")
            .arg(place(), oraCodeText(30673), writtenName(table()), name());
    }

    void identity()
    {
        if (!m_before.identity) {
            manual(identityNote(), 30673);
        } else if (!m_after.identity) {
            GenerationStep &step = modify(words(u"DROP IDENTITY"));
            step.makes.insert(identityKey());
            // Before a type that is not numeric: ORA-30675.
            step.releases.insert(shapeKey(table(), m_after.name));
            step.releases.insert(columnKey(table(), m_after.name));
            step.needs.erase(columnKey(table(), m_after.name));
            step.statements.front().hazards.push_back(
                {HazardKind::CannotBeUndone,
                 Tr::tr("No ALTER makes %1 an identity column again (%2).")
                     .arg(place(), oraCodeText(30673)),
                 30673});
        } else {
            Identity identity = *m_after.identity;
            identity.options = changedOptions(m_before.identity->options, identity.options);
            modify(writeIdentity(identity, m_generation.options().style));
        }
    }

    // Only what is not Oracle's default is in `after`; what `before` had and `after` has not goes
    // back to it.
    static SequenceOptions changedOptions(const SequenceOptions &before, SequenceOptions after)
    {
        after.startWith.reset();
        if (before.incrementBy && !after.incrementBy)
            after.incrementBy = u"1"_s;
        if (before.cache && !after.cache)
            after.cache = 20;
        return after;
    }

    // ---- virtual
    void virtualExpression()
    {
        const bool both =
            !m_before.virtualExpression.isEmpty() && !m_after.virtualExpression.isEmpty();
        if (both && isRebuilt())
            return; // disturbed anyway: bystanders() adds it as it is to be
        if (both) {
            GenerationStep &step = modify(words(u"GENERATED ALWAYS AS (")
                                          + m_after.virtualExpression + words(u") VIRTUAL"));
            step.removes.insert(shapeKey(table(), m_after.name));
            step.makes.insert(shapeKey(table(), m_after.name));
            step.mentions = mentionKeys(m_after.virtualExpression);
            return;
        }
        const bool wasReal = m_before.virtualExpression.isEmpty();
        std::vector<Hazard> hazards;
        if (wasReal)
            hazards.push_back(dropsValues(table(), m_after.name));
        std::vector<Hazard> adding = m_generation.releaseHazards(m_written);
        if (!wasReal)
            adding = addColumnHazards(m_generation, table(), m_written);
        chain(
            {alter(dropColumn(), hazards),
             alter(words(u"ADD ") + writeColumn(m_written, m_generation.options().style), adding)});
    }

    Generation &m_generation;
    const Table &m_tableBefore;
    const Table &m_tableAfter;
    const Column &m_before;
    const Column &m_after;
    const Column m_written;
    const size_t m_change;
};

} // namespace

void columnAltered(Generation &generation, const ColumnAltered &altered, size_t change)
{
    const Table *tableBefore = generation.start().table(altered.table);
    const Table *tableAfter = generation.to().table(altered.table);
    if (!tableBefore || !tableAfter)
        return;
    const Column *before = tableBefore->column(altered.column);
    const Column *after = tableAfter->column(altered.column);
    if (before && after)
        ColumnSteps(generation, *tableBefore, *tableAfter, *before, *after, change)
            .run(altered.aspect);
}

} // namespace Athanor
