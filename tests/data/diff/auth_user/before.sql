CREATE TABLE auth_user (
    id           NUMBER(10) CONSTRAINT auth_user_pk PRIMARY KEY,
    username     VARCHAR2(30 CHAR) NOT NULL,
    email        VARCHAR2(100 CHAR),
    first_name   VARCHAR2(30 CHAR),
    legacy_flag  CHAR(1),
    date_joined  TIMESTAMP DEFAULT SYSTIMESTAMP NOT NULL
);
COMMENT ON COLUMN auth_user.email IS 'where we write to';
