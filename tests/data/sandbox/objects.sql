-- Objects beside tables, and what the dictionary says of them.
CREATE TABLE a (id NUMBER, x VARCHAR2(10));
-- A materialized view's own column names last.
CREATE MATERIALIZED VIEW mv (p) AS SELECT COUNT(*) FROM a;
-- expect: P
SELECT column_name FROM user_tab_columns WHERE table_name = 'MV';
ALTER MATERIALIZED VIEW mv COMPILE;
-- expect: VALID
SELECT status FROM user_objects WHERE object_name = 'MV' AND object_type = 'MATERIALIZED VIEW';
-- expect: ORA-01730
CREATE MATERIALIZED VIEW mw (p, q) AS SELECT COUNT(*) FROM a;
-- Types come from the query or from the list, not from both.
-- expect: ORA-01773
CREATE TABLE d (id VARCHAR2(3)) AS SELECT id FROM a;
-- expect: ORA-01773
CREATE TABLE d (id, x VARCHAR2(3)) AS SELECT id, x FROM a;
CREATE TABLE d (id PRIMARY KEY) AS SELECT id FROM a;
-- expect: ORA-00911
CREATE DATABASE LINK l CONNECT TO u IDENTIFIED BY &password USING 'tns';
-- A trigger may ask a row for its address.
-- noted
CREATE TRIGGER tr AFTER UPDATE ON a FOR EACH ROW BEGIN log_it(:OLD.ROWID); END;
/
-- expect: VALID
SELECT status FROM user_objects WHERE object_name = 'TR';
-- Grants on columns of others' tables.
GRANT UPDATE (x) ON other.t TO somebody;
-- expect: OTHER | T | X
SELECT owner, table_name, column_name FROM user_col_privs;
-- A partition may have a number of subpartitions of its own.
CREATE TABLE p (a NUMBER, b NUMBER) PARTITION BY RANGE (a) SUBPARTITION BY HASH (b) SUBPARTITIONS 2
    (PARTITION p1 VALUES LESS THAN (10), PARTITION p2 VALUES LESS THAN (20) SUBPARTITIONS 3);
-- expect: P1 | 2
-- expect: P2 | 3
SELECT partition_name, COUNT(*) FROM user_tab_subpartitions GROUP BY partition_name ORDER BY 1;
