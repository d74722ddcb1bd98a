// SPDX-License-Identifier: MIT
#include "base/textrange.h"

#include <algorithm>

namespace Athanor {

LineIndex::LineIndex(QStringView text)
    : m_lineStarts{0}
{
    for (qsizetype at = text.indexOf(u'\n'); at >= 0; at = text.indexOf(u'\n', at + 1))
        m_lineStarts.push_back(at + 1);
}

int LineIndex::line(qsizetype offset) const
{
    const auto after = std::upper_bound(m_lineStarts.begin(), m_lineStarts.end(), offset);
    return int(after - m_lineStarts.begin());
}

int LineIndex::column(qsizetype offset) const
{
    return int(offset - m_lineStarts[size_t(line(offset) - 1)]) + 1;
}

Place LineIndex::place(const QString &file, qsizetype offset) const
{
    return {file, line(offset), column(offset)};
}

} // namespace Athanor
