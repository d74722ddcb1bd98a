-- MANUAL: Attribute ZIP of type ADDR is to be ZIP NUMBER(9), and ALTER TYPE only widens (ORA-22324, PLS-00719): keep its values elsewhere, DROP ATTRIBUTE, ADD ATTRIBUTE and bring them back.

-- MANUAL: Attribute CITY of type ADDR is to be CITY VARCHAR2(30), and ALTER TYPE only widens (ORA-22324, PLS-00719): keep its values elsewhere, DROP ATTRIBUTE, ADD ATTRIBUTE and bring them back.

-- MANUAL: The attributes of type TURNED are to stand in another order, which no ALTER TYPE changes: adapt the model, or build a new type and move the data.
