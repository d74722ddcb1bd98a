// SPDX-License-Identifier: MIT
#include "migrate/testaccount.h"

#include "migrate/advice.h"
#include "migrate/testvalues.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::TestAccount", text);
}

// None that looks like another. Below 12.2 a name has 30 bytes, and a password too.
constexpr QLatin1StringView smallLetters{"abcdefghijkmnpqrstuvwxyz"};
constexpr QLatin1StringView capitals{"ABCDEFGHJKLMNPQRSTUVWXYZ"};
constexpr QLatin1StringView digits{"23456789"};
constexpr QLatin1StringView marks{"_#-+.="}; // no quotes, @, /, &, :, blanks
constexpr QLatin1StringView nameLetters{"0123456789ABCDEF"};
constexpr int nameLetterCount = 6;
constexpr int perClass = 5;

const QString &placeholder()
{
    static const QString text = u"<PASSWORD>"_s;
    return text;
}

// The statements for one account; `password` is a placeholder wherever they are shown.
QStringList statements(const TestAccountSettings &settings, const QString &name,
                       const QString &password)
{
    const QString user = writtenName(QStringView(name));
    QString create = u"CREATE USER %1 IDENTIFIED BY \"%2\""_s.arg(user, password);
    const QString tablespace = writtenName(QStringView(settings.defaultTablespace));
    if (!settings.defaultTablespace.isEmpty())
        create += u" DEFAULT TABLESPACE "_s + tablespace;
    if (!settings.quota.isEmpty())
        create += u" QUOTA %1 ON %2"_s.arg(settings.quota, tablespace);
    QStringList all{create};
    // One statement each: a refused role is named by what was asked for.
    for (const QString &grant : settings.grants)
        all += u"GRANT %1 TO %2"_s.arg(grant, user);
    return all;
}

QString scriptOf(const QStringList &statements)
{
    return statements.join(u";\n"_s) + u";\n"_s;
}

Result<> checkSettings(const Workspace &workspace)
{
    const TestAccountSettings &settings = workspace.project.testUser.account;
    const Place where{workspace.project.path(QLatin1String(projectFileName)), 0, 0};
    if (!settings.quota.isEmpty() && settings.defaultTablespace.isEmpty()) {
        return failure(ErrorKind::Usage,
                       tr("[test-user.account] has a quota and no default_tablespace to have it "
                          "on."),
                       0, where);
    }
    const Result<> length = checkNameLength(settings.prefix + QString(nameLetterCount, u'0'), 30);
    if (!length) {
        Error error = length.error();
        error.kind = ErrorKind::Usage;
        error.where = where;
        error.context = tr("prefix in [test-user.account]");
        return Failure(error);
    }
    return {};
}

// "2026-11-22 15:04:05 #107": a dropped and re-created account has another date, and within one
// second another number. Empty: nobody of that name.
Result<QString> identityOf(Session &session, const QString &name)
{
    const Result<Rows> rows = session.query(
        u"SELECT TO_CHAR(created, 'YYYY-MM-DD HH24:MI:SS'), user_id FROM all_users WHERE username = ?"_s,
        {name});
    if (!rows)
        return Failure(rows.error());
    if (rows->rows.empty())
        return QString();
    const Row &row = rows->rows.front();
    return QString(row[0].toString() + u" #"_s + row[1].toString());
}

// Without the password, and without a piece of it: a statement that is quoted may be cut in its
// midst.
QString masked(QString text, const QString &password)
{
    constexpr qsizetype mostShown = 3;
    for (qsizetype length = password.size(); length > mostShown; --length)
        text.replace(password.first(length), placeholder());
    return text;
}

// What Oracle says, without the password, and with what to do here.
Error explained(Error error, const QString &password, const QString &statement)
{
    error.message = masked(std::move(error.message), password);
    error.context = masked(std::move(error.context), password);
    QStringList context;
    if (!error.context.isEmpty())
        context += error.context;
    switch (error.oraCode) {
    case 1031:
        error.kind = ErrorKind::Connection; // exit 4: no privilege
        context += tr("The session's user may not do this. Somebody who may runs the SQL instead.");
        break;
    case 959:
        context += tr("default_tablespace in [test-user.account] names a tablespace that the "
                      "database does not have.");
        break;
    case 65096:
        context += tr("This is the root of a container database: connect to a pluggable database, "
                      "or set prefix = \"C##ATHANOR_\" in [test-user.account].");
        break;
    case 65094:
        context += tr("Users of a pluggable database do not begin with C##: set another prefix in "
                      "[test-user.account].");
        break;
    case 1919: // role does not exist
    case 1924: // role not granted or does not exist
    case 1932: // ADMIN option not granted for role
    case 990: // missing or invalid privilege
        context += tr("grants in [test-user.account] must be roles and privileges that exist and "
                      "that the session's user may grant.");
        break;
    default: // any other code
        if (const QString advice = statementAdvice(error.oraCode); !advice.isEmpty())
            context += advice;
    }
    if (!statement.isEmpty())
        context += tr("Tried: %1").arg(statement);
    error.context = context.join(u' ');
    return error;
}

Result<> inTransaction(Session &session, const std::function<Result<>()> &work)
{
    if (Result<> begun = session.begin(); !begun)
        return begun;
    Result<> done = work();
    if (done)
        done = session.commit();
    if (!done && session.inTransaction())
        (void)session.rollback();
    return done;
}

// By the name alone at first: should we die after CREATE USER, this says that one may be left.
Result<> noteIntent(Session &session, const QString &name)
{
    return inTransaction(session, [&] { return addMark(session, accountMark(name, u"?"_s)); });
}

