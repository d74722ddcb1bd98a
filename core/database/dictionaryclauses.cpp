// SPDX-License-Identifier: MIT
#include "database/dictionaryclauses.h"

#include "schema/name.h"
#include "sql/lexer.h"

#include <QtCore/QStringList>

using namespace Qt::StringLiterals;

namespace Athanor {

void appendClause(QString &clauses, const QString &clause)
{
    if (!clauses.isEmpty() && !clause.isEmpty())
        clauses += u' ';
    clauses += clause;
}

QString parallelClause(const QString &degree)
{
    const QString trimmed = degree.trimmed();
    if (trimmed.isEmpty() || trimmed == "1"_L1 || trimmed == "0"_L1)
        return {};
    return trimmed == "DEFAULT"_L1 ? u"PARALLEL"_s : u"PARALLEL "_s + trimmed;
}

QString lobStorageClause(const StoredLob &storage)
{
    QStringList parameters;
    if (!storage.tablespace.isEmpty())
        parameters += u"TABLESPACE "_s + writtenName(storage.tablespace);
    if (!storage.inRow)
        parameters += u"DISABLE STORAGE IN ROW"_s;
    if (storage.deduplicate)
        parameters += u"DEDUPLICATE"_s;
    if (!storage.compression.isEmpty() && storage.compression != "NO"_L1
        && storage.compression != "NONE"_L1)
        parameters += u"COMPRESS "_s + storage.compression;
    if (storage.cache == "YES"_L1)
        parameters += u"CACHE"_s;
    else if (storage.cache == "CACHEREADS"_L1)
        parameters += u"CACHE READS"_s;
    if (!storage.logging)
        parameters += u"NOLOGGING"_s;
    QString clause = storage.secureFile ? u"STORE AS SECUREFILE"_s : u"STORE AS BASICFILE"_s;
    if (!parameters.isEmpty())
        clause += u" (%1)"_s.arg(parameters.join(u' '));
    return clause;
}

QString xmlColumnStorage(const QString &type)
{
    if (type == "CLOB"_L1)
        return u"STORE AS CLOB"_s;
    if (type == "OBJECT-RELATIONAL"_L1)
        return u"STORE AS OBJECT RELATIONAL"_s;
    return {};
}

QString xmlTableStorage(const QString &type)
{
    const QString storage = xmlColumnStorage(type);
    return storage.isEmpty() ? QString() : u"XMLTYPE "_s + storage;
}

QString encryptionClause(const QString &algorithm, const QString &salt, const QString &integrity)
{
    QString clause = u"ENCRYPT"_s;
    // "AES 256 bits key", "3 Key Triple DES 168 bits key"; AES192 is the default.
    const QStringList words = algorithm.split(u' ', Qt::SkipEmptyParts);
    QString name = words.value(0) == "AES"_L1 ? u"AES"_s + words.value(1) : words.value(0);
    if (algorithm.contains("Triple DES"_L1))
        name = u"3DES168"_s;
    if (!name.isEmpty() && name != "AES192"_L1)
        clause += u" USING "_s + quotedString(name);
    if (!integrity.isEmpty() && integrity != "SHA-1"_L1)
        clause += u' ' + quotedString(integrity);
    if (salt == "NO"_L1)
        clause += u" NO SALT"_s;
    return clause;
}

QString databaseLinkText(const QString &name, const QString &user, const QString &host)
{
    QString text = u"CREATE DATABASE LINK "_s + name;
    if (user == "CURRENT_USER"_L1) {
        text += u" CONNECT TO CURRENT_USER"_s;
    } else if (!user.isEmpty()) {
        QString variable;
        for (const QChar c : name.section(u'@', 0, 0).section(u'.', 0, 0))
            variable += c.isLetterOrNumber() && c.unicode() < 128 ? c.toUpper() : QChar(u'_');
        text += u" CONNECT TO %1 IDENTIFIED BY &%2_PASSWORD"_s.arg(writtenName(user), variable);
    }
    if (!host.isEmpty())
        text += u" USING "_s + quotedString(host);
    return text;
}

} // namespace Athanor
