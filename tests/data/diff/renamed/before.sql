CREATE SEQUENCE customer_seq;
CREATE TABLE customer (id NUMBER(10) CONSTRAINT customer_pk PRIMARY KEY, surname VARCHAR2(50) NOT NULL, CONSTRAINT customer_ck CHECK (surname <> 'x'));
CREATE INDEX customer_ix ON customer (surname);
CREATE TABLE invoice (id NUMBER(10), customer_id NUMBER(10) CONSTRAINT invoice_fk REFERENCES customer);
