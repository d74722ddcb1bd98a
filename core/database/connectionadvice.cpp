// SPDX-License-Identifier: MIT
// What Oracle's codes mean for somebody who cannot connect. Codes and their causes: Oracle Database
// Error Messages Reference, and qoci.md 1.4 for those seen with the genuine client. The number
// decides, never the text: Oracle translates its texts.
#include "database/connectionadvice.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

namespace Athanor {
namespace {

using Step = ConnectionStep;

struct Entry
{
    int code;
    Step step;
    const char *says;
    const char *advice;
};

constexpr const char *startsOrStops = QT_TRANSLATE_NOOP(
    "Athanor::Connection",
    "The database is starting or stopping. Try again in a minute, or ask who runs "
    "it.");
constexpr const char *isGone =
    QT_TRANSLATE_NOOP("Athanor::Connection",
                      "The connection is gone. Connect again; what had been committed is kept, and "
                      "a run can be resumed.");
constexpr const char *tooSlow =
    QT_TRANSLATE_NOOP("Athanor::Connection",
                      "Nothing answered in time. Check host, port and firewall: a firewall that "
                      "drops packets looks exactly like this.");
constexpr const char *notALocator = QT_TRANSLATE_NOOP(
    "Athanor::Connection",
    "What listens there is not an Oracle listener, wants TLS (tcps://), or refuses this address "
    "(tcp.invited_nodes). Check host and port.");
constexpr const char *full = QT_TRANSLATE_NOOP(
    "Athanor::Connection",
    "The instance has no room for another connection. Try again later, or ask who runs it to raise "
    "PROCESSES or SESSIONS.");
constexpr const char *walletAdvice = QT_TRANSLATE_NOOP(
    "Athanor::Connection",
    "Check WALLET_LOCATION in sqlnet.ora (or MY_WALLET_DIRECTORY in the descriptor), that "
    "cwallet.sso is in that folder, and the file's permissions.");
constexpr const char *certificateAdvice = QT_TRANSLATE_NOOP(
    "Athanor::Connection",
    "The server's certificate is not one this side trusts. The wallet must hold the certificate of "
    "whoever signed it, and the host (or SSL_SERVER_CERT_DN) must be the one it names.");
constexpr const char *protocolAdvice = QT_TRANSLATE_NOOP(
    "Athanor::Connection",
    "Client and server must share a TLS version and a cipher: check SSL_VERSION and "
    "SSL_CIPHER_SUITES in sqlnet.ora, or take a newer client.");
constexpr const char *newerClient = QT_TRANSLATE_NOOP(
    "Athanor::Connection",
    "Client and server are too many releases apart. Take an Instant Client nearer to the server's "
    "release (a 19c client reaches 11.2 to 23ai).");
constexpr const char *encryption = QT_TRANSLATE_NOOP(
    "Athanor::Connection",
    "The server wants encryption or checksums that this client does not offer, or the other way "
    "round: compare SQLNET.ENCRYPTION_… and SQLNET.CRYPTO_CHECKSUM_… in sqlnet.ora on both sides.");

// Ordered by code.
// clang-format off
constexpr std::array entries{
    Entry{18, Step::Service, QT_TRANSLATE_NOOP("Athanor::Connection", "The instance has as many sessions as it may have."), full},
    Entry{20, Step::Service, QT_TRANSLATE_NOOP("Athanor::Connection", "The instance has as many processes as it may have."), full},
    Entry{28, Step::Lost, QT_TRANSLATE_NOOP("Athanor::Connection", "Somebody ended this session."), isGone},
    Entry{603, Step::Lost, QT_TRANSLATE_NOOP("Athanor::Connection", "The server process ended by a fatal error."), isGone},
    Entry{1004, Step::Login, QT_TRANSLATE_NOOP("Athanor::Connection", "No user was named, and the wallet or the operating system gave none."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Name a user in the URL, or check that the wallet holds credentials for exactly this connect text (mkstore -listCredential).")},
    Entry{1005, Step::Login, QT_TRANSLATE_NOOP("Athanor::Connection", "There was no password."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Give one: at the prompt, in ATHANOR_PASSWORD, or remembered in the keychain (athanor doctor --save-password).")},
    Entry{1012, Step::Lost, QT_TRANSLATE_NOOP("Athanor::Connection", "The session is no longer logged on."), isGone},
    Entry{1017, Step::Login, QT_TRANSLATE_NOOP("Athanor::Connection", "User name or password is wrong."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Check the user name and the password; names are not case-sensitive, passwords are. If it was remembered, forget it: athanor doctor --forget-password.")},
    Entry{1031, Step::Privilege, QT_TRANSLATE_NOOP("Athanor::Connection", "The account lacks a privilege."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Somebody with the right must grant it; Oracle does not say which one it is.")},
    Entry{1033, Step::Service, QT_TRANSLATE_NOOP("Athanor::Connection", "The database is starting or stopping."), startsOrStops},
    Entry{1034, Step::Service, QT_TRANSLATE_NOOP("Athanor::Connection", "The instance is not running."), startsOrStops},
    Entry{1035, Step::Service, QT_TRANSLATE_NOOP("Athanor::Connection", "The database is open for administrators only (RESTRICTED SESSION)."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Wait until maintenance is over, or ask who runs it.")},
    Entry{1045, Step::Privilege, QT_TRANSLATE_NOOP("Athanor::Connection", "The account may not log in."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Somebody with the right must run GRANT CREATE SESSION.")},
    Entry{1089, Step::Service, QT_TRANSLATE_NOOP("Athanor::Connection", "The database is being shut down."), startsOrStops},
    Entry{1090, Step::Service, QT_TRANSLATE_NOOP("Athanor::Connection", "The database is being shut down."), startsOrStops},
    Entry{1092, Step::Lost, QT_TRANSLATE_NOOP("Athanor::Connection", "The instance was stopped."), isGone},
    Entry{1109, Step::Service, QT_TRANSLATE_NOOP("Athanor::Connection", "The database is mounted, but not open."), startsOrStops},
    Entry{2391, Step::Account, QT_TRANSLATE_NOOP("Athanor::Connection", "The account has as many sessions as its profile allows."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "End one of them (a run needs two: one works, one holds the lock), or have SESSIONS_PER_USER raised.")},
    Entry{2396, Step::Lost, QT_TRANSLATE_NOOP("Athanor::Connection", "The session was idle for longer than the account's profile allows (IDLE_TIME)."), isGone},
    Entry{2399, Step::Lost, QT_TRANSLATE_NOOP("Athanor::Connection", "The session lasted longer than the account's profile allows (CONNECT_TIME)."), isGone},
    Entry{3113, Step::Lost, QT_TRANSLATE_NOOP("Athanor::Connection", "The server closed the connection."), isGone},
    Entry{3114, Step::Lost, QT_TRANSLATE_NOOP("Athanor::Connection", "There is no connection any more."), isGone},
    Entry{3134, Step::Version, QT_TRANSLATE_NOOP("Athanor::Connection", "This client does not talk to servers that old."), newerClient},
    Entry{3135, Step::Lost, QT_TRANSLATE_NOOP("Athanor::Connection", "The connection broke off."), isGone},
    Entry{12154, Step::Name, QT_TRANSLATE_NOOP("Athanor::Connection", "The TNS alias is not known."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Check its spelling and that TNS_ADMIN names the folder of tnsnames.ora; or write host:port/service instead.")},
    Entry{12162, Step::Name, QT_TRANSLATE_NOOP("Athanor::Connection", "There is no connect text."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Write the target's URL as oracle://user@host:port/service or oracle://user@TNSALIAS.")},
    Entry{12170, Step::Listener, QT_TRANSLATE_NOOP("Athanor::Connection", "The connection took too long."), tooSlow},
    Entry{12261, Step::Name, QT_TRANSLATE_NOOP("Athanor::Connection", "The connect text cannot be read."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Write it as host:port/service.")},
    Entry{12262, Step::Listener, QT_TRANSLATE_NOOP("Athanor::Connection", "The host is not known."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Check its name; if a TNS alias was meant, it is not in tnsnames.ora.")},
    Entry{12263, Step::Name, QT_TRANSLATE_NOOP("Athanor::Connection", "tnsnames.ora cannot be read."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Check that TNS_ADMIN names the folder of tnsnames.ora and that you may read the file.")},
    Entry{12504, Step::Service, QT_TRANSLATE_NOOP("Athanor::Connection", "The listener was told no service."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Add SERVICE_NAME to the CONNECT_DATA of the alias, or write host:port/service.")},
    Entry{12505, Step::Service, QT_TRANSLATE_NOOP("Athanor::Connection", "The listener knows no such SID."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Use the service name instead: a pluggable database has no SID.")},
    Entry{12514, Step::Service, QT_TRANSLATE_NOOP("Athanor::Connection", "The listener runs but knows no such service."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Check the part after the slash (lsnrctl services lists them); a database that has just started needs up to a minute to register.")},
    Entry{12516, Step::Service, QT_TRANSLATE_NOOP("Athanor::Connection", "The listener found no free handler for the service."), full},
    Entry{12518, Step::Service, QT_TRANSLATE_NOOP("Athanor::Connection", "The listener could not hand the connection on."), full},
    Entry{12519, Step::Service, QT_TRANSLATE_NOOP("Athanor::Connection", "The listener found no free handler for the service."), full},
    Entry{12520, Step::Service, QT_TRANSLATE_NOOP("Athanor::Connection", "The listener found no handler of the kind that was asked for."), full},
    Entry{12521, Step::Service, QT_TRANSLATE_NOOP("Athanor::Connection", "The listener knows no such instance."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Check INSTANCE_NAME in the descriptor, or leave it out.")},
    Entry{12526, Step::Service, QT_TRANSLATE_NOOP("Athanor::Connection", "All instances are open for administrators only (RESTRICTED SESSION)."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Wait until maintenance is over, or ask who runs it.")},
    Entry{12528, Step::Service, QT_TRANSLATE_NOOP("Athanor::Connection", "The instance is not open yet."), startsOrStops},
    Entry{12533, Step::Name, QT_TRANSLATE_NOOP("Athanor::Connection", "The ADDRESS of the descriptor is wrong."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Check PROTOCOL, HOST and PORT.")},
    Entry{12535, Step::Listener, QT_TRANSLATE_NOOP("Athanor::Connection", "The connection took too long."), tooSlow},
    Entry{12537, Step::Listener, QT_TRANSLATE_NOOP("Athanor::Connection", "The other side hung up."), notALocator},
    Entry{12541, Step::Listener, QT_TRANSLATE_NOOP("Athanor::Connection", "No listener answers on that host and port."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Check both, and that the listener is started (lsnrctl status).")},
    Entry{12543, Step::Listener, QT_TRANSLATE_NOOP("Athanor::Connection", "The host cannot be reached."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Check the network, a VPN perhaps, and the firewall.")},
    Entry{12545, Step::Listener, QT_TRANSLATE_NOOP("Athanor::Connection", "The host is not known."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Check its name; behind a SCAN address the names of the nodes have to be known, too.")},
    Entry{12547, Step::Listener, QT_TRANSLATE_NOOP("Athanor::Connection", "The other side broke off."), notALocator},
    Entry{12560, Step::Listener, QT_TRANSLATE_NOOP("Athanor::Connection", "The network protocol failed."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Check PROTOCOL in the descriptor; without host and service the client looks for a database on this machine.")},
    Entry{12569, Step::Listener, QT_TRANSLATE_NOOP("Athanor::Connection", "The answer was none of an Oracle listener."), notALocator},
    Entry{12571, Step::Lost, QT_TRANSLATE_NOOP("Athanor::Connection", "Writing to the server failed."), isGone},
    Entry{12578, Step::Wallet, QT_TRANSLATE_NOOP("Athanor::Connection", "The wallet cannot be opened."), walletAdvice},
    Entry{12606, Step::Listener, QT_TRANSLATE_NOOP("Athanor::Connection", "The connection took too long."), tooSlow},
    Entry{12609, Step::Lost, QT_TRANSLATE_NOOP("Athanor::Connection", "No answer came in time."), isGone},
    Entry{12638, Step::Wallet, QT_TRANSLATE_NOOP("Athanor::Connection", "The credentials cannot be retrieved."), walletAdvice},
    Entry{12650, Step::Version, QT_TRANSLATE_NOOP("Athanor::Connection", "Client and server have no encryption in common."), encryption},
    Entry{12660, Step::Version, QT_TRANSLATE_NOOP("Athanor::Connection", "Client and server want different encryption."), encryption},
    Entry{28000, Step::Account, QT_TRANSLATE_NOOP("Athanor::Connection", "The account is locked."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Somebody with the right must run ALTER USER … ACCOUNT UNLOCK.")},
    Entry{28001, Step::Account, QT_TRANSLATE_NOOP("Athanor::Connection", "The password has expired."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Set a new one first, in SQL*Plus for example.")},
    Entry{28002, Step::Account, QT_TRANSLATE_NOOP("Athanor::Connection", "The password will expire soon."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Set a new one before it does: ALTER USER … IDENTIFIED BY …")},
    Entry{28009, Step::Login, QT_TRANSLATE_NOOP("Athanor::Connection", "SYS may log in only as SYSDBA, which Athanor does not."),
          QT_TRANSLATE_NOOP("Athanor::Connection", "Use the account that owns the schema.")},
    Entry{28040, Step::Version, QT_TRANSLATE_NOOP("Athanor::Connection", "Client and server know no common way to check a password."), newerClient},
    Entry{28750, Step::Wallet, QT_TRANSLATE_NOOP("Athanor::Connection", "TLS failed."), walletAdvice},
    Entry{28759, Step::Wallet, QT_TRANSLATE_NOOP("Athanor::Connection", "The wallet's file cannot be opened."), walletAdvice},
    Entry{28791, Step::Wallet, QT_TRANSLATE_NOOP("Athanor::Connection", "The certificate cannot be verified."), certificateAdvice},
    Entry{28860, Step::Wallet, QT_TRANSLATE_NOOP("Athanor::Connection", "TLS failed."), protocolAdvice},
    Entry{28865, Step::Wallet, QT_TRANSLATE_NOOP("Athanor::Connection", "The other side closed the TLS connection."), protocolAdvice},
    Entry{28868, Step::Wallet, QT_TRANSLATE_NOOP("Athanor::Connection", "The server's certificate cannot be checked."), certificateAdvice},
    Entry{29002, Step::Wallet, QT_TRANSLATE_NOOP("Athanor::Connection", "The server's certificate names another host."), certificateAdvice},
    Entry{29019, Step::Wallet, QT_TRANSLATE_NOOP("Athanor::Connection", "Client and server speak no common version of TLS."), protocolAdvice},
    Entry{29024, Step::Wallet, QT_TRANSLATE_NOOP("Athanor::Connection", "The server's certificate is not trusted."), certificateAdvice},
    Entry{29039, Step::Wallet, QT_TRANSLATE_NOOP("Athanor::Connection", "Client and server know no common cipher."), protocolAdvice},
    Entry{29106, Step::Wallet, QT_TRANSLATE_NOOP("Athanor::Connection", "A certificate cannot be imported."), certificateAdvice},
};
// clang-format on

} // namespace

const std::vector<int> &connectionCodes()
{
    static const std::vector<int> codes = [] {
        std::vector<int> all;
        for (const Entry &entry : entries)
            all.push_back(entry.code);
        return all;
    }();
    return codes;
}

std::optional<ConnectionTrouble> connectionTrouble(int oraCode)
{
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const Entry &entry) { return entry.code == oraCode; });
    if (found != entries.end()) {
        return ConnectionTrouble{oraCode, found->step,
                                 QCoreApplication::translate("Athanor::Connection", found->says),
                                 QCoreApplication::translate("Athanor::Connection", found->advice)};
    }
    if (oraCode >= 12150 && oraCode <= 12699) // Oracle Net
        return ConnectionTrouble{oraCode, Step::Listener, {}, {}};
    return std::nullopt;
}

bool isConnectionCode(int oraCode)
{
    // A statement may be refused with it as well, and then the connection is as good as before.
    return oraCode != 1031 && connectionTrouble(oraCode).has_value();
}

QString connectionAdvice(int oraCode)
{
    const std::optional<ConnectionTrouble> trouble = connectionTrouble(oraCode);
    return trouble && oraCode != 1031 ? trouble->advice : QString();
}

} // namespace Athanor
