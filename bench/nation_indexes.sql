CREATE INDEX existence_unit ON existence (unit);
CREATE INDEX parent_unit ON parent (unit);
CREATE INDEX member_member ON member (member);
CREATE INDEX membership_member ON membership (member);
CREATE INDEX membership_cell ON membership (cell);
CREATE INDEX standing_member ON standing (member);
CREATE INDEX exemption_member ON exemption (member);
CREATE INDEX grade_member ON grade (member, year);
CREATE INDEX calendar_day ON calendar (day);
