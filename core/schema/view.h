// SPDX-License-Identifier: MIT
#pragma once

#include "schema/constraint.h"

#include <QtCore/QStringList>

#include <map>
#include <vector>

namespace Athanor {

struct View
{
    QualifiedName name;
    QStringList columns; // the alias list; empty: the query's own names
    QStringList invisibleColumns; // those of the list that say INVISIBLE
    QString query; // as written, without READ ONLY / CHECK OPTION
    bool force = false; // how it is created, never compared: the dictionary does not keep it
    bool readOnly = false;
    bool checkOption = false;
    QString checkOptionName;
    QString otherClauses; // BEQUEATH, OF type …, EDITIONING: normalized text
    std::vector<Constraint> constraints; // always DISABLE NOVALIDATE in a database
    QString comment;
    std::map<QString, QString> columnComments; // by stored column name

    friend bool operator==(const View &, const View &) = default;
};

struct MaterializedView
{
    QualifiedName name;
    QString options; // between the name and AS: REFRESH FORCE ON DEMAND …: normalized text
    QString query;
    QString comment;
    std::map<QString, QString> columnComments;

    friend bool operator==(const MaterializedView &, const MaterializedView &) = default;
};

struct Synonym
{
    QualifiedName name; // owner "PUBLIC" for a public one
    QualifiedName target;
    QString databaseLink;

    friend bool operator==(const Synonym &, const Synonym &) = default;
};

} // namespace Athanor
