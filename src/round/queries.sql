-- Questions about rounds. As of ?1, known at ?2 where both are asked; what stands now has
-- superseded_in = the mark of standing and effective_to = forever.

-- name: openings
SELECT subject, year_graded, unit, roster_on, effective_from FROM round_opening
WHERE effective_from <= ?1 AND +recorded_in <= ?2 AND superseded_in > ?2
ORDER BY year_graded, effective_from, subject

-- name: openings_of_year
SELECT subject, year_graded, unit, roster_on, effective_from FROM round_opening
WHERE year_graded = ?3 AND effective_from <= ?1 AND +recorded_in <= ?2 AND superseded_in > ?2
ORDER BY effective_from, subject

-- Units right under ?1 on the day ?2, with what stands of the year ?3 and the aspect ?4.
-- name: units_below
SELECT p.subject, k.unit_kind, g.grade, g.not_assessed, g.effective_from, s.grade
FROM unit_parent p
JOIN unit_class k ON k.subject = p.subject AND k.effective_from <= ?2 AND k.effective_to > ?2
  AND k.superseded_in = ?5
LEFT JOIN unit_grade g ON g.subject = p.subject AND g.year = ?3 AND g.aspect = ?4
  AND g.superseded_in = ?5 AND g.effective_to = ?6
LEFT JOIN unit_step s ON s.subject = p.subject AND s.year = ?3 AND s.aspect = ?4
  AND s.step = 'proposal' AND s.superseded_in = ?5 AND s.effective_to = ?6
WHERE p.parent = ?1 AND p.effective_from <= ?2 AND p.effective_to > ?2 AND p.superseded_in = ?5
ORDER BY p.subject

-- name: outcome_of_unit
SELECT g.grade, g.not_assessed, g.effective_from FROM unit_grade g
WHERE g.subject = ?1 AND g.year = ?2 AND g.aspect = ?3 AND g.superseded_in = ?4
  AND g.effective_to = ?5

-- name: outcome_of_person
SELECT g.grade, g.not_assessed, g.effective_from FROM person_grade g
WHERE g.subject = ?1 AND g.year = ?2 AND g.aspect = ?3 AND g.superseded_in = ?4
  AND g.effective_to = ?5

-- name: proposal_of_unit
SELECT grade FROM unit_step
WHERE subject = ?1 AND year = ?2 AND aspect = ?3 AND step = 'proposal' AND superseded_in = ?4
  AND effective_to = ?5

-- name: proposal_of_person
SELECT grade FROM person_step
WHERE subject = ?1 AND year = ?2 AND aspect = ?3 AND step = 'proposal' AND superseded_in = ?4
  AND effective_to = ?5

-- Members in the cell ?1 on the day ?2, with what stands of the year ?3.
-- name: members_of_cell
SELECT c.subject, g.grade, g.not_assessed, g.effective_from, s.grade FROM member_cell c
LEFT JOIN person_grade g ON g.subject = c.subject AND g.year = ?3 AND g.aspect = 'member'
  AND g.superseded_in = ?4 AND g.effective_to = ?5
LEFT JOIN person_step s ON s.subject = c.subject AND s.year = ?3 AND s.aspect = 'member'
  AND s.step = 'proposal' AND s.superseded_in = ?4 AND s.effective_to = ?5
WHERE c.cell = ?1 AND c.effective_from <= ?2 AND c.effective_to > ?2 AND c.superseded_in = ?4
ORDER BY c.subject

-- Steps that stand of the members in the cell ?1 on the day ?2 for the year ?3.
-- name: steps_of_cell
SELECT c.subject, s.step, s.effective_from, s.recorded_in, s.grade, s.common_points,
  s.result_points, s.common_rating, s.result_rating
FROM member_cell c
JOIN person_step s ON s.subject = c.subject AND s.year = ?3 AND s.aspect = 'member'
  AND s.superseded_in = ?4 AND s.effective_to = ?5
WHERE c.cell = ?1 AND c.effective_from <= ?2 AND c.effective_to > ?2 AND c.superseded_in = ?4
ORDER BY c.subject, s.step

-- Members by cell on the day ?1: all, decided and proposed in the year ?3.
-- name: members_by_cell
SELECT c.cell, COUNT(*), COUNT(g.subject), COUNT(s.subject) FROM member_cell c
LEFT JOIN person_grade g ON g.subject = c.subject AND g.year = ?3 AND g.aspect = 'member'
  AND g.superseded_in = ?2 AND g.effective_to = ?4
