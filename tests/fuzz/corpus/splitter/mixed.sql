REM seed
SET DEFINE OFF
CREATE TABLE a (b VARCHAR2(3) DEFAULT q'[x;]'); -- c
BEGIN
  p(-
  1);
END;
/
