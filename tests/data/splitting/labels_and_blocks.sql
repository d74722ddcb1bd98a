<<a>> BEGIN NULL; END a;
/
declare x number := 6
/ 2; begin null; end;
/
BEGIN
  IF 1 = 1 THEN
    <<l>>
    FOR i IN 1..2 LOOP
      x := x
        / 2;
    END LOOP l;
  END IF;
END;
/
