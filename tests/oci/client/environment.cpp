// SPDX-License-Identifier: MIT
// Environment, handles, attributes, errors.
#include "handles.h"
#include "rules.h"

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace Standin {

sword fail(OCIError *error, int code, const QString &text, sword result)
{
    if (!error)
        return OCI_INVALID_HANDLE;
    error->code = code;
    error->message = u"ORA-%1: %2\n"_s.arg(code, 5, 10, QChar(u'0')).arg(text);
    return result;
}

bool toUtf16(const QString &text, void *buffer, size_t size)
{
    const size_t units = std::min(size_t(text.size()), size / 2 - 1);
    std::memcpy(buffer, text.utf16(), units * 2);
    std::memset(static_cast<char *>(buffer) + units * 2, 0, 2);
    return units == size_t(text.size());
}

namespace {

Object *makeObject(ub4 type)
{
    switch (type) {
    case OCI_HTYPE_ERROR:
        return new OCIError;
    case OCI_HTYPE_SVCCTX:
        return new OCISvcCtx;
    case OCI_HTYPE_STMT:
        return new OCIStmt;
    case OCI_HTYPE_SERVER:
        return new OCIServer;
    case OCI_HTYPE_SESSION:
        return new OCISession;
    case OCI_HTYPE_TRANS:
        return new OCITrans;
    case OCI_DTYPE_LOB:
        return new OCILobLocator;
    case OCI_DTYPE_ROWID:
        return new OCIRowid;
    case OCI_DTYPE_TIMESTAMP_TZ:
        return new OCIDateTime;
    default:
        return nullptr;
    }
}

sword allocate(void **out, ub4 type)
{
    *out = makeObject(type);
    return *out ? OCI_SUCCESS : OCI_INVALID_HANDLE;
}

sword release(void *pointer, ub4 type)
{
    auto *object = static_cast<Object *>(pointer);
    if (!object || object->type != type) {
        noteViolation(u"a handle of type %1 is freed that is none"_s.arg(type));
        return OCI_INVALID_HANDLE;
    }
    delete object;
    return OCI_SUCCESS;
}

template <typename T>
sword give(void *out, T value)
{
    std::memcpy(out, &value, sizeof value);
    return OCI_SUCCESS;
}

sword statementAttribute(const OCIStmt *statement, void *value, ub4 attribute, OCIError *error)
{
    switch (attribute) {
    case OCI_ATTR_STMT_TYPE:
        return give(value, statement->kind);
    case OCI_ATTR_ROW_COUNT:
        return give(value, statement->rowCount);
    case OCI_ATTR_PARAM_COUNT:
        return give(value, ub4(statement->columns.size()));
    case OCI_ATTR_ROWID: // the sandbox has none to show
        return fail(error, 1403, u"no data found"_s, OCI_NO_DATA);
    default:
        return fail(error, 24315, u"illegal attribute type"_s);
    }
}

sword columnAttribute(const OCIParam *column, void *value, ub4 *size, ub4 attribute,
                      OCIError *error)
{
    const ColumnShape &shape = column->shape;
    switch (attribute) {
    case OCI_ATTR_NAME:
        *size = ub4(shape.name.size() * 2);
        return give(value, shape.name.utf16());
    case OCI_ATTR_DATA_TYPE:
        return give(value, ub2(shape.type));
    case OCI_ATTR_DATA_SIZE:
        return give(value, ub2(shape.bytes));
    case OCI_ATTR_CHAR_SIZE:
        return give(value, ub2(shape.characters));
    case OCI_ATTR_PRECISION:
        return give(value, sb2(shape.precision));
    case OCI_ATTR_SCALE:
        return give(value, sb1(shape.scale));
    case OCI_ATTR_IS_NULL:
        return give(value, ub1(1));
    default:
        return fail(error, 24315, u"illegal attribute type"_s);
    }
}

sword setServiceAttribute(OCISvcCtx *service, void *value, ub4 attribute, OCIError *error)
{
    switch (attribute) {
    case OCI_ATTR_SERVER:
        service->server = handle<OCIServer>(value, OCI_HTYPE_SERVER);
        return service->server ? OCI_SUCCESS : OCI_INVALID_HANDLE;
    case OCI_ATTR_SESSION:
        service->session = handle<OCISession>(value, OCI_HTYPE_SESSION);
        return service->session ? OCI_SUCCESS : OCI_INVALID_HANDLE;
    case OCI_ATTR_TRANS:
        return handle<OCITrans>(value, OCI_HTYPE_TRANS) ? OCI_SUCCESS : OCI_INVALID_HANDLE;
    default:
        return fail(error, 24315, u"illegal attribute type"_s);
    }
}

} // namespace

} // namespace Standin

