// SPDX-License-Identifier: MIT
#include "diff/storedclauses.h"

#include "schema/name.h"
#include "schema/normalform.h"
#include "schema/physical.h"
#include "sql/lexer.h"

#include <QtCore/QStringList>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// The words outside parentheses and inside, upper case, marks apart.
QStringList wordsOf(QStringView text)
{
    QStringList words;
    for (const Token &token : tokenize(text)) {
        const QStringView piece = token.text(text);
        words += token.kind == TokenKind::Word ? storedName(piece) : piece.toString();
    }
    return words;
}

bool has(const QStringList &words, const QStringList &row)
{
    for (qsizetype i = 0; i + row.size() <= words.size(); ++i) {
        if (words.sliced(i, row.size()) == row)
            return true;
    }
    return false;
}

// A setting of which one word is Oracle's default.
struct Setting
{
    QStringList standard;
    std::vector<QStringList> others;
};

const std::vector<Setting> &storageSettings()
{
    static const std::vector<Setting> settings{
        {{u"SECUREFILE"_s}, {{u"BASICFILE"_s}}},
        {{u"NOCACHE"_s}, {{u"CACHE"_s, u"READS"_s}, {u"CACHE"_s}}},
        {{u"LOGGING"_s}, {{u"NOLOGGING"_s}, {u"FILESYSTEM_LIKE_LOGGING"_s}}},
        {{u"ENABLE"_s, u"STORAGE"_s, u"IN"_s, u"ROW"_s},
         {{u"DISABLE"_s, u"STORAGE"_s, u"IN"_s, u"ROW"_s}}},
        {{u"NOCOMPRESS"_s},
         {{u"COMPRESS"_s, u"HIGH"_s}, {u"COMPRESS"_s, u"LOW"_s}, {u"COMPRESS"_s}}},
        {{u"KEEP_DUPLICATES"_s}, {{u"DEDUPLICATE"_s}}},
        {{u"PRIORITY"_s, u"NONE"_s},
         {{u"PRIORITY"_s, u"LOW"_s},
          {u"PRIORITY"_s, u"MEDIUM"_s},
          {u"PRIORITY"_s, u"HIGH"_s},
          {u"PRIORITY"_s, u"CRITICAL"_s}}},
        {{u"NO"_s, u"DUPLICATE"_s}, {{u"DUPLICATE"_s, u"ALL"_s}, {u"DUPLICATE"_s}}},
        {{u"DISTRIBUTE"_s, u"AUTO"_s},
         {{u"BY"_s, u"ROWID"_s, u"RANGE"_s},
          {u"BY"_s, u"PARTITION"_s},
          {u"BY"_s, u"SUBPARTITION"_s}}},
        {{u"FOR"_s, u"QUERY"_s, u"LOW"_s},
         {{u"NO"_s, u"MEMCOMPRESS"_s},
          {u"FOR"_s, u"DML"_s},
          {u"FOR"_s, u"QUERY"_s, u"HIGH"_s},
          {u"FOR"_s, u"CAPACITY"_s, u"HIGH"_s},
          {u"FOR"_s, u"CAPACITY"_s}}},
        {{u"BINARY"_s, u"XML"_s}, {{u"CLOB"_s}, {u"OBJECT"_s, u"RELATIONAL"_s}}},
    };
    return settings;
}

// What is said of a setting; its default where nothing is.
QStringList valueOf(const Setting &setting, const QStringList &words)
{
    if (has(words, setting.standard)) // NO DUPLICATE has the word DUPLICATE
        return setting.standard;
    for (const QStringList &other : setting.others) {
        if (has(words, other))
            return other;
    }
    return setting.standard;
}

bool isSaid(const Setting &setting, const QStringList &words)
{
    return has(words, setting.standard) || valueOf(setting, words) != setting.standard;
}

QString behind(const QStringList &words, const QString &word)
{
    const qsizetype at = words.indexOf(word);
    return at < 0 ? QString() : words.value(at + 1);
}

// What a materialized view's options come to.
struct Materialization
{
    QString build = u"IMMEDIATE"_s;
    QString method = u"FORCE"_s;
    QString mode = u"DEMAND"_s;
    bool usesIndex = true;
    bool updatable = false;
    bool rewrites = false;
    friend bool operator==(const Materialization &, const Materialization &) = default;
};

