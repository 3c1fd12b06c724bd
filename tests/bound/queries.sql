-- What a queries.sql may bind, over the tables of bound_test.cpp.
-- include: tests/bound/rows.h

-- list: guest
g.subject AS guest, name, g.phone, hall AS stay.hall, born AS birth.on,
CAST(effective_from AS INTEGER) AS stay.span.from, effective_to AS stay.span.to, size AS stay.size,
paid, note AS remark

-- name: guests_of -> Guest
SELECT {guest} FROM guest g
WHERE hall = ?1 AND effective_from <= ?2 AND effective_to > ?2 AND COALESCE(name, '') <> 'a, (b FROM'
ORDER BY subject

-- name: all_guests -> Guest
SELECT {guest} FROM guest g
UNION ALL
SELECT 99, 'x, y', NULL, 1, NULL, 0, 1, 'small', 1, 1 FROM guest WHERE subject = 1
ORDER BY 1

-- One column without an alias is the row itself.
-- name: guests_of_size -> PersonId
SELECT DISTINCT subject FROM guest WHERE size = ?1 ORDER BY subject

-- name: most -> std::optional<std::int64_t>
SELECT MAX(subject) FROM guest WHERE hall = ?1

-- name: names -> Named
WITH halls (hall) AS (SELECT DISTINCT hall FROM guest)
SELECT name AS text FROM guest WHERE hall IN (SELECT hall FROM halls) ORDER BY name

-- name: unbound
SELECT name AS text FROM guest
