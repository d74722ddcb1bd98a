// SPDX-License-Identifier: MIT
#include "cli/catalogjson.h"

#include "ddl/writer.h"

#include <QtCore/QJsonArray>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

void set(QJsonObject &object, const QString &key, const QString &text)
{
    if (!text.isEmpty())
        object[key] = text;
}

void set(QJsonObject &object, const QString &key, const QStringList &texts)
{
    if (!texts.isEmpty())
        object[key] = QJsonArray::fromStringList(texts);
}

void setTrue(QJsonObject &object, const QString &key, bool value)
{
    if (value)
        object[key] = true;
}

void set(QJsonObject &object, const QString &key, const std::map<QString, QString> &texts)
{
    QJsonObject values;
    for (const auto &[name, value] : texts)
        values[name] = value;
    if (!values.isEmpty())
        object[key] = values;
}

QJsonObject named(const QualifiedName &name)
{
    QJsonObject object{{u"name"_s, name.name}};
    set(object, u"owner"_s, name.owner);
    return object;
}

QString identityWord(IdentityKind kind)
{
    switch (kind) {
    case IdentityKind::Always:
        return u"always"_s;
    case IdentityKind::ByDefault:
        return u"by-default"_s;
    case IdentityKind::ByDefaultOnNull:
        return u"by-default-on-null"_s;
    }
    return {};
}

QString constraintWord(ConstraintKind kind)
{
    switch (kind) {
    case ConstraintKind::PrimaryKey:
        return u"primary-key"_s;
    case ConstraintKind::Unique:
        return u"unique"_s;
    case ConstraintKind::ForeignKey:
        return u"foreign-key"_s;
    case ConstraintKind::Check:
        return u"check"_s;
    }
    return {};
}

QString tableWord(TableKind kind)
{
    switch (kind) {
    case TableKind::Heap:
        return u"heap"_s;
    case TableKind::IndexOrganized:
        return u"index-organized"_s;
    case TableKind::GlobalTemporaryDelete:
        return u"global-temporary-delete"_s;
    case TableKind::GlobalTemporaryPreserve:
        return u"global-temporary-preserve"_s;
    case TableKind::PrivateTemporary:
        return u"private-temporary"_s;
    case TableKind::External:
        return u"external"_s;
    case TableKind::Object:
        return u"object"_s;
    }
    return {};
}

QString indexWord(IndexKind kind)
{
    switch (kind) {
    case IndexKind::Normal:
        return u"normal"_s;
    case IndexKind::Unique:
        return u"unique"_s;
    case IndexKind::Bitmap:
        return u"bitmap"_s;
    case IndexKind::Multivalue:
        return u"multivalue"_s;
    }
    return {};
}

QJsonObject columnJson(const Column &column, const Table &table)
{
    QJsonObject object{{u"name"_s, column.name},
                       {u"type"_s, toString(column.type)},
                       {u"nullable"_s, !table.isMandatory(column)}};
    set(object, u"default"_s, column.defaultValue);
    setTrue(object, u"defaultOnNull"_s, column.defaultOnNull);
    set(object, u"virtual"_s, column.virtualExpression);
    setTrue(object, u"invisible"_s, column.invisible);
    set(object, u"collation"_s, column.collation);
    set(object, u"otherClauses"_s, column.otherClauses);
    set(object, u"comment"_s, column.comment);
    if (column.notNull)
        set(object, u"notNullName"_s, column.notNull->name);
    if (column.identity) {
        QJsonObject identity{{u"kind"_s, identityWord(column.identity->kind)}};
        set(identity, u"options"_s, writeSequenceOptions(column.identity->options));
        object[u"identity"_s] = identity;
    }
    return object;
}

QString ruleWord(DeleteRule rule)
{
    switch (rule) {
    case DeleteRule::NoAction:
        return {};
    case DeleteRule::Cascade:
        return u"cascade"_s;
    case DeleteRule::SetNull:
        return u"set-null"_s;
    }
    return {};
}

QJsonObject constraintJson(const Constraint &constraint)
{
    QJsonObject object{{u"kind"_s, constraintWord(constraint.kind)}};
    set(object, u"name"_s, constraint.name);
    set(object, u"columns"_s, constraint.columns);
    set(object, u"condition"_s, constraint.condition);
    if (constraint.kind == ConstraintKind::ForeignKey) {
        QJsonObject references{{u"table"_s, constraint.referencedTable.name}};
        set(references, u"owner"_s, constraint.referencedTable.owner);
        set(references, u"columns"_s, constraint.referencedColumns);
        object[u"references"_s] = references;
    }
    set(object, u"onDelete"_s, ruleWord(constraint.onDelete));
    set(object, u"index"_s, constraint.indexName);
    set(object, u"indexClause"_s, constraint.indexClause);
    setTrue(object, u"disabled"_s, !constraint.state.enabled);
    setTrue(object, u"notValidated"_s, !constraint.state.validated);
    setTrue(object, u"rely"_s, constraint.state.rely);
    setTrue(object, u"deferrable"_s, constraint.state.deferrable);
    setTrue(object, u"initiallyDeferred"_s, constraint.state.initiallyDeferred);
    return object;
}

QJsonObject partitioningJson(const Partitioning &partitioning)
{
    QJsonObject object{{u"method"_s, partitioning.method}};
    set(object, u"columns"_s, partitioning.columns);
    set(object, u"interval"_s, partitioning.interval);
    set(object, u"otherClauses"_s, partitioning.otherClauses);
    QJsonArray partitions;
    for (const Partition &partition : partitioning.partitions) {
        QJsonObject one;
        set(one, u"name"_s, partition.name);
        set(one, u"bound"_s, partition.bound);
        set(one, u"otherClauses"_s, partition.otherClauses);
        partitions.append(one);
    }
    object[u"partitions"_s] = partitions;
    return object;
}

