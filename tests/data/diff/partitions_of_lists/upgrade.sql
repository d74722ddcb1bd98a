-- HAZARD: blocks: Moves the rows of two partitions into one; global indexes are unusable afterwards unless UPDATE INDEXES is added.
ALTER TABLE FRESH MERGE PARTITIONS A, B INTO PARTITION D NOLOGGING;

-- HAZARD: blocks: Moves the rows of two partitions into one; global indexes are unusable afterwards unless UPDATE INDEXES is added.
ALTER TABLE FRESH MERGE PARTITIONS D, C INTO PARTITION D NOLOGGING;

ALTER TABLE GROWS RENAME PARTITION A TO B;
ALTER TABLE GROWS MODIFY PARTITION B ADD VALUES ('B');
-- HAZARD: may fail on rows: Fails with ORA-14518 where rows hold the values.
ALTER TABLE MOVES MODIFY PARTITION B DROP VALUES ('X');

ALTER TABLE MOVES MODIFY PARTITION A ADD VALUES ('X');
-- HAZARD: blocks: Moves the rows between two partitions; global indexes are unusable afterwards unless UPDATE INDEXES is added.
ALTER TABLE PARTS SPLIT PARTITION A VALUES ('A') INTO (PARTITION C, PARTITION A);

ALTER TABLE PARTS RENAME PARTITION A TO D;
-- HAZARD: blocks: Moves the rows of two partitions into one; global indexes are unusable afterwards unless UPDATE INDEXES is added.
ALTER TABLE REST MERGE PARTITIONS D, A INTO PARTITION D;

-- HAZARD: blocks: Moves the rows of two partitions into one; global indexes are unusable afterwards unless UPDATE INDEXES is added.
ALTER TABLE TWO MERGE PARTITIONS A, B INTO PARTITION A;
