ALTER TABLE ITEM DROP COLUMN GROSS;
DROP INDEX ITEM_NAME_IX;
-- HAZARD: may fail on rows: Fails with ORA-01441 where a value of ITEM.NAME is longer than VARCHAR2(20 BYTE).
-- PROBE: SELECT COUNT(*) FROM ITEM WHERE LENGTHB(NAME) > 20
ALTER TABLE ITEM MODIFY NAME VARCHAR2(20);

-- HAZARD: may fail on rows: Fails with ORA-01440 unless ITEM.PRICE is empty: for NUMBER(8,2) with values add a new column, copy, drop, rename.
-- PROBE: SELECT COUNT(*) FROM ITEM WHERE PRICE IS NOT NULL
ALTER TABLE ITEM MODIFY PRICE NUMBER(8,2);

ALTER TABLE ITEM ADD GROSS NUMBER GENERATED ALWAYS AS (PRICE * 1.19) VIRTUAL;
-- HAZARD: blocks: ITEM takes no changes while the index is built (ONLINE avoids it, in Enterprise Edition).
CREATE INDEX ITEM_GROSS_IX ON ITEM (GROSS);

-- HAZARD: blocks: ITEM takes no changes while the index is built (ONLINE avoids it, in Enterprise Edition).
CREATE INDEX ITEM_NAME_IX ON ITEM (UPPER(NAME));
