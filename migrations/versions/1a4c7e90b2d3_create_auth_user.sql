-- Revision: 1a4c7e90b2d3
-- Revises:
-- Message: create auth_user
-- Created: 2026-11-02T09:14:05Z
-- Reviewed: ada 2026-11-02T09:31:40Z sha256:48bf7932d40295d780b8a3b4f1bd4ac09e1ba3a760358eb64e9412cea4bd1207

-- ======== upgrade ========
CREATE SEQUENCE auth_user_id_seq START WITH 1 INCREMENT BY 1 NOCACHE NOCYCLE;
CREATE TABLE auth_user (
    id           NUMBER(10)          DEFAULT auth_user_id_seq.NEXTVAL NOT NULL,
    username     VARCHAR2(150 CHAR)  NOT NULL,
    email        VARCHAR2(254 CHAR)  NOT NULL,
    first_name   VARCHAR2(30 CHAR),
    last_name    VARCHAR2(150 CHAR),
    password     VARCHAR2(128 CHAR)  NOT NULL,
    is_active    NUMBER(1)           DEFAULT 1 NOT NULL,
    date_joined  DATE                DEFAULT SYSDATE NOT NULL,
    CONSTRAINT auth_user_pk PRIMARY KEY (id),
    CONSTRAINT auth_user_username_uk UNIQUE (username),
    CONSTRAINT auth_user_email_uk UNIQUE (email),
    CONSTRAINT auth_user_is_active_ck CHECK (is_active IN (0, 1))
);
COMMENT ON TABLE auth_user IS 'People who can sign in to the shop';
COMMENT ON COLUMN auth_user.password IS 'Hash with its method and salt, never the password itself';
COMMENT ON COLUMN auth_user.is_active IS '0 closes the account without losing its orders';

-- ======== downgrade ========
DROP TABLE auth_user;
DROP SEQUENCE auth_user_id_seq;
