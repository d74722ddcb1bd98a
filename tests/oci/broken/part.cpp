// SPDX-License-Identifier: MIT
// A part of the client, to be missing later.
extern "C" int athanorTestPart()
{
    return 1;
}
