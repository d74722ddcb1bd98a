// SPDX-License-Identifier: MIT
#include "migrate/catalogparts.h"

#include "diff/storedclauses.h"
#include "schema/physical.h"
#include "sql/lexer.h"

#include <QtCore/QRegularExpression>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// Calls `keep(type, name)` for every object and erases what it refuses. A table's indexes, and
// grants on an object, go with it.
template <typename Keep>
void eraseUnless(Catalog &catalog, Keep keep)
{
    const auto eraseOf = [&keep](auto &objects, const QString &type) {
        std::erase_if(objects, [&](const auto &entry) { return !keep(type, entry.first); });
    };
    eraseOf(catalog.tables, u"TABLE"_s);
    std::erase_if(catalog.indexes, [&](const auto &entry) {
        return !keep(u"INDEX"_s, entry.first) && !keep(u"TABLE"_s, entry.second.table);
    });
    eraseOf(catalog.sequences, u"SEQUENCE"_s);
    eraseOf(catalog.views, u"VIEW"_s);
    eraseOf(catalog.materializedViews, u"MATERIALIZED VIEW"_s);
    eraseOf(catalog.synonyms, u"SYNONYM"_s);
    std::erase_if(catalog.units, [&keep](const auto &entry) {
        return !keep(toString(entry.first.first), entry.first.second);
    });
    std::erase_if(catalog.opaque, [&keep](const auto &entry) {
        return !keep(entry.first.first, entry.first.second);
    });
}

template <typename Map>
void takeFrom(Map &into, const Map &from)
{
    for (const auto &[key, value] : from)
        into.insert_or_assign(key, value);
}

} // namespace

Catalog partOf(const Catalog &catalog, const std::vector<ObjectRef> &objects)
{
    const std::set<ObjectRef> wanted(objects.begin(), objects.end());
    Catalog part = catalog;
    eraseUnless(part, [&wanted](const QString &type, const QualifiedName &name) {
        return wanted.contains(ObjectRef{type, name});
    });
    std::erase_if(part.grants, [&wanted](const Grant &grant) {
        return std::none_of(wanted.begin(), wanted.end(),
                            [&grant](const ObjectRef &o) { return o.name == grant.object; });
    });
    return part;
}

Catalog withPartOf(Catalog catalog, const Catalog &other, const std::vector<ObjectRef> &objects)
{
    const std::set<ObjectRef> replaced(objects.begin(), objects.end());
    eraseUnless(catalog, [&replaced](const QString &type, const QualifiedName &name) {
        return !replaced.contains(ObjectRef{type, name});
    });
    // An index stays if either it or its table does; of a replaced table none does.
    std::erase_if(catalog.indexes, [&replaced](const auto &entry) {
        return replaced.contains(ObjectRef{u"TABLE"_s, entry.second.table})
            || replaced.contains(ObjectRef{u"INDEX"_s, entry.first});
    });
    std::erase_if(catalog.grants, [&replaced](const Grant &grant) {
        return std::any_of(replaced.begin(), replaced.end(),
                           [&grant](const ObjectRef &o) { return o.name == grant.object; });
    });
    const Catalog part = partOf(other, objects);
    takeFrom(catalog.tables, part.tables);
    takeFrom(catalog.indexes, part.indexes);
    takeFrom(catalog.sequences, part.sequences);
    takeFrom(catalog.views, part.views);
    takeFrom(catalog.materializedViews, part.materializedViews);
    takeFrom(catalog.synonyms, part.synonyms);
    takeFrom(catalog.units, part.units);
    takeFrom(catalog.opaque, part.opaque);
    catalog.grants.insert(catalog.grants.end(), part.grants.begin(), part.grants.end());
    return catalog;
}

std::vector<ObjectRef> differing(const Catalog &from, const Catalog &to,
                                 const CompareOptions &options)
{
    std::set<ObjectRef> objects;
    for (const Change &change : compare(from, to, options).changes)
        objects.insert(change.object);
    return {objects.begin(), objects.end()};
}

