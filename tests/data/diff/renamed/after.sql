CREATE SEQUENCE client_seq;
CREATE TABLE client (id NUMBER(10) CONSTRAINT client_pk PRIMARY KEY, last_name VARCHAR2(80) NOT NULL, CONSTRAINT customer_ck CHECK (last_name <> 'x'));
CREATE INDEX client_ix ON client (last_name);
CREATE TABLE invoice (id NUMBER(10), customer_id NUMBER(10) CONSTRAINT invoice_fk REFERENCES client);
