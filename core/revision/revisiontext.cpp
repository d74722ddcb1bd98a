// SPDX-License-Identifier: MIT
// Revision files as text, both ways.
#include "base/clock.h"
#include "base/textrange.h"
#include "revision/headerline.h"
#include "revision/revision.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <map>
#include <utility>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Revision", text);
}

QString reviewText(const std::optional<Review> &review)
{
    if (!review)
        return u"no"_s;
    return u"%1 %2 sha256:%3"_s.arg(review->by.simplified(), isoUtc(review->at), review->sha256);
}

QString valueText(const Revision &revision, HeaderKey key)
{
    switch (key) {
    case HeaderKey::Revision:
        return revision.id;
    case HeaderKey::Revises:
        return revision.revises.join(", "_L1);
    case HeaderKey::Message:
        return revision.message.simplified(); // a line end would end the header line
    case HeaderKey::Created:
        return isoUtc(revision.created);
    case HeaderKey::Reviewed:
        return reviewText(revision.review);
    }
    return {};
}

QString headerText(const Revision &revision, HeaderKey key)
{
    const QString value = valueText(revision, key);
    return value.isEmpty() ? u"-- %1:"_s.arg(toString(key))
                           : u"-- %1: %2"_s.arg(toString(key), value);
}

struct HeaderValues
{
    QString id;
    QStringList revises;
    QString message;
    QDateTime created;
    std::optional<Review> review;
};

using Read = std::optional<QString>; // what is wrong; none: all is well

Read readInto(HeaderValues &values, const HeaderLine &line)
{
    const QString value = line.value.toString();
    switch (line.key) {
    case HeaderKey::Revision:
        if (!isRevisionId(value)) {
            return tr("expected a revision id: 1 to 32 of the characters A-Z a-z 0-9 _ . (and not "
                      "head, heads, base or current)");
        }
        values.id = value;
        return {};
    case HeaderKey::Revises:
        values.revises.clear();
        if (value.isEmpty())
            return {};
        for (const QString &parent : value.split(u',')) {
            const QString id = parent.trimmed();
            if (!isRevisionId(id))
                return tr("expected revision ids separated by commas, or nothing for the first "
                          "revision, not '%1'")
                    .arg(id);
            if (values.revises.contains(id))
                return tr("the parent %1 is named twice").arg(id);
            values.revises.push_back(id);
        }
        return {};
    case HeaderKey::Message:
        values.message = value;
        return {};
    case HeaderKey::Created:
        values.created = QDateTime::fromString(value, Qt::ISODate).toUTC();
        if (!values.created.isValid())
            return tr("expected a time like 2026-11-22T15:04:05Z");
        return {};
    case HeaderKey::Reviewed: {
        values.review.reset();
        if (value.compare("no"_L1, Qt::CaseInsensitive) == 0)
            return {};
        const QString expected =
            tr("expected 'no', or who reviewed, when, and sha256: with 64 hexadecimal digits");
        const QString sha = value.section(u' ', -1);
        Review review;
        review.by = value.section(u' ', 0, -3).trimmed();
        review.at = QDateTime::fromString(value.section(u' ', -2, -2), Qt::ISODate).toUTC();
        review.sha256 = sha.sliced(std::min<qsizetype>(7, sha.size()));
        const bool hexadecimal =
            std::all_of(review.sha256.begin(), review.sha256.end(), [](QChar c) {
                return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
            });
        if (!sha.startsWith("sha256:"_L1) || review.sha256.size() != 64 || !hexadecimal
            || !review.at.isValid() || review.by.isEmpty())
            return expected;
        values.review = review;
        return {};
    }
    }
    return {};
}

