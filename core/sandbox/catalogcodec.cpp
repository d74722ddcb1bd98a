// SPDX-License-Identifier: MIT
#include "sandbox/catalogcodec.h"

#include <QtCore/QCborArray>
#include <QtCore/QCborMap>
#include <QtCore/QCborValue>

#include <type_traits>

namespace Athanor {

namespace {

// Every struct names its members once, for writing and for reading. The structured bindings make a
// member that is added to a struct and forgotten here a compile error.
#define ATHANOR_MEMBER(name) archive(#name, name)

template <typename A>
void members(A &archive, QualifiedName &v)
{
    auto &[owner, name] = v;
    ATHANOR_MEMBER(owner);
    ATHANOR_MEMBER(name);
}

template <typename A>
void members(A &archive, DataType &v)
{
    auto &[kind, length, semantics, precision, scale, userType, arguments] = v;
    ATHANOR_MEMBER(kind);
    ATHANOR_MEMBER(length);
    ATHANOR_MEMBER(semantics);
    ATHANOR_MEMBER(precision);
    ATHANOR_MEMBER(scale);
    ATHANOR_MEMBER(userType);
    ATHANOR_MEMBER(arguments);
}

template <typename A>
void members(A &archive, SequenceOptions &v)
{
    auto &[startWith, incrementBy, minValue, maxValue, cache, cycle, order, keep, session, scale,
           shard] = v;
    ATHANOR_MEMBER(startWith);
    ATHANOR_MEMBER(incrementBy);
    ATHANOR_MEMBER(minValue);
    ATHANOR_MEMBER(maxValue);
    ATHANOR_MEMBER(cache);
    ATHANOR_MEMBER(cycle);
    ATHANOR_MEMBER(order);
    ATHANOR_MEMBER(keep);
    ATHANOR_MEMBER(session);
    ATHANOR_MEMBER(scale);
    ATHANOR_MEMBER(shard);
}

template <typename A>
void members(A &archive, Sequence &v)
{
    auto &[name, options] = v;
    ATHANOR_MEMBER(name);
    ATHANOR_MEMBER(options);
}

template <typename A>
void members(A &archive, Identity &v)
{
    auto &[kind, options] = v;
    ATHANOR_MEMBER(kind);
    ATHANOR_MEMBER(options);
}

template <typename A>
void members(A &archive, ConstraintState &v)
{
    auto &[enabled, validated, rely, deferrable, initiallyDeferred] = v;
    ATHANOR_MEMBER(enabled);
    ATHANOR_MEMBER(validated);
    ATHANOR_MEMBER(rely);
    ATHANOR_MEMBER(deferrable);
    ATHANOR_MEMBER(initiallyDeferred);
}

template <typename A>
void members(A &archive, NotNull &v)
{
    auto &[name, state] = v;
    ATHANOR_MEMBER(name);
    ATHANOR_MEMBER(state);
}

template <typename A>
void members(A &archive, Column &v)
{
    auto &[name, type, defaultValue, defaultOnNull, defaultOnNullForUpdate, identity,
           virtualExpression, notNull, invisible, collation, otherClauses, comment] = v;
    ATHANOR_MEMBER(name);
    ATHANOR_MEMBER(type);
    ATHANOR_MEMBER(defaultValue);
    ATHANOR_MEMBER(defaultOnNull);
    ATHANOR_MEMBER(defaultOnNullForUpdate);
    ATHANOR_MEMBER(identity);
    ATHANOR_MEMBER(virtualExpression);
    ATHANOR_MEMBER(notNull);
    ATHANOR_MEMBER(invisible);
    ATHANOR_MEMBER(collation);
    ATHANOR_MEMBER(otherClauses);
    ATHANOR_MEMBER(comment);
}

template <typename A>
void members(A &archive, Constraint &v)
{
    auto &[kind, name, columns, condition, referencedTable, referencedColumns, onDelete, state,
           indexName, indexClause] = v;
    ATHANOR_MEMBER(kind);
    ATHANOR_MEMBER(name);
    ATHANOR_MEMBER(columns);
    ATHANOR_MEMBER(condition);
    ATHANOR_MEMBER(referencedTable);
    ATHANOR_MEMBER(referencedColumns);
    ATHANOR_MEMBER(onDelete);
    ATHANOR_MEMBER(state);
    ATHANOR_MEMBER(indexName);
    ATHANOR_MEMBER(indexClause);
}

template <typename A>
void members(A &archive, Partition &v)
{
    auto &[name, bound, otherClauses] = v;
    ATHANOR_MEMBER(name);
    ATHANOR_MEMBER(bound);
    ATHANOR_MEMBER(otherClauses);
}

template <typename A>
void members(A &archive, Partitioning &v)
{
    auto &[method, columns, interval, otherClauses, partitions] = v;
    ATHANOR_MEMBER(method);
    ATHANOR_MEMBER(columns);
    ATHANOR_MEMBER(interval);
    ATHANOR_MEMBER(otherClauses);
    ATHANOR_MEMBER(partitions);
}

template <typename A>
void members(A &archive, Table &v)
{
    auto &[name, kind, qualifier, columns, constraints, items, partitioning, physical, otherClauses,
           query, readOnly, comment] = v;
    ATHANOR_MEMBER(name);
    ATHANOR_MEMBER(kind);
    ATHANOR_MEMBER(qualifier);
    ATHANOR_MEMBER(columns);
    ATHANOR_MEMBER(constraints);
    ATHANOR_MEMBER(items);
    ATHANOR_MEMBER(partitioning);
    ATHANOR_MEMBER(physical);
    ATHANOR_MEMBER(otherClauses);
    ATHANOR_MEMBER(query);
    ATHANOR_MEMBER(readOnly);
    ATHANOR_MEMBER(comment);
}

template <typename A>
void members(A &archive, IndexColumn &v)
{
    auto &[column, expression, descending] = v;
    ATHANOR_MEMBER(column);
    ATHANOR_MEMBER(expression);
    ATHANOR_MEMBER(descending);
}

template <typename A>
void members(A &archive, Index &v)
{
    auto &[name, table, alias, kind, columns, reverse, invisible, unusable, compress, partitioning,
           indexType, physical, otherClauses] = v;
    ATHANOR_MEMBER(name);
    ATHANOR_MEMBER(table);
    ATHANOR_MEMBER(alias);
    ATHANOR_MEMBER(kind);
    ATHANOR_MEMBER(columns);
    ATHANOR_MEMBER(reverse);
    ATHANOR_MEMBER(invisible);
    ATHANOR_MEMBER(unusable);
    ATHANOR_MEMBER(compress);
    ATHANOR_MEMBER(partitioning);
    ATHANOR_MEMBER(indexType);
    ATHANOR_MEMBER(physical);
    ATHANOR_MEMBER(otherClauses);
}

template <typename A>
void members(A &archive, View &v)
{
    auto &[name, columns, invisibleColumns, query, force, readOnly, checkOption, checkOptionName,
           otherClauses, constraints, comment, columnComments] = v;
    ATHANOR_MEMBER(name);
    ATHANOR_MEMBER(columns);
    ATHANOR_MEMBER(invisibleColumns);
    ATHANOR_MEMBER(query);
    ATHANOR_MEMBER(force);
    ATHANOR_MEMBER(readOnly);
    ATHANOR_MEMBER(checkOption);
    ATHANOR_MEMBER(checkOptionName);
    ATHANOR_MEMBER(otherClauses);
    ATHANOR_MEMBER(constraints);
    ATHANOR_MEMBER(comment);
    ATHANOR_MEMBER(columnComments);
}

template <typename A>
void members(A &archive, MaterializedView &v)
{
    auto &[name, options, query, comment, columnComments] = v;
    ATHANOR_MEMBER(name);
    ATHANOR_MEMBER(options);
    ATHANOR_MEMBER(query);
    ATHANOR_MEMBER(comment);
    ATHANOR_MEMBER(columnComments);
}

template <typename A>
void members(A &archive, Synonym &v)
{
    auto &[name, target, databaseLink] = v;
    ATHANOR_MEMBER(name);
    ATHANOR_MEMBER(target);
    ATHANOR_MEMBER(databaseLink);
}

template <typename A>
void members(A &archive, ProgramUnit &v)
{
    auto &[kind, name, source, nonEditionable, table, enabled] = v;
    ATHANOR_MEMBER(kind);
    ATHANOR_MEMBER(name);
    ATHANOR_MEMBER(source);
    ATHANOR_MEMBER(nonEditionable);
    ATHANOR_MEMBER(table);
    ATHANOR_MEMBER(enabled);
}

template <typename A>
void members(A &archive, OpaqueObject &v)
{
    auto &[kind, name, text] = v;
    ATHANOR_MEMBER(kind);
    ATHANOR_MEMBER(name);
    ATHANOR_MEMBER(text);
}

template <typename A>
void members(A &archive, Grant &v)
{
    auto &[privilege, columns, object, grantee, grantable, delegable, hierarchy, objectKind] = v;
    ATHANOR_MEMBER(privilege);
    ATHANOR_MEMBER(columns);
    ATHANOR_MEMBER(object);
    ATHANOR_MEMBER(grantee);
    ATHANOR_MEMBER(grantable);
    ATHANOR_MEMBER(delegable);
    ATHANOR_MEMBER(hierarchy);
    ATHANOR_MEMBER(objectKind);
}

#undef ATHANOR_MEMBER

template <typename T>
struct IsOptional : std::false_type
{
};
template <typename T>
struct IsOptional<std::optional<T>> : std::true_type
{
};
template <typename T>
struct IsVector : std::false_type
{
};
template <typename T>
struct IsVector<std::vector<T>> : std::true_type
{
};
using TextMap = std::map<QString, QString>;

struct Writer;
struct Reader;
template <typename T>
QCborValue toCbor(const T &value);
template <typename T>
void fromCbor(const QCborValue &cbor, T &value);

struct Writer
{
    QCborMap map;
    template <typename T>
    void operator()(const char *key, const T &value)
    {
        // What is empty needs no room. Numbers and enums are always written: what a struct makes of
        // them (NUMBER, for a type's kind) need not be their zero (VARCHAR2).
        constexpr bool always = std::is_arithmetic_v<T> || std::is_enum_v<T>;
        if (always || !(value == T{}))
            map.insert(QLatin1String(key), toCbor(value));
    }
};

struct Reader
{
    QCborMap map;
    template <typename T>
    void operator()(const char *key, T &value)
    {
        if (const QCborValue found = map.value(QLatin1String(key)); !found.isUndefined())
            fromCbor(found, value);
    }
};

template <typename T>
QCborValue toCbor(const T &value)
{
    if constexpr (std::is_same_v<T, bool>) {
        return QCborValue(value);
    } else if constexpr (std::is_enum_v<T>) {
        return QCborValue(static_cast<int>(value));
    } else if constexpr (std::is_integral_v<T>) {
        return QCborValue(qint64{value});
    } else if constexpr (std::is_same_v<T, QString>) {
        return QCborValue(value);
    } else if constexpr (std::is_same_v<T, QStringList>) {
        return QCborValue(QCborArray::fromStringList(value));
    } else if constexpr (std::is_same_v<T, TextMap>) {
        QCborMap map;
        for (const auto &[key, text] : value)
            map.insert(key, text);
        return map;
    } else if constexpr (IsOptional<T>::value) {
        QCborArray array; // none is absent, so one element tells it from a default
        if (value)
            array.append(toCbor(*value));
        return array;
    } else if constexpr (IsVector<T>::value) {
        QCborArray array;
        for (const auto &item : value)
            array.append(toCbor(item));
        return array;
    } else {
        Writer writer;
        T copy = value;
        members(writer, copy);
        return writer.map;
    }
}

template <typename T>
void fromCbor(const QCborValue &cbor, T &value)
{
    if constexpr (std::is_same_v<T, bool>) {
        value = cbor.toBool();
    } else if constexpr (std::is_enum_v<T>) {
        value = static_cast<T>(cbor.toInteger());
    } else if constexpr (std::is_integral_v<T>) {
        value = static_cast<T>(cbor.toInteger());
    } else if constexpr (std::is_same_v<T, QString>) {
        value = cbor.toString();
    } else if constexpr (std::is_same_v<T, QStringList>) {
        value.clear();
        for (const QCborValue &item : cbor.toArray())
            value.append(item.toString());
    } else if constexpr (std::is_same_v<T, TextMap>) {
        const QCborMap map = cbor.toMap();
        for (auto it = map.begin(); it != map.end(); ++it)
            value.emplace(it.key().toString(), it.value().toString());
    } else if constexpr (IsOptional<T>::value) {
        const QCborArray array = cbor.toArray();
        if (!array.isEmpty()) {
            value.emplace();
            fromCbor(array.at(0), *value);
        }
    } else if constexpr (IsVector<T>::value) {
        value.clear();
        for (const QCborValue &item : cbor.toArray()) {
            value.emplace_back();
            fromCbor(item, value.back());
        }
    } else {
        Reader reader{cbor.toMap()};
        members(reader, value);
    }
}

template <typename T>
QByteArray bytesOf(const T &value)
{
    return toCbor(value).toCbor();
}

template <typename T>
T valueOf(const QByteArray &bytes)
{
    T value;
    fromCbor(QCborValue::fromCbor(bytes), value);
    return value;
}

} // namespace

QByteArray encoded(const Table &v)
{
    return bytesOf(v);
}
QByteArray encoded(const Index &v)
{
    return bytesOf(v);
}
QByteArray encoded(const Sequence &v)
{
    return bytesOf(v);
}
QByteArray encoded(const View &v)
{
    return bytesOf(v);
}
QByteArray encoded(const MaterializedView &v)
{
    return bytesOf(v);
}
QByteArray encoded(const Synonym &v)
{
    return bytesOf(v);
}
QByteArray encoded(const ProgramUnit &v)
{
    return bytesOf(v);
}
QByteArray encoded(const OpaqueObject &v)
{
    return bytesOf(v);
}
QByteArray encoded(const std::vector<Grant> &v)
{
    return bytesOf(v);
}

template <>
Table decoded<Table>(const QByteArray &b)
{
    return valueOf<Table>(b);
}
template <>
Index decoded<Index>(const QByteArray &b)
{
    return valueOf<Index>(b);
}
template <>
Sequence decoded<Sequence>(const QByteArray &b)
{
    return valueOf<Sequence>(b);
}
template <>
View decoded<View>(const QByteArray &b)
{
    return valueOf<View>(b);
}
template <>
MaterializedView decoded<MaterializedView>(const QByteArray &b)
{
    return valueOf<MaterializedView>(b);
}
template <>
Synonym decoded<Synonym>(const QByteArray &b)
{
    return valueOf<Synonym>(b);
}
template <>
ProgramUnit decoded<ProgramUnit>(const QByteArray &b)
{
    return valueOf<ProgramUnit>(b);
}
template <>
OpaqueObject decoded<OpaqueObject>(const QByteArray &b)
{
    return valueOf<OpaqueObject>(b);
}
template <>
std::vector<Grant> decoded<std::vector<Grant>>(const QByteArray &b)
{
    return valueOf<std::vector<Grant>>(b);
}

} // namespace Athanor
