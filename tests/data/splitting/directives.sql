-- Copyright somebody

-- athanor: tolerate ORA-00942
-- an explanation
--athanor:   not-rehearsed
DROP TABLE a; -- athanor: this one belongs to nothing
/* athanor: only line comments speak */ DROP TABLE b;
-- athanor: no-autoincrement

CREATE TABLE far_below (id NUMBER);
