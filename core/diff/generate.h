// SPDX-License-Identifier: MIT
#pragma once

#include "ddl/writer.h"
#include "diff/compare.h"
#include "diff/hazard.h"
#include "schema/oracleversion.h"

namespace Athanor {

struct GeneratedStatement
{
    WrittenStatement sql;
    std::vector<size_t> changes; // which of the comparison's changes it carries out
    std::vector<Hazard> hazards;
    QString note; // a comment for the script; a statement with a note and no text is manual work
};

using GeneratedScript = std::vector<GeneratedStatement>; // in an order Oracle accepts

struct ScriptPair
{
    GeneratedScript upgrade;
    GeneratedScript downgrade;
};

struct GenerateOptions
{
    OracleVersion version;
    WriterStyle style;
};

// The statements that turn comparison.from into comparison.to: only what changed, one clause at a time.
[[nodiscard]] GeneratedScript generate(const Comparison &comparison, const GenerateOptions &options = {});

// Both directions. The downgrade is generate(compare(to, from)) with the renames turned round; what cannot be undone says so.
[[nodiscard]] ScriptPair generatePair(const Comparison &comparison, const CompareOptions &compareOptions,
                                      const GenerateOptions &options = {});

// As it stands in a revision file: statements with terminators, hazards and notes as comments above them.
[[nodiscard]] QString scriptText(const GeneratedScript &script);

} // namespace Athanor
