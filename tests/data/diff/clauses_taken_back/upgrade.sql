-- MANUAL: DEPS is no longer to have ROWDEPENDENCIES, and no ALTER takes it back: rebuild the table.

-- MANUAL: No ALTER changes where temporary table G keeps its rows: drop and create it with TABLESPACE TEMP2.

-- HAZARD: blocks: Moves every row of IOT and locks the table meanwhile; its indexes are unusable until they are rebuilt (ORA-01502).
ALTER TABLE IOT MOVE TABLESPACE OTHER;

ALTER TABLE IOT PCTTHRESHOLD 50;
ALTER TABLE KEPT NO FLASHBACK ARCHIVE;
-- HAZARD: blocks: Moves every row of MOVED and locks the table meanwhile; its indexes are unusable until they are rebuilt (ORA-01502).
ALTER TABLE MOVED MOVE TABLESPACE OTHER;

-- MANUAL: P is partitioned, so its LOBs are moved partition by partition (ORA-14511): MOVE PARTITION … LOB (DOC) STORE AS (TABLESPACE LOBS).

-- MANUAL: Index MOVED_IX is partitioned and cannot be rebuilt as a whole (ORA-14086): ALTER INDEX MOVED_IX REBUILD PARTITION …, one after the other.

-- MANUAL: Index P_IX is partitioned and cannot be rebuilt as a whole (ORA-14086): ALTER INDEX P_IX REBUILD PARTITION … TABLESPACE FAST, one after the other.
