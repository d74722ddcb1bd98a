-- MANUAL: Attribute ZIP of type ADDR is to be ZIP DATE, and ALTER TYPE only widens (ORA-22324, PLS-00719): keep its values elsewhere, DROP ATTRIBUTE, ADD ATTRIBUTE and bring them back.

ALTER TYPE ADDR MODIFY ATTRIBUTE CITY VARCHAR2(40) CASCADE;
-- MANUAL: The attributes of type TURNED are to stand in another order, which no ALTER TYPE changes: adapt the model, or build a new type and move the data.
