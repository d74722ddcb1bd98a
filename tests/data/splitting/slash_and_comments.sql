CREATE TABLE t (a NUMBER); -- after the end
/* a lone / in a comment
/
*/
SELECT a /* not ; here
/
nor there */ FROM t;
COMMENT ON TABLE t IS 'one;
/
two';
BEGIN
  x := 1; -- END; /
  /* END;
/
  */
END;
	/  
SELECT 1 /* open at the end of a line /*
*/ FROM dual;
/*+ no hint */ SELECT /*+ a; hint */ 1 FROM dual;
END_OF_TABLE;
