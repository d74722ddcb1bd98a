-- Rows, conversions and the constraints they meet.
CREATE TABLE t (id NUMBER(5) CONSTRAINT t_pk PRIMARY KEY, name VARCHAR2(5), price NUMBER(5,2) DEFAULT 1.5,
  d DATE, c CHAR(3), n NUMBER, CONSTRAINT t_ck CHECK (price > 0));
INSERT INTO t (id, name) VALUES (1, 'abc');
-- expect: ORA-00001
INSERT INTO t (id, name) VALUES (1, 'x');
-- expect: ORA-01400
INSERT INTO t (name) VALUES ('x');
-- expect: ORA-12899
INSERT INTO t (id, name) VALUES (2, 'abcdef');
-- expect: ORA-01438
INSERT INTO t (id, price) VALUES (2, 12345);
-- expect: ORA-02290
INSERT INTO t (id, price) VALUES (2, -1);
-- expect: ORA-01722
INSERT INTO t (id) VALUES ('abc');
INSERT INTO t (id, name, price, d, c, n) VALUES (2, '', 3.456, DATE '2024-02-29', 'x', 12345678901234567890123456789012345678);
-- expect: 2 | (null) | 3.46 | 2024-02-29 00:00:00 | x   | 12345678901234567890123456789012345678
SELECT * FROM t WHERE id = 2;
-- expect: 1
SELECT COUNT(*) FROM t WHERE c = 'x';
-- expect: 1.5
SELECT price FROM t WHERE id = 1;
-- expect: ORA-00942
SELECT * FROM missing;
-- expect: ORA-00904
SELECT nothing FROM t;
-- expect: ORA-00933
SELECT * FROM t LIMIT 1;
-- expect: ORA-00933
SELECT * FROM t AS x;
-- expect: ORA-00923
SELECT 1;
-- expect: ORA-00979
SELECT id, COUNT(*) FROM t GROUP BY name;
-- expect: ORA-00937
SELECT id, COUNT(*) FROM t;
-- expect: ORA-00904
SELECT no_function(id) FROM t;
-- expect: ORA-00947
INSERT INTO t (id, name) VALUES (1);
-- expect: ORA-00913
INSERT INTO t (id) VALUES (1, 2);
-- expect: ORA-01407
UPDATE t SET id = NULL;
-- expect: 2 rows
UPDATE t SET id = id + 1;
-- expect: 2
-- expect: 3
SELECT id FROM t ORDER BY 1;
-- expect: 0.3
SELECT '0' || (0.1 + 0.2) FROM dual;
-- expect: 1
SELECT 1 FROM dual WHERE 0.1 + 0.2 = 0.3;
-- expect: .3333333333333333333333333333333333333333
SELECT 1/3 FROM dual;
-- expect: ORA-01476
SELECT 1/0 FROM dual;
-- expect: a
SELECT NVL('', 'a') FROM dual;
-- expect: two
SELECT DECODE(2, 1, 'one', 2, 'two', 'more') FROM dual;
-- expect: 2024-03-31 00:00:00
SELECT ADD_MONTHS(DATE '2024-02-29', 1) FROM dual;
-- expect: 31/12/2024
SELECT TO_CHAR(DATE '2024-12-31', 'DD/MM/YYYY') FROM dual;
-- expect: 1,234.50
SELECT TO_CHAR(1234.5, '9,990.00') FROM dual;
-- expect: 1
SELECT COUNT(*) FROM t WHERE ROWNUM <= 1;
-- expect: 3
SELECT id FROM t ORDER BY id DESC FETCH FIRST 1 ROW ONLY;
-- expect: not modelled
SELECT a.id FROM t a, t b WHERE a.id = b.id(+);
-- expect: 2 rows
DELETE FROM t;
