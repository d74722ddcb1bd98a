// SPDX-License-Identifier: MIT
#pragma once

#include "schema/oracleversion.h"

#include <QtCore/QFile>

#include <map>
#include <vector>

namespace Athanor {

// tests/data/dictionary/releases.tsv: view → column → the release that brought it.
using DictionaryReleases = std::map<QString, std::map<QString, OracleVersion>>;

inline DictionaryReleases dictionaryReleases()
{
    DictionaryReleases releases;
    QFile file(QStringLiteral(ATHANOR_TEST_DATA "/dictionary/releases.tsv"));
    if (!file.open(QIODevice::ReadOnly))
        return releases;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const QStringList fields = line.split(u'\t');
        const auto release = parseOracleVersion(fields.value(1));
        if (!release) // the comment and the heading
            continue;
        for (const QString &column : fields.value(2).split(u' ', Qt::SkipEmptyParts))
            releases[fields.front()][column] = *release;
    }
    return releases;
}

inline std::vector<OracleVersion> knownReleases()
{
    return {{11, 2}, {12, 1}, {12, 2}, {18, 0}, {19, 0}, {21, 0}, {23, 0}};
}

// "ALL_TABLES" → "TABLES" where that is in the table; a view without twins as it is.
inline QString familyOf(const QString &view, const DictionaryReleases &releases)
{
    if (releases.count(view) != 0)
        return view;
    return view.section(u'_', 1);
}

} // namespace Athanor
