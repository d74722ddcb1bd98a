// SPDX-License-Identifier: MIT
// Columns, their identities and how they are stored.
#include "database/dictionaryassembly.h"
#include "database/dictionaryclauses.h"
#include "database/dictionarytext.h"
#include "sql/lexer.h"

using namespace Qt::StringLiterals;

namespace Athanor {

void DictionaryAssembly::readColumns()
{
    std::map<std::pair<QualifiedName, QString>, QString> defaults;
    const FactRows &longs = m_rows.of("DEFAULT"_L1);
    const auto defaultTable = longs["TABLE_NAME"_L1];
    const auto defaultColumn = longs["COLUMN_NAME"_L1];
    const auto defaultText = longs["DATA_DEFAULT"_L1];
    for (const Row &row : longs.rows())
        defaults[{named(longs, row, defaultTable.text(row)), defaultColumn.text(row)}] =
            defaultText.text(row);

    const FactRows &rows = m_rows.of("COLUMN"_L1);
    const auto tableName = rows["TABLE_NAME"_L1];
    const auto name = rows["COLUMN_NAME"_L1];
    const auto dataType = rows["DATA_TYPE"_L1];
    const auto typeOwner = rows["DATA_TYPE_OWNER"_L1];
    const auto typeModifier = rows["DATA_TYPE_MOD"_L1];
    const auto dataLength = rows["DATA_LENGTH"_L1];
    const auto precision = rows["DATA_PRECISION"_L1];
    const auto scale = rows["DATA_SCALE"_L1];
    const auto charLength = rows["CHAR_LENGTH"_L1];
    const auto charUsed = rows["CHAR_USED"_L1];
    const auto hidden = rows["HIDDEN_COLUMN"_L1];
    const auto isVirtual = rows["VIRTUAL_COLUMN"_L1];
    const auto defaultLength = rows["DEFAULT_LENGTH"_L1];
    const auto shortDefault = rows["DATA_DEFAULT_VC"_L1];
    const auto userGenerated = rows["USER_GENERATED"_L1];
    const auto onNull = rows["DEFAULT_ON_NULL"_L1];
    const auto onNullUpdate = rows["DEFAULT_ON_NULL_UPD"_L1];
    const auto identity = rows["IDENTITY_COLUMN"_L1];
    const auto collation = rows["COLLATION"_L1];
    const auto domainOwner = rows["DOMAIN_OWNER"_L1];
    const auto domain = rows["DOMAIN_NAME"_L1];
    const auto vector = rows["VECTOR_INFO"_L1];

    const std::set<QualifiedName> clusters = namesOf("CLUSTER"_L1, "CLUSTER_NAME"_L1);
    QualifiedName current;
    Table *table = nullptr;
    QStringList *names = nullptr; // of the columns of what is no table
    bool isCluster = false;
    for (const Row &row : rows.rows()) {
        const QString of = tableName.text(row);
        if (of != current.name || ownerOf(rows.owner(row)) != current.owner) {
            current = named(rows, row, of);
            table = m_catalog.table(current);
            isCluster = !table && clusters.count(current) != 0;
            names = isCluster                         ? &m_clusterTypes[current]
                : m_catalog.views.count(current) != 0 ? &m_viewColumns[current]
                : of.startsWith("MLOG$_"_L1)          ? &m_logColumns[current]
                                                      : nullptr;
        }
        if (!table && !names)
            continue;
        // SYS_NC…$, SYS_STS…, SET UNUSED; what a person made invisible is user-generated
        const bool isHidden = hidden.is(row, "YES"_L1);
        // What ROW ARCHIVAL adds (VLDB and Partitioning Guide, "In-Database Archiving").
        if (isHidden && table && name.text(row) == "ORA_ARCHIVE_STATE"_L1)
            table->physical[u"ROW ARCHIVAL"_s] = u"ROW ARCHIVAL"_s;
        if (isHidden && !userGenerated.is(row, "YES"_L1))
            continue;
        if (names && !isCluster) {
            names->append(name.text(row));
            if (const auto view = m_catalog.views.find(current);
                isHidden && view != m_catalog.views.end())
                view->second.invisibleColumns.append(name.text(row));
            continue;
        }
        DictionaryType type;
        type.dataType = dataType.text(row);
        type.owner = typeOwner.text(row);
        type.isReference = typeModifier.is(row, "REF"_L1);
        type.dataLength = dataLength.number(row, -1);
        type.precision = precision.number(row, -1);
        type.scale = scale.number(row, DictionaryType::noScale);
        type.charLength = charLength.number(row, -1);
        type.charUsed = charUsed.text(row);
        Column column;
        column.name = name.text(row);
        column.type = readDictionaryType(type, m_rows.user);
        if (column.type.kind == TypeKind::Vector) // VECTOR(3, FLOAT32)
            column.type.arguments = vector.text(row).section(u'(', 1).section(u')', 0, 0);
        if (isCluster) {
            names->append(writtenName(column.name) + u' ' + toString(column.type));
            continue;
        }
        if (table->kind == TableKind::Object)
            continue; // its type's attributes
        column.invisible = isHidden;
        const auto ofTable = table->physical.find(u"DEFAULT COLLATION"_s);
        const QString standard =
            ofTable == table->physical.end() ? u"USING_NLS_COMP"_s : storedName(ofTable->second);
        if (const QString used = collation.text(row); used != standard)
            column.collation = used;
        if (const QString used = domain.text(row); !used.isEmpty())
            appendClause(column.otherClauses,
                         u"DOMAIN "_s
                             + writtenName(QualifiedName{ownerOf(domainOwner.text(row)), used}));
        QString text;
        if (defaultLength.number(row) > 0) {
            const auto found = defaults.find({current, column.name});
            text = readDefault(found == defaults.end() ? shortDefault.text(row) : found->second);
        }
        if (identity.is(row, "YES"_L1))
            column.identity = Identity(); // its default is the sequence Oracle made
        else if (isVirtual.is(row, "YES"_L1))
            column.virtualExpression = text;
        else
            column.defaultValue = text;
        column.defaultOnNullForUpdate = onNullUpdate.is(row, "YES"_L1);
        column.defaultOnNull = onNull.is(row, "YES"_L1) || column.defaultOnNullForUpdate;
        table->columns.push_back(std::move(column));
    }
}

void DictionaryAssembly::readIdentities()
{
    const FactRows &rows = m_rows.of("IDENTITY"_L1);
    const auto tableName = rows["TABLE_NAME"_L1];
    const auto columnName = rows["COLUMN_NAME"_L1];
    const auto generation = rows["GENERATION_TYPE"_L1];
    const auto options = rows["IDENTITY_OPTIONS"_L1];
    for (const Row &row : rows.rows()) {
        Table *table = m_catalog.table(named(rows, row, tableName.text(row)));
        Column *column = table ? table->column(columnName.text(row)) : nullptr;
        if (!column)
            continue;
        Identity identity;
        if (!generation.is(row, "ALWAYS"_L1))
            identity.kind =
                column->defaultOnNull ? IdentityKind::ByDefaultOnNull : IdentityKind::ByDefault;
        identity.options = readIdentityOptions(options.text(row));
        column->identity = identity;
        column->defaultOnNull = false; // said by the identity's kind
    }
}

void DictionaryAssembly::readColumnStorage()
{
    const FactRows &lobs = m_rows.of("LOB"_L1);
    const auto lobTable = lobs["TABLE_NAME"_L1];
    const auto lobColumn = lobs["COLUMN_NAME"_L1];
    const auto tablespace = lobs["TABLESPACE_NAME"_L1];
    const auto cache = lobs["CACHE"_L1];
    const auto logging = lobs["LOGGING"_L1];
    const auto compression = lobs["COMPRESSION"_L1];
    const auto deduplication = lobs["DEDUPLICATION"_L1];
    const auto inRow = lobs["IN_ROW"_L1];
    const auto secureFile = lobs["SECUREFILE"_L1];
    for (const Row &row : lobs.rows()) {
        Table *table = m_catalog.table(named(lobs, row, lobTable.text(row)));
        const Column *column = table ? table->column(lobColumn.text(row)) : nullptr;
        if (!column || table->kind == TableKind::External) // "C"."SYS_…": an attribute's or XML's
            continue;
        StoredLob storage;
        storage.secureFile = !secureFile.is(row, "NO"_L1);
        if (const QString space = tablespace.text(row); !isDefaultTablespace(space))
            storage.tablespace = space;
        storage.inRow = !inRow.is(row, "NO"_L1);
        storage.cache = cache.text(row).trimmed();
        storage.logging = !logging.is(row, "NO"_L1);
        storage.compression = compression.text(row);
        storage.deduplicate = deduplication.is(row, "LOB"_L1);
        // Only what is not Oracle's default; before 12.1 that was BASICFILE.
        StoredLob standard;
        standard.secureFile = m_rows.version >= OracleVersion{12, 1};
        standard.cache = u"NO"_s;
        if (const QString clause = lobStorageClause(storage); clause != lobStorageClause(standard))
            table->physical[u"LOB (%1)"_s.arg(writtenName(column->name))] = clause;
    }

    const FactRows &nested = m_rows.of("NESTED TABLE"_L1);
    const auto storageTable = nested["TABLE_NAME"_L1];
    const auto parent = nested["PARENT_TABLE_NAME"_L1];
    const auto parentColumn = nested["PARENT_TABLE_COLUMN"_L1];
    const auto returns = nested["RETURN_TYPE"_L1];
    for (const Row &row : nested.rows()) {
        Table *table = m_catalog.table(named(nested, row, parent.text(row)));
        if (!table)
            continue;
        QString clause = u"STORE AS "_s + writtenName(storageTable.text(row));
        if (returns.text(row).trimmed() == "LOCATOR"_L1)
            clause += u" RETURN AS LOCATOR"_s;
        table->physical[u"NESTED TABLE "_s + writtenName(parentColumn.text(row))] = clause;
    }

    const FactRows &xml = m_rows.of("XML COLUMN"_L1);
    const auto xmlTable = xml["TABLE_NAME"_L1];
    const auto xmlColumn = xml["COLUMN_NAME"_L1];
    const auto xmlStorage = xml["STORAGE_TYPE"_L1];
    for (const Row &row : xml.rows()) {
        Table *table = m_catalog.table(named(xml, row, xmlTable.text(row)));
        const Column *column = table ? table->column(xmlColumn.text(row)) : nullptr;
        if (!column)
            continue;
        if (const QString clause = xmlColumnStorage(xmlStorage.text(row)); !clause.isEmpty())
            table->physical[u"XMLTYPE COLUMN "_s + writtenName(column->name)] = clause;
    }

    const FactRows &encrypted = m_rows.of("ENCRYPTED COLUMN"_L1);
    const auto secretTable = encrypted["TABLE_NAME"_L1];
    const auto secretColumn = encrypted["COLUMN_NAME"_L1];
    const auto algorithm = encrypted["ENCRYPTION_ALG"_L1];
    const auto salt = encrypted["SALT"_L1];
    const auto integrity = encrypted["INTEGRITY_ALG"_L1];
    for (const Row &row : encrypted.rows()) {
        Table *table = m_catalog.table(named(encrypted, row, secretTable.text(row)));
        if (Column *column = table ? table->column(secretColumn.text(row)) : nullptr)
            appendClause(
                column->otherClauses,
                encryptionClause(algorithm.text(row), salt.text(row), integrity.text(row)));
    }

    // A clause an object, all its annotations in it.
    const FactRows &annotations = m_rows.of("ANNOTATION"_L1);
    const auto object = annotations["OBJECT_NAME"_L1];
    const auto annotated = annotations["COLUMN_NAME"_L1];
    const auto value = annotations["ANNOTATION_VALUE"_L1];
    const auto key = annotations["ANNOTATION_NAME"_L1];
    std::map<std::pair<QualifiedName, QString>, QStringList> lists;
    for (const Row &row : annotations.rows()) {
        QString entry = writtenName(key.text(row));
        if (const QString text = value.text(row); !text.isEmpty())
            entry += u' ' + quotedString(text);
        lists[{named(annotations, row, object.text(row)), annotated.text(row)}] += entry;
    }
    for (auto &[of, entries] : lists) {
        Table *table = m_catalog.table(of.first);
        Column *column = table ? table->column(of.second) : nullptr;
        if (!table || (!column && !of.second.isEmpty()))
            continue;
        entries.sort();
        const QString list = u'(' + entries.join(u", "_s) + u')';
        if (column)
            appendClause(column->otherClauses, u"ANNOTATIONS"_s + list);
        else
            table->physical[u"ANNOTATIONS"_s] = list;
    }
}

} // namespace Athanor
