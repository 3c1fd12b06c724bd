-- Long work and what it left. Outside the journal: a job's end is told, not proved.

-- name: next_job
SELECT COALESCE(MAX(id), 0) + 1 FROM job

-- name: insert_job
INSERT INTO job (id, owner, title_vietnamese, title_english, started_at, state)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)

-- name: change_job
UPDATE job SET state = ?2, ended_at = ?3, said_vietnamese = ?4, said_english = ?5, file = ?6,
  file_name = ?7, content_type = ?8
WHERE id = ?1

-- name: job
SELECT id, owner, title_vietnamese, title_english, started_at, state, ended_at, said_vietnamese,
  said_english, file, file_name, content_type
FROM job WHERE id = ?1

-- name: jobs_of
SELECT id, owner, title_vietnamese, title_english, started_at, state, ended_at, said_vietnamese,
  said_english, file, file_name, content_type
FROM job WHERE owner = ?1 ORDER BY id DESC LIMIT 50

-- name: interrupt_jobs
UPDATE job SET state = 'interrupted', ended_at = ?1 WHERE ended_at IS NULL

-- name: old_job_files
SELECT file FROM job WHERE ended_at < ?1 AND file IS NOT NULL

-- name: delete_old_jobs
DELETE FROM job WHERE ended_at < ?1
