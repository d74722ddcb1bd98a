ALTER TABLE H ADD PARTITION;
ALTER TABLE H ADD PARTITION;
ALTER TABLE L SET PARTITIONING AUTOMATIC;
-- HAZARD: blocks: Moves the rows of two partitions into one; global indexes are unusable afterwards unless UPDATE INDEXES is added.
ALTER TABLE SALES MERGE PARTITIONS P2, P3 INTO PARTITION P23 NOLOGGING;

-- HAZARD: blocks: Moves every row of the partition; its indexes are unusable until they are rebuilt (ORA-01502).
ALTER TABLE SALES MOVE PARTITION P1 TABLESPACE COLD;

ALTER TABLE SALES MODIFY PARTITION P1 READ ONLY;
