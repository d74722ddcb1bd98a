// SPDX-License-Identifier: MIT
#pragma once

#include "database/session.h"

namespace Athanor {

// An object of the schema worked in (Session::user()) that the dictionary calls INVALID: what it
// rests on has changed, or it never compiled.
struct InvalidObject
{
    QString type; // as USER_OBJECTS.OBJECT_TYPE: "PACKAGE BODY", "MATERIALIZED VIEW"
    QString name; // as stored

    friend bool operator==(const InvalidObject &, const InvalidObject &) = default;
};

// In one statement, in an order in which they may compile: specifications and views before bodies
// and triggers.
[[nodiscard]] Result<std::vector<InvalidObject>> readInvalidObjects(Session &session);

// The statement that compiles it, without terminator; empty where that release has none (a queue, a
// synonym before 12.1, an index).
[[nodiscard]] QString compileStatement(const InvalidObject &object, const OracleVersion &version);

// What USER_ERRORS holds about it, or ALL_ERRORS in another schema than the login's.
[[nodiscard]] Result<std::vector<CompileError>> readCompileErrors(Session &session,
                                                                  const InvalidObject &object);

} // namespace Athanor