LEFT JOIN person_step s ON s.subject = c.subject AND s.year = ?3 AND s.aspect = 'member'
  AND s.step = 'proposal' AND s.superseded_in = ?2 AND s.effective_to = ?4
WHERE c.effective_from <= ?1 AND c.effective_to > ?1 AND c.superseded_in = ?2
  AND c.cell IS NOT NULL
GROUP BY c.cell

-- Results of members by cell on the day ?1 for the year ?3; a row without either is undecided.
-- name: results_by_cell
SELECT c.cell, g.grade, g.not_assessed, COUNT(*) FROM member_cell c
LEFT JOIN person_grade g ON g.subject = c.subject AND g.year = ?3 AND g.aspect = 'member'
  AND g.superseded_in = ?2 AND g.effective_to = ?4
WHERE c.effective_from <= ?1 AND c.effective_to > ?1 AND c.superseded_in = ?2
  AND c.cell IS NOT NULL
GROUP BY c.cell, g.grade, g.not_assessed

-- name: organisations_decided
SELECT subject FROM unit_grade
WHERE year = ?1 AND aspect = 'organisation' AND superseded_in = ?2 AND effective_to = ?3
ORDER BY subject

-- Members whom a rule may exclude on the day ?1: exempt, suspended, admitted after the day ?3.
-- name: perhaps_excluded
SELECT c.subject AS person, c.cell, 'exempt' AS why FROM member_exemption x
JOIN member_cell c ON c.subject = x.subject AND c.effective_from <= ?1 AND c.effective_to > ?1
  AND c.superseded_in = ?2 AND c.cell IS NOT NULL
WHERE x.effective_from <= ?1 AND x.effective_to > ?1 AND x.superseded_in = ?2
UNION ALL
SELECT c.subject, c.cell, 'suspended' FROM member_suspension x
JOIN member_cell c ON c.subject = x.subject AND c.effective_from <= ?1 AND c.effective_to > ?1
  AND c.superseded_in = ?2 AND c.cell IS NOT NULL
WHERE x.effective_from <= ?1 AND x.effective_to > ?1 AND x.superseded_in = ?2
UNION ALL
SELECT c.subject, c.cell, 'admitted_late' FROM member_standing x
JOIN member_cell c ON c.subject = x.subject AND c.effective_from <= ?1 AND c.effective_to > ?1
  AND c.superseded_in = ?2 AND c.cell IS NOT NULL
WHERE x.standing = 'probationary' AND x.effective_from > ?3 AND x.effective_from <= ?1
  AND x.superseded_in = ?2
ORDER BY 1, 3

-- The claims of catalogue.cpp, over all that stands now (?1); each row is a breach.

-- name: broken_decisions
SELECT s.subject FROM person_step s
WHERE s.step = 'decision' AND s.superseded_in = ?1 AND s.effective_to = ?2 AND s.grade IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM person_grade g WHERE g.subject = s.subject AND g.year = s.year
    AND g.aspect = s.aspect AND g.superseded_in = ?1 AND g.effective_to = ?2)
UNION ALL
SELECT s.subject FROM unit_step s
WHERE s.step = 'decision' AND s.superseded_in = ?1 AND s.effective_to = ?2 AND s.grade IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM unit_grade g WHERE g.subject = s.subject AND g.year = s.year
    AND g.aspect = s.aspect AND g.superseded_in = ?1 AND g.effective_to = ?2)
ORDER BY 1

-- What the entry ?1 did to results: rows it recorded, and rows that stood before and that it took
-- the place of; ?2 is the number of the kind.

-- name: touched_units
SELECT g.subject, g.year, g.aspect, g.roster_on, g.grade, g.effective_to, g.superseded_in,
  g.recorded_in
FROM unit_grade g WHERE g.recorded_in = ?1
UNION ALL
SELECT g.subject, g.year, g.aspect, g.roster_on, g.grade, g.effective_to, g.superseded_in,
  g.recorded_in
FROM supersession s JOIN unit_grade g ON g.subject = s.subject AND g.recorded_in = s.target_entry
  AND g.leaf = s.target_leaf
WHERE s.entry = ?1 AND s.kind = ?2 AND s.target_entry < ?1

-- name: touched_persons
SELECT g.subject, g.year, g.aspect, g.roster_on, g.grade, g.effective_to, g.superseded_in,
  g.recorded_in
FROM person_grade g WHERE g.recorded_in = ?1
UNION ALL
SELECT g.subject, g.year, g.aspect, g.roster_on, g.grade, g.effective_to, g.superseded_in,
  g.recorded_in
