// SPDX-License-Identifier: MIT
#include "cli/json.h"

#include "base/clock.h"
#include "cli/changetext.h"
#include "migrate/autogenerate.h"

using namespace Qt::StringLiterals;

namespace Athanor {

QJsonArray toJson(const QStringList &texts)
{
    return QJsonArray::fromStringList(texts);
}

QJsonValue jsonOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonObject toJson(const Error &error)
{
    return {
        {u"message"_s, error.message},
        {u"oraCode"_s,
         error.oraCode == 0 ? QJsonValue(QJsonValue::Null)
                            : QJsonValue(oraCodeText(error.oraCode))},
        {u"file"_s, jsonOrNull(error.where.file)},
        {u"line"_s, error.where.line},
        {u"column"_s, error.where.column},
        {u"context"_s, jsonOrNull(error.context)},
    };
}

QJsonObject toJson(const Revision &revision, const RevisionGraph &graph)
{
    const auto reviewed = [&](const QString &text) {
        return revision.review ? jsonOrNull(text) : QJsonValue(QJsonValue::Null);
    };
    return {
        {u"revision"_s, revision.id},
        {u"revises"_s, toJson(revision.revises)},
        {u"message"_s, revision.message},
        {u"created"_s, isoUtc(revision.created)},
        {u"reviewed"_s, revision.isReviewed()},
        {u"editedSinceReview"_s, revision.isReviewStale()},
        {u"reviewedBy"_s, reviewed(revision.review.value_or(Review()).by)},
        {u"reviewedAt"_s, reviewed(revision.review ? isoUtc(revision.review->at) : QString())},
        {u"isHead"_s, graph.children(revision.id).isEmpty()},
        {u"file"_s, jsonOrNull(revision.file)},
    };
}

QJsonObject toJson(const Hazard &hazard)
{
    return {
        {u"kind"_s, hazardWord(hazard.kind)},
        {u"message"_s, hazard.message},
        {u"oraCode"_s,
         hazard.oraCode == 0 ? QJsonValue(QJsonValue::Null)
                             : QJsonValue(oraCodeText(hazard.oraCode))},
        {u"probe"_s, jsonOrNull(hazard.probe)},
    };
}

QJsonArray changesToJson(const Comparison &comparison)
{
    QJsonArray array;
    for (const Change &change : comparison.changes) {
        array.append(QJsonObject{
            {u"kind"_s, changeWord(change.kind())},
            {u"type"_s, change.object.type},
            {u"object"_s, writtenName(change.object.name)},
            {u"description"_s, change.describe(comparison.from, comparison.to)},
        });
    }
    return array;
}

QJsonArray renamesToJson(const Comparison &comparison)
{
    QJsonArray array;
    for (const RenameCandidate &candidate : comparison.renameCandidates) {
        array.append(QJsonObject{
            {u"type"_s, candidate.from.type},
            {u"from"_s, renameWord(candidate.from)},
            {u"to"_s, renameWord(candidate.to)},
            {u"score"_s, candidate.score},
        });
    }
    return array;
}

QJsonArray toJson(const GeneratedScript &script)
{
    QJsonArray array;
    for (const GeneratedStatement &statement : script) {
        QJsonArray hazards;
        for (const Hazard &hazard : statement.hazards)
            hazards.append(toJson(hazard));
        QJsonArray changes;
        for (const size_t index : statement.changes)
            changes.append(qint64(index));
        array.append(QJsonObject{
            {u"sql"_s, statement.sql.text},
            {u"plsql"_s, statement.sql.plsql},
            {u"changes"_s, changes},
            {u"hazards"_s, hazards},
            {u"note"_s, jsonOrNull(statement.note)},
        });
    }
    return array;
}

QJsonObject toJson(const PlannedStatement &statement)
{
    return {
        {u"number"_s, statement.number},
        {u"kind"_s, toString(statement.kind)},
        {u"sql"_s, statement.sql},
        {u"file"_s, jsonOrNull(statement.where.file)},
        {u"line"_s, statement.where.line},
        {u"column"_s, statement.where.column},
        {u"alreadyDone"_s, statement.alreadyDone},
    };
}

QString toString(StatementKind kind)
{
    switch (kind) {
    case StatementKind::Sql:
        return u"sql"_s;
    case StatementKind::PlSql:
        return u"plsql"_s;
    case StatementKind::Java:
        return u"java"_s;
    case StatementKind::Client:
        return u"client"_s;
    }
    return {};
}

} // namespace Athanor
