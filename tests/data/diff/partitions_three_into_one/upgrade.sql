-- HAZARD: blocks: Moves the rows of two partitions into one; global indexes are unusable afterwards unless UPDATE INDEXES is added.
ALTER TABLE SALES MERGE PARTITIONS B, C INTO PARTITION D TABLESPACE COLD COMPRESS;

-- HAZARD: blocks: Moves the rows of two partitions into one; global indexes are unusable afterwards unless UPDATE INDEXES is added.
ALTER TABLE SALES MERGE PARTITIONS A, D INTO PARTITION D TABLESPACE COLD COMPRESS;

ALTER TABLE SALES MODIFY PARTITION D READ ONLY;
-- HAZARD: blocks: Moves the rows of two partitions into one; global indexes are unusable afterwards unless UPDATE INDEXES is added.
ALTER TABLE WIDE MERGE PARTITIONS A, B INTO PARTITION B;

ALTER TABLE WIDE RENAME PARTITION B TO A;
