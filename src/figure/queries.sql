-- What figures read of others' tables; they write none. As of ?1, known at ?2. No ORDER BY on the
-- long ones: both databases hand them out nearly in order of subjects, and population.cpp sorts.
-- include: figure/store.h

-- list: name
subject AS first, full_name AS second.full_name, file_number AS second.file_number

-- name: units -> Marked
SELECT subject AS subject FROM unit_existence
WHERE effective_from <= ?1 AND effective_to > ?1 AND +recorded_in <= ?2 AND superseded_in > ?2

-- name: unit_classes -> UnitClassRow
SELECT subject, unit_kind FROM unit_class
WHERE effective_from <= ?1 AND effective_to > ?1 AND +recorded_in <= ?2 AND superseded_in > ?2

-- name: unit_parents -> UnitParentRow
SELECT subject, parent FROM unit_parent
WHERE effective_from <= ?1 AND effective_to > ?1 AND +recorded_in <= ?2 AND superseded_in > ?2

-- Units that stood already when their register was opened, after ?1.
-- name: units_opened_after -> OpenedUnit
SELECT subject AS unit, MIN(effective_from) AS on FROM unit_existence
WHERE origin = 'opening' AND recorded_in <= ?2 AND superseded_in > ?2
GROUP BY subject
HAVING MIN(effective_from) > ?1

-- Every stay in a cell that is known at ?1, whatever its days: one reading serves the day asked,
-- the roster date and the opening of the register.
-- name: stays
SELECT subject, cell, effective_from, effective_to, cause = 'opening' FROM member_cell
WHERE +recorded_in <= ?1 AND superseded_in > ?1

-- name: standings -> StandingRow
SELECT subject, standing FROM member_standing
WHERE effective_from <= ?1 AND effective_to > ?1 AND +recorded_in <= ?2 AND superseded_in > ?2

-- name: traits
SELECT subject, sex, ethnicity, religion FROM person_traits
WHERE effective_from <= ?1 AND effective_to > ?1 AND +recorded_in <= ?2 AND superseded_in > ?2

-- name: exemptions -> Marked
SELECT subject AS subject FROM member_exemption
WHERE effective_from <= ?1 AND effective_to > ?1 AND +recorded_in <= ?2 AND superseded_in > ?2

-- name: suspensions -> Marked
SELECT subject AS subject FROM member_suspension
WHERE effective_from <= ?1 AND effective_to > ?1 AND +recorded_in <= ?2 AND superseded_in > ?2

-- name: temporary_activities -> Marked
SELECT subject AS subject FROM temporary_activity
WHERE effective_from <= ?1 AND effective_to > ?1 AND +recorded_in <= ?2 AND superseded_in > ?2

-- What conditions of committees' own measures ask of persons, beyond what all measures look at.
-- name: trainings -> TrainingRow
SELECT subject, schooling, profession, theory FROM person_traits
WHERE effective_from <= ?1 AND effective_to > ?1 AND +recorded_in <= ?2 AND superseded_in > ?2

-- name: births
SELECT subject, born FROM person_particulars
WHERE born IS NOT NULL AND effective_from <= ?1 AND effective_to > ?1
  AND +recorded_in <= ?2 AND superseded_in > ?2

-- The first day as a member, and of the decision to admit where it is known.
-- name: joinings
SELECT subject, MIN(effective_from), MIN(decided_on) FROM member_standing
WHERE effective_from <= ?1 AND +recorded_in <= ?2 AND superseded_in > ?2
GROUP BY subject

-- name: unit_grades -> GradeRow
SELECT subject, grade, not_assessed FROM unit_grade
WHERE year = ?3 AND aspect = ?4 AND effective_from <= ?1 AND effective_to > ?1
  AND +recorded_in <= ?2 AND superseded_in > ?2

-- Both aspects in one reading of a long table; 1: of aspect ?4.
-- name: person_grades
SELECT subject, grade, not_assessed, CASE WHEN aspect = ?4 THEN 1 ELSE 0 END FROM person_grade
WHERE year = ?3 AND effective_from <= ?1 AND effective_to > ?1
  AND +recorded_in <= ?2 AND superseded_in > ?2

-- name: posts -> PostRow
SELECT subject AS post, person, unit, title FROM post_holding
WHERE effective_from <= ?1 AND effective_to > ?1 AND +recorded_in <= ?2 AND superseded_in > ?2

-- name: unit_known -> std::int64_t
SELECT COUNT(*) FROM unit_existence WHERE subject = ?1

-- name: name_of -> std::pair<PersonId, NameRow>
SELECT {name} FROM person_particulars
WHERE subject = ?3 AND effective_from <= ?1 AND effective_to > ?1
  AND recorded_in <= ?2 AND superseded_in > ?2

