// SPDX-License-Identifier: MIT
#include "sql/lexer.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QtTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

QString kindName(TokenKind kind)
{
    switch (kind) {
    case TokenKind::End:
        return u"end"_s;
    case TokenKind::Word:
        return u"word"_s;
    case TokenKind::QuotedName:
        return u"name"_s;
    case TokenKind::String:
        return u"string"_s;
    case TokenKind::Number:
        return u"number"_s;
    case TokenKind::Bind:
        return u"bind"_s;
    case TokenKind::Substitution:
        return u"subst"_s;
    case TokenKind::Punctuation:
        return u"punct"_s;
    case TokenKind::LineComment:
        return u"line"_s;
    case TokenKind::BlockComment:
        return u"block"_s;
    case TokenKind::Whitespace:
        return u"space"_s;
    case TokenKind::Unterminated:
        return u"open"_s;
    case TokenKind::Unknown:
        return u"unknown"_s;
    }
    return {};
}

QStringList described(const QString &text, Lexer::Trivia trivia = Lexer::Skip)
{
    QStringList tokens;
    for (const Token &token : tokenize(text, trivia))
        tokens += kindName(token.kind) + u' ' + token.text(text).toString();
    return tokens;
}

} // namespace

class TestLexer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokens_data();
    void tokens();
    void trivia();
    void values_data();
    void values();
    void quotingRoundTrips();
    void everyCharacterIsInOneToken();
};

void TestLexer::tokens_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QString &text, const QStringList &expected) {
        QTest::newRow(name) << text << expected;
    };
    row("empty", u""_s, {});
    row("words", u"select a_1$#, B"_s,
        {u"word select"_s, u"word a_1$#"_s, u"punct ,"_s, u"word B"_s});
    row("other scripts", u"größe 表 \U0001F600x"_s,
        {u"word größe"_s, u"word 表"_s, u"word \U0001F600x"_s});
    row("quoted name", u"\"a \"\"b\".c"_s, {u"name \"a \"\"b\""_s, u"punct ."_s, u"word c"_s});
    row("numbers", u"1 1.5 .5 1. 1e3 1.5E-3 2f 3D 1..2 1e 1fx"_s,
        {u"number 1"_s, u"number 1.5"_s, u"number .5"_s, u"number 1."_s, u"number 1e3"_s,
         u"number 1.5E-3"_s, u"number 2f"_s, u"number 3D"_s, u"number 1"_s, u"punct .."_s,
         u"number 2"_s, u"number 1"_s, u"word e"_s, u"number 1"_s, u"word fx"_s});
    row("strings", u"'it''s' '' '''' N'x' n''"_s,
        {u"string 'it''s'"_s, u"string ''"_s, u"string ''''"_s, u"string N'x'"_s, u"string n''"_s});
    row("q-quotes", u"q'[a]b]' Q'{'}' q'<'>' q'(')' q'!a'b!' nq'Xa'X' q'''' q''a'b''"_s,
        {u"string q'[a]b]'"_s, u"string Q'{'}'"_s, u"string q'<'>'"_s, u"string q'(')'"_s,
         u"string q'!a'b!'"_s, u"string nq'Xa'X'"_s, u"string q''''"_s, u"string q''a'b''"_s});
    row("q-quote of two units", u"q'\U0001F600it's\U0001F600' x"_s,
        {u"string q'\U0001F600it's\U0001F600'"_s, u"word x"_s});
    row("q with a blank is no q-quote", u"q' a'"_s, {u"word q"_s, u"string ' a'"_s});
    row("q ends a word", u"xq'a'"_s, {u"word xq"_s, u"string 'a'"_s});
    row("binds", u":a :1 :\"x y\" :NEW.b a:=1 : a"_s,
        {u"bind :a"_s, u"bind :1"_s, u"bind :\"x y\""_s, u"bind :NEW"_s, u"punct ."_s, u"word b"_s,
         u"word a"_s, u"punct :="_s, u"number 1"_s, u"punct :"_s, u"word a"_s});
    row("substitutions", u"&a &&b..c &1 & a"_s,
        {u"subst &a"_s, u"subst &&b."_s, u"punct ."_s, u"word c"_s, u"subst &1"_s, u"punct &"_s,
         u"word a"_s});
    row("operators", u"a=>b||c**d<=e>=f<>g!=h^=i<<j>>k..l(+)"_s,
        {u"word a"_s,  u"punct =>"_s, u"word b"_s, u"punct ||"_s, u"word c"_s, u"punct **"_s,
         u"word d"_s,  u"punct <="_s, u"word e"_s, u"punct >="_s, u"word f"_s, u"punct <>"_s,
         u"word g"_s,  u"punct !="_s, u"word h"_s, u"punct ^="_s, u"word i"_s, u"punct <<"_s,
         u"word j"_s,  u"punct >>"_s, u"word k"_s, u"punct .."_s, u"word l"_s, u"punct ("_s,
         u"punct +"_s, u"punct )"_s});
    row("vector distances", u"a<->b<=>c<#>d"_s,
        {u"word a"_s, u"punct <->"_s, u"word b"_s, u"punct <=>"_s, u"word c"_s, u"punct <#>"_s,
         u"word d"_s});
    row("minus and comment", u"1-2 - --3\n4"_s,
        {u"number 1"_s, u"punct -"_s, u"number 2"_s, u"punct -"_s, u"number 4"_s});
    row("conditional compilation", u"$IF $$debug $THEN"_s,
        {u"word $IF"_s, u"word $$debug"_s, u"word $THEN"_s});
    row("open string", u"a 'b;\nc"_s, {u"word a"_s, u"open 'b;\nc"_s});
    row("open string after doubled", u"'b''"_s, {u"open 'b''"_s});
    row("open q-quote", u"q'[b]"_s, {u"open q'[b]"_s});
    row("q-quote without delimiter", u"q'"_s, {u"word q"_s, u"open '"_s});
    row("open name", u"\"b"_s, {u"open \"b"_s});
    row("open comment", u"a /* b"_s, {u"word a"_s, u"open /* b"_s});
    row("open bind", u":\"b"_s, {u"open :\"b"_s});
    row("unknown", u"a ` \\ \u00a0"_s,
        {u"word a"_s, u"unknown `"_s, u"unknown \\"_s, u"unknown \u00a0"_s});
    row("byte-order mark", u"\uFEFFa"_s, {u"word a"_s});
}

