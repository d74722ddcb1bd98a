// SPDX-License-Identifier: MIT
#include "ddl/readparts.h"
#include "schema/normalform.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

void append(QString &to, const QString &text)
{
    if (text.isEmpty())
        return;
    if (!to.isEmpty())
        to += u' ';
    to += text;
}

// STORE IN (ts1, ts2)
void readStoreIn(Cursor &at, QString &clauses)
{
    const qsizetype from = at.offset();
    if (!at.takeAll({u"STORE", u"IN"}))
        return;
    if (at.isPunctuation(u"("))
        at.takeParenthesised();
    append(clauses, normalizedText(at.slice(from, at.previousEnd())));
}

// SUBPARTITION BY HASH (c) SUBPARTITIONS 4 STORE IN (…) | SUBPARTITION TEMPLATE (…)
void readSubpartitioning(Cursor &at, QString &clauses)
{
    while (at.isWords({u"SUBPARTITION", u"BY"}) || at.isWords({u"SUBPARTITION", u"TEMPLATE"})
           || at.isWord(u"SUBPARTITIONS")) {
        const qsizetype from = at.offset();
        if (at.take(u"SUBPARTITIONS")) {
            at.skip();
        } else {
            at.skip(2);
            while (at.isKind(TokenKind::Word)
                   && at.isAnyWord({u"RANGE", u"LIST", u"HASH", u"CONSISTENT", u"PARTITIONS"}))
                at.skip();
            if (at.isPunctuation(u"("))
                at.takeParenthesised();
        }
        append(clauses, normalizedText(at.slice(from, at.previousEnd())));
        readStoreIn(at, clauses);
    }
}

QString readMethod(Cursor &at)
{
    for (const QStringView method : {u"RANGE", u"LIST", u"HASH", u"REFERENCE", u"SYSTEM"}) {
        if (at.take(method))
            return method.toString();
    }
    if (at.takeAll({u"CONSISTENT", u"HASH"}))
        return u"CONSISTENT HASH"_s;
    at.expected(905, ddlTr("RANGE, LIST, HASH, REFERENCE or SYSTEM after PARTITION BY"));
    return {};
}

} // namespace

std::optional<Partition> readPartition(Cursor &at)
{
    Partition partition;
    if (!at.take(u"PARTITION")) {
        at.expected(14004, ddlTr("PARTITION"));
        return std::nullopt;
    }
    const bool unnamed = at.isWord(u"VALUES") || at.isPunctuation(u",") || at.isPunctuation(u")")
        || at.isWord(u"TABLESPACE") || at.atEnd();
    if (!unnamed) {
        std::optional<QString> name = at.takeName(14006, ddlTr("the partition's name"));
        if (!name)
            return std::nullopt;
        partition.name = *std::move(name);
    }
    qsizetype from = at.offset();
    if (at.take(u"VALUES")) {
        if (at.take(u"LESS") && !at.take(u"THAN"))
            at.expected(905, ddlTr("THAN after VALUES LESS"));
        if (!at.isPunctuation(u"(")) {
            at.expected(906, ddlTr("( and the values"));
            return std::nullopt;
        }
        at.takeParenthesised();
        partition.bound = normalizedText(at.slice(from, at.previousEnd()));
    }
    from = at.offset();
    at.skipToListEnd(); // tablespace, LOB storage, subpartitions: carried as text
    if (at.previousEnd() > from)
        partition.otherClauses = normalizedText(at.slice(from, at.previousEnd()));
    return partition;
}

std::optional<Partitioning> readPartitioning(Cursor &at)
{
    at.skip(2); // PARTITION BY
    Partitioning partitioning;
    partitioning.method = readMethod(at);
    if (partitioning.method.isEmpty())
        return std::nullopt;
    if (at.isPunctuation(u"(")
        && (partitioning.method != "SYSTEM"_L1 || !at.isWord(u"PARTITION", 1))) {
        if (!at.takeNameList(partitioning.columns, 904, ddlTr("a partitioning column")))
            return std::nullopt;
    }
    for (bool more = true; more;) {
        const qsizetype from = at.offset();
        if (at.take(u"INTERVAL")) {
            if (!at.isPunctuation(u"(")) {
                at.expected(906, ddlTr("( and the interval"));
                return std::nullopt;
            }
            partitioning.interval = at.takeParenthesised().toString();
            readStoreIn(at, partitioning.otherClauses);
        } else if (at.take(u"AUTOMATIC")) {
            append(partitioning.otherClauses, u"AUTOMATIC"_s);
        } else if (at.take(u"PARTITIONS")) {
            at.skip(); // a number or AUTO
            append(partitioning.otherClauses, normalizedText(at.slice(from, at.previousEnd())));
            readStoreIn(at, partitioning.otherClauses);
        } else if (at.isWords({u"STORE", u"IN"})) {
            readStoreIn(at, partitioning.otherClauses);
        } else if (at.isWords({u"SUBPARTITION", u"BY"})) {
            readSubpartitioning(at, partitioning.otherClauses);
        } else {
            more = false;
        }
    }
    if (!at.takePunctuation(u"("))
        return partitioning;
    do {
        std::optional<Partition> partition = readPartition(at);
        if (partition)
            partitioning.partitions.push_back(*std::move(partition));
        else
            at.skipToListEnd();
    } while (at.takePunctuation(u","));
    if (!at.takePunctuation(u")"))
        at.expected(907, ddlTr(", or ) after a partition"));
    return partitioning;
}

} // namespace Athanor
