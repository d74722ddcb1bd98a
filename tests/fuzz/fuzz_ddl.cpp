// SPDX-License-Identifier: MIT
// Any statement: reading never crashes, and what it makes of a schema can be written and read
// again.
#include "ddl/catalogreader.h"
#include "ddl/writer.h"
#include "require.h"
#include "schema/normalform.h"

#include <cstdint>

using namespace Athanor;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    const CatalogReading reading = readCatalog({splitScript(text)}, ReadingOrder::InWritingOrder);
    const Catalog once = normalized(reading.catalog);
    REQUIRE(normalized(once) == once);
    (void)scriptText(writeCatalog(once));
    return 0;
}
