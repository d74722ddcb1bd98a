// SPDX-License-Identifier: MIT
#include "syntheticddl.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

const std::array nouns = {u"ACCOUNT"_s,  u"ORDER_LINE"_s, u"CUSTOMER"_s, u"INVOICE"_s,
                          u"SHIPMENT"_s, u"PRODUCT"_s,    u"LEDGER"_s,   u"CONTRACT"_s,
                          u"PAYMENT"_s,  u"SCHEDULE"_s};

const std::array columns = {
    u"CODE          VARCHAR2(30 CHAR) NOT NULL"_s,
    u"NAME          VARCHAR2(200 CHAR)"_s,
    u"DESCRIPTION   VARCHAR2(2000 CHAR)"_s,
    u"AMOUNT        NUMBER(12,2) DEFAULT 0 NOT NULL"_s,
    u"QUANTITY      NUMBER(10) DEFAULT 0"_s,
    u"CREATED_AT    TIMESTAMP(6) DEFAULT SYSTIMESTAMP NOT NULL"_s,
    u"UPDATED_AT    DATE"_s,
    u"FLAG          CHAR(1 CHAR) DEFAULT 'Y' NOT NULL"_s,
    u"SORT_NO       NUMBER(6)"_s,
    u"NOTE          CLOB"_s,
    u"EXTERNAL_REF  VARCHAR2(64 CHAR)"_s,
    u"RATE          NUMBER(8,4)"_s,
};

} // namespace

QString syntheticDdl(int tables)
{
    QRandomGenerator random(20261122);
    QString text;
    text.reserve(qsizetype(tables) * 1000);
    QStringList names;
    for (int i = 0; i < tables; ++i) {
        const QString number = u"%1"_s.arg(i, 5, 10, QLatin1Char('0'));
        const QString name = nouns[random.bounded(quint32(nouns.size()))] + u'_' + number;
        text += u"-- "_s + name + u"\nCREATE TABLE "_s + name
            + u" (\n    ID            NUMBER(19) NOT NULL,\n    PARENT_ID     NUMBER(19),\n"
              "    STATUS        VARCHAR2(10 CHAR) DEFAULT 'NEW' NOT NULL,\n"_s;
        const size_t left_out = random.bounded(quint32(columns.size()));
        for (size_t c = 0; c < columns.size(); ++c) {
            if (c % 4 != left_out % 4)
                text += u"    "_s + columns[c] + u",\n"_s;
        }
        text += u"    CONSTRAINT PK_"_s + number + u" PRIMARY KEY (ID),\n    CONSTRAINT CK_"_s
            + number + u" CHECK (STATUS IN ('NEW','OPEN','CLOSED','VOID'))"_s;
        if (!names.isEmpty()) {
            text += u",\n    CONSTRAINT FK_"_s + number + u" FOREIGN KEY (PARENT_ID) REFERENCES "_s
                + names[random.bounded(int(names.size()))] + u" (ID)"_s;
        }
        text += u"\n);\nCREATE SEQUENCE SQ_"_s + number
            + u" START WITH 1 INCREMENT BY 1 NOCACHE NOCYCLE;\nCREATE INDEX IX_"_s + number
            + u" ON "_s + name + u" (STATUS, PARENT_ID);\nCOMMENT ON TABLE "_s + name
            + u" IS 'The table of "_s + number + u"; don''t touch';\n"_s;
        if (i % 10 == 0) {
            text += u"CREATE OR REPLACE TRIGGER TR_"_s + number + u"\nBEFORE INSERT ON "_s + name
                + u" FOR EACH ROW\nBEGIN\n  IF :NEW.ID IS NULL THEN\n    :NEW.ID := SQ_"_s + number
                + u".NEXTVAL;\n  END IF;\nEND;\n/\n"_s;
        }
        text += u'\n';
        names += name;
    }
    return text;
}

} // namespace Athanor
