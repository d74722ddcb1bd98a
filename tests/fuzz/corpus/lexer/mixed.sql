SELECT 1.5e3, .5, 1..2, :a, &b., $$c, 'it''s', q'[x]', "n" /*+ h */ -- c
FROM a.b@c WHERE x<>1 AND y:=2;