-- Long work and what it left. Outside the journal: a job's end is told, not proved. The rows are
-- read and written through store::OwnRows.

-- name: next_job
SELECT COALESCE(MAX(id), 0) + 1 FROM job
