// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/doctor.h"

#include <QtCore/QJsonObject>

namespace Athanor {

// What the asking and the probing process say to each other, and nobody else.

[[nodiscard]] QJsonObject toJson(const ConnectionUrl &url);
[[nodiscard]] ConnectionUrl connectionUrlFrom(const QJsonObject &json);
[[nodiscard]] QJsonObject toJson(const ClientChoice &choice);
[[nodiscard]] ClientChoice clientChoiceFrom(const QJsonObject &json);
[[nodiscard]] QJsonObject toJson(const ChainLink &link);
[[nodiscard]] ChainLink chainLinkFrom(const QJsonObject &json);

} // namespace Athanor