FROM supersession s JOIN person_grade g ON g.subject = s.subject AND g.recorded_in = s.target_entry
  AND g.leaf = s.target_leaf
WHERE s.entry = ?1 AND s.kind = ?2 AND s.target_entry < ?1

-- Whether any result stands in the table that an entry before ?1 recorded.

-- name: units_graded_before
SELECT 1 FROM unit_grade WHERE +recorded_in < ?1 LIMIT 1

-- name: persons_graded_before
SELECT 1 FROM person_grade WHERE +recorded_in < ?1 LIMIT 1

-- The entries before ?4 that recorded a result of the subject ?1, the year ?2 and the aspect ?3,
-- those that were undone since too; the last first, with the document it rests on.

-- name: entries_of_unit
SELECT g.recorded_in, e.document FROM unit_grade g JOIN entry e ON e.number = g.recorded_in
WHERE g.subject = ?1 AND g.year = ?2 AND g.aspect = ?3 AND g.recorded_in < ?4
ORDER BY g.recorded_in DESC

-- name: entries_of_person
SELECT g.recorded_in, e.document FROM person_grade g JOIN entry e ON e.number = g.recorded_in
WHERE g.subject = ?1 AND g.year = ?2 AND g.aspect = ?3 AND g.recorded_in < ?4
ORDER BY g.recorded_in DESC

-- Who holds the allowances that the entry ?1 recorded or took the place of; ?2 is the kind's number.
-- name: touched_allowances
SELECT subject FROM cap_allowance WHERE recorded_in = ?1
UNION SELECT subject FROM supersession WHERE entry = ?1 AND kind = ?2

-- Openings that the entry ?1 took back.
-- name: openings_taken_back
SELECT o.subject, o.year_graded, o.unit, o.roster_on, o.effective_from
FROM supersession s JOIN round_opening o ON o.subject = s.subject AND o.recorded_in = s.target_entry
  AND o.leaf = s.target_leaf
WHERE s.entry = ?1 AND s.kind = ?2

-- Who has a decision of the year ?1: the part, and the unit or person.
-- name: decided_of_year
SELECT aspect, subject FROM unit_step
WHERE year = ?1 AND step = 'decision' AND superseded_in = ?2 AND effective_to = ?3
UNION ALL
SELECT aspect, subject FROM person_step
WHERE year = ?1 AND step = 'decision' AND superseded_in = ?2 AND effective_to = ?3

-- Graded members whom the entry ?1 moved from where they stood on the roster date; ?2 is the number
-- of the kind of places.
-- name: moved_off_lists
SELECT g.subject, g.year FROM supersession s
JOIN member_cell c ON c.subject = s.subject AND c.recorded_in = s.target_entry
  AND c.leaf = s.target_leaf
JOIN person_grade g ON g.subject = c.subject AND g.aspect = 'member' AND g.superseded_in = ?3
  AND g.effective_to = ?4 AND g.roster_on >= c.effective_from AND g.roster_on < c.effective_to
  AND g.recorded_in < ?1
WHERE s.entry = ?1 AND s.kind = ?2 AND c.cell IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM member_cell n WHERE n.subject = c.subject AND n.superseded_in = ?3
    AND n.effective_from <= g.roster_on AND n.effective_to > g.roster_on AND n.cell = c.cell)
ORDER BY g.year, g.subject

-- Who was graded before the entry ?1, and by it stands in another cell on the roster date; ?2 is the
-- number of the kind of places.
-- name: graded_replaced
SELECT g.aspect, g.subject, g.year, g.roster_on, g.grade
FROM (SELECT subject FROM member_cell WHERE recorded_in = ?1
  UNION SELECT subject FROM supersession WHERE entry = ?1 AND kind = ?2) t
JOIN person_grade g ON g.subject = t.subject AND g.aspect = 'member' AND g.superseded_in = ?3
  AND g.effective_to = ?4 AND g.recorded_in < ?1 AND g.grade IS NOT NULL
WHERE COALESCE((SELECT c.cell FROM member_cell c WHERE c.subject = g.subject
    AND c.effective_from <= g.roster_on AND c.effective_to > g.roster_on
    AND c.superseded_in = ?3), 0)
  <> COALESCE((SELECT c.cell FROM member_cell c WHERE c.subject = g.subject
    AND c.effective_from <= g.roster_on AND c.effective_to > g.roster_on AND c.recorded_in < ?1
    AND c.superseded_in >= ?1), 0)

