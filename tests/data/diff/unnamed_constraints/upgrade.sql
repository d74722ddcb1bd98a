-- NOTE: Oracle named this constraint itself, differently in every database: it is found by what it says.
BEGIN
    FOR c IN (SELECT c.constraint_name
              FROM user_constraints c
              WHERE c.table_name = 'C' AND c.constraint_type = 'R'
                AND c.generated = 'GENERATED NAME'
                AND (SELECT LISTAGG(cc.column_name, ',') WITHIN GROUP (ORDER BY cc.position)
                     FROM user_cons_columns cc
                     WHERE cc.constraint_name = c.constraint_name AND cc.table_name = c.table_name) = 'P_ID') LOOP
        EXECUTE IMMEDIATE 'ALTER TABLE C DROP CONSTRAINT "' || c.constraint_name || '"';
    END LOOP;
END;
/

ALTER TABLE C DROP UNIQUE (A);
-- NOTE: Oracle named this constraint itself, differently in every database: it is found by what it says.
BEGIN
    FOR c IN (SELECT c.constraint_name, c.search_condition
              FROM user_constraints c
              WHERE c.table_name = 'C' AND c.constraint_type = 'C'
                AND c.generated = 'GENERATED NAME') LOOP
        IF UPPER(REGEXP_REPLACE(c.search_condition, '[[:space:]"]')) = 'B>0' THEN
            EXECUTE IMMEDIATE 'ALTER TABLE C DROP CONSTRAINT "' || c.constraint_name || '"';
        END IF;
    END LOOP;
END;
/
