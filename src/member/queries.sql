-- Questions about persons and members. "As of D, known at R" is written out in each: the effective
-- days hold D, recorded by R, not superseded by R.
-- include: member/store.h

-- list: hit
n.person AS found.person, p.full_name AS found.full_name, p.born AS found.born, n.sort_key

-- Who is in which cell at the end of ?1, of ?2, or of both, in one pass. Counted by the reader: a
-- GROUP BY of 93,000 rows takes four times as long on SQLite.
-- name: cells_held
SELECT cell, CASE WHEN effective_from <= ?1 AND effective_to > ?1 THEN 1 ELSE 0 END,
       CASE WHEN effective_from <= ?2 AND effective_to > ?2 THEN 1 ELSE 0 END
FROM member_cell
WHERE effective_from <= ?2 AND effective_to > ?1 AND +recorded_in <= ?3 AND superseded_in > ?3

-- Changes of place whose first day lies in [?1, ?2): who comes, goes or changes cell. Rows split by
-- a correction change nothing and are left out.
-- name: transitions -> Transition
SELECT c.effective_from AS day, p.cell AS from, c.cell AS to, c.cause
FROM member_cell c
LEFT JOIN member_cell p ON p.subject = c.subject AND p.effective_to = c.effective_from
  AND p.recorded_in <= ?3 AND p.superseded_in > ?3
WHERE c.effective_from >= ?1 AND c.effective_from < ?2
  AND +c.recorded_in <= ?3 AND c.superseded_in > ?3
  AND COALESCE(p.cell, 0) <> COALESCE(c.cell, 0)
ORDER BY c.effective_from

-- Parents that begin or end in [?1, ?2).
-- name: parent_changes -> ParentChange
SELECT subject AS unit, effective_from AS span.from, effective_to AS span.to, parent
FROM unit_parent
WHERE +recorded_in <= ?3 AND superseded_in > ?3
  AND ((effective_from >= ?1 AND effective_from < ?2) OR (effective_to >= ?1 AND effective_to < ?2))
ORDER BY effective_from, subject

-- Where those who were in the cell ?1 on the day ?2 are on the day after it.
-- name: went_to
SELECT b.cell, COUNT(*) FROM member_cell a
JOIN member_cell b ON b.subject = a.subject AND b.cell IS NOT NULL
  AND b.effective_from <= ?2 + 1 AND b.effective_to > ?2 + 1
  AND b.recorded_in <= ?3 AND b.superseded_in > ?3
WHERE a.cell = ?1 AND a.effective_from <= ?2 AND a.effective_to > ?2
  AND a.recorded_in <= ?3 AND a.superseded_in > ?3
GROUP BY b.cell

-- Stays in the cell ?1 that last beyond the day ?2, as they stand.
-- name: stays_beyond -> StayBeyond
SELECT subject AS person, effective_from AS span.from, effective_to AS span.to FROM member_cell
WHERE cell = ?1 AND effective_to > ?2 AND superseded_in = ?3
ORDER BY subject, effective_from

-- Who comes to a cell after one day and is there on another.
-- name: arriving -> Coming
SELECT subject AS person, cell FROM member_cell
WHERE effective_from > ?1 AND effective_from <= ?2 AND effective_to > ?2 AND cell IS NOT NULL
  AND +recorded_in <= ?3 AND superseded_in > ?3

-- name: roster_of_cell -> RosterLine
SELECT c.subject AS person, p.full_name, p.born, c.cell, s.standing,
  c.effective_from AS in_cell_since
FROM member_cell c
LEFT JOIN person_particulars p ON p.subject = c.subject
  AND p.effective_from <= ?2 AND p.effective_to > ?2
  AND p.recorded_in <= ?3 AND p.superseded_in > ?3
LEFT JOIN member_standing s ON s.subject = c.subject
  AND s.effective_from <= ?2 AND s.effective_to > ?2
  AND s.recorded_in <= ?3 AND s.superseded_in > ?3
WHERE c.cell = ?1 AND c.effective_from <= ?2 AND c.effective_to > ?2
  AND c.recorded_in <= ?3 AND c.superseded_in > ?3
ORDER BY c.subject

-- Six patterns, '%' for none. CROSS JOIN keeps SQLite reading person_search in name order, so that
-- it stops at the limit.
-- name: search -> Hit
SELECT {hit}, c.cell AS found.cell
FROM person_search n
CROSS JOIN person_particulars p
LEFT JOIN member_cell c ON c.subject = n.person
  AND c.effective_from <= ?7 AND c.effective_to > ?7
  AND c.recorded_in <= ?8 AND c.superseded_in > ?8
