CREATE TABLE a (

  id NUMBER

)
;

;
SELECT 1 FROM dual


-- the end
/* really */
