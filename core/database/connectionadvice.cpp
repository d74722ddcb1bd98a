// SPDX-License-Identifier: MIT
#include "database/connectionadvice.h"

#include <QtCore/QCoreApplication>

namespace Athanor {

bool isConnectionCode(int oraCode)
{
    switch (oraCode) {
    case 28: // your session has been killed
    case 1012: // not logged on
    case 1017: // invalid username/password
    case 1033: // initialization or shutdown in progress
    case 1034: // not available
    case 1045: // lacks CREATE SESSION
    case 1089: // immediate shutdown in progress
    case 3113: // end-of-file on communication channel
    case 3114: // not connected
    case 3135: // connection lost contact
    case 28000: // the account is locked
    case 28001: // the password has expired
    case 28759: // failure to open file (wallet)
        return true;
    }
    return oraCode >= 12150 && oraCode <= 12699; // Oracle Net
}

QString connectionAdvice(int oraCode)
{
    const auto tr = [](const char *text) {
        return QCoreApplication::translate("Athanor::Connection", text);
    };
    switch (oraCode) {
    case 1017:
        return tr(
            "Check the user name and the password; names are not case-sensitive, passwords are.");
    case 1033:
    case 1034:
    case 1089:
        return tr(
            "The database is starting or stopping. Try again in a minute, or ask who runs it.");
    case 1045:
        return tr(
            "The account may not log in. Somebody with the right must run GRANT CREATE SESSION.");
    case 3113:
    case 3114:
    case 3135:
        return tr("The connection is gone. Connect again; what had been committed is kept, and a "
                  "run can be resumed.");
    case 12154:
        return tr("The TNS alias is not known. Check its spelling and that TNS_ADMIN names the "
                  "folder of tnsnames.ora.");
    case 12170:
    case 12535:
        return tr("Nothing answered in time. Check host, port and firewall.");
    case 12505:
        return tr("The listener knows no such SID. Use the service name instead.");
    case 12514:
        return tr("The listener runs but knows no such service. Check the part after the slash "
                  "(lsnrctl services).");
    case 12537:
    case 12569:
        return tr("What listens there is not an Oracle listener, or it refuses this address. Check "
                  "host and port.");
    case 12541:
        return tr("No listener answers on that host and port. Check both, and that the listener is "
                  "started.");
    case 12545:
        return tr("The host is not known. Check its name.");
    case 12638:
    case 28759:
        return tr("The wallet cannot be opened. Check WALLET_LOCATION in sqlnet.ora and the file's "
                  "permissions.");
    case 28000:
        return tr(
            "The account is locked. Somebody with the right must run ALTER USER … ACCOUNT UNLOCK.");
    case 28001:
        return tr("The password has expired. Set a new one first, in SQL*Plus for example.");
    }
    return {};
}

} // namespace Athanor
