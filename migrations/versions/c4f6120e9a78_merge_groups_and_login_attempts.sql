-- Revision: c4f6120e9a78
-- Revises: 5d21f08e6c4b, 8b93ac1d07f5
-- Message: merge groups and login attempts
-- Created: 2026-11-06T16:05:30Z
-- Reviewed: ada 2026-11-06T16:06:02Z sha256:6ce34f36caeab59ca4ee87a29dae5a5a1772a7934b505fe4f8205ebadcea0837

-- ======== upgrade ========

-- ======== downgrade ========