void TestLexer::tokens()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    QCOMPARE(described(text), expected);
}

void TestLexer::trivia()
{
    QCOMPARE(described(u"a -- b\r\n/*+ c */\td"_s, Lexer::Keep),
             (QStringList{u"word a"_s, u"space  "_s, u"line -- b"_s, u"space \r\n"_s,
                          u"block /*+ c */"_s, u"space \t"_s, u"word d"_s}));
}

void TestLexer::values_data()
{
    QTest::addColumn<QString>("literal");
    QTest::addColumn<QString>("value");
    QTest::newRow("plain") << u"'it''s'"_s << u"it's"_s;
    QTest::newRow("empty") << u"''"_s << u""_s;
    QTest::newRow("quote") << u"''''"_s << u"'"_s;
    QTest::newRow("national") << u"N'ä'"_s << u"ä"_s;
    QTest::newRow("q") << u"q'[it's]'"_s << u"it's"_s;
    QTest::newRow("q empty") << u"q'[]'"_s << u""_s;
    QTest::newRow("nq") << u"nq'!a''b!'"_s << u"a''b"_s;
    QTest::newRow("q of two units") << u"q'\U0001F600a\U0001F600'"_s << u"a"_s;
    QTest::newRow("open") << u"'a"_s << u"a"_s;
    QTest::newRow("no literal") << u"abc"_s << u"abc"_s;
}

void TestLexer::values()
{
    QFETCH(QString, literal);
    QFETCH(QString, value);
    QCOMPARE(stringValue(literal), value);
}

void TestLexer::quotingRoundTrips()
{
    for (const QString &value : {u""_s, u"'"_s, u"a'b''c"_s, u"q'[x]'"_s, u"\n"_s}) {
        QCOMPARE(stringValue(quotedString(value)), value);
        QCOMPARE(tokenize(quotedString(value)).size(), size_t(1));
    }
}

void TestLexer::everyCharacterIsInOneToken()
{
    QRandomGenerator random(7);
    const QString alphabet = u"'\"-/*;q[]n!aA1.:&=<>|$#_ \n\r\t\uFEFF\u00a0ä表\\`@(){},+^~?%"_s
        + QChar(0xD83D) + QChar(0xDE00);
    for (int round = 0; round < 20000; ++round) {
        QString text;
        for (int i = random.bounded(30); i > 0; --i)
            text += alphabet[random.bounded(int(alphabet.size()))];
        qsizetype at = 0;
        for (const Token &token : tokenize(text, Lexer::Keep)) {
            QCOMPARE(token.range.start, at);
            QVERIFY(!token.range.isEmpty());
            at = token.range.end();
        }
        QCOMPARE(at, text.size());
    }
}

QTEST_GUILESS_MAIN(TestLexer)
#include "tst_lexer.moc"