QJsonObject tableJson(const Table &table)
{
    QJsonObject object = named(table.name);
    object[u"kind"_s] = tableWord(table.kind);
    QJsonArray columns, constraints;
    for (const Column &column : table.columns)
        columns.append(columnJson(column, table));
    for (const Constraint &constraint : table.constraints)
        constraints.append(constraintJson(constraint));
    object[u"columns"_s] = columns;
    object[u"constraints"_s] = constraints;
    if (table.partitioning)
        object[u"partitioning"_s] = partitioningJson(*table.partitioning);
    set(object, u"physical"_s, table.physical);
    set(object, u"qualifier"_s, table.qualifier);
    if (!table.items.isEmpty())
        object[u"items"_s] = QJsonArray::fromStringList(table.items);
    set(object, u"otherClauses"_s, table.otherClauses);
    set(object, u"query"_s, table.query);
    setTrue(object, u"readOnly"_s, table.readOnly);
    set(object, u"comment"_s, table.comment);
    return object;
}

QJsonObject indexJson(const Index &index)
{
    QJsonObject object = named(index.name);
    object[u"table"_s] = writtenName(index.table);
    set(object, u"alias"_s, index.alias);
    object[u"kind"_s] = indexWord(index.kind);
    QJsonArray columns;
    for (const IndexColumn &column : index.columns) {
        QJsonObject one;
        set(one, u"column"_s, column.column);
        set(one, u"expression"_s, column.expression);
        setTrue(one, u"descending"_s, column.descending);
        columns.append(one);
    }
    object[u"columns"_s] = columns;
    setTrue(object, u"reverse"_s, index.reverse);
    setTrue(object, u"invisible"_s, index.invisible);
    setTrue(object, u"unusable"_s, index.unusable);
    set(object, u"compress"_s, index.compress);
    set(object, u"partitioning"_s, index.partitioning);
    set(object, u"indexType"_s, index.indexType);
    set(object, u"physical"_s, index.physical);
    set(object, u"otherClauses"_s, index.otherClauses);
    return object;
}

QJsonObject viewJson(const View &view)
{
    QJsonObject object = named(view.name);
    set(object, u"columns"_s, view.columns);
    set(object, u"invisibleColumns"_s, view.invisibleColumns);
    object[u"query"_s] = view.query;
    setTrue(object, u"readOnly"_s, view.readOnly);
    setTrue(object, u"checkOption"_s, view.checkOption);
    set(object, u"checkOptionName"_s, view.checkOptionName);
    set(object, u"otherClauses"_s, view.otherClauses);
    set(object, u"comment"_s, view.comment);
    set(object, u"columnComments"_s, view.columnComments);
    return object;
}

QJsonObject unitJson(const ProgramUnit &unit)
{
    QJsonObject object = named(unit.name);
    object[u"kind"_s] = toString(unit.kind);
    object[u"source"_s] = unit.source;
    set(object, u"table"_s, unit.table.isEmpty() ? QString() : writtenName(unit.table));
    setTrue(object, u"nonEditionable"_s, unit.nonEditionable);
    setTrue(object, u"disabled"_s, !unit.enabled);
    return object;
}

QJsonObject grantJson(const Grant &grant)
{
    QJsonObject object{{u"privilege"_s, grant.privilege}, {u"grantee"_s, grant.grantee}};
    set(object, u"columns"_s, grant.columns);
    set(object, u"object"_s, grant.object.isEmpty() ? QString() : writtenName(grant.object));
    setTrue(object, u"grantable"_s, grant.grantable);
    setTrue(object, u"delegable"_s, grant.delegable);
    setTrue(object, u"hierarchy"_s, grant.hierarchy);
    return object;
}

} // namespace

QJsonObject toJson(const Catalog &catalog)
{
    QJsonArray tables, indexes, sequences, views, materialized, synonyms, units, opaque, grants;
    for (const auto &[name, table] : catalog.tables)
        tables.append(tableJson(table));
    for (const auto &[name, index] : catalog.indexes)
        indexes.append(indexJson(index));
    for (const auto &[name, sequence] : catalog.sequences) {
        QJsonObject object = named(sequence.name);
        set(object, u"options"_s, writeSequenceOptions(sequence.options));
        sequences.append(object);
    }
    for (const auto &[name, view] : catalog.views)
        views.append(viewJson(view));
    for (const auto &[name, view] : catalog.materializedViews) {
        QJsonObject object = named(view.name);
        set(object, u"options"_s, view.options);
        object[u"query"_s] = view.query;
        set(object, u"comment"_s, view.comment);
        set(object, u"columnComments"_s, view.columnComments);
        materialized.append(object);
    }
    for (const auto &[name, synonym] : catalog.synonyms) {
        QJsonObject object = named(synonym.name);
        object[u"target"_s] = writtenName(synonym.target);
        set(object, u"databaseLink"_s, synonym.databaseLink);
        synonyms.append(object);
    }
    for (const auto &[key, unit] : catalog.units)
        units.append(unitJson(unit));
    for (const auto &[key, kept] : catalog.opaque) {
        QJsonObject object = named(kept.name);
        object[u"kind"_s] = kept.kind;
        object[u"text"_s] = kept.text;
        opaque.append(object);
    }
    for (const Grant &grant : catalog.grants)
        grants.append(grantJson(grant));
    return {{u"tables"_s, tables},
            {u"indexes"_s, indexes},
            {u"sequences"_s, sequences},
            {u"views"_s, views},
            {u"materializedViews"_s, materialized},
            {u"synonyms"_s, synonyms},
            {u"units"_s, units},
            {u"opaque"_s, opaque},
            {u"grants"_s, grants}};
}

} // namespace Athanor
