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
