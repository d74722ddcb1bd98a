// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/workspace.h"

namespace Athanor {

struct AlembicSources
{
    QString folder; // an Alembic repository: messages, dates, parents; empty: none
    QStringList sqlFiles; // what `alembic upgrade base:heads --sql` printed, and downgrade
};

struct AlembicImport
{
    std::vector<Revision> written; // not reviewed, as everything nobody has read
    QStringList present; // ids the project had already: left as they are
    QStringList byHand; // ids with Python that a person has to translate
    QStringList remarks;
};

// Alembic's revisions as Athanor's, with their ids and parents, so that alembic_version goes on
// meaning the same. Statements come from Alembic's own SQL output, which is exact; what it does not
// cover is translated where that is certain (alembicops.h), and is a comment with the Python in it
// where it is not. No Python is run, no file overwritten, and nothing is written unless all can be.
[[nodiscard]] Result<AlembicImport>
importAlembic(const Workspace &workspace, const AlembicSources &sources, const Clock &clock);

} // namespace Athanor
