-- Questions about posts.
-- include: post/post.h

-- list: holding
subject AS post, person AS holding.person, unit AS holding.unit, title AS holding.title,
title_text AS holding.title_text, effective_from AS span.from, effective_to AS span.to

-- name: of_unit -> Holding
SELECT {holding} FROM post_holding
WHERE unit = ?1 AND effective_from <= ?2 AND effective_to > ?2
  AND recorded_in <= ?3 AND superseded_in > ?3

-- name: of_unit_within -> Holding
SELECT {holding} FROM post_holding
WHERE unit = ?1 AND effective_from < ?3 AND effective_to > ?2 AND superseded_in = ?4
ORDER BY effective_from, subject

-- name: of_person -> Holding
SELECT {holding} FROM post_holding
WHERE person = ?1 AND recorded_in <= ?2 AND superseded_in > ?2
ORDER BY effective_from, subject

-- name: standing -> Holding
SELECT {holding} FROM post_holding
WHERE superseded_in = ?1
ORDER BY unit, title, effective_from, subject
