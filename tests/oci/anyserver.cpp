// SPDX-License-Identifier: MIT
#include "anyserver.h"

#include <QtCore/QCoreApplication>
#include <QtSql/QSqlDatabase>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

// Gone with what they belong to, or Oracle's own.
bool isPart(const QString &type, const QString &name)
{
    static const QStringList types{u"INDEX"_s,
                                   u"INDEX PARTITION"_s,
                                   u"LOB"_s,
                                   u"LOB PARTITION"_s,
                                   u"TABLE PARTITION"_s,
                                   u"TYPE BODY"_s,
                                   u"TABLE SUBPARTITION"_s,
                                   u"PACKAGE BODY"_s,
                                   u"INDEX SUBPARTITION"_s,
                                   u"LOB SUBPARTITION"_s};
    static const QStringList prefixes{u"BIN$"_s, u"ISEQ$$_"_s, u"SYS_"_s, u"MLOG$_"_s, u"RUPD$_"_s};
    return types.contains(type)
        || std::any_of(prefixes.begin(), prefixes.end(),
                       [&name](const QString &prefix) { return name.startsWith(prefix); });
}

// "TABLE T", … in an order in which most can be dropped.
Result<QStringList> wholeObjects(Session &session)
{
    const Result<Rows> rows = session.query(
        u"SELECT object_type, object_name FROM user_objects ORDER BY object_type, object_name"_s);
    if (!rows)
        return Failure(rows.error());
    QStringList objects;
    for (const Row &row : rows->rows) {
        const QString type = row[0].toString();
        const QString name = row[1].toString();
        if (!isPart(type, name)) // a link's name has dots, and is not quoted
            objects += type + u' ' + (type == "DATABASE LINK"_L1 ? name : writtenName(name));
    }
    // A materialized view before the table it is kept in.
    std::stable_partition(objects.begin(), objects.end(), [](const QString &object) {
        return object.startsWith("MATERIALIZED VIEW "_L1);
    });
    return objects;
}

QString dropStatement(const QString &object)
{
    QString rest;
    if (object.startsWith("TABLE "_L1))
        rest = u" CASCADE CONSTRAINTS PURGE"_s;
    else if (object.startsWith("CLUSTER "_L1))
        rest = u" INCLUDING TABLES CASCADE CONSTRAINTS"_s;
    else if (object.startsWith("TYPE "_L1))
        rest = u" FORCE"_s;
    return u"DROP "_s + object + rest;
}

} // namespace

#ifdef ATHANOR_REAL_ORACLE

QString AnyServer::whyNot()
{
    if (url().isEmpty())
        return u"ATHANOR_TEST_ORACLE_URL is not set: nothing was tested on a real Oracle"_s;
    QCoreApplication::addLibraryPath(QStringLiteral(ATHANOR_QOCI_PLUGINS));
    return {};
}

QStringList AnyServer::objects()
{
    const auto session = open();
    if (!session)
        return {session.error().toString()};
    const Result<QStringList> objects = wholeObjects(**session);
    return objects ? *objects : QStringList{objects.error().toString()};
}

QString AnyServer::url()
{
    return qEnvironmentVariable("ATHANOR_TEST_ORACLE_URL");
}

QString AnyServer::password(const ConnectionUrl &)
{
    return qEnvironmentVariable("ATHANOR_PASSWORD");
}

QString AnyServer::sandboxFile() const
{
    return {};
}

QStringList AnyServer::violations()
{
    return {};
}

#else

QString AnyServer::whyNot()
{
    return StandinServer::whyNot();
}

QStringList AnyServer::objects()
{
    return {};
}

QString AnyServer::url()
{
    return StandinServer::url();
}

QString AnyServer::password(const ConnectionUrl &)
{
    return u"tiger"_s;
}

QString AnyServer::sandboxFile() const
{
    return m_server.sandboxFile();
}

QStringList AnyServer::violations()
{
    return Standin::statistics().violations;
}

#endif

Result<std::unique_ptr<Session>> AnyServer::open()
{
    const Result<ConnectionUrl> where = parseConnectionUrl(url(), {});
    if (!where)
        return Failure(where.error());
    return Session::open(*where, password);
}

QStringList AnyServer::cleanUp(Session &session, const QStringList &others)
{
    if (session.inTransaction())
        (void)session.rollback();
    QStringList left;
    qsizetype before = -1;
    for (;;) {
        const Result<QStringList> objects = wholeObjects(session);
        if (!objects)
            return {objects.error().toString()};
        if (objects->size() == before) // a round that took nothing away
            return *objects + left;
        left.clear();
        if (objects->isEmpty())
            break;
        before = objects->size();
        for (const QString &object : *objects) { // one that is gone with another is no fault
            if (const Result<Execution> done = session.execute(dropStatement(object)); !done)
                left += object + u": "_s + done.error().toString();
        }
    }
    for (const QString &object : others) {
        const Result<Execution> done = session.execute(u"DROP "_s + object);
        if (!done && done.error().oraCode != 4043) // does not exist: the sandbox lists directories
            left += object + u": "_s + done.error().toString();
    }
    return left;
}

} // namespace Athanor
