// Who may write a yearly result, whichever verb does it: asked at the fact, so that the sheet of
// results, an import, an undoing and the round's own decision are held alike. Review declares the
// kinds and knows no rounds; their guard stands here.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "round/checks.h"

namespace giaoban::round {

using store::Snapshot;
using store::Tx;

std::string recorded_as(Snapshot& snapshot, Recorded const& recorded) {
  if (recorded.document) {
    for (auto const& fact : snapshot.history_of<store::Document>(recorded.document->value)) {
      if (fact.value.number.empty()) continue;
      return say(Language::vietnamese, M("văn bản số {number} ngày {day}"),
                 {{"number", fact.value.number}, {"day", fact.head.span.from.vietnamese()}});
    }
  }
  return say(Language::vietnamese, M("bút toán {entry}"),
             {{"entry", std::to_string(recorded.entry)}});
}

namespace {

// Who writes: on which ground, and by a verb that the round has for it or another.
struct Writer {
  store::Actor const& actor;
  store::Verb const* verb = nullptr;  // null: any that is not the round's
  bool on_document = false;
  EntryNumber entry = store::standing;  // what stood before it counts
  std::vector<PersonId> records = {};   // of the person behind the account
  std::vector<post::Holding> heading = {};
};

Writer with_person(Snapshot& snapshot, Writer writer) {
  auto const person = person_behind(snapshot, writer.actor);
  if (!person) return writer;
  writer.records = Ties(snapshot).records_of(*person);
  for (PersonId const record : writer.records) {
    for (auto& held : post::of_person(snapshot, record, store::standing - 1)) {
      writer.heading.push_back(std::move(held));
    }
  }
  std::erase_if(writer.heading,
                [](post::Holding const& held) { return !review::heads(held.holding.title); });
  return writer;
}

// What stands of rounds and authorities, asked once an entry.
struct Years {
  Snapshot& snapshot;
  std::map<int, std::vector<RoundView>> rounds = {};
  std::map<std::pair<UnitId, Part>, std::vector<std::int64_t>> deciding = {};  // on one roster date
  Day of = {};
  std::map<bool, bool> any_before = {};  // of units, of persons
  std::optional<Ties> ties = {};

  // A first import asks this of nothing, and nothing of its hundred thousand rows one by one.
  std::optional<Recorded> recorded(ResultChange const& change, EntryNumber entry) {
    auto const [at, fresh] = any_before.try_emplace(of_unit(change.part));
    if (fresh) at->second = any_result_before(snapshot, change.part, entry);
    return at->second ? recorded_of_all(change, entry) : std::nullopt;
  }
  // Of whichever record of the person it was.
  std::optional<Recorded> recorded_of_all(ResultChange const& change, EntryNumber entry) {
    if (of_unit(change.part)) return recorded_before(snapshot, change, entry);
    if (!ties) ties.emplace(snapshot);
    std::optional<Recorded> last;
    for (PersonId const record : ties->records_of(PersonId{change.subject})) {
      ResultChange of_record = change;
      of_record.subject = record.value;
      auto const found = recorded_before(snapshot, of_record, entry);
      if (!found) continue;
      if (!last) last = Recorded{.entry = found->entry};
      last->entry = std::max(last->entry, found->entry);
      if (!last->document) last->document = found->document;
    }
    return last;
  }
  std::vector<RoundView> const& of_year(int year) {
    auto const [at, fresh] = rounds.try_emplace(year);
    if (fresh) at->second = openings(snapshot, year, {Day::forever() - 1});
    return at->second;
  }
  // Who decides on the subject, with those above.
  std::vector<std::int64_t> const& over(Subject const& subject, Day roster_on) {
    if (of != roster_on) deciding.clear();
    of = roster_on;
    auto const [at, fresh] = deciding.try_emplace({subject.unit, subject.part});
    if (fresh) {
      UnitId const decides = authority_over(snapshot, subject, roster_on);
      at->second = unit::chain(snapshot, decides.value, {roster_on});
      if (at->second.empty()) at->second = {decides.value};
    }
    return at->second;
  }
};

std::optional<Subject> subject_on(Snapshot& snapshot, ResultChange const& change, Day roster_on) {
  if (of_unit(change.part)) return Subject{change.part, UnitId{change.subject}, {}};
  auto found = subject_of(snapshot, change.part, PersonId{change.subject}, roster_on);
  return found ? std::optional(*found) : std::nullopt;
}

// A result with the round that it stands under, if any; the unit of the roster date.
struct Judged {
  ResultChange const& change;
  RoundView const* round = nullptr;
  Subject subject;
  Day roster_on;
};

Judged judged(Years& years, ResultChange const& change) {
  for (RoundView const& round : years.of_year(change.year)) {
    // A roster date of one's own leads nobody out of a round.
    for (Day const day : {round.opening.roster_on, change.roster_on}) {
      auto const subject = subject_on(years.snapshot, change, day);
      if (!subject) continue;
      auto const chain = unit::chain(years.snapshot, subject->unit.value, {day});
      if (std::ranges::find(chain, round.opening.unit.value) == chain.end()) continue;
      return {change, &round, *subject, day};
    }
  }
  auto const subject = subject_on(years.snapshot, change, change.roster_on);
  return {change, nullptr, subject.value_or(Subject{change.part, {}, PersonId{change.subject}}),
          change.roster_on};
}

Named called(Snapshot& snapshot, Judged const& one) {
  bool const unit = of_unit(one.change.part);
  Subject subject = one.subject;
  if (!unit) subject.person = PersonId{one.change.subject};
  return {name_of(snapshot, subject, one.roster_on),
          {unit ? unit::unit_entity.name : member::person_entity.name, one.change.subject}};
}

bool own(Snapshot& snapshot, Writer const& writer, Judged const& one) {
  if (!of_unit(one.change.part)) {
    return std::ranges::find(writer.records, PersonId{one.change.subject}) != writer.records.end();
  }
  return std::ranges::any_of(writer.heading, [&](post::Holding const& held) {
    return held.holding.unit.value == one.change.subject &&
           (held.span.contains(one.roster_on) || held.span.contains(snapshot.today()));
  });
}

bool of_the_round(store::Verb const* verb) {
  return verb == &decide_verb || verb == &store::undo_verb;
}

struct Refused {
  Years& years;
  Writer const& writer;
  Judged const& one;

