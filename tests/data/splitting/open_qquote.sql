SELECT 1 FROM dual;
SELECT q'[open]
 FROM dual;
/
