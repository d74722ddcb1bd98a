ALTER TABLE DOC DROP CONSTRAINT DOC_UK;
-- HAZARD: blocks: Rewrites every row of DOC and locks the table meanwhile.
-- HAZARD: cannot be undone: DOC.CODE is copied into a new column and comes last in the table.
-- HAZARD: may fail on rows: A value of DOC.CODE that does not convert stops the UPDATE.
ALTER TABLE DOC ADD CODE_TMP NUMBER(5);

UPDATE DOC SET CODE_TMP = CODE;
ALTER TABLE DOC DROP COLUMN CODE;
ALTER TABLE DOC RENAME COLUMN CODE_TMP TO CODE;
ALTER TABLE DOC MODIFY CODE DEFAULT 7;
ALTER TABLE DOC MODIFY CODE NOT NULL;
-- HAZARD: blocks: Rewrites every row of DOC and locks the table meanwhile.
-- HAZARD: cannot be undone: DOC.BODY is copied into a new column and comes last in the table.
ALTER TABLE DOC ADD BODY_TMP CLOB;

UPDATE DOC SET BODY_TMP = BODY;
ALTER TABLE DOC DROP COLUMN BODY;
ALTER TABLE DOC RENAME COLUMN BODY_TMP TO BODY;
-- HAZARD: blocks: DOC takes no changes while the index is built (ONLINE avoids it, in Enterprise Edition).
CREATE INDEX DOC_IX ON DOC (KIND, CODE, UPPER(KIND));

-- HAZARD: may fail on rows: Fails with ORA-02299 where (CODE, KIND) of DOC is there twice.
-- PROBE: SELECT COUNT(*) FROM (SELECT 1 FROM DOC WHERE (CODE IS NOT NULL OR KIND IS NOT NULL) GROUP BY CODE, KIND HAVING COUNT(*) > 1)
ALTER TABLE DOC ADD CONSTRAINT DOC_UK UNIQUE (CODE, KIND);

-- HAZARD: may fail on rows: Fails with ORA-02293 where a row of DOC does not satisfy CODE > 0.
-- PROBE: SELECT COUNT(*) FROM DOC WHERE NOT (CODE > 0)
ALTER TABLE DOC ADD CONSTRAINT DOC_CK CHECK (CODE > 0);

COMMENT ON COLUMN DOC.CODE IS 'the code';
