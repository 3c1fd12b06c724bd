-- Questions about yearly results. As of ?1, known at ?2 where both are asked.

-- name: years_of_units
SELECT DISTINCT year FROM unit_grade
WHERE effective_from <= ?1 AND effective_to > ?1 AND +recorded_in <= ?2 AND superseded_in > ?2
ORDER BY year DESC

-- Persons' results are many: only years after ?3 are looked for.
-- name: later_years_of_persons
SELECT DISTINCT year FROM person_grade
WHERE year > ?3 AND effective_from <= ?1 AND effective_to > ?1
  AND +recorded_in <= ?2 AND superseded_in > ?2
ORDER BY year DESC

-- name: member_graded
SELECT 1 FROM person_grade
WHERE aspect = 'member' AND effective_from <= ?1 AND effective_to > ?1
  AND +recorded_in <= ?2 AND superseded_in > ?2
LIMIT 1

-- name: closings
SELECT subject, year, effective_from FROM year_closing
WHERE effective_from <= ?1 AND effective_to > ?1 AND +recorded_in <= ?2 AND superseded_in > ?2
ORDER BY year, subject

-- name: unit_rosters_of_year
SELECT roster_on, MIN(effective_from), COUNT(*) FROM unit_grade
WHERE year = ?3 AND effective_from <= ?1 AND effective_to > ?1
  AND +recorded_in <= ?2 AND superseded_in > ?2
GROUP BY roster_on

-- name: person_rosters_of_year
SELECT roster_on, MIN(effective_from), COUNT(*) FROM person_grade
WHERE year = ?3 AND effective_from <= ?1 AND effective_to > ?1
  AND +recorded_in <= ?2 AND superseded_in > ?2
GROUP BY roster_on

-- The roster date of the result that was recorded last of the year ?3. By entry from the last one,
-- where in the time of a round each row is of its year.
-- name: last_roster_of_units
SELECT roster_on FROM unit_grade
WHERE year = ?3 AND effective_from <= ?1 AND effective_to > ?1 AND superseded_in > ?2
ORDER BY recorded_in DESC LIMIT 1

-- name: last_roster_of_persons
SELECT roster_on FROM person_grade
WHERE year = ?3 AND effective_from <= ?1 AND effective_to > ?1 AND superseded_in > ?2
ORDER BY recorded_in DESC LIMIT 1

-- Results of a year as they stand now, for one unit: ?1 unit, ?2 year, ?3 the mark of standing.
-- name: standing_of_unit
SELECT aspect, grade FROM unit_grade
WHERE subject = ?1 AND year = ?2 AND superseded_in = ?3 AND effective_to = ?4

-- Leaders' standing results of a year, of those who hold a post in the unit on the roster date ?5.
-- name: leaders_of_unit
SELECT h.person, h.title, g.grade FROM post_holding h
JOIN person_grade g ON g.subject = h.person AND g.year = ?2 AND g.aspect = 'leader'
  AND g.superseded_in = ?3 AND g.effective_to = ?4
WHERE h.unit = ?1 AND h.effective_from <= ?5 AND h.effective_to > ?5 AND h.superseded_in = ?3
ORDER BY h.person

-- name: units_of_year
SELECT subject, aspect, grade, not_assessed, effective_from, roster_on FROM unit_grade
WHERE year = ?3 AND effective_from <= ?1 AND effective_to > ?1
  AND recorded_in <= ?2 AND superseded_in > ?2
ORDER BY subject, aspect

-- Persons by the cell they were in on the roster date.
-- name: persons_of_year
SELECT g.subject, g.aspect, g.grade, g.not_assessed, g.effective_from, g.roster_on, c.cell
FROM person_grade g
LEFT JOIN member_cell c ON c.subject = g.subject AND c.effective_from <= g.roster_on
  AND c.effective_to > g.roster_on AND c.recorded_in <= ?2 AND c.superseded_in > ?2
WHERE g.year = ?3 AND g.aspect = ?4 AND g.effective_from <= ?1 AND g.effective_to > ?1
  AND g.recorded_in <= ?2 AND g.superseded_in > ?2
ORDER BY g.subject

-- As known now: members in each cell on the roster date ?1, and those with a result of the year ?3.
-- name: results_by_cell
SELECT c.cell, COUNT(*), COUNT(g.subject) FROM member_cell c
LEFT JOIN person_grade g ON g.subject = c.subject AND g.year = ?3 AND g.aspect = 'member'
  AND g.superseded_in = ?2 AND g.effective_to = ?4
WHERE c.effective_from <= ?1 AND c.effective_to > ?1 AND c.superseded_in = ?2
  AND c.cell IS NOT NULL
GROUP BY c.cell

-- The claims of catalogue.cpp, over all that stands now; each row is a breach.

-- name: broken_unit_grade_xor_reason
SELECT subject, year FROM unit_grade
WHERE superseded_in = ?1 AND ((grade IS NULL AND not_assessed IS NULL)
  OR (grade IS NOT NULL AND not_assessed IS NOT NULL))
ORDER BY subject, year

-- name: broken_person_grade_xor_reason
SELECT subject, year FROM person_grade
WHERE superseded_in = ?1 AND ((grade IS NULL AND not_assessed IS NULL)
  OR (grade IS NOT NULL AND not_assessed IS NOT NULL))
ORDER BY subject, year

-- name: broken_decided_after_roster
SELECT subject, year FROM unit_grade WHERE superseded_in = ?1 AND effective_from < roster_on
UNION ALL
SELECT subject, year FROM person_grade WHERE superseded_in = ?1 AND effective_from < roster_on
ORDER BY 1, 2

-- Members with a standing result (?1, ?2 the mark of forever) whom the register has in no cell on
-- the roster date any more: no breach, since who left may be recorded late.
-- name: graded_off_the_roster
SELECT g.subject, g.year, g.roster_on FROM person_grade g
WHERE g.superseded_in = ?1 AND g.effective_to = ?2 AND g.aspect = 'member' AND NOT EXISTS (
  SELECT 1 FROM member_cell c WHERE c.subject = g.subject AND c.cell IS NOT NULL
    AND c.effective_from <= g.roster_on AND c.effective_to > g.roster_on AND c.superseded_in = ?1)
ORDER BY g.year, g.subject
