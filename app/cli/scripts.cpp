// SPDX-License-Identifier: MIT
#include "cli/scripts.h"

#include "base/atomicfile.h"
#include "cli/text.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QStringDecoder>

#include <algorithm>
#include <cstdio>
#include <iterator>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

Result<QString> readStandardInput()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return failure(ErrorKind::File, tr("cannot read standard input"));
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder(input.readAll());
    if (decoder.hasError())
        return failure(ErrorKind::Syntax, tr("standard input is not UTF-8"));
    return text;
}

} // namespace

ScriptSet scriptsOf(const QString &path)
{
    if (path != "-"_L1) {
        ScriptSet set = readScripts(path);
        if (set.scripts.empty() && set.errors.empty()) {
            set.errors.push_back(
                {ErrorKind::File, tr("the folder has no .sql file"), 0, {path, 0, 0}, {}});
        }
        return set;
    }
    ScriptSet set;
    const Result<QString> text = readStandardInput();
    if (text)
        set.scripts.push_back(splitScript(*text, path));
    else
        set.errors.push_back(text.error());
    return set;
}

CatalogReading readCatalogOf(const QStringList &paths, const OracleVersion &version,
                             const std::map<QString, QString> &variables)
{
    ScriptSet all;
    bool isModel = paths.size() > 1;
    for (const QString &path : paths) {
        isModel = isModel || QFileInfo(path).isDir();
        ScriptSet set = scriptsOf(path);
        std::move(set.scripts.begin(), set.scripts.end(), std::back_inserter(all.scripts));
        std::move(set.errors.begin(), set.errors.end(), std::back_inserter(all.errors));
    }
    ExpandOptions options;
    options.variables = variables;
    options.readFile = readTextFile;
    CatalogReading reading =
        readCatalog(all.scripts, options,
                    isModel ? ReadingOrder::AnyOrder : ReadingOrder::InWritingOrder, version);
    reading.errors.insert(reading.errors.begin(), all.errors.begin(), all.errors.end());
    return reading;
}

Result<std::map<QString, QString>> parseDefines(const QStringList &defines)
{
    std::map<QString, QString> variables;
    for (const QString &define : defines) {
        const QString name = define.section(u'=', 0, 0).trimmed();
        if (name.isEmpty() || !define.contains(u'=')) {
            return failure(ErrorKind::Usage,
                           tr("expected --define NAME=VALUE, not '%1'").arg(define));
        }
        variables[name] = define.section(u'=', 1);
    }
    return variables;
}

Failure reportAll(Terminal &terminal, const Errors &errors)
{
    for (size_t i = 0; i + 1 < errors.size(); ++i)
        terminal.error(errors[i]);
    return Failure(errors.back());
}

} // namespace Athanor
