-- MANUAL: Partition P of C is to have TABLESPACE HOT. Its rows lie in subpartitions (ORA-14257): MOVE SUBPARTITION each of them.

-- MANUAL: The values of partitions of L that go are to lie in several: SPLIT them by hand first, so that no rows are lost.

ALTER TABLE S ADD PARTITION;
ALTER TABLE S ADD PARTITION;
