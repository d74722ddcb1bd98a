CREATE TABLE auth_user (
    id           NUMBER(10) CONSTRAINT auth_user_pk PRIMARY KEY,
    username     VARCHAR2(30 CHAR) NOT NULL,
    email        VARCHAR2(254 CHAR),
    first_name   VARCHAR2(30 CHAR) NOT NULL,
    is_active    NUMBER(1) DEFAULT 1 NOT NULL,
    date_joined  TIMESTAMP DEFAULT SYSTIMESTAMP NOT NULL,
    CONSTRAINT auth_user_username_uk UNIQUE (username),
    CONSTRAINT auth_user_active_ck CHECK (is_active IN (0, 1))
);
CREATE INDEX auth_user_email_ix ON auth_user (LOWER(email));
COMMENT ON TABLE auth_user IS 'who may log in';
