// SPDX-License-Identifier: MIT
#pragma once

#include "ddl/writer.h"

#include <QtCore/QStringList>

// What the writer's files share; nobody else's business.
namespace Athanor {

// Keywords in the style's case.
class Words
{
public:
    explicit Words(const WriterStyle &style)
        : m_lower(style.lowerCaseKeywords)
    { }

    [[nodiscard]] QString operator()(QStringView upper) const
    {
        return m_lower ? upper.toString().toLower() : upper.toString();
    }

private:
    bool m_lower;
};

// "(A, B)" of stored names.
[[nodiscard]] QString columnList(const QStringList &columns);

// Whether what is put behind the text would be part of its last comment.
[[nodiscard]] bool endsInLineComment(QStringView text);
// "(text)", its parenthesis on a line of its own where a comment ends the text.
[[nodiscard]] QString parenthesised(const QString &text);

// " clause" for a clause, nothing for an empty one.
[[nodiscard]] inline QString blankThen(const QString &clause)
{
    return clause.isEmpty() ? QString() : QLatin1Char(' ') + clause;
}

// The clauses of Table::physical that stand right behind the columns (`collation`), before
// (`segment`) and after the partitions, each as written.
struct PhysicalClauses
{
    QString collation;
    QStringList segment;
    QStringList table;
};
[[nodiscard]] PhysicalClauses physicalClauses(const std::map<QString, QString> &physical);

} // namespace Athanor
