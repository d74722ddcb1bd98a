// SPDX-License-Identifier: MIT
// Any text: a revision that can be read is written back byte for byte.
#include "require.h"
#include "revision/revision.h"

#include <cstdint>

using namespace Athanor;
using namespace Qt::StringLiterals;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const Result<Revision> revision = parseRevision(text, u"fuzz.sql"_s)) {
        REQUIRE(toText(*revision) == text);
        (void)revision->sectionsSha256();
        (void)revisionFileName(*revision);
    }
    return 0;
}
