// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <vector>

namespace Athanor {

// One name of a tnsnames.ora, and where it leads.
struct TnsAlias
{
    QString name; // as written
    QString summary; // "dbhost:1521/XEPDB1", "dbhost:1521 SID XE", "tcps://dbhost:2484/XE, +1 more"
    QString file; // the one it stands in, which IFILE may have named
    int line = 0;
    QString descriptor; // "(DESCRIPTION=…)", without comments and line ends

    friend bool operator==(const TnsAlias &, const TnsAlias &) = default;
};

// All names of the folder's tnsnames.ora and of the files that its IFILE lines include, in the
// order in which they stand; of a name that stands twice the first counts, as for Oracle's client.
// No such file is no alias, not an error. Refuses (Syntax, with file and line) parentheses that do
// not pair, a name without a descriptor, an IFILE that includes itself; (File) what cannot be read.
[[nodiscard]] Result<std::vector<TnsAlias>> readTnsNames(const QString &tnsAdminFolder);

// Where Oracle's client looks for tnsnames.ora and sqlnet.ora in this process: TNS_ADMIN where it
// is set (then nowhere else), or the first of these that has one: /etc, ORACLE_HOME/network/admin,
// the client folder's network/admin, the home folder's .tnsnames.ora. Empty: nowhere.
[[nodiscard]] QString tnsAdminFolder();

// The file readTnsNames begins with; empty: there is none.
[[nodiscard]] QString tnsNamesFile(const QString &tnsAdminFolder);

// NAMES.DEFAULT_DOMAIN of the folder's sqlnet.ora; empty: none.
[[nodiscard]] QString defaultDomain(const QString &tnsAdminFolder);

// The alias of that name; names are not case-sensitive, and one without a dot is first looked for
// in the default domain. Null: none.
[[nodiscard]] const TnsAlias *findAlias(const std::vector<TnsAlias> &aliases, const QString &name,
                                        const QString &domain = {});

} // namespace Athanor
