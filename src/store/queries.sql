-- The journal's own tables. Facts are written and read by generic SQL made from their declaration
-- (fact_row.cpp).

-- name: head
SELECT COALESCE(MAX(number), 0) FROM entry

-- name: head_before
SELECT COALESCE(MAX(number), 0) FROM entry WHERE at < ?1

-- name: last_entry
SELECT number, hash FROM entry ORDER BY number DESC LIMIT 1

-- name: entry_by_nonce
SELECT number, hash, actor, verb, asked FROM entry WHERE nonce = ?1

-- name: insert_entry
INSERT INTO entry (number, actor, at, verb, document, reason, nonce, based_on, leaf_count, root,
                   previous, hash, asked, accesses, mark)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)

-- name: entries
SELECT number, actor, at, verb, document, reason, nonce, based_on, leaf_count, root, previous, hash
FROM entry WHERE number >= ?1 ORDER BY number LIMIT ?2

-- Every entry with the seal of the line that the access log had reached.
-- name: marks
SELECT e.number, e.hash, e.asked, e.accesses, e.mark, a.seal
FROM entry e LEFT JOIN access a ON a.id = e.accesses ORDER BY e.number

-- name: set_mark
UPDATE entry SET accesses = ?2, mark = ?3 WHERE number = ?1

-- name: reasons
SELECT number, reason FROM entry WHERE reason IS NOT NULL ORDER BY number

-- An erasure takes a name out; the leaf of the blanking proves what is left.
-- name: blank_reason
UPDATE entry SET reason = ?2 WHERE number = ?1

-- name: entry_hash
SELECT number, hash FROM entry WHERE number = ?1

-- name: insert_supersession
INSERT INTO supersession (entry, leaf, kind, subject, target_entry, target_leaf)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)

-- name: supersessions
SELECT entry, leaf, kind, subject, target_entry, target_leaf FROM supersession ORDER BY entry, leaf

-- name: meta
SELECT value, seal FROM meta WHERE name = ?1

-- name: all_meta
SELECT name, value, seal FROM meta ORDER BY name

-- name: set_meta
INSERT INTO meta (name, value, seal) VALUES (?1, ?2, ?3)
ON CONFLICT (name) DO UPDATE SET value = excluded.value, seal = excluded.seal

-- name: some_person_keys
SELECT person, wrapped FROM person_key ORDER BY person LIMIT 20

-- name: person_key
SELECT wrapped FROM person_key WHERE person = ?1

-- name: all_person_keys
SELECT person, wrapped FROM person_key ORDER BY person

-- name: insert_person_key
INSERT INTO person_key (person, wrapped) VALUES (?1, ?2)

-- name: delete_person_key
DELETE FROM person_key WHERE person = ?1

-- name: insert_erased_leaf
INSERT INTO erased_leaf (entry, leaf, hash, erased_in, erased_leaf) VALUES (?1, ?2, ?3, ?4, ?5)

-- name: erased_leaf_at
SELECT hash, erased_in, erased_leaf FROM erased_leaf WHERE entry = ?1 AND leaf = ?2

-- name: last_erasure
SELECT e.at FROM entry e WHERE e.number = (SELECT MAX(recorded_in) FROM erasure)

-- name: erased_leaves
SELECT entry, leaf, hash, erased_in, erased_leaf FROM erased_leaf ORDER BY entry, leaf

-- name: insert_access
INSERT INTO access (id, at, actor, what, subject, seal) VALUES (?1, ?2, ?3, ?4, ?5, ?6)

-- name: set_access_seal
UPDATE access SET seal = ?2 WHERE id = ?1

-- name: access_seal
SELECT seal FROM access WHERE id = ?1

-- name: delete_meta
DELETE FROM meta WHERE name = ?1

-- name: accesses
SELECT id, at, actor, what, subject, seal FROM access ORDER BY id

-- name: access_at
SELECT id, at, actor, what, subject FROM access WHERE id = ?1

-- name: accesses_of
SELECT id, at, actor, what, subject, seal FROM access WHERE subject = ?1 ORDER BY id
