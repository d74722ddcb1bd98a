// SPDX-License-Identifier: MIT
#include "revision/revision.h"

#include "base/atomicfile.h"
#include "base/clock.h"
#include "base/digest.h"
#include "revision/headerline.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Revision", text);
}

// What a review is of: the text as people see it. Git turns line ends and editors drop trailing
// blanks; neither is an edit.
QString seenText(const QString &section)
{
    QStringList lines = section.split(u'\n');
    for (QString &line : lines) {
        while (!line.isEmpty() && line.back().isSpace())
            line.chop(1);
    }
    while (!lines.isEmpty() && lines.back().isEmpty())
        lines.pop_back();
    return lines.join(u'\n');
}

QString slug(const QString &message)
{
    // Alembic's truncate_slug_length. A file name has at most 255 bytes: with the id, 40 letters of
    // any script fit.
    constexpr qsizetype longest = 40;
    QStringList words;
    QString word;
    const QString composed = message.normalized(QString::NormalizationForm_C).toLower();
    for (const char32_t character : composed.toUcs4()) {
        if (QChar::isLetterOrNumber(character) || QChar::isMark(character) || character == U'_') {
            word += QString::fromUcs4(&character, 1);
        } else if (!word.isEmpty()) {
            words.push_back(word);
            word.clear();
        }
    }
    if (!word.isEmpty())
        words.push_back(word);

    QString text;
    for (const QString &next : words) {
        if (!text.isEmpty() && text.size() + 1 + next.size() > longest)
            break;
        text += (text.isEmpty() ? u""_s : u"_"_s) + next;
    }
    if (text.size() > longest) // one very long word
        text.truncate(text[longest - 1].isHighSurrogate() ? longest - 1 : longest);
    return text;
}

QString withLineEnds(QString text, bool crlf)
{
    text.replace("\r\n"_L1, "\n"_L1);
    return crlf ? text.replace(u'\n', "\r\n"_L1) : text;
}

} // namespace

QString Revision::sectionsSha256() const
{
    // A marker cannot stand inside a section, so text moved from one section to the other is
    // another text.
    return sha256(u"upgrade\n"_s + seenText(upgrade) + u"\n-- ======== downgrade ========\n"_s
                  + seenText(downgrade));
}

bool Revision::isReviewed() const
{
    return review && review->sha256 == sectionsSha256();
}

bool Revision::isReviewStale() const
{
    return review && review->sha256 != sectionsSha256();
}

void Revision::setSections(const QString &newUpgrade, const QString &newDowngrade)
{
    const bool crlf = layout.header.contains("\r\n"_L1);
    upgrade = withLineEnds(newUpgrade, crlf);
    downgrade = withLineEnds(newDowngrade, crlf);
}

bool isRevisionId(QStringView text)
{
    // alembic.script.revision refuses @ - + in ids, for they mean something in revision arguments.
    const bool wellFormed =
        !text.isEmpty() && text.size() <= 32 && std::all_of(text.begin(), text.end(), [](QChar c) {
            return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
                || c == u'_' || c == u'.';
        });
    return wellFormed && text != u"head" && text != u"heads" && text != u"base"
        && text != u"current";
}

QString revisionFileName(const Revision &revision)
{
    const QString words = slug(revision.message);
    return words.isEmpty() ? revision.id + u".sql"_s : revision.id + u'_' + words + u".sql"_s;
}

Result<Revision> readRevision(const QString &file)
{
    return readTextFile(file).and_then([&](const QString &text) -> tl::expected<Revision, Error> {
        return parseRevision(text, QFileInfo(file).absoluteFilePath());
    });
}

Result<Revision> writeRevision(Revision revision, const QString &directory)
{
    if (revision.file.isEmpty()) {
        const QDir folder(directory);
        revision.file = folder.absoluteFilePath(revisionFileName(revision));
        if (!folder.mkpath(u"."_s)) {
            return failure(ErrorKind::File, tr("cannot make the folder for revision files"), 0,
                           {folder.absolutePath(), 0, 0});
        }
        if (QFileInfo::exists(revision.file)) {
            return failure(ErrorKind::File,
                           tr("the file exists already; nothing was written over it"), 0,
                           {revision.file, 0, 0});
        }
    }
    const QString text = toText(revision);
    // What could not be read again is never written: an id or a section with a marker in it.
    Result<Revision> written = parseRevision(text, revision.file);
    if (!written)
        return written;
    if (Result<> saved = writeTextFile(revision.file, text); !saved)
        return Failure(saved.error());
    return written;
}

} // namespace Athanor
