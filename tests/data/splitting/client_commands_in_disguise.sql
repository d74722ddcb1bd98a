DELETE FROM t;
DEL
COMMENT ON TABLE t IS 'x';
COMMIT;
COMP SUM OF a ON b
INSERT INTO t VALUES (1);
RENAME a TO b;
REVOKE x FROM y;
R
PROMPT it's; "open
REM it's; "open
SELECT start,
spool, set,
remark FROM t;
@@ "a b.sql" 'x y'
EXEC p('a', -
  'b;c');
WHENEVER SQLERROR EXIT SQL.SQLCODE ROLLBACK
EXIT;
