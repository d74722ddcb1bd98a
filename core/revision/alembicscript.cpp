// SPDX-License-Identifier: MIT
#include "revision/alembicscript.h"

#include "base/atomicfile.h"
#include "revision/pythoncall.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Alembic", text);
}

// Line and column of an offset.
Place placeAt(const QString &file, const QString &text, qsizetype offset)
{
    const QStringView before = QStringView(text).first(offset);
    return {file, int(before.count(u'\n')) + 1, int(offset - before.lastIndexOf(u'\n'))};
}

// What is assigned to a name at the beginning of a line, annotated or not; to the end of its
// parentheses.
struct Assignment
{
    QString value;
    qsizetype offset = -1; // of the value; -1: nothing is assigned
};

Assignment assigned(const QString &text, const QString &name)
{
    const QRegularExpression head(u"^%1[ \\t]*(?::[^=\\n]*)?=[ \\t]*"_s.arg(name),
                                  QRegularExpression::MultilineOption);
    const auto match = head.match(text);
    if (!match.hasMatch())
        return {};
    const qsizetype start = match.capturedEnd();
    int depth = 0;
    qsizetype end = start;
    QChar quote;
    for (; end < text.size(); ++end) {
        const QChar c = text[end];
        if (!quote.isNull()) {
            quote = c == quote ? QChar() : quote;
        } else if (c == u'"' || c == u'\'') {
            quote = c;
        } else if (c == u'(' || c == u'[') {
            ++depth;
        } else if (c == u')' || c == u']') {
            --depth;
        } else if (c == u'#') {
            while (end + 1 < text.size() && text[end + 1] != u'\n')
                ++end;
        } else if (c == u'\n' && depth <= 0) {
            break;
        }
    }
    return {text.sliced(start, end - start).trimmed(), start};
}

// "a", ("a", "b"), None: its strings. False: it is computed.
bool takeStrings(const QString &value, QStringList &strings)
{
    static const QRegularExpression literal(u"[rRuU]?(?:\"([^\"\\\\\\n]*)\"|'([^'\\\\\\n]*)')"_s);
    static const QRegularExpression comment(u"#[^\\n]*"_s);
    QString rest = value;
    rest.remove(comment);
    for (auto match = literal.globalMatch(rest); match.hasNext();) {
        const auto one = match.next();
        strings += one.captured(1) + one.captured(2);
    }
    rest.remove(literal);
    rest.remove(u"None"_s);
    static const QRegularExpression more(u"[^\\s()\\[\\],]"_s);
    return !rest.contains(more);
}

QString docstring(const QString &text)
{
    static const QRegularExpression quoted(u"^(?:\\s|#[^\\n]*\\n)*[rRuU]?(\"\"\"|''')(.*?)\\1"_s,
                                           QRegularExpression::DotMatchesEverythingOption);
    return quoted.match(text).captured(2).trimmed();
}

QDateTime createDate(const QString &documentation)
{
    static const QRegularExpression line(
        u"^Create Date:\\s*(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d:\\d\\d)"
        "(?:\\.\\d+)?\\s*(Z|[+-]\\d\\d:?\\d\\d)?"_s,
        QRegularExpression::MultilineOption);
    const auto match = line.match(documentation);
    if (!match.hasMatch())
        return {};
    QString zone = match.captured(3);
    if (zone.isEmpty())
        zone = u"Z"_s; // Alembic writes local time without saying so; the day is what matters
    else if (zone.size() == 5)
        zone.insert(3, u':');
    return QDateTime::fromString(match.captured(1) + u'T' + match.captured(2) + zone, Qt::ISODate)
        .toUTC();
}

QString functionBody(const QString &text, const QString &name)
{
    const QRegularExpression head(u"^def[ \\t]+%1[ \\t]*\\([^)]*\\)[^:\\n]*:"_s.arg(name),
                                  QRegularExpression::MultilineOption);
    const auto match = head.match(text);
    return match.hasMatch() ? pythonBlock(QStringView(text).sliced(match.capturedEnd()))
                            : QString();
}

QStringList revisionsOf(const QString &text)
{
    QStringList ids;
    for (const QString &id : text.split(u',', Qt::SkipEmptyParts)) {
        if (const QString trimmed = id.trimmed(); !trimmed.isEmpty() && trimmed != "<base>"_L1)
            ids += trimmed;
    }
    return ids;
}

} // namespace

