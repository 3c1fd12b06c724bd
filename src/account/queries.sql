-- Questions about accounts. Names, roles and password changes are facts; the tables account_secret,
-- account_session, account_token, account_device and account_preference are the folder's own
-- (own_tables.cpp) and stand outside the journal.

-- name: any_account
SELECT subject FROM account_name WHERE superseded_in = ?1 LIMIT 1

-- name: all_names
SELECT subject, login, shown_name, person, effective_from, effective_to FROM account_name
WHERE superseded_in = ?1 ORDER BY login, subject, effective_from

-- name: names_of
SELECT subject, login, shown_name, person, effective_from, effective_to FROM account_name
WHERE subject = ?1 AND superseded_in = ?2 ORDER BY effective_from

-- name: bearers_of_login
SELECT subject, effective_from, effective_to FROM account_name
WHERE login = ?1 AND superseded_in = ?2 ORDER BY effective_from

-- name: all_roles
SELECT subject, account, role, unit, effective_from, effective_to FROM role_holding
WHERE superseded_in = ?1 ORDER BY account, effective_from, subject

-- name: roles_of
SELECT subject, account, role, unit, effective_from, effective_to FROM role_holding
WHERE account = ?1 AND superseded_in = ?2 ORDER BY effective_from, subject

-- name: secret
SELECT hash, one_time_until FROM account_secret WHERE account = ?1

-- name: set_secret
INSERT INTO account_secret (account, hash, one_time_until) VALUES (?1, ?2, ?3)
ON CONFLICT (account) DO UPDATE SET hash = excluded.hash, one_time_until = excluded.one_time_until

-- name: delete_secret
DELETE FROM account_secret WHERE account = ?1

-- name: insert_session
INSERT INTO account_session (token, account, family, started_at, started_peer, seen_at, seen_peer)
VALUES (?1, ?2, ?3, ?4, ?5, ?4, ?5)

-- name: session
SELECT token, account, family, started_at, started_peer, seen_at, seen_peer, strange_at,
  strange_peer, strange_family
FROM account_session WHERE token = ?1

-- name: sessions_of
SELECT token, account, family, started_at, started_peer, seen_at, seen_peer, strange_at,
  strange_peer, strange_family
FROM account_session WHERE account = ?1 ORDER BY started_at DESC, token

-- name: note_session
UPDATE account_session SET seen_at = ?2, seen_peer = ?3 WHERE token = ?1

-- name: note_strange
UPDATE account_session SET strange_at = ?2, strange_peer = ?3, strange_family = ?4 WHERE token = ?1

-- name: delete_session
DELETE FROM account_session WHERE token = ?1

-- name: delete_sessions_of
DELETE FROM account_session WHERE account = ?1 AND token <> ?2

-- name: delete_old_sessions
DELETE FROM account_session WHERE started_at <= ?1 OR seen_at <= ?2

-- name: insert_token
INSERT INTO account_token (token, account, name, scope, made_at, expires_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)

-- name: token
SELECT token, account, name, scope, made_at, expires_at, used_at FROM account_token WHERE token = ?1

-- name: tokens_of
SELECT token, account, name, scope, made_at, expires_at, used_at
FROM account_token WHERE account = ?1 ORDER BY made_at, token

-- name: note_token
UPDATE account_token SET used_at = ?2 WHERE token = ?1

-- name: delete_token
DELETE FROM account_token WHERE token = ?1

-- name: delete_tokens_of
DELETE FROM account_token WHERE account = ?1

-- name: insert_device
INSERT INTO account_device (token, account, seen_at) VALUES (?1, ?2, ?3)
ON CONFLICT (token, account) DO UPDATE SET seen_at = excluded.seen_at

-- name: device
SELECT seen_at FROM account_device WHERE token = ?1 AND account = ?2

-- name: delete_devices_of
DELETE FROM account_device WHERE account = ?1

-- name: delete_old_devices
DELETE FROM account_device WHERE seen_at <= ?1

-- name: preference
SELECT language, large_text FROM account_preference WHERE account = ?1

-- name: set_preference
INSERT INTO account_preference (account, language, large_text) VALUES (?1, ?2, ?3)
ON CONFLICT (account) DO UPDATE SET language = excluded.language, large_text = excluded.large_text
