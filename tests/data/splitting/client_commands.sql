REM it's a remark; with "quotes
rem
REM*** stars
PROMPT don't; stop /* here
pro
SET DEFINE OFF;
set echo on feedback off
SET ROLE app;
SET
  TRANSACTION READ ONLY;
WHENEVER SQLERROR EXIT SQL.SQLCODE ROLLBACK
SPOOL out.log
sho err
SHOW ERRORS PACKAGE BODY pk
EXEC p('a;b', -
  2)
@scripts/one.sql "a b"
@@two
START three.sql
DEF x = 'y'
UNDEFINE x
ACC pw CHAR PROMPT 'Password; really?: ' HIDE
VAR n NUMBER
PRINT :n
CONN hr/secret@db
DISC
HOST ls -l
!ls *.sql
COL name FORMAT A20
COLUMN a NEW_VALUE b NOPRINT
TTITLE LEFT 'It' -
  RIGHT 'is'
BREAK ON a
CLEAR SCREEN
DESC emp;
EXIT SUCCESS
quit
