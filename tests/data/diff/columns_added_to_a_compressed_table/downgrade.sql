-- HAZARD: loses data: Drops T.A with all its values.
-- PROBE: SELECT COUNT(*) FROM T WHERE A IS NOT NULL
-- HAZARD: loses data: Drops T.B with all its values.
-- PROBE: SELECT COUNT(*) FROM T WHERE B IS NOT NULL
-- HAZARD: loses data: Drops T.C with all its values.
-- PROBE: SELECT COUNT(*) FROM T WHERE C IS NOT NULL
ALTER TABLE T SET UNUSED (A, B, C);
