ALTER TABLE session DROP COLUMN sealed_origin;
ALTER TABLE session DROP COLUMN stepped_up_at;
DROP TABLE familiar;
DROP TABLE recovery_code;
DROP TABLE totp;
DROP TABLE ceremony;
