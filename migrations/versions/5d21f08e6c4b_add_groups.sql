-- Revision: 5d21f08e6c4b
-- Revises: 1a4c7e90b2d3
-- Message: add groups
-- Created: 2026-11-04T13:20:11Z
-- Reviewed: ada 2026-11-04T15:02:00Z sha256:789b2722e2ddc87ce2971feb03c220f26415f539dde3b7a3b9d96af22501ba0c

-- ======== upgrade ========
CREATE SEQUENCE auth_group_id_seq START WITH 1 INCREMENT BY 1 NOCACHE NOCYCLE;
CREATE TABLE auth_group (
    id    NUMBER(10)         DEFAULT auth_group_id_seq.NEXTVAL NOT NULL,
    name  VARCHAR2(80 CHAR)  NOT NULL,
    CONSTRAINT auth_group_pk PRIMARY KEY (id),
    CONSTRAINT auth_group_name_uk UNIQUE (name)
);
COMMENT ON TABLE auth_group IS 'What a set of people may do';
CREATE TABLE auth_user_group (
    user_id   NUMBER(10)  NOT NULL,
    group_id  NUMBER(10)  NOT NULL,
    since     DATE        DEFAULT SYSDATE NOT NULL,
    CONSTRAINT auth_user_group_pk PRIMARY KEY (user_id, group_id)
);
ALTER TABLE auth_user_group ADD CONSTRAINT auth_user_group_user_fk
    FOREIGN KEY (user_id) REFERENCES auth_user (id) ON DELETE CASCADE;
ALTER TABLE auth_user_group ADD CONSTRAINT auth_user_group_group_fk
    FOREIGN KEY (group_id) REFERENCES auth_group (id);
CREATE INDEX auth_user_group_group_ix ON auth_user_group (group_id);

-- ======== downgrade ========
DROP TABLE auth_user_group;
DROP TABLE auth_group;
DROP SEQUENCE auth_group_id_seq;
