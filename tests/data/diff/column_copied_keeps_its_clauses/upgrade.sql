ALTER TABLE Z SET UNUSED COLUMN V;
-- HAZARD: blocks: Rewrites every row of T and locks the table meanwhile.
-- HAZARD: cannot be undone: T.C is copied into a new column and comes last in the table.
ALTER TABLE T ADD C_TMP VARCHAR2(9) COLLATE BINARY_CI ENCRYPT USING 'AES256' NO SALT;

UPDATE T SET C_TMP = C;
ALTER TABLE T DROP COLUMN C;
ALTER TABLE T RENAME COLUMN C_TMP TO C;
-- HAZARD: blocks: Rewrites every row of Z and locks the table meanwhile.
-- HAZARD: cannot be undone: Z.C is copied into a new column and comes last in the table.
ALTER TABLE Z ADD C_TMP VARCHAR2(9);

UPDATE Z SET C_TMP = C;
ALTER TABLE Z SET UNUSED COLUMN C;
ALTER TABLE Z RENAME COLUMN C_TMP TO C;
ALTER TABLE Z ADD V NUMBER GENERATED ALWAYS AS (LENGTH(C)) VIRTUAL;
