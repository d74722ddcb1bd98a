SELECT 1 FROM dual;
