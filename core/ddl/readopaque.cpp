// SPDX-License-Identifier: MIT
#include "ddl/reader.h"
#include "ddl/readparts.h"
#include "schema/normalform.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

struct Kind
{
    std::array<QStringView, 3> words;
    bool named = true; // its name follows
};

// Longest first where one begins another.
constexpr Kind kinds[]{
    {{u"DATABASE", u"LINK"}},
    {{u"MATERIALIZED", u"VIEW", u"LOG"}},
    {{u"SNAPSHOT", u"LOG"}},
    {{u"MATERIALIZED", u"ZONEMAP"}},
    {{u"DIRECTORY"}},
    {{u"CONTEXT"}},
    {{u"ROLE"}},
    {{u"USER"}},
    {{u"PROFILE"}},
    {{u"TABLESPACE"}},
    {{u"BIGFILE", u"TABLESPACE"}},
    {{u"SMALLFILE", u"TABLESPACE"}},
    {{u"TEMPORARY", u"TABLESPACE"}},
    {{u"UNDO", u"TABLESPACE"}},
    {{u"CLUSTER"}},
    {{u"DIMENSION"}},
    {{u"ATTRIBUTE", u"DIMENSION"}},
    {{u"HIERARCHY"}},
    {{u"ANALYTIC", u"VIEW"}},
    {{u"OPERATOR"}},
    {{u"INDEXTYPE"}},
    {{u"EDITION"}},
    {{u"OUTLINE"}},
    {{u"RESTORE", u"POINT"}},
    {{u"ROLLBACK", u"SEGMENT"}},
    {{u"DOMAIN"}},
    {{u"PROPERTY", u"GRAPH"}},
    {{u"AUDIT", u"POLICY"}},
    {{u"FLASHBACK", u"ARCHIVE"}},
    {{u"LOCKDOWN", u"PROFILE"}},
    {{u"INMEMORY", u"JOIN", u"GROUP"}},
    {{u"MLE", u"MODULE"}},
    {{u"MLE", u"ENV"}},
    {{u"DISKGROUP"}},
    {{u"PLUGGABLE", u"DATABASE"}},
    {{u"DATABASE"}, false},
    {{u"CONTROLFILE"}, false},
    {{u"PFILE"}, false},
    {{u"SPFILE"}, false},
    {{u"JAVA", u"CLASS"}},
    {{u"JAVA", u"RESOURCE"}},
    {{u"USECASE", u"DOMAIN"}},
    {{u"FLEXIBLE", u"DOMAIN"}},
    {{u"HYBRID", u"VECTOR", u"INDEX"}},
    {{u"VECTOR", u"INDEX"}},
    {{u"SEARCH", u"INDEX"}},
    {{u"SQL", u"TRANSLATION", u"PROFILE"}},
    {{u"ASSERTION"}},
    {{u"DATA", u"GRANT"}},
    {{u"LOGICAL", u"PARTITION", u"TRACKING"}},
    {{u"TRUE", u"CACHE"}},
    {{u"JSON", u"RELATIONAL", u"DUALITY"}},
    {{u"JSON", u"DUALITY"}},
    {{u"JSON", u"COLLECTION"}},
};

size_t wordsIn(const Kind &kind)
{
    size_t count = 0;
    while (count < kind.words.size() && !kind.words[count].isEmpty())
        ++count;
    return count;
}

const Kind *kindAt(Cursor &at)
{
    for (const Kind &kind : kinds) {
        bool same = true;
        for (size_t i = 0; i < wordsIn(kind) && same; ++i)
            same = at.isWord(kind.words[i], i);
        if (same)
            return &kind;
    }
    return nullptr;
}

QString wordsOf(const Kind &kind)
{
    QStringList words;
    for (size_t i = 0; i < wordsIn(kind); ++i)
        words << kind.words[i].toString();
    return words.join(u' ');
}

// As the object is kept and dropped.
QString storedKind(const QString &words)
{
    if (words == "SNAPSHOT LOG"_L1)
        return u"MATERIALIZED VIEW LOG"_s;
    return words.endsWith("TABLESPACE"_L1) ? u"TABLESPACE"_s : words;
}

// The password's place is taken by a substitution variable that is asked for: RL → &RL_PASSWORD.
QString passwordVariable(const QString &object)
{
    QString name;
    for (const QChar c : object) {
        if (c == u'.' || c == u'@')
            break; // RL.EXAMPLE.COM
        name += c.isLetterOrNumber() && c.unicode() < 128 ? c.toUpper() : QChar(u'_');
    }
    return u'&' + name + u"_PASSWORD"_s;
}

