// SPDX-License-Identifier: MIT
#include "schema/programunit.h"

using namespace Qt::StringLiterals;

namespace Athanor {

QString toString(UnitKind kind)
{
    switch (kind) {
    case UnitKind::Procedure:
        return u"PROCEDURE"_s;
    case UnitKind::Function:
        return u"FUNCTION"_s;
    case UnitKind::Package:
        return u"PACKAGE"_s;
    case UnitKind::PackageBody:
        return u"PACKAGE BODY"_s;
    case UnitKind::Type:
        return u"TYPE"_s;
    case UnitKind::TypeBody:
        return u"TYPE BODY"_s;
    case UnitKind::Trigger:
        return u"TRIGGER"_s;
    case UnitKind::Library:
        return u"LIBRARY"_s;
    case UnitKind::JavaSource:
        return u"JAVA SOURCE"_s;
    }
    Q_UNREACHABLE();
    return {};
}

} // namespace Athanor
