-- Questions about tasks and recommendations. As of ?1, known at ?2.
-- include: task/store.h

-- list: asked
r.subject AS recommendation, r.asker, r.receiver

-- The lead of each task in its last days up to ?1; later rows of one task come after.
-- name: leads -> Led
SELECT subject AS task, unit AS lead FROM task_lead
WHERE effective_from <= ?1 AND recorded_in <= ?2 AND superseded_in > ?2
ORDER BY subject, effective_from

-- name: leads_in_force -> Led
SELECT subject AS task, unit AS lead FROM task_lead
WHERE effective_from <= ?1 AND effective_to > ?1 AND recorded_in <= ?2 AND superseded_in > ?2
ORDER BY subject

-- Tasks in somebody's hands, with who assigned them.
-- name: tasks_in_hand -> InHand
SELECT l.subject AS task, l.unit AS lead, g.assigner FROM task_lead l
JOIN task_given g ON g.subject = l.subject AND g.recorded_in <= ?2 AND g.superseded_in > ?2
WHERE l.effective_from <= ?1 AND l.effective_to > ?1
  AND l.recorded_in <= ?2 AND l.superseded_in > ?2
ORDER BY l.subject

-- name: given_by -> TaskId
SELECT subject FROM task_given
WHERE assigner = ?3 AND effective_from <= ?1 AND recorded_in <= ?2 AND superseded_in > ?2
ORDER BY effective_from, subject

-- name: tasks_from -> TaskId
SELECT subject FROM task_given
WHERE source = ?3 AND source_record = ?4
  AND effective_from <= ?1 AND +recorded_in <= ?2 AND superseded_in > ?2
ORDER BY effective_from, subject

-- name: recommendations -> Asked
SELECT {asked} FROM recommendation r
WHERE r.effective_from <= ?1 AND +r.recorded_in <= ?2 AND r.superseded_in > ?2
ORDER BY r.effective_from, r.subject

-- Those whose answer has not come back to who asked.
-- name: recommendations_open -> Asked
SELECT {asked} FROM recommendation r
WHERE r.effective_from <= ?1 AND +r.recorded_in <= ?2 AND r.superseded_in > ?2
  AND NOT EXISTS (SELECT 1 FROM recommendation_step s
    WHERE s.subject = r.subject AND s.step = 'received' AND s.effective_from <= ?1
      AND s.recorded_in <= ?2 AND s.superseded_in > ?2)
ORDER BY r.effective_from, r.subject

-- name: recommendations_from -> RecommendationId
SELECT subject FROM recommendation
WHERE source = ?3 AND source_record = ?4
  AND effective_from <= ?1 AND +recorded_in <= ?2 AND superseded_in > ?2
ORDER BY effective_from, subject

-- When each lead, deadline or handling of the subject ?1 was first recorded, as known at ?2: what a
-- later entry splits is recorded anew.
-- name: first_records -> FirstRecord
SELECT 71 AS kind, effective_from AS from, unit AS value, MIN(recorded_in) AS entry FROM task_lead
WHERE subject = ?1 AND recorded_in <= ?2 GROUP BY effective_from, unit
UNION ALL
SELECT 73, effective_from, deadline, MIN(recorded_in) FROM task_deadline
WHERE subject = ?1 AND recorded_in <= ?2 GROUP BY effective_from, deadline
UNION ALL
SELECT 76, effective_from, unit, MIN(recorded_in) FROM recommendation_handling
WHERE subject = ?1 AND recorded_in <= ?2 GROUP BY effective_from, unit

-- The claims of catalogue.cpp, over all that stands now (?1); each row is a breach.

-- A task that was given has a deadline from its first day, and was led on it.
-- name: broken_deadlines -> std::int64_t
SELECT g.subject FROM task_given g
WHERE g.superseded_in = ?1 AND (NOT EXISTS (SELECT 1 FROM task_deadline d
    WHERE d.subject = g.subject AND d.superseded_in = ?1
      AND d.effective_from <= g.effective_from AND d.effective_to > g.effective_from)
  OR NOT EXISTS (SELECT 1 FROM task_lead l
    WHERE l.subject = g.subject AND l.superseded_in = ?1
      AND l.effective_from <= g.effective_from AND l.effective_to > g.effective_from))
ORDER BY g.subject

-- A task is in somebody's hands as long as it is neither accepted nor withdrawn, and no longer.
-- name: broken_hands -> std::int64_t
SELECT l.subject FROM task_lead l
WHERE l.superseded_in = ?1 AND l.effective_to = ?2 AND EXISTS (SELECT 1 FROM task_step s
  WHERE s.subject = l.subject AND s.superseded_in = ?1 AND s.step IN ('accepted', 'withdrawn'))
UNION ALL
SELECT g.subject FROM task_given g
WHERE g.superseded_in = ?1 AND NOT EXISTS (SELECT 1 FROM task_step s
    WHERE s.subject = g.subject AND s.superseded_in = ?1 AND s.step IN ('accepted', 'withdrawn'))
  AND NOT EXISTS (SELECT 1 FROM task_lead l
    WHERE l.subject = g.subject AND l.superseded_in = ?1 AND l.effective_to = ?2)
ORDER BY 1

-- What is accepted or returned was reported before.
-- name: broken_decisions -> std::int64_t
SELECT s.subject FROM task_step s
WHERE s.superseded_in = ?1 AND s.step IN ('accepted', 'returned') AND NOT EXISTS (
  SELECT 1 FROM task_step r WHERE r.subject = s.subject AND r.superseded_in = ?1
    AND r.step = 'reported' AND r.effective_from <= s.effective_from)
ORDER BY s.subject

-- An answer follows a recommendation, a receipt follows an answer.
-- name: broken_answers -> std::int64_t
SELECT s.subject FROM recommendation_step s
WHERE s.superseded_in = ?1 AND s.step = 'received' AND NOT EXISTS (
  SELECT 1 FROM recommendation_step a WHERE a.subject = s.subject AND a.superseded_in = ?1
    AND a.step = 'answered' AND a.effective_from <= s.effective_from)
ORDER BY s.subject
