-- The schema as it should be. No sequence is written for the keys: athanor.toml says how they get theirs.

CREATE TABLE auth_user (
    id           NUMBER(10)          NOT NULL,
    username     VARCHAR2(150 CHAR)  NOT NULL,
    email        VARCHAR2(254 CHAR)  NOT NULL,
    first_name   VARCHAR2(30 CHAR)   NOT NULL,
    last_name    VARCHAR2(150 CHAR),
    password     VARCHAR2(128 CHAR)  NOT NULL,
    is_active    NUMBER(1)           DEFAULT 1 NOT NULL,
    date_joined  DATE                DEFAULT SYSDATE NOT NULL,
    last_login   DATE,
    CONSTRAINT auth_user_pk PRIMARY KEY (id),
    CONSTRAINT auth_user_username_uk UNIQUE (username),
    CONSTRAINT auth_user_email_uk UNIQUE (email),
    CONSTRAINT auth_user_is_active_ck CHECK (is_active IN (0, 1))
);

COMMENT ON TABLE auth_user IS 'People who can sign in to the shop';
COMMENT ON COLUMN auth_user.password IS 'Hash with its method and salt, never the password itself';
COMMENT ON COLUMN auth_user.is_active IS '0 closes the account without losing its orders';

CREATE OR REPLACE VIEW active_user AS
SELECT id, username, email, date_joined
  FROM auth_user
 WHERE is_active = 1;

CREATE OR REPLACE TRIGGER auth_user_email_trg
BEFORE INSERT OR UPDATE OF email ON auth_user
FOR EACH ROW
BEGIN
    :NEW.email := LOWER(TRIM(:NEW.email));
END;
/
