// SPDX-License-Identifier: MIT
#include "ui/pages/journalmodel.h"

#include "ui/theme/icons.h"

#include <QtCore/QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

JournalLook journalLook(JournalStatus status)
{
    switch (status) {
    case JournalStatus::Started:
        return {u"running"_s, JournalModel::tr("started"), Tone::Warning};
    case JournalStatus::Done:
        return {u"state-applied"_s, JournalModel::tr("done"), Tone::Success};
    case JournalStatus::Failed:
        return {u"error"_s, JournalModel::tr("failed"), Tone::Danger};
    case JournalStatus::Skipped:
        return {u"skipped"_s, JournalModel::tr("skipped"), Tone::Muted};
    case JournalStatus::Undone:
        return {u"rollback"_s, JournalModel::tr("undone"), Tone::Muted};
    }
    return {};
}

JournalModel::JournalModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

void JournalModel::setEntries(const std::vector<JournalEntry> &oldestFirst)
{
    std::vector<JournalEntry> fresh(oldestFirst.rbegin(), oldestFirst.rend());
    // A journal only grows: what is there stays at the bottom, and its newest rows may have been
    // finished.
    if (fresh.size() >= m_entries.size()) {
        const size_t more = fresh.size() - m_entries.size();
        const bool grown =
            std::equal(m_entries.begin(), m_entries.end(), fresh.begin() + std::ptrdiff_t(more),
                       [](const JournalEntry &a, const JournalEntry &b) {
                           return a.runId == b.runId && a.statementNo == b.statementNo
                               && a.revision == b.revision && a.direction == b.direction;
                       });
        if (grown) {
            if (more > 0) {
                beginInsertRows({}, 0, int(more) - 1);
                m_entries.insert(m_entries.begin(), fresh.begin(),
                                 fresh.begin() + std::ptrdiff_t(more));
                endInsertRows();
            }
            for (size_t i = more; i < fresh.size(); ++i) {
                if (m_entries[i] == fresh[i])
                    continue;
                m_entries[i] = fresh[i];
                Q_EMIT dataChanged(index(int(i), 0), index(int(i), ColumnCount - 1));
            }
            return;
        }
    }
    beginResetModel();
    m_entries = std::move(fresh);
    endResetModel();
}

int JournalModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int JournalModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JournalModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const JournalEntry &entry = m_entries[size_t(index.row())];
    if (role == RevisionRole)
        return entry.revision;
    const JournalLook look = journalLook(entry.status);
    switch (Column(index.column())) {
    case StatusColumn:
        if (role == Qt::DisplayRole)
            return look.word;
        if (role == Qt::DecorationRole)
            return icon(look.icon, look.tone);
        break;
    case StartedColumn:
        if (role == Qt::DisplayRole)
            return QLocale::c().toString(entry.startedAt.toLocalTime(), u"yyyy-MM-dd HH:mm:ss"_s);
        break;
    case RevisionColumn:
        if (role == Qt::DisplayRole)
            return entry.revision;
        if (role == Qt::FontRole)
            return monospaceFont();
        break;
    case DirectionColumn:
        if (role == Qt::DisplayRole)
            return toString(entry.direction);
        break;
    case NumberColumn:
        if (role == Qt::DisplayRole)
            return entry.statementNo;
        if (role == Qt::TextAlignmentRole)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        break;
    case DurationColumn:
        if (role == Qt::DisplayRole && entry.finishedAt.isValid())
            return tr("%1 s").arg(double(entry.startedAt.msecsTo(entry.finishedAt)) / 1000.0, 0,
                                  'f', 1);
        if (role == Qt::TextAlignmentRole)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        break;
    case ByColumn:
        if (role == Qt::DisplayRole)
            return entry.host.isEmpty() ? entry.appliedBy
                                        : QString(entry.appliedBy + u'@' + entry.host);
        break;
    case ErrorColumn:
        if (role == Qt::DisplayRole)
            return entry.error.simplified();
        if (role == Qt::ToolTipRole)
            return entry.error;
        break;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant JournalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const bool right = section == NumberColumn || section == DurationColumn;
    if (role == Qt::TextAlignmentRole)
        return QVariant((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case StatusColumn:
        return tr("Status");
    case StartedColumn:
        return tr("Started");
    case RevisionColumn:
        return tr("Revision");
    case DirectionColumn:
        return tr("Section");
    case NumberColumn:
        return tr("No.");
    case DurationColumn:
        return tr("Took");
    case ByColumn:
        return tr("By");
    case ErrorColumn:
        return tr("Error");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace Athanor
