-- MANUAL: Partition P of C is to have TABLESPACE COLD. Its rows lie in subpartitions (ORA-14257): MOVE SUBPARTITION each of them.

-- MANUAL: The values of partitions of L that go are to lie in several: SPLIT them by hand first, so that no rows are lost.

-- MANUAL: S is to have fewer partitions: see which of them hold no rows and DROP those.
