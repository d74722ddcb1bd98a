CREATE TABLE auth_group (
    id    NUMBER(10)         NOT NULL,
    name  VARCHAR2(80 CHAR)  NOT NULL,
    CONSTRAINT auth_group_pk PRIMARY KEY (id),
    CONSTRAINT auth_group_name_uk UNIQUE (name)
);

COMMENT ON TABLE auth_group IS 'What a set of people may do';

CREATE TABLE auth_user_group (
    user_id   NUMBER(10)  NOT NULL,
    group_id  NUMBER(10)  NOT NULL,
    since     DATE        DEFAULT SYSDATE NOT NULL,
    CONSTRAINT auth_user_group_pk PRIMARY KEY (user_id, group_id),
    CONSTRAINT auth_user_group_user_fk FOREIGN KEY (user_id) REFERENCES auth_user (id) ON DELETE CASCADE,
    CONSTRAINT auth_user_group_group_fk FOREIGN KEY (group_id) REFERENCES auth_group (id)
);

CREATE INDEX auth_user_group_group_ix ON auth_user_group (group_id);
