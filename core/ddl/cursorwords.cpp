// SPDX-License-Identifier: MIT
#include "ddl/readparts.h"

namespace Athanor {
namespace {

void refuse(Cursor &at, qsizetype place, int code)
{
    at.errorAt(place, code,
               ddlTr("%1: IF EXISTS and IF NOT EXISTS need Oracle 19.28 or 23, the target is %2")
                   .arg(oracleText(code), at.version().toString()));
}

} // namespace

bool takeIfNotExists(Cursor &at, int codeWithout)
{
    const qsizetype place = at.offset();
    if (!at.takeAll({u"IF", u"NOT", u"EXISTS"}))
        return false;
    if (!at.version().hasIfExists())
        refuse(at, place, codeWithout);
    return true;
}

bool takeIfExists(Cursor &at, int codeWithout)
{
    const qsizetype place = at.offset();
    if (!at.takeAll({u"IF", u"EXISTS"}))
        return false;
    if (!at.version().hasIfExists())
        refuse(at, place, codeWithout);
    return true;
}

void expectEnd(Cursor &at, int code)
{
    if (at.atEnd())
        return;
    at.expected(code, ddlTr("the end of the statement"));
    at.skipAll();
}

} // namespace Athanor
