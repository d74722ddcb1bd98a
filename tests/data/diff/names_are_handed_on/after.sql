CREATE TABLE new_things (id NUMBER(10), n VARCHAR2(5), CONSTRAINT things_pk PRIMARY KEY (n));
CREATE INDEX things_ix ON new_things (MOD(id, 7));
CREATE OR REPLACE VIEW things_v AS SELECT n FROM new_things;
