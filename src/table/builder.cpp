#include "table/builder.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

#include "base/patience.h"
#include "base/text.h"
#include "web/components.h"

namespace giaoban::table {

namespace {

using web::element;
using web::Html;
using web::to;
using web::Words;

constexpr std::size_t entries_max = 24;
constexpr std::size_t days_max = 8;
constexpr std::size_t named_in_refusal = 4;

// --- reading the address -------------------------------------------------------------------------

// "measure=a b" as links hold it, then "measure1", "measure2" as the form sends them.
Entries entries_in(web::Fields const& query, std::string const& list, std::string const& numbered,
                   std::size_t most) {
  Entries all;
  for (auto& one : parted(query.text(list))) all.push_back({.typed = std::move(one)});
  for (std::size_t i = 1; i <= most; ++i) {
    auto const text = query.text(numbered + std::to_string(i));
    all.push_back({.typed = normalise(text)});
  }
  while (!all.empty() && all.back().typed.empty()) all.pop_back();
  return all;
}

enum class Edit { up, down, out, in };
struct EditAsked {
  std::string axis;
  std::size_t place = 0;
  Edit edit = Edit::up;
};
// "measure.2.up"
std::optional<EditAsked> edit_in(std::string const& text) {
  auto const first = text.find('.');
  auto const second = text.rfind('.');
  if (first == text.npos || second <= first + 1) return std::nullopt;
  EditAsked asked{.axis = text.substr(0, first)};
  bool const known_axis = asked.axis == "measure" || asked.axis == "unit" || asked.axis == "day";
  std::size_t number = 0;
  auto const* const end = text.data() + second;
  auto const read = std::from_chars(text.data() + first + 1, end, number);
  if (!known_axis || read.ptr != end || number == 0) return std::nullopt;
  asked.place = number - 1;
  constexpr std::array<std::pair<std::string_view, Edit>, 4> edits{
      {{"up", Edit::up}, {"down", Edit::down}, {"out", Edit::out}, {"in", Edit::in}}};
  auto const word = std::string_view(text).substr(second + 1);
  auto const known = std::ranges::find(edits, word, &std::pair<std::string_view, Edit>::first);
  if (known == edits.end()) return std::nullopt;
  asked.edit = known->second;
  return asked;
}

void apply(EditAsked const& asked, Entries& entries) {
  auto const at = static_cast<std::ptrdiff_t>(asked.place);
  bool const there = asked.place < entries.size();
  switch (asked.edit) {
    case Edit::up:
      if (there && at > 0) std::swap(entries[asked.place], entries[asked.place - 1]);
      return;
    case Edit::down:
      if (asked.place + 1 < entries.size())
        std::swap(entries[asked.place], entries[asked.place + 1]);
      return;
    case Edit::out:
      if (there) entries.erase(entries.begin() + at);
      return;
    case Edit::in:
      if (there) entries.insert(entries.begin() + at, Entry{});
      return;
  }
}

// --- understanding -------------------------------------------------------------------------------

// Each at the beginning of a word there.
bool holds_words(std::string const& folded, std::vector<std::string> const& words) {
  std::string const spaced = " " + folded;
  return std::ranges::all_of(words, [&](auto const& word) { return spaced.contains(" " + word); });
}

// How near a measure is to what was typed.
enum class Near { itself, whole_name, side_by_side, all_words, no };

Near near_to(web::Pick const& measure, std::string const& wanted) {
  Patience::ask();
  std::string const label = fold(measure.label);
  if (fold(measure.value) == wanted || label == wanted) return Near::itself;
  // "đảng viên nữ" is a measure, though others over another base go on from its name.
  if (label.starts_with(wanted + " / ")) return Near::whole_name;
  if (holds_words(label, {wanted})) return Near::side_by_side;
  return holds_words(label, parted(wanted)) ? Near::all_words : Near::no;
}

// The nearest: one, or several that are as near.
std::vector<web::Pick> measures_meant(std::vector<web::Pick> const& measures,
                                      std::string_view typed) {
  auto like = measures_like(measures, typed);
  if (like.empty()) return like;
  std::string const wanted = fold(normalise(typed));
  auto const nearest = near_to(like.front(), wanted);
  std::erase_if(like, [&](web::Pick const& one) { return near_to(one, wanted) != nearest; });
  if (nearest == Near::itself || nearest == Near::whole_name) like.resize(1);
  return like;
}

void understand_measure(Entry& entry, Layout& layout, Known const& known) {
  auto const found = measures_meant(known.measures, entry.typed);
  if (found.size() == 1) {
    auto const& id = found.front().value;
    entry.typed = found.front().label;
    if (std::ranges::find(layout.measures, id) == layout.measures.end()) {
      layout.measures.push_back(id);
    }
    return;
  }
  Args args{{"typed", entry.typed}, {"count", std::to_string(found.size())}};
  std::string nearest;
  for (std::size_t i = 0; i < found.size() && i < named_in_refusal; ++i) {
    nearest += (i == 0 ? "" : "; ") + found[i].label;
  }
  args.emplace_back("nearest", nearest);
  entry.fault = refuse(found.empty() ? no_measure_like : several_measures, args).error();
}

// By code, by the whole name, else by all its words.
std::vector<unit::Node> units_like(Known const& known, std::string_view typed) {
  std::string const wanted = fold(typed);
  auto const words = parted(wanted);
  std::vector<unit::Node> like;
  for (unit::Node const& node : known.tree.nodes()) {
    Patience::ask();
    std::string const name = fold(node.name);
    if (!known.reach.holds(node.id)) continue;
    if (fold(node.code) == wanted || name == wanted) return {node};
    if (holds_words(name, words)) like.push_back(node);
  }
  return like;
}

void understand_unit(Entry& entry, Layout& layout, Known const& known) {
  auto const found = units_like(known, entry.typed);
  if (found.size() == 1) {
    entry = {.typed = found.front().code, .shown = found.front().name};
    layout.rows = Rows::chosen;
    if (std::ranges::find(layout.chosen, found.front().id) == layout.chosen.end()) {
      layout.chosen.push_back(found.front().id);
    }
    return;
  }
  Args args{{"typed", entry.typed}, {"count", std::to_string(found.size())}};
  std::string nearest;
  for (std::size_t i = 0; i < found.size() && i < named_in_refusal; ++i) {
    nearest += (i == 0 ? "" : "; ") + found[i].name + " (" + found[i].code + ")";
  }
  args.emplace_back("nearest", nearest);
  entry.fault = refuse(found.empty() ? no_unit_like : several_units, args).error();
}

void understand_day(Entry& entry, Layout& layout) {
  auto const days = days_in(entry.typed);
  if (!days) {
    entry.fault = days.error();
    return;
  }
  for (Day const day : *days) {
    if (std::ranges::find(layout.days, day) == layout.days.end()) layout.days.push_back(day);
  }
  if (days->size() == 1) entry.typed = days->front().vietnamese();
}

// --- showing -------------------------------------------------------------------------------------

struct List {
  std::string name;  // of the fields: "measure"
  Msg legend;
  Msg one;  // "Chỉ tiêu {number}"
  std::string note;
  web::FormField field;  // that every entry is
  std::size_t most;
};

Html edit_button(Words const& words, List const& list, std::size_t place, std::string_view edit) {
  auto const number = std::to_string(place + 1);
  bool const up = edit == "up";
  bool const out = edit == "out";
  std::string const name = words(list.one, {{"number", number}});
  std::string const label = out  ? words(M("Bỏ: {entry}"), {{"entry", name}})
                            : up ? words(M("Đưa lên: {entry}"), {{"entry", name}})
                                 : words(M("Đưa xuống: {entry}"), {{"entry", name}});
  return element("button",
                 {{"class", "button quiet"},
                  {"name", "edit"},
                  {"value", list.name + "." + number + "." + std::string(edit)},
                  {"data-edit", edit},
                  {"aria-label", label},
                  {"title", label}},
                 out  ? "✕"
                 : up ? "↑"
                      : "↓");
}

Html entry_line(Words const& words, List const& list, std::size_t place, Entry const& entry) {
  auto const number = std::to_string(place + 1);
  web::FormField field = list.field;
  field.name = list.name + number;
  field.label = words(list.one, {{"number", number}});
  field.value = entry.typed;
  field.shown = entry.shown;
  if (entry.fault) {
    field.fault = entry.fault->text(words.language) + " " + entry.fault->remedy(words.language);
  }
  Html buttons;
  for (std::string_view const edit : {"up", "down", "out"}) {
    buttons.add(edit_button(words, list, place, edit));
  }
  return element("li", web::form_field(words, field),
                 element("span", {{"class", "entry-edits"}}, buttons));
}

Html list_of_entries(Words const& words, List const& list, Entries const& entries) {
  std::size_t const shown = std::min(list.most, entries.size() + 1);
  Html lines;
  for (std::size_t i = 0; i < shown; ++i) {
    lines.add(entry_line(words, list, i, i < entries.size() ? entries[i] : Entry{}));
  }
  return element("fieldset",
                 {{"class", "fields"},
                  {"data-entries", list.name},
                  {"data-most", static_cast<std::int64_t>(list.most)},
                  {"data-one", words(list.one, {{"number", "#"}})}},
                 element("legend", words(list.legend)),
                 element("p", {{"class", "note"}}, list.note),
                 element("ol", {{"class", "entries"}}, lines));
}

}  // namespace

bool Typed::faulty() const {
  auto const any = [](Entries const& entries) {
    return std::ranges::any_of(entries, [](Entry const& one) { return one.fault.has_value(); });
  };
  return any(measures) || any(units) || any(days);
}

Result<void> check_edit(web::Fields const& query) {
  std::string const text = query.text("edit");
  if (text.empty() || edit_in(text)) return {};
  return refuse(web::query_not_a_word,
                {{"name", "edit"}, {"value", text}, {"choices", "measure.2.up"}}, "edit");
}

Typed typed_in(web::Fields const& query) {
  Typed typed{.measures = entries_in(query, "measure", "measure", entries_max),
              .units = entries_in(query, "units", "unit", entries_max),
              .days = entries_in(query, "day", "day", days_max)};
  if (auto const edit = edit_in(query.text("edit"))) {
    apply(*edit, edit->axis == "measure" ? typed.measures
                 : edit->axis == "unit"  ? typed.units
                                         : typed.days);
  }
  return typed;
}

Typed typed_of(store::Snapshot& snapshot, Layout const& layout, store::Moment moment) {
  Typed typed;
  for (auto const& id : layout.measures) typed.measures.push_back({.typed = id});
  for (UnitId const unit : layout.chosen) {
    if (auto const node = unit::node_of(snapshot, unit, moment)) {
      typed.units.push_back({.typed = node->code});
    }
  }
  for (Day const day : layout.days) typed.days.push_back({.typed = day.vietnamese()});
  return typed;
}

std::vector<web::Pick> measures_like(std::vector<web::Pick> const& measures,
                                     std::string_view typed) {
  std::string const wanted = fold(normalise(typed));
  std::vector<web::Pick> like;
  std::ranges::copy_if(measures, std::back_inserter(like),
                       [&](web::Pick const& one) { return near_to(one, wanted) != Near::no; });
  std::ranges::stable_sort(like, {}, [&](web::Pick const& one) { return near_to(one, wanted); });
  return like;
}

void understand(Typed& typed, Layout& layout, Known const& known) {
  for (Entry& one : typed.measures) {
    if (!one.typed.empty()) understand_measure(one, layout, known);
  }
  for (Entry& one : typed.units) {
    if (!one.typed.empty()) understand_unit(one, layout, known);
  }
  for (Entry& one : typed.days) {
    if (!one.typed.empty()) understand_day(one, layout);
  }
}

web::Html entries_of(Words const& words, Typed const& typed, std::string const& unit_code) {
  web::FormField measure{.name = {}, .label = {}, .control = web::Control::unit};
  measure.search = to("/tables/measures").with("unit", unit_code);
  List const measures{.name = "measure",
                      .legend = M("Cột: các chỉ tiêu"),
                      .one = M("Chỉ tiêu {number}"),
                      .note = words(M("Gõ một phần tên, không cần dấu, ví dụ dang vien nu.")),
                      .field = measure,
                      .most = entries_max};
  List const units{.name = "unit",
                   .legend = M("Dòng: các đơn vị"),
                   .one = M("Dòng {number}"),
                   .note = words(M("Gõ mã hoặc một phần tên. Để trống là mọi đơn vị trực thuộc.")),
                   .field = {.name = {}, .label = {}, .control = web::Control::unit},
                   .most = entries_max};
  List const days{
      .name = "day",
      .legend = M("Các ngày"),
      .one = M("Ngày {number}"),
      .note = words(M("Mỗi ngày một cột cho từng chỉ tiêu. Để trống là ngày đang xem.")),
      .field = {.name = {}, .label = {}, .control = web::Control::day},
      .most = days_max};
  return web::join(
      element("p", {{"class", "note"}},
              words(M("Bàn phím: Enter xuống dòng sau, Enter ở dòng trống cuối cùng thì lập bảng; "
                      "Alt+↑ và Alt+↓ đưa dòng lên, xuống; Alt+Delete bỏ dòng; Alt+Insert chèn "
                      "dòng. Dán được nhiều dòng chép từ Excel."))),
      element("div", {{"class", "builder-lists"}}, list_of_entries(words, units, typed.units),
              list_of_entries(words, measures, typed.measures),
              list_of_entries(words, days, typed.days)));
}

}  // namespace giaoban::table
