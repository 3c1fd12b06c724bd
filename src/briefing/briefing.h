// Briefing conferences: who is called where and came, the agenda with figures, what was concluded,
// and what became of it. What is shown on the screens at this moment is not a fact: it stands in a
// table of its own, outside the journal.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/rule.h"
#include "figure/figure.h"
#include "task/task.h"

namespace giaoban::briefing {

using ConferenceId = Id<struct ConferenceEntity>;

extern store::Entity const conference_entity;
extern store::Right const briefing_read;
extern store::Right const briefing_write;  // over the host unit

enum class ConferenceKind {
  monthly,
  quarterly,
  half_year,
  nine_months,
  yearly,
  regional,
  thematic,
  other
};
std::span<Choice const> choices_of(ConferenceKind);

// A time of day in minutes from midnight: 8:30 is 510.
std::optional<std::int64_t> parse_time(std::string_view text);  // "8:30", "08:30", "8h30"
std::string time_text(std::int64_t minutes);                    // "08:30"

// --- facts; all hold over the days of the conference ---
struct Conference {  // its lifetime
  ConferenceKind conference_kind = ConferenceKind::monthly;
  std::string name;
  std::int64_t begins = 0;  // minutes from midnight of the first day
  std::int64_t ends = 0;    // minutes from midnight of the last day
  UnitId host;
  std::optional<PersonId> chair;
  std::string chair_title;  // "Trưởng ban Tổ chức Tỉnh ủy"; needed where the person is not given
  static store::Kind const kind;
};
struct Place {  // điểm cầu
  UnitId unit;  // key; whose site it is
  std::string name;
  static store::Kind const kind;
};
enum class Presence { summoned, present, absent };
std::span<Choice const> choices_of(Presence);
// Names nobody but by record or title, so it outlives erasure.
struct Attendance {
  UnitId unit;                     // key; whom the participant speaks for
  std::optional<PersonId> person;  // key
  std::string title;               // key; "Phó trưởng ban"
  std::optional<UnitId> place;     // a place of the conference
  Presence presence = Presence::summoned;
  std::string reason;  // of an absence
  static store::Kind const kind;
};
struct AgendaItem {
  std::int64_t item = 0;  // key
  std::int64_t position = 0;
  std::string title;
  std::optional<UnitId> presenter;
  static store::Kind const kind;
};
struct Slide {              // a figure shown with an item
  std::int64_t item = 0;    // key
  std::int64_t number = 0;  // key; 1, 2, 3 ...
  std::string measure;      // declared or own, by its id
  UnitId unit;
  Day as_of;
  std::string caption;
  std::optional<std::int64_t> graded_year = {};  // of yearly results; none: the one shown by itself
  static store::Kind const kind;
};
struct ItemHandled {  // an event
  std::int64_t item = 0;
  static store::Kind const kind;
};
struct Conclusion {
  std::int64_t number = 0;  // key; 1, 2, 3 ...
  std::string text;
  static store::Kind const kind;
};
struct ConclusionTask {     // an event on the last day
  std::int64_t number = 0;  // of the conclusion
  task::TaskId task;
  static store::Kind const kind;
};
struct Closing {  // an event
  std::string remark;
  static store::Kind const kind;
};

// --- verbs ---
struct Calling {
  Conference conference;
  Day from;
  Day to;  // the last day; the same for most
};
Result<ConferenceId> call(store::Tx& tx, Calling const& calling);
Result<void> add_place(store::Tx& tx, ConferenceId conference, Place const& place);
// Records who is summoned, came, or did not and why; the same participant again is a correction.
Result<void> attend(store::Tx& tx, ConferenceId conference, Attendance const& attendance);
struct NewItem {
  std::string title;
  std::optional<UnitId> presenter = {};
  std::optional<std::int64_t> position = {};  // default: last; those behind it move on
};
Result<std::int64_t> add_item(store::Tx& tx, ConferenceId conference, NewItem const& item);
Result<std::int64_t> add_slide(store::Tx& tx, ConferenceId conference, Slide const& slide);
Result<void> handle_item(store::Tx& tx, ConferenceId conference, std::int64_t item, Day on);
// The conclusion's number.
Result<std::int64_t> conclude(store::Tx& tx, ConferenceId conference, std::string const& text);
// A conclusion becomes a task; source, and assigner and first day where blank, are the
// conference's.
Result<task::TaskId> assign(store::Tx& tx, ConferenceId conference, std::int64_t conclusion,
                            task::Assignment assignment);
// Taken down at the conference; source, receiver and day where blank are the conference's.
Result<task::RecommendationId> take_down(store::Tx& tx, ConferenceId conference,
                                         task::TakingDown taking);
Result<void> close(store::Tx& tx, ConferenceId conference, Day on, std::string const& remark = {});
extern store::Verb const call_verb, add_place_verb, attend_verb, add_item_verb, add_slide_verb,
    handle_item_verb, conclude_verb, assign_verb, take_down_verb, close_verb;

// --- reading ---
struct ItemView {
  AgendaItem item;
  std::vector<Slide> slides;  // by number
  bool handled = false;
};
struct ConclusionView {
  Conclusion conclusion;
  std::vector<task::TaskId> tasks;
};
struct View {
  ConferenceId id;
  Conference conference;
  Day from;
  Day to;  // the last day
  bool closed = false;
  std::vector<Place> places = {};           // by name
  std::vector<Attendance> attendance = {};  // by unit, person, title
  std::vector<ItemView> agenda = {};        // by position
  std::vector<ConclusionView> conclusions = {};
};
// What the reach holds neither as host, place nor participant is as if it were not there.
std::optional<View> view(store::Snapshot& snapshot, unit::Reach const& reach,
                         ConferenceId conference, EntryNumber known_at);

struct Listed {
  ConferenceId id;
  Conference conference;
  Day from;
  Day to;
};
// Conferences that share a day with the span and concern a unit in reach; by first day.
std::vector<Listed> conferences(store::Snapshot& snapshot, unit::Reach const& reach, Span days,
                                EntryNumber known_at);

// Who did and who did not, of those asked.
struct Completeness {
  Msg whom;  // "địa phương", "cơ quan, đơn vị trực thuộc"
  Share share;
  std::vector<UnitId> did;
  std::vector<UnitId> did_not;
};
// Places with somebody present, of those invited: localities, then other bodies; a group without
// any is left out.
std::vector<Completeness> places_connected(store::Snapshot& snapshot, View const& conference);
// Units directly under `unit` that have a yearly result (or the reason for none) of the year.
std::vector<Completeness> review_finished(store::Snapshot& snapshot, UnitId unit, int year,
                                          store::Moment moment);

// All that the minutes say: tasks and recommendations as they stand at the moment.
struct Minutes {
  View conference;
  store::Moment moment;
  Share present_of_summoned;
  std::vector<Attendance> absent;
  std::vector<Completeness> places;
  std::vector<task::View> tasks;
  std::vector<task::RecommendationView> recommendations;
};
std::optional<Minutes> minutes(store::Snapshot& snapshot, unit::Reach const& reach,
                               ConferenceId conference, store::Moment moment);

// --- what is on the screens now ---
struct Live {
  std::int64_t change = 0;  // grows by one at each step; 0: nothing was shown yet
  std::int64_t item = 0;
  std::int64_t slide = 0;  // 0: the item's title
  std::string shown_by = {};
  Instant shown_at = {};
  bool operator==(Live const&) const = default;
};
// What a follower needs to come back after a lost line.
Live live(store::Snapshot& snapshot, ConferenceId conference);
// Shows an item or one of its slides everywhere. Needs briefing_write over the host.
Result<Live> show(store::Store& store, store::Actor const& actor, ConferenceId conference,
                  Live const& wanted);

// Conferences to close, of the host.
std::vector<inbox::Item> waiting(store::Snapshot& snapshot, inbox::Reader& reader);

// --- refusals, in order of precedence ---
extern RefusalKind const no_such_conference;
extern RefusalKind const bad_time;
extern RefusalKind const ends_before_begins;
extern RefusalKind const host_not_in_force;
extern RefusalKind const chair_missing;
extern RefusalKind const conference_closed;
extern RefusalKind const not_begun;  // what happens there cannot be recorded ahead
extern RefusalKind const place_not_in_tree;
extern RefusalKind const place_twice;
extern RefusalKind const place_taken;          // by another conference at the same time
extern RefusalKind const no_such_place;        // not a place of this conference
extern RefusalKind const participant_unknown;  // neither person nor title
extern RefusalKind const absence_unexplained;
extern RefusalKind const no_such_item;
extern RefusalKind const no_such_slide;
extern RefusalKind const no_such_conclusion;

// --- warnings ---
extern RefusalKind const items_open;  // closed with items not dealt with

store::Catalogue catalogue();

}  // namespace giaoban::briefing
