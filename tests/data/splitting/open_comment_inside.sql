SELECT 1 FROM dual;
SELECT 2 /* never
FROM dual;
