-- athanor: tolerate ORA-00942
DROP TABLE a;
