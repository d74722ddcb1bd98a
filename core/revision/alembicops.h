// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace Athanor {

struct AlembicTranslation
{
    QString sql; // a section of a revision file
    bool isComplete = true; // else it holds blocks "-- athanor: translate by hand"
};

// The body of an Alembic script's upgrade() or downgrade() in Oracle's SQL, as SQLAlchemy's Oracle
// dialect writes it. Only what is certain: a call with an argument that this does not know, a type
// whose Oracle spelling depends on more than is written, anything that is not a plain op.… call
// becomes a comment with the Python in it.
[[nodiscard]] AlembicTranslation translateAlembicOps(const QString &python);

} // namespace Athanor
