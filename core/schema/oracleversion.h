// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <compare>

namespace Athanor {

// The release scripts must run on: "11.2", "12.1", "12.2", "18", "19", "19.28", "21", "23", "23.7",
// "26".
struct OracleVersion
{
    int major = 19;
    int minor = 0;

    [[nodiscard]] bool hasIdentity() const { return *this >= OracleVersion{12, 1}; }
    [[nodiscard]] bool hasSequenceDefault() const { return *this >= OracleVersion{12, 1}; }
    [[nodiscard]] bool hasIfExists() const
    {
        return *this >= OracleVersion{19, 28} && (major != 21);
    }
    [[nodiscard]] int maxNameBytes() const { return *this >= OracleVersion{12, 2} ? 128 : 30; }
    [[nodiscard]] QString toString() const;

    friend auto operator<=>(const OracleVersion &, const OracleVersion &) = default;
};

// "19", "19c", "11.2", "23ai", "19.28.0.0"; refuses (ErrorKind::Syntax) what is below 11.2 or no
// number.
[[nodiscard]] Result<OracleVersion> parseOracleVersion(QStringView text);

} // namespace Athanor
