WITH function AS (SELECT 1 a FROM dual) SELECT a FROM function;
with procedure p is begin null; end; function f return number is begin p; return 1; end;
select f from dual;
/
CREATE OR REPLACE VIEW v AS
WITH FUNCTION f (n NUMBER) RETURN NUMBER IS BEGIN RETURN n; END;
SELECT f(a) b FROM t
/
CREATE VIEW plain AS WITH q AS (SELECT 'with function f' a FROM dual) SELECT a FROM q;
INSERT /*+ WITH_PLSQL */ INTO t
WITH FUNCTION g RETURN NUMBER IS BEGIN RETURN 1; END;
SELECT g FROM dual
/
INSERT /*+ APPEND */ INTO t VALUES (1);
SELECT 'end' FROM dual;
