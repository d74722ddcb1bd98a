-- LOBs and LONGs: where Oracle takes none.
CREATE TABLE l (id NUMBER, c CLOB, v VARCHAR2(10));
CREATE TABLE m (id NUMBER, l LONG);
INSERT INTO l VALUES (1, 'text', 'v');
INSERT INTO m VALUES (1, 'long');
-- expect: ORA-00932
SELECT c FROM l GROUP BY c;
-- expect: ORA-00932
SELECT ROW_NUMBER() OVER (PARTITION BY c ORDER BY id) FROM l;
-- expect: ORA-00932
SELECT ROW_NUMBER() OVER (ORDER BY c) FROM l;
-- expect: ORA-00932
SELECT COUNT(DISTINCT c) FROM l;
-- expect: 1
SELECT COUNT(c) FROM l;
-- expect: ORA-00932
SELECT DISTINCT c FROM l;
-- expect: ORA-00932
SELECT id FROM l ORDER BY c;
-- expect: ORA-00932
SELECT c FROM l UNION SELECT c FROM l;
-- expect: ORA-00932
SELECT c FROM l MINUS SELECT c FROM l;
-- expect: 2 rows
SELECT c FROM l UNION ALL SELECT c FROM l;
-- expect: ORA-01790
SELECT c FROM l UNION ALL SELECT v FROM l;
-- expect: ORA-01790
SELECT v FROM l UNION ALL SELECT c FROM l;
-- expect: ORA-00932
SELECT 1 FROM l WHERE c IN (SELECT c FROM l);
-- expect: ORA-00932
SELECT 1 FROM l WHERE v IN (SELECT c FROM l);
-- expect: ORA-00932
SELECT 1 FROM l WHERE c = 'text';
-- expect: 1
SELECT 1 FROM l WHERE c LIKE 'te%';
-- expect: long
SELECT l FROM m;
-- expect: 1
SELECT id FROM m WHERE l IS NOT NULL;
-- expect: ORA-00997
SELECT id FROM m WHERE l = 'long';
-- expect: ORA-00997
SELECT l FROM m GROUP BY l;
-- expect: ORA-00997
SELECT id FROM m ORDER BY l;
-- expect: ORA-00997
CREATE TABLE n AS SELECT l FROM m;
CREATE TABLE n AS SELECT id, TO_LOB(l) AS l FROM m;
-- expect: text
SELECT 'text' FROM n WHERE l LIKE 'long';
-- expect: ORA-00997
INSERT INTO m SELECT id, l FROM m;
-- expect: 1 rows
INSERT INTO n SELECT id, TO_LOB(l) FROM m;
-- expect: ORA-00932
SELECT TO_LOB(v) FROM l;
-- expect: 1 rows
UPDATE m SET l = 'longer' WHERE id = 1;
