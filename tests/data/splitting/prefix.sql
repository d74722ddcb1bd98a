SELECT a
# DESC t
  FROM t;
SELECT col#1, '
# in a literal', #x FROM t;
BEGIN
  x := 1;
  #prompt now
  #prompt again
END;
/
