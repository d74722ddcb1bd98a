// SPDX-License-Identifier: MIT
#pragma once

#include "schema/catalog.h"

#include <QtCore/QJsonObject>

namespace Athanor {

// A whole schema. The field names are a contract: docs/cli.md lists them. What is Oracle's default
// is left out, so that two of these can be compared by eye.
[[nodiscard]] QJsonObject toJson(const Catalog &catalog);

} // namespace Athanor
