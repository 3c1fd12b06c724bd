-- Questions about posts.

-- name: of_unit
SELECT subject, person, unit, title, COALESCE(title_text, ''), effective_from, effective_to
FROM post_holding
WHERE unit = ?1 AND effective_from <= ?2 AND effective_to > ?2
  AND recorded_in <= ?3 AND superseded_in > ?3

-- name: of_unit_within
SELECT subject, person, unit, title, COALESCE(title_text, ''), effective_from, effective_to
FROM post_holding
WHERE unit = ?1 AND effective_from < ?3 AND effective_to > ?2 AND superseded_in = ?4
ORDER BY effective_from, subject

-- name: of_person
SELECT subject, person, unit, title, COALESCE(title_text, ''), effective_from, effective_to
FROM post_holding
WHERE person = ?1 AND recorded_in <= ?2 AND superseded_in > ?2
ORDER BY effective_from, subject

-- name: standing
SELECT subject, person, unit, title, COALESCE(title_text, ''), effective_from, effective_to
FROM post_holding
WHERE superseded_in = ?1
ORDER BY unit, title, effective_from, subject
