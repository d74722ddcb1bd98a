// SPDX-License-Identifier: MIT
// How columns are stored: LOBs, nested tables, varrays, encryption, annotations.
#include "sandbox/clausetext.h"
#include "sandbox/dictionaryviews.h"

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

std::vector<DictionaryRow> lobs(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        const auto fact = s.facts.find({u"TABLE"_s, name});
        const qint64 id = fact == s.facts.end() ? 0 : fact->second.id;
        qint64 position = 0;
        for (const Column &column : table.columns) {
            ++position;
            if (column.type.kind != TypeKind::Clob && column.type.kind != TypeKind::Nclob
                && column.type.kind != TypeKind::Blob)
                continue;
            const QString number = QString::number(id).rightJustified(10, u'0') + u'C'
                + QString::number(position).rightJustified(5, u'0') + u"$$"_s;
            const QString store =
                physicalOf(table.physical, u"LOB (%1)"_s.arg(writtenName(column.name)));
            ClauseText parameters(store);
            (void)parameters.seek({u"STORE", u"AS"});
            QString space;
            while (!parameters.atEnd() && space.isEmpty()) {
                ClauseText inside(parameters.takeParenthesised());
                if (inside.seek({u"TABLESPACE"}))
                    space = inside.takeName();
                (void)parameters.takeWord();
            }
            const QString compression = store.contains(u"COMPRESS HIGH")        ? u"HIGH"_s
                : store.contains(u"COMPRESS LOW")                               ? u"LOW"_s
                : store.contains(u"NOCOMPRESS") || !store.contains(u"COMPRESS") ? u"NO"_s
                                                                                : u"MEDIUM"_s;
            rows.push_back(
                {{u"OWNER"_s, ownerOf(name, s.user)},
                 {u"TABLE_NAME"_s, name.name},
                 {u"COLUMN_NAME"_s, column.name},
                 {u"SEGMENT_NAME"_s, u"SYS_LOB"_s + number},
                 {u"INDEX_NAME"_s, u"SYS_IL"_s + number},
                 {u"TABLESPACE_NAME"_s, space.isEmpty() ? u"USERS"_s : space},
                 {u"CHUNK"_s, qint64{8192}},
                 {u"CACHE"_s,
                  store.contains(u"CACHE READS")
                      ? u"CACHEREADS"_s
                      : yesNo(store.contains(u"CACHE") && !store.contains(u"NOCACHE"))},
                 {u"LOGGING"_s, yesNo(!store.contains(u"NOLOGGING"))},
                 {u"IN_ROW"_s, yesNo(!store.contains(u"DISABLE STORAGE IN ROW"))},
                 {u"SECUREFILE"_s, yesNo(!store.contains(u"BASICFILE"))},
                 {u"COMPRESSION"_s, compression},
                 {u"DEDUPLICATION"_s, store.contains(u"DEDUPLICATE") ? u"LOB"_s : u"NO"_s},
                 {u"ENCRYPT"_s, u"NO"_s}});
        }
    }
    return rows;
}

std::vector<DictionaryRow> nested(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        for (const auto &[column, storage] : nestedTables(table)) {
            const Column *of = table.column(column);
            const QString clause =
                physicalOf(table.physical, u"NESTED TABLE "_s + writtenName(column));
            rows.push_back({{u"OWNER"_s, ownerOf(name, s.user)},
                            {u"TABLE_NAME"_s, storage},
                            {u"TABLE_TYPE_OWNER"_s, s.user},
                            {u"TABLE_TYPE_NAME"_s, of ? of->type.userType.name : QString()},
                            {u"PARENT_TABLE_NAME"_s, name.name},
                            {u"PARENT_TABLE_COLUMN"_s, column},
                            {u"STORAGE_SPEC"_s, u"USER_SPECIFIED"_s},
                            {u"RETURN_TYPE"_s,
                             clause.endsWith(u"LOCATOR") ? u"             LOCATOR"_s
                                                         : u"               VALUE"_s},
                            {u"ELEMENT_SUBSTITUTABLE"_s, u"N"_s}});
        }
    }
    return rows;
}

