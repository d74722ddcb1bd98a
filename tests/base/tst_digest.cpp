// SPDX-License-Identifier: MIT
#include "base/clock.h"
#include "base/digest.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QTimeZone>
#include <QtTest/QTest>

using namespace Athanor;
using namespace Qt::StringLiterals;

class TestDigest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // FIPS 180-2, appendix B.1, and the empty message.
    void isSha256OfUtf8()
    {
        QCOMPARE(sha256(u"abc"),
                 u"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_s);
        QCOMPARE(sha256(u""),
                 u"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"_s);
    }

    void makesRevisionIdsAsAlembicDoes()
    {
        const QString id = newRevisionId();
        QVERIFY2(QRegularExpression(u"^[0-9a-f]{12}$"_s).match(id).hasMatch(), qPrintable(id));
        QVERIFY(id != newRevisionId());
    }

    void writesTimesInUtc()
    {
        const QDateTime local(QDate(2026, 11, 22), QTime(16, 4, 5), QTimeZone(3600));
        QCOMPARE(isoUtc(local), u"2026-11-22T15:04:05Z"_s);
        QCOMPARE(isoUtc(fixedClock(local)()), u"2026-11-22T15:04:05Z"_s);
    }
};

QTEST_APPLESS_MAIN(TestDigest)
#include "tst_digest.moc"
