-- Questions about units. As of ?1, known at ?2 where both are asked; a place that asks for what
-- stands now takes the store's mark of a standing fact.
-- include: unit/chronicle.h
-- include: unit/store.h

-- list: held
subject AS first.unit, effective_from AS first.span.from, effective_to AS first.span.to,
recorded_in AS first.recorded_in, superseded_in AS first.superseded_in

-- list: edge
subject AS first, parent AS second.parent, effective_from AS second.span.from,
effective_to AS second.span.to

-- name: node
SELECT e.subject, COALESCE(c.code, ''), COALESCE(n.name, ''), k.unit_kind, p.parent
FROM unit_existence e
LEFT JOIN unit_code c ON c.subject = e.subject AND c.effective_from <= ?1 AND c.effective_to > ?1
  AND c.recorded_in <= ?2 AND c.superseded_in > ?2
LEFT JOIN unit_name n ON n.subject = e.subject AND n.effective_from <= ?1 AND n.effective_to > ?1
  AND n.recorded_in <= ?2 AND n.superseded_in > ?2
LEFT JOIN unit_class k ON k.subject = e.subject AND k.effective_from <= ?1 AND k.effective_to > ?1
  AND k.recorded_in <= ?2 AND k.superseded_in > ?2
LEFT JOIN unit_parent p ON p.subject = e.subject AND p.effective_from <= ?1 AND p.effective_to > ?1
  AND p.recorded_in <= ?2 AND p.superseded_in > ?2
WHERE e.subject = ?3
  AND e.effective_from <= ?1 AND e.effective_to > ?1 AND e.recorded_in <= ?2 AND e.superseded_in > ?2

-- The unit ?3 and those above it, as deep as a tree may be.
-- name: chain -> std::int64_t
WITH RECURSIVE above (unit, height) AS (
  SELECT CAST(?3 AS INTEGER), 0
  UNION ALL
  SELECT p.parent, height + 1 FROM above JOIN unit_parent p ON p.subject = unit
    AND p.effective_from <= ?1 AND p.effective_to > ?1
    AND p.recorded_in <= ?2 AND p.superseded_in > ?2
  WHERE height < 40)
SELECT unit FROM above ORDER BY height

-- name: codes
SELECT code FROM unit_code
WHERE effective_from <= ?1 AND effective_to > ?1 AND +recorded_in <= ?2 AND superseded_in > ?2

-- name: children_from -> Child
SELECT subject AS unit, effective_from AS from FROM unit_parent
WHERE parent = ?1 AND effective_to > ?2 AND superseded_in = ?3
ORDER BY effective_from, subject

-- name: under_from -> Under
SELECT subject AS unit, effective_from AS span.from, effective_to AS span.to FROM unit_parent
WHERE parent = ?1 AND effective_to > ?2 AND superseded_in = ?3
ORDER BY subject, effective_from

-- name: edges -> std::pair<UnitId, ParentEdge>
SELECT {edge} FROM unit_parent
WHERE superseded_in = ?1
ORDER BY subject, effective_from

-- name: predecessors -> UnitId
SELECT DISTINCT subject FROM unit_succession
WHERE successor = ?1 AND recorded_in <= ?2 AND superseded_in > ?2
ORDER BY subject

-- name: successions -> Succession
SELECT subject AS predecessor, successor, effective_from AS on, heir FROM unit_succession
WHERE +recorded_in <= ?1 AND superseded_in > ?1
ORDER BY effective_from, recorded_in, leaf

-- name: lives_known -> std::pair<UnitId, Span>
SELECT subject AS first, effective_from AS second.from, effective_to AS second.to FROM unit_existence
WHERE recorded_in <= ?1 AND superseded_in > ?1
ORDER BY subject, effective_from

-- name: edges_known -> std::pair<UnitId, ParentEdge>
SELECT {edge} FROM unit_parent
WHERE recorded_in <= ?1 AND superseded_in > ?1
ORDER BY subject, effective_from

-- All versions of the facts that make trees.
-- name: all_lives -> Held
SELECT subject AS unit, effective_from AS span.from, effective_to AS span.to, recorded_in,
  superseded_in
FROM unit_existence

-- name: all_codes -> std::pair<Held, std::string>
SELECT {held}, code AS second FROM unit_code

-- name: all_names -> std::pair<Held, std::string>
SELECT {held}, name AS second FROM unit_name

-- name: all_kinds -> std::pair<Held, UnitKind>
SELECT {held}, unit_kind AS second FROM unit_class

-- name: all_parents -> std::pair<Held, UnitId>
SELECT {held}, parent AS second FROM unit_parent

-- name: spans -> UnitSpan
SELECT 10 AS kind, subject AS unit, effective_from AS span.from, effective_to AS span.to
FROM unit_existence WHERE superseded_in = ?1
UNION ALL
SELECT 11, subject, effective_from, effective_to FROM unit_name WHERE superseded_in = ?1
UNION ALL
SELECT 12, subject, effective_from, effective_to FROM unit_code WHERE superseded_in = ?1
UNION ALL
SELECT 13, subject, effective_from, effective_to FROM unit_class WHERE superseded_in = ?1
ORDER BY 2, 3

-- name: history
SELECT 10 AS kind, effective_from, effective_to, recorded_in, superseded_in,
  origin AS value, CAST(NULL AS INTEGER) AS parent
FROM unit_existence WHERE subject = ?1 AND recorded_in <= ?2
UNION ALL
SELECT 11, effective_from, effective_to, recorded_in, superseded_in,
  name || CASE WHEN short_name IS NULL THEN '' ELSE ' (' || short_name || ')' END, NULL
FROM unit_name WHERE subject = ?1 AND recorded_in <= ?2
UNION ALL
SELECT 12, effective_from, effective_to, recorded_in, superseded_in, code, NULL
FROM unit_code WHERE subject = ?1 AND recorded_in <= ?2
UNION ALL
SELECT 13, effective_from, effective_to, recorded_in, superseded_in, unit_kind, NULL
FROM unit_class WHERE subject = ?1 AND recorded_in <= ?2
UNION ALL
SELECT 14, effective_from, effective_to, recorded_in, superseded_in, NULL, parent
FROM unit_parent WHERE subject = ?1 AND recorded_in <= ?2
ORDER BY 1, 2, 4
