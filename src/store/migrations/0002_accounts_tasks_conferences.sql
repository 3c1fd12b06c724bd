-- Accounts, tasks, recommendations and conferences, and what stands outside the journal: sessions,
-- secrets, tokens, jobs, what is shown on a conference's screens.
CREATE TABLE account_device (
  token BLOB NOT NULL,             -- hash of the device cookie
  account INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (token, account)
) STRICT;
CREATE TABLE account_name (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  login TEXT,
  shown_name TEXT,
  person INTEGER,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE account_preference (
  account INTEGER NOT NULL PRIMARY KEY,
  language TEXT NOT NULL,          -- vi or en
  large_text INTEGER NOT NULL      -- 0 or 1
) STRICT;
CREATE TABLE account_secret (
  account INTEGER NOT NULL PRIMARY KEY,
  hash TEXT NOT NULL,
  one_time_until INTEGER           -- set by an administrator: until when, then to be changed
) STRICT;
CREATE TABLE account_session (
  token BLOB NOT NULL PRIMARY KEY, -- hash of the cookie's random bytes
  account INTEGER NOT NULL,
  family TEXT NOT NULL,            -- of browsers
  started_at INTEGER NOT NULL,     -- microseconds since 1970, UTC, as all _at here
  started_peer TEXT NOT NULL,      -- address of the machine
  seen_at INTEGER NOT NULL,
  seen_peer TEXT NOT NULL,
  strange_at INTEGER,              -- last use from another machine
  strange_peer TEXT,
  strange_family TEXT
) STRICT;
CREATE TABLE account_token (
  token BLOB NOT NULL PRIMARY KEY,
  account INTEGER NOT NULL,
  name TEXT NOT NULL,
  scope TEXT NOT NULL,             -- read or write
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
CREATE TABLE conclusion_task (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  number INTEGER,
  task INTEGER,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE conference (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  conference_kind TEXT,
  name TEXT,
  begins INTEGER,
  ends INTEGER,
  host INTEGER,
  chair INTEGER,
  chair_title TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE conference_attendance (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  unit INTEGER,
  person INTEGER,
  title TEXT,
  place INTEGER,
  presence TEXT,
  reason TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE conference_closing (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  remark TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE conference_conclusion (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  number INTEGER,
  words TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE conference_item (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  item INTEGER,
  position INTEGER,
  title TEXT,
  presenter INTEGER,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE conference_item_handled (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  item INTEGER,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE conference_live (
  conference INTEGER NOT NULL,
  change INTEGER NOT NULL,
  item INTEGER NOT NULL,
  slide INTEGER NOT NULL,
  shown_by TEXT NOT NULL,
  shown_at INTEGER NOT NULL,
  PRIMARY KEY (conference)
) STRICT, WITHOUT ROWID;
CREATE TABLE conference_place (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  unit INTEGER,
  name TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE conference_slide (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  item INTEGER,
  number INTEGER,
  measure TEXT,
  unit INTEGER,
  as_of INTEGER,
  caption TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE job (
  id INTEGER NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,             -- the account's name
  title_vietnamese TEXT NOT NULL,
  title_english TEXT NOT NULL,
  started_at INTEGER NOT NULL,     -- microseconds since 1970, UTC
  state TEXT NOT NULL,             -- waiting running done refused broke cancelled interrupted
  ended_at INTEGER,
  said_vietnamese TEXT,            -- how it ended
  said_english TEXT,
  file TEXT,                       -- path of the result
  file_name TEXT,                  -- as it is downloaded
  content_type TEXT
) STRICT;
CREATE TABLE password_change (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  set_by TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE recommendation (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  asker INTEGER,
  receiver INTEGER,
  about TEXT,
  words TEXT,
  source TEXT,
  source_record INTEGER,
  source_words TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE recommendation_handling (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  unit INTEGER,
  deadline INTEGER,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE recommendation_step (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  step TEXT,
  unit INTEGER,
  words TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE role_holding (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  account INTEGER,
  role TEXT,
  unit INTEGER,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE task_cooperation (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  unit INTEGER,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE task_deadline (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  deadline INTEGER,
  reason TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE task_given (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  title TEXT,
  product TEXT,
  assigner INTEGER,
  source TEXT,
  source_record INTEGER,
  source_words TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE task_lead (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  unit INTEGER,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE task_step (
  subject INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  effective_to INTEGER NOT NULL,
  recorded_in INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  superseded_in INTEGER NOT NULL,
  step TEXT,
  words TEXT,
  PRIMARY KEY (subject, effective_from, recorded_in, leaf),
  CHECK (effective_from < effective_to),
  CHECK (recorded_in <= superseded_in)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_name_by_login ON account_name (login, subject);
CREATE INDEX account_name_by_person ON account_name (person, effective_from, subject);
CREATE INDEX account_session_by_account ON account_session (account);
CREATE INDEX account_token_by_account ON account_token (account);
CREATE INDEX conclusion_task_by_task ON conclusion_task (task, effective_from, subject);
CREATE INDEX conference_attendance_by_person ON conference_attendance (person, effective_from, subject);
CREATE INDEX conference_attendance_by_place ON conference_attendance (place, effective_from, subject);
CREATE INDEX conference_attendance_by_unit ON conference_attendance (unit, effective_from, subject);
CREATE INDEX conference_by_chair ON conference (chair, effective_from, subject);
CREATE INDEX conference_by_host ON conference (host, effective_from, subject);
CREATE INDEX conference_item_by_presenter ON conference_item (presenter, effective_from, subject);
CREATE INDEX conference_place_by_unit ON conference_place (unit, effective_from, subject);
CREATE INDEX conference_slide_by_unit ON conference_slide (unit, effective_from, subject);
CREATE INDEX job_by_owner ON job (owner, id);
CREATE INDEX recommendation_by_asker ON recommendation (asker, effective_from, subject);
CREATE INDEX recommendation_by_receiver ON recommendation (receiver, effective_from, subject);
CREATE INDEX recommendation_handling_by_unit ON recommendation_handling (unit, effective_from, subject);
CREATE INDEX recommendation_step_by_unit ON recommendation_step (unit, effective_from, subject);
CREATE INDEX role_holding_by_account ON role_holding (account, effective_from, subject);
CREATE INDEX role_holding_by_unit ON role_holding (unit, effective_from, subject);
CREATE INDEX task_cooperation_by_unit ON task_cooperation (unit, effective_from, subject);
CREATE INDEX task_given_by_assigner ON task_given (assigner, effective_from, subject);
CREATE INDEX task_lead_by_unit ON task_lead (unit, effective_from, subject);

-- What one entry wrote is found by its number.
CREATE INDEX account_name_by_entry ON account_name (recorded_in);
CREATE INDEX conclusion_task_by_entry ON conclusion_task (recorded_in);
CREATE INDEX conference_attendance_by_entry ON conference_attendance (recorded_in);
CREATE INDEX conference_by_entry ON conference (recorded_in);
CREATE INDEX conference_closing_by_entry ON conference_closing (recorded_in);
CREATE INDEX conference_conclusion_by_entry ON conference_conclusion (recorded_in);
CREATE INDEX conference_item_by_entry ON conference_item (recorded_in);
CREATE INDEX conference_item_handled_by_entry ON conference_item_handled (recorded_in);
CREATE INDEX conference_place_by_entry ON conference_place (recorded_in);
CREATE INDEX conference_slide_by_entry ON conference_slide (recorded_in);
CREATE INDEX document_by_entry ON document (recorded_in);
CREATE INDEX erasure_by_entry ON erasure (recorded_in);
CREATE INDEX member_cell_by_entry ON member_cell (recorded_in);
CREATE INDEX member_exemption_by_entry ON member_exemption (recorded_in);
CREATE INDEX member_standing_by_entry ON member_standing (recorded_in);
CREATE INDEX member_suspension_by_entry ON member_suspension (recorded_in);
CREATE INDEX party_card_by_entry ON party_card (recorded_in);
CREATE INDEX password_change_by_entry ON password_change (recorded_in);
CREATE INDEX person_contact_by_entry ON person_contact (recorded_in);
CREATE INDEX person_grade_by_entry ON person_grade (recorded_in);
CREATE INDEX person_identity_by_entry ON person_identity (recorded_in);
CREATE INDEX person_merge_by_entry ON person_merge (recorded_in);
CREATE INDEX person_particulars_by_entry ON person_particulars (recorded_in);
CREATE INDEX person_traits_by_entry ON person_traits (recorded_in);
CREATE INDEX post_holding_by_entry ON post_holding (recorded_in);
CREATE INDEX recommendation_by_entry ON recommendation (recorded_in);
CREATE INDEX recommendation_handling_by_entry ON recommendation_handling (recorded_in);
CREATE INDEX recommendation_step_by_entry ON recommendation_step (recorded_in);
CREATE INDEX role_holding_by_entry ON role_holding (recorded_in);
CREATE INDEX task_cooperation_by_entry ON task_cooperation (recorded_in);
CREATE INDEX task_deadline_by_entry ON task_deadline (recorded_in);
CREATE INDEX task_given_by_entry ON task_given (recorded_in);
CREATE INDEX task_lead_by_entry ON task_lead (recorded_in);
CREATE INDEX task_step_by_entry ON task_step (recorded_in);
CREATE INDEX temporary_activity_by_entry ON temporary_activity (recorded_in);
CREATE INDEX unit_class_by_entry ON unit_class (recorded_in);
CREATE INDEX unit_code_by_entry ON unit_code (recorded_in);
CREATE INDEX unit_existence_by_entry ON unit_existence (recorded_in);
CREATE INDEX unit_grade_by_entry ON unit_grade (recorded_in);
CREATE INDEX unit_name_by_entry ON unit_name (recorded_in);
CREATE INDEX unit_parent_by_entry ON unit_parent (recorded_in);
