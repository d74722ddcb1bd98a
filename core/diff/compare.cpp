// SPDX-License-Identifier: MIT
#include "diff/compare.h"

#include "diff/pairing.h"
#include "diff/storedclauses.h"
#include "sql/lexer.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace Athanor {

using namespace Qt::StringLiterals;

bool sameSequence(const SequenceOptions &a, const SequenceOptions &b)
{
    SequenceOptions left = a;
    left.startWith = b.startWith;
    return left == b;
}

bool sameIndexColumns(const Index &a, const Index &b)
{
    return a.table == b.table && a.kind == b.kind && a.columns == b.columns
        && a.partitioning == b.partitioning && a.indexType == b.indexType
        && a.otherClauses == b.otherClauses;
}

namespace {

// The names a plain select list gives its columns; nothing where that takes more than looking at
// the last word of each item.
std::optional<QStringList> selectListNames(const QString &query)
{
    const std::vector<Token> tokens = tokenize(query);
    if (tokens.empty() || !isKeyword(tokens.front(), query, u"SELECT"))
        return std::nullopt;
    QStringList names;
    int depth = 0;
    const Token *last = nullptr;
    const auto finishItem = [&]() {
        const bool isName =
            last && (last->kind == TokenKind::Word || last->kind == TokenKind::QuotedName);
        if (isName)
            names << storedName(last->text(query));
        last = nullptr;
        return isName;
    };
    for (size_t i = 1; i < tokens.size(); ++i) {
        const Token &token = tokens[i];
        const QStringView text = token.text(query);
        if (token.kind == TokenKind::Punctuation && text == u"(")
            ++depth;
        if (depth == 0 && isKeyword(token, query, u"FROM"))
            return finishItem() ? std::optional(names) : std::nullopt;
        if (depth == 0 && token.kind == TokenKind::Punctuation && text == u",") {
            if (!finishItem())
                return std::nullopt;
            continue;
        }
        if (token.kind == TokenKind::Punctuation && text == u")")
            --depth;
        if (token.kind != TokenKind::LineComment && token.kind != TokenKind::BlockComment)
            last = &token;
    }
    return std::nullopt;
}

} // namespace

bool differentColumns(const View &a, const View &b)
{
    if (a.invisibleColumns != b.invisibleColumns)
        return true;
    if (a.columns == b.columns)
        return false;
    if (!a.columns.isEmpty() && !b.columns.isEmpty())
        return true;
    // A dictionary lists the names always, people only where the query's own will not do.
    const std::optional<QStringList> own = selectListNames(a.columns.isEmpty() ? a.query : b.query);
    return own && *own != (a.columns.isEmpty() ? b.columns : a.columns);
}

namespace {

// The statement without the words that say how it runs and not what it makes.
QString definition(const OpaqueObject &object)
{
    const QString create = u"CREATE "_s;
    QString text = object.text;
    for (const QString &words : {u"OR REPLACE "_s, u"EDITIONABLE "_s})
        if (QStringView(text).sliced(std::min(create.size(), text.size())).startsWith(words))
            text.remove(create.size(), words.size());
    const QString ifNotExists = u" IF NOT EXISTS "_s;
    if (const qsizetype at = text.indexOf(ifNotExists); at > 0 && at < 60)
        text.replace(at, ifNotExists.size(), u" "_s);
    return text;
}

class CatalogComparison
{
public:
    CatalogComparison(const Catalog &from, const Catalog &to, const CompareOptions &options,
                      std::vector<Change> &changes)
        : m_from(from)
        , m_to(to)
        , m_options(options)
        , m_changes(changes)
    { }

    void run()
    {
        tables();
        indexes();
        sequences();
        views();
        materializedViews();
        synonyms();
        units();
        opaque();
        grants();
    }

private:
    void add(ChangeDetail detail, const ObjectRef &shownUnder)
    {
        m_changes.push_back({std::move(detail), shownUnder});
    }

    // Walks two ordered maps side by side, by key.
    template <typename Map, typename Dropped, typename Added, typename Both>
    static void walk(const Map &from, const Map &to, Dropped dropped, Added added, Both both)
    {
        auto a = from.begin();
        auto b = to.begin();
        while (a != from.end() || b != to.end()) {
            if (b == to.end() || (a != from.end() && a->first < b->first)) {
                dropped(a->second);
                ++a;
            } else if (a == from.end() || b->first < a->first) {
                added(b->second);
                ++b;
            } else {
                both(a->second, b->second);
                ++a;
                ++b;
            }
        }
    }

    template <typename Map, typename Both>
    void walkObjects(const QString &type, const Map &from, const Map &to, Both both)
    {
        walk(
            from, to,
            [&](const auto &object) {
                add(ObjectDropped{{type, object.name}}, {type, object.name});
            },
            [&](const auto &object) {
                add(ObjectAdded{{type, object.name}}, {type, object.name});
            },
            both);
    }

