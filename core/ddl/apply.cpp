// SPDX-License-Identifier: MIT
#include "ddl/apply.h"

#include "ddl/application.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

QString applyTr(const char *text)
{
    return QCoreApplication::translate("Athanor::Ddl", text);
}

Failure refuse(int code, const QString &message)
{
    return failure(ErrorKind::Semantic, message, code);
}

bool sameColumns(const QStringList &a, const QStringList &b)
{
    return a.size() == b.size()
        && std::all_of(a.begin(), a.end(), [&b](const QString &name) { return b.contains(name); });
}

bool isSystemView(const QString &name)
{
    for (const QStringView whole :
         {u"DUAL", u"TAB", u"CAT", u"DICT", u"DICTIONARY", u"HTP", u"HTF", u"XMLDOM"}) {
        if (name == whole)
            return true;
    }
    for (const QStringView prefix :
         {u"USER_", u"ALL_", u"DBA_", u"CDB_", u"V$", u"GV$", u"NLS_", u"SESSION_", u"ROLE_",
          u"DBMS_", u"UTL_", u"CTX_", u"OWA_", u"SDO_", u"APEX_", u"PRODUCT_COMPONENT"}) {
        if (name.startsWith(prefix))
            return true;
    }
    return false;
}

bool isLob(const DataType &type)
{
    switch (type.kind) {
    case TypeKind::Clob:
    case TypeKind::Nclob:
    case TypeKind::Blob:
    case TypeKind::Bfile:
    case TypeKind::Json:
    case TypeKind::Vector:
        return true;
    case TypeKind::Varchar2:
    case TypeKind::Nvarchar2:
    case TypeKind::Char:
    case TypeKind::Nchar:
    case TypeKind::Number:
    case TypeKind::Float:
    case TypeKind::BinaryFloat:
    case TypeKind::BinaryDouble:
    case TypeKind::Date:
    case TypeKind::Timestamp:
    case TypeKind::TimestampTz:
    case TypeKind::TimestampLtz:
    case TypeKind::IntervalYearToMonth:
    case TypeKind::IntervalDayToSecond:
    case TypeKind::Raw:
    case TypeKind::Long:
    case TypeKind::LongRaw:
    case TypeKind::Rowid:
    case TypeKind::Urowid:
    case TypeKind::Xmltype:
    case TypeKind::Boolean:
    case TypeKind::UserDefined:
        return false;
    }
    return false;
}

bool isNumeric(const DataType &type)
{
    return type.kind == TypeKind::Number || type.kind == TypeKind::Float
        || type.kind == TypeKind::BinaryFloat || type.kind == TypeKind::BinaryDouble;
}

Applier::Applier(Catalog &catalog, const OracleVersion &version)
    : m_catalog(catalog)
    , m_version(version)
{ }

Applier::~Applier() = default;

Result<> Applier::apply(const DdlStatement &statement)
{
    m_notes.clear();
    if (std::holds_alternative<NotDdl>(statement) || std::holds_alternative<NoStructure>(statement))
        return {};
    if (!m_lookup)
        m_lookup = std::make_unique<SchemaLookup>(m_catalog);
    Draft draft(m_catalog, *m_lookup);
    Application application(draft, m_version);
    Result<> result = std::visit(application, statement);
    if (result) {
        draft.keep();
        m_notes = application.takeNotes();
    }
    return result;
}

Result<> apply(const DdlStatement &statement, Catalog &catalog, const OracleVersion &version)
{
    return Applier(catalog, version).apply(statement);
}

// ---- shared checks

QString Application::holderOf(const QualifiedName &name) const
{
    const Catalog &c = catalog();
    const auto holds = [&name](const auto &map) { return map.find(name) != map.end(); };
    if (holds(c.tables))
        return u"TABLE"_s;
    if (holds(c.views))
        return u"VIEW"_s;
    if (holds(c.materializedViews))
        return u"MATERIALIZED VIEW"_s;
    if (holds(c.sequences))
        return u"SEQUENCE"_s;
    if (holds(c.synonyms))
        return u"SYNONYM"_s;
    for (const UnitKind kind : {UnitKind::Procedure, UnitKind::Function, UnitKind::Package,
                                UnitKind::Type, UnitKind::Library}) {
        if (!c.units.empty() && c.units.find({kind, name}) != c.units.end())
            return toString(kind);
    }
    for (const QString &kind : {u"OPERATOR"_s, u"INDEXTYPE"_s, u"DOMAIN"_s, u"PROPERTY GRAPH"_s}) {
        if (!c.opaque.empty() && c.opaque.find({kind, name}) != c.opaque.end())
            return kind;
    }
    return {};
}

Result<> Application::checkFree(const QualifiedName &name) const
{
    const QString holder = holderOf(name);
    if (holder.isEmpty())
        return {};
    return refuse(955,
                  applyTr("name is already used by an existing object: %1 is a %2")
                      .arg(writtenName(name), holder));
}

bool Application::isReadable(const QualifiedName &name) const
{
    const Catalog &c = catalog();
    return c.table(name) || c.views.find(name) != c.views.end()
        || c.materializedViews.find(name) != c.materializedViews.end()
        || c.synonyms.find(name) != c.synonyms.end()
        || c.synonyms.find({u"PUBLIC"_s, name.name}) != c.synonyms.end();
}

Result<> Application::checkType(const Column &column) const
{
    const QualifiedName &type = column.type.userType;
    if (column.type.kind != TypeKind::UserDefined || type.isEmpty() || !type.owner.isEmpty())
        return {};
    const Catalog &c = catalog();
    if (c.units.find({UnitKind::Type, type}) != c.units.end() || isReadable(type)
        || c.opaque.find({u"DOMAIN"_s, type}) != c.opaque.end())
        return {};
    // Types that Oracle itself offers through public synonyms.
    for (const QStringView supplied :
         {u"SDO_", u"ORD", u"ST_", u"ANYDATA", u"ANYTYPE", u"URITYPE", u"HTTPURITYPE", u"DBURITYPE",
          u"XDBURITYPE", u"AQ$", u"SI_", u"XMLTYPE", u"SYS_"}) {
        if (type.name.startsWith(supplied))
            return {};
    }
    return refuse(902,
                  applyTr("invalid datatype: column %1 has the type %2, which does not exist")
                      .arg(writtenName(column.name), writtenName(type)));
}

} // namespace Athanor