using namespace Standin;

sword OCIEnvCreate(OCIEnv **env, ub4 mode, void *, void *(*)(void *, size_t),
                   void *(*)(void *, void *, size_t), void (*)(void *, void *), size_t, void **)
{
    if (ruleFor("OCIEnvCreate", {}, false)) { // as with the data library missing
        *env = nullptr;
        return OCI_ERROR;
    }
    if ((mode & OCI_UTF16) == 0) {
        noteViolation(u"an environment that is not UTF-16"_s);
        return OCI_ERROR;
    }
    *env = new OCIEnv;
    return OCI_SUCCESS;
}

sword OCIHandleAlloc(const void *parent, void **out, ub4 type, size_t, void **)
{
    if (!handle<OCIEnv>(parent, OCI_HTYPE_ENV))
        return OCI_INVALID_HANDLE;
    return allocate(out, type);
}

sword OCIHandleFree(void *pointer, ub4 type)
{
    return release(pointer, type);
}

sword OCIDescriptorAlloc(const void *parent, void **out, ub4 type, size_t, void **)
{
    if (!handle<OCIEnv>(parent, OCI_HTYPE_ENV))
        return OCI_INVALID_HANDLE;
    return allocate(out, type);
}

sword OCIDescriptorFree(void *pointer, ub4 type)
{
    // What OCIParamGet gave belongs to its statement.
    return type == OCI_DTYPE_PARAM ? OCI_SUCCESS : release(pointer, type);
}

sword OCIErrorGet(void *pointer, ub4 record, OraText *, sb4 *code, OraText *buffer, ub4 size, ub4)
{
    const auto *error = handle<OCIError>(pointer, OCI_HTYPE_ERROR);
    if (!error)
        return OCI_INVALID_HANDLE;
    if (record > 1)
        return OCI_NO_DATA;
    if (code)
        *code = error->code;
    if (buffer && size >= 2)
        toUtf16(error->message, buffer, size);
    return OCI_SUCCESS;
}

sword OCIAttrGet(const void *pointer, ub4 type, void *value, ub4 *size, ub4 attribute,
                 OCIError *error)
{
    if (type == OCI_HTYPE_STMT) {
        if (const auto *statement = handle<OCIStmt>(pointer, type))
            return statementAttribute(statement, value, attribute, error);
    } else if (type == OCI_DTYPE_PARAM) {
        if (const auto *column = handle<OCIParam>(pointer, type))
            return columnAttribute(column, value, size, attribute, error);
    }
    return OCI_INVALID_HANDLE;
}

sword OCIAttrSet(void *pointer, ub4 type, void *value, ub4 size, ub4 attribute, OCIError *error)
{
    // Qt sets the character form without an error handle; the genuine client then sets nothing.
    if (!pointer || !error || static_cast<Object *>(pointer)->type != type)
        return OCI_INVALID_HANDLE;
    switch (type) {
    case OCI_HTYPE_SVCCTX:
        return setServiceAttribute(static_cast<OCISvcCtx *>(pointer), value, attribute, error);
    case OCI_HTYPE_SESSION: {
        auto *session = static_cast<OCISession *>(pointer);
        (attribute == OCI_ATTR_USERNAME ? session->user : session->password) =
            fromUtf16(value, size);
        return OCI_SUCCESS;
    }
    case OCI_HTYPE_STMT:
        if (attribute == OCI_ATTR_PREFETCH_ROWS)
            static_cast<OCIStmt *>(pointer)->prefetchRows =
                std::max(1U, *static_cast<ub4 *>(value));
        return OCI_SUCCESS;
    case OCI_HTYPE_BIND:
        if (attribute == OCI_ATTR_CHARSET_FORM)
            static_cast<OCIBind *>(pointer)->form = *static_cast<ub1 *>(value);
        return OCI_SUCCESS;
    case OCI_HTYPE_DEFINE:
        if (attribute == OCI_ATTR_CHARSET_FORM)
            static_cast<OCIDefine *>(pointer)->form = *static_cast<ub1 *>(value);
        return OCI_SUCCESS;
    default:
        return fail(error, 24315, u"illegal attribute type"_s);
    }
}
