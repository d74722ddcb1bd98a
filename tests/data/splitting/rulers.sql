REM ----------------
SELECT 1 FROM dual;
PROMPT ---------
SELECT 2 FROM dual;
PROMPT one -
two
REM one -
two
---- SELECT 3 FROM dual -
SELECT 4 FROM dual;
