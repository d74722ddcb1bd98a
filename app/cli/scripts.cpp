// SPDX-License-Identifier: MIT
#include "cli/scripts.h"

#include "base/atomicfile.h"
#include "cli/text.h"

#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QStringDecoder>

#include <cstdio>

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

QStringList filesOf(const QString &folder)
{
    QStringList files;
    QDirIterator at(folder, {u"*.sql"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (at.hasNext())
        files.push_back(at.next());
    files.sort();
    return files;
}

} // namespace

Result<std::vector<Script>> readScripts(const QString &path)
{
    QStringList files{path};
    if (QFileInfo(path).isDir()) {
        files = filesOf(path);
        if (files.isEmpty()) {
            return failure(ErrorKind::File, tr("the folder has no .sql file"), 0, {path, 0, 0});
        }
    }
    std::vector<Script> scripts;
    for (const QString &file : files) {
        const Result<QString> text = file == "-"_L1 ? readStandardInput() : readTextFile(file);
        if (!text)
            return Failure(text.error());
        scripts.push_back(splitScript(*text, file));
    }
    return scripts;
}

Result<CatalogReading> readCatalogOf(const QStringList &paths, const OracleVersion &version)
{
    std::vector<Script> all;
    bool isModel = paths.size() > 1;
    for (const QString &path : paths) {
        Result<std::vector<Script>> scripts = readScripts(path);
        if (!scripts)
            return Failure(scripts.error());
        isModel = isModel || QFileInfo(path).isDir();
        for (Script &script : *scripts)
            all.push_back(std::move(script));
    }
    return readCatalog(all, isModel ? ReadingOrder::AnyOrder : ReadingOrder::InWritingOrder,
                       version);
}

Failure reportAll(Terminal &terminal, const Errors &errors)
{
    for (size_t i = 0; i + 1 < errors.size(); ++i)
        terminal.error(errors[i]);
    return Failure(errors.back());
}

} // namespace Athanor
