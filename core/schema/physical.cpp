// SPDX-License-Identifier: MIT
#include "schema/physical.h"

#include "schema/name.h"
#include "schema/normalform.h"
#include "sql/lexer.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// A clause as its words, parenthesised groups in one piece.
QStringList piecesOf(QStringView clause)
{
    QStringList pieces;
    int depth = 0;
    qsizetype from = 0;
    for (const Token &token : tokenize(clause)) {
        const QStringView text = token.text(clause);
        if (text == u"(" && depth++ == 0)
            from = token.range.start;
        if (depth == 0)
            pieces << (token.kind == TokenKind::Word ? storedName(text) : text.toString());
        if (text == u")" && depth > 0 && --depth == 0)
            pieces << normalizedText(clause.sliced(from, token.range.end() - from));
    }
    return pieces;
}

// The words of one LOB parameter exclude one another.
QString familyOf(const QString &word)
{
    static const std::map<QString, QString> families{{u"NOCACHE"_s, u"CACHE"_s},
                                                     {u"NOLOGGING"_s, u"LOGGING"_s},
                                                     {u"FILESYSTEM_LIKE_LOGGING"_s, u"LOGGING"_s},
                                                     {u"NOCOMPRESS"_s, u"COMPRESS"_s},
                                                     {u"KEEP_DUPLICATES"_s, u"DEDUPLICATE"_s},
                                                     {u"DECRYPT"_s, u"ENCRYPT"_s},
                                                     {u"PCTVERSION"_s, u"RETENTION"_s},
                                                     {u"ENABLE"_s, u"STORAGE IN ROW"_s},
                                                     {u"DISABLE"_s, u"STORAGE IN ROW"_s}};
    const auto found = families.find(word);
    return found == families.end() ? word : found->second;
}

bool startsParameter(const QString &word)
{
    static const QStringList words{
        u"CACHE"_s,       u"NOCACHE"_s,         u"LOGGING"_s,   u"NOLOGGING"_s,
        u"COMPRESS"_s,    u"NOCOMPRESS"_s,      u"ENCRYPT"_s,   u"FILESYSTEM_LIKE_LOGGING"_s,
        u"DEDUPLICATE"_s, u"KEEP_DUPLICATES"_s, u"DECRYPT"_s,   u"PCTVERSION"_s,
        u"RETENTION"_s,   u"ENABLE"_s,          u"DISABLE"_s,   u"CHUNK"_s,
        u"TABLESPACE"_s,  u"FREEPOOLS"_s,       u"FREELISTS"_s, u"STORAGE"_s,
        u"PCTFREE"_s,     u"INITRANS"_s,        u"MAXTRANS"_s,  u"INDEX"_s};
    return words.contains(word);
}

std::map<QString, QString> lobParameters(QStringView inside)
{
    std::map<QString, QString> parameters;
    const QStringList pieces = piecesOf(inside);
    QString family;
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        const QString &piece = pieces[i];
        // STORAGE IN ROW belongs to ENABLE and DISABLE; what follows TABLESPACE is a name.
        const bool continues = i > 0
            && ((piece == "STORAGE"_L1
                 && (pieces[i - 1] == "ENABLE"_L1 || pieces[i - 1] == "DISABLE"_L1))
                || pieces[i - 1] == "TABLESPACE"_L1);
        if (family.isEmpty() || (!continues && startsParameter(piece))) {
            family = familyOf(piece);
            parameters[family] = piece;
        } else {
            parameters[family] += u' ' + piece;
        }
    }
    return parameters;
}

const QStringList &parameterOrder()
{
    static const QStringList order{u"TABLESPACE"_s, u"STORAGE IN ROW"_s, u"CHUNK"_s,
                                   u"RETENTION"_s,  u"FREEPOOLS"_s,      u"CACHE"_s,
                                   u"LOGGING"_s,    u"COMPRESS"_s,       u"DEDUPLICATE"_s,
                                   u"ENCRYPT"_s,    u"STORAGE"_s};
    return order;
}

