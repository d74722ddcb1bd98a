// SPDX-License-Identifier: MIT
#include "ui/pages/rehearsalmodel.h"

#include "ui/theme/icons.h"
#include "ui/widgets/messagebar.h"

using namespace Qt::StringLiterals;

namespace Athanor {

VerdictLook verdictLook(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Proved:
        return {u"state-applied"_s, RehearsalModel::tr("proved"), Tone::Success};
    case Verdict::Refuted:
        return {u"error"_s, RehearsalModel::tr("refuted"), Tone::Danger};
    case Verdict::CannotJudge:
        return {u"question"_s, RehearsalModel::tr("cannot judge"), Tone::Warning};
    }
    return {};
}

QString oneLine(const QString &sql)
{
    return sql.simplified().left(300);
}

RehearsalModel::RehearsalModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

void RehearsalModel::setRehearsal(const Rehearsal &rehearsal)
{
    beginResetModel();
    m_statements = rehearsal.statements;
    endResetModel();
}

int RehearsalModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_statements.size());
}

int RehearsalModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RehearsalModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RehearsedStatement &row = m_statements[size_t(index.row())];
    const VerdictLook look = verdictLook(row.verdict);
    const QString why = row.error
        ? errorText(Error{row.error->kind, row.error->message, row.error->oraCode, {}, {}})
        : row.why;
    if (role == DirectionRole)
        return int(row.direction);
    if (role == NumberRole)
        return row.statement.number;
    if (role == Qt::ToolTipRole)
        return index.column() == StatementColumn ? row.statement.sql : why;
    switch (Column(index.column())) {
    case VerdictColumn:
        if (role == Qt::DisplayRole)
            return look.word;
        if (role == Qt::DecorationRole)
            return icon(look.icon, look.tone);
        break;
    case DirectionColumn:
        if (role == Qt::DisplayRole)
            return toString(row.direction);
        break;
    case NumberColumn:
        if (role == Qt::DisplayRole)
            return row.statement.number;
        if (role == Qt::TextAlignmentRole)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        break;
    case StatementColumn:
        if (role == Qt::DisplayRole)
            return oneLine(row.statement.sql);
        if (role == Qt::FontRole)
            return monospaceFont();
        break;
    case WhyColumn:
        if (role == Qt::DisplayRole)
            return why.simplified();
        break;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant RehearsalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((section == NumberColumn ? Qt::AlignRight : Qt::AlignLeft)
                        | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case VerdictColumn:
        return tr("Verdict");
    case DirectionColumn:
        return tr("Section");
    case NumberColumn:
        return tr("No.");
    case StatementColumn:
        return tr("Statement");
    case WhyColumn:
        return tr("Why");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace Athanor
