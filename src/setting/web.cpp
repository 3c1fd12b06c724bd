#include "setting/web.h"

#include "setting/lines.h"
#include "unit/web.h"

namespace giaoban::setting {

namespace {

constexpr std::string_view page_route = "/units/{unit}/settings";

Result<web::Response> show_settings(web::Visit& visit) {
  web::Words const words{visit.language()};
  auto const snapshot = visit.store.read();
  TRY_INTO(auto const seen, unit::seen_unit(visit, *snapshot));
  auto head = unit::head_of(visit, seen);
  if (visit.caller.actor.may(setting_write)) {
    head.actions = web::button_link(web::to("/do/setting/change").with("unit", seen.node.code),
                                    words(M("Đặt thiết lập")));
  }
  auto const listing = lines_of(*snapshot, {seen.unit, seen.moment, words.language});
  return web::page(
      visit, head,
      web::join(unit::tabs_of(visit, seen, page_route), web::table(words, listing),
                web::paragraph(words(M("Thiết lập của một đơn vị có hiệu lực với mọi đơn vị bên "
                                       "dưới, trừ nơi đã đặt riêng.")))));
}

Result<void> change_of_settings(web::Visit const& visit, web::VerbPage& page) {
  page.head.active = "/units";
  auto const snapshot = visit.store.read();
  unit::show_names(visit, *snapshot, page);
  return {};
}

}  // namespace

std::vector<web::Route> routes() {
  return {{.path = std::string(page_route),
           .handle = &show_settings,
           .right = &unit::unit_read,
           .tab = {M("Thiết lập"), 70}}};
}

std::vector<web::VerbForm> verb_forms() {
  return {web::verb_form<&change_of_settings>("setting change")};
}

}  // namespace giaoban::setting
