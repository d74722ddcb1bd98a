// SPDX-License-Identifier: MIT
#include "database/invalidobjects.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

struct Compilation
{
    QStringView type;
    QStringView before; // ALTER … the name
    QStringView after;
    int sinceMajor = 0;
};

// In the order in which they are tried. SQL Language Reference: ALTER VIEW, ALTER MATERIALIZED
// VIEW, ALTER SYNONYM (since 12.1), ALTER DIMENSION, ALTER OPERATOR, ALTER INDEXTYPE, ALTER JAVA;
// PL/SQL Language Reference: the others. A body is compiled through its specification's name.
constexpr std::array compilations{
    Compilation{u"TYPE", u"TYPE", u"COMPILE SPECIFICATION"},
    Compilation{u"LIBRARY", u"LIBRARY", u"COMPILE"},
    Compilation{u"JAVA SOURCE", u"JAVA SOURCE", u"COMPILE"},
    Compilation{u"JAVA CLASS", u"JAVA CLASS", u"RESOLVE"},
    Compilation{u"SYNONYM", u"SYNONYM", u"COMPILE", 12},
    Compilation{u"PACKAGE", u"PACKAGE", u"COMPILE SPECIFICATION"},
    Compilation{u"FUNCTION", u"FUNCTION", u"COMPILE"},
    Compilation{u"VIEW", u"VIEW", u"COMPILE"},
    Compilation{u"MATERIALIZED VIEW", u"MATERIALIZED VIEW", u"COMPILE"},
    Compilation{u"DIMENSION", u"DIMENSION", u"COMPILE"},
    Compilation{u"PROCEDURE", u"PROCEDURE", u"COMPILE"},
    Compilation{u"OPERATOR", u"OPERATOR", u"COMPILE"},
    Compilation{u"INDEXTYPE", u"INDEXTYPE", u"COMPILE"},
    Compilation{u"TYPE BODY", u"TYPE", u"COMPILE BODY"},
    Compilation{u"PACKAGE BODY", u"PACKAGE", u"COMPILE BODY"},
    Compilation{u"TRIGGER", u"TRIGGER", u"COMPILE"},
};

auto compilationOf(const QString &type)
{
    return std::find_if(compilations.begin(), compilations.end(),
                        [&type](const Compilation &each) { return each.type == type; });
}

} // namespace

Result<std::vector<InvalidObject>> readInvalidObjects(Session &session)
{
    const bool own = session.user() == session.loginUser();
    const QString sql =
        u"SELECT object_type, object_name FROM %1 WHERE status = 'INVALID'%2 ORDER BY object_type, "
        "object_name"_s;
    const Result<Rows> rows = own
        ? session.query(sql.arg(u"user_objects"_s, QString()))
        : session.query(sql.arg(u"all_objects"_s, u" AND owner = ?"_s), {session.user()});
    if (!rows)
        return Failure(rows.error());
    std::vector<InvalidObject> objects;
    for (const Row &row : rows->rows) {
        if (!row[1].toString().startsWith("BIN$"_L1)) // the recycle bin's
            objects.push_back({row[0].toString(), row[1].toString()});
    }
    std::stable_sort(objects.begin(), objects.end(),
                     [](const InvalidObject &a, const InvalidObject &b) {
                         return compilationOf(a.type) < compilationOf(b.type);
                     });
    return objects;
}

QString compileStatement(const InvalidObject &object, const OracleVersion &version)
{
    const auto compilation = compilationOf(object.type);
    if (compilation == compilations.end() || version.major < compilation->sinceMajor)
        return {};
    return u"ALTER %1 %2 %3"_s.arg(compilation->before, writtenName(object.name),
                                   compilation->after);
}

Result<std::vector<CompileError>> readCompileErrors(Session &session, const InvalidObject &object)
{
    return session.compileErrors({{{}, object.name}, {object.type}});
}

} // namespace Athanor
