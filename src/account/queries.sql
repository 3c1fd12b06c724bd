-- Questions about accounts. Names, roles and password changes are facts; the tables account_secret,
-- account_session, account_token, account_device and account_preference are the folder's own
-- (own_tables.h), stand outside the journal, and are read and written through store::OwnRows.
-- include: account/store.h

-- list: name
subject AS account, login AS name.login, shown_name AS name.shown_name, person AS name.person,
effective_from AS span.from, effective_to AS span.to

-- list: role
subject AS id, account AS holding.account, role AS holding.role, unit AS holding.unit,
effective_from AS span.from, effective_to AS span.to

-- name: any_account -> AccountId
SELECT subject FROM account_name WHERE superseded_in = ?1 LIMIT 1

-- name: all_names -> NameRow
SELECT {name} FROM account_name
WHERE superseded_in = ?1 ORDER BY login, subject, effective_from

-- name: names_of -> NameRow
SELECT {name} FROM account_name
WHERE subject = ?1 AND superseded_in = ?2 ORDER BY effective_from

-- name: bearers_of_login -> LoginBearer
SELECT subject AS account, effective_from AS span.from, effective_to AS span.to FROM account_name
WHERE login = ?1 AND superseded_in = ?2 ORDER BY effective_from

-- name: all_roles -> HeldRole
SELECT {role} FROM role_holding
WHERE superseded_in = ?1 ORDER BY account, effective_from, subject

-- name: roles_of -> HeldRole
SELECT {role} FROM role_holding
WHERE account = ?1 AND superseded_in = ?2 ORDER BY effective_from, subject

-- The last entry that set the account a password.
-- name: password_entry
SELECT MAX(recorded_in) FROM password_change WHERE subject = ?1

-- name: password_entries
SELECT subject, MAX(recorded_in) FROM password_change GROUP BY subject ORDER BY subject
