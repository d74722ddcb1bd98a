// SPDX-License-Identifier: MIT
#pragma once

#include "migrate/autogenerate.h"
#include "ui/theme/theme.h"

#include <QtCore/QAbstractItemModel>

namespace Athanor {

struct ChangeNode
{
    size_t change = 0; // index in the comparison
    ChangeKind kind = ChangeKind::Altered;
    QString text;
    std::vector<Hazard> hazards;

    friend bool operator==(const ChangeNode &, const ChangeNode &) = default;
};

struct ObjectNode
{
    ObjectRef object;
    ChangeKind kind = ChangeKind::Altered;
    std::vector<ChangeNode> changes;

    friend bool operator==(const ObjectNode &, const ObjectNode &) = default;
};

struct ChangeCounts
{
    int added = 0;
    int altered = 0;
    int dropped = 0;
    int renamed = 0;
};

[[nodiscard]] std::vector<ObjectNode> objectNodes(const Difference &difference);
[[nodiscard]] ChangeCounts countObjects(const std::vector<ObjectNode> &nodes);

struct ChangeLook
{
    QString icon;
    QString word;
    Tone tone = Tone::Muted;
};
[[nodiscard]] ChangeLook changeLook(ChangeKind kind);
[[nodiscard]] QString objectIcon(const QString &type); // "TABLE" → "table"

// Objects that differ, and under each its changes. With checks (New revision) a change can be left
// out.
class ObjectTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role { ChangeRole = Qt::UserRole + 1, ObjectRowRole, KindRole };

    explicit ObjectTreeModel(QObject *parent = nullptr);

    void setNodes(std::vector<ObjectNode> nodes);
    [[nodiscard]] const std::vector<ObjectNode> &nodes() const { return m_nodes; }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<ObjectNode> m_nodes;
};

} // namespace Athanor
