/* SPDX-License-Identifier: MIT */
/*
 * The part of the Oracle Call Interface that Qt's QOCI driver names (qsql_oci.cpp of Qt 6.4
 * to 6.11), and the stand-in client of tests/oci implements. Not Oracle's header and no text of it:
 * names, numbers and signatures are facts of the binary interface, as odpi (src/dpiImpl.h) and
 * others declare them for themselves. Handles are opaque, integers have fixed widths and the
 * calling convention is the platform's, so that a driver compiled against this runs with any client
 * from 11.2 on.
 */
#ifndef ATHANOR_OCI_H
#define ATHANOR_OCI_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int8_t sb1;
typedef uint8_t ub1;
typedef int16_t sb2;
typedef uint16_t ub2;
typedef int32_t sb4;
typedef uint32_t ub4;
typedef int64_t sb8;
typedef int sword; /* what nearly every function returns */
typedef unsigned uword;
typedef uint8_t
    OraText; /* UTF-16 in an environment of mode OCI_UTF16, lengths in bytes all the same */
typedef uint8_t text;
typedef uint16_t utext;
#define dvoid void
#define SB4MAXVAL 2147483647

typedef struct OCIEnv OCIEnv;
typedef struct OCIError OCIError;
typedef struct OCISvcCtx OCISvcCtx;
typedef struct OCIServer OCIServer;
typedef struct OCISession OCISession;
typedef struct OCITrans OCITrans;
typedef struct OCIStmt OCIStmt;
typedef struct OCIBind OCIBind;
typedef struct OCIDefine OCIDefine;
typedef struct OCIParam OCIParam;
typedef struct OCISnapshot OCISnapshot;
typedef struct OCIRowid OCIRowid;
typedef struct OCILobLocator OCILobLocator;
typedef struct OCIDateTime OCIDateTime;

/* The one structure whose layout counts: a length byte and up to 21 bytes of Oracle's decimal form.
 */
typedef struct OCINumber
{
    ub1 OCINumberPart[22];
} OCINumber;

/* Return codes */
#define OCI_SUCCESS 0
#define OCI_SUCCESS_WITH_INFO 1
#define OCI_NEED_DATA 99
#define OCI_NO_DATA 100
#define OCI_ERROR (-1)
#define OCI_INVALID_HANDLE (-2)

/* Handles and descriptors */
#define OCI_HTYPE_ENV 1
#define OCI_HTYPE_ERROR 2
#define OCI_HTYPE_SVCCTX 3
#define OCI_HTYPE_STMT 4
#define OCI_HTYPE_BIND 5
#define OCI_HTYPE_DEFINE 6
#define OCI_HTYPE_SERVER 8
#define OCI_HTYPE_SESSION 9
#define OCI_HTYPE_TRANS 10
#define OCI_DTYPE_LOB 50
#define OCI_DTYPE_PARAM 53
#define OCI_DTYPE_ROWID 54
#define OCI_DTYPE_TIMESTAMP_TZ 69

/* Attributes. A number means something else on another kind of handle. */
#define OCI_ATTR_DATA_SIZE 1 /* of a column: ub2, bytes */
#define OCI_ATTR_DATA_TYPE 2 /* ub2 */
#define OCI_ATTR_NAME 4 /* text and its length in bytes */
#define OCI_ATTR_PRECISION 5 /* sb2 */
#define OCI_ATTR_SCALE 6 /* sb1 */
#define OCI_ATTR_IS_NULL 7 /* ub1 */
#define OCI_ATTR_CHAR_SIZE 286 /* ub2, characters */
#define OCI_ATTR_SERVER 6 /* of a service context */
#define OCI_ATTR_SESSION 7
#define OCI_ATTR_TRANS 8
#define OCI_ATTR_ROW_COUNT 9 /* of a statement: ub4 */
#define OCI_ATTR_PREFETCH_ROWS 11
#define OCI_ATTR_PREFETCH_MEMORY 13
#define OCI_ATTR_PARAM_COUNT 18 /* ub4 */
#define OCI_ATTR_ROWID 19
#define OCI_ATTR_STMT_TYPE 24 /* ub2 */
#define OCI_ATTR_USERNAME 22 /* of a session */
#define OCI_ATTR_PASSWORD 23
#define OCI_ATTR_CHARSET_ID 31 /* of a bind or define: ub2 */
#define OCI_ATTR_CHARSET_FORM 32 /* ub1 */

