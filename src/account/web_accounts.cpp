// For administrators: who has an account, which roles over which units, from when to when.
#include <algorithm>
#include <charconv>

#include "account/web_parts.h"
#include "web/paged.h"

namespace giaoban::account {

using web::Control;
using web::Form;
using web::Html;
using web::Response;
using web::Visit;
using web::Words;

namespace {

AccountReach reach_for(Visit const& visit, store::Snapshot& snapshot) {
  return reach_of_accounts(snapshot, visit.caller.actor, {visit.store.clock().today()});
}

Result<View> account_asked(Visit const& visit) {
  std::string const text = visit.place("account");
  AccountId account;
  auto const* const end = text.data() + text.size();
  auto const [stopped, fault] = std::from_chars(text.data(), end, account.value);
  if (fault == std::errc{} && stopped == end) {
    auto const snapshot = visit.store.read();
    if (auto seen = view(*snapshot, reach_for(visit, *snapshot), account)) return *std::move(seen);
  }
  return refuse(no_such_account,
                {{"account", text}, {"day", visit.store.clock().today().vietnamese()}});
}

std::string unit_text(store::Snapshot& snapshot, HeldRole const& held, Words const& words) {
  if (!held.holding.unit) return words(M("mọi nơi"));
  auto const node = unit::node_of(snapshot, *held.holding.unit, {held.span.from});
  return node ? node->code + " " + node->name : std::to_string(held.holding.unit->value);
}

std::string roles_text(store::Snapshot& snapshot, View const& account, Day today,
                       Words const& words) {
  std::string text;
  for (HeldRole const& held : account.roles) {
    if (held.span.to <= today) continue;
    text += text.empty() ? "" : "; ";
    text += words(label(held.holding.role)) + ", " + unit_text(snapshot, held, words) + ", " +
            words.span(held.span);
  }
  return text;
}

// --- the list ------------------------------------------------------------------------------------

Form new_account_form(Words const& words, Day today) {
  return {.id = "account-new",
          .action = web::to("/accounts"),
          .groups = {{.fields = {{.name = "login",
                                  .label = words(M("Tên đăng nhập")),
                                  .need = store::Need::required,
                                  .note = words(M("Không có dấu cách, ví dụ lan.nguyen."))},
                                 {.name = "name",
                                  .label = words(M("Họ và tên người dùng")),
                                  .need = store::Need::required},
                                 {.name = "person",
                                  .label = words(M("Số hồ sơ đảng viên của người dùng, nếu có")),
                                  .control = Control::person},
                                 {.name = "from",
                                  .label = words(M("Dùng từ ngày")),
                                  .control = Control::day,
                                  .value = today.vietnamese()}}}},
          .submit = words(M("Lập tài khoản"))};
}

Response accounts_page(Visit const& visit, Html const& form, int status) {
  Words const words{visit.language()};
  auto const snapshot = visit.store.read();
  Day const today = visit.store.clock().today();
  auto const all = accounts(*snapshot, reach_for(visit, *snapshot));
  Listing listing{.title = words(M("Tài khoản và vai trò")),
                  .columns = {{"login", M("Tên đăng nhập"), CellType::text},
                              {"shown_name", M("Họ và tên người dùng"), CellType::text},
                              {"roles", M("Vai trò, nơi, thời hạn"), CellType::text},
                              {"until", M("Ngừng từ ngày"), CellType::day}},
                  .rows = {}};
  for (View const& account : all) {
    bool const ends = account.span.to != Day::forever();
    listing.rows.push_back({account.name.login, account.name.shown_name,
                            roles_text(*snapshot, account, today, words),
                            ends ? Value{std::int64_t{account.span.to.number()}} : Value{}});
  }
  web::TableOptions options;
  options.link = [&](std::size_t row) {
    return std::optional(web::to("/accounts/{}", all[row].account.value));
  };
  return web::page(
      visit, {.title = listing.title, .active = "/accounts", .status = status},
      web::join(web::paged_table(visit, listing, options, {.here = web::to("/accounts")}),
                web::panel(words(M("Lập tài khoản")), form)));
}

Result<Response> show_accounts(Visit& visit) {
  Words const words{visit.language()};
  return accounts_page(visit,
                       web::form(visit, new_account_form(words, visit.store.clock().today())), 200);
}

struct Made {
  AccountId account;
  store::Written written;
};
Result<Made> account_made(Visit const& visit) {
  auto const given = web::arguments_of(visit.request);
  TRY_INTO(auto const login, given.need("login"));
  TRY_INTO(auto const name, given.need("name"));
  TRY_INTO(auto const person, given.integer("person"));
  TRY_INTO(auto const from, given.day("from"));
  TRY_INTO(auto const act, visit.act(create_verb));
  NewAccount const wanted{.login = login,
                          .shown_name = name,
                          .person = person ? std::optional(PersonId{*person}) : std::nullopt,
                          .from = from.value_or(visit.store.clock().today())};
  Made made;
  auto const body = [&](store::Tx& tx) -> Result<void> {
    TRY_INTO(made.account, create(tx, wanted));
    return {};
  };
  TRY_INTO(made.written, visit.store.write(act, body));
  return made;
}

Result<Response> take_account(Visit& visit) {
  Words const words{visit.language()};
  Day const today = visit.store.clock().today();
  auto const made = account_made(visit);
  if (!made) {
    return accounts_page(visit,
                         web::form_again(visit, new_account_form(words, today), made.error()),
                         made.error().kind->http_status);
  }
  // A form sent twice made it the first time.
  auto const next =
      made->account ? web::to("/accounts/{}", made->account.value) : web::to("/accounts");
  return web::after_write(visit, next, made->written);
}

// --- one account ---------------------------------------------------------------------------------

Form role_form(Words const& words, AccountId account, Day today) {
  std::vector<web::Pick> picks;
  for (Choice const& c : choices_of(Role{})) {
    picks.push_back({std::string(c.code), words(c.label)});
  }
  return {.id = "account-role-" + std::to_string(account.value),
          .action = web::to("/accounts/{}/roles", account.value),
          .groups = {{.fields = {{.name = "role",
                                  .label = words(M("Vai trò")),
                                  .control = Control::choice,
                                  .need = store::Need::required,
                                  .picks = picks},
                                 {.name = "unit",
                                  .label = words(M("Đơn vị")),
                                  .control = Control::unit,
                                  .note = words(M("Có hiệu lực ở đơn vị này và mọi đơn vị bên "
                                                  "dưới. Chỉ vai trò quản trị được để trống: mọi "
                                                  "nơi."))},
                                 {.name = "from",
                                  .label = words(M("Từ ngày")),
                                  .control = Control::day,
                                  .value = today.vietnamese()},
                                 {.name = "to",
                                  .label = words(M("Đến trước ngày")),
                                  .control = Control::day,
                                  .note = words(M("Để trống nếu chưa biết."))}}}},
          .submit = words(M("Giao vai trò"))};
}

Html roles_table(Visit const& visit, View const& account) {
  Words const words{visit.language()};
  auto const snapshot = visit.store.read();
  Day const today = visit.store.clock().today();
  Listing listing{.title = words(M("Vai trò được giao")),
                  .columns = {{"role", M("Vai trò"), CellType::text},
                              {"unit", M("Đơn vị"), CellType::text},
                              {"days", M("Thời hạn"), CellType::text},
                              {"end", M("Việc"), CellType::text}},
                  .rows = {}};
  for (HeldRole const& held : account.roles) {
    listing.rows.push_back({words(label(held.holding.role)), unit_text(*snapshot, held, words),
                            words.span(held.span), ""});
  }
  web::TableOptions options;
  options.empty = words(M("Chưa giao vai trò nào: người này chưa xem và chưa ghi được gì."));
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    HeldRole const& held = account.roles[row];
    if (column != 3 || held.span.to <= today) return std::nullopt;
    return web::button_form(visit, web::to("/accounts/{}/roles/end", account.account.value),
                            words(M("Thôi giao từ hôm nay")),
                            {{"holding", std::to_string(held.id.value)}}, web::ButtonLook::quiet);
  };
  return web::table(words, listing, options);
}

Response account_page(Visit const& visit, View const& account, Html const& form, int status) {
  Words const words{visit.language()};
  auto const id = account.account.value;
  Html const actions = web::join(
      web::button_form(visit, web::to("/accounts/{}/password", id),
                       words(M("Cấp mật khẩu dùng một lần"))),
      web::button_form(visit, web::to("/accounts/{}/disable", id),
                       words(M("Ngừng tài khoản từ hôm nay")), {}, web::ButtonLook::danger));
  bool const stands = account.span.contains(visit.store.clock().today());
  return web::page(
      visit,
      {.title = account.name.shown_name + " (" + account.name.login + ")",
       .lead = words(M("Tài khoản dùng: {days}."), {{"days", words.span(account.span)}}),
       .active = "/accounts",
       .crumbs = {{words(M("Tài khoản và vai trò")), web::to("/accounts")}},
       .actions = stands ? actions : Html{},
       .status = status},
      web::join(roles_table(visit, account), web::panel(words(M("Giao vai trò")), form)));
}

Result<Response> show_account(Visit& visit) {
  TRY_INTO(View const account, account_asked(visit));
  auto const form =
      role_form(Words{visit.language()}, account.account, visit.store.clock().today());
  return account_page(visit, account, web::form(visit, form), 200);
}

Result<store::Written> role_granted(Visit const& visit, AccountId account) {
  auto const given = web::arguments_of(visit.request);
  RoleHolding holding;
  TRY_VOID(given.need("role"));
  TRY_VOID(command::fill(RoleHolding::kind, given, &holding));
  holding.account = account;
  TRY_INTO(auto const from, given.day("from"));
  TRY_INTO(auto const to, given.day("to"));
  Span const span{from.value_or(visit.store.clock().today()), to.value_or(Day::forever())};
  auto const code = given.text("unit");
  TRY_INTO(auto const act, visit.act(grant_verb));
  return visit.store.write(act, [&](store::Tx& tx) -> Result<void> {
    if (code) {
      TRY_INTO(holding.unit, unit::to_write(tx, *code, span.from));
    }
    TRY_VOID(grant_role(tx, holding, span));
    return {};
  });
}

Result<Response> take_role(Visit& visit) {
  TRY_INTO(View const account, account_asked(visit));
  AccountId const id = account.account;
  auto const written = role_granted(visit, id);
  if (written) return web::after_write(visit, web::to("/accounts/{}", id.value), *written);
  auto const form = role_form(Words{visit.language()}, id, visit.store.clock().today());
  return account_page(visit, account, web::form_again(visit, form, written.error()),
                      written.error().kind->http_status);
}

Result<Response> take_role_end(Visit& visit) {
  TRY_INTO(View const account, account_asked(visit));
  AccountId const id = account.account;
  auto const given = web::arguments_of(visit.request);
  TRY_INTO(auto const holding, given.need_integer("holding"));
  TRY_INTO(auto const act, visit.act(end_role_verb));
  auto const body = [&](store::Tx& tx) { return end_role(tx, RoleHoldingId{holding}, tx.today()); };
  TRY_INTO(auto const written, visit.store.write(act, body));
  return web::after_write(visit, web::to("/accounts/{}", id.value), written);
}

Result<Response> take_disable(Visit& visit) {
  TRY_INTO(View const account, account_asked(visit));
  AccountId const id = account.account;
  TRY_INTO(auto const act, visit.act(disable_verb));
  auto const body = [&](store::Tx& tx) { return disable(tx, id, tx.today()); };
  TRY_INTO(auto const written, visit.store.write(act, body));
  return web::after_write(visit, web::to("/accounts"), written);
}

Result<Response> take_password(Visit& visit) {
  TRY_INTO(View const account, account_asked(visit));
  AccountId const id = account.account;
  Words const words{visit.language()};
  TRY_INTO(auto const act, visit.act(give_password_verb));
  TRY_INTO(auto const password, give_password(visit.store, act, id));
  return web::page(
      visit, {.title = words(M("Mật khẩu dùng một lần")), .active = "/accounts"},
      web::join(web::paragraph(words(M("Mật khẩu chỉ hiện lần này và hết hạn sau 7 ngày. Đưa tận "
                                       "tay người dùng; người đó phải đổi khi đăng nhập lần "
                                       "đầu."))),
                web::element("p", web::element("code", password)),
                web::button_link(web::to("/accounts/{}", id.value), words(M("Đã ghi lại xong")))));
}

}  // namespace

std::vector<web::Route> administrator_routes() {
  using enum web::Method;
  return {
      {.method = get,
       .path = "/accounts",
       .handle = &show_accounts,
       .right = &account_write,
       .query = {web::asks_number("page")}},
      {.method = post, .path = "/accounts", .handle = &take_account, .verb = &create_verb},
      {.method = get,
       .path = "/accounts/{account}",
       .handle = &show_account,
       .right = &account_write},
      {.method = post,
       .path = "/accounts/{account}/roles",
       .handle = &take_role,
       .verb = &grant_verb},
      {.method = post,
       .path = "/accounts/{account}/roles/end",
       .handle = &take_role_end,
       .verb = &end_role_verb},
      {.method = post,
       .path = "/accounts/{account}/disable",
       .handle = &take_disable,
       .verb = &disable_verb},
      {.method = post,
       .path = "/accounts/{account}/password",
       .handle = &take_password,
       .verb = &give_password_verb},
  };
}

}  // namespace giaoban::account
