INSERT INTO t -
(a, b) -
VALUES -
(1 -
, 'x-
y');
SELECT 200 - -
100 FROM dual;
SELECT a -
  b, (c) -
  (d), 'x' -
  + 1, CASE WHEN 1 = 1 THEN 2 END -
  1 FROM t;
CREATE TABLE t (a NUMBER) -
TABLESPACE users -
/
GRANT SELECT -
ON t TO app;
BEGIN
  x := a -
    b;
  p(-
    1);
END;
/
SELECT 1 -- not -
, 2 FROM dual;
