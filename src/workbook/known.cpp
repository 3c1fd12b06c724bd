#include "workbook/known.h"

namespace giaoban::workbook {

namespace {

std::size_t fingerprint(std::vector<Value> const& values) {
  std::size_t mark = 14'695'981'039'346'656'037U;
  for (Value const& value : values) {
    std::size_t one = value.index();
    if (auto const* number = std::get_if<std::int64_t>(&value)) {
      one ^= std::hash<std::int64_t>{}(*number) * 31;
    } else if (auto const* text = std::get_if<std::string>(&value)) {
      one ^= std::hash<std::string>{}(*text) * 31;
    }
    mark = (mark ^ one) * 1'099'511'628'211U;
  }
  return mark;
}

Day last_day() {
  return Day::forever() - 1;
}

}  // namespace

Known::Known(store::Store* store, store::Actor const& actor, Days const& days, Day on)
    : actor_(actor), opening_(days.opening), on_(on) {
  if (store == nullptr) return;
  auto snapshot = store->read();
  head_ = snapshot->head();
  if (head_ == 0) return;
  snapshot_ = std::move(snapshot);
  today_ = store->clock().today();
  reach_ = unit::reach_of(*snapshot_, actor, *import_verb.right, {today_});
  if (days.told_on != opening_) read_units(days.told_on);
  for (Day const day : {opening_, last_day()}) {
    read_units(day);
    read_numbers(day);
  }
  if (codes_.empty() && files_.empty()) {  // accounts alone
    let_go();
    return;
  }
  read_states();
  read_grades();
}

bool Known::reached(PersonId person) {
  return reach_.holds(*snapshot_, member::person_entity, person.value, {today_});
}

void Known::read_units(Day day) {
  auto const tree = unit::tree(*snapshot_, {day});
  for (unit::Node const& node : tree.nodes()) codes_.emplace(node.code, node);
}

void Known::read_numbers(Day day) {
  auto const read = [&](store::Kind const& kind, std::string_view column,
                        ByText<std::int64_t>& into) {
    auto const place = static_cast<std::size_t>(&kind.field(column) - kind.fields.data());
    snapshot_->each_in_force(kind, {day}, [&](store::RawFact const& fact) {
      if (auto const* number = std::get_if<std::string>(&fact.values[place])) {
        into.emplace(*number, fact.head.subject);
      } else if (&kind == &member::PersonParticulars::kind) {
        into.emplace(stand_in_number(PersonId{fact.head.subject}), fact.head.subject);
      }
    });
  };
  read(member::PersonParticulars::kind, "file_number", files_);
  read(member::PersonIdentity::kind, "citizen_number", citizens_);
  read(member::PartyCard::kind, "number", cards_);
}

void Known::read_states() {
  for (store::Kind const* kind :
       {&member::PersonParticulars::kind, &member::PersonIdentity::kind, &member::PartyCard::kind,
        &member::PersonContact::kind, &member::PersonTraits::kind}) {
    auto& marks = states_[kind];
    snapshot_->each_in_force(*kind, {on_}, [&](store::RawFact const& fact) {
      marks.emplace(fact.head.subject, fingerprint(fact.values));
    });
  }
}

void Known::read_grades() {
  for (store::Kind const* kind : {&review::UnitGrade::kind, &review::PersonGrade::kind}) {
    std::size_t aspect = 0;
    while (!kind->fields[aspect].key()) ++aspect;
    snapshot_->each_in_force(*kind, {last_day()}, [&](store::RawFact const& fact) {
      grades_.emplace(GradeKey{kind, fact.head.subject, fact.head.year,
                               std::get<std::string>(fact.values[aspect])},
                      KnownGrade{fact.head.span.from, fact.values});
    });
  }
}

std::optional<unit::Node> Known::node(std::string_view code) {
  if (auto const found = codes_.find(code); found != codes_.end()) return found->second;
  auto const [plain, day] = dated_code(code);
  auto const bearer = day ? unit::bearer(*snapshot_, plain, {*day}) : std::nullopt;
  return bearer ? unit::node_of(*snapshot_, *bearer, {*day}) : std::nullopt;
}

std::optional<UnitEntry> Known::unit(std::string_view code) {
  auto const found = node(code);
  if (!found || !reach_.holds(found->id)) return std::nullopt;
  UnitEntry entry;
  entry.id = found->id;
  entry.unit_kind = found->unit_kind;
  auto const lives = snapshot_->history_of<unit::UnitExistence>(entry.id.value);
  ensure(!lives.empty(), "a unit in the tree exists");
  entry.life = {lives.front().head.span.from, lives.back().head.span.to};
  if (lives.front().value.origin == unit::Origin::founded) entry.founded = entry.life.from;
  return entry;
}

Known::Bearers Known::bearers(Numbers const& numbers) {
  auto const look = [&](ByText<std::int64_t> const& known, std::string_view number) {
    auto const found = number.empty() ? known.end() : known.find(number);
    bool const seen = found != known.end() && reached(PersonId{found->second});
    return seen ? std::optional(PersonId{found->second}) : std::nullopt;
  };
  return {look(files_, numbers.file), look(citizens_, numbers.citizen), look(cards_, numbers.card)};
}

std::string Known::file_number(PersonId person) {
  for (Day const day : {last_day(), opening_}) {
    auto const named = snapshot_->fact<member::PersonParticulars>(person.value, {day});
    if (named && !named->value.file_number.empty()) return named->value.file_number;
  }
  return {};
}

std::optional<MemberEntry> Known::member(std::string_view file_number) {
  auto const found = files_.find(file_number);
  if (found == files_.end() || !reached(PersonId{found->second})) return std::nullopt;
  MemberEntry entry;
  entry.id = PersonId{found->second};
  entry.joined = opening_;
  auto const standings = snapshot_->history_of<member::MemberStanding>(entry.id.value);
  if (!standings.empty()) {
    entry.joined = standings.front().head.span.from;
    if (standings.front().value.standing == member::Standing::probationary) {
      entry.admitted = entry.joined;
    }
  }
  std::optional<Span> stay;
  for (auto const& place : snapshot_->history_of<member::MemberCell>(entry.id.value)) {
    if (!place.value.cell) continue;
    if (!stay) stay = place.head.span;
    stay->to = place.head.span.to;
  }
  entry.stay = stay.value_or(Span{Day::forever(), Day::forever()});
  for (auto const& fact : snapshot_->history_of<member::Exemption>(entry.id.value)) {
    entry.exempt = fact.head.span;
  }
  for (auto const& fact : snapshot_->history_of<member::Suspension>(entry.id.value)) {
    entry.suspended = fact.head.span;
  }
  return entry;
}

Comparison Known::compare(store::Kind const& kind, std::int64_t subject, Span span,
                          std::vector<Value> const& given) {
  Comparison made;
  if (span.contains(on_)) {
    auto const marks = states_.find(&kind);
    if (marks != states_.end()) {
      auto const mark = marks->second.find(subject);
      if (mark != marks->second.end() && mark->second == fingerprint(given)) return made;
    }
  }
  Day const day = std::min(std::max(span.from, on_), span.to - 1);
  auto stored = snapshot_->in_force(kind, subject, {day});
  if (!stored) {
    made.outcome = Comparison::Outcome::added;
    return made;
  }
  made.merged = stored->values;
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (is_null(given[i]) || given[i] == stored->values[i]) continue;
    made.merged[i] = given[i];
    made.fields.push_back(i);
  }
  if (!made.fields.empty()) made.outcome = Comparison::Outcome::different;
  made.stored = *std::move(stored);
  return made;
}

KnownGrade const* Known::grade(store::Kind const& kind, std::int64_t subject, std::int64_t year,
                               std::string_view aspect) const {
  auto const found = grades_.find(GradeKey{&kind, subject, year, std::string(aspect)});
  return found == grades_.end() ? nullptr : &found->second;
}

}  // namespace giaoban::workbook
