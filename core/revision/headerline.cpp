// SPDX-License-Identifier: MIT
#include "revision/headerline.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// What follows the "--" of a comment line, trimmed; null when it is none.
QStringView commentText(QStringView line)
{
    const QStringView trimmed = line.trimmed();
    return trimmed.startsWith("--"_L1) ? trimmed.sliced(2).trimmed() : QStringView();
}

QStringView withoutEquals(QStringView text)
{
    while (text.startsWith(u'='))
        text = text.sliced(1);
    while (text.endsWith(u'='))
        text.chop(1);
    return text.trimmed();
}

} // namespace

QString toString(HeaderKey key)
{
    switch (key) {
    case HeaderKey::Revision:
        return u"Revision"_s;
    case HeaderKey::Revises:
        return u"Revises"_s;
    case HeaderKey::Message:
        return u"Message"_s;
    case HeaderKey::Created:
        return u"Created"_s;
    case HeaderKey::Reviewed:
        return u"Reviewed"_s;
    }
    return {};
}

QString markerText(Section section)
{
    return section == Section::Upgrade ? u"-- ======== upgrade ========"_s
                                       : u"-- ======== downgrade ========"_s;
}

std::optional<HeaderLine> readHeaderLine(QStringView line)
{
    const QStringView comment = commentText(line);
    const qsizetype colon = comment.indexOf(u':');
    if (colon < 0)
        return {};
    const QStringView word = comment.first(colon).trimmed();
    for (const HeaderKey key : headerKeys) {
        if (word.compare(toString(key), Qt::CaseInsensitive) != 0)
            continue;
        const QStringView value = comment.sliced(colon + 1).trimmed();
        const qsizetype column =
            value.isEmpty() ? line.indexOf(u':') + 1 : value.data() - line.data();
        return HeaderLine{key, value, column};
    }
    return {};
}

std::optional<Section> readMarker(QStringView line)
{
    const QStringView comment = commentText(line);
    if (!comment.startsWith("=="_L1) || !comment.endsWith("=="_L1))
        return {};
    const QStringView word = withoutEquals(comment);
    if (word.compare("upgrade"_L1, Qt::CaseInsensitive) == 0)
        return Section::Upgrade;
    if (word.compare("downgrade"_L1, Qt::CaseInsensitive) == 0)
        return Section::Downgrade;
    return {};
}

} // namespace Athanor
