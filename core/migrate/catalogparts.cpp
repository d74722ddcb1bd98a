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
    static const QStringList told{u"OF"_s,           u"ORGANIZATION"_s, u"INCLUDING"_s,
                                  u"OVERFLOW"_s,     u"CLUSTER"_s,      u"INDEXING"_s,
                                  u"SUBPARTITION"_s, u"PARTITIONS"_s,   u"AUTOMATIC"_s};
    const std::vector<Token> tokens = tokenize(clause);
    return tokens.empty()
        || (told.contains(tokens.front().text(clause).toString().toUpper())
            && !clause.contains("STORE IN"_L1));
}

QStringList wordsOf(const QString &clause)
{
    QStringList words;
    for (const Token &token : tokenize(clause))
        words += token.text(clause).toString();
    return words;
}

// Without the directory before a file of an external table, where it is the default one, and the
// owner of XMLTYPE.
QStringList plainWords(const QString &clause)
{
    QStringList words = wordsOf(clause);
    const qsizetype at = words.indexOf(u"DIRECTORY"_s);
    const QString directory = at < 0 ? QString() : words.value(at + 1);
    for (qsizetype i = words.size() - 2; i >= 0; --i) {
        const bool isDirectory =
            !directory.isEmpty() && words[i] == directory && words[i + 1] == ":"_L1;
        const bool isOwner = words[i] == "SYS"_L1 && words[i + 1] == "."_L1;
        if (isDirectory || isOwner)
            words.remove(i, 2);
    }
    return words;
}

QStringList sorted(QStringList words)
{
    words.sort();
    return words;
}

// OF XMLTYPE XMLTYPE STORE AS BINARY XML (…) XMLSCHEMA …: what is told of an XML table is that it
// is one, and CLOB or OBJECT RELATIONAL where it is stored so.
bool saysMoreOfXml(const QStringList &written, const QStringList &live)
{
    if (!live.contains(u"XMLTYPE"_s)
        || written.first(std::min(written.size(), live.size())) != live)
        return false;
    const QStringList more = written.sliced(live.size());
    return !more.contains(u"CLOB"_s) && !more.contains(u"RELATIONAL"_s);
}

// OVERFLOW PCTFREE 5 TABLESPACE x: of an overflow segment its tablespace is told.
bool saysMoreOfOverflow(const QStringList &written, const QStringList &live)
{
    const qsizetype at = written.indexOf(u"OVERFLOW"_s);
    if (at < 0 || !live.contains(u"OVERFLOW"_s))
        return false;
    const qsizetype space = written.indexOf(u"TABLESPACE"_s, at);
    const QStringList told = space < 0 ? QStringList() : written.mid(space, 2);
    return sorted(written.first(at + 1) + told) == sorted(live);
}

// The live clause, but as it was written where that says the same in another order, or more than
// the dictionary tells.
QString told(const QString &live, const QString &written)
{
    if (!isTold(written))
        return written;
    const QStringList liveWords = plainWords(live);
    const QStringList writtenWords = plainWords(written);
    return sorted(liveWords) == sorted(writtenWords) || saysMoreOfXml(writtenWords, liveWords)
            || saysMoreOfOverflow(writtenWords, liveWords)
        ? written
        : live;
}

// A column's encryption, domain and annotations are told, and no other clause of it.
QString toldOfColumn(const QString &live, const QString &written)
{
    static const QStringList families{u"ENCRYPT"_s, u"DOMAIN"_s, u"ANNOTATIONS"_s};
    std::map<QString, QString> clauses = columnClauses(live);
    const std::map<QString, QString> known = columnClauses(written);
    for (const auto &[family, text] : known) {
        if (!families.contains(family))
            clauses[family] = text;
    }
    return comparedColumnClauses(toString(clauses)) == comparedColumnClauses(written)
        ? written
        : toString(clauses);
}

// Whether the dictionary tells of a physical clause of that table: USER_TABLES has no column for
// the others, and leaves columns empty where a table has no segment of its own.
bool isToldPhysical(const QString &keyword, const Table &table)
{
    static const QStringList always{u"RESULT_CACHE"_s, u"ROW ARCHIVAL"_s, u"DEFAULT COLLATION"_s,
                                    u"ANNOTATIONS"_s, u"PCTTHRESHOLD"_s};
    static const QStringList ofRows{u"PARALLEL"_s, u"CACHE"_s, u"ROW MOVEMENT"_s,
                                    u"ROWDEPENDENCIES"_s};
    static const QStringList ofSegments{u"TABLESPACE"_s, u"INITRANS"_s, u"INMEMORY"_s,
                                        u"LOGGING"_s};
    static const QStringList ofHeaps{u"PCTFREE"_s, u"COMPRESS"_s};
    if (always.contains(keyword) || keyword.startsWith("NESTED TABLE "_L1))
        return true;
    const bool isHeap =
        table.kind == TableKind::Heap && !table.otherClauses.contains("CLUSTER "_L1);
    const bool isOrganized = table.kind == TableKind::IndexOrganized;
    if (ofRows.contains(keyword))
        return isHeap || isOrganized
            || (table.kind == TableKind::External && keyword == "PARALLEL"_L1);
    if (table.partitioning) // of each partition, then
        return table.physical.count(keyword) != 0;
    return (ofSegments.contains(keyword) && (isHeap || isOrganized))
        || (ofHeaps.contains(keyword) && isHeap);
}

