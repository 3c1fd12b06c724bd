#include "briefing/store.h"

#include "briefing/queries.h"

namespace giaoban::briefing {

using store::Params;
using store::RowView;

namespace {

ConferenceId read_id(RowView const& row) {
  return row.id<ConferenceId>(0);
}

}  // namespace

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
  return snapshot.db().all(queries::within, Params(days.from, days.to, known_at), read_id);
}

std::vector<ConferenceId> at_place(store::Snapshot& snapshot, UnitId unit, Span days) {
  return snapshot.db().all(queries::at_place, Params(unit, days.from, days.to, store::standing),
                           read_id);
}

std::vector<ConferenceId> not_closed(store::Snapshot& snapshot, store::Moment moment) {
  return snapshot.db().all(queries::not_closed, Params(moment.as_of, moment.known_at), read_id);
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

std::vector<std::int64_t> breaches(store::Snapshot& snapshot, store::Query const& broken) {
  return snapshot.db().all(broken, Params(store::standing),
                           [](RowView const& row) { return row.integer(0); });
}

}  // namespace giaoban::briefing