QString canonicalCompression(const QString &value)
{
    QStringList words = value.split(u' ', Qt::SkipEmptyParts);
    words.removeIf([](const QString &word) {
        return word == "ROW"_L1 || word == "COLUMN"_L1 || word == "STORE"_L1
            || word == "COMPRESS"_L1 || word == "FOR"_L1 || word == "OPERATIONS"_L1
            || word == "LEVEL"_L1 || word == "LOCKING"_L1;
    });
    words.removeAll(u"NO"_s); // NO ROW LEVEL LOCKING is the default
    const QString kind = words.join(u' ');
    if (value.isEmpty() || kind == "NOCOMPRESS"_L1)
        return {};
    if (kind == "OLTP"_L1 || kind == "ALL"_L1 || kind == "ADVANCED"_L1)
        return u"ADVANCED"_s;
    if (kind.isEmpty())
        return value.startsWith("COLUMN"_L1) ? u"QUERY HIGH"_s : u"BASIC"_s;
    if (kind == "DIRECT_LOAD"_L1)
        return u"BASIC"_s;
    if (kind == "QUERY"_L1)
        return u"QUERY HIGH"_s;
    if (kind == "ARCHIVE"_L1)
        return u"ARCHIVE LOW"_s;
    return kind;
}

// ENCRYPT without what Oracle does anyway: AES192, an integrity check by SHA-1, salt (SQL Language
// Reference 19c, encryption_spec).
QString canonicalEncryption(QString clause)
{
    const bool salted = !clause.contains("NO SALT"_L1);
    clause.remove(u" USING 'AES192'"_s).remove(u" 'SHA-1'"_s);
    if (salted)
        clause.remove(u" SALT"_s);
    return clause;
}

struct Annotation
{
    QString action; // ADD, DROP, REPLACE
    QString name;
    QString value; // its literal; empty: the name alone
};

std::vector<Annotation> annotationList(QStringView clause)
{
    std::vector<Annotation> list;
    Annotation one;
    const auto finish = [&list, &one] {
        if (!one.name.isEmpty())
            list.push_back(one);
        one = {};
    };
    for (const Token &token : tokenize(clause)) {
        const QStringView text = token.text(clause);
        if (text == u"," || text == u"(" || text == u")") {
            finish();
            continue;
        }
        const QString word = token.kind == TokenKind::Word ? storedName(text) : QString();
        const bool isAction = word == "ADD"_L1 || word == "DROP"_L1 || word == "REPLACE"_L1;
        const bool isExists = word == "IF"_L1 || word == "NOT"_L1 || word == "EXISTS"_L1;
        if (one.name.isEmpty() && isAction)
            one.action = word;
        else if (one.name.isEmpty() && !isExists)
            one.name = storedName(text);
        else if (token.kind == TokenKind::String)
            one.value = normalizedText(text);
    }
    finish();
    return list;
}

} // namespace

bool isColumnStorage(QStringView keyword)
{
    return keyword.startsWith(u"LOB (") || keyword.startsWith(u"VARRAY ")
        || keyword.startsWith(u"XMLTYPE COLUMN ");
}

bool isStorageOf(QStringView keyword, const QString &column)
{
    const QString name = writtenName(column);
    return keyword == u"LOB (%1)"_s.arg(name) || keyword == u"NESTED TABLE %1"_s.arg(name)
        || keyword == u"XMLTYPE COLUMN %1"_s.arg(name) || keyword == u"VARRAY %1"_s.arg(name);
}