WHERE n.fold LIKE ?1 ESCAPE '\' AND n.fold LIKE ?2 ESCAPE '\' AND n.fold LIKE ?3 ESCAPE '\'
  AND n.fold LIKE ?4 ESCAPE '\' AND n.fold LIKE ?5 ESCAPE '\' AND n.fold LIKE ?6 ESCAPE '\'
  AND p.subject = n.person AND p.full_name IS NOT NULL
  AND p.effective_from <= ?7 AND p.effective_to > ?7
  AND p.recorded_in <= ?8 AND p.superseded_in > ?8
  AND NOT EXISTS (SELECT 1 FROM person_merge m WHERE m.subject = n.person
                  AND m.recorded_in <= ?8 AND m.superseded_in > ?8)
ORDER BY n.sort_key, n.person
LIMIT ?9 OFFSET ?10

-- name: search_count -> std::int64_t
SELECT COUNT(*)
FROM person_search n
CROSS JOIN person_particulars p
WHERE n.fold LIKE ?1 ESCAPE '\' AND n.fold LIKE ?2 ESCAPE '\' AND n.fold LIKE ?3 ESCAPE '\'
  AND n.fold LIKE ?4 ESCAPE '\' AND n.fold LIKE ?5 ESCAPE '\' AND n.fold LIKE ?6 ESCAPE '\'
  AND p.subject = n.person AND p.full_name IS NOT NULL
  AND p.effective_from <= ?7 AND p.effective_to > ?7
  AND p.recorded_in <= ?8 AND p.superseded_in > ?8
  AND NOT EXISTS (SELECT 1 FROM person_merge m WHERE m.subject = n.person
                  AND m.recorded_in <= ?8 AND m.superseded_in > ?8)

-- Those whose names have the marks of six more patterns as well.
-- name: search_marked -> Hit
SELECT {hit}, c.cell AS found.cell
FROM person_search n
CROSS JOIN person_particulars p
LEFT JOIN member_cell c ON c.subject = n.person
  AND c.effective_from <= ?7 AND c.effective_to > ?7
  AND c.recorded_in <= ?8 AND c.superseded_in > ?8
