CREATE TABLE doc (code NUMBER(5) DEFAULT 7 NOT NULL, kind NUMBER(2), body CLOB, CONSTRAINT doc_uk UNIQUE (code, kind), CONSTRAINT doc_ck CHECK (code > 0));
CREATE INDEX doc_ix ON doc (kind, code, UPPER(kind));
COMMENT ON COLUMN doc.code IS 'the code';
