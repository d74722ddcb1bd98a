SELECT 1 FROM dual;
  SELECT "a FROM dual;
