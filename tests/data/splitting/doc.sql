DOC
 it's; a "text
 /
#
SELECT 1 FROM dual;
DOCUMENT > short
 more
 # not at the start
#
SELECT 2 FROM dual;
DOC
to the end
