// SPDX-License-Identifier: MIT
#pragma once

#include "ddl/catalogreader.h"

#include <QtTest/QtTest>

// What the tests of diff share.
namespace Athanor {

// The catalog a model makes; what cannot be read fails the test that asks.
inline Catalog readModel(const QString &script, const OracleVersion &version = {})
{
    CatalogReading reading = readCatalog({splitScript(script)}, ReadingOrder::AnyOrder, version);
    for (const Error &error : reading.errors)
        QTest::qFail(qPrintable(error.toString()), __FILE__, __LINE__);
    return std::move(reading.catalog);
}

// What is wrong with running the script on the catalog, one statement after the other; else the
// catalog is changed.
inline QStringList run(const QString &script, Catalog &catalog, const OracleVersion &version = {})
{
    CatalogReading reading =
        readCatalog({splitScript(script)}, ReadingOrder::InWritingOrder, version, catalog);
    QStringList errors;
    for (const Error &error : reading.errors)
        errors << error.toString();
    catalog = std::move(reading.catalog);
    return errors;
}

} // namespace Athanor
