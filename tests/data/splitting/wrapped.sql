CREATE OR REPLACE PACKAGE BODY w wrapped 
a000000
1f
abcd
abcd
9e 8f
k3uD1'it is not a quote"KmMqWlqO1g8vnw/-- nor this a comment
/* nor this ; 
xyz=

/
CREATE PROCEDURE "w2" WRAPPED
0
abcd'
/
SELECT 1 FROM dual;
