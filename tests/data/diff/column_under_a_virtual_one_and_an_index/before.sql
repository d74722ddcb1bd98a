CREATE TABLE item (name VARCHAR2(20), price NUMBER(8,2), gross NUMBER GENERATED ALWAYS AS (price * 1.19) VIRTUAL);
CREATE INDEX item_gross_ix ON item (gross);
CREATE INDEX item_name_ix ON item (UPPER(name));
