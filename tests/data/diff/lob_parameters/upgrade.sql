ALTER TABLE T MODIFY LOB (PIC) (NOCACHE DEDUPLICATE);
-- HAZARD: blocks: Moves every row of T and locks the table meanwhile; its indexes are unusable until they are rebuilt (ORA-01502).
ALTER TABLE T MOVE LOB (TXT) STORE AS (TABLESPACE LOBS);
