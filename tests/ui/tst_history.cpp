// SPDX-License-Identifier: MIT
#include "ui/history/historypanel.h"
#include "ui/history/revisionlistmodel.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QtTest>
#include <QtWidgets/QListView>

using namespace Athanor;
using namespace Qt::StringLiterals;

namespace {

Revision revision(const QString &id, const QStringList &revises)
{
    Revision r;
    r.id = id;
    r.revises = revises;
    r.message = u"message of "_s + id;
    return r;
}

RevisionGraph graphOf(std::vector<Revision> revisions)
{
    Result<RevisionGraph> graph = RevisionGraph::make(std::move(revisions));
    return graph ? *graph : RevisionGraph();
}

RevisionStatus status(const QString &id, RevisionState state)
{
    RevisionStatus s;
    s.id = id;
    s.state = state;
    return s;
}

std::vector<RevisionRow> threeRows()
{
    return makeRows(graphOf({revision(u"aaaa"_s, {}), revision(u"bbbb"_s, {u"aaaa"_s}),
                             revision(u"cccc"_s, {u"bbbb"_s})}),
                    {}, {}, {});
}

} // namespace

class tst_history : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreNewestFirstUnderTheModel();
    void aMissingFileIsShown();
    void everyStateHasShapeWordAndAdvice();
    void modelIsConsistent();
    void selectionSurvivesRefresh();
    void onlyWhatChangedIsReplaced();
    void filterKeepsTheModelRow();
    void spokenTextSaysTheState();
};

void tst_history::rowsAreNewestFirstUnderTheModel()
{
    const std::vector<RevisionRow> rows = threeRows();
    QCOMPARE(rows.size(), size_t(4));
    QCOMPARE(rows[0].kind, RevisionRow::Model);
    QCOMPARE(rows[1].id, u"cccc"_s);
    QCOMPARE(rows[3].id, u"aaaa"_s);
    QVERIFY(!rows[1].hasStatus);
}

void tst_history::aMissingFileIsShown()
{
    TargetStatus target;
    target.revisions = {status(u"aaaa"_s, RevisionState::Applied),
                        status(u"ffff"_s, RevisionState::FileMissing)};
    const std::vector<RevisionRow> rows =
        makeRows(graphOf({revision(u"aaaa"_s, {})}), target, 2, {u"aaaa"_s});
    QCOMPARE(rows.size(), size_t(3));
    QCOMPARE(rows[0].changes, std::optional<int>(2));
    QCOMPARE(rows[1].status.state, RevisionState::Applied);
    QVERIFY(rows[1].unsaved);
    QCOMPARE(rows[2].id, u"ffff"_s);
    QCOMPARE(rows[2].status.state, RevisionState::FileMissing);
}

void tst_history::everyStateHasShapeWordAndAdvice()
{
    QSet<QString> icons;
    QSet<QString> words;
    for (const RevisionState state :
         {RevisionState::Applied, RevisionState::Pending, RevisionState::StoppedHalfWay,
          RevisionState::NotReviewed, RevisionState::EditedAfterApplied,
          RevisionState::FileMissing}) {
        const StateLook look = stateLook(status(u"aaaa"_s, state));
        icons.insert(look.icon);
        words.insert(look.text);
        QVERIFY(!look.explanation.isEmpty());
    }
    QCOMPARE(icons.size(), 6); // colour is never what tells them apart
    QCOMPARE(words.size(), 6);
}

void tst_history::modelIsConsistent()
{
    RevisionListModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows(threeRows());
    model.setRows({});
    model.setRows(threeRows());
    auto changed = threeRows();
    changed[2].message = u"other"_s;
    model.setRows(changed);
    changed.erase(changed.begin() + 1, changed.begin() + 3);
    model.setRows(changed);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.rows(), changed);
}

void tst_history::selectionSurvivesRefresh()
{
    HistoryPanel panel;
    panel.setRows(threeRows());
    panel.select(u"bbbb"_s);
    QSignalSpy selected(&panel, &HistoryPanel::selected);

    auto rows = threeRows();
    rows[1].hasStatus = true;
    rows[1].status.state = RevisionState::Applied;
    RevisionRow fresh;
    fresh.id = u"dddd"_s;
    fresh.message = u"new on top"_s;
    rows.insert(rows.begin() + 1, fresh);
    panel.setRows(rows);

    QCOMPARE(panel.selectedId(), u"bbbb"_s);
    QCOMPARE(selected.count(), 0);
    QCOMPARE(panel.view()->currentIndex().row(), 3);
}

void tst_history::onlyWhatChangedIsReplaced()
{
    RevisionListModel model;
    model.setRows(threeRows());
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy data(&model, &QAbstractItemModel::dataChanged);
    model.setRows(threeRows());
    QCOMPARE(data.count(), 0);
    auto rows = threeRows();
    rows[3].message = u"changed"_s;
    model.setRows(rows);
    QCOMPARE(data.count(), 1);
    QCOMPARE(data.first().first().toModelIndex().row(), 3);
    QCOMPARE(removed.count(), 0);
    QCOMPARE(reset.count(), 0);
}

void tst_history::filterKeepsTheModelRow()
{
    HistoryPanel panel;
    panel.setRows(threeRows());
    panel.setFilter(u"of BBBB"_s);
    QCOMPARE(panel.view()->model()->rowCount(), 2);
    panel.setFilter(u"nothing has this"_s);
    QCOMPARE(panel.view()->model()->rowCount(), 1);
    panel.select(u"aaaa"_s); // what is asked for is shown, filter or not
    QCOMPARE(panel.selectedId(), u"aaaa"_s);
    QCOMPARE(panel.view()->model()->rowCount(), 4);
}

void tst_history::spokenTextSaysTheState()
{
    RevisionRow row;
    row.id = u"aaaa"_s;
    row.message = u"create auth_user"_s;
    row.hasStatus = true;
    row.status.state = RevisionState::NotReviewed;
    row.status.isHead = true;
    const QString text = spokenText(row);
    QVERIFY(text.contains(u"create auth_user"_s));
    QVERIFY(text.contains(u"not reviewed"_s));
    QVERIFY(text.contains(u"head"_s));
}

QTEST_MAIN(tst_history)
#include "tst_history.moc"
