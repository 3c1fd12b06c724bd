-- Entries bear a mark and own tables a seal of the key file; passwords and what they let in name the
-- entry that set them. What stands is sealed when the store is opened (seal_what_stands). A job's
-- file is found by its number, and no path is stored.
ALTER TABLE entry ADD COLUMN asked BLOB;
ALTER TABLE entry ADD COLUMN accesses INTEGER;
ALTER TABLE entry ADD COLUMN mark BLOB;
ALTER TABLE account_secret ADD COLUMN password_entry INTEGER;
ALTER TABLE account_secret ADD COLUMN seal BLOB;
UPDATE account_secret SET password_entry = (
  SELECT MAX(p.recorded_in) FROM password_change p WHERE p.subject = account_secret.account);
ALTER TABLE account_session ADD COLUMN password_entry INTEGER;
ALTER TABLE account_session ADD COLUMN seal BLOB;
UPDATE account_session SET password_entry = (
  SELECT MAX(p.recorded_in) FROM password_change p WHERE p.subject = account_session.account);
ALTER TABLE account_token ADD COLUMN password_entry INTEGER;
ALTER TABLE account_token ADD COLUMN seal BLOB;
UPDATE account_token SET password_entry = (
  SELECT MAX(p.recorded_in) FROM password_change p WHERE p.subject = account_token.account);
ALTER TABLE account_device ADD COLUMN seal BLOB;
ALTER TABLE account_preference ADD COLUMN seal BLOB;
ALTER TABLE conference_live ADD COLUMN seal BLOB;
ALTER TABLE job DROP COLUMN file;
ALTER TABLE job ADD COLUMN needs TEXT;
ALTER TABLE job ADD COLUMN seal BLOB;
