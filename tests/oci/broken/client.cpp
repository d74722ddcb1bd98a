// SPDX-License-Identifier: MIT
// A client library that loads and then fails as the genuine one does without its data library:
// OCIEnvCreate refuses, and every call with what it did not make crashes (qoci.md 1.4). With
// ATHANOR_TEST_CRASH it crashes at once.
#include "oci.h"

#include <csignal>

sword OCIEnvCreate(OCIEnv **env, ub4, void *, void *(*)(void *, size_t),
                   void *(*)(void *, void *, size_t), void (*)(void *, void *), size_t, void **)
{
#ifdef ATHANOR_TEST_CRASH
    std::raise(SIGSEGV);
#endif
    *env = nullptr;
    return OCI_ERROR;
}

// For an error without a handle it has none to give, and says so.
sword OCIErrorGet(void *, ub4, OraText *, sb4 *, OraText *, ub4, ub4)
{
    return OCI_INVALID_HANDLE;
}

sword OCIHandleFree(void *, ub4)
{
    std::raise(SIGSEGV);
    return OCI_ERROR;
}

sword OCIHandleAlloc(const void *, void **, ub4, size_t, void **)
{
    std::raise(SIGSEGV);
    return OCI_ERROR;
}