WHERE n.fold LIKE ?1 ESCAPE '\' AND n.fold LIKE ?2 ESCAPE '\' AND n.fold LIKE ?3 ESCAPE '\'
  AND n.fold LIKE ?4 ESCAPE '\' AND n.fold LIKE ?5 ESCAPE '\' AND n.fold LIKE ?6 ESCAPE '\'
  AND (n.marked LIKE ?11 ESCAPE '\' AND n.marked LIKE ?12 ESCAPE '\' AND n.marked LIKE ?13 ESCAPE '\'
    AND n.marked LIKE ?14 ESCAPE '\' AND n.marked LIKE ?15 ESCAPE '\' AND n.marked LIKE ?16 ESCAPE '\')
  AND p.subject = n.person AND p.full_name IS NOT NULL
  AND p.effective_from <= ?7 AND p.effective_to > ?7
  AND p.recorded_in <= ?8 AND p.superseded_in > ?8
  AND NOT EXISTS (SELECT 1 FROM person_merge m WHERE m.subject = n.person
                  AND m.recorded_in <= ?8 AND m.superseded_in > ?8)
ORDER BY n.sort_key, n.person
LIMIT ?9 OFFSET ?10

-- Those who have not got six more as well: whole words were given before.
-- name: search_marked_within -> Hit
SELECT {hit}, c.cell AS found.cell
FROM person_search n
CROSS JOIN person_particulars p
LEFT JOIN member_cell c ON c.subject = n.person
  AND c.effective_from <= ?7 AND c.effective_to > ?7
  AND c.recorded_in <= ?8 AND c.superseded_in > ?8
WHERE n.fold LIKE ?1 ESCAPE '\' AND n.fold LIKE ?2 ESCAPE '\' AND n.fold LIKE ?3 ESCAPE '\'
  AND n.fold LIKE ?4 ESCAPE '\' AND n.fold LIKE ?5 ESCAPE '\' AND n.fold LIKE ?6 ESCAPE '\'
  AND (n.marked LIKE ?11 ESCAPE '\' AND n.marked LIKE ?12 ESCAPE '\' AND n.marked LIKE ?13 ESCAPE '\'
    AND n.marked LIKE ?14 ESCAPE '\' AND n.marked LIKE ?15 ESCAPE '\' AND n.marked LIKE ?16 ESCAPE '\')
  AND NOT (n.marked LIKE ?17 ESCAPE '\' AND n.marked LIKE ?18 ESCAPE '\' AND n.marked LIKE ?19 ESCAPE '\'
    AND n.marked LIKE ?20 ESCAPE '\' AND n.marked LIKE ?21 ESCAPE '\' AND n.marked LIKE ?22 ESCAPE '\')
  AND p.subject = n.person AND p.full_name IS NOT NULL
  AND p.effective_from <= ?7 AND p.effective_to > ?7
  AND p.recorded_in <= ?8 AND p.superseded_in > ?8
  AND NOT EXISTS (SELECT 1 FROM person_merge m WHERE m.subject = n.person
                  AND m.recorded_in <= ?8 AND m.superseded_in > ?8)
ORDER BY n.sort_key, n.person
LIMIT ?9 OFFSET ?10

-- And those whose names have not.
-- name: search_unmarked -> Hit
SELECT {hit}, c.cell AS found.cell
FROM person_search n
CROSS JOIN person_particulars p
LEFT JOIN member_cell c ON c.subject = n.person
  AND c.effective_from <= ?7 AND c.effective_to > ?7
  AND c.recorded_in <= ?8 AND c.superseded_in > ?8
WHERE n.fold LIKE ?1 ESCAPE '\' AND n.fold LIKE ?2 ESCAPE '\' AND n.fold LIKE ?3 ESCAPE '\'
  AND n.fold LIKE ?4 ESCAPE '\' AND n.fold LIKE ?5 ESCAPE '\' AND n.fold LIKE ?6 ESCAPE '\'
  AND NOT (n.marked LIKE ?11 ESCAPE '\' AND n.marked LIKE ?12 ESCAPE '\' AND n.marked LIKE ?13 ESCAPE '\'
    AND n.marked LIKE ?14 ESCAPE '\' AND n.marked LIKE ?15 ESCAPE '\' AND n.marked LIKE ?16 ESCAPE '\')
  AND p.subject = n.person AND p.full_name IS NOT NULL
  AND p.effective_from <= ?7 AND p.effective_to > ?7
  AND p.recorded_in <= ?8 AND p.superseded_in > ?8
  AND NOT EXISTS (SELECT 1 FROM person_merge m WHERE m.subject = n.person
                  AND m.recorded_in <= ?8 AND m.superseded_in > ?8)
ORDER BY n.sort_key, n.person
LIMIT ?9 OFFSET ?10

-- The same of one cell, and of those who left the register from it and are in none on the day.
-- name: search_in_cell -> Hit
SELECT {hit}, n.marked, CASE WHEN c.effective_to > ?7 THEN c.cell ELSE NULL END AS found.cell
FROM member_cell c
JOIN person_search n ON n.person = c.subject
JOIN person_particulars p ON p.subject = c.subject
WHERE c.cell = ?9 AND c.effective_from <= ?7 AND c.recorded_in <= ?8 AND c.superseded_in > ?8
  AND (c.effective_to > ?7
    OR EXISTS (SELECT 1 FROM member_cell o
               WHERE o.subject = c.subject AND o.cell IS NULL AND o.effective_from = c.effective_to
                 AND o.effective_to > ?7 AND o.recorded_in <= ?8 AND o.superseded_in > ?8))
  AND n.fold LIKE ?1 ESCAPE '\' AND n.fold LIKE ?2 ESCAPE '\' AND n.fold LIKE ?3 ESCAPE '\'
  AND n.fold LIKE ?4 ESCAPE '\' AND n.fold LIKE ?5 ESCAPE '\' AND n.fold LIKE ?6 ESCAPE '\'
  AND p.full_name IS NOT NULL
  AND p.effective_from <= ?7 AND p.effective_to > ?7
  AND p.recorded_in <= ?8 AND p.superseded_in > ?8
  AND NOT EXISTS (SELECT 1 FROM person_merge m WHERE m.subject = n.person
                  AND m.recorded_in <= ?8 AND m.superseded_in > ?8)

-- Persons under one name, with what tells them apart. Who was merged into another is that one.
-- name: namesakes -> std::pair<PersonId, PersonParticulars>
SELECT p.subject AS first, p.full_name AS second.full_name, p.born AS second.born,
  p.native_place AS second.native_place
FROM person_search n
JOIN person_particulars p ON p.subject = n.person
WHERE n.namesake = ?1 AND p.superseded_in = ?2 AND p.full_name IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM person_merge m WHERE m.subject = n.person
                  AND m.superseded_in = ?2)
ORDER BY p.subject, p.effective_from

-- name: names_of
SELECT subject, full_name, birth_name, other_names FROM person_particulars
WHERE subject = ?1 AND superseded_in = ?2 AND full_name IS NOT NULL
ORDER BY subject, effective_from

-- name: all_names
SELECT subject, full_name, birth_name, other_names FROM person_particulars
WHERE superseded_in = ?1 AND full_name IS NOT NULL
ORDER BY subject, effective_from

-- name: delete_search_row
DELETE FROM person_search WHERE person = ?1

-- name: delete_search_rows
DELETE FROM person_search

-- name: search_rows
SELECT person, sort_key, fold, marked, namesake FROM person_search ORDER BY person

-- Who is on probation on ?1: all places, by person and first day.
-- name: probationers_places -> store::Fact<MemberCell>
SELECT c.subject AS head.subject, c.effective_from AS head.span.from,
  c.effective_to AS head.span.to, c.cell AS value.cell, c.cause AS value.cause
FROM member_standing s
JOIN member_cell c ON c.subject = s.subject AND +c.recorded_in <= ?2 AND c.superseded_in > ?2
WHERE s.standing = 'probationary' AND s.effective_from <= ?1 AND s.effective_to > ?1
  AND +s.recorded_in <= ?2 AND s.superseded_in > ?2
ORDER BY c.subject, c.effective_from

-- The same persons: all probations.
-- name: probationers_standings -> store::Fact<MemberStanding>
SELECT a.subject AS head.subject, a.effective_from AS head.span.from,
  a.effective_to AS head.span.to, a.standing AS value.standing
FROM member_standing s
JOIN member_standing a ON a.subject = s.subject AND a.standing = 'probationary'
  AND +a.recorded_in <= ?2 AND a.superseded_in > ?2
WHERE s.standing = 'probationary' AND s.effective_from <= ?1 AND s.effective_to > ?1
  AND +s.recorded_in <= ?2 AND s.superseded_in > ?2
ORDER BY a.subject, a.effective_from

-- name: probationers_of_cell -> Probationer
SELECT c.subject AS person, c.cell FROM member_cell c
JOIN member_standing s ON s.subject = c.subject AND s.standing = 'probationary'
  AND s.effective_from <= ?1 AND s.effective_to > ?1 AND s.recorded_in <= ?2 AND s.superseded_in > ?2
WHERE c.cell = ?3 AND c.effective_from <= ?1 AND c.effective_to > ?1
  AND c.recorded_in <= ?2 AND c.superseded_in > ?2

-- name: person_known -> PersonId
SELECT subject FROM person_particulars WHERE subject = ?1
UNION
SELECT subject FROM member_cell WHERE subject = ?1

-- name: erased_in -> std::optional<EntryNumber>
SELECT MAX(e.erased_in) FROM erased_leaf e
JOIN person_particulars p ON p.recorded_in = e.entry AND p.leaf = e.leaf
WHERE p.subject = ?1

-- Entries that recorded or superseded anything of a person in this folder's kinds.
-- name: person_entries -> EntryNumber
SELECT recorded_in FROM person_particulars WHERE subject = ?1
UNION SELECT superseded_in FROM person_particulars WHERE subject = ?1
UNION SELECT recorded_in FROM person_identity WHERE subject = ?1
UNION SELECT superseded_in FROM person_identity WHERE subject = ?1
UNION SELECT recorded_in FROM party_card WHERE subject = ?1
UNION SELECT superseded_in FROM party_card WHERE subject = ?1
UNION SELECT recorded_in FROM person_contact WHERE subject = ?1
UNION SELECT superseded_in FROM person_contact WHERE subject = ?1
UNION SELECT recorded_in FROM person_traits WHERE subject = ?1
UNION SELECT superseded_in FROM person_traits WHERE subject = ?1
UNION SELECT recorded_in FROM member_standing WHERE subject = ?1
UNION SELECT superseded_in FROM member_standing WHERE subject = ?1
UNION SELECT recorded_in FROM member_cell WHERE subject = ?1
UNION SELECT superseded_in FROM member_cell WHERE subject = ?1
UNION SELECT recorded_in FROM member_exemption WHERE subject = ?1
UNION SELECT superseded_in FROM member_exemption WHERE subject = ?1
UNION SELECT recorded_in FROM member_suspension WHERE subject = ?1
UNION SELECT superseded_in FROM member_suspension WHERE subject = ?1
UNION SELECT recorded_in FROM temporary_activity WHERE subject = ?1
UNION SELECT superseded_in FROM temporary_activity WHERE subject = ?1
UNION SELECT recorded_in FROM person_merge WHERE subject = ?1
UNION SELECT superseded_in FROM person_merge WHERE subject = ?1
UNION SELECT recorded_in FROM person_apart WHERE subject = ?1
UNION SELECT superseded_in FROM person_apart WHERE subject = ?1
ORDER BY 1

-- The claims of invariants.cpp, over all that stands now; each row is a breach: person and day.

-- name: broken_member_in_one_cell_on_a_day
SELECT subject, next_from FROM (
  SELECT subject, effective_to,
         LEAD(effective_from) OVER (PARTITION BY subject ORDER BY effective_from) AS next_from
  FROM member_cell WHERE superseded_in = ?1) t
WHERE next_from < effective_to
ORDER BY subject, next_from

-- name: broken_cell_timeline_has_no_gap
SELECT subject, effective_to FROM (
  SELECT subject, effective_to,
         LEAD(effective_from) OVER (PARTITION BY subject ORDER BY effective_from) AS next_from
  FROM member_cell WHERE superseded_in = ?1) t
WHERE COALESCE(next_from, ?2) > effective_to
ORDER BY subject, effective_to

-- name: broken_cause_fits_the_change
SELECT subject, effective_from FROM (
  SELECT subject, effective_from, cell, cause,
         LAG(cell) OVER (PARTITION BY subject ORDER BY effective_from) AS old_cell,
         LAG(cause) OVER (PARTITION BY subject ORDER BY effective_from) AS old_cause
  FROM member_cell WHERE superseded_in = ?1) t
WHERE (cell IS NULL AND (old_cause IS NULL OR
        cause NOT IN ('transferred_out', 'deceased', 'struck_off', 'expelled', 'resigned')))
   OR (cell IS NOT NULL AND
        cause IN ('transferred_out', 'deceased', 'struck_off', 'expelled', 'resigned'))
   OR (cell IS NOT NULL AND old_cell IS NULL AND cause IN ('transferred', 'reorganised'))
   OR (cell IS NOT NULL AND old_cell <> cell AND cause NOT IN ('transferred', 'reorganised'))
ORDER BY subject, effective_from

-- name: broken_states_only_while_in_register
SELECT s.subject, s.effective_from FROM member_cell c
JOIN member_standing s ON s.subject = c.subject AND s.superseded_in = ?1
  AND s.effective_from < c.effective_to AND s.effective_to > c.effective_from
WHERE c.superseded_in = ?1 AND c.cell IS NULL
UNION
SELECT s.subject, s.effective_from FROM member_cell c
JOIN member_exemption s ON s.subject = c.subject AND s.superseded_in = ?1
  AND s.effective_from < c.effective_to AND s.effective_to > c.effective_from
WHERE c.superseded_in = ?1 AND c.cell IS NULL
UNION
SELECT s.subject, s.effective_from FROM member_cell c
JOIN member_suspension s ON s.subject = c.subject AND s.superseded_in = ?1
  AND s.effective_from < c.effective_to AND s.effective_to > c.effective_from
WHERE c.superseded_in = ?1 AND c.cell IS NULL
UNION
SELECT s.subject, s.effective_from FROM member_cell c
JOIN temporary_activity s ON s.subject = c.subject AND s.superseded_in = ?1
  AND s.effective_from < c.effective_to AND s.effective_to > c.effective_from
WHERE c.superseded_in = ?1 AND c.cell IS NULL
ORDER BY 1, 2

-- name: broken_member_has_a_standing_every_day
SELECT c.subject, c.effective_from
FROM member_cell c
LEFT JOIN member_standing s ON s.subject = c.subject AND s.superseded_in = ?1
  AND s.effective_from < c.effective_to AND s.effective_to > c.effective_from
WHERE c.superseded_in = ?1 AND c.cell IS NOT NULL
GROUP BY c.subject, c.effective_from, c.effective_to
HAVING SUM(CASE WHEN s.subject IS NULL THEN 0 ELSE
    CASE WHEN s.effective_to < c.effective_to THEN s.effective_to ELSE c.effective_to END -
    CASE WHEN s.effective_from > c.effective_from THEN s.effective_from ELSE c.effective_from END
  END) <> c.effective_to - c.effective_from
ORDER BY c.subject, c.effective_from

-- name: broken_card_only_for_full_members
SELECT k.subject, k.effective_from FROM member_standing s
JOIN party_card k ON k.subject = s.subject AND k.superseded_in = ?1
  AND k.effective_from < s.effective_to AND k.effective_to > s.effective_from
WHERE s.superseded_in = ?1 AND s.standing = 'probationary'
ORDER BY k.subject, k.effective_from

-- name: broken_merged_duplicate_is_in_no_cell
SELECT c.subject, c.effective_from FROM person_merge m
JOIN member_cell c ON c.subject = m.subject AND c.superseded_in = ?1 AND c.cell IS NOT NULL
WHERE m.superseded_in = ?1
ORDER BY c.subject, c.effective_from
