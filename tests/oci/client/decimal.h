// SPDX-License-Identifier: MIT
#pragma once

#include "oci.h"

#include <QtCore/QByteArray>

namespace Standin {

// Oracle's NUMBER: a length byte, an exponent in base 100 with its sign, up to 20 digits of base
// 100; a negative number's digits are taken from 101 and end in 102 when there is room.
OCINumber toNumber(QByteArray decimal); // "-12.5", "1e3"
QByteArray fromNumber(const OCINumber &number); // without exponent

} // namespace Standin
