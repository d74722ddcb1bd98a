CREATE TYPE addr AS OBJECT (street VARCHAR2(60), zip NUMBER(9), city VARCHAR2(30))
/
CREATE TYPE turned AS OBJECT (a NUMBER, b NUMBER)
/
CREATE TABLE people (id NUMBER, home addr, t turned);
