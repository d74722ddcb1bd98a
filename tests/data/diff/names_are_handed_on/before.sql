CREATE TABLE old_things (id NUMBER(10), CONSTRAINT things_pk PRIMARY KEY (id));
CREATE INDEX things_ix ON old_things (MOD(id, 7));
CREATE TABLE things_v (x NUMBER);
