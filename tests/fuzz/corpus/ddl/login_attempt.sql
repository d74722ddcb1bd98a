CREATE TABLE login_attempt (
    id              NUMBER(19)          NOT NULL,
    user_id         NUMBER(10)          NOT NULL,
    attempted_at    TIMESTAMP(6)        DEFAULT SYSTIMESTAMP NOT NULL,
    client_address  VARCHAR2(45 CHAR)   NOT NULL,
    succeeded       NUMBER(1)           DEFAULT 0 NOT NULL,
    CONSTRAINT login_attempt_pk PRIMARY KEY (id),
    CONSTRAINT login_attempt_user_fk FOREIGN KEY (user_id) REFERENCES auth_user (id) ON DELETE CASCADE,
    CONSTRAINT login_attempt_succeeded_ck CHECK (succeeded IN (0, 1))
);

COMMENT ON TABLE login_attempt IS 'Every try to sign in, for the lock-out rule';
COMMENT ON COLUMN login_attempt.client_address IS 'IPv4 or IPv6, as text';

CREATE INDEX login_attempt_user_ix ON login_attempt (user_id, attempted_at);
