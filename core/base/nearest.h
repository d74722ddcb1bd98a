// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

namespace Athanor {

// Of `known`, the word that `written` was most likely meant to be: few typing errors away (insert,
// delete, replace, swap; case is no error). Empty where nothing is near. The first of equals wins.
[[nodiscard]] QString nearestWord(const QString &written, const QStringList &known);

} // namespace Athanor
