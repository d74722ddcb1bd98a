// SPDX-License-Identifier: MIT
#include "ui/changes/objecttreemodel.h"

#include "ui/theme/icons.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

constexpr quintptr topLevel = 0; // internal id of an object; of a change: its object's row + 1

// "column AUTH_USER.EMAIL: …" as "column EMAIL: …": the table's name would leave no room for more.
QString shortened(const QString &text, const QString &object)
{
    const QString prefix = u' ' + object + u'.';
    const qsizetype at = text.indexOf(prefix);
    return at < 0 ? text : text.first(at + 1) + text.sliced(at + prefix.size());
}

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::ObjectTreeModel", text);
}

QString hazardText(const std::vector<Hazard> &hazards)
{
    QStringList lines;
    for (const Hazard &hazard : hazards)
        lines.append(hazard.message);
    return lines.join(u'\n');
}

// An index is shown under its table: that it is new does not make the table new.
bool isOfWholeObject(const Change &change)
{
    if (const auto *added = std::get_if<ObjectAdded>(&change.detail))
        return added->object == change.object;
    if (const auto *dropped = std::get_if<ObjectDropped>(&change.detail))
        return dropped->object == change.object;
    if (const auto *renamed = std::get_if<ObjectRenamed>(&change.detail))
        return renamed->from == change.object || renamed->to == change.object;
    return false;
}

} // namespace

std::vector<ObjectNode> objectNodes(const Difference &difference)
{
    std::vector<ObjectNode> nodes;
    const Comparison &comparison = difference.comparison;
    for (size_t i = 0; i < comparison.changes.size(); ++i) {
        const Change &change = comparison.changes[i];
        auto at = std::find_if(nodes.begin(), nodes.end(), [&change](const ObjectNode &n) {
            return n.object == change.object;
        });
        if (at == nodes.end()) {
            nodes.push_back({change.object, ChangeKind::Altered, {}});
            at = std::prev(nodes.end());
        }
        if (isOfWholeObject(change))
            at->kind = change.kind();
        ChangeNode node{i, change.kind(), change.describe(comparison.from, comparison.to), {}};
        for (const GeneratedStatement &statement : difference.scripts.upgrade) {
            if (std::find(statement.changes.begin(), statement.changes.end(), i)
                == statement.changes.end())
                continue;
            for (const Hazard &hazard : statement.hazards) {
                if (std::find(node.hazards.begin(), node.hazards.end(), hazard)
                    == node.hazards.end())
                    node.hazards.push_back(hazard);
            }
        }
        at->changes.push_back(std::move(node));
    }
    return nodes;
}

ChangeCounts countObjects(const std::vector<ObjectNode> &nodes)
{
    ChangeCounts counts;
    for (const ObjectNode &node : nodes) {
        switch (node.kind) {
        case ChangeKind::Added:
            ++counts.added;
            break;
        case ChangeKind::Altered:
            ++counts.altered;
            break;
        case ChangeKind::Dropped:
            ++counts.dropped;
            break;
        case ChangeKind::Renamed:
            ++counts.renamed;
            break;
        }
    }
    return counts;
}

ChangeLook changeLook(ChangeKind kind)
{
    switch (kind) {
    case ChangeKind::Added:
        return {u"added"_s, tr("added"), Tone::Success};
    case ChangeKind::Altered:
        return {u"changed"_s, tr("changed"), Tone::Warning};
    case ChangeKind::Dropped:
        return {u"removed"_s, tr("removed"), Tone::Danger};
    case ChangeKind::Renamed:
        return {u"renamed"_s, tr("renamed"), Tone::Accent};
    }
    return {};
}

QString objectIcon(const QString &type)
{
    if (type == u"TABLE"_s)
        return u"table"_s;
    if (type == u"INDEX"_s)
        return u"index"_s;
    if (type == u"SEQUENCE"_s)
        return u"sequence"_s;
    if (type.endsWith(u"VIEW"_s))
        return u"view"_s;
    if (type == u"TRIGGER"_s || type.startsWith(u"PACKAGE"_s) || type == u"PROCEDURE"_s
        || type == u"FUNCTION"_s || type.startsWith(u"TYPE"_s))
        return u"unit"_s;
    return u"object"_s;
}

ObjectTreeModel::ObjectTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
{ }

void ObjectTreeModel::setNodes(std::vector<ObjectNode> nodes)
{
    if (nodes == m_nodes)
        return;
    beginResetModel();
    m_nodes = std::move(nodes);
    endResetModel();
}

QModelIndex ObjectTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : topLevel);
}

QModelIndex ObjectTreeModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == topLevel)
        return {};
    return createIndex(int(index.internalId() - 1), 0, topLevel);
}

int ObjectTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_nodes.size());
    if (parent.internalId() != topLevel || parent.column() != 0)
        return 0;
    return int(m_nodes[size_t(parent.row())].changes.size());
}

int ObjectTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant ObjectTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == topLevel) {
        const ObjectNode &node = m_nodes[size_t(index.row())];
        switch (role) {
        case Qt::DisplayRole:
            return node.object.name.owner.isEmpty()
                ? node.object.name.name
                : QString(node.object.name.owner + u'.' + node.object.name.name);
        case Qt::DecorationRole:
            return icon(objectIcon(node.object.type), changeLook(node.kind).tone);
        case Qt::ToolTipRole:
        case Qt::AccessibleTextRole:
            return tr("%1 %2, %3, %4 changes")
                .arg(node.object.type.toLower(), node.object.name.name, changeLook(node.kind).word)
                .arg(node.changes.size());
        case ObjectRowRole:
            return index.row();
        case KindRole:
            return int(node.kind);
        default: // roles nobody here has
            return {};
        }
    }
    const ObjectNode &object = m_nodes[size_t(index.internalId() - 1)];
    const ChangeNode &node = object.changes[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole: // under its table; the tip has it whole
        return shortened(node.text, writtenName(object.object.name));
    case Qt::DecorationRole:
        return node.hazards.empty() ? icon(changeLook(node.kind).icon, changeLook(node.kind).tone)
                                    : icon(u"warning"_s, Tone::Warning);
    case Qt::ToolTipRole:
        return node.hazards.empty() ? node.text
                                    : QString(node.text + u"\n\n"_s + hazardText(node.hazards));
    case Qt::AccessibleTextRole:
        return QString(changeLook(node.kind).word + u": "_s + node.text
                       + (node.hazards.empty() ? QString() : u", "_s + hazardText(node.hazards)));
    case ObjectRowRole:
        return int(index.internalId() - 1);
    case ChangeRole:
        return QVariant::fromValue(qulonglong(node.change));
    case KindRole:
        return int(node.kind);
    default: // roles nobody here has
        return {};
    }
}

} // namespace Athanor
