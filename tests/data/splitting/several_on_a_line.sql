SELECT 1 FROM dual; /* between */ SELECT 2 FROM dual; -- after
;;COMMIT;;SELECT ';' FROM dual;DROP TABLE a;BEGIN NULL; END;
/
