-- first
SELECT 1
FROM dual;

BEGIN
  NULL;
END;
/
SET DEFINE OFF
SELECT 2 FROM dual