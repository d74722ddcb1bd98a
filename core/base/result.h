// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.h"

#include <tl/expected.hpp>

#include <vector>

namespace Athanor {

// A value or the Error that kept it from being. Ignoring one is a compiler warning.
template <typename T = void>
class [[nodiscard]] Result : public tl::expected<T, Error>
{
public:
    using tl::expected<T, Error>::expected;
    Result(tl::expected<T, Error> &&other)
        : tl::expected<T, Error>(std::move(other))
    { }
};

using Failure = tl::unexpected<Error>;

// return failure(ErrorKind::File, tr("…"));
[[nodiscard]] inline Failure failure(ErrorKind kind, const QString &message, int oraCode = 0,
                                     const Place &where = {})
{
    return Failure(Error{kind, message, oraCode, where, {}});
}

using Errors = std::vector<Error>;

} // namespace Athanor