/* Modes */
#define OCI_DEFAULT 0
#define OCI_THREADED 0x1
#define OCI_OBJECT 0x2
#define OCI_UTF16 0x4000
#define OCI_CRED_RDBMS 1
#define OCI_CRED_EXT 2
#define OCI_SYSDBA 0x2
#define OCI_SYSOPER 0x4
#define OCI_NTV_SYNTAX 1
#define OCI_COMMIT_ON_SUCCESS 0x20
#define OCI_FETCH_NEXT 2
#define OCI_DYNAMIC_FETCH 2
#define OCI_TRANS_READWRITE 0x200
#define OCI_NUMBER_UNSIGNED 0
#define OCI_NUMBER_SIGNED 2
#define OCI_STMT_SELECT 1 /* a value of OCI_ATTR_STMT_TYPE */

/* Character sets */
#define SQLCS_IMPLICIT 1
#define SQLCS_NCHAR 2
#define OCI_UCS2ID 1000
#define OCI_UTF16ID 1000

/* Data types. Macros, all of them: the driver asks #ifdef for some. */
#define SQLT_CHR 1
#define SQLT_NUM 2
#define SQLT_INT 3
#define SQLT_FLT 4
#define SQLT_STR 5
#define SQLT_VNU 6
#define SQLT_LNG 8
#define SQLT_VCS 9
#define SQLT_RID 11
#define SQLT_DAT 12
#define SQLT_VBI 15
#define SQLT_BIN 23
#define SQLT_LBI 24
#define SQLT_UIN 68
#define SQLT_LVC 94
#define SQLT_LVB 95
#define SQLT_AFC 96
#define SQLT_AVC 97
#define SQLT_RDD 104
#define SQLT_NTY 108
#define SQLT_REF 110
#define SQLT_CLOB 112
#define SQLT_BLOB 113
#define SQLT_FILE 114
#define SQLT_RSET 116
#define SQLT_VST 155
#define SQLT_ODT 156
#define SQLT_TIMESTAMP 187
#define SQLT_TIMESTAMP_TZ 188
#define SQLT_INTERVAL_YM 189
#define SQLT_INTERVAL_DS 190
#define SQLT_TIMESTAMP_LTZ 232

/* Environment, handles, errors */
sword OCIEnvCreate(OCIEnv **env, ub4 mode, void *context,
                   void *(*allocate)(void *context, size_t size),
                   void *(*reallocate)(void *context, void *memory, size_t size),
                   void (*release)(void *context, void *memory), size_t extra, void **extraMemory);
sword OCIHandleAlloc(const void *parent, void **handle, ub4 type, size_t extra, void **extraMemory);
sword OCIHandleFree(void *handle, ub4 type);
sword OCIDescriptorAlloc(const void *parent, void **descriptor, ub4 type, size_t extra,
                         void **extraMemory);
sword OCIDescriptorFree(void *descriptor, ub4 type);
sword OCIAttrGet(const void *handle, ub4 handleType, void *value, ub4 *size, ub4 attribute,
                 OCIError *error);
sword OCIAttrSet(void *handle, ub4 handleType, void *value, ub4 size, ub4 attribute,
                 OCIError *error);
sword OCIErrorGet(void *handle, ub4 record, OraText *sqlState, sb4 *code, OraText *buffer,
                  ub4 bufferSize, ub4 type);

/* Server, session, transaction */
sword OCIServerAttach(OCIServer *server, OCIError *error, const OraText *connect, sb4 length,
                      ub4 mode);
sword OCIServerDetach(OCIServer *server, OCIError *error, ub4 mode);
sword OCISessionBegin(OCISvcCtx *service, OCIError *error, OCISession *session, ub4 credentials,
                      ub4 mode);
sword OCISessionEnd(OCISvcCtx *service, OCIError *error, OCISession *session, ub4 mode);
sword OCIServerVersion(void *handle, OCIError *error, OraText *buffer, ub4 bufferSize,
                       ub1 handleType);
