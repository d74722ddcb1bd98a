// SPDX-License-Identifier: MIT
#include "cli/advice.h"

#include "cli/text.h"

namespace Athanor {

// Codes and causes: Oracle Database Error Messages.
QString statementAdvice(int oraCode)
{
    switch (oraCode) {
    case 54: // resource busy and acquire with NOWAIT specified
    case 4021: // timeout occurred while waiting to lock object
        return tr("Another session works on this object. Wait for it, or set DDL_LOCK_TIMEOUT.");
    case 1400: // cannot insert NULL into
    case 2290: // check constraint violated
        return tr("The row breaks a rule of the table. Correct the values in the statement.");
    case 1440: // column to be modified must be empty to decrease precision or scale
    case 1439: // column to be modified must be empty to change datatype
    case 1441: // cannot decrease column length because some value is too big
        return tr("Rows hold values that the new type has no room for. Shorten or move them "
                  "first, in a statement before this one.");
    case 1442: // column to be modified to NOT NULL is already NOT NULL
    case 1451: // column to be modified to NULL cannot be modified to NULL
        return tr("The column is like that already. Remove this clause from the statement.");
    case 1758: // table must be empty to add mandatory (NOT NULL) column
        return tr("The table has rows, so the new column needs a DEFAULT.");
    case 2293: // cannot validate - check constraint violated
        return tr("Rows break the new check. Correct them first, or add the constraint ENABLE "
                  "NOVALIDATE.");
    case 2296: // cannot enable - null values found
        return tr("Rows hold NULL in that column. Give them a value first (UPDATE … SET … WHERE … "
                  "IS NULL).");
    case 2298: // cannot validate - parent keys not found
        return tr("Rows refer to parents that are not there. Correct or remove them first.");
    case 2299: // cannot validate - duplicate keys found
    case 2437: // cannot validate - primary key violated
    case 1452: // cannot CREATE UNIQUE INDEX; duplicate keys found
        return tr("Rows hold the same key twice. Correct or remove the duplicates first.");
    case 955: // name is already used by an existing object
        return tr("The object is there already. If it is the right one, take the statement out of "
                  "the script or write '-- athanor: tolerate ORA-00955' above it.");
    case 942: // table or view does not exist
        return tr("The object is not there. Where that is meant, write '-- athanor: tolerate "
                  "ORA-00942' above the statement.");
    case 1031: // insufficient privileges
        return tr("The account may not do that. Somebody with the right must grant it.");
    case 1536: // space quota exceeded for tablespace
    case 1950: // no privileges on tablespace
        return tr("The account has no quota in that tablespace. Somebody with the right must give "
                  "it one.");
    case 1652: // unable to extend temp segment
    case 1653: // unable to extend table
    case 1654: // unable to extend index
        return tr("The tablespace is full. Somebody with the right must extend it.");
    }
    return {};
}

} // namespace Athanor
