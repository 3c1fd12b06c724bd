#include "workbook/entrants.h"

#include "base/text.h"
#include "workbook/questions.h"

namespace giaoban::workbook {

namespace {

constexpr std::string_view doubles_id = "members.doubles";
constexpr std::string_view answer_same = "same";
constexpr std::string_view answer_another = "another";

RefusalKind const doubled{
    "import.ask_doubles", 409,
    M("{count} dòng trùng họ tên và ngày sinh với người khác trong tệp hoặc trong sổ: là cùng một "
      "người hay là những người khác nhau?"),
    M("Xem từng dòng trong ví dụ. Dòng nào là cùng một người thì bỏ bớt trong tệp; còn lại đều đã "
      "đối chiếu giấy tờ thì chọn là những người khác nhau.")};

constexpr std::string_view ages_id = "members.ages";
constexpr std::string_view answer_wrong = "wrong";
constexpr std::string_view answer_right = "right";

RefusalKind const aged{
    "import.ask_ages", 409,
    M("{count} dòng có tuổi hiếm gặp (quá 110 tuổi, hoặc vào Đảng khi quá 75 tuổi): ngày sinh, "
      "ngày "
      "vào Đảng có đúng không?"),
    M("Xem từng dòng trong ví dụ: trong bảng tính, năm sinh 1960 định dạng thành ngày thì hiện là "
      "13/05/1905. Sai thì sửa trong tệp; đã đối chiếu giấy tờ thì chọn là đúng.")};

std::size_t column_of(MemberColumns const& at, member::CoursePart about) {
  switch (about) {
    case member::CoursePart::born:
      return at.born;
    case member::CoursePart::recognised:
      return at.recognised;
    case member::CoursePart::arrived:
      return at.arrived;
    case member::CoursePart::joined:
      break;
  }
  return at.joined;
}

std::optional<PartialDay> born_of(MemberRow const& row) {
  if (row.cells.blank(row.at.born)) return std::nullopt;
  return PartialDay::unpack(row.cells.integer(row.at.born));
}

}  // namespace

void Entrants::check_course(MemberRow const& row, MemberTime const& time) {
  if (!time.joined) return;
  bool const came = time.arrival == member::Cause::transferred_in;
  auto judged = member::judge({.name = row.cells.text(row.at.full_name),
                               .born = born_of(row),
                               .joined = *time.joined,
                               .decided_on = row.cells.day(row.at.decided),
                               .recognised = time.recognised,
                               .on = time.arrived.value_or(row.opening()),
                               .today = import_.today},
                              came ? member::DecidedBy::another : member::DecidedBy::this_register);
  for (member::Judged& one : judged) {
    auto const column = column_of(row.at, one.about);
    if (one.ruling == member::Ruling::blocked) {
      row.outcome.fault(column, *one.refusal.kind, std::move(one.refusal.args));
    } else if (one.refusal.kind == &member::unusually_old) {
      check_age(row, std::move(one.refusal));
    } else {
      import_.findings.warn_alike(row.cells.place(column), std::move(one.refusal));
    }
  }
}

void Entrants::check_age(MemberRow const& row, Refusal refusal) {
  constexpr std::size_t examples_max = 20;
  auto const place = row.cells.place(row.at.born);
  auto const shown =
      print::cell_place(place.sheet, place.row, place.column ? *place.column + 1 : 0);
  if (old_++ == 0) first_old_ = shown;
  if (old_examples_.size() < examples_max) {
    old_examples_.push_back(shown + ": " + refusal.text(Language::vietnamese));
  }
  if (import_.findings.answered(std::string(ages_id), answer_wrong)) {
    row.outcome.fault(row.at.born, *refusal.kind, std::move(refusal.args));
  }
}

std::vector<Double> Entrants::doubles(MemberRow const& row, PersonId person) {
  member::PersonParticulars who;
  who.full_name = row.cells.text(row.at.full_name);
  who.born = born_of(row);
  if (who.full_name.empty() || !who.born) return {};
  who.native_place = row.cells.text(row.at.native_place);
  auto found = in_file(row, person, who);
  for (Double& other : in_store(who)) found.push_back(std::move(other));
  return found;
}

std::vector<Double> Entrants::in_file(MemberRow const& row, PersonId person,
                                      member::PersonParticulars const& who) {
  auto const name = member::namesake_key(who.full_name);
  auto const year = static_cast<std::size_t>(who.born ? who.born->earliest.year() : 0);
  Alike& alike = by_key_[std::hash<std::string>{}(name) + year];
  std::vector<Double> found;
  if (auto const* const other = alike_among(alike, name, who)) {
    found.push_back({other->person, say(Language::vietnamese, M("dòng {row}"),
                                        {{"row", std::to_string(other->row)}})});
  }
  keep(alike,
       {.person = person,
        .native_place = &*places_.insert(who.native_place).first,
        .born = who.born,
        .row = static_cast<std::uint32_t>(row.cells.number()),
        .name_at = 0,
        .name_size = 0,
        .next = 0},
       name);
  return found;
}

Entrants::Seen const* Entrants::alike_among(Alike const& alike, std::string_view name,
                                            member::PersonParticulars const& who) const {
  std::uint32_t at = alike.first;
  member::PersonParticulars one;
  for (std::uint32_t i = 0; i < alike.count; ++i) {
    Seen const& other = seen_[at];
    at = other.next;
    if (std::string_view(names_).substr(other.name_at, other.name_size) != name) continue;
    one.born = other.born;
    one.native_place = *other.native_place;
    if (member::may_be_one(who, one)) return &other;
  }
  return nullptr;
}

void Entrants::keep(Alike& alike, Seen seen, std::string_view name) {
  // What is compared with all of one name and year is bounded: beyond, one has been told.
  constexpr std::uint32_t compared_max = 200;
  if (alike.count == compared_max) return;
  auto const at = static_cast<std::uint32_t>(seen_.size());
  seen.name_at = static_cast<std::uint32_t>(names_.size());
  seen.name_size = static_cast<std::uint32_t>(name.size());
  seen.next = at;
  names_ += name;
  if (alike.count++ == 0) {
    alike.first = at;
  } else {
    seen_[alike.last].next = at;
  }
  alike.last = at;
  seen_.push_back(seen);
}

std::vector<Double> Entrants::in_store(member::PersonParticulars const& who) {
  std::vector<Double> found;
  if (import_.known.empty()) return found;
  for (PersonId const person : member::doubles(import_.known.snapshot(), who)) {
    // Who is beyond the reach is not known here: files could be tried without end.
    if (!import_.known.reached(person)) continue;
    found.push_back({person, say(Language::vietnamese, M("hồ sơ số {person} trong sổ"),
                                 {{"person", std::to_string(person.value)}})});
  }
  return found;
}

std::vector<PersonId> Entrants::check_doubles(MemberRow const& row,
                                              std::vector<Double> const& found) {
  if (found.empty()) return {};
  constexpr std::size_t examples_max = 20;
  auto const place = row.cells.place(row.at.full_name);
  auto const shown =
      print::cell_place(place.sheet, place.row, place.column ? *place.column + 1 : 0);
  if (doubled_++ == 0) first_place_ = shown;
  auto const born = born_of(row);
  if (examples_.size() < examples_max) {
    examples_.push_back(shown + ": " + row.cells.text(row.at.full_name) +
                        (born ? ", " + born->vietnamese() : "") + " – " + found.front().where);
  }
  std::string const id(doubles_id);
  if (import_.findings.answered(id, answer_same)) {
    row.outcome.fault(row.at.full_name, member::suspected_double,
                      {{"person", row.cells.text(row.at.full_name)},
                       {"other", found.front().where},
                       {"more", std::string()}});
  }
  std::vector<PersonId> others;
  if (import_.findings.answered(id, answer_another)) {
    for (Double const& other : found) others.push_back(other.other);
  }
  return others;
}

void Entrants::ask() {
  ask_ages();
  if (doubled_ == 0) return;
  import_.findings.ask(
      {.id = std::string(doubles_id),
       .asks = {&doubled, {{"count", std::to_string(doubled_)}}, first_place_},
       .examples = std::move(examples_),
       .choices = {{std::string(answer_same), M("Là cùng một người: sẽ bỏ bớt trong tệp")},
                   {std::string(answer_another), M("Là những người khác nhau, đã đối chiếu")}},
       .proposal = std::string(answer_same)});
}

void Entrants::ask_ages() {
  if (old_ == 0) return;
  import_.findings.ask(
      {.id = std::string(ages_id),
       .asks = {&aged, {{"count", std::to_string(old_)}}, first_old_},
       .examples = std::move(old_examples_),
       .choices = {{std::string(answer_wrong), M("Ngày ghi sai: sẽ sửa trong tệp")},
                   {std::string(answer_right), M("Đúng như vậy, đã đối chiếu")}},
       .proposal = std::string(answer_wrong)});
}

void put_name_right(MemberRow const& row, std::string& full_name) {
  auto const letters = member::name_case(full_name);
  auto const usual = as_name(full_name);
  if (letters == member::NameCase::usual || usual == full_name) return;
  auto const place = row.cells.place(row.at.full_name);
  if (letters == member::NameCase::mixed) {
    return row.import.findings.warn_alike(
        place, {&member::name_case_odd, {{"given", full_name}, {"meant", usual}}});
  }
  row.import.findings.warn_alike(
      place, {&member::name_put_right, {{"given", full_name}, {"written", usual}}});
  full_name = usual;
}

}  // namespace giaoban::workbook