LobStorage lobStorage(QStringView clause)
{
    static const QStringList kinds{u"SECUREFILE"_s, u"BASICFILE"_s,  u"BINARY"_s,
                                   u"XML"_s,        u"CLOB"_s,       u"OBJECT"_s,
                                   u"LOB"_s,        u"RELATIONAL"_s, u"TRANSPORTABLE"_s};
    LobStorage storage;
    QStringList kind;
    bool ended = false;
    for (const QString &piece : piecesOf(clause)) {
        if (piece.startsWith(u'(')) {
            storage.parameters = lobParameters(QStringView(piece).sliced(1, piece.size() - 2));
            ended = true;
        } else if (ended || piece == "XMLSCHEMA"_L1 || piece == "ELEMENT"_L1 || piece == "RETURN"_L1
                   || piece == "ALLOW"_L1 || piece == "DISALLOW"_L1) {
            ended = true;
            storage.ending += (storage.ending.isEmpty() ? u""_s : u" "_s) + piece;
        } else if (kinds.contains(piece)) {
            kind << piece;
        } else if (piece != "STORE"_L1 && piece != "AS"_L1) {
            storage.segment = piece;
        }
    }
    storage.kind = kind.join(u' ');
    return storage;
}

QString toString(const LobStorage &storage)
{
    QString text = u"STORE AS"_s;
    if (!storage.kind.isEmpty())
        text += u' ' + storage.kind;
    if (!storage.segment.isEmpty())
        text += u' ' + storage.segment;
    QStringList parameters;
    for (const QString &family : parameterOrder())
        if (const auto found = storage.parameters.find(family); found != storage.parameters.end())
            parameters << found->second;
    for (const auto &[family, words] : storage.parameters)
        if (!parameterOrder().contains(family))
            parameters << words;
    if (!parameters.isEmpty())
        text += u" ("_s + parameters.join(u' ') + u')';
    if (!storage.ending.isEmpty())
        text += u' ' + storage.ending;
    return normalizedText(text);
}

LobStorage canonical(LobStorage storage)
{
    // SecureFiles are the default from 12.1 (DB_SECUREFILE = PREFERRED), binary XML from 11.2.0.2.
    if (storage.kind.isEmpty())
        storage.kind = u"SECUREFILE"_s;
    if (storage.kind == "BINARY XML"_L1 || storage.kind == "LOB"_L1)
        storage.kind.prepend(u"SECUREFILE "_s);
    const bool secure = storage.kind.startsWith("SECUREFILE"_L1);
    if (const auto compress = storage.parameters.find(u"COMPRESS"_s);
        compress != storage.parameters.end() && compress->second == "COMPRESS"_L1)
        compress->second = u"COMPRESS MEDIUM"_s;
    // CACHE implies LOGGING; without either word it is LOGGING.
    static const QStringList defaults{u"NOCACHE"_s,
                                      u"LOGGING"_s,
                                      u"NOCOMPRESS"_s,
                                      u"KEEP_DUPLICATES"_s,
                                      u"DECRYPT"_s,
                                      u"RETENTION"_s,
                                      u"ENABLE STORAGE IN ROW 4000"_s,
                                      u"ENABLE STORAGE IN ROW"_s,
                                      u"CHUNK 8192"_s,
                                      u"RETENTION AUTO"_s,
                                      u"FREEPOOLS 1"_s,
                                      u"PCTVERSION 10"_s};
    static const QStringList ignoredBySecurefile{u"CHUNK"_s, u"FREEPOOLS"_s, u"FREELISTS"_s};
    std::erase_if(storage.parameters, [secure](const auto &parameter) {
        return defaults.contains(parameter.second) || parameter.first == "STORAGE"_L1
            || parameter.first == "INDEX"_L1 || parameter.first == "MAXTRANS"_L1
            || (secure
                && (ignoredBySecurefile.contains(parameter.first)
                    || parameter.second.startsWith("PCTVERSION"_L1)));
    });
    if (isSystemName(storage.segment))
        storage.segment.clear();
    return storage;
}

QString lobDefault(const QString &family)
{
    static const std::map<QString, QString> defaults{
        {u"CACHE"_s, u"NOCACHE"_s},       {u"LOGGING"_s, u"LOGGING"_s},
        {u"COMPRESS"_s, u"NOCOMPRESS"_s}, {u"DEDUPLICATE"_s, u"KEEP_DUPLICATES"_s},
        {u"ENCRYPT"_s, u"DECRYPT"_s},     {u"RETENTION"_s, u"RETENTION"_s}};
    const auto found = defaults.find(family);
    return found == defaults.end() ? QString() : found->second;
}

