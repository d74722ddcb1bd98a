ALTER TABLE T MODIFY LOB (DOC) (DECRYPT RETENTION);
-- HAZARD: blocks: Moves every row of T and locks the table meanwhile; its indexes are unusable until they are rebuilt (ORA-01502).
ALTER TABLE T MOVE LOB (OLD) STORE AS BASICFILE(CHUNK 8192);

ALTER TABLE T MODIFY LOB (PIC) (CACHE);
