// One field: label, control, note, fault.
#include "web/form.h"
#include "web/form_parts.h"

namespace giaoban::web {

namespace {

struct Drawn {
  Words const& words;
  FormField const& field;
  std::string id;
  std::string described_by;
};

Html text_input(Drawn const& drawn, std::string_view type) {
  FormField const& field = drawn.field;
  bool const day = field.control == Control::day || field.control == Control::partial_day;
  bool const digits = day || field.control == Control::integer;
  bool const private_text = field.care == store::Care::sensitive ||
                            field.control == Control::secret || field.control == Control::file;
  std::string const hint = field.control == Control::day ? drawn.words(M("ngày/tháng/năm"))
                           : field.control == Control::partial_day
                               ? drawn.words(M("ngày/tháng/năm, tháng/năm hoặc năm"))
                               : std::string();
  Html html;
  html.open("input", {{"id", drawn.id},
                      {"name", field.name},
                      {"type", type},
                      {"value", field.control == Control::secret ? std::string() : field.value},
                      {"required", Present{field.need == store::Need::required}},
                      {"aria-invalid", Filled{field.fault.empty() ? "" : "true"}},
                      {"aria-describedby", Filled{drawn.described_by}},
                      {"inputmode", digits ? "numeric" : "text"},
                      {"placeholder", Filled{hint}},
                      {"autocomplete", field.autocomplete.empty() ? "off" : field.autocomplete},
                      {"spellcheck", "false"},
                      {"data-day", Present{field.control == Control::day}},
                      {"data-kept", private_text ? "no" : "yes"},
                      {"class", day || field.control == Control::integer ? "short" : "wide"}});
  return html;
}

Html picker(Drawn const& drawn) {
  FormField const& field = drawn.field;
  Url const search = field.search                     ? *field.search
                     : field.control == Control::unit ? to("/pick/units")
                                                      : to("/pick/persons");
  // Of units and persons it is known what is typed; others say so in their note.
  bool const of_own = field.search && !search.text().starts_with("/pick/");
  std::string const placeholder = of_own ? std::string()
                                  : field.control == Control::unit
                                      ? drawn.words(M("gõ mã hoặc tên đơn vị"))
                                      : drawn.words(M("gõ tên hoặc số thẻ"));
  Html html;
  html.open("div", {{"class", "picker"}, {"data-url", search}});
  html.open("input", {{"id", drawn.id},
                      {"name", field.name},
                      {"type", "text"},
                      {"value", field.value},
                      {"required", Present{field.need == store::Need::required}},
                      {"aria-invalid", Filled{field.fault.empty() ? "" : "true"}},
                      {"aria-describedby", Filled{drawn.described_by}},
                      {"placeholder", placeholder},
                      {"autocomplete", "off"},
                      {"spellcheck", "false"}});
  html.add(element("output", {{"class", "picked"}, {"for", drawn.id}}, field.shown));
  html.add(element("div", {{"class", "picks"}, {"hidden", Present{true}}}));
  html.close("div");
  return html;
}

Html choice_of(Drawn const& drawn) {
  FormField const& field = drawn.field;
  Html html;
  html.open("select", {{"id", drawn.id},
                       {"name", field.name},
                       {"required", Present{field.need == store::Need::required}},
                       {"aria-invalid", Filled{field.fault.empty() ? "" : "true"}},
                       {"aria-describedby", Filled{drawn.described_by}}});
  bool const must = field.need == store::Need::required;
  if (!must || field.value.empty()) {
    html.add(element("option", {{"value", ""}}, must ? drawn.words(M("– chọn –")) : "–"));
  }
  for (Pick const& pick : field.picks) {
    html.add(element("option",
                     {{"value", pick.value}, {"selected", Present{pick.value == field.value}}},
                     pick.label));
  }
  html.close("select");
  return html;
}

Html control_of(Drawn const& drawn) {
  FormField const& field = drawn.field;
  switch (field.control) {
    case Control::long_text:
      return element("textarea",
                     {{"id", drawn.id},
                      {"name", field.name},
                      {"rows", 4},
                      {"required", Present{field.need == store::Need::required}},
                      {"aria-invalid", Filled{field.fault.empty() ? "" : "true"}},
                      {"aria-describedby", Filled{drawn.described_by}},
                      {"data-kept", field.care == store::Care::sensitive ? "no" : "yes"}},
                     field.value);
    case Control::choice:
      return choice_of(drawn);
    case Control::unit:
    case Control::person:
      return picker(drawn);
    case Control::file:
      return text_input(drawn, "file");
    case Control::secret:
      return text_input(drawn, "password");
    default:
      return text_input(drawn, "text");
  }
}

Html label_of(FormField const& field, Html const& label) {
  Html html = label;
  if (field.need == store::Need::required) {
    html.add(element("span", {{"class", "must"}, {"aria-hidden", "true"}}, " *"));
  }
  if (!field.form_item.empty()) {
    html.put(" ").add(element("span", {{"class", "form-item"}}, field.form_item));
  }
  return html;
}

}  // namespace

std::string field_id(std::string_view form, std::string_view name) {
  std::string id = form.empty() ? std::string("f") : std::string(form);
  id += '-';
  id += name;
  return id;
}

Html field_of_form(Words const& words, FormField const& field, std::string_view form) {
  if (field.control == Control::hidden) {
    return element("input", {{"type", "hidden"}, {"name", field.name}, {"value", field.value}});
  }
  Drawn drawn{words, field, field_id(form, field.name), {}};
  Html told;
  if (!field.fault.empty()) {
    drawn.described_by = drawn.id + "-fault";
    told.add(element("p", {{"class", "fault"}, {"id", drawn.described_by}}, field.fault));
  }
  if (!field.note.empty()) {
    std::string const note = drawn.id + "-note";
    drawn.described_by += (drawn.described_by.empty() ? "" : " ") + note;
    told.add(element("p", {{"class", "note"}, {"id", note}}, field.note));
  }
  Html html;
  html.open("div", {{"class", field.fault.empty() ? "field" : "field faulty"}});
  if (field.control == Control::flag) {
    Html box;
    box.open("input", {{"id", drawn.id},
                       {"type", "checkbox"},
                       {"name", field.name},
                       {"value", "1"},
                       {"checked", Present{!field.value.empty()}},
                       {"aria-describedby", Filled{drawn.described_by}}});
    box.add(element("span", label_of(field, field.label)));
    html.add(element("label", {{"class", "flag"}, {"for", drawn.id}}, box));
  } else {
    html.add(element("label", {{"for", drawn.id}}, label_of(field, field.label)));
    html.add(control_of(drawn));
  }
  html.add(told).close("div");
  return html;
}

Html form_field(Words const& words, FormField const& field) {
  return field_of_form(words, field, {});
}

Response picks(Words const& words, std::vector<Found> const& found) {
  if (found.empty()) {
    return fragment(
        element("p", {{"class", "none"}}, words(M("Không tìm thấy ai hay đơn vị nào."))));
  }
  Html lines;
  for (Found const& one : found) {
    lines.add(element("li",
                      {{"role", "option"},
                       {"aria-selected", "false"},
                       {"data-value", one.value},
                       {"data-label", one.label}},
                      element("span", one.label), element("small", one.note)));
  }
  return fragment(element("ul", {{"role", "listbox"}}, lines));
}

}  // namespace giaoban::web
