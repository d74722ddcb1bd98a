// SPDX-License-Identifier: MIT
#pragma once

#include "handles.h"
#include "rules.h"

namespace Standin {

// One call on its way to the server and back: counted, delayed by the latency, and met by the rules
// of the test. Every function that Oracle's manual gives a round trip (OCI Programmer's Guide,
// "OCI Function Server Round-Trips") makes one; OCIStmtPrepare, attributes, binds, defines, numbers
// and dates stay with the client and make none.
class Trip
{
public:
    // `travels`: false for a fetch that prefetched rows can serve.
    Trip(const char *function, OCISvcCtx *service, OCIError *error, const QString &sql = {},
         bool travels = true);

    [[nodiscard]] bool hasEnded() const { return m_result.has_value(); }
    [[nodiscard]] sword result() const { return *m_result; } // only when it has ended
    // What the caller is told of a call that the server has done.
    [[nodiscard]] sword back(sword done);

private:
    sword loseConnection();

    OCISvcCtx *m_service;
    OCIError *m_error;
    std::optional<sword> m_result;
    bool m_answerIsLost = false;
};

} // namespace Standin
