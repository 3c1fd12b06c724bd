CREATE TABLE heading_choice (
  heading_set TEXT NOT NULL,
  heading TEXT NOT NULL,
  taken_as TEXT NOT NULL,
  seal BLOB,
  PRIMARY KEY (heading_set, heading)
) STRICT, WITHOUT ROWID;
