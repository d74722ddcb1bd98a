CREATE TYPE addr AS OBJECT (street VARCHAR2(60), zip DATE, city VARCHAR2(40))
/
CREATE TYPE turned AS OBJECT (b NUMBER, a NUMBER)
/
CREATE TABLE people (id NUMBER, home addr, t turned);
