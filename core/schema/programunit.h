// SPDX-License-Identifier: MIT
#pragma once

#include "schema/name.h"

#include <QtCore/QStringList>

namespace Athanor {

enum class UnitKind {
    Procedure,
    Function,
    Package,
    PackageBody,
    Type,
    TypeBody,
    Trigger,
    Library,
    JavaSource
};

// A PL/SQL unit: its source is carried, not understood. Triggers know their table, so that they go
// with it.
struct ProgramUnit
{
    UnitKind kind = UnitKind::Procedure;
    QualifiedName name;
    QString source; // from the object keyword on ("PROCEDURE p IS …"), exact, as ALL_SOURCE keeps
                    // it; ends with ; if written
    bool nonEditionable = false;
    QualifiedName table; // of a trigger: the table or view it is on; empty for ON SCHEMA / DATABASE
    bool enabled = true; // of a trigger

    friend bool operator==(const ProgramUnit &, const ProgramUnit &) = default;
};

// "PACKAGE BODY" …: the words of DDL and of ALL_OBJECTS.OBJECT_TYPE.
[[nodiscard]] QString toString(UnitKind kind);

// A statement that makes something Athanor carries but does not understand: a database link
// (password removed), a directory, a materialized-view log, a role, a context …
struct OpaqueObject
{
    QString kind; // "DATABASE LINK", "DIRECTORY", "MATERIALIZED VIEW LOG", "CONTEXT" …
    QualifiedName name;
    QString text; // the CREATE statement, normalized

    friend bool operator==(const OpaqueObject &, const OpaqueObject &) = default;
};

struct Grant
{
    QString privilege; // "SELECT", "UPDATE", "EXECUTE"; a system privilege or role where object is
                       // empty
    QStringList columns; // of a column privilege
    QualifiedName object;
    QString grantee;
    bool grantable = false; // WITH GRANT / ADMIN OPTION
    bool delegable = false; // WITH DELEGATE OPTION (12.1): to code based units only
    bool hierarchy = false;
    QString objectKind; // "DIRECTORY", "EDITION" …: where ON needs a word before the name

    friend bool operator==(const Grant &, const Grant &) = default;
};

} // namespace Athanor
