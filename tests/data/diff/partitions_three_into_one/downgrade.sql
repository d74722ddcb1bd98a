ALTER TABLE SALES MODIFY PARTITION D READ WRITE;
ALTER TABLE SALES RENAME PARTITION D TO C;
ALTER TABLE SALES MODIFY PARTITION C NOCOMPRESS;
-- HAZARD: blocks: Moves the rows between two partitions; global indexes are unusable afterwards unless UPDATE INDEXES is added.
ALTER TABLE SALES SPLIT PARTITION C AT (10) INTO (PARTITION A, PARTITION C);

-- HAZARD: blocks: Moves the rows between two partitions; global indexes are unusable afterwards unless UPDATE INDEXES is added.
ALTER TABLE SALES SPLIT PARTITION C AT (20) INTO (PARTITION B, PARTITION C);

ALTER TABLE WIDE RENAME PARTITION A TO B;
-- HAZARD: blocks: Moves the rows between two partitions; global indexes are unusable afterwards unless UPDATE INDEXES is added.
ALTER TABLE WIDE SPLIT PARTITION B AT (10) INTO (PARTITION A, PARTITION B);
