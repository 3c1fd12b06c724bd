#include "app/lookup.h"

#include <algorithm>
#include <charconv>

#include "account/account.h"
#include "base/text.h"
#include "member/member.h"
#include "store/discretion.h"
#include "unit/unit.h"
#include "web/components.h"
#include "web/form.h"
#include "web/page.h"

namespace giaoban::app {

namespace {

constexpr std::string_view lookup_path = "/lookup";

// One text for a number that is not there and for one about what the reader may not read.
RefusalKind const no_such_reference{
    .code = "lookup.no_such_reference",
    .http_status = 404,
    .text = M("Không có số tra cứu {number}, hoặc số đó nói về hồ sơ ngoài phạm vi được giao."),
    .remedy = M("Kiểm tra lại số; nếu đúng, chuyển cho cấp quản lý hồ sơ đó.")};

struct Met {
  store::Access line;
  std::string verb;   // what was being written, in words
  std::string about;  // whose record was met
  web::Url record;    // its page
};

// The person or unit of the line, where the actor may read it.
bool put_record(store::Snapshot& snapshot, store::Actor const& actor, Met& met) {
  std::int64_t const id = met.line.subject.value_or(0);
  store::Moment const today{snapshot.today()};
  if (auto const node = unit::node_of(snapshot, UnitId{id}, today)) {
    if (!unit::reach_of(snapshot, actor, unit::unit_read, today).holds(UnitId{id})) return false;
    met.about = node->name + " (" + node->code + ")";
    met.record = web::to("/units/{}", id);
    return true;
  }
  auto const reach = unit::reach_of(snapshot, actor, member::member_read, today);
  if (!reach.holds(snapshot, member::person_entity, id, today)) return false;
  auto const known = snapshot.fact<member::PersonParticulars>(id, today);
  met.about = known ? known->value.full_name : std::string();
  met.record = web::to("/members/{}", id);
  return true;
}

Result<Met> met_at(store::Store& store, store::Actor const& actor, std::int64_t number,
                   Language language) {
  auto const snapshot = store.read();
  auto const line = store::refused_at(*snapshot, number);
  Met met{.line = line.value_or(store::Access{}), .verb = {}, .about = {}, .record = web::to("/")};
  if (!line || !put_record(*snapshot, actor, met)) {
    return refuse(no_such_reference, {{"number", std::to_string(number)}});
  }
  for (store::Verb const* verb : snapshot->catalogue().verbs) {
    if (store::refused_by(*line, *verb)) met.verb = say(language, verb->label);
  }
  store.log_access(actor.name, "lookup", met.line.subject);
  return met;
}

Result<void> lookup(command::Context& context, command::Arguments const& arguments) {
  TRY_INTO(auto const number, arguments.need_integer("number"));
  TRY_INTO(auto* const store, context.store());
  TRY_INTO(auto const met, met_at(*store, context.actor(), number, context.language()));
  context.show({.title = say(context.language(), M("Tra cứu số {number}"),
                             {{"number", std::to_string(number)}}),
                .columns = {{"number", M("Số tra cứu"), CellType::number},
                            {"at", M("Lúc"), CellType::text},
                            {"actor", M("Người ghi"), CellType::text},
                            {"verb", M("Việc"), CellType::text},
                            {"about", M("Gặp hồ sơ của"), CellType::text},
                            {"subject", M("Mã số"), CellType::number}},
                .rows = {{number, vietnamese(met.line.at), met.line.actor, met.verb, met.about,
                          met.line.subject.value_or(0)}}});
  return {};
}

// --- the page ------------------------------------------------------------------------------------

web::Html answer_of(web::Words const& words, Met const& met) {
  return web::panel(words(M("Số {number}"), {{"number", std::to_string(met.line.number)}}),
                    web::description_list(
                        {{.label = words(M("Lúc")), .value = vietnamese(met.line.at)},
                         {.label = words(M("Người ghi")), .value = met.line.actor},
                         {.label = words(M("Việc")), .value = met.verb},
                         {.label = words(M("Gặp hồ sơ của")),
                          .value = web::link(
                              met.record, met.about.empty() ? words(M("(đã xóa)")) : met.about)}}));
}

Result<web::Response> show_lookup(web::Visit& visit) {
  web::Words const words{visit.language()};
  std::string const typed = normalise(visit.request.query.text("number"));
  web::PageHead head{
      .title = words(M("Tra cứu số")),
      .lead =
          words(M("Ai ghi mà gặp hồ sơ của nơi khác thì nhận một số tra cứu. Ở đây mở số đó: ai "
                  "ghi, lúc nào, gặp hồ sơ của ai.")),
      .active = lookup_path};
  std::vector<web::FormField> fields{{.name = "number",
                                      .label = words(M("Số tra cứu")),
                                      .control = web::Control::integer,
                                      .need = store::Need::required,
                                      .value = typed}};
  web::Html below;
  if (!typed.empty()) {
    std::int64_t number = 0;
    auto const* const end = typed.data() + typed.size();
    auto const read = std::from_chars(typed.data(), end, number);
    auto const met = read.ec == std::errc{} && read.ptr == end
                         ? met_at(visit.store, visit.caller.actor, number, words.language)
                         : refuse(no_such_reference, {{"number", typed}});
    if (met) {
      below = answer_of(words, *met);
    } else {
      head.status = met.error().kind->http_status;
      below = web::refusal_box(words, met.error());
    }
  }
  web::Html const form = web::filter_form(words, {.id = "lookup",
                                                  .action = web::Url::checked(lookup_path),
                                                  .groups = {{.fields = std::move(fields)}},
                                                  .submit = words(M("Tra cứu"))});
  return web::page(visit, head, web::join(form, below));
}

}  // namespace

std::vector<command::Command> lookup_commands() {
  return {{.path = "lookup",
           .help = M("Tra cứu số: ai ghi mà gặp hồ sơ thuộc phạm vi của mình, lúc nào"),
           .options = {{.name = "number",
                        .help = M("Số tra cứu mà người ghi được báo"),
                        .take = command::Take::positional,
                        .given = command::Given::required,
                        .placeholder = "N",
                        .input = command::Input::integer}},
           .example = "giaoban lookup 75 --store tinh.giaoban",
           .run = lookup,
           .right = &member::member_read}};
}

std::vector<web::Route> lookup_routes() {
  return {{.path = std::string(lookup_path),
           .handle = &show_lookup,
           .right = &member::member_read,
           .query = {web::asks_text("number")}}};
}

std::vector<web::MenuEntry> lookup_menu() {
  return {{.path = lookup_path, .label = M("Tra cứu số"), .right = &member::member_read}};
}

std::vector<RefusalKind const*> const& lookup_refusals() {
  static std::vector<RefusalKind const*> const all{&no_such_reference};
  return all;
}

}  // namespace giaoban::app
