-- HAZARD: blocks: Moves the rows between two partitions; global indexes are unusable afterwards unless UPDATE INDEXES is added.
ALTER TABLE FRESH SPLIT PARTITION D VALUES ('A') INTO (PARTITION A LOGGING, PARTITION D);

-- HAZARD: blocks: Moves the rows between two partitions; global indexes are unusable afterwards unless UPDATE INDEXES is added.
ALTER TABLE FRESH SPLIT PARTITION D VALUES ('B') INTO (PARTITION B LOGGING, PARTITION D);

ALTER TABLE FRESH RENAME PARTITION D TO C;
ALTER TABLE FRESH MODIFY PARTITION C LOGGING;
ALTER TABLE GROWS RENAME PARTITION B TO A;
-- HAZARD: may fail on rows: Fails with ORA-14518 where rows hold the values.
ALTER TABLE GROWS MODIFY PARTITION A DROP VALUES ('B');

-- HAZARD: may fail on rows: Fails with ORA-14518 where rows hold the values.
ALTER TABLE MOVES MODIFY PARTITION A DROP VALUES ('X');

ALTER TABLE MOVES MODIFY PARTITION B ADD VALUES ('X');
-- HAZARD: blocks: Moves the rows of two partitions into one; global indexes are unusable afterwards unless UPDATE INDEXES is added.
ALTER TABLE PARTS MERGE PARTITIONS C, D INTO PARTITION A;

-- HAZARD: blocks: Moves the rows between two partitions; global indexes are unusable afterwards unless UPDATE INDEXES is added.
ALTER TABLE REST SPLIT PARTITION D VALUES ('A') INTO (PARTITION A, PARTITION D);

-- HAZARD: blocks: Moves the rows between two partitions; global indexes are unusable afterwards unless UPDATE INDEXES is added.
ALTER TABLE TWO SPLIT PARTITION A VALUES ('B') INTO (PARTITION B, PARTITION A);
