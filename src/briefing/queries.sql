-- Questions about conferences.
-- include: briefing/store.h

-- Conferences that stand now and share a day with the span from ?1 to before ?2; known at ?3.
-- name: within -> ConferenceId
SELECT subject FROM conference
WHERE effective_from < ?2 AND effective_to > ?1 AND +recorded_in <= ?3 AND superseded_in > ?3
ORDER BY effective_from, begins, subject

-- Those with a place at the unit ?1 on the days from ?2 to before ?3, as they stand now (?4).
-- name: at_place -> ConferenceId
SELECT DISTINCT subject FROM conference_place
WHERE unit = ?1 AND effective_from < ?3 AND effective_to > ?2 AND superseded_in = ?4
ORDER BY subject

-- Conferences that began by ?1 and are not closed.
-- name: not_closed -> ConferenceId
SELECT c.subject FROM conference c
WHERE c.effective_from <= ?1 AND +c.recorded_in <= ?2 AND c.superseded_in > ?2
  AND NOT EXISTS (SELECT 1 FROM conference_closing k WHERE k.subject = c.subject
    AND k.recorded_in <= ?2 AND k.superseded_in > ?2)
ORDER BY c.effective_from, c.subject

-- The claims of catalogue.cpp, over all that stands now (?1); each row is a breach.

-- name: broken_places -> std::int64_t
SELECT a.subject FROM conference_attendance a
WHERE a.superseded_in = ?1 AND a.place IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM conference_place p WHERE p.subject = a.subject AND p.unit = a.place
    AND p.superseded_in = ?1)
ORDER BY a.subject

-- name: broken_items -> std::int64_t
SELECT s.subject FROM conference_slide s
WHERE s.superseded_in = ?1 AND NOT EXISTS (SELECT 1 FROM conference_item i
  WHERE i.subject = s.subject AND i.item = s.item AND i.superseded_in = ?1)
UNION ALL
SELECT h.subject FROM conference_item_handled h
WHERE h.superseded_in = ?1 AND NOT EXISTS (SELECT 1 FROM conference_item i
  WHERE i.subject = h.subject AND i.item = h.item AND i.superseded_in = ?1)
ORDER BY 1

-- name: broken_conclusions -> std::int64_t
SELECT t.subject FROM conclusion_task t
WHERE t.superseded_in = ?1 AND (NOT EXISTS (SELECT 1 FROM conference_conclusion c
    WHERE c.subject = t.subject AND c.number = t.number AND c.superseded_in = ?1)
  OR NOT EXISTS (SELECT 1 FROM task_given g WHERE g.subject = t.task AND g.superseded_in = ?1))
ORDER BY t.subject
