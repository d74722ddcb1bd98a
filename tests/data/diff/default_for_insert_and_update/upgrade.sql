-- HAZARD: needs a newer Oracle: Column A needs Oracle 23; the project says 19.
ALTER TABLE T MODIFY A DEFAULT ON NULL FOR INSERT AND UPDATE 0;

-- HAZARD: needs a newer Oracle: Column B needs Oracle 23; the project says 19.
-- HAZARD: may fail on rows: Fails with ORA-02296 where T.B is NULL.
-- PROBE: SELECT COUNT(*) FROM T WHERE B IS NULL
ALTER TABLE T MODIFY B DEFAULT ON NULL FOR INSERT AND UPDATE 1;

ALTER TABLE T MODIFY C DEFAULT ON NULL 2;
