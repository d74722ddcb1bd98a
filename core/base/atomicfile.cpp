// SPDX-License-Identifier: MIT
#include "base/atomicfile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QSaveFile>
#include <QtCore/QStringDecoder>

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::AtomicFile", text);
}

// The end of the longest prefix that is UTF-8, in bytes.
qsizetype validPrefix(const QByteArray &bytes)
{
    qsizetype good = 0;
    qsizetype bad = bytes.size();
    while (bad - good > 1) { // the decoder is stateless per call, so bisect on prefixes
        const qsizetype middle = good + (bad - good) / 2;
        QStringDecoder decoder(QStringDecoder::Utf8);
        const QString text = decoder(QByteArrayView(bytes).first(middle));
        Q_UNUSED(text)
        (decoder.hasError() ? bad : good) = middle;
    }
    // A letter that has begun but not ended is no error to the decoder yet.
    qsizetype last = good;
    while (last > 0 && (uchar(bytes[last - 1]) & 0xC0) == 0x80)
        --last;
    const uchar lead = last > 0 ? uchar(bytes[last - 1]) : 0;
    const int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return last > 0 && last - 1 + length > good ? last - 1 : good;
}

Place placeOfByte(const QString &path, const QByteArray &bytes, qsizetype offset)
{
    const QByteArrayView before = QByteArrayView(bytes).first(offset);
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    return {path, int(before.count('\n')) + 1,
            int(QString::fromUtf8(before.sliced(lineStart)).size()) + 1};
}

} // namespace

Result<QString> readTextFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::File, tr("cannot read the file: %1").arg(file.errorString()), 0,
                       {path, 0, 0});
    const QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return failure(ErrorKind::File, tr("cannot read the file: %1").arg(file.errorString()), 0,
                       {path, 0, 0});
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder(bytes);
    if (decoder.hasError()) {
        return failure(ErrorKind::Syntax,
                       tr("the file is not UTF-8; save it as UTF-8 and try again"), 0,
                       placeOfByte(path, bytes, validPrefix(bytes)));
    }
    return text;
}

Result<> writeTextFile(const QString &path, const QString &text)
{
    return writeBytesFile(path, text.toUtf8());
}

Result<> writeBytesFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failure(ErrorKind::File, tr("cannot write the file: %1").arg(file.errorString()), 0,
                       {path, 0, 0});
    return {};
}

} // namespace Athanor
