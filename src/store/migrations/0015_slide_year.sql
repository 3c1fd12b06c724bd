ALTER TABLE conference_slide ADD COLUMN graded_year INTEGER;