namespace {

// What the dictionary's reader writes into clauses that a catalog carries as text.
bool isTold(const QString &clause)
{
    static const QStringList told{
        u"OF"_s,           u"ORGANIZATION"_s, u"INCLUDING"_s, u"OVERFLOW"_s,    u"CLUSTER"_s,
        u"DEFAULT"_s,      u"ENCRYPT"_s,      u"DOMAIN"_s,    u"ANNOTATIONS"_s, u"INDEXING"_s,
        u"SUBPARTITION"_s, u"PARTITIONS"_s,   u"AUTOMATIC"_s};
    const std::vector<Token> tokens = tokenize(clause);
    return tokens.empty()
        || (told.contains(tokens.front().text(clause).toString().toUpper())
            && !clause.contains("STORE IN"_L1));
}

QStringList sortedWords(const QString &clause)
{
    QStringList words;
    for (const Token &token : tokenize(clause))
        words += token.text(clause).toString();
    words.sort();
    return words;
}

// The live clause, but as it was written where that says the same in another order, or more than
// the dictionary tells.
QString told(const QString &live, const QString &written)
{
    return !isTold(written) || sortedWords(live) == sortedWords(written) ? written : live;
}

// Links get the database's domain behind their name; which of them are read is the reader's.
bool isReadKind(const ObjectRef &object)
{
    static const QStringList kinds{u"DATABASE LINK"_s, u"MATERIALIZED VIEW LOG"_s, u"CLUSTER"_s};
    return kinds.contains(object.type) && object.name.owner.isEmpty();
}

void addUntoldObjects(Catalog &live, const Catalog &replayed)
{
    std::map<Catalog::OpaqueKey, OpaqueObject> objects;
    for (auto &[key, object] : live.opaque) {
        OpaqueObject same = object;
        Catalog::OpaqueKey plain{key.first,
                                 {key.second.owner, key.second.name.section(u'.', 0, 0)}};
        // RL is RL.EXAMPLE.COM in a database that lies in a domain.
        if (key.first == "DATABASE LINK"_L1 && replayed.opaque.count(key) == 0
            && replayed.opaque.count(plain) != 0) {
            same.text.replace(u"LINK "_s + key.second.name, u"LINK "_s + plain.second.name);
            same.name = plain.second;
            objects.insert_or_assign(plain, std::move(same));
        } else {
            objects.insert_or_assign(key, std::move(same));
        }
    }
    for (const auto &[key, object] : replayed.opaque) {
        const auto same = objects.find(key);
        const bool sayMore =
            same != objects.end() && sameToldText(key.first, same->second.text, object.text);
        if (sayMore || !isReadKind({key.first, key.second}))
            objects.insert_or_assign(key, object);
    }
    live.opaque = std::move(objects);
}

// ENCRYPT, RETENTION, CHUNK and FREEPOOLS of a LOB, DISTRIBUTE and DUPLICATE of INMEMORY: read from
// no view.
QString withUntoldStorage(const QString &keyword, const QString &live, const QString &written)
{
    if (keyword == "INMEMORY"_L1) {
        static const QRegularExpression untold(
            uR"( (DISTRIBUTE( AUTO| BY (ROWID RANGE|PARTITION|SUBPARTITION))?|(NO )?DUPLICATE( ALL)?))"_s);
        QString clause = live;
        for (auto matches = untold.globalMatch(written); matches.hasNext();)
            clause += matches.next().captured();
        return clause;
    }
    LobStorage storage = lobStorage(live);
    for (const auto &[family, words] : lobStorage(written).parameters) {
        static const QStringList untold{u"ENCRYPT"_s, u"RETENTION"_s, u"CHUNK"_s, u"FREEPOOLS"_s};
        if (untold.contains(family))
            storage.parameters.emplace(family, words);
    }
    return toString(storage);
}

void addUntoldPhysical(std::map<QString, QString> &live, const std::map<QString, QString> &known)
{
    for (const auto &[keyword, written] : known) {
        const auto found = live.find(keyword);
        if (keyword == "FLASHBACK ARCHIVE"_L1)
            live.emplace(keyword, written);
        else if (found != live.end() && (keyword == "INMEMORY"_L1 || isColumnStorage(keyword)))
            found->second = withUntoldStorage(keyword, found->second, written);
    }
}

void addUntoldClauses(Table &table, const Table &known)
{
    addUntoldPhysical(table.physical, known.physical);
    table.qualifier = known.qualifier;
    table.items = known.items;
    table.query = known.query;
    table.otherClauses = told(table.otherClauses, known.otherClauses);
    if (table.partitioning && known.partitioning) {
        table.partitioning->otherClauses =
            told(table.partitioning->otherClauses, known.partitioning->otherClauses);
        for (Partition &partition : table.partitioning->partitions) {
            for (const Partition &same : known.partitioning->partitions) {
                // Subpartitions are told; a tablespace, where none was asked for, is anybody's.
                if (same.name == partition.name && !same.otherClauses.startsWith(u'('))
                    partition.otherClauses = same.otherClauses;
            }
        }
    }
    for (Column &column : table.columns) {
        if (const Column *same = known.column(column.name))
            column.otherClauses = told(column.otherClauses, same->otherClauses);
    }
    for (Constraint &constraint : table.constraints) {
        for (const Constraint &same : known.constraints) {
            if (!constraint.name.isEmpty() && same.name == constraint.name)
                constraint.indexClause = same.indexClause;
        }
    }
}

} // namespace

