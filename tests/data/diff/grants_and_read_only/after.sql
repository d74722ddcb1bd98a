CREATE TABLE price (id NUMBER(10), amount NUMBER(10,2), note VARCHAR2(10)) READ ONLY;
GRANT SELECT ON price TO app;
GRANT INSERT ON price TO app;
GRANT UPDATE (amount) ON price TO app;
