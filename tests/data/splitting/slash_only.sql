CREATE TABLE a (
  id NUMBER -- the key; really
)
/
INSERT INTO a VALUES ('x
/
y')
/
SELECT 10
/ 2 FROM dual
/ 
CREATE TYPE t AS TABLE OF NUMBER
/
COMMENT ON TABLE a IS 'a/b'
/
