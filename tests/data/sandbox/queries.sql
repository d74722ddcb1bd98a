-- What Oracle refuses is refused, and what several clauses do together.
CREATE TABLE t (a NUMBER, b VARCHAR2(10));
-- expect: ORA-00904
SELECT "a" FROM t;
-- expect: ORA-00933
DROP TABLE IF EXISTS nope;
-- expect: ORA-00907
SELECT (1 FROM dual;
-- expect: ORA-00936
SELECT FROM t;
-- expect: ORA-00918
SELECT a FROM t x, t y;
-- expect: ORA-00932
SELECT CASE WHEN 1 = 1 THEN 1 ELSE 'x' END FROM dual;
-- expect: ORA-01427
SELECT (SELECT 1 FROM dual UNION ALL SELECT 2 FROM dual) FROM dual;
-- expect: ORA-00920
SELECT 1 FROM dual WHERE 1;
INSERT ALL INTO t VALUES (1, 'x') INTO t VALUES (2, 'y') SELECT * FROM dual;
-- expect: x,y
SELECT LISTAGG(b, ',') WITHIN GROUP (ORDER BY a) FROM t;
-- expect: 2 | 1
-- expect: 1 | 2
SELECT a, RANK() OVER (ORDER BY a DESC) FROM t ORDER BY a DESC;
CREATE SEQUENCE s START WITH 1 INCREMENT BY 1 MAXVALUE 2 NOCACHE NOCYCLE;
INSERT INTO t SELECT s.NEXTVAL, 'n' FROM t;
-- expect: ORA-08004
SELECT s.NEXTVAL FROM dual;
-- expect: 4 rows
UPDATE t SET (a, b) = (SELECT 5, 'q' FROM dual) WHERE a < 5;
