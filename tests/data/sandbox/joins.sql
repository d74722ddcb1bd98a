-- Joins: what each condition may see, how brackets bind, what USING and NATURAL make of a column.
CREATE TABLE a (id NUMBER, x VARCHAR2(10));
CREATE TABLE b (id NUMBER, y VARCHAR2(10));
CREATE TABLE c (id NUMBER, z VARCHAR2(10));
INSERT INTO a VALUES (1, 'a1');
INSERT INTO a VALUES (2, 'a2');
INSERT INTO b VALUES (1, 'b1');
INSERT INTO c VALUES (1, 'c1');
INSERT INTO c VALUES (3, 'c3');
-- A condition sees its own join, not what the comma put in front of it.
-- expect: ORA-00904
SELECT a.x FROM a, b JOIN c ON c.id = a.id;
-- expect: 4 rows
SELECT a.x, c.z FROM a, b RIGHT JOIN c ON b.id = c.id;
-- expect: 4 rows
SELECT a.x, c.z FROM a, b FULL JOIN c ON b.id = c.id;
-- expect: 4 rows
SELECT a.x, c.z FROM b RIGHT JOIN c ON b.id = c.id, a;
-- expect: a1 | b1 | c1
-- expect: a2 | (null) | (null)
SELECT a.x, b.y, c.z FROM a LEFT JOIN (b JOIN c ON b.id = c.id) ON a.id = b.id ORDER BY a.x;
-- expect: ORA-00904
SELECT 1 FROM a LEFT JOIN (b JOIN c ON a.id = c.id) ON a.id = b.id;
-- expect: 1 rows
SELECT 1 FROM (a JOIN b ON a.id = b.id) JOIN c ON a.id = c.id;
-- expect: a1
SELECT x FROM a WHERE EXISTS (SELECT 1 FROM b JOIN c ON b.id = c.id AND c.id = a.id);
-- expect: 2 rows
SELECT a.ROWID FROM a;
-- expect: 1 rows
SELECT b.ROWID FROM a JOIN b ON a.id = b.id;
-- expect: not modelled
SELECT b.ROWID FROM a LEFT JOIN (b JOIN c ON b.id = c.id) ON a.id = b.id;
-- A joined column belongs to neither side.
-- expect: ORA-25154
SELECT a.id FROM a JOIN b USING (id);
-- expect: ORA-25154
SELECT x FROM a JOIN b USING (id) WHERE b.id = 1;
-- expect: ORA-25155
SELECT a.id FROM a NATURAL JOIN b;
-- expect: 1 | a1 | b1
SELECT * FROM a JOIN b USING (id);
-- expect: 1 | a1 | b1 | c1
SELECT * FROM a JOIN b USING (id) JOIN c USING (id);
-- expect: 1 | b1 | c1
-- expect: 3 | (null) | c3
SELECT * FROM b RIGHT JOIN c USING (id) ORDER BY id;
-- expect: 1 | a1 | 1 | b1 | c1
SELECT * FROM a, b JOIN c USING (id) WHERE a.id = 1 AND z = 'c1';
-- expect: ORA-00918
SELECT id FROM a, b JOIN c USING (id);
-- expect: ORA-00918
SELECT id FROM a JOIN b USING (id), c;
-- expect: ORA-00904
SELECT 1 FROM a JOIN b USING (nope);
-- expect: a1 | b1
SELECT x, y FROM a NATURAL JOIN b;
-- expect: 2 rows
SELECT * FROM b NATURAL LEFT JOIN (SELECT z FROM c);
