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
