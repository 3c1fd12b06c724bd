// The minutes as a page, and the same words as a Word file.
#include "briefing/minutes_document.h"
#include "briefing/web_parts.h"
#include "web/download.h"
#include "web/record_page.h"

namespace giaoban::briefing {

namespace {

using web::Html;
using web::to;
using web::Visit;
using web::Words;

struct Made {
  Asked asked;
  print::Fields fields;
  Day on;
};

Result<Made> made_of(Visit const& visit) {
  TRY_INTO(Asked asked, conference_asked(visit));
  auto const said =
      minutes(*asked.snapshot, unit::Reach::everything(), asked.view.id, asked.moment);
  ensure(said.has_value(), "a conference that is seen has minutes");
  MinutesReader const reader{members_seen(visit, *asked.snapshot), asked.view.to};
  auto fields = minutes_fields(*asked.snapshot, *said, reader);
  visit.store.log_access(visit.caller.actor.name,
                         "briefing minutes " + std::to_string(asked.view.id.value),
                         asked.view.conference.host.value);
  return Made{std::move(asked), std::move(fields), reader.on};
}

}  // namespace

Result<web::Response> show_minutes(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(Made const made, made_of(visit));
  auto const file =
      web::same_moment(visit, to("/briefings/{}/minutes/document", made.asked.view.id.value));
  return web::page(
      visit,
      {.title = words(M("Biên bản: {name}"), {{"name", made.asked.view.conference.name}}),
       .active = menu_path,
       .crumbs = crumbs_of(words, made.asked.view),
       .as_of = web::AsOfBar{made.asked.moment},
       .actions = web::button_link(file, words(M("Tải tệp Word")), web::ButtonLook::primary)},
      minutes_page(made.fields));
}

Result<web::Response> save_minutes(Visit& visit) {
  TRY_INTO(Made const made, made_of(visit));
  TRY_INTO(auto bytes, minutes_docx(made.fields, made.on));
  return web::Response::download(
      std::move(bytes), std::string(web::docx_type),
      "Biên bản " + made.asked.view.conference.name + ", " + made.asked.view.to.iso() + ".docx");
}

}  // namespace giaoban::briefing
