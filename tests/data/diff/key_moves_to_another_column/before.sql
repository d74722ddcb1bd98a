CREATE TABLE parent (id NUMBER(10), code VARCHAR2(10), CONSTRAINT parent_pk PRIMARY KEY (id));
CREATE TABLE child (parent_id NUMBER(10), CONSTRAINT child_fk FOREIGN KEY (parent_id) REFERENCES parent (id));
