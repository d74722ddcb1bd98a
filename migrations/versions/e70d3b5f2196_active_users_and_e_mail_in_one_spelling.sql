-- Revision: e70d3b5f2196
-- Revises: c4f6120e9a78
-- Message: active users, and e-mail in one spelling
-- Created: 2026-11-12T11:38:19Z
-- Reviewed: grace 2026-11-12T14:20:45Z sha256:18945c177fad0f19f17df78c84a241e814d82fb93ad7b313a82596f73e288a2b

-- ======== upgrade ========
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

-- ======== downgrade ========
DROP TRIGGER auth_user_email_trg;
DROP VIEW active_user;
