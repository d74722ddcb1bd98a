// SPDX-License-Identifier: MIT
#include "migrate/advice.h"

#include <QtCore/QCoreApplication>

namespace Athanor {

QString statementAdvice(int oraCode)
{
    const auto tr = [](const char *text) {
        return QCoreApplication::translate("Athanor::Advice", text);
    };
    switch (oraCode) {
    case 1: // unique constraint violated
    case 2299: // cannot validate - duplicate keys found
    case 1452: // cannot CREATE UNIQUE INDEX; duplicate keys found
    case 2437: // cannot validate - primary key violated
        return tr("Remove or change the rows that hold the same key twice.");
    case 54:
        return tr("Somebody works on the table. Wait until that transaction has ended.");
    case 1449: // column contains NULL values; cannot alter to NOT NULL
    case 2296: // cannot enable - null values found
    case 1758: // table must be empty to add mandatory column
        return tr("Fill the column first (UPDATE … SET … WHERE … IS NULL), or give it a default.");
    case 2293: // cannot validate - check constraint violated
    case 2290: // check constraint violated
        return tr("Change the rows that violate the check.");
    case 2298: // cannot validate - parent keys not found
    case 2291: // integrity constraint violated - parent key not found
        return tr("Add the missing parent rows, or remove the orphans.");
    case 2292: // child record found
    case 2449: // unique/primary keys in table referenced by foreign keys
    case 2273: // this unique/primary key is referenced by some foreign keys
        return tr("Drop the foreign keys that refer to it first.");
    case 1440: // column to be modified must be empty to decrease precision or scale
    case 1441: // cannot decrease column length because some value is too big
    case 1439: // column to be modified must be empty to change datatype
        return tr("Shorten or empty the values first, or copy them through a new column.");
    case 942: // table or view does not exist
    case 2289: // sequence does not exist
    case 1418: // specified index does not exist
    case 2443: // cannot drop constraint - nonexistent constraint
    case 4043: // object does not exist
    case 904: // invalid identifier
        return tr("The target differs from what the revisions say; “athanor drift” and “athanor "
                  "check” show where.");
    case 955: // name is already used by an existing object
    case 2261: // such unique or primary key already exists in the table
    case 2260: // table can have only one primary key
    case 2264: // name already used by an existing constraint
    case 1430: // column being added already exists
    case 1442: // column to be modified to NOT NULL is already NOT NULL
        return tr("It is there already, made by other hands. Drop it, or take the statement out of "
                  "the script.");
    case 959: // tablespace does not exist
        return tr("Name a tablespace that the database has: ALL_TABLESPACES or USER_TABLESPACES "
                  "lists them.");
    case 1918: // user does not exist
    case 1919: // role does not exist
    case 1917: // user or role does not exist
        return tr("Nobody of that name is in this database. Correct the name, or create it first.");
    case 1920: // user name conflicts with another user or role name
    case 1921: // role name conflicts with another user or role name
        return tr("The name is taken. Choose another one.");
    case 28003: // password verification for the specified password failed
        return tr("The database's password rules refuse it. Ask who runs the database for them.");
    case 65096: // invalid common user or role name
        return tr("This is the root of a container database, where users begin with C##. Connect "
                  "to a pluggable database.");
    case 65094: // invalid local user or role name
        return tr("Users of a pluggable database do not begin with C##. Choose another name.");
    case 1031: // insufficient privileges
        return tr("The account lacks the privilege. Somebody who has it must grant it.");
    case 1536: // space quota exceeded for tablespace
    case 1950: // no privileges on tablespace
    case 1652: // unable to extend temp segment
    case 1653: // unable to extend table
        return tr(
            "The tablespace has no room or no quota for this account. Ask who runs the database.");
    }
    return {};
}

} // namespace Athanor
