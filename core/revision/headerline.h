// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringView>

#include <array>
#include <optional>

namespace Athanor {

// The five lines every revision file's header has.
enum class HeaderKey { Revision, Revises, Message, Created, Reviewed };
inline constexpr std::array headerKeys{HeaderKey::Revision, HeaderKey::Revises, HeaderKey::Message,
                                       HeaderKey::Created, HeaderKey::Reviewed};

[[nodiscard]] QString toString(HeaderKey key); // "Revision"

enum class Section { Upgrade, Downgrade };
[[nodiscard]] QString markerText(Section section); // "-- ======== upgrade ========"

// "-- Key: value", as a place in its line.
struct HeaderLine
{
    HeaderKey key = HeaderKey::Revision;
    QStringView value; // trimmed
    qsizetype column = 0; // of the value in the line, from 0
};
[[nodiscard]] std::optional<HeaderLine> readHeaderLine(QStringView line);

// Whether the line is a section's marker. Any number of = from two on does.
[[nodiscard]] std::optional<Section> readMarker(QStringView line);

} // namespace Athanor