-- name: names -> std::pair<PersonId, NameRow>
SELECT {name} FROM person_particulars
WHERE effective_from <= ?1 AND effective_to > ?1 AND +recorded_in <= ?2 AND superseded_in > ?2

-- --- all versions of the facts that are counted, of the subjects from ?1 to ?2: what spells are made
-- of (spells_facts.cpp). In no order.

-- name: all_existences
SELECT subject, effective_from, effective_to, recorded_in, superseded_in, origin
FROM unit_existence WHERE subject >= ?1 AND subject <= ?2

-- name: all_classes
SELECT subject, effective_from, effective_to, recorded_in, superseded_in, unit_kind
FROM unit_class WHERE subject >= ?1 AND subject <= ?2

-- name: all_parents
SELECT subject, effective_from, effective_to, recorded_in, superseded_in, parent
FROM unit_parent WHERE subject >= ?1 AND subject <= ?2

-- name: all_unit_grades
SELECT subject, effective_from, effective_to, recorded_in, superseded_in, year, roster_on, aspect,
       grade, not_assessed
FROM unit_grade WHERE subject >= ?1 AND subject <= ?2

-- name: all_stays
SELECT subject, effective_from, effective_to, recorded_in, superseded_in, cell, cause
FROM member_cell WHERE subject >= ?1 AND subject <= ?2

-- name: all_standings
SELECT subject, effective_from, effective_to, recorded_in, superseded_in, standing
FROM member_standing WHERE subject >= ?1 AND subject <= ?2

-- name: all_traits
SELECT subject, effective_from, effective_to, recorded_in, superseded_in, sex, ethnicity, religion
FROM person_traits WHERE subject >= ?1 AND subject <= ?2

-- name: all_exemptions
SELECT subject, effective_from, effective_to, recorded_in, superseded_in
FROM member_exemption WHERE subject >= ?1 AND subject <= ?2

-- name: all_suspensions
SELECT subject, effective_from, effective_to, recorded_in, superseded_in
FROM member_suspension WHERE subject >= ?1 AND subject <= ?2

-- name: all_temporary_activities
SELECT subject, effective_from, effective_to, recorded_in, superseded_in
FROM temporary_activity WHERE subject >= ?1 AND subject <= ?2

-- name: all_person_grades
SELECT subject, effective_from, effective_to, recorded_in, superseded_in, year, roster_on, aspect,
       grade, not_assessed
FROM person_grade WHERE subject >= ?1 AND subject <= ?2

-- name: all_posts
SELECT subject, effective_from, effective_to, recorded_in, superseded_in, person, unit, title
FROM post_holding WHERE subject >= ?1 AND subject <= ?2

-- Posts that a person ever held.
-- name: posts_of_person -> std::int64_t
SELECT DISTINCT subject FROM post_holding WHERE person = ?1

-- Whoever was in a cell on some day, by some entry's knowledge.
-- name: persons_ever_in -> std::int64_t
SELECT DISTINCT subject FROM member_cell WHERE cell = ?1

-- Which subjects the entries after ?1 wrote of: 1 units, 2 persons, 3 posts.
-- name: recorded_after
SELECT 1, subject FROM unit_existence WHERE recorded_in > ?1
UNION SELECT 1, subject FROM unit_class WHERE recorded_in > ?1
UNION SELECT 1, subject FROM unit_parent WHERE recorded_in > ?1
UNION SELECT 1, subject FROM unit_grade WHERE recorded_in > ?1
UNION SELECT 2, subject FROM member_cell WHERE recorded_in > ?1
UNION SELECT 2, subject FROM member_standing WHERE recorded_in > ?1
UNION SELECT 2, subject FROM person_traits WHERE recorded_in > ?1
UNION SELECT 2, subject FROM member_exemption WHERE recorded_in > ?1
UNION SELECT 2, subject FROM member_suspension WHERE recorded_in > ?1
UNION SELECT 2, subject FROM temporary_activity WHERE recorded_in > ?1
UNION SELECT 2, subject FROM person_grade WHERE recorded_in > ?1
UNION SELECT 3, subject FROM post_holding WHERE recorded_in > ?1

-- name: superseded_after
SELECT DISTINCT kind, subject FROM supersession WHERE entry > ?1

-- Rounds that were opened by the day, with the unit that opened each.
-- name: rounds_opened -> OpenedRound
SELECT year_graded AS year, unit FROM round_opening
WHERE effective_from <= ?1 AND +recorded_in <= ?2 AND superseded_in > ?2
ORDER BY year_graded, subject
