// SPDX-License-Identifier: MIT
// What the dictionary's statements ask for, release by release, without a database.
#include "database/dictionaryqueries.h"
#include "dictionaryreleases.h"
#include "sql/lexer.h"

#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

#include <set>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

using Views = DictionaryScope::Views;

const std::set<QString> &longColumns()
{
    static const std::set<QString> columns{u"DATA_DEFAULT"_s,      u"SEARCH_CONDITION"_s,
                                           u"COLUMN_EXPRESSION"_s, u"TEXT"_s,
                                           u"HIGH_VALUE"_s,        u"QUERY"_s,
                                           u"TRIGGER_BODY"_s,      u"HIGH_BOUND"_s};
    return columns;
}

// One SELECT of a union: the views it reads (with their aliases) and the names that stand in it.
struct Branch
{
    std::map<QString, QString> views; // alias → view
    std::vector<std::pair<QString, QString>> columns; // alias or empty, name
    QStringList selected; // the last name of each item of the select list
};

bool isNoColumn(const QString &word)
{
    static const std::set<QString> words{
        u"SELECT"_s, u"AS"_s,   u"FROM"_s,    u"WHERE"_s,  u"AND"_s,     u"OR"_s,    u"IN"_s,
        u"IS"_s,     u"NOT"_s,  u"NULL"_s,    u"JOIN"_s,   u"ON"_s,      u"ORDER"_s, u"BY"_s,
        u"USER"_s,   u"KIND"_s, u"TO_CHAR"_s, u"SUBSTR"_s, u"LENGTHB"_s, u"ALL"_s};
    static const QRegularExpression numbered(u"^V\\d+$"_s);
    return words.count(word) != 0 || numbered.match(word).hasMatch();
}

Branch branchOf(const QString &select)
{
    Branch branch;
    std::vector<QString> words; // upper case; punctuation, too
    for (const Token &token : tokenize(select)) {
        if (token.kind != TokenKind::String && token.kind != TokenKind::Number)
            words.push_back(token.text(select).toString().toUpper());
    }
    bool inList = true;
    for (size_t i = 0; i < words.size(); ++i) {
        const QString next = i + 1 < words.size() ? words[i + 1] : QString();
        if (words[i] == "FROM"_L1 || words[i] == "JOIN"_L1) {
            inList = false;
            const bool hasAlias = i + 2 < words.size() && !isNoColumn(words[i + 2])
                && words[i + 2].front().isLetter();
            branch.views[hasAlias ? words[i + 2] : QString()] = words[i + 1];
            i += hasAlias ? 2 : 1;
        } else if (words[i] == "AS"_L1) {
            ++i; // a name given here
        } else if (words[i].front().isLetter() && !isNoColumn(words[i])) {
            const bool qualified = next == "."_L1 && i + 2 < words.size();
            branch.columns.emplace_back(qualified ? words[i] : QString(),
                                        qualified ? words[i + 2] : words[i]);
            if (inList)
                branch.selected += branch.columns.back().second;
            i += qualified ? 2 : 0;
        }
    }
    return branch;
}

} // namespace

class TestDictionaryQueries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void askForNothingYounger_data();
    void askForNothingYounger();
    void longColumnsComeLastAndAlone_data() { askForNothingYounger_data(); }
    void longColumnsComeLastAndAlone();
    void ownersAreBound();
    void atMostTwelve();
    void localIndexesCostNoLongs();
};

void TestDictionaryQueries::askForNothingYounger_data()
{
    QTest::addColumn<OracleVersion>("version");
    QTest::addColumn<int>("views");
    for (const OracleVersion &version : knownReleases()) {
        for (const auto &[name, views] :
             {std::pair("user", Views::User), {"all", Views::All}, {"dba", Views::Dba}})
            QTest::addRow("%s %s", qPrintable(version.toString()), name) << version << int(views);
    }
}

