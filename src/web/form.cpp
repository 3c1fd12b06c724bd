#include "web/form.h"

#include <algorithm>
#include <charconv>
#include <random>

#include "store/fact_text.h"
#include "web/form_parts.h"

namespace giaoban::web {

namespace {

// Told apart from all others, not kept secret: the token is what is secret.
std::string fresh_nonce() {
  constexpr std::string_view digits = "0123456789abcdef";
  std::random_device source;
  std::string nonce;
  for (int word = 0; word < 4; ++word) {
    auto bits = source();
    for (int digit = 0; digit < 8; ++digit, bits >>= 4U) nonce += digits[bits & 15U];
  }
  return nonce;
}

bool holds_file(Form const& form) {
  return std::ranges::any_of(form.groups, [](FieldGroup const& group) {
    return std::ranges::any_of(
        group.fields, [](FormField const& field) { return field.control == Control::file; });
  });
}

std::string_view class_of(ButtonLook look) {
  return look == ButtonLook::danger  ? "button danger"
         : look == ButtonLook::plain ? "button"
         : look == ButtonLook::quiet ? "button quiet"
                                     : "button primary";
}

Html hidden(std::string_view name, std::string_view value) {
  return element("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
}

// Which field is wrong, above the form, for whoever does not see it.
Html faults_of(Words const& words, Form const& form) {
  Html lines;
  for (FieldGroup const& group : form.groups) {
    for (FormField const& field : group.fields) {
      if (field.fault.empty()) continue;
      std::string_view fault = field.fault;
      std::string const begins = field.label + ": ";
      if (fault.starts_with(begins)) fault.remove_prefix(begins.size());
      lines.add(
          element("li", link(Url::here(field_id(form.id, field.name)), field.label), ": ", fault));
    }
  }
  if (lines.empty()) return {};
  return element("div", {{"class", "notice fault"}, {"role", "alert"}},
                 element("p", words(M("Chưa ghi. Xin sửa những chỗ sau:"))), element("ul", lines));
}

}  // namespace

Html hidden_fields(Visit const& visit, std::optional<EntryNumber> based_on) {
  EntryNumber const head = based_on ? *based_on : visit.store.read()->head();
  Html html = hidden(token_field, form_token(visit.caller, visit.store));
  html.add(hidden(nonce_field, fresh_nonce()));
  html.add(hidden(based_on_field, std::to_string(head)));
  return html;
}

Html groups_of_form(Words const& words, std::vector<FieldGroup> const& groups,
                    std::string_view form) {
  Html html;
  for (FieldGroup const& group : groups) {
    Html fields;
    for (FormField const& field : group.fields) fields.add(field_of_form(words, field, form));
    Html const note = group.note.empty() ? Html{} : element("p", {{"class", "note"}}, group.note);
    if (group.legend.empty()) {
      html.add(element("div", {{"class", "fields"}}, note, fields));
    } else {
      html.add(element("fieldset", {{"class", "fields"}}, element("legend", group.legend), note,
                       fields));
    }
  }
  return html;
}

Html opening_of_form(Visit const& visit, Form const& form) {
  Words const words{visit.language()};
  Html html;
  html.open("form", {{"method", "post"},
                     {"action", form.action},
                     {"id", Filled{form.id}},
                     {"class", "form"},
                     {"novalidate", Present{true}},
                     {"enctype", holds_file(form) ? "multipart/form-data"
                                                  : "application/x-www-form-urlencoded"},
                     {"data-draft", Filled{form.id}},
                     {"data-restored", words(M("Đã lấy lại phần nhập dở."))},
                     {"data-discard", words(M("Bỏ phần nhập dở"))},
                     {"data-busy", words(M("Đang ghi…"))}});
  html.add(hidden_fields(visit, form.based_on));
  return html;
}

Html form(Visit const& visit, Form const& form) {
  Words const words{visit.language()};
  Html html = opening_of_form(visit, form);
  html.add(faults_of(words, form)).add(form.before);
  html.add(groups_of_form(words, form.groups, form.id));
  Html buttons = element("button", {{"class", class_of(form.look)}}, form.submit);
  if (form.cancel) {
    buttons.add(button_link(*form.cancel, words(M("Thôi, không ghi")), ButtonLook::quiet));
  }
  html.add(element("div", {{"class", "actions"}}, buttons)).close("form");
  return html;
}

Html filter_form(Words const& words, Form const& form) {
  Html html;
  html.open("form", {{"method", "get"},
                     {"action", form.action},
                     {"id", Filled{form.id}},
                     {"class", "filter"},
                     {"role", "search"}});
  html.add(groups_of_form(words, form.groups, form.id));
  html.add(element("button", {{"class", class_of(form.look)}}, form.submit)).close("form");
  return html;
}

Html button_form(Visit const& visit, Url const& action, std::string_view label,
                 std::vector<Pick> const& hidden_values, ButtonLook look) {
  Html html;
  html.open("form", {{"method", "post"}, {"action", action}, {"class", "button-form"}});
  html.add(hidden_fields(visit));
  for (Pick const& value : hidden_values) html.add(hidden(value.value, value.label));
  html.add(element("button", {{"class", class_of(look)}}, label)).close("form");
  return html;
}

void show_typed(std::vector<FormField>& fields, Fields const& typed) {
  for (FormField& field : fields) {
    if (field.control == Control::secret || field.control == Control::file) continue;
    if (field.control != Control::flag && !typed.first(field.name)) continue;
    std::string const value = typed.text(field.name);
    if (value != field.value) field.shown.clear();
    field.value = value;
  }
}

bool show_fault(std::vector<FormField>& fields, Refusal const& refusal, Language language) {
  auto const says = [&](std::string_view arg, std::string_view value) {
    return std::ranges::any_of(refusal.args, [&](Arg const& one) {
      return one.name == arg && (one.value == value || say(language, one.words) == value);
    });
  };
  for (FormField& field : fields) {
    std::string const option = "--" + field.name;
    bool const named = refusal.where == option || refusal.where == field.name ||
                       refusal.where == field.label || says("option", option) ||
                       says("field", field.label);
    if (!named || field.control == Control::hidden) continue;
    Refusal called = refusal;
    for (Arg& arg : called.args) {
      if (arg.value == option) arg.value = field.label;
    }
    field.fault = called.text(language);
    if (std::string const remedy = refusal.remedy(language); !remedy.empty()) {
      field.fault += " " + remedy;
    }
    return true;
  }
  return false;
}

Html form_again(Visit const& visit, Form form, Refusal const& refusal) {
  bool beside = false;
  for (FieldGroup& group : form.groups) {
    show_typed(group.fields, visit.request.form);
    if (!beside) beside = show_fault(group.fields, refusal, visit.language());
  }
  // Who is told that somebody wrote meanwhile has now seen it; others decide on what they saw.
  if (refusal.kind != &store::written_meanwhile) {
    std::string const seen = visit.request.form.text(based_on_field);
    EntryNumber number = 0;
    auto const read = std::from_chars(seen.data(), seen.data() + seen.size(), number);
    if (read.ec == std::errc{} && read.ptr == seen.data() + seen.size()) form.based_on = number;
  }
  Words const words{visit.language()};
  Html html = beside ? Html{} : refusal_box(words, refusal);
  return html.add(web::form(visit, form));
}

}  // namespace giaoban::web