// ENCRYPT USING 'AES256' 'SHA-1' NO SALT
std::vector<DictionaryRow> encrypted(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    for (const auto &[name, table] : s.catalog.tables) {
        for (const Column &column : table.columns) {
            ClauseText clause(column.otherClauses);
            if (!clause.seek({u"ENCRYPT"}))
                continue;
            QString algorithm = u"AES192"_s;
            if (clause.take(u"USING"))
                algorithm = clause.takeText();
            const QString integrity = clause.takeText();
            const QString spelled = algorithm.startsWith(u"AES")
                ? u"AES %1 bits key"_s.arg(algorithm.sliced(3))
                : u"3 Key Triple DES 168 bits key"_s;
            rows.push_back({{u"OWNER"_s, ownerOf(name, s.user)},
                            {u"TABLE_NAME"_s, name.name},
                            {u"COLUMN_NAME"_s, column.name},
                            {u"ENCRYPTION_ALG"_s, spelled},
                            {u"SALT"_s, yesNo(!column.otherClauses.contains(u"NO SALT"))},
                            {u"INTEGRITY_ALG"_s, integrity.isEmpty() ? u"SHA-1"_s : integrity}});
        }
    }
    return rows;
}

// ANNOTATIONS (Display 'x', Hidden)
std::vector<DictionaryRow> annotations(const DictionarySnapshot &s)
{
    std::vector<DictionaryRow> rows;
    const auto add = [&](const QualifiedName &of, const QString &column, const QString &clauses) {
        ClauseText clause(clauses);
        if (!clause.seek({u"ANNOTATIONS"}))
            return;
        for (const QString &item : ClauseText::items(clause.takeParenthesised())) {
            ClauseText entry(item);
            (void)entry.take(u"ADD");
            const QString name = entry.takeName();
            rows.push_back({{u"OWNER"_s, ownerOf(of, s.user)},
                            {u"OBJECT_NAME"_s, of.name},
                            {u"OBJECT_TYPE"_s, u"TABLE"_s},
                            {u"COLUMN_NAME"_s, column},
                            {u"ANNOTATION_OWNER"_s, s.user},
                            {u"ANNOTATION_NAME"_s, name},
                            {u"ANNOTATION_VALUE"_s, entry.takeText()}});
        }
    };
    for (const auto &[name, table] : s.catalog.tables) {
        add(name, {}, u"ANNOTATIONS "_s + physicalOf(table.physical, u"ANNOTATIONS"_s));
        for (const Column &column : table.columns)
            add(name, column.name, column.otherClauses);
    }
    return rows;
}

std::vector<DictionaryRow> none(const DictionarySnapshot &)
{
    return {};
}

constexpr DictionaryView views[] = {
    {u"USER_LOBS",
     u"TABLE_NAME:t COLUMN_NAME:t SEGMENT_NAME:t TABLESPACE_NAME:t INDEX_NAME:t CHUNK:n "
     u"PCTVERSION:n RETENTION:n FREEPOOLS:n CACHE:t LOGGING:t ENCRYPT:t COMPRESSION:t "
     u"DEDUPLICATION:t IN_ROW:t FORMAT:t PARTITIONED:t SECUREFILE:t SEGMENT_CREATED:t",
     u"OWNER", lobs},
    {u"USER_NESTED_TABLES",
     u"TABLE_NAME:t TABLE_TYPE_OWNER:t TABLE_TYPE_NAME:t PARENT_TABLE_NAME:t PARENT_TABLE_COLUMN:t "
     u"STORAGE_SPEC:t RETURN_TYPE:t ELEMENT_SUBSTITUTABLE:t",
     u"OWNER", nested},
    {u"USER_VARRAYS",
     u"PARENT_TABLE_NAME:t PARENT_TABLE_COLUMN:t TYPE_OWNER:t TYPE_NAME:t LOB_NAME:t "
     u"STORAGE_SPEC:t RETURN_TYPE:t ELEMENT_SUBSTITUTABLE:t",
     u"OWNER", none},
    {u"USER_ENCRYPTED_COLUMNS",
     u"TABLE_NAME:t COLUMN_NAME:t ENCRYPTION_ALG:t SALT:t INTEGRITY_ALG:t", u"OWNER", encrypted},
    {u"USER_ANNOTATIONS_USAGE",
     u"OBJECT_NAME:t OBJECT_TYPE:t COLUMN_NAME:t DOMAIN_NAME:t DOMAIN_OWNER:t ANNOTATION_OWNER:t "
     u"ANNOTATION_NAME:t ANNOTATION_VALUE:t",
     u"OWNER", annotations, u"23"},
};

} // namespace

std::span<const DictionaryView> storageViews()
{
    return views;
}

} // namespace Athanor