Catalog withUntold(Catalog live, const Catalog &replayed)
{
    addUntoldObjects(live, replayed);
    for (auto &[name, table] : live.tables) {
        if (const Table *known = replayed.table(name))
            addUntoldClauses(table, *known);
    }
    for (auto &[name, view] : live.materializedViews) {
        const auto known = replayed.materializedViews.find(name);
        if (known == replayed.materializedViews.end())
            continue;
        if (sameToldOptions(view.options, known->second.options))
            view.options = known->second.options;
        else if (const QString untold = untoldOptions(known->second.options); !untold.isEmpty())
            view.options += u' ' + untold;
    }
    for (auto &[name, index] : live.indexes) {
        const auto known = replayed.indexes.find(name);
        if (known == replayed.indexes.end())
            continue;
        // Of a local index, the names of its partitions are the table's or nobody's business.
        const QString &written = known->second.partitioning;
        const bool bothLocal = index.partitioning == "LOCAL"_L1 && written.startsWith("LOCAL"_L1);
        if (bothLocal || written.contains("STORE IN"_L1))
            index.partitioning = written;
        index.otherClauses = told(index.otherClauses, known->second.otherClauses);
    }
    return live;
}

Catalog onlyOwned(Catalog live, const Catalog &replayed, const Catalog &model,
                  const std::vector<QualifiedName> &alsoOwned)
{
    std::set<ObjectRef> owned;
    for (const Catalog *catalog : {&replayed, &model}) {
        for (const ObjectRef &object : objects(*catalog))
            owned.insert(object);
    }
    const auto isOwned = [&](const QString &type, const QualifiedName &name) {
        return owned.contains(ObjectRef{type, name})
            || std::find(alsoOwned.begin(), alsoOwned.end(), name) != alsoOwned.end();
    };
    eraseUnless(live, isOwned);
    std::erase_if(live.grants, [&](const Grant &grant) {
        return std::none_of(owned.begin(), owned.end(),
                            [&grant](const ObjectRef &o) { return o.name == grant.object; });
    });
    return live;
}

Catalog withoutIgnored(Catalog catalog, const QStringList &patterns)
{
    if (patterns.isEmpty())
        return catalog;
    std::vector<QRegularExpression> expressions;
    for (const QString &pattern : patterns)
        expressions.push_back(QRegularExpression::fromWildcard(pattern, Qt::CaseInsensitive));
    const auto isIgnored = [&expressions](const QualifiedName &name) {
        return std::any_of(
            expressions.begin(), expressions.end(),
            [&name](const QRegularExpression &e) { return e.match(name.name).hasMatch(); });
    };
    std::erase_if(catalog.indexes, [&](const auto &entry) {
        return isIgnored(entry.first) || isIgnored(entry.second.table);
    });
    eraseUnless(catalog,
                [&](const QString &, const QualifiedName &name) { return !isIgnored(name); });
    std::erase_if(catalog.units, [&](const auto &entry) {
        return !entry.second.table.isEmpty() && isIgnored(entry.second.table);
    });
    std::erase_if(catalog.grants, [&](const Grant &grant) { return isIgnored(grant.object); });
    return catalog;
}

} // namespace Athanor
