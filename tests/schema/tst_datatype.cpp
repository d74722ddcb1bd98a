// SPDX-License-Identifier: MIT
#include "schema/datatype.h"

#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(Athanor::DataType)

class TestDataType : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writes_data()
    {
        QTest::addColumn<DataType>("type");
        const auto row = [](const char *text, const DataType &type) {
            QTest::newRow(text) << type;
        };
        row("VARCHAR2(30 CHAR)", {TypeKind::Varchar2, 30, LengthSemantics::Char, {}, {}, {}, {}});
        row("VARCHAR2(30)", {TypeKind::Varchar2, 30, LengthSemantics::Default, {}, {}, {}, {}});
        row("CHAR(1 BYTE)", {TypeKind::Char, 1, LengthSemantics::Byte, {}, {}, {}, {}});
        row("NUMBER", {TypeKind::Number, {}, {}, {}, {}, {}, {}});
        row("NUMBER(10)", {TypeKind::Number, {}, {}, 10, 0, {}, {}});
        row("NUMBER(10,2)", {TypeKind::Number, {}, {}, 10, 2, {}, {}});
        row("NUMBER(10,-2)", {TypeKind::Number, {}, {}, 10, -2, {}, {}});
        row("NUMBER(*,0)", {TypeKind::Number, {}, {}, {}, 0, {}, {}});
        row("FLOAT(63)", {TypeKind::Float, {}, {}, 63, {}, {}, {}});
        row("TIMESTAMP(6) WITH TIME ZONE", {TypeKind::TimestampTz, {}, {}, 6, {}, {}, {}});
        row("TIMESTAMP WITH LOCAL TIME ZONE", {TypeKind::TimestampLtz, {}, {}, {}, {}, {}, {}});
        row("INTERVAL YEAR(2) TO MONTH", {TypeKind::IntervalYearToMonth, {}, {}, 2, {}, {}, {}});
        row("INTERVAL DAY(2) TO SECOND(6)", {TypeKind::IntervalDayToSecond, {}, {}, 2, 6, {}, {}});
        row("RAW(16)", {TypeKind::Raw, 16, {}, {}, {}, {}, {}});
        row("VECTOR(3, FLOAT32)", {TypeKind::Vector, {}, {}, {}, {}, {}, u"3, FLOAT32"_s});
        row("MDSYS.SDO_GEOMETRY",
            {TypeKind::UserDefined, {}, {}, {}, {}, {u"MDSYS"_s, u"SDO_GEOMETRY"_s}, {}});
    }

    void writes()
    {
        QFETCH(DataType, type);
        QCOMPARE(toString(type), QString::fromUtf8(QTest::currentDataTag()));
    }
};

QTEST_APPLESS_MAIN(TestDataType)
#include "tst_datatype.moc"
