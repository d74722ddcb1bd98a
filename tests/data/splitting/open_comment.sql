SELECT 1 FROM dual;

 /* never
SELECT 2 FROM dual;
