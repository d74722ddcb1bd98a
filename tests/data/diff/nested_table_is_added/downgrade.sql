-- HAZARD: loses data: Drops T.N with all its values.
-- PROBE: SELECT COUNT(*) FROM T WHERE N IS NOT NULL
-- HAZARD: loses data: Drops T.DOC with all its values.
-- PROBE: SELECT COUNT(*) FROM T WHERE DOC IS NOT NULL
ALTER TABLE T DROP (N, DOC);
