-- MANUAL: How DEPS stores ROWDEPENDENCIES cannot be altered: rebuild the table.

ALTER TABLE IOT PCTTHRESHOLD 20;
-- HAZARD: blocks: Moves every row of IOT and locks the table meanwhile; its indexes are unusable until they are rebuilt (ORA-01502).
ALTER TABLE IOT MOVE TABLESPACE USERS;

ALTER TABLE KEPT FLASHBACK ARCHIVE FLA;
-- HAZARD: blocks: Moves every row of MOVED and locks the table meanwhile; its indexes are unusable until they are rebuilt (ORA-01502).
ALTER TABLE MOVED MOVE TABLESPACE USERS;

-- MANUAL: P is partitioned, so its LOBs are moved partition by partition (ORA-14511): MOVE PARTITION … LOB (DOC) STORE AS (TABLESPACE USERS).

-- MANUAL: Index MOVED_IX is partitioned and cannot be rebuilt as a whole (ORA-14086): ALTER INDEX MOVED_IX REBUILD PARTITION …, one after the other.
