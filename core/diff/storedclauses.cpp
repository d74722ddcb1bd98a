// SPDX-License-Identifier: MIT
#include "diff/storedclauses.h"

#include "schema/name.h"
#include "schema/normalform.h"
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
        {{u"FOR"_s, u"QUERY"_s, u"LOW"_s},
         {{u"FOR"_s, u"DML"_s},
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

// What no view of the dictionary shows as it was written, so that it is compared only where both
// sides say it: what rows are known by, and when they are refreshed.
QString untoldOptions(const QString &options)
{
    const QStringList words = wordsOf(options);
    QStringList untold;
    for (const QStringList &what :
         {QStringList{u"WITH"_s, u"ROWID"_s}, {u"WITH"_s, u"PRIMARY"_s, u"KEY"_s}}) {
        if (has(words, what))
            untold += what.last();
    }
    const qsizetype starts =
        has(words, {u"START"_s, u"WITH"_s}) ? words.indexOf(u"START"_s) : words.indexOf(u"NEXT"_s);
    if (starts >= 0)
        untold += words.sliced(starts);
    return untold.join(u' ');
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
    return space.isEmpty() || space == behind(there, u"TABLESPACE"_s);
}

bool sameCompression(QStringView a, QStringView b)
{
    const auto kindOf = [](QStringView text) {
        QStringList words = wordsOf(text);
        for (const QString &word : {u"ROW"_s, u"COLUMN"_s, u"STORE"_s, u"COMPRESS"_s, u"FOR"_s})
            words.removeAll(word);
        if (words.isEmpty() || words.contains(u"DIRECT_LOAD"_s))
            return u"BASIC"_s;
        if (words == QStringList{u"OLTP"_s} || words == QStringList{u"ALL"_s, u"OPERATIONS"_s})
            return u"ADVANCED"_s;
        return words.join(u' ');
    };
    return a == b || kindOf(a) == kindOf(b);
}

bool sameMaterialization(const QString &a, const QString &b)
{
    if (a == b)
        return true;
    const QString aUntold = untoldOptions(a);
    const QString bUntold = untoldOptions(b);
    return materializationOf(a) == materializationOf(b)
        && (aUntold.isEmpty() || bUntold.isEmpty() || aUntold == bUntold);
}

bool sameOpaqueText(const QString &kind, const QString &a, const QString &b)
{
    if (a == b)
        return true;
    return kind == "MATERIALIZED VIEW LOG"_L1 && logOf(a) == logOf(b);
}

} // namespace Athanor
