// SPDX-License-Identifier: MIT
#include "standinserver.h"

#include <QtCore/QCoreApplication>
#include <QtSql/QSqlDatabase>

using namespace Qt::StringLiterals;

namespace Athanor {

StandinServer::StandinServer()
{
    Standin::reset();
    Standin::setServiceFolder(m_folder.path());
}

QString StandinServer::url(const QString &user, const QString &place)
{
    return u"oracle://%1@%2"_s.arg(user, place);
}

Result<std::unique_ptr<Session>> StandinServer::open(const QString &url, const QString &password)
{
    const Result<ConnectionUrl> where = parseConnectionUrl(url, {});
    if (!where)
        return Failure(where.error());
    return Session::open(*where, [password](const ConnectionUrl &) { return password; });
}

Result<> StandinServer::makeNumbers(Session &session, const QString &table, int count)
{
    QStringList statements{u"CREATE TABLE %1 (n NUMBER(10))"_s.arg(table),
                           u"CREATE TABLE %1_d (n NUMBER(1))"_s.arg(table)};
    for (int digit = 0; digit < 10; ++digit)
        statements += u"INSERT INTO %1_d VALUES (%2)"_s.arg(table, QString::number(digit));
    const QString number = u"a.n + 10 * b.n + 100 * c.n + 1000 * d.n"_s;
    statements += u"INSERT INTO %1 SELECT %2 + 1 FROM %1_d a CROSS JOIN %1_d b CROSS JOIN %1_d c "
                  "CROSS JOIN %1_d d WHERE %2 < %3"_s.arg(table, number, QString::number(count));
    statements += u"DROP TABLE %1_d"_s.arg(table);
    for (const QString &sql : std::as_const(statements)) {
        if (const Result<Execution> done = session.execute(sql); !done)
            return Failure(done.error());
    }
    return {};
}

QString StandinServer::sandboxFile() const
{
    return m_folder.filePath(u"shop.sandbox"_s);
}

QString StandinServer::whyNot()
{
    const QString plugins = QStringLiteral(ATHANOR_QOCI_PLUGINS);
    if (plugins.isEmpty())
        return u"Qt's Oracle driver has not been built; ./athanor-dev setup does"_s;
    QCoreApplication::addLibraryPath(plugins);
    return QSqlDatabase::isDriverAvailable(u"QOCI"_s) ? QString()
                                                      : u"no QOCI plugin in "_s + plugins;
}

} // namespace Athanor
