// SPDX-License-Identifier: MIT
#pragma once

#include "oci.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <vector>

namespace Standin {

// What the genuine client sees in a statement's text (references/qoci.md 2.2, run with 12.1): the
// kind by the first word after comments and parentheses, placeholders outside quotes, q-quotes and
// comments.
struct StatementText
{
    ub2 kind = 0; // OCI_ATTR_STMT_TYPE: 1 query … 10 CALL; 0: COMMENT, GRANT, TRUNCATE, LOCK …
    QStringList placeholders; // by position; in PL/SQL each name once; none in DDL
    QString withMarks; // the text with ? for each placeholder
    std::vector<int> markPositions; // which placeholder (from 1) each ? is

    [[nodiscard]] bool isQuery() const { return kind == 1; }
    [[nodiscard]] bool isDml() const { return (kind >= 2 && kind <= 4) || kind == 16; }
    [[nodiscard]] bool isBlock() const { return kind >= 8 && kind <= 10; }
};

StatementText readStatement(const QString &sql);

} // namespace Standin
