// Posts: who holds which title in which unit, from when to when. Small on purpose: leaders are
// graded before the cadre domain is built.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "member/member.h"

namespace giaoban::post {

extern store::Entity const post_entity;
extern store::Right const post_read;
extern store::Right const post_write;

enum class Title {
  secretary,         // bí thư
  deputy_secretary,  // phó bí thư
  standing_member,   // ủy viên ban thường vụ
  committee_member,  // cấp ủy viên
  head,              // trưởng (ban, cơ quan, đơn vị)
  deputy_head,       // phó
  other,             // chức danh khác, ghi ở `title_text`
};
std::span<Choice const> choices_of(Title);

struct PostHolding {  // a state of the post, and the post's lifetime
  PersonId person;
  UnitId unit;
  Title title = Title::secretary;
  std::string title_text = {};
  static store::Kind const kind;
};

// Writes a post over the span; `Day::forever()` where the end is not known.
Result<PostId> appoint(store::Tx& tx, PostHolding const& holding, Span span);
// The post is held last on the day before `day`.
Result<void> end(store::Tx& tx, PostId post, Day day);
extern store::Verb const appoint_verb, end_verb;

struct Holding {
  PostId post;
  PostHolding holding;
  Span span;
};
// By title as listed above; who holds one title longer comes first.
std::vector<Holding> of_unit(store::Snapshot& snapshot, UnitId unit, store::Moment moment);
// Of a person whom the reader holds today all posts; of one whom the reader held on the moment's
// day those begun by then; of others those in units that the reader holds. Refused where nothing of
// the person may be known.
Result<std::vector<Holding>> seen_of_person(store::Snapshot& snapshot, store::Actor const& actor,
                                            PersonId person, store::Moment moment);
// All that the person ever held, by first day.
std::vector<Holding> of_person(store::Snapshot& snapshot, PersonId person, EntryNumber known_at);

// Pure checks of one holding, shared by the verbs, the invariants and the import. (rules.cpp)
// Why two holdings cannot stand on the same day.
enum class Clash {
  twice,            // one person, unit and title twice
  two_secretaries,  // two secretaries of one unit
};
std::optional<Clash> clash_of(Holding const& one, Holding const& other);
// A title that the list lacks must be written out.
bool needs_title_text(PostHolding const& holding);

// --- refusals, in order of precedence ---
extern RefusalKind const no_such_post;      // none, or not held on that day
extern RefusalKind const already_held;      // the same person, unit and title on those days
extern RefusalKind const second_secretary;  // a unit has one secretary on a day
extern RefusalKind const title_text_missing;
extern RefusalKind const appointed_far_ahead;  // more than a year from today

store::Catalogue catalogue();

}  // namespace giaoban::post

namespace giaoban {
inline store::Entity const& entity_of(PostId) {
  return post::post_entity;
}
}  // namespace giaoban