// Walks a text line by line; a line keeps its end.
class Lines
{
public:
    explicit Lines(QStringView text)
        : m_text(text)
    { }

    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] qsizetype offset() const { return m_at; }
    [[nodiscard]] int number() const { return m_number; } // of the line next() gave last, from 1
    QStringView next()
    {
        const qsizetype end = m_text.indexOf(u'\n', m_at);
        const qsizetype stop = end < 0 ? m_text.size() : end + 1;
        const QStringView line = m_text.sliced(m_at, stop - m_at);
        m_at = stop;
        ++m_number;
        return line;
    }

private:
    QStringView m_text;
    qsizetype m_at = 0;
    int m_number = 0;
};

QStringView lineEnd(QStringView line)
{
    if (line.endsWith("\r\n"_L1))
        return u"\r\n";
    return line.endsWith(u'\n') ? QStringView(u"\n") : QStringView();
}

QStringView lineEndOf(const RevisionLayout &layout)
{
    return layout.header.contains("\r\n"_L1) ? QStringView(u"\r\n") : QStringView(u"\n");
}

QString canonicalHeader(const Revision &revision)
{
    QString text;
    for (const HeaderKey key : headerKeys)
        text += headerText(revision, key) + u'\n';
    return text + u'\n' + markerText(Section::Upgrade) + u'\n';
}

QString canonicalMarker()
{
    return u'\n' + markerText(Section::Downgrade) + u'\n';
}

// The header as it was laid out, with only those lines new whose value is another one now.
QString patchedHeader(const Revision &revision)
{
    QString text;
    Lines lines(revision.layout.header);
    HeaderValues written;
    while (!lines.atEnd()) {
        const QStringView line = lines.next();
        const std::optional<HeaderLine> header = readHeaderLine(line);
        bool keep = true;
        if (header && !readInto(written, *header)) {
            switch (header->key) {
            case HeaderKey::Revision:
                keep = written.id == revision.id;
                break;
            case HeaderKey::Revises:
                keep = written.revises == revision.revises;
                break;
            case HeaderKey::Message:
                keep = written.message == revision.message;
                break;
            case HeaderKey::Created:
                keep = written.created == revision.created;
                break;
            case HeaderKey::Reviewed:
                keep = written.review == revision.review;
                break;
            }
        }
        if (keep)
            text += line;
        else
            text += headerText(revision, header->key) + lineEnd(line).toString();
    }
    return text;
}

// Finds out what is wrong with a file in one walk; the first problem is the answer.
class Parser
{
public:
    Parser(const QString &text, const QString &file)
        : m_text(text)
        , m_file(file)
        , m_lines(text)
    { }

    Result<Revision> parse()
    {
        m_revision.file = m_file;
        if (const Result<> header = readHeader(); !header)
            return Failure(header.error());
        if (const Result<> sections = readSections(); !sections)
            return Failure(sections.error());
        // The layout is worth keeping only where it is not ours.
        const RevisionLayout layout = std::exchange(m_revision.layout, {});
        if (canonicalHeader(m_revision) != layout.header)
            m_revision.layout.header = layout.header;
        if (canonicalMarker() != layout.downgradeMarker)
            m_revision.layout.downgradeMarker = layout.downgradeMarker;
        return m_revision;
    }

private:
    Failure wrong(const QString &message, int line, qsizetype column) const
    {
        return failure(ErrorKind::Syntax, message, 0, {m_file, line, int(column) + 1});
    }

    Failure missing(HeaderKey key, int line) const
    {
        return wrong(tr("the header has no line '-- %1: …'; is this a whole revision file?")
                         .arg(toString(key)),
                     std::max(1, line), 0);
    }

