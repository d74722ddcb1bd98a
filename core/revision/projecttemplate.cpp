// SPDX-License-Identifier: MIT
#include "revision/projecttemplate.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// What the sandbox's file is called: a name without what shells and file systems mind.
QString fileStem(const QString &name)
{
    QString stem;
    for (const QChar c : name)
        stem += c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.' ? c : u'_';
    while (stem.startsWith(u'.'))
        stem.remove(0, 1);
    return stem.isEmpty() ? u"project"_s : stem.left(60);
}

} // namespace

QString tomlString(const QString &text)
{
    QString quoted(u'"');
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            quoted += QString(u'\\') + c;
        else if (c.unicode() < 0x20 || c.unicode() == 0x7f)
            quoted += u"\\u%1"_s.arg(int(c.unicode()), 4, 16, QLatin1Char('0'));
        else
            quoted += c;
    }
    return quoted + u'"';
}

QString tomlKey(const QString &name)
{
    const bool bare = !name.isEmpty() && std::all_of(name.begin(), name.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
            || c == u'_' || c == u'-';
    });
    return bare ? name : tomlString(name);
}

QString projectTemplate(const QString &name)
{
    return QStringLiteral(
               R"(# An Athanor project. Passwords never stand here: they come from the wallet, the keychain,
# ATHANOR_PASSWORD or a prompt.
[project]
name = %1
model = "model"                       # a folder, a file, or a list of them
# model_command = "python3 tools/dump_models.py"   # anything that prints Oracle DDL
oracle_version = "19"                 # what the scripts must run on: "11.2" to "26"
autoincrement = "sequence-default"    # identity | sequence-default (12c+) | sequence-trigger (11g) | off
# versions = "versions"               # the folder of revision files
# ignore = ["TMP_*"]                  # objects Athanor leaves alone
# substitution = false                # & is an ampersand in every script, as after SET DEFINE OFF

[target.sandbox]
url = %2

# [target.dev]
# url = "oracle://hr@dbhost:1521/XEPDB1"   # or oracle://hr@TNSALIAS, oracle:///@WALLET_ALIAS
# environment = "development"              # development | test | staging | production (asks for the name)

# [oracle]                            # where Oracle's client is, if ATHANOR_ORACLE_CLIENT does not say
# client = "/opt/oracle/instantclient_23_5"
# tns_admin = "tns"                   # the folder of tnsnames.ora

# [drift]                             # what a target may differ in ('athanor drift --ignore' adds to it)
# ignore = ["TABLE TMP_%", "INDEX ORDERS_ADHOC_IX"]

# [style]                             # how generated scripts are spelled: upper | lower
# keywords = "upper"
# names = "lower"                     # of names that need no quotes

# [variables]                         # values of &NAME in the scripts, as DEFINE gives them; nothing secret
# tablespace = "USERS"

# [test-user]                         # what 'athanor create-test-user' makes; all of it optional
# kind = "registered"                 # or "account", a user of the database: see [test-user.account]
# table = "auth_user"
# username = "tester"
)")
        .arg(tomlString(name), tomlString(u"sandbox:%1.sandbox"_s.arg(fileStem(name))));
}

} // namespace Athanor
