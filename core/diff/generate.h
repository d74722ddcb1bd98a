// SPDX-License-Identifier: MIT
#pragma once

#include "ddl/writer.h"
#include "diff/compare.h"
#include "diff/hazard.h"
#include "schema/oracleversion.h"

namespace Athanor {

struct GeneratedStatement
{
    WrittenStatement sql; // an empty text: a manual step, which `note` describes
    std::vector<size_t> changes; // which of the comparison's changes it carries out
    std::vector<Hazard> hazards;
    QString note; // a comment for the script; may have several lines

    [[nodiscard]] bool isManual() const { return sql.text.isEmpty(); }
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

// The statements that turn comparison.from into comparison.to: only what changed, one clause at a
// time.
[[nodiscard]] GeneratedScript generate(const Comparison &comparison,
                                       const GenerateOptions &options = {});

// Both directions. The downgrade is generate(compare(to, from)) with the renames turned round; what
// cannot be undone says so. Where changes were taken out of the comparison, the way back leaves
// them out too.
[[nodiscard]] ScriptPair generatePair(const Comparison &comparison,
                                      const CompareOptions &compareOptions,
                                      const GenerateOptions &options = {});

// As it stands in a revision file: statements with terminators; above them `-- HAZARD:`, `--
// PROBE:` (the SELECT that counts the rows in the way), `-- NOTE:`; a manual step is `-- MANUAL:`
// and no statement.
[[nodiscard]] QString scriptText(const GeneratedScript &script);

} // namespace Athanor