    Result<> readHeader()
    {
        std::map<HeaderKey, int> seen; // key → line
        HeaderValues values;
        while (!m_lines.atEnd()) {
            const QStringView line = m_lines.next();
            const int number = m_lines.number();
            if (const std::optional<Section> marker = readMarker(line)) {
                if (*marker == Section::Downgrade) {
                    return wrong(
                        tr("expected '%1' before this line").arg(markerText(Section::Upgrade)),
                        number, 0);
                }
                for (const HeaderKey key : headerKeys) {
                    if (!seen.contains(key))
                        return missing(key, number);
                }
                m_revision.id = values.id;
                m_revision.revises = values.revises;
                m_revision.message = values.message;
                m_revision.created = values.created;
                m_revision.review = values.review;
                m_revision.revisesLine = seen[HeaderKey::Revises];
                m_revision.layout.header = m_text.first(m_lines.offset());
                m_revision.upgradeLine = number + 1;
                return {};
            }
            const QStringView trimmed = line.trimmed();
            if (!trimmed.isEmpty() && !trimmed.startsWith("--"_L1)) {
                return wrong(tr("expected a header line '-- …' or '%1', not a statement")
                                 .arg(markerText(Section::Upgrade)),
                             number, trimmed.data() - line.data());
            }
            const std::optional<HeaderLine> header = readHeaderLine(line);
            if (!header)
                continue;
            if (const auto [first, isNew] = seen.try_emplace(header->key, number); !isNew) {
                return wrong(tr("the header names '%1' twice; the first is in line %2")
                                 .arg(toString(header->key))
                                 .arg(first->second),
                             number, 0);
            }
            if (const Read problem = readInto(values, *header))
                return wrong(*problem, number, header->column);
        }
        for (const HeaderKey key : headerKeys) {
            if (!seen.contains(key))
                return missing(key, m_lines.number());
        }
        return cutInHalf(Section::Upgrade);
    }

    Result<> readSections()
    {
        const qsizetype upgradeStart = m_lines.offset();
        qsizetype upgradeEnd = -1;
        QStringView previous;
        while (!m_lines.atEnd()) {
            const qsizetype start = m_lines.offset();
            const QStringView line = m_lines.next();
            const std::optional<Section> marker = readMarker(line);
            if (marker == Section::Upgrade || (marker && upgradeEnd >= 0)) {
                return wrong(tr("the file has a second marker '%1'").arg(markerText(*marker)),
                             m_lines.number(), 0);
            }
            if (marker) {
                const bool blankBefore = !previous.isEmpty() && previous.trimmed().isEmpty();
                upgradeEnd = blankBefore ? start - previous.size() : start;
                m_revision.upgrade = m_text.sliced(upgradeStart, upgradeEnd - upgradeStart);
                m_revision.layout.downgradeMarker =
                    m_text.sliced(upgradeEnd, m_lines.offset() - upgradeEnd);
                m_revision.downgrade = m_text.sliced(m_lines.offset());
                m_revision.downgradeLine = m_lines.number() + 1;
            }
            previous = line;
        }
        return upgradeEnd >= 0 ? Result<>() : cutInHalf(Section::Downgrade);
    }

    Result<> cutInHalf(Section expected) const
    {
        const LineIndex index(m_text);
        return failure(ErrorKind::Syntax,
                       tr("the file ends without '%1'; it may have been cut in half")
                           .arg(markerText(expected)),
                       0, index.place(m_file, m_text.size()));
    }

    const QString &m_text;
    const QString &m_file;
    Lines m_lines;
    Revision m_revision;
};

} // namespace

QString toText(const Revision &revision)
{
    const RevisionLayout &layout = revision.layout;
    QString text = layout.header.isEmpty() ? canonicalHeader(revision) : patchedHeader(revision);
    text += revision.upgrade;
    // A marker stands on a line of its own, whatever the section ends with.
    if (!revision.upgrade.isEmpty() && !revision.upgrade.endsWith(u'\n'))
        text += lineEndOf(layout);
    text += layout.downgradeMarker.isEmpty() ? canonicalMarker() : layout.downgradeMarker;
    if (!text.endsWith(u'\n') && !revision.downgrade.isEmpty())
        text += lineEndOf(layout); // the file ended with the marker, and has a downgrade now
    return text + revision.downgrade;
}

Result<Revision> parseRevision(const QString &text, const QString &file)
{
    return Parser(text, file).parse();
}

} // namespace Athanor
