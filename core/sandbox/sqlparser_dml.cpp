// SPDX-License-Identifier: MIT
#include "sandbox/sqlparser.h"

#include "sandbox/oraerror.h"
#include "sql/lexer.h"

using namespace Qt::StringLiterals;

namespace Athanor {

void SqlParser::insertTarget(SqlInsertTarget &target, bool all)
{
    expect(u"INTO", 925);
    target.offset = peek().range.start;
    if (is(u"TABLE") || isSymbol(u"(")) {
        failNotModelled(u"INSERT into a query"_s);
        return;
    }
    target.table = qualifiedName();
    if (is(u"PARTITION"))
        failNotModelled(u"INSERT into a partition"_s);
    if (isName() && !is(u"VALUES") && !is(u"VALUE"))
        name(); // an alias
    // INSERT INTO t (SELECT …): the parenthesis is the query's.
    if (isSymbol(u"(") && !is(u"SELECT", 1) && !is(u"WITH", 1) && !isSymbol(u"(", 1)) {
        advance();
        target.columns = nameList();
        if (!failed())
            expectSymbol(u")", isSymbol(u".") ? 1747 : 917);
    }
    if (take(u"VALUES")) {
        if (!isSymbol(u"(")) {
            fail(906);
            return;
        }
        advance();
        do {
            target.values.push_back(value());
        } while (!failed() && takeSymbol(u","));
        expectSymbol(u")", 917);
        if (isSymbol(u",") && !all && m_version.major >= 23)
            failNotModelled(u"VALUES with several rows"_s);
    }
}

void SqlParser::insertStatement(SqlStatement &statement)
{
    statement.kind = SqlStatement::Insert;
    SqlInsert &insert = statement.insert;
    advance();
    if (is(u"ALL") || is(u"FIRST")) {
        insert.all = true;
        if (is(u"FIRST") || is(u"WHEN", 1)) {
            failNotModelled(u"conditional INSERT ALL"_s);
            return;
        }
        advance();
        do {
            SqlInsertTarget target;
            insertTarget(target, true);
            insert.targets.push_back(std::move(target));
        } while (!failed() && is(u"INTO"));
        insert.query = query();
        endOfStatement();
        return;
    }
    SqlInsertTarget target;
    insertTarget(target, false);
    if (failed())
        return;
    if (target.values.empty()) {
        if (!is(u"SELECT") && !is(u"WITH") && !isSymbol(u"(")) {
            fail(926);
            return;
        }
        insert.query = query();
    } else {
        returning(insert.returning, insert.into);
    }
    insert.targets.push_back(std::move(target));
    if (is(u"LOG"))
        failNotModelled(u"LOG ERRORS"_s);
    endOfStatement();
}

void SqlParser::returning(std::vector<SqlExpressionPtr> &list, std::vector<int> &into)
{
    if (failed() || (!take(u"RETURNING") && !take(u"RETURN")))
        return;
    do {
        list.push_back(value());
    } while (!failed() && takeSymbol(u","));
    expect(u"INTO", 925);
    do {
        if (peek().kind != TokenKind::Bind && !isSymbol(u"?")) {
            fail(1747);
            return;
        }
        into.push_back(m_binds++);
        m_bindNames.append(peek().kind == TokenKind::Bind
                               ? storedName(textOf(peek()).sliced(1).toString())
                               : QString());
        advance();
    } while (!failed() && takeSymbol(u","));
    if (!failed() && into.size() != list.size())
        fail(into.size() < list.size() ? 947 : 913);
}

void SqlParser::assignments(std::vector<SqlAssignment> &list)
{
    do {
        SqlAssignment assignment;
        const bool several = takeSymbol(u"(");
        if (several) {
            assignment.columns = nameList();
            expectSymbol(u")", 907);
        } else {
            if (!isName()) {
                fail(peek().kind == TokenKind::Word ? 904 : 1747, {textOf(peek()).toString()});
                return;
            }
            QString column = name();
            while (!failed() && takeSymbol(u"."))
                column = name();
            assignment.columns = {column};
        }
        expectSymbol(u"=", 927);
        assignment.value = value();
        if (several && !failed() && assignment.value->kind != SqlExpression::Subquery)
            fail(1767);
        list.push_back(std::move(assignment));
    } while (!failed() && takeSymbol(u","));
}

void SqlParser::updateStatement(SqlStatement &statement)
{
    statement.kind = SqlStatement::Update;
    SqlUpdate &update = statement.update;
    advance();
    if (isSymbol(u"(") || is(u"ONLY")) {
        failNotModelled(u"UPDATE of a query"_s);
        return;
    }
    update.table = qualifiedName();
    if (is(u"PARTITION"))
        failNotModelled(u"UPDATE of a partition"_s);
    if (!is(u"SET"))
        update.alias = tableAlias();
    if (!expect(u"SET", 971))
        return;
    assignments(update.assignments);
    if (take(u"WHERE"))
        update.where = condition();
    if (is(u"FROM") && m_version.major >= 23)
        failNotModelled(u"UPDATE … FROM"_s);
    returning(update.returning, update.into);
    if (is(u"LOG"))
        failNotModelled(u"LOG ERRORS"_s);
    endOfStatement();
}

void SqlParser::deleteStatement(SqlStatement &statement)
{
    statement.kind = SqlStatement::Delete;
    SqlDelete &remove = statement.remove;
    advance();
    take(u"FROM");
    if (isSymbol(u"(") || is(u"ONLY")) {
        failNotModelled(u"DELETE from a query"_s);
        return;
    }
    remove.table = qualifiedName();
    if (is(u"PARTITION"))
        failNotModelled(u"DELETE from a partition"_s);
    remove.alias = tableAlias();
    if (take(u"WHERE"))
        remove.where = condition();
    returning(remove.returning, remove.into);
    if (is(u"LOG"))
        failNotModelled(u"LOG ERRORS"_s);
    endOfStatement();
}

void SqlParser::mergeStatement(SqlStatement &statement)
{
    statement.kind = SqlStatement::Merge;
    SqlMerge &merge = statement.merge;
    advance();
    expect(u"INTO", 925);
    merge.table = qualifiedName();
    if (!is(u"USING"))
        merge.alias = tableAlias();
    expect(u"USING", 905);
    merge.source = fromPrimary();
    expect(u"ON", 969);
    expectSymbol(u"(", 906);
    merge.on = condition();
    expectSymbol(u")", 907);
    while (!failed() && take(u"WHEN")) {
        if (take(u"NOT")) {
            expect(u"MATCHED", 905);
            expect(u"THEN", 905);
            expect(u"INSERT", 905);
            merge.hasInsert = true;
            merge.insert.table = merge.table;
            if (takeSymbol(u"(")) {
                merge.insert.columns = nameList();
                expectSymbol(u")", 917);
            }
            expect(u"VALUES", 926);
            expectSymbol(u"(", 906);
            do {
                merge.insert.values.push_back(value());
            } while (!failed() && takeSymbol(u","));
            expectSymbol(u")", 917);
            if (take(u"WHERE"))
                merge.insertWhere = condition();
        } else {
            expect(u"MATCHED", 905);
            expect(u"THEN", 905);
            expect(u"UPDATE", 905);
            expect(u"SET", 971);
            assignments(merge.assignments);
            if (take(u"WHERE"))
                merge.updateWhere = condition();
            if (take(u"DELETE")) {
                expect(u"WHERE", 905);
                merge.deleteWhere = condition();
            }
        }
    }
    if (!failed() && merge.assignments.empty() && !merge.hasInsert)
        fail(905);
    if (is(u"LOG"))
        failNotModelled(u"LOG ERRORS"_s);
    endOfStatement();
}

void SqlParser::lockStatement(SqlStatement &statement)
{
    statement.kind = SqlStatement::Lock;
    SqlLock &lock = statement.lock;
    advance();
    expect(u"TABLE", 966);
    do {
        lock.tables.push_back(qualifiedName());
    } while (!failed() && takeSymbol(u","));
    expect(u"IN", 905);
    QStringList words;
    while (!failed() && peek().kind == TokenKind::Word && !is(u"MODE")) {
        words.append(textOf(peek()).toString().toUpper());
        advance();
    }
    lock.mode = words.join(u' ');
    static const QStringList modes = {u"EXCLUSIVE"_s,    u"SHARE"_s,
                                      u"ROW SHARE"_s,    u"ROW EXCLUSIVE"_s,
                                      u"SHARE UPDATE"_s, u"SHARE ROW EXCLUSIVE"_s};
    if (!modes.contains(lock.mode))
        fail(905);
    expect(u"MODE", 905);
    if (take(u"NOWAIT"))
        lock.noWait = true;
    else if (take(u"WAIT"))
        lock.waitSeconds = integer().value_or(0);
    endOfStatement();
}

} // namespace Athanor
