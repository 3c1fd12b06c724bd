#include "briefing/store.h"

#include "briefing/queries.h"

namespace giaoban::briefing {

using store::Params;
using store::RowView;

store::OwnTable const conference_live{
    .table = "conference_live",
    .ddl =
        "CREATE TABLE conference_live (\n"
        "  conference INTEGER NOT NULL,\n"
        "  change INTEGER NOT NULL,\n"
        "  item INTEGER NOT NULL,\n"
        "  slide INTEGER NOT NULL,\n"
        "  shown_by TEXT NOT NULL,\n"
        "  shown_at INTEGER NOT NULL,\n"
        "  seal BLOB,\n"
        "  PRIMARY KEY (conference)\n"
        ") STRICT, WITHOUT ROWID;\n",
    .key = "conference",
    .columns = "conference, change, item, slide, shown_by, shown_at",
    .at_restore = store::AtRestore::comes_back};

std::vector<ConferenceId> within(store::Snapshot& snapshot, Span days, EntryNumber known_at) {
  return snapshot.rows(queries::within, days.from, days.to, known_at);
}

std::vector<ConferenceId> at_place(store::Snapshot& snapshot, UnitId unit, Span days) {
  return snapshot.rows(queries::at_place, unit, days.from, days.to, store::standing);
}

std::vector<ConferenceId> not_closed(store::Snapshot& snapshot, store::Moment moment) {
  return snapshot.rows(queries::not_closed, moment.as_of, moment.known_at);
}

Live write_live(store::OwnRows rows, ConferenceId conference, Live shown) {
  shown.change = read_live(rows, conference).change + 1;
  rows.put(conference_live, Params(conference, shown.change, shown.item, shown.slide,
                                   shown.shown_by, shown.shown_at.microseconds));
  return shown;
}

Live read_live(store::OwnRows rows, ConferenceId conference) {
  return rows
      .first(conference_live, "conference = ?1", Params(conference),
             [](RowView const& row) {
               return Live{.change = row.integer(1),
                           .item = row.integer(2),
                           .slide = row.integer(3),
                           .shown_by = row.text(4),
                           .shown_at = {row.integer(5)}};
             })
      .value_or(Live{});
}

}  // namespace giaoban::briefing