    void tables()
    {
        walkObjects(u"TABLE"_s, m_from.tables, m_to.tables,
                    [this](const Table &before, const Table &after) {
                        compareTables(before, after, m_options, m_changes);
                    });
    }

    [[nodiscard]] ObjectRef tableOf(const Index &index) const
    {
        const bool isView = m_to.materializedViews.count(index.table) != 0
            || m_from.materializedViews.count(index.table) != 0;
        return {isView ? u"MATERIALIZED VIEW"_s : u"TABLE"_s, index.table};
    }

    // Gone with its table, or made anew with it.
    [[nodiscard]] bool goesWithItsTable(const Index &index) const
    {
        const Table *before = m_from.table(index.table);
        const Table *after = m_to.table(index.table);
        if (before)
            return !after || (before->kind != after->kind && isTemporary(after->kind));
        return m_from.materializedViews.count(index.table) != 0
            && m_to.materializedViews.count(index.table) == 0;
    }

    void indexes()
    {
        std::vector<const Index *> dropped;
        std::vector<const Index *> added;
        walk(
            m_from.indexes, m_to.indexes, [&](const Index &index) { dropped.push_back(&index); },
            [&](const Index &index) { added.push_back(&index); },
            [this](const Index &before, const Index &after) { indexes(before, after); });
        renamedIndexes(dropped, added);
        for (const Index *index : dropped) {
            if (index && !goesWithItsTable(*index))
                add(ObjectDropped{{u"INDEX"_s, index->name}}, tableOf(*index));
        }
        for (const Index *index : added) {
            if (index)
                add(ObjectAdded{{u"INDEX"_s, index->name}}, tableOf(*index));
        }
    }

    void indexes(const Index &before, const Index &after)
    {
        if (goesWithItsTable(before) && before.table == after.table)
            return;
        if (!sameIndexColumns(before, after)) {
            add(ObjectReplaced{{u"INDEX"_s, after.name}, u"columns or kind cannot be altered"_s},
                tableOf(after));
            return;
        }
        if (!sameIndexForm(before, after))
            add(IndexAltered{after.name}, tableOf(after));
    }

    [[nodiscard]] bool sameIndexForm(const Index &before, const Index &after) const
    {
        const bool physical = !m_options.physical
            || (before.compress == after.compress
                && comparedPhysical(before.physical, after.physical) == after.physical);
        return physical && before.reverse == after.reverse && before.invisible == after.invisible
            && before.unusable == after.unusable;
    }

    // Only the name differs: RENAME keeps the index usable, and CREATE before DROP would be
    // ORA-01408.
    void renamedIndexes(std::vector<const Index *> &dropped, std::vector<const Index *> &added)
    {
        std::multimap<QualifiedName, size_t> byTable;
        for (size_t i = 0; i < added.size(); ++i)
            byTable.emplace(added[i]->table, i);
        for (const Index *&before : dropped) {
            const auto [first, last] = byTable.equal_range(before->table);
            for (auto it = first; it != last; ++it) {
                const Index *&after = added[it->second];
                if (!after || !sameIndexColumns(*before, *after) || !sameIndexForm(*before, *after))
                    continue;
                if (!isSystemName(before->name.name) && !isSystemName(after->name.name))
                    add(ObjectRenamed{{u"INDEX"_s, before->name}, {u"INDEX"_s, after->name}},
                        tableOf(*after));
                before = nullptr;
                after = nullptr;
                break;
            }
        }
    }

    void sequences()
    {
        walkObjects(
            u"SEQUENCE"_s, m_from.sequences, m_to.sequences,
            [this](const Sequence &before, const Sequence &after) {
                if (sameSequence(before.options, after.options))
                    return;
                const ObjectRef ref{u"SEQUENCE"_s, after.name};
                const auto descends = [](const Sequence &sequence) {
                    return sequence.options.incrementBy.value_or(u"1"_s).startsWith(u'-');
                };
                // Its limits would have to cross the current value (ORA-04007, ORA-04009).
                if (descends(before) != descends(after))
                    add(ObjectReplaced{ref, u"the direction cannot be turned round"_s}, ref);
                else
                    add(SequenceAltered{after.name}, ref);
            });
    }

    void comments(const ObjectRef &ref, const QString &before, const QString &after,
                  const std::map<QString, QString> &columnsBefore,
                  const std::map<QString, QString> &columnsAfter)
    {
        if (before != after)
            add(CommentAltered{ref, {}, before, after}, ref);
        std::set<QString> columns;
        for (const auto &[column, comment] : columnsBefore)
            columns.insert(column);
        for (const auto &[column, comment] : columnsAfter)
            columns.insert(column);
        for (const QString &column : columns) {
            const QString was = commentOf(columnsBefore, column);
            const QString is = commentOf(columnsAfter, column);
            if (was != is)
                add(CommentAltered{ref, column, was, is}, ref);
        }
    }