// "LOB (DOC)", "XMLTYPE COLUMN D" …: what is written beyond the columns of USER_LOBS and
// USER_XML_TAB_COLS, which name the parameters that decide how a column is read and written.
QString toldStorage(const QString &keyword, const QString &live, const QString &written)
{
    static const QStringList ofLobs{u"TABLESPACE"_s, u"STORAGE IN ROW"_s, u"CACHE"_s,
                                    u"LOGGING"_s,    u"COMPRESS"_s,       u"DEDUPLICATE"_s};
    const bool isLob = keyword.startsWith("LOB"_L1);
    const bool isXml = keyword.startsWith("XMLTYPE"_L1);
    if (!isLob && !isXml)
        return live.isEmpty() ? written : live;
    const QString standard = isXml ? u"STORE AS BINARY XML"_s : u"STORE AS SECUREFILE"_s;
    LobStorage storage = canonical(lobStorage(live.isEmpty() ? standard : live));
    const LobStorage known = lobStorage(written);
    storage.segment = known.segment;
    storage.ending = known.ending;
    for (const auto &[family, words] : known.parameters) {
        if (isXml || !ofLobs.contains(family))
            storage.parameters[family] = words;
    }
    return canonical(storage) == canonical(known) ? written : toString(storage);
}

void addUntoldPhysical(Table &table, const Table &known)
{
    for (const auto &[keyword, written] : known.physical) {
        const auto live = table.physical.find(keyword);
        const QString text = live == table.physical.end() ? QString() : live->second;
        if (isColumnStorage(keyword)) {
            table.physical[keyword] = toldStorage(keyword, text, written);
        } else if (!isToldPhysical(keyword, table)) {
            table.physical[keyword] = written;
        } else if (keyword == "INMEMORY"_L1 && !text.isEmpty()) {
            // INMEMORY_DISTRIBUTE and INMEMORY_DUPLICATE are not read.
            static const QRegularExpression untold(
                uR"( (DISTRIBUTE( AUTO| BY (ROWID RANGE|PARTITION|SUBPARTITION))?|(NO )?DUPLICATE( ALL)?))"_s);
            for (auto matches = untold.globalMatch(written); matches.hasNext();)
                table.physical[keyword] += matches.next().captured();
        }
    }
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

void addUntoldClauses(Table &table, const Table &known)
{
    table.qualifier = known.qualifier;
    table.items = known.items;
    table.query = known.query;
    table.otherClauses = told(table.otherClauses, known.otherClauses);
    addUntoldPhysical(table, known);
    if (known.qualifier == "SHARDED"_L1) { // by a shard catalog, which is not read
        table.physical = known.physical;
        table.partitioning = known.partitioning;
    }
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
        const Column *same = known.column(column.name);
        if (!same)
            continue;
        column.otherClauses = toldOfColumn(column.otherClauses, same->otherClauses);
        if (column.type.kind == TypeKind::Json && same->type.kind == TypeKind::Json)
            column.type.arguments = same->type.arguments; // JSON (OBJECT)
    }
    for (Constraint &constraint : table.constraints) {
        for (const Constraint &same : known.constraints) {
            if (!constraint.name.isEmpty() && same.name == constraint.name)
                constraint.indexClause = same.indexClause;
        }
    }
}

// CONTAINERS_DEFAULT and CONTAINER_MAP of USER_VIEWS (12.2) are not asked.
void addUntoldClauses(View &view, const View &known)
{
    for (const QString &clause : {u"CONTAINERS_DEFAULT"_s, u"CONTAINER_MAP"_s}) {
        if (known.otherClauses.contains(clause) && !view.otherClauses.contains(clause))
            view.otherClauses = (view.otherClauses + u' ' + clause).trimmed();
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
    for (auto &[name, view] : live.views) {
        const auto known = replayed.views.find(name);
        if (known != replayed.views.end())
            addUntoldClauses(view, known->second);
    }
    // USER_SCHEMA_PRIVS (23ai) is not asked.
    for (const Grant &grant : replayed.grants) {
        if (grant.objectKind == "SCHEMA"_L1)
            live.grants.push_back(grant);
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