sword OCITransStart(OCISvcCtx *service, OCIError *error, uword timeout, ub4 flags);
sword OCITransCommit(OCISvcCtx *service, OCIError *error, ub4 flags);
sword OCITransRollback(OCISvcCtx *service, OCIError *error, ub4 flags);

/* Statements */
sword OCIStmtPrepare(OCIStmt *statement, OCIError *error, const OraText *sql, ub4 length,
                     ub4 language, ub4 mode);
sword OCIStmtExecute(OCISvcCtx *service, OCIStmt *statement, OCIError *error, ub4 iterations,
                     ub4 rowOffset, const OCISnapshot *in, OCISnapshot *out, ub4 mode);
sword OCIStmtFetch(OCIStmt *statement, OCIError *error, ub4 rows, ub2 orientation, ub4 mode);
sword OCIStmtGetPieceInfo(OCIStmt *statement, OCIError *error, void **handle, ub4 *type, ub1 *inOut,
                          ub4 *iteration, ub4 *index, ub1 *piece);
sword OCIStmtSetPieceInfo(void *handle, ub4 type, OCIError *error, const void *buffer, ub4 *length,
                          ub1 piece, const void *indicator, ub2 *returnCode);
sword OCIParamGet(const void *handle, ub4 type, OCIError *error, void **parameter, ub4 position);
sword OCIBindByPos(OCIStmt *statement, OCIBind **bind, OCIError *error, ub4 position, void *value,
                   sb4 valueSize, ub2 type, void *indicator, ub2 *length, ub2 *returnCode,
                   ub4 maxArray, ub4 *currentArray, ub4 mode);
sword OCIBindByPos2(OCIStmt *statement, OCIBind **bind, OCIError *error, ub4 position, void *value,
                    sb8 valueSize, ub2 type, void *indicator, ub4 *length, ub2 *returnCode,
                    ub4 maxArray, ub4 *currentArray, ub4 mode);
sword OCIBindArrayOfStruct(OCIBind *bind, OCIError *error, ub4 valueSkip, ub4 indicatorSkip,
                           ub4 lengthSkip, ub4 returnCodeSkip);
sword OCIDefineByPos(OCIStmt *statement, OCIDefine **define, OCIError *error, ub4 position,
                     void *value, sb4 valueSize, ub2 type, void *indicator, ub2 *length,
                     ub2 *returnCode, ub4 mode);

/* Large objects, numbers, dates */
sword OCILobCharSetForm(OCIEnv *env, OCIError *error, const OCILobLocator *locator, ub1 *form);
sword OCILobGetLength(OCISvcCtx *service, OCIError *error, OCILobLocator *locator, ub4 *length);
sword OCILobRead(OCISvcCtx *service, OCIError *error, OCILobLocator *locator, ub4 *amount,
                 ub4 offset, void *buffer, ub4 bufferSize, void *context,
                 sb4 (*callback)(void *context, const void *buffer, ub4 length, ub1 piece),
                 ub2 characterSet, ub1 form);
sword OCINumberFromInt(OCIError *error, const void *in, uword inLength, uword sign, OCINumber *out);
sword OCINumberToInt(OCIError *error, const OCINumber *in, uword outLength, uword sign, void *out);
sword OCIDateTimeConstruct(void *env, OCIError *error, OCIDateTime *dateTime, sb2 year, ub1 month,
                           ub1 day, ub1 hour, ub1 minute, ub1 second, ub4 nanoseconds,
                           OraText *timeZone, size_t timeZoneBytes);
sword OCIDateTimeGetDate(void *env, OCIError *error, const OCIDateTime *dateTime, sb2 *year,
                         ub1 *month, ub1 *day);
sword OCIDateTimeGetTime(void *env, OCIError *error, OCIDateTime *dateTime, ub1 *hour, ub1 *minute,
                         ub1 *second, ub4 *nanoseconds);
sword OCIDateTimeGetTimeZoneOffset(void *env, OCIError *error, const OCIDateTime *dateTime,
                                   sb1 *hour, sb1 *minute);

#ifdef __cplusplus
}
#endif

#endif