Materialization materializationOf(const QString &options)
{
    const QStringList words = wordsOf(options);
    Materialization result;
    if (has(words, {u"PREBUILT"_s}))
        result.build = u"PREBUILT"_s;
    else if (has(words, {u"BUILD"_s, u"DEFERRED"_s}))
        result.build = u"DEFERRED"_s;
    if (has(words, {u"NEVER"_s, u"REFRESH"_s})) {
        result.method = u"NEVER"_s;
        result.mode = u"NEVER"_s;
    } else {
        for (const QString &method : {u"FAST"_s, u"COMPLETE"_s}) {
            if (words.contains(method))
                result.method = method;
        }
        for (const QString &mode : {u"COMMIT"_s, u"STATEMENT"_s}) {
            if (has(words, {u"ON"_s, mode}))
                result.mode = mode;
        }
    }
    result.usesIndex = !has(words, {u"USING"_s, u"NO"_s, u"INDEX"_s});
    result.updatable = has(words, {u"FOR"_s, u"UPDATE"_s});
    result.rewrites = has(words, {u"ENABLE"_s, u"QUERY"_s, u"REWRITE"_s});
    return result;
}

// The words that are no part of any of the rows. `rows` in the order in which they are looked for.
QStringList without(QStringList words, const std::vector<QStringList> &rows)
{
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i + row.size() <= words.size();) {
            if (words.sliced(i, row.size()) == row)
                words.remove(i, row.size());
            else
                ++i;
        }
    }
    return words;
}

// What no view of the dictionary shows as it was written: what rows are known by, when they are
// refreshed, and how they are stored.
QString untoldWords(const QString &options)
{
    static const std::vector<QStringList> told{{u"ON"_s, u"PREBUILT"_s, u"TABLE"_s},
                                               {u"BUILD"_s, u"DEFERRED"_s},
                                               {u"BUILD"_s, u"IMMEDIATE"_s},
                                               {u"NEVER"_s, u"REFRESH"_s},
                                               {u"REFRESH"_s},
                                               {u"FAST"_s},
                                               {u"COMPLETE"_s},
                                               {u"FORCE"_s},
                                               {u"ON"_s, u"COMMIT"_s},
                                               {u"ON"_s, u"DEMAND"_s},
                                               {u"ON"_s, u"STATEMENT"_s},
                                               {u"USING"_s, u"NO"_s, u"INDEX"_s},
                                               {u"FOR"_s, u"UPDATE"_s},
                                               {u"ENABLE"_s, u"QUERY"_s, u"REWRITE"_s},
                                               {u"DISABLE"_s, u"QUERY"_s, u"REWRITE"_s},
                                               {u"WITH"_s, u"PRIMARY"_s, u"KEY"_s}};
    return without(wordsOf(comparedOptions(options)), told).join(u' ');
}

QStringList sorted(QStringList words)
{
    words.sort();
    return words;
}

// CREATE MATERIALIZED VIEW LOG ON t WITH PRIMARY KEY, SEQUENCE (a, b) INCLUDING NEW VALUES
struct Log
{
    std::set<QString> with; // PRIMARY KEY, ROWID, SEQUENCE, OBJECT ID, COMMIT SCN
    std::set<QString> columns;
    bool newValues = false;
    friend bool operator==(const Log &, const Log &) = default;
};

Log logOf(const QString &text)
{
    const QStringList words = wordsOf(text);
    Log log;
    const qsizetype with = words.indexOf(u"WITH"_s);
    const QStringList clause = with < 0 ? QStringList() : words.sliced(with + 1);
    for (const QStringList &what : {QStringList{u"PRIMARY"_s, u"KEY"_s},
                                    {u"ROWID"_s},
                                    {u"SEQUENCE"_s},
                                    {u"OBJECT"_s, u"ID"_s},
                                    {u"COMMIT"_s, u"SCN"_s}}) {
        if (has(clause, what))
            log.with.insert(what.join(u' '));
    }
    // A log keeps the primary key unless it says what it keeps instead.
    if (log.with.count(u"ROWID"_s) == 0 && log.with.count(u"OBJECT ID"_s) == 0)
        log.with.insert(u"PRIMARY KEY"_s);
    bool inside = false;
    for (const QString &word : clause) {
        if (word == "("_L1)
            inside = true;
        else if (word == ")"_L1)
            inside = false;
        else if (inside && word != ","_L1)
            log.columns.insert(storedName(word));
    }
    log.newValues = has(words, {u"INCLUDING"_s, u"NEW"_s, u"VALUES"_s});
    return log;
}

