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
-- A sequence counts in the rows a statement gives or writes, nowhere inside.
CREATE SEQUENCE n;
-- expect: ORA-02287
CREATE VIEW nv AS SELECT n.NEXTVAL AS id FROM dual;
-- expect: ORA-02287
SELECT (SELECT n.NEXTVAL FROM dual) FROM dual;
-- expect: ORA-02287
SELECT id FROM (SELECT n.NEXTVAL AS id FROM dual);
-- expect: ORA-02287
WITH w AS (SELECT n.NEXTVAL AS id FROM dual) SELECT id FROM w;
-- expect: ORA-02287
SELECT n.NEXTVAL FROM dual UNION ALL SELECT 1 FROM dual;
-- expect: ORA-02287
INSERT INTO t (a) VALUES ((SELECT n.NEXTVAL FROM dual));
-- expect: ORA-02287
UPDATE t SET a = (SELECT n.NEXTVAL FROM dual);
-- expect: ORA-02287
SELECT a FROM t WHERE a = n.NEXTVAL;
-- expect: 1
SELECT n.NEXTVAL FROM dual;
-- expect: 1 rows
INSERT INTO t (a) SELECT n.NEXTVAL FROM dual;
-- expect: 1 rows
INSERT INTO t (a) (SELECT n.NEXTVAL FROM dual);
-- expect: 1 rows
INSERT INTO t (a) SELECT n.NEXTVAL FROM (SELECT 1 FROM dual);
DELETE FROM t;
INSERT INTO t VALUES (1, 'x');
INSERT INTO t VALUES (3, 'y');
-- ORDER BY knows the aliases of the list, in expressions, too.
-- expect: 3
-- expect: 1
SELECT a AS k FROM t ORDER BY -k;
-- expect: y | 1
-- expect: x | 1
SELECT b, COUNT(*) AS n FROM t GROUP BY b ORDER BY n + 0, UPPER(b) DESC;
-- expect: ORA-00904
SELECT a AS k FROM t WHERE k = 1;
-- DECODE is VARCHAR2 where its first result is NULL.
-- expect: abc
SELECT DECODE(2, 1, NULL, 3, 5, 'abc') FROM dual;
-- expect: ORA-01722
SELECT DECODE(2, 1, 4, 3, 5, 'abc') FROM dual;
-- expect: ORA-00978
SELECT MAX(COUNT(*)) FROM t;
-- expect: not modelled
SELECT MAX(COUNT(*)) FROM t GROUP BY b;
-- expect: ORA-00935
SELECT MAX(MIN(COUNT(*))) FROM t GROUP BY b;
-- expect: ORA-30485
SELECT ROW_NUMBER() OVER () FROM t;
-- expect: ORA-30485
SELECT LAG(a) OVER (PARTITION BY b) FROM t;
-- expect: ORA-30485
SELECT SUM(a) OVER (PARTITION BY b ROWS UNBOUNDED PRECEDING) FROM t;
-- expect: 4
-- expect: 4
SELECT SUM(a) OVER () FROM t;
-- A synonym outlives its table.
CREATE TABLE gone (a NUMBER);
CREATE SYNONYM sg FOR gone;
INSERT INTO sg VALUES (1);
DROP TABLE gone;
-- expect: ORA-00980
SELECT a FROM sg;
-- expect: ORA-00980
INSERT INTO sg VALUES (1);
-- expect: ORA-12003
ALTER MATERIALIZED VIEW nope COMPILE;
-- expect: ORA-12725
SELECT REGEXP_REPLACE('a', '(') FROM dual;