Result<AlembicScript> parseAlembicScript(const QString &given, const QString &file)
{
    QString text = given;
    text.replace(u"\r\n"_s, u"\n"_s);
    AlembicScript script;
    script.file = file;
    const auto take = [&](const QString &name, QStringList &strings) -> Result<> {
        const Assignment value = assigned(text, name);
        if (value.offset < 0 || takeStrings(value.value, strings))
            return {};
        return failure(ErrorKind::Syntax,
                       tr("expected %1 to be a text, a tuple of texts or None; what is computed "
                          "cannot be read without running the file")
                           .arg(name),
                       0, placeAt(file, text, value.offset));
    };
    QStringList ids;
    for (auto &[name, strings] :
         {std::pair<QString, QStringList *>(u"revision"_s, &ids),
          std::pair<QString, QStringList *>(u"down_revision"_s, &script.downRevisions),
          std::pair<QString, QStringList *>(u"depends_on"_s, &script.dependsOn)}) {
        if (const Result<> taken = take(name, *strings); !taken)
            return Failure(taken.error());
    }
    if (ids.size() != 1) {
        return failure(ErrorKind::Syntax, tr("expected revision = \"…\": no revision of Alembic"),
                       0, Place{file, 1, 1});
    }
    script.id = ids.first();
    const QString documentation = docstring(text);
    script.message = documentation.section(u'\n', 0, 0).trimmed();
    script.created = createDate(documentation);
    script.upgrade = functionBody(text, u"upgrade"_s);
    script.downgrade = functionBody(text, u"downgrade"_s);
    return script;
}

AlembicFolder readAlembicFolder(const QString &path)
{
    AlembicFolder folder;
    QString versions = path;
    const QString ini = QDir(path).filePath(u"alembic.ini"_s);
    if (QFileInfo::exists(ini)) {
        const Result<QString> text = readTextFile(ini);
        static const QRegularExpression location(u"^script_location\\s*=\\s*(.+)$"_s,
                                                 QRegularExpression::MultilineOption);
        const QString place = location.match(text.value_or(QString())).captured(1).trimmed();
        if (!place.isEmpty())
            versions = QDir(path).filePath(QString(place).replace(u"%(here)s"_s, path));
    }
    if (QFileInfo(QDir(versions).filePath(u"versions"_s)).isDir())
        versions = QDir(versions).filePath(u"versions"_s);
    if (!QFileInfo(versions).isDir()) {
        folder.errors.push_back(
            Error{ErrorKind::File, tr("There is no folder %1.").arg(versions), 0, {}, {}});
        return folder;
    }
    for (const QString &name : QDir(versions).entryList({u"*.py"_s}, QDir::Files, QDir::Name)) {
        const QString file = QDir(versions).filePath(name);
        const Result<QString> text = readTextFile(file);
        if (!text) {
            folder.errors.push_back(text.error());
            continue;
        }
        if (assigned(*text, u"revision"_s).offset < 0)
            continue;
        Result<AlembicScript> script = parseAlembicScript(*text, file);
        if (script)
            folder.scripts.push_back(std::move(*script));
        else
            folder.errors.push_back(script.error());
    }
    return folder;
}

Result<std::vector<AlembicStep>> cutAlembicSql(const QString &given, const QString &file)
{
    QString text = given;
    text.replace(u"\r\n"_s, u"\n"_s);
    static const QRegularExpression running(
        u"^-- Running (upgrade|downgrade)[ \\t]+(.*?)[ \\t]*->[ \\t]*([^\\n]*)$"_s,
        QRegularExpression::MultilineOption);
    std::vector<AlembicStep> steps;
    qsizetype start = 0;
    for (auto match = running.globalMatch(text); match.hasNext();) {
        const auto one = match.next();
        if (!steps.empty())
            steps.back().sql = text.sliced(start, one.capturedStart() - start);
        start = one.capturedEnd();
        AlembicStep step;
        step.isUpgrade = one.captured(1) == "upgrade"_L1;
        step.from = revisionsOf(one.captured(2));
        step.to = revisionsOf(one.captured(3));
        step.line = placeAt(file, text, start).line;
        steps.push_back(std::move(step));
    }
    if (steps.empty()) {
        return failure(ErrorKind::Syntax,
                       tr("expected the output of “alembic upgrade base:heads --sql”, with its "
                          "comments “-- Running upgrade … -> …”; none is there"),
                       0, Place{file, 1, 1});
    }
    steps.back().sql = text.sliced(start);
    return steps;
}

} // namespace Athanor
