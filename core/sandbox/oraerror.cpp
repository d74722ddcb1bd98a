// SPDX-License-Identifier: MIT
#include "sandbox/oraerror.h"

#include <QtCore/QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

struct OraText
{
    int code;
    const char16_t *text;
};

// Texts as the server of release 19 sends them (Oracle Database Error Messages), by code.
constexpr std::array oraTexts = {
    OraText{1, u"unique constraint (%1) violated"},
    OraText{54, u"resource busy and acquire with NOWAIT specified or timeout expired"},
    OraText{900, u"invalid SQL statement"},
    OraText{901, u"invalid CREATE command"},
    OraText{902, u"invalid datatype"},
    OraText{903, u"invalid table name"},
    OraText{904, u"%1: invalid identifier"},
    OraText{905, u"missing keyword"},
    OraText{906, u"missing left parenthesis"},
    OraText{907, u"missing right parenthesis"},
    OraText{908, u"missing NULL keyword"},
    OraText{909, u"invalid number of arguments"},
    OraText{910, u"specified length too long for its datatype"},
    OraText{911, u"invalid character"},
    OraText{913, u"too many values"},
    OraText{917, u"missing comma"},
    OraText{918, u"column ambiguously defined"},
    OraText{920, u"invalid relational operator"},
    OraText{921, u"unexpected end of SQL command"},
    OraText{922, u"missing or invalid option"},
    OraText{923, u"FROM keyword not found where expected"},
    OraText{924, u"missing BY keyword"},
    OraText{925, u"missing INTO keyword"},
    OraText{926, u"missing VALUES keyword"},
    OraText{927, u"missing equal sign"},
    OraText{928, u"missing SELECT keyword"},
    OraText{932, u"inconsistent datatypes: expected %1 got %2"},
    OraText{933, u"SQL command not properly ended"},
    OraText{934, u"group function is not allowed here"},
    OraText{935, u"group function is nested too deeply"},
    OraText{936, u"missing expression"},
    OraText{937, u"not a single-group group function"},
    OraText{938, u"not enough arguments for function"},
    OraText{939, u"too many arguments for function"},
    OraText{942, u"table or view does not exist"},
    OraText{947, u"not enough values"},
    OraText{955, u"name is already used by an existing object"},
    OraText{957, u"duplicate column name"},
    OraText{959, u"tablespace '%1' does not exist"},
    OraText{960, u"ambiguous column naming in select list"},
    OraText{966, u"missing TABLE keyword"},
    OraText{969, u"missing ON keyword"},
    OraText{971, u"missing SET keyword"},
    OraText{972, u"identifier is too long"},
    OraText{975, u"date + date not allowed"},
    OraText{978, u"nested group function without GROUP BY"},
    OraText{979, u"not a GROUP BY expression"},
    OraText{980, u"synonym translation is no longer valid"},
    OraText{984, u"column not allowed here"},
    OraText{988, u"missing or invalid password(s)"},
    OraText{997, u"illegal use of LONG datatype"},
    OraText{998, u"must name this expression with a column alias"},
    OraText{1008, u"not all variables bound"},
    OraText{1013, u"user requested cancel of current operation"},
    OraText{1017, u"invalid username/password; logon denied"},
    OraText{1031, u"insufficient privileges"},
    OraText{1036, u"illegal variable name/number"},
    OraText{1086, u"savepoint '%1' never established in this session or is invalid"},
    OraText{1400, u"cannot insert NULL into (%1)"},
    OraText{1403, u"no data found"},
    OraText{1407, u"cannot update (%1) to NULL"},
    OraText{1408, u"such column list already indexed"},
    OraText{1418, u"specified index does not exist"},
    OraText{1422, u"exact fetch returns more than requested number of rows"},
    OraText{1424, u"missing or illegal character following the escape character"},
    OraText{1425, u"escape character must be character string of length 1"},
    OraText{1426, u"numeric overflow"},
    OraText{1427, u"single-row subquery returns more than one row"},
    OraText{1428, u"argument '%1' is out of range"},
    OraText{1430, u"column being added already exists in table"},
    OraText{1438, u"value larger than specified precision allowed for this column"},
    OraText{1439, u"column to be modified must be empty to change datatype"},
    OraText{1440, u"column to be modified must be empty to decrease precision or scale"},
    OraText{1441, u"cannot decrease column length because some value is too big"},
    OraText{1442, u"column to be modified to NOT NULL is already NOT NULL"},
    OraText{1445,
            u"cannot select ROWID from, or sample, a join view without a key-preserved table"},
    OraText{1449, u"column contains NULL values; cannot alter to NOT NULL"},
    OraText{1451, u"column to be modified to NULL cannot be modified to NULL"},
    OraText{1452, u"cannot CREATE UNIQUE INDEX; duplicate keys found"},
    OraText{1465, u"invalid hex number"},
    OraText{1476, u"divisor is equal to zero"},
    OraText{1481, u"invalid number format model"},
    OraText{1502, u"index '%1' or partition of such index is in unusable state"},
    OraText{1722, u"invalid number"},
    OraText{1727, u"numeric precision specifier is out of range (1 to 38)"},
    OraText{1728, u"numeric scale specifier is out of range (-84 to 127)"},
    OraText{1730, u"invalid number of column names specified"},
    OraText{1732, u"data manipulation operation not legal on this view"},
    OraText{1733, u"virtual column not allowed here"},
    OraText{1735, u"invalid ALTER TABLE option"},
    OraText{1740, u"missing double quote in identifier"},
    OraText{1741, u"illegal zero-length identifier"},
    OraText{1742, u"comment not terminated properly"},
    OraText{1747, u"invalid user.table.column, table.column, or column specification"},
    OraText{1756, u"quoted string not properly terminated"},
    OraText{1758, u"table must be empty to add mandatory (NOT NULL) column"},
    OraText{1760, u"illegal argument for function"},
    OraText{1767, u"UPDATE ... SET expression must be a subquery"},
    OraText{1773, u"may not specify column datatypes in this CREATE TABLE"},
    OraText{1785, u"ORDER BY item must be the number of a SELECT-list expression"},
    OraText{1789, u"query block has incorrect number of result columns"},
    OraText{1790, u"expression must have same datatype as corresponding expression"},
    OraText{1791, u"not a SELECTed expression"},
    OraText{1810, u"format code appears twice"},
    OraText{1821, u"date format not recognized"},
    OraText{1830, u"date format picture ends before converting entire input string"},
    OraText{1839, u"date not valid for month specified"},
    OraText{1840, u"input value not long enough for date format"},
    OraText{1841, u"(full) year must be between -4713 and +9999, and not be 0"},
    OraText{1843, u"not a valid month"},
    OraText{1846, u"not a valid day of the week"},
    OraText{1847, u"day of month must be between 1 and last day of month"},
    OraText{1848, u"day of year must be between 1 and 365 (366 for leap year)"},
    OraText{1849, u"hour must be between 1 and 12"},
    OraText{1850, u"hour must be between 0 and 23"},
    OraText{1851, u"minutes must be between 0 and 59"},
    OraText{1852, u"seconds must be between 0 and 59"},
    OraText{1855, u"AM/A.M. or PM/P.M. required"},
    OraText{1858, u"a non-numeric character was found where a numeric was expected"},
    OraText{1861, u"literal does not match format string"},
    OraText{1867, u"the interval is invalid"},
    OraText{1898, u"too many precision specifiers"},
    OraText{1917, u"user or role '%1' does not exist"},
    OraText{1918, u"user '%1' does not exist"},
    OraText{1919, u"role '%1' does not exist"},
    OraText{1920, u"user name '%1' conflicts with another user or role name"},
    OraText{1921, u"role name '%1' conflicts with another user or role name"},
    OraText{1935, u"missing user or role name"},
    OraText{1940, u"cannot drop a user that is currently connected"},
    OraText{2017, u"integer value required"},
    OraText{2091, u"transaction rolled back"},
    OraText{2256, u"number of referencing columns must match referenced columns"},
    OraText{2260, u"table can have only one primary key"},
    OraText{2261, u"such unique or primary key already exists in the table"},
    OraText{2264, u"name already used by an existing constraint"},
    OraText{2266, u"unique/primary keys in table referenced by enabled foreign keys"},
    OraText{2270, u"no matching unique or primary key for this column-list"},
    OraText{2273, u"this unique/primary key is referenced by some foreign keys"},
    OraText{2275, u"such a referential constraint already exists in the table"},
    OraText{2286, u"no options specified for ALTER SEQUENCE"},
    OraText{2287, u"sequence number not allowed here"},
    OraText{2289, u"sequence does not exist"},
    OraText{2290, u"check constraint (%1) violated"},
    OraText{2291, u"integrity constraint (%1) violated - parent key not found"},
    OraText{2292, u"integrity constraint (%1) violated - child record found"},
    OraText{2293, u"cannot validate (%1) - check constraint violated"},
    OraText{2296, u"cannot enable (%1) - null values found"},
    OraText{2298, u"cannot validate (%1) - parent keys not found"},
    OraText{2299, u"cannot validate (%1) - duplicate keys found"},
    OraText{2429, u"cannot drop index used for enforcement of unique/primary key"},
    OraText{2436, u"date or system variable wrongly specified in CHECK constraint"},
    OraText{2437, u"cannot validate (%1) - primary key violated"},
    OraText{2443, u"Cannot drop constraint  - nonexistent constraint"},
    OraText{2449, u"unique/primary keys in table referenced by foreign keys"},
    OraText{3001, u"unimplemented feature"},
    OraText{3113, u"end-of-file on communication channel"},
    OraText{3290, u"Invalid truncate command - missing CLUSTER or TABLE keyword"},
    OraText{4007, u"MINVALUE cannot be made to exceed the current value"},
    OraText{4009, u"MAXVALUE cannot be made to be less than the current value"},
    OraText{4043, u"object %1 does not exist"},
    OraText{4080, u"trigger '%1' does not exist"},
    OraText{4098, u"trigger '%1' is invalid and failed re-validation"},
    OraText{6502, u"PL/SQL: numeric or value error"},
    OraText{6550, u"line 1, column 1:\nPLS-00103: %1"},
    OraText{8002, u"sequence %1.CURRVAL is not yet defined in this session"},
    OraText{8004, u"sequence %1.NEXTVAL %2 %3VALUE and cannot be instantiated"},
    OraText{8102, u"index key not found, obj# %1"},
    OraText{12003, u"materialized view or zonemap %1 does not exist"},
    OraText{12081, u"update operation not allowed on table %1"},
    OraText{12725, u"unmatched parentheses in regular expression"},
    OraText{12726, u"unmatched bracket in regular expression"},
    OraText{12899, u"value too large for column %1 (actual: %2, maximum: %3)"},
    OraText{14400, u"inserted partition key does not map to any partition"},
    OraText{14402, u"updating partition key column would cause a partition change"},
    OraText{
        22835,
        u"Buffer too small for CLOB to CHAR or BLOB to RAW conversion (actual: %1, maximum: %2)"},
    OraText{22858, u"invalid alteration of datatype"},
    OraText{22859, u"invalid modification of columns"},
    OraText{22922, u"nonexistent LOB value"},
    OraText{25154, u"column part of USING clause cannot have qualifier"},
    OraText{25155, u"column used in NATURAL join cannot have qualifier"},
    OraText{30076, u"invalid extract field for extract source"},
    OraText{30078, u"partition bound must be TIME/TIMESTAMP WITH TIME ZONE literals"},
    OraText{30081, u"invalid data type for datetime/interval arithmetic"},
    OraText{30082,
            u"datetime/interval column to be modified must be empty to decrease fractional second "
            u"or leading field precision"},
    OraText{30089, u"missing or invalid <datetime field>"},
    OraText{30482, u"DISTINCT option not allowed for this function"},
    OraText{30484, u"missing window specification for this function"},
    OraText{30485, u"missing ORDER BY expression in the window specification"},
    OraText{30926, u"unable to get a stable set of rows in the source tables"},
    OraText{32038,
            u"number of WITH clause column names does not match number of elements in select list"},
    OraText{32575, u"Explicit column default is not supported for modifying views"},
    OraText{32795, u"cannot insert into a generated always identity column"},
    OraText{32796, u"cannot update a generated always identity column"},
    OraText{38104, u"Columns referenced in the ON Clause cannot be updated: %1"},
    OraText{54013, u"INSERT operation disallowed on virtual columns"},
    OraText{54017, u"UPDATE operation disallowed on virtual columns"},
    OraText{65094, u"invalid local user or role name"},
};