  [[nodiscard]] std::unexpected<Refusal> as(RefusalKind const& kind, Args more = {}) const {
    auto const& over = years.over(one.subject, one.roster_on);
    Args args{{"subject", called(years.snapshot, one)},
              {"year", std::to_string(one.change.year)},
              {"decides", name_of(years.snapshot, UnitId{over.front()}, one.roster_on)},
              {"actor", writer.actor.name},
              {"citation", std::string(review::documents_of(one.change.year))}};
    args.insert(args.end(), more.begin(), more.end());
    return at_row(Refusal{&kind, std::move(args)},
                  {one.change.part, one.subject.unit, PersonId{one.change.subject}});
  }
};

Result<void> check_in_round(Refused const& refused) {
  Writer const& writer = refused.writer;
  Judged const& one = refused.one;
  Snapshot& snapshot = refused.years.snapshot;
  if (!of_the_round(writer.verb)) {
    auto const earlier = refused.years.recorded_of_all(one.change, writer.entry);
    if (earlier) {
      return refused.as(decided_in_round, {{"recorded", recorded_as(snapshot, *earlier)}});
    }
    return refused.as(
        under_round,
        {{"unit", name_of(snapshot, one.round->opening.unit, one.round->opening.roster_on)},
         {"day", one.round->opened_on.vietnamese()}});
  }
  if (!writer.on_document) {
    auto const earlier = refused.years.recorded_of_all(one.change, writer.entry);
    if (!earlier) return refuse(document_missing);
    return refused.as(change_without_document, {{"recorded", recorded_as(snapshot, *earlier)}});
  }
  if (holds_right(writer.actor, round_decide, refused.years.over(one.subject, one.roster_on)))
    return {};
  return refused.as(decided_by_others, {{"right", round_decide.label}});
}

// Of years without a round: what is recorded first needs no document, but is not recorded by the
// unit itself; a year that is over, or was recorded on a document, changes as it would be decided.
Result<void> check_without_round(Refused const& refused) {
  Writer const& writer = refused.writer;
  Judged const& one = refused.one;
  Snapshot& snapshot = refused.years.snapshot;
  auto const earlier = refused.years.recorded(one.change, writer.entry);
  bool const changes =
      earlier && (one.change.year < snapshot.today().year() || earlier->document.has_value());
  if (changes && !writer.on_document) {
    return refused.as(change_without_document, {{"recorded", recorded_as(snapshot, *earlier)}});
  }
  if (!changes && one.change.part == Part::member) return {};
  auto const& over = refused.years.over(one.subject, one.roster_on);
  bool const by_the_verb =
      writer.verb != nullptr && holds_right(writer.actor, *writer.verb->right, over);
  if (by_the_verb || holds_right(writer.actor, review::review_write, over)) return {};
  return refused.as(decided_by_others, {{"right", review::review_write.label}});
}

Result<void> check_change(Years& years, Writer const& writer, Judged const& one) {
  Refused const refused{years, writer, one};
  if (own(years.snapshot, writer, one)) return refused.as(own_result);
  return one.round != nullptr ? check_in_round(refused) : check_without_round(refused);
}

// A member's first result of a year without a round is nobody's to decide: of an import's hundred
// thousand rows it is not asked where each stood. Only where its writer's right ends somewhere may
// that matter: a cell is held to the cap, who decides enters what was decided.
bool free_to_record(Years& years, Writer const& writer, ResultChange const& change) {
  bool const own = std::ranges::any_of(
      writer.records, [&](PersonId record) { return record.value == change.subject; });
  bool const everywhere = holds_right(writer.actor, review::review_write, {});
  return change.part == Part::member && !own && everywhere && years.of_year(change.year).empty() &&
         !years.recorded(change, writer.entry);
}

// --- the cap -------------------------------------------------------------------------------------

// What one entry did within a group.
struct Touched {
  RoundView round = {};
  std::vector<ResultChange> changes = {};
};

std::int64_t excess(std::optional<Room> const& room) {
  return room ? std::max<std::int64_t>(0, -room->left()) : 0;
}

Result<void> check_cap(Tx& tx, Group const& group, Touched const& touched) {
  RoundView const& round = touched.round;
  int const year = year_of(round);
  auto const allowance = allowance_of(tx, group, year);
  Counts const after = counts_of(tx, round, group).decided;
  auto const made = room(year, group.part, after, allowance);
  if (!made || after.excellent == 0) return {};
  Counts before = after;
  for (ResultChange const& change : touched.changes) {
    count(before, change.after, -1);
    count(before, change.before);
  }
  Refusal said{&over_cap,
               {{"group", words_of(tx, group, round.opening.roster_on)},
                {"excellent", std::to_string(made->excellent)},
                {"allowed", std::to_string(made->allowed)},
                {"percent", std::to_string(made->percent)},
                {"base", std::to_string(made->of)},
                {"citation", std::string(made->citation)}}};
  // A group that was over before, by an allowance or an import, is not held to be mended at once.
  if (excess(made) > excess(room(year, group.part, before, allowance))) {
    if (made->confidence == Confidence::confirmed) return std::unexpected(std::move(said));
    said.kind = &over_cap_unconfirmed;
    tx.warn(std::move(said));
  } else if (made->left() >= 0 && made->excellent > made->sure) {
    said.kind = &near_cap;
    tx.warn(std::move(said));
  }
  return {};
}

// K-1, K-2 after an undoing, which knows no rules of its own.
Result<void> check_headed(Tx& tx, UnitId unit, OnRoster const& when) {
  auto const kind = tx.fact<unit::UnitClass>(unit.value, {when.roster_on});
  if (!kind) return {};
  auto const hold = [&](Subject const& subject, review::SubjectRule const& rule) -> Result<void> {
    auto const grade = outcome_of(tx, subject, when.year).grade;
    bool const above = grade && rule.ceiling && review::above(*grade, *rule.ceiling);
    if (!above || rule.confidence != Confidence::confirmed) return {};
    return refuse(review::above_ceiling, {{"subject", name_of(tx, subject, when.roster_on)},
                                          {"ceiling", words_of(label(*rule.ceiling))},
                                          {"year", std::to_string(when.year)},
                                          {"citation", std::string(rule.citation)}});
  };
  Subject const collective{Part::collective, unit, {}};
  review::HeadedGrades const headed{
      .organisation = outcome_of(tx, {Part::organisation, unit, {}}, when.year).grade,
      .collective = outcome_of(tx, collective, when.year).grade};
  TRY_VOID(hold(collective, review::ceiling_of_collective(when.year, headed.organisation)));
  for (Standing const& leader : leaders_of(tx, {unit, kind->value.unit_kind}, when.roster_on)) {
    if (!leader.heads) continue;
    TRY_VOID(hold(leader.subject, review::ceiling_of_head(when.year, headed)));
  }
  return {};
}

// The round whose cap holds the result. Without one the cell's members are counted as a round over
// the same roster would; what who decides enters of years gone by is as it was decided then.
std::optional<RoundView> capping(Years& years, Writer const& writer, Judged const& one) {
  if (one.round != nullptr) return *one.round;
  if (one.change.part != Part::member || one.subject.unit == UnitId{}) return std::nullopt;
  auto const& over = years.over(one.subject, one.roster_on);
  if (holds_right(writer.actor, review::review_write, over)) return std::nullopt;
  if (holds_right(writer.actor, round_decide, over)) return std::nullopt;
  return RoundView{.round = {},
                   .opening = {one.change.year, one.subject.unit, one.roster_on},
                   .opened_on = one.roster_on,
                   .deadlines = {}};
}

// Of one entry several years and rosters may be touched.
using Capped = std::tuple<int, Day, Group>;

Result<void> check_results(Tx& tx) {
  Years years{tx};
  auto const writer = with_person(tx, {.actor = tx.act().actor,
                                       .verb = tx.act().verb,
                                       .on_document = tx.act().basis.has_value(),
                                       .entry = tx.number()});
  std::map<Capped, Touched> groups;
  for (ResultChange const& change : results_touched(tx, tx.number())) {
    if (free_to_record(years, writer, change)) continue;
    Judged const one = judged(years, change);
    TRY_VOID(check_change(years, writer, one));
    if (writer.verb == &store::undo_verb && one.subject.part != Part::member) {
      TRY_VOID(check_headed(tx, one.subject.unit, {change.year, one.roster_on}));
    }
    auto const round = capping(years, writer, one);
    if (!round) continue;
    // Who is no subject of the round counts in no group of it.
    auto const standing = standing_of(tx, *round, one.subject);
    if (!standing) continue;
    Touched& touched =
        groups[{year_of(*round), round->opening.roster_on, group_of(tx, *round, *standing)}];
    touched.round = *round;
    touched.changes.push_back(change);
  }
  for (auto const& [of, touched] : groups) {
    TRY_VOID(check_cap(tx, std::get<Group>(of), touched));
  }
  return {};
}

// A document will be given where one is needed: what is told beforehand is what no paper mends.
std::optional<store::Kept> kept_result(Snapshot& snapshot, store::Actor const& actor,
                                       store::FactPlace const& place) {
  auto const part = from_code<Part>(place.key);
  if (!part) return std::nullopt;
  int const year = static_cast<int>(place.year);
  auto const last_day = Day::from_ymd(year, 12, 31);
  if (!last_day) return std::nullopt;
  auto const known = review::round_of(snapshot, year, {Day::forever() - 1});
  ResultChange const change{.part = *part,
                            .subject = place.subject,
                            .year = year,
                            .roster_on = known ? known->roster_on : *last_day};
  Years years{snapshot};
  Judged const one = judged(years, change);
  auto const checked =
      check_change(years, with_person(snapshot, {.actor = actor, .on_document = true}), one);
  if (checked) return std::nullopt;
  store::Kept kept{checked.error()};
  if (one.round != nullptr) {
    kept.page =
        fmt::format("/rounds/{}/units/{}/decision", one.round->round.value, one.subject.unit.value);
  }
  return kept;
}

// --- what the decisions rest on ------------------------------------------------------------------

// Nobody lets himself, nor takes back what he was held to: by who stands above, on a document.
Result<void> check_allowances(Tx& tx) {
  for (UnitId const unit : allowances_touched(tx, tx.number())) {
    if (!tx.act().basis) return refuse(document_missing);
    auto const chain = unit::chain(tx, unit.value, {tx.today()});
    std::vector<std::int64_t> const above(chain.size() > 1 ? chain.begin() + 1 : chain.begin(),
                                          chain.end());
    if (holds_right(tx.act().actor, round_decide, above)) continue;
    return refuse(store::out_of_reach, {{"actor", tx.act().actor.name},
                                        {"right", round_decide.label},
                                        {"what", unit::unit_entity.label},
                                        {"id", std::to_string(unit.value)}});
  }
  return {};
}

// A round under which something is decided is not as if it had never been opened.
Result<void> check_openings(Tx& tx) {
  for (RoundView const& round : openings_taken_back(tx, tx.number())) {
    for (ResultChange const& decided : decided_of_year(tx, year_of(round))) {
      auto const subject = subject_on(tx, decided, round.opening.roster_on);
      if (!subject) continue;
      auto const chain = unit::chain(tx, subject->unit.value, {round.opening.roster_on});
      if (std::ranges::find(chain, round.opening.unit.value) == chain.end()) continue;
      // Another round over the same list took it in, or stands again below.
      auto const other = round_over(tx, subject->unit, year_of(round), {Day::forever() - 1});
      if (other && other->opening.roster_on == round.opening.roster_on) continue;
      return refuse(round_has_decisions,
                    {{"year", std::to_string(year_of(round))},
                     {"unit", name_of(tx, round.opening.unit, round.opening.roster_on)}});
    }
  }
  return {};
}

}  // namespace

store::Guard const allowances_come_from_above{.claim = "allowances_come_from_above",
                                              .kinds = {&CapAllowance::kind},
                                              .check = &check_allowances};
store::Guard const rounds_with_decisions_stay{.claim = "rounds_with_decisions_stay",
                                              .kinds = {&RoundOpening::kind},
                                              .check = &check_openings};
store::Guard const results_change_by_who_decides_them{
    .claim = "results_change_by_who_decides_them",
    .kinds = {&review::UnitGrade::kind, &review::PersonGrade::kind},
    .check = &check_results,
    .kept = &kept_result};

}  // namespace giaoban::round
