-- HAZARD: may fail on rows: Fails with ORA-02299 where (A) of C is there twice.
-- PROBE: SELECT COUNT(*) FROM (SELECT 1 FROM C WHERE A IS NOT NULL GROUP BY A HAVING COUNT(*) > 1)
ALTER TABLE C ADD UNIQUE (A);

-- HAZARD: may fail on rows: Fails with ORA-02293 where a row of C does not satisfy B > 0.
-- PROBE: SELECT COUNT(*) FROM C WHERE NOT (B > 0)
ALTER TABLE C ADD CHECK (B > 0);

-- HAZARD: may fail on rows: Fails with ORA-02298 where a row of C has no parent in P.
-- PROBE: SELECT COUNT(*) FROM C c WHERE c.P_ID IS NOT NULL AND NOT EXISTS (SELECT 1 FROM P p WHERE p.ID = c.P_ID)
ALTER TABLE C ADD FOREIGN KEY (P_ID) REFERENCES P (ID);
