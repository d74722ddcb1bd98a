// SPDX-License-Identifier: MIT
#include "revision/objectrule.h"

#include "base/nearest.h"
#include "ddl/reader.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::ObjectRule", text);
}

// What a schema is mostly made of. Alone, as a rule, one of these words is a slip; other kinds are
// names of tables, too (PROFILE, CONTEXT).
const QStringList &commonTypes()
{
    static const QStringList all{
        u"TABLE"_s, u"VIEW"_s,      u"MATERIALIZED VIEW"_s, u"SEQUENCE"_s, u"SYNONYM"_s,
        u"INDEX"_s, u"TRIGGER"_s,   u"PROCEDURE"_s,         u"FUNCTION"_s, u"PACKAGE"_s,
        u"TYPE"_s,  u"TYPE BODY"_s, u"PACKAGE BODY"_s,      u"COLUMN"_s,   u"CONSTRAINT"_s,
        u"GRANT"_s};
    return all;
}

const QStringList &types()
{
    static const QStringList all = commonTypes()
        + QStringList{toString(UnitKind::Library), toString(UnitKind::JavaSource)} + opaqueKinds();
    return all;
}

// The type that the text begins with: the longest, so that PACKAGE BODY is not PACKAGE.
QString leadingType(const QString &text)
{
    QString best;
    for (const QString &type : types()) {
        const bool fits = text.startsWith(type, Qt::CaseInsensitive) && text.size() > type.size()
            && text[type.size()] == u' ';
        if (fits && type.size() > best.size())
            best = type;
    }
    return best;
}

bool isWildcard(QChar c)
{
    return c == u'%' || c == u'*' || c == u'?';
}

// T."Mixed" → T.Mixed; wildcards are left as they are.
QString storedPattern(const QString &written)
{
    QString stored;
    bool isQuoted = false;
    for (const QChar c : written) {
        if (c == u'"')
            isQuoted = !isQuoted;
        else
            stored += isQuoted ? c : c.toUpper();
    }
    return stored;
}

} // namespace

Result<ObjectRule> ObjectRule::parse(const QString &text)
{
    const QString written = text.simplified();
    ObjectRule rule;
    rule.type = leadingType(written);
    const QString name = written.mid(rule.type.size()).trimmed();
    if (name.isEmpty() || commonTypes().contains(written.toUpper())) {
        return failure(ErrorKind::Usage,
                       tr("“%1” names no object; write for example TABLE TMP_% or INDEX ORDERS_IX.")
                           .arg(text));
    }
    if (rule.type.isEmpty() && name.contains(u' ') && !name.startsWith(u'"')) {
        const QString word = name.section(u' ', 0, 0).toUpper();
        const QString near = nearestWord(word, types());
        return failure(ErrorKind::Usage,
                       near.isEmpty()
                           ? tr("“%1” is no type of object, such as %2.")
                                 .arg(word, commonTypes().join(u", "_s))
                           : tr("“%1” is no type of object. Is %2 meant?").arg(word, near));
    }
    rule.name = storedPattern(name);
    if (rule.name.isEmpty())
        return failure(ErrorKind::Usage, tr("“%1” names no object.").arg(text));
    return rule;
}

bool ObjectRule::matches(const QString &objectType, const QString &objectName) const
{
    static const QStringList parts{u"COLUMN"_s, u"CONSTRAINT"_s, u"GRANT"_s};
    if (type.isEmpty() ? parts.contains(objectType) : type != objectType)
        return false;
    if (isExact())
        return name == objectName;
    QString pattern;
    for (const QChar c : name) {
        if (c == u'%' || c == u'*')
            pattern += u".*"_s;
        else if (c == u'?')
            pattern += u'.';
        else
            pattern += QRegularExpression::escape(QString(c));
    }
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern))
        .match(objectName)
        .hasMatch();
}

bool ObjectRule::isExact() const
{
    return std::none_of(name.begin(), name.end(), isWildcard);
}

QString ObjectRule::toString() const
{
    // Lower case or a blank was quoted by whoever wrote it.
    const bool isPlain = name == name.toUpper() && !name.contains(u' ');
    const QString written = isPlain ? name : u'"' + name + u'"';
    return type.isEmpty() ? written : type + u' ' + written;
}

ObjectRule ruleFor(const ObjectRef &object)
{
    return {object.type, object.name.name};
}

} // namespace Athanor