    static QString commentOf(const std::map<QString, QString> &comments, const QString &column)
    {
        const auto found = comments.find(column);
        return found == comments.end() ? QString() : found->second;
    }

    void views()
    {
        walkObjects(u"VIEW"_s, m_from.views, m_to.views,
                    [this](const View &before, const View &after) {
                        const ObjectRef ref{u"VIEW"_s, after.name};
                        const bool same = sameText(before.query, after.query, m_options.normalForm)
                            && !differentColumns(before, after) && before.readOnly == after.readOnly
                            && before.checkOption == after.checkOption
                            && before.otherClauses == after.otherClauses;
                        if (!same)
                            add(ObjectReplaced{ref, u"the query or its clauses changed"_s}, ref);
                        comments(ref, before.comment, after.comment, before.columnComments,
                                 after.columnComments);
                    });
    }

    void materializedViews()
    {
        walkObjects(u"MATERIALIZED VIEW"_s, m_from.materializedViews, m_to.materializedViews,
                    [this](const MaterializedView &before, const MaterializedView &after) {
                        const ObjectRef ref{u"MATERIALIZED VIEW"_s, after.name};
                        const bool sameQuery =
                            sameText(before.query, after.query, m_options.normalForm);
                        if (!sameQuery)
                            add(ObjectReplaced{ref, u"the query changed"_s}, ref);
                        else if (comparedOptions(before.options) != comparedOptions(after.options)
                                 && !sameMaterialization(before.options, after.options))
                            add(ObjectReplaced{ref, u"its options changed"_s}, ref);
                        comments(ref, before.comment, after.comment, before.columnComments,
                                 after.columnComments);
                    });
    }

    void synonyms()
    {
        walkObjects(u"SYNONYM"_s, m_from.synonyms, m_to.synonyms,
                    [this](const Synonym &before, const Synonym &after) {
                        if (before == after)
                            return;
                        const ObjectRef ref{u"SYNONYM"_s, after.name};
                        add(ObjectReplaced{ref, u"its target changed"_s}, ref);
                    });
    }

    void units()
    {
        walk(
            m_from.units, m_to.units,
            [this](const ProgramUnit &unit) {
                if (!goesWithItsTable(unit))
                    add(ObjectDropped{refOf(unit)}, refOf(unit));
            },
            [this](const ProgramUnit &unit) { add(ObjectAdded{refOf(unit)}, refOf(unit)); },
            [this](const ProgramUnit &before, const ProgramUnit &after) {
                const ObjectRef ref = refOf(after);
                if (before.nonEditionable != after.nonEditionable)
                    add(ObjectReplaced{ref, u"[NON]EDITIONABLE cannot be replaced (ORA-38824)"_s},
                        ref);
                else if (!sameText(before.source, after.source, m_options.normalForm))
                    add(ObjectReplaced{ref, u"the source changed"_s}, ref);
                else if (before.enabled != after.enabled)
                    add(TriggerStateAltered{after.name, after.enabled}, ref);
            });
    }

    static ObjectRef refOf(const ProgramUnit &unit) { return {toString(unit.kind), unit.name}; }

    // A trigger ends with its table or view, a body with its specification.
    [[nodiscard]] bool goesWithItsTable(const ProgramUnit &unit) const
    {
        switch (unit.kind) {
        case UnitKind::Trigger: {
            if (unit.table.isEmpty())
                return false;
            const bool was = m_from.table(unit.table) || m_from.views.count(unit.table) != 0;
            const bool is = m_to.table(unit.table) || m_to.views.count(unit.table) != 0;
            return was && !is;
        }
        case UnitKind::PackageBody:
            return isDropped(UnitKind::Package, unit.name);
        case UnitKind::TypeBody:
            return isDropped(UnitKind::Type, unit.name);
        case UnitKind::Procedure:
        case UnitKind::Function:
        case UnitKind::Package:
        case UnitKind::Type:
        case UnitKind::Library:
        case UnitKind::JavaSource:
            return false;
        }
        return false;
    }

    [[nodiscard]] bool isDropped(UnitKind kind, const QualifiedName &name) const
    {
        return m_from.units.count({kind, name}) != 0 && m_to.units.count({kind, name}) == 0;
    }