Result<> noteMade(Session &session, const QString &name, const QString &identity)
{
    return inTransaction(session, [&]() -> Result<> {
        if (Result<> gone = removeMark(session, accountMark(name, {})); !gone)
            return gone;
        return addMark(session, accountMark(name, identity));
    });
}

Result<> forget(Session &session, const QString &name)
{
    return inTransaction(session, [&] { return removeMark(session, accountMark(name, {})); });
}

Result<> drop(Session &session, const QString &name)
{
    const Result<Execution> dropped =
        session.execute(u"DROP USER %1 CASCADE"_s.arg(writtenName(QStringView(name))));
    if (!dropped)
        return Failure(dropped.error());
    return {};
}

// Everything after CREATE USER; a failure of it undoes the account.
Result<QString> finish(Session &session, const QString &name, const QStringList &grants)
{
    const Result<QString> identity = identityOf(session, name);
    if (!identity)
        return identity;
    if (const Result<> noted = noteMade(session, name, *identity); !noted)
        return Failure(noted.error());
    for (const QString &grant : grants) {
        if (const Result<Execution> granted = session.execute(grant); !granted)
            return Failure(explained(granted.error(), {}, grant));
    }
    return identity;
}

} // namespace

QString accountPassword(const QString &userName)
{
    const QStringList forbidden{userName, u"oracle"_s, u"athanor"_s};
    for (;;) {
        QString password;
        for (const QLatin1StringView alphabet : {smallLetters, capitals, digits, marks})
            password += randomText(perClass, alphabet);
        for (qsizetype i = password.size() - 1; i > 0; --i) // Fisher-Yates
            std::swap(password[i], password[QRandomGenerator::system()->bounded(int(i) + 1)]);
        const bool holdsWord =
            std::any_of(forbidden.begin(), forbidden.end(), [&password](const QString &word) {
                return password.contains(word, Qt::CaseInsensitive);
            });
        if (password.front().isLetter() && !holdsWord)
            return password;
    }
}

Result<QString> testAccountSql(const Workspace &workspace)
{
    if (const Result<> good = checkSettings(workspace); !good)
        return Failure(good.error());
    const TestAccountSettings &settings = workspace.project.testUser.account;
    const QString name = settings.prefix + randomText(nameLetterCount, nameLetters);
    return QString(u"-- "_s
                   + tr("Put a password of your own in the place of %1; Athanor writes none down.")
                         .arg(placeholder())
                   + u'\n' + scriptOf(statements(settings, name, placeholder())));
}

Result<TestAccount> createTestAccount(const Workspace &workspace, Session &session)
{
    if (const Result<> good = checkSettings(workspace); !good)
        return Failure(good.error());
    const TestAccountSettings &settings = workspace.project.testUser.account;
    TestAccount account;
    account.name = settings.prefix + randomText(nameLetterCount, nameLetters);
    account.password = accountPassword(account.name);
    const QStringList shown = statements(settings, account.name, placeholder());
    account.sql = scriptOf(shown);
    if (const Result<> made = ensureMarks(session); !made)
        return Failure(made.error());
    // Somebody else's account of that name would make ours look as if it was there before.
    const Result<QString> before = identityOf(session, account.name);
    if (!before)
        return Failure(before.error());
    if (!before->isEmpty())
        return Failure(
            explained(Error{ErrorKind::Statement,
                            tr("a user %1 is there already; try again, another name is made up")
                                .arg(account.name),
                            1920,
                            {},
                            {}},
                      {}, {}));
    if (const Result<> noted = noteIntent(session, account.name); !noted)
        return Failure(noted.error());

    const QStringList real = statements(settings, account.name, account.password);
    const Result<Execution> created = session.execute(real.front());
    if (!created) {
        // A lost connection leaves the mark: the account may be there.
        if (created.error().kind != ErrorKind::Connection)
            (void)forget(session, account.name);
        return Failure(explained(created.error(), account.password, shown.front()));
    }
    const Result<QString> identity = finish(session, account.name, real.mid(1));
    if (!identity) {
        Error error = identity.error();
        if (drop(session, account.name) && forget(session, account.name))
            error.context += u' ' + tr("The account was dropped again; nothing is left of it.");
        else
            error.context += u' '
                + tr("The account %1 could not be dropped again: DROP USER %1 CASCADE.")
                      .arg(writtenName(QStringView(account.name)));
        return Failure(error);
    }
    account.created = identity->section(u" #"_s, 0, 0);
    return account;
}

Result<bool> removeTestAccount(Session &session, const TestUserMark &mark, QStringList &kept)
{
    const Result<QString> identity = identityOf(session, mark.key);
    if (!identity)
        return Failure(identity.error());
    if (!identity->isEmpty() && *identity != mark.createdAt) {
        kept += mark.createdAt == "?"_L1
            ? tr("%1: making it was interrupted, so it is not certain that it is ours")
                  .arg(mark.key)
            : tr("%1: another account has that name now").arg(mark.key);
        return false;
    }
    if (!identity->isEmpty()) {
        if (const Result<> dropped = drop(session, mark.key); !dropped) {
            return Failure(
                explained(dropped.error(), {},
                          u"DROP USER %1 CASCADE"_s.arg(writtenName(QStringView(mark.key)))));
        }
    }
    if (const Result<> done = forget(session, mark.key); !done)
        return Failure(done.error());
    return !identity->isEmpty();
}

} // namespace Athanor
