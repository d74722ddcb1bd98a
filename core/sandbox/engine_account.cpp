// SPDX-License-Identifier: MIT
// Users and roles, and to whom is granted.
#include "sandbox/engine_p.h"

#include "sandbox/oraerror.h"

using namespace Qt::StringLiterals;

namespace Athanor {

// Users and roles are the database's, not the schema's: they stand beside the catalog.
Result<SandboxResult> SandboxEngine::Private::accountDdl(const AccountStatement &statement)
{
    if (const Result<> done = commit(); !done) // as any DDL
        return Failure(done.error());
    const auto begun = beginWrite();
    if (!begun)
        return Failure(begun.error());
    const std::vector<Grant> grants = store.catalog.grants;
    Result<> done =
        Accounts(database, options.version).apply(statement, options.user, functions.now);
    if (done && statement.action == AccountStatement::Drop) {
        const auto gone = std::erase_if(store.catalog.grants, [&statement](const Grant &grant) {
            return grant.grantee == statement.name
                || (grant.object.isEmpty() && grant.privilege == statement.name);
        });
        if (gone > 0)
            done = store.saveGrants();
        if (done && gone > 0)
            done = store.raiseVersion();
    }
    if (done)
        done = database.run(u"COMMIT"_s);
    if (!done) {
        if (database.inTransaction())
            (void)database.run(u"ROLLBACK"_s);
        store.catalog.grants = grants;
    }
    endTransaction();
    if (!done)
        return Failure(done.error());
    SandboxResult result;
    result.kind = SandboxStatementKind::Ddl;
    return result;
}

// Of privileges and roles without an object; grants on objects go to whomever a script names.
Result<> SandboxEngine::Private::checkGrantees(const GrantPrivileges &statement)
{
    if (!options.hasAccounts || statement.grants.empty()
        || !statement.grants.front().object.isEmpty())
        return {};
    Accounts accounts(database, options.version);
    const Result<std::vector<SandboxAccount>> known = accounts.all();
    if (!known)
        return Failure(known.error());
    for (const Grant &grant : statement.grants) {
        if (grant.grantee != options.user && !accounts.isUser(grant.grantee, *known)
            && !accounts.isRole(grant.grantee, *known))
            return oraFailure(1917, {grant.grantee});
        // A privilege has several words, but for the administrative ones; one word is a role.
        const bool isRole =
            !grant.privilege.contains(u' ') && !isAdministrativePrivilege(grant.privilege);
        const QString role = storedName(grant.privilege);
        if (isRole && !accounts.isRole(role, *known))
            return oraFailure(1919, {role});
    }
    return {};
}

} // namespace Athanor
