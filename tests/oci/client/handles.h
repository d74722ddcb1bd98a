// SPDX-License-Identifier: MIT
#pragma once

#include "backend.h"
#include "oci.h"
#include "serversession.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <map>
#include <memory>
#include <vector>

// The client's handles. Every one begins with its type, as the genuine client's do: it knows a
// wrong handle when it is given one and answers OCI_INVALID_HANDLE. Handle types of oci.h are
// opaque structs, so they are defined here under the very names.

namespace Standin {

struct Object
{
    explicit Object(ub4 objectType)
        : type(objectType)
    { }
    virtual ~Object() = default;
    ub4 type;
};

} // namespace Standin

struct OCIEnv : Standin::Object
{
    OCIEnv()
        : Object(OCI_HTYPE_ENV)
    { }
};

struct OCIError : Standin::Object
{
    OCIError()
        : Object(OCI_HTYPE_ERROR)
    { }
    sb4 code = 0;
    QString message; // "ORA-00942: …\n"
};

struct OCIServer : Standin::Object
{
    OCIServer()
        : Object(OCI_HTYPE_SERVER)
    { }
    QString service; // what the connect text asks for
};

struct OCISession : Standin::Object
{
    OCISession()
        : Object(OCI_HTYPE_SESSION)
    { }
    QString user;
    QString password;
};

struct OCITrans : Standin::Object
{
    OCITrans()
        : Object(OCI_HTYPE_TRANS)
    { }
};

struct OCISvcCtx : Standin::Object
{
    OCISvcCtx()
        : Object(OCI_HTYPE_SVCCTX)
    { }
    OCIServer *server = nullptr;
    OCISession *session = nullptr;
    std::unique_ptr<Standin::ServerSession> place; // while logged on
    bool lost = false; // ORA-03113 was given once; from then on ORA-03114
};

struct OCIDateTime : Standin::Object
{
    OCIDateTime()
        : Object(OCI_DTYPE_TIMESTAMP_TZ)
    { }
    int year = 1;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    ub4 nanosecond = 0;
    int offsetMinutes = 0;
};

struct OCIRowid : Standin::Object
{
    OCIRowid()
        : Object(OCI_DTYPE_ROWID)
    { }
    QString id;
};

struct OCILobLocator : Standin::Object
{
    OCILobLocator()
        : Object(OCI_DTYPE_LOB)
    { }
    bool isText = false;
    QString text;
    QByteArray bytes;
};

struct OCIParam : Standin::Object
{
    OCIParam()
        : Object(OCI_DTYPE_PARAM)
    { }
    Standin::ColumnShape shape;
};

struct OCIBind : Standin::Object
{
    OCIBind()
        : Object(OCI_HTYPE_BIND)
    { }
    char *value = nullptr;
    sb8 size = 0;
    ub2 dataType = 0;
    char *indicator = nullptr; // sb2, -1 = null
    char *length = nullptr; // ub4 or ub2
    bool wideLength = false;
    // Strides of an array bind.
    ub4 valueSkip = 0;
    ub4 indicatorSkip = 0;
    ub4 lengthSkip = 0;
    ub1 form = SQLCS_IMPLICIT;
};

struct OCIDefine : Standin::Object
{
    OCIDefine()
        : Object(OCI_HTYPE_DEFINE)
    { }
    ub4 position = 0; // from 1
    char *value = nullptr;
    sb4 size = 0;
    ub2 dataType = 0;
    sb2 *indicator = nullptr;
    bool piecewise = false;
    // Of OCIStmtSetPieceInfo, for the next piece.
    char *piece = nullptr;
    ub4 *pieceLength = nullptr;
    ub1 form = SQLCS_IMPLICIT;
};

struct OCIStmt : Standin::Object
{
    OCIStmt()
        : Object(OCI_HTYPE_STMT)
    { }
    QString sql;
    ub2 kind = 0; // as OCI_ATTR_STMT_TYPE
    QStringList placeholders; // by position
    std::map<ub4, std::unique_ptr<OCIBind>> binds;
    std::map<ub4, std::unique_ptr<OCIDefine>> defines; // outlive an execution: Qt defines once
    std::vector<std::unique_ptr<OCIParam>> columns;
    ub4 prefetchRows = 1;

    OCISvcCtx *service = nullptr; // of the last execution
    Standin::Answer answer;
    size_t row = 0; // the next to be fetched
    ub4 rowCount = 0;
    bool executed = false;

    // While a row's piecewise columns are being read.
    std::vector<OCIDefine *> pending;
    size_t pendingOffset = 0; // bytes of the first of them
};

namespace Standin {

// The handle when it is one of that type, else null.
template <typename Handle>
Handle *handle(void *pointer, ub4 type)
{
    auto *object = static_cast<Object *>(pointer);
    return object && object->type == type ? static_cast<Handle *>(object) : nullptr;
}
template <typename Handle>
const Handle *handle(const void *pointer, ub4 type)
{
    return handle<Handle>(const_cast<void *>(pointer), type);
}

// Notes an error and gives the return code. A null handle: OCI_INVALID_HANDLE, as the client.
sword fail(OCIError *error, int code, const QString &text, sword result = OCI_ERROR);

inline QString fromUtf16(const void *bytes, size_t length)
{
    return QString::fromUtf16(static_cast<const char16_t *>(bytes), qsizetype(length / 2));
}
// As much as fits with a final NUL. Whether all of it did.
bool toUtf16(const QString &text, void *buffer, size_t size);

} // namespace Standin