// An unknown column is ORA-00904 for the whole statement, an unknown view ORA-00942.
void TestDictionaryQueries::askForNothingYounger()
{
    QFETCH(OracleVersion, version);
    QFETCH(int, views);
    const DictionaryReleases releases = dictionaryReleases();
    QVERIFY(!releases.empty());
    DictionaryScope scope{Views(views), {}};
    if (scope.views != Views::User)
        scope.owners = {u"A"_s, u"B"_s};
    for (const DictionaryPart part : dictionaryParts) {
        for (const bool foreignKeys : {false, true}) {
            const QString sql = dictionaryStatement(part, version, scope, foreignKeys).sql;
            for (const QString &select : sql.split(u"\nUNION ALL\n"_s)) {
                const Branch branch = branchOf(select);
                QVERIFY2(!branch.views.empty(), qPrintable(select));
                for (const auto &[alias, column] : branch.columns) {
                    const auto view = branch.views.find(alias);
                    QVERIFY2(view != branch.views.end(), qPrintable(alias + u": "_s + select));
                    const QString family = familyOf(view->second, releases);
                    const auto known = releases.find(family);
                    QVERIFY2(known != releases.end(), qPrintable(view->second));
                    const auto since = known->second.find(column);
                    QVERIFY2(since != known->second.end(),
                             qPrintable(family + u'.' + column + u" is not in releases.tsv"_s));
                    QVERIFY2(since->second <= version,
                             qPrintable(u"%1.%2 came with %3"_s.arg(family, column,
                                                                    since->second.toString())));
                }
            }
        }
    }
}

// ORA-00997: no UNION, no function, no condition; QOCI reads one LONG a row rightly, and last.
void TestDictionaryQueries::longColumnsComeLastAndAlone()
{
    QFETCH(OracleVersion, version);
    QFETCH(int, views);
    const DictionaryScope scope{Views(views), {u"A"_s}};
    for (const DictionaryPart part : dictionaryParts) {
        const DictionaryStatement statement = dictionaryStatement(part, version, scope);
        const bool isSource = part == DictionaryPart::Source; // whose TEXT is no LONG
        const QStringList selects = statement.sql.split(u"\nUNION ALL\n"_s);
        for (const QString &select : selects) {
            const Branch branch = branchOf(select);
            int longs = 0;
            for (qsizetype i = 0; i < branch.selected.size(); ++i) {
                if (isSource || longColumns().count(branch.selected[i]) == 0)
                    continue;
                ++longs;
                QCOMPARE(i, branch.selected.size() - 1);
                QCOMPARE(selects.size(), 1);
            }
            QVERIFY2(longs <= 1, qPrintable(select));
            const QString condition = select.section(u" WHERE "_s, 1).toUpper();
            for (const Token &token : tokenize(condition))
                QVERIFY2(longColumns().count(token.text(condition).toString()) == 0,
                         qPrintable(select));
        }
    }
}

// Names may hold anything: they are values, never text of a statement.
void TestDictionaryQueries::ownersAreBound()
{
    const QStringList owners{u"HR"_s, u"it's \"odd\""_s};
    for (const Views views : {Views::All, Views::Dba}) {
        for (const DictionaryPart part : dictionaryParts) {
            const DictionaryStatement statement =
                dictionaryStatement(part, {19, 0}, {views, owners}, true);
            QVERIFY(!statement.sql.contains("HR"_L1) && !statement.sql.contains("odd"_L1));
            QVERIFY(!statement.sql.contains("FROM user_tab"_L1));
            QCOMPARE(statement.sql.count(u'?'), qsizetype(statement.binds.size()));
            for (size_t i = 0; i < statement.binds.size(); ++i)
                QCOMPARE(statement.binds[i].toString(), owners[qsizetype(i % 2)]);
        }
    }
}

void TestDictionaryQueries::atMostTwelve()
{
    QVERIFY(dictionaryParts.size() <= 12);
}

// HIGH_VALUE is a LONG, a round trip a row: a local index has its table's bounds.
void TestDictionaryQueries::localIndexesCostNoLongs()
{
    const QStringList owners{u"HR"_s};
    for (const auto &[prefix, scope] : {std::pair(u"user"_s, DictionaryScope{Views::User, {}}),
                                        std::pair(u"all"_s, DictionaryScope{Views::All, owners}),
                                        std::pair(u"dba"_s, DictionaryScope{Views::Dba, owners})}) {
        const QString sql =
            dictionaryStatement(DictionaryPart::IndexPartitions, {19, 0}, scope).sql;
        QVERIFY2(sql.contains(u"index_name IN (SELECT pi.index_name FROM %1_part_indexes pi WHERE "
                              "pi.locality = 'GLOBAL')"_s.arg(prefix)),
                 qPrintable(sql));
    }
}

QTEST_GUILESS_MAIN(TestDictionaryQueries)
#include "tst_dictionaryqueries.moc"