std::map<QString, QString> annotations(QStringView clause)
{
    std::map<QString, QString> found;
    for (const Annotation &one : annotationList(clause))
        if (one.action != "DROP"_L1)
            found[one.name] = one.value;
    return found;
}

QString mergedAnnotations(QStringView before, QStringView change)
{
    std::map<QString, QString> all = annotations(before);
    for (const Annotation &one : annotationList(change)) {
        if (one.action == "DROP"_L1)
            all.erase(one.name);
        else
            all[one.name] = one.value;
    }
    QStringList written;
    for (const auto &[name, value] : all)
        written << writtenName(name) + (value.isEmpty() ? QString() : u' ' + value);
    return written.isEmpty() ? QString() : u'(' + written.join(u", "_s) + u')';
}

QString annotationChanges(QStringView before, QStringView after)
{
    const std::map<QString, QString> was = annotations(before);
    const std::map<QString, QString> is = annotations(after);
    QStringList changes;
    for (const auto &[name, value] : was)
        if (is.count(name) == 0)
            changes << u"DROP "_s + writtenName(name);
    for (const auto &[name, value] : is) {
        const auto old = was.find(name);
        if (old == was.end() || old->second != value)
            changes << (old == was.end() ? u"ADD "_s : u"REPLACE "_s) + writtenName(name)
                    + (value.isEmpty() ? QString() : u' ' + value);
    }
    return changes.join(u", "_s);
}

std::map<QString, QString> columnClauses(QStringView text)
{
    static const QStringList starts{u"ENCRYPT"_s,      u"DECRYPT"_s,  u"ANNOTATIONS"_s,
                                    u"DOMAIN"_s,       u"DROP"_s,     u"RESERVABLE"_s,
                                    u"NOT"_s,          u"SORT"_s,     u"VALIDATE"_s,
                                    u"MATERIALIZED"_s, u"EVALUATE"_s, u"UNUSABLE"_s};
    std::map<QString, QString> clauses;
    QString family;
    for (const QString &piece : piecesOf(text)) {
        const bool second = (piece == "DOMAIN"_L1 && family == "DROP"_L1)
            || (piece == "RESERVABLE"_L1 && family == "NOT"_L1);
        if (starts.contains(piece) && !second)
            family = piece;
        QString &clause = clauses[family];
        clause += (clause.isEmpty() ? u""_s : u" "_s) + piece;
    }
    if (const auto all = clauses.find(u"ANNOTATIONS"_s); all != clauses.end())
        all->second = u"ANNOTATIONS "_s
            + mergedAnnotations(
                          {}, QStringView(all->second).sliced(QStringView(u"ANNOTATIONS").size()));
    return clauses;
}

std::map<QString, QString> comparedColumnClauses(QStringView text)
{
    std::map<QString, QString> clauses = columnClauses(text);
    if (const auto encrypt = clauses.find(u"ENCRYPT"_s); encrypt != clauses.end())
        encrypt->second = canonicalEncryption(encrypt->second);
    return clauses;
}

QString toString(const std::map<QString, QString> &columnClauses)
{
    QStringList texts;
    for (const auto &[family, text] : columnClauses)
        if (!text.isEmpty())
            texts << text;
    return normalizedText(texts.join(u' '));
}

QString canonicalPhysical(QStringView keyword, const QString &value)
{
    if (isColumnStorage(keyword)) {
        LobStorage storage = canonical(lobStorage(value));
        if (keyword.startsWith(u"XMLTYPE") && storage.kind == "SECUREFILE"_L1)
            storage.kind = u"SECUREFILE BINARY XML"_s;
        return toString(storage);
    }
    if (keyword == u"COMPRESS")
        return canonicalCompression(value);
    if (keyword == u"ANNOTATIONS")
        return mergedAnnotations({}, value);
    if (keyword == u"INMEMORY" && value == "INMEMORY MEMCOMPRESS FOR QUERY LOW"_L1)
        return u"INMEMORY"_s;
    return value;
}

} // namespace Athanor
