// SPDX-License-Identifier: MIT
#pragma once

#include "schema/catalog.h"

#include <QtCore/QByteArray>

namespace Athanor {

// One object of a catalog as bytes (CBOR) and back, exactly: reading what was written gives an
// equal value. Unknown members of a newer program are passed over, missing ones are their defaults.
[[nodiscard]] QByteArray encoded(const Table &table);
[[nodiscard]] QByteArray encoded(const Index &index);
[[nodiscard]] QByteArray encoded(const Sequence &sequence);
[[nodiscard]] QByteArray encoded(const View &view);
[[nodiscard]] QByteArray encoded(const MaterializedView &view);
[[nodiscard]] QByteArray encoded(const Synonym &synonym);
[[nodiscard]] QByteArray encoded(const ProgramUnit &unit);
[[nodiscard]] QByteArray encoded(const OpaqueObject &object);
[[nodiscard]] QByteArray encoded(const std::vector<Grant> &grants);

template <typename T>
[[nodiscard]] T decoded(const QByteArray &bytes);
template <>
Table decoded<Table>(const QByteArray &bytes);
template <>
Index decoded<Index>(const QByteArray &bytes);
template <>
Sequence decoded<Sequence>(const QByteArray &bytes);
template <>
View decoded<View>(const QByteArray &bytes);
template <>
MaterializedView decoded<MaterializedView>(const QByteArray &bytes);
template <>
Synonym decoded<Synonym>(const QByteArray &bytes);
template <>
ProgramUnit decoded<ProgramUnit>(const QByteArray &bytes);
template <>
OpaqueObject decoded<OpaqueObject>(const QByteArray &bytes);
template <>
std::vector<Grant> decoded<std::vector<Grant>>(const QByteArray &bytes);

} // namespace Athanor
