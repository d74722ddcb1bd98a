// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QVariant>

#include <memory>
#include <vector>

namespace Standin {

// What OCI tells of a column. The numbers are SQLT_… of oci.h.
struct ColumnShape
{
    QString name;
    int type = 1; // SQLT_CHR
    int bytes = 4000;
    int characters = 4000;
    int precision = 0;
    int scale = 0;
};

using Values = std::vector<QVariant>; // null: an invalid or null QVariant

// What the server answers to one statement.
struct Answer
{
    int code = 0; // ORA code; 24344 comes with an executed statement
    QString message; // without its number
    bool isQuery = false;
    std::vector<ColumnShape> columns;
    std::vector<Values> rows;
    qint64 affected = 0;
    std::vector<std::pair<int, QVariant>> outputs; // RETURNING … INTO: which ? (from 0), value
};

// One session of the server behind the client: the sandbox engine. Not a QSqlDriver: this is
// already below one.
class Backend
{
public:
    // `file` is a sandbox file, made when it is not there.
    static std::unique_ptr<Backend> open(const QString &file, const QString &user, Answer *problem);
    virtual ~Backend() = default;

    // Placeholders in the text are ? in order.
    virtual Answer execute(const QString &sql, const Values &binds) = 0;
    virtual Answer commit() = 0;
    virtual Answer rollback() = 0;
    virtual void interrupt() = 0; // from any thread: the running statement ends with ORA-01013
};

} // namespace Standin
