ALTER TABLE A NOCOMPRESS;
-- NOTE: Only rows written from now on are compressed; ALTER TABLE … MOVE compresses those there are.
ALTER TABLE B COMPRESS;