-- Who was graded as a leader before the entry ?1, which touched a post of theirs; ?2 is the number
-- of the kind of posts.
-- name: graded_reposted
SELECT g.aspect, g.subject, g.year, g.roster_on, g.grade
FROM (SELECT person FROM post_holding WHERE recorded_in = ?1
  UNION SELECT p.person FROM supersession s JOIN post_holding p ON p.subject = s.subject
    AND p.recorded_in = s.target_entry AND p.leaf = s.target_leaf
  WHERE s.entry = ?1 AND s.kind = ?2) t
JOIN person_grade g ON g.subject = t.person AND g.aspect = 'leader' AND g.superseded_in = ?3
  AND g.effective_to = ?4 AND g.recorded_in < ?1 AND g.grade IS NOT NULL

-- Units whose place in the tree or whose kind the entry ?1 touched; ?2, ?3 the numbers of the kinds.
-- name: units_moved
SELECT subject FROM unit_parent WHERE recorded_in = ?1
UNION SELECT subject FROM unit_class WHERE recorded_in = ?1
UNION SELECT subject FROM supersession WHERE entry = ?1 AND kind IN (?2, ?3)

-- What the entry ?1 recorded that may hold a grade down: 1 of a person, 0 of a unit.
-- name: grounds_recorded
SELECT 1, subject, year, effective_from, recorded_in FROM person_condition WHERE recorded_in = ?1
UNION ALL
SELECT 0, subject, year, effective_from, recorded_in FROM unit_condition WHERE recorded_in = ?1
UNION ALL
SELECT 1, subject, NULL, effective_from, recorded_in FROM person_discipline WHERE recorded_in = ?1
UNION ALL
SELECT 0, subject, NULL, effective_from, recorded_in FROM unit_discipline WHERE recorded_in = ?1

-- What stood of that on a document and the entry ?1 superseded; ?2 to ?5 the numbers of the kinds.
-- name: grounds_superseded
SELECT DISTINCT s.kind, s.subject, s.target_entry FROM supersession s
JOIN entry e ON e.number = s.target_entry AND e.document IS NOT NULL
WHERE s.entry = ?1 AND s.kind IN (?2, ?3, ?4, ?5) AND s.target_entry < ?1

-- name: graded_years
SELECT DISTINCT year, roster_on FROM person_grade WHERE superseded_in = ?1 AND effective_to = ?2
UNION SELECT DISTINCT year, roster_on FROM unit_grade WHERE superseded_in = ?1 AND effective_to = ?2
ORDER BY 1, 2

-- Of each cell one excellent member; every excellent leader, organisation, collective.
-- name: excellent_places
SELECT g.aspect, MIN(g.subject), g.year, g.roster_on, g.grade FROM person_grade g
JOIN member_cell c ON c.subject = g.subject AND c.effective_from <= g.roster_on
  AND c.effective_to > g.roster_on AND c.superseded_in = ?1 AND c.cell IS NOT NULL
WHERE g.aspect = 'member' AND g.grade = 'excellent' AND g.superseded_in = ?1 AND g.effective_to = ?2
GROUP BY g.aspect, c.cell, g.year, g.roster_on, g.grade
UNION ALL
SELECT aspect, subject, year, roster_on, grade FROM person_grade
WHERE aspect = 'leader' AND grade = 'excellent' AND superseded_in = ?1 AND effective_to = ?2
UNION ALL
SELECT aspect, subject, year, roster_on, grade FROM unit_grade
WHERE grade = 'excellent' AND superseded_in = ?1 AND effective_to = ?2
ORDER BY 3, 4, 1, 2

-- Results of the year ?1 that stand and rest on no document, by the unit they are of: of members
-- the cell on the roster date ?4.
-- name: without_document
SELECT g.subject, COUNT(*) FROM unit_grade g JOIN entry e ON e.number = g.recorded_in
WHERE g.year = ?1 AND g.superseded_in = ?2 AND g.effective_to = ?3 AND e.document IS NULL
GROUP BY g.subject
UNION ALL
SELECT c.cell, COUNT(*) FROM person_grade g JOIN entry e ON e.number = g.recorded_in
JOIN member_cell c ON c.subject = g.subject AND c.effective_from <= ?4 AND c.effective_to > ?4
  AND c.superseded_in = ?2 AND c.cell IS NOT NULL
WHERE g.year = ?1 AND g.superseded_in = ?2 AND g.effective_to = ?3 AND e.document IS NULL
GROUP BY c.cell
