SELECT q'[a;]', Q'{b;}', nq'<c;>', NQ'(d;)', q'!e';!', q'';'', q'a;a' FROM dual;
SELECT xq'a;', q 'b;', N'c;' FROM dual;
SELECT "a;""b", 'it''s;', ''';' FROM dual;
SELECT q'"a;"', q'"";"' FROM dual;
SELECT '/*' a, "--" b, /* ' */ c -- "
FROM dual;
SELECT 1 a/* ; */,2/1 FROM dual;
COMMIT;