const OraText *oraText(int code)
{
    for (const OraText &entry : oraTexts) {
        if (entry.code == code)
            return &entry;
    }
    return nullptr;
}

} // namespace

Error oraError(int code, const QStringList &arguments)
{
    QString text;
    if (const OraText *known = oraText(code))
        text = QStringView(known->text).toString();
    Q_ASSERT_X(!text.isEmpty(), "oraError", qPrintable(oraCodeText(code)));
    for (int i = 0; i < 3; ++i)
        text.replace(QString(u'%') + QString::number(i + 1), arguments.value(i));
    return Error{ErrorKind::Statement, oraCodeText(code) + u": "_s + text, code, {}, {}};
}

Failure oraFailure(int code, const QStringList &arguments)
{
    return Failure(oraError(code, arguments));
}

Error inOraclesWords(Error error)
{
    if (error.oraCode == 0 || oraCodeOf(error.message) != 0)
        return error;
    const OraText *known = oraText(error.oraCode);
    const QString official = known ? QStringView(known->text).toString() : QString();
    if (!official.isEmpty() && !official.contains(u'%')) {
        error.context = error.message;
        error.message = oraCodeText(error.oraCode) + u": "_s + official;
    } else {
        error.message = oraCodeText(error.oraCode) + u": "_s + error.message;
    }
    return error;
}

QString notModelledPrefix()
{
    return u"NOT-MODELLED: "_s;
}

Error notModelled(const QString &what)
{
    return Error{
        ErrorKind::Unsupported,
        QCoreApplication::translate("Athanor::Sandbox", "The sandbox does not model this: %1")
            .arg(what),
        0,
        {},
        {}};
}

Failure notModelledFailure(const QString &what)
{
    return Failure(notModelled(what));
}

int oraCodeOf(QStringView text)
{
    if (!text.startsWith(u"ORA-") || text.size() < 10 || text.at(9) != u':')
        return 0;
    return text.sliced(4, 5).toInt();
}

} // namespace Athanor