// The text without what follows IDENTIFIED BY [VALUES], wherever that is.
QString withoutPasswords(QStringView text, const QString &object)
{
    const std::vector<Token> tokens = tokenize(text);
    QString clean;
    qsizetype copied = 0;
    for (size_t i = 0; i + 2 < tokens.size(); ++i) {
        if (!isKeyword(tokens[i], text, u"IDENTIFIED") || !isKeyword(tokens[i + 1], text, u"BY"))
            continue;
        size_t secret = i + 2;
        if (isKeyword(tokens[secret], text, u"VALUES") && secret + 1 < tokens.size())
            ++secret;
        const auto joined = [&tokens](size_t a) {
            return a + 1 < tokens.size() && tokens[a].range.end() == tokens[a + 1].range.start
                && tokens[a + 1].kind != TokenKind::Punctuation;
        };
        const qsizetype from = tokens[i + 2].range.start;
        while (joined(secret)) // 1abc, p@ss: a password that is several tokens
            ++secret;
        clean += text.sliced(copied, from - copied);
        clean += passwordVariable(object);
        copied = tokens[secret].range.end();
        i = secret;
    }
    clean += text.sliced(copied);
    return clean;
}

// LINK, LINK.EXAMPLE.COM, LINK@QUALIFIER
QString takeLinkName(Cursor &at)
{
    const qsizetype from = at.offset();
    at.skip();
    while (at.isPunctuation(u".") || at.isPunctuation(u"@"))
        at.skip(2);
    return normalizedText(at.slice(from, at.previousEnd()));
}

} // namespace

QStringList opaqueKinds()
{
    QStringList words;
    for (const Kind &kind : kinds) {
        if (kind.named)
            words << storedKind(wordsOf(kind));
    }
    words.removeDuplicates();
    return words;
}

QString takeOpaqueKind(Cursor &at)
{
    const Kind *kind = kindAt(at);
    if (!kind)
        return {};
    at.skip(wordsIn(*kind));
    return wordsOf(*kind);
}

DdlStatement readCreateOpaque(Cursor &at, const CreateWords &words)
{
    CreateOpaque create;
    create.orReplace = words.orReplace;
    const Kind *kind = kindAt(at);
    if (!kind) {
        at.expected(901, ddlTr("TABLE, INDEX, SEQUENCE, VIEW, PROCEDURE … after CREATE"));
        at.skipAll();
        return create;
    }
    create.object.kind = wordsOf(*kind);
    at.skip(wordsIn(*kind));
    create.ifNotExists = takeIfNotExists(at, 922);
    if (!kind->named) {
        at.skipAll();
        return NoStructure{u"CREATE "_s + create.object.kind};
    }
    const bool link = create.object.kind == "DATABASE LINK"_L1;
    create.object.kind = storedKind(create.object.kind);
    if (create.object.kind == "MATERIALIZED VIEW LOG"_L1 && !at.take(u"ON"))
        at.expected(969, ddlTr("ON and the table"));
    for (const QString &known : {u"DOMAIN"_s, u"VECTOR INDEX"_s}) // dropped as what it is
        if (create.object.kind.endsWith(u' ' + known))
            create.object.kind = known;
    if (create.object.kind == "JAVA CLASS"_L1 && !at.take(u"NAMED")) {
        at.skipAll(); // USING BFILE (d, 'X.class'): what it is called stands in that file
        at.note(0, at.source().size(), {u"JAVA CLASS"_s, {}},
                ddlTr("a Java class whose name is not written is not kept"));
        return NoStructure{u"CREATE JAVA CLASS"_s};
    }
    if (create.object.kind.startsWith("JAVA"_L1))
        at.take(u"NAMED");
    if (create.object.kind.startsWith("JSON"_L1))
        at.take(u"VIEW");
    if (!at.isName()) {
        at.expected(link ? 2083 : 904, ddlTr("the name of the %1", create.object.kind));
        at.skipAll();
        return create;
    }
    if (link) {
        create.object.name.name = takeLinkName(at);
    } else {
        std::optional<QualifiedName> name =
            at.takeQualifiedName(904, ddlTr("the name of the %1", create.object.kind));
        if (name)
            create.object.name = *std::move(name);
    }
    if (words.isPublic)
        create.object.name.owner = u"PUBLIC"_s;
    (void)at.takeRest();
    const QString &kindWords = create.object.kind;
    const bool program = kindWords.startsWith("MLE"_L1) || kindWords.startsWith("JAVA"_L1);
    create.object.text = normalizedStatement(
        kindWords,
        program ? at.source().toString() : withoutPasswords(at.source(), create.object.name.name));
    at.note(0, 0, {create.object.kind, create.object.name},
            ddlTr("a %1 is carried as text").arg(create.object.kind));
    return create;
}

} // namespace Athanor
