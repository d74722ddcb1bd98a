-- Revision: 8b93ac1d07f5
-- Revises: 1a4c7e90b2d3
-- Message: record login attempts
-- Created: 2026-11-05T08:47:52Z
-- Reviewed: grace 2026-11-05T10:15:23Z sha256:eade3eb0ba4c83615c501aa2018a1de90230b30785ea83f03c6509841703ac9e

-- ======== upgrade ========
CREATE SEQUENCE login_attempt_id_seq START WITH 1 INCREMENT BY 1 NOCACHE NOCYCLE;
CREATE TABLE login_attempt (
    id              NUMBER(19)         DEFAULT login_attempt_id_seq.NEXTVAL NOT NULL,
    user_id         NUMBER(10)         NOT NULL,
    attempted_at    TIMESTAMP(6)       DEFAULT SYSTIMESTAMP NOT NULL,
    client_address  VARCHAR2(15 CHAR)  NOT NULL,
    succeeded       NUMBER(1)          DEFAULT 0 NOT NULL,
    CONSTRAINT login_attempt_pk PRIMARY KEY (id),
    CONSTRAINT login_attempt_succeeded_ck CHECK (succeeded IN (0, 1))
);
COMMENT ON TABLE login_attempt IS 'Every try to sign in, for the lock-out rule';
ALTER TABLE login_attempt ADD CONSTRAINT login_attempt_user_fk
    FOREIGN KEY (user_id) REFERENCES auth_user (id) ON DELETE CASCADE;

-- ======== downgrade ========
DROP TABLE login_attempt;
DROP SEQUENCE login_attempt_id_seq;