    void opaque()
    {
        walk(
            m_from.opaque, m_to.opaque,
            [this](const OpaqueObject &object) {
                const ObjectRef ref{object.kind, object.name};
                add(ObjectDropped{ref}, ref);
            },
            [this](const OpaqueObject &object) {
                const ObjectRef ref{object.kind, object.name};
                add(ObjectAdded{ref}, ref);
            },
            [this](const OpaqueObject &before, const OpaqueObject &after) {
                const ObjectRef ref{after.kind, after.name};
                if (!sameText(definition(before), definition(after), m_options.normalForm)
                    && !sameOpaqueText(after.kind, before.text, after.text))
                    add(ObjectReplaced{ref, u"its text changed"_s}, ref);
            });
    }

    // ---- grants: one per privilege, columns, object and grantee
    using GrantKey = std::tuple<QualifiedName, QString, QString, QStringList>;
    static std::map<GrantKey, const Grant *> byKey(const std::vector<Grant> &grants)
    {
        std::map<GrantKey, const Grant *> map;
        for (const Grant &grant : grants)
            map.insert_or_assign({grant.object, grant.grantee, grant.privilege, grant.columns},
                                 &grant);
        return map;
    }

    void grants()
    {
        walk(
            byKey(m_from.grants), byKey(m_to.grants),
            [this](const Grant *grant) {
                if (!grant->object.isEmpty() && has(m_from, grant->object)
                    && !has(m_to, grant->object))
                    return; // revoked by the drop
                add(GrantDropped{*grant}, shownUnder(*grant));
            },
            [this](const Grant *grant) { add(GrantAdded{*grant}, shownUnder(*grant)); },
            [this](const Grant *before, const Grant *after) {
                const bool less = (before->grantable && !after->grantable)
                    || (before->delegable && !after->delegable)
                    || (before->hierarchy && !after->hierarchy);
                if (less) // the option cannot be taken away alone
                    add(GrantDropped{*before}, shownUnder(*after));
                if (*before != *after)
                    add(GrantAdded{*after}, shownUnder(*after));
            });
    }

    static bool has(const Catalog &catalog, const QualifiedName &name)
    {
        if (catalog.tables.count(name) != 0 || catalog.views.count(name) != 0
            || catalog.sequences.count(name) != 0 || catalog.materializedViews.count(name) != 0)
            return true;
        for (const UnitKind kind : {UnitKind::Procedure, UnitKind::Function, UnitKind::Package,
                                    UnitKind::Type, UnitKind::Library})
            if (catalog.units.count({kind, name}) != 0)
                return true;
        return false;
    }

    [[nodiscard]] ObjectRef shownUnder(const Grant &grant) const
    {
        const QualifiedName &name = grant.object;
        for (const Catalog *catalog : {&m_to, &m_from}) {
            if (catalog->table(name))
                return {u"TABLE"_s, name};
            if (catalog->views.count(name) != 0)
                return {u"VIEW"_s, name};
            if (catalog->sequences.count(name) != 0)
                return {u"SEQUENCE"_s, name};
            if (catalog->materializedViews.count(name) != 0)
                return {u"MATERIALIZED VIEW"_s, name};
            for (const UnitKind kind : {UnitKind::Procedure, UnitKind::Function, UnitKind::Package,
                                        UnitKind::Type, UnitKind::Library})
                if (catalog->units.count({kind, name}) != 0)
                    return {toString(kind), name};
        }
        return {u"GRANT"_s, name};
    }

    const Catalog &m_from;
    const Catalog &m_to;
    const CompareOptions &m_options;
    std::vector<Change> &m_changes;
};

WrittenTypes writtenTypes(const Catalog &written, const Catalog &normal, const QString &owner)
{
    WrittenTypes types;
    for (const auto &[key, table] : written.tables) {
        QualifiedName name = key;
        if (!owner.isEmpty() && name.owner == owner)
            name.owner.clear();
        const Table *same = normal.table(name);
        if (!same || same->columns.size() != table.columns.size())
            continue;
        for (size_t i = 0; i < table.columns.size(); ++i) {
            if (table.columns[i].type != same->columns[i].type)
                types.emplace(std::pair(name, table.columns[i].name), table.columns[i].type);
        }
    }
    return types;
}

} // namespace

Comparison compare(const Catalog &from, const Catalog &to, const CompareOptions &options)
{
    Comparison comparison;
    comparison.from = normalized(from, options.normalForm);
    comparison.to = normalized(to, options.normalForm);
    comparison.fromTypes = writtenTypes(from, comparison.from, options.normalForm.owner);
    comparison.toTypes = writtenTypes(to, comparison.to, options.normalForm.owner);
    if (!options.renames.empty())
        comparison.renamed = withRenames(comparison.from, options.renames, comparison.changes);
    CatalogComparison(comparison.start(), comparison.to, options, comparison.changes).run();
    comparison.found = comparison.changes.size();
    comparison.renameCandidates =
        renameCandidates(comparison.start(), comparison.to, comparison.changes);
    return comparison;
}

} // namespace Athanor