// What a log's text says beside that: where it lies, when it is purged.
QStringList logStorage(const QString &text)
{
    QStringList words;
    int depth = 0;
    for (const QString &word : wordsOf(text)) {
        if (word == "("_L1)
            ++depth;
        else if (word == ")"_L1)
            --depth;
        else if (depth == 0 && word != ","_L1)
            words += word;
    }
    return sorted(without(words,
                          {{u"INCLUDING"_s, u"NEW"_s, u"VALUES"_s},
                           {u"EXCLUDING"_s, u"NEW"_s, u"VALUES"_s},
                           {u"PURGE"_s, u"IMMEDIATE"_s, u"SYNCHRONOUS"_s},
                           {u"PURGE"_s, u"IMMEDIATE"_s},
                           {u"PRIMARY"_s, u"KEY"_s},
                           {u"OBJECT"_s, u"ID"_s},
                           {u"COMMIT"_s, u"SCN"_s},
                           {u"ROWID"_s},
                           {u"SEQUENCE"_s},
                           {u"WITH"_s},
                           {u"NOPARALLEL"_s},
                           {u"NOCACHE"_s},
                           {u"LOGGING"_s}}));
}

} // namespace

bool storageSatisfies(QStringView is, QStringView asked)
{
    const QStringList there = wordsOf(is);
    const QStringList wanted = wordsOf(asked);
    for (const Setting &setting : storageSettings()) {
        if (isSaid(setting, wanted) && valueOf(setting, wanted) != valueOf(setting, there))
            return false;
    }
    const QString space = behind(wanted, u"TABLESPACE"_s);
    if (!space.isEmpty() && space != behind(there, u"TABLESPACE"_s))
        return false;
    // What no settings are for, and what nobody leaves to chance once it was said.
    const std::map<QString, QString> stored = canonical(lobStorage(is)).parameters;
    const std::map<QString, QString> sought = canonical(lobStorage(asked)).parameters;
    const auto said = [](const std::map<QString, QString> &parameters, const QString &family) {
        const auto found = parameters.find(family);
        return found == parameters.end() ? QString() : found->second;
    };
    for (const QString &family : {u"ENCRYPT"_s, u"RETENTION"_s, u"CHUNK"_s, u"CACHE"_s})
        if (said(stored, family) != said(sought, family))
            return false;
    return true;
}

QString comparedOptions(const QString &options)
{
    QString compared = u' ' + options + u' ';
    for (const QString &standard :
         {u"BUILD IMMEDIATE"_s, u"DISABLE QUERY REWRITE"_s, u"USING ENFORCED CONSTRAINTS"_s,
          u"NOCACHE"_s, u"NOPARALLEL"_s, u"LOGGING"_s, u"NOCOMPRESS"_s,
          u"SEGMENT CREATION IMMEDIATE"_s, u"ORGANIZATION HEAP"_s,
          u"DISABLE ON QUERY COMPUTATION"_s, u"ON DEMAND"_s, u"REFRESH FORCE"_s})
        compared.replace(u' ' + standard + u' ', u" "_s);
    return compared.simplified();
}

bool sameToldOptions(const QString &a, const QString &b)
{
    return a == b || materializationOf(a) == materializationOf(b);
}

QString untoldOptions(const QString &options)
{
    return untoldWords(options);
}

bool sameMaterialization(const QString &a, const QString &b)
{
    return sameToldOptions(a, b)
        && sorted(untoldWords(a).split(u' ')) == sorted(untoldWords(b).split(u' '));
}

bool sameToldText(const QString &kind, const QString &a, const QString &b)
{
    if (a == b)
        return true;
    return kind == "MATERIALIZED VIEW LOG"_L1 && logOf(a) == logOf(b);
}

bool sameOpaqueText(const QString &kind, const QString &a, const QString &b)
{
    return sameToldText(kind, a, b)
        && (kind != "MATERIALIZED VIEW LOG"_L1 || logStorage(a) == logStorage(b));
}

} // namespace Athanor
