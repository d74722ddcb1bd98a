// SPDX-License-Identifier: MIT
#include "layers.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace Athanor;

namespace {

const QString smallTable = uR"(
| room | what it is for | may include | Qt | libraries |
|---|---|---|---|---|
| `core/base` | words | – | `Core` | `tl::expected` |
| `core/sql` | text | `base` | `Core` | |
| `core/database` | sessions | `base`, `sql` | `Core`, `Sql` | |
| `ui` | the window | `base`, `sql` | `Core`, `Widgets` | |

after the table
)"_s;

void write(const QString &path, const QString &text)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text.toUtf8());
}

} // namespace

class TestLayers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tableIsRead();
    void halfATableIsNoTable();
    void violationIsFound_data();
    void violationIsFound();
    void roomOutsideTheTableIsFound();
    void treeKeepsToTheTable();
};

void TestLayers::tableIsRead()
{
    const auto table = readRoomTable(smallTable);
    QVERIFY(table);
    QCOMPARE(table->size(), 4U);
    QCOMPARE(table->at(u"base"_s).libraries, QStringList{u"tl::expected"_s});
    QCOMPARE(table->at(u"database"_s).rooms, (QStringList{u"base"_s, u"sql"_s}));
    QCOMPARE(table->at(u"database"_s).qtModules, (QStringList{u"Core"_s, u"Sql"_s}));
    QCOMPARE(table->at(u"ui"_s).folder, u"ui"_s);
}

void TestLayers::halfATableIsNoTable()
{
    QVERIFY(!readRoomTable(u"no table here"_s));
    QVERIFY(
        !readRoomTable(u"| room | a | b | c | d |\n|---|\n| core/base | x | – | `Core` | |\n"_s));
    QVERIFY(!readRoomTable(u"| room | a | b | c | d |\n|---|\n| `core/base` | `Core` |\n"_s));
}

void TestLayers::violationIsFound_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("violation"); // empty: allowed

    const QString lexer = u"core/sql/lexer.cpp"_s;
    QTest::newRow("own file") << lexer << u"#include \"sql/lexer.h\""_s << QString();
    QTest::newRow("room above") << lexer << u"#include \"base/error.h\""_s << QString();
    QTest::newRow("room below") << lexer << u"\n\n#include \"database/session.h\""_s
                                << u"core/sql/lexer.cpp:3: room sql may not use room database"_s;
    QTest::newRow("spaces") << lexer << u"  #  include \"database/session.h\""_s
                            << u"core/sql/lexer.cpp:1: room sql may not use room database"_s;
    QTest::newRow("Qt module") << lexer << u"#include <QtSql/QSqlQuery>"_s
                               << u"core/sql/lexer.cpp:1: room sql may not use Qt Sql"_s;
    QTest::newRow("Qt module allowed")
        << u"core/database/session.cpp"_s << u"#include <QtSql/QSqlQuery>"_s << QString();
    QTest::newRow("Qt class without module")
        << lexer << u"#include <QSqlQuery>"_s
        << u"core/sql/lexer.cpp:1: write <QtModule/QSqlQuery>, so that its module can be seen"_s;
    QTest::newRow("standard header") << lexer << u"#include <vector>"_s << QString();
    QTest::newRow("out of the room by path")
        << lexer << u"#include \"../database/session.h\""_s
        << u"core/sql/lexer.cpp:1: cannot tell which room \"../database/session.h\" belongs to"_s;
    QTest::newRow("folder inside a room")
        << u"ui/pages/page.cpp"_s << u"#include \"page.h\"\n#include \"pages/page.h\""_s
        << QString();
    QTest::newRow("window and queries")
        << u"ui/pages/page.cpp"_s << u"#include <QtSql/QSqlDatabase>"_s
        << u"ui/pages/page.cpp:1: room ui may not use Qt Sql"_s;
    QTest::newRow("ROOMS") << u"core/sql/CMakeLists.txt"_s
                           << u"athanor_room(sql\n    ROOMS base database\n)"_s
                           << u"core/sql/CMakeLists.txt:2: room sql may not use room database"_s;
    QTest::newRow("linked target")
        << u"ui/CMakeLists.txt"_s << u"target_link_libraries(athanor_ui PRIVATE athanor_database)"_s
        << u"ui/CMakeLists.txt:1: room ui may not use room database"_s;
    QTest::newRow("linked Qt") << u"core/sql/CMakeLists.txt"_s << u"LIBRARIES Qt6::Widgets"_s
                               << u"core/sql/CMakeLists.txt:1: room sql may not use Qt Widgets"_s;
    QTest::newRow("linked library")
        << u"core/sql/CMakeLists.txt"_s << u"LIBRARIES SQLite::SQLite3"_s
        << u"core/sql/CMakeLists.txt:1: room sql may not link SQLite::SQLite3"_s;
    QTest::newRow("comment in CMake")
        << u"core/sql/CMakeLists.txt"_s << u"# not SQLite::SQLite3 here"_s << QString();
}

void TestLayers::violationIsFound()
{
    QFETCH(QString, file);
    QFETCH(QString, text);
    QFETCH(QString, violation);

    QTemporaryDir tree;
    write(tree.filePath(u"core/base/error.h"_s), u"#pragma once\n"_s);
    write(tree.filePath(u"core/sql/lexer.h"_s), u"#pragma once\n"_s);
    write(tree.filePath(u"core/database/session.h"_s), u"#pragma once\n"_s);
    write(tree.filePath(u"ui/pages/page.h"_s), u"#pragma once\n"_s);
    write(tree.filePath(file), text);

    const QStringList expected = violation.isEmpty() ? QStringList() : QStringList{violation};
    QCOMPARE(violations(tree.path(), *readRoomTable(smallTable)), expected);
}

void TestLayers::roomOutsideTheTableIsFound()
{
    QTemporaryDir tree;
    for (const QString &folder : {u"base"_s, u"sql"_s, u"extra"_s})
        QVERIFY(QDir(tree.path()).mkpath(u"core/"_s + folder));
    QVERIFY(QDir(tree.path()).mkpath(u"ui"_s));
    QCOMPARE(violations(tree.path(), *readRoomTable(smallTable)),
             (QStringList{u"core/database: the room of the table is not in the tree"_s,
                          u"core/extra: not in the table of docs/architecture.md"_s}));
}

void TestLayers::treeKeepsToTheTable()
{
    const QString top = QStringLiteral(ATHANOR_SOURCE_DIR);
    QFile page(top + u"/docs/architecture.md"_s);
    QVERIFY(page.open(QIODevice::ReadOnly));
    const auto table = readRoomTable(QString::fromUtf8(page.readAll()));
    QVERIFY(table);
    const QStringList found = violations(top, *table);
    QVERIFY2(found.isEmpty(), qPrintable(u'\n' + found.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestLayers)
#include "tst_layers.moc"
