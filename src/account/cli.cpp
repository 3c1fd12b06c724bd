#include "account/cli.h"

#include <algorithm>
#include <ostream>

#include "account/account.h"
#include "account/sign_in.h"

namespace giaoban::account {

namespace {

using command::Arguments;
using command::Context;
using command::Given;
using command::Option;
using command::Take;
using store::Snapshot;
using store::Tx;

Value day_or_open(Day day) {
  return day == Day::forever() ? Value{} : Value{std::int64_t{day.number()}};
}

Result<AccountId> account_asked(Snapshot& snapshot, Arguments const& arguments, Day today) {
  TRY_INTO(auto const login, arguments.need("login"));
  if (auto const account = by_login(snapshot, login, today)) return *account;
  return refuse(no_account, {{"login", login}});
}

std::string unit_text(Snapshot& snapshot, RoleHolding const& holding, Day day, Language language) {
  if (!holding.unit) return say(language, M("mọi nơi"));
  auto const node = unit::node_of(snapshot, *holding.unit, {day});
  return node ? node->code : std::to_string(holding.unit->value);
}

Result<void> run_list(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(auto const moment, context.moment(arguments));
  auto const snapshot = open_store->read();
  Language const language = context.language();
  Listing listing{.title = say(language, M("Tài khoản và vai trò")),
                  .columns = {{"login", M("Tên đăng nhập"), CellType::text},
                              {"shown_name", M("Họ và tên người dùng"), CellType::text},
                              {"until", M("Ngừng từ ngày"), CellType::day},
                              {"holding", M("Số vai trò"), CellType::number},
                              {"role", M("Vai trò"), CellType::text},
                              {"unit", M("Đơn vị"), CellType::text},
                              {"from", M("Từ ngày"), CellType::day},
                              {"to", M("Đến trước ngày"), CellType::day}},
                  .rows = {}};
  auto const reach = reach_of_accounts(*snapshot, context.actor(), moment);
  for (View const& account : accounts(*snapshot, reach)) {
    Row const head{account.name.login, account.name.shown_name, day_or_open(account.span.to)};
    auto const add = [&](std::vector<Value> const& more) {
      listing.rows.push_back(head);
      listing.rows.back().insert(listing.rows.back().end(), more.begin(), more.end());
    };
    if (account.roles.empty()) add({{}, {}, {}, {}, {}});
    for (HeldRole const& held : account.roles) {
      add({held.id.value, say(language, label(held.holding.role)),
           unit_text(*snapshot, held.holding, moment.as_of, language),
           std::int64_t{held.span.from.number()}, day_or_open(held.span.to)});
    }
  }
  context.show(listing);
  return {};
}

Result<void> run_add(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const login, arguments.need("login"));
  TRY_INTO(auto const shown_name, arguments.need("name"));
  TRY_INTO(auto const person, arguments.integer("person"));
  TRY_INTO(auto const from, arguments.day("from"));
  NewAccount const wanted{.login = login,
                          .shown_name = shown_name,
                          .person = person ? std::optional(PersonId{*person}) : std::nullopt,
                          .from = from.value_or(context.clock().today())};
  auto const body = [&](Tx& tx) -> Result<void> {
    TRY_VOID(create(tx, wanted));
    return {};
  };
  TRY_VOID(context.write(create_verb, arguments, body));
  return {};
}

Result<void> run_password(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(auto const account,
           account_asked(*open_store->read(), arguments, context.clock().today()));
  TRY_INTO(auto const act, context.act(give_password_verb, arguments));
  TRY_INTO(auto const password, give_password(*open_store, act, account));
  context.tell(M("Mật khẩu dùng một lần, hết hạn sau 7 ngày; chỉ hiện lần này:"));
  context.data() << password << '\n';
  return {};
}

Result<void> run_disable(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const from, arguments.day("from"));
  Day const today = context.clock().today();
  TRY_VOID(context.write(disable_verb, arguments, [&](Tx& tx) -> Result<void> {
    TRY_INTO(AccountId const account, account_asked(tx, arguments, today));
    return disable(tx, account, from.value_or(today));
  }));
  return {};
}

Result<void> run_grant(Context& context, Arguments const& arguments) {
  RoleHolding holding;
  TRY_VOID(command::fill(RoleHolding::kind, arguments, &holding));
  TRY_VOID(arguments.need("role"));
  auto const code = arguments.text("unit");
  TRY_INTO(auto const from, arguments.day("from"));
  TRY_INTO(auto const to, arguments.day("to"));
  Day const today = context.clock().today();
  Span const span{from.value_or(today), to.value_or(Day::forever())};
  auto const body = [&](Tx& tx) -> Result<void> {
    TRY_INTO(holding.account, account_asked(tx, arguments, today));
    if (code) {
      TRY_INTO(holding.unit, unit::to_write(tx, *code, span.from));
    }
    TRY_VOID(grant_role(tx, holding, span));
    return {};
  };
  TRY_VOID(context.write(grant_verb, arguments, body));
  return {};
}

Result<void> run_revoke(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const holding, arguments.need_integer("holding"));
  TRY_INTO(auto const from, arguments.day("from"));
  Day const day = from.value_or(context.clock().today());
  TRY_VOID(context.write(end_role_verb, arguments,
                         [&](Tx& tx) { return end_role(tx, RoleHoldingId{holding}, day); }));
  return {};
}

Result<void> run_token(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  auto const own = by_login(*open_store->read(), context.actor().name, context.clock().today());
  if (!own) return refuse(no_account, {{"login", context.actor().name}});
  if (auto const revoked = arguments.text("revoke")) {
    TRY_VOID(revoke_token(*open_store, *own, *revoked));
    context.tell(M("Đã hủy mã truy cập."));
    return {};
  }
  if (auto const name = arguments.text("name")) {
    TRY_INTO(auto const days, arguments.integer("days"));
    TokenWish wish{.name = *name};
    if (days) wish.days = static_cast<int>(std::clamp<std::int64_t>(*days, -1, 100'000));
    if (arguments.flag("write")) wish.scope = Entrance::Scope::write;
    TRY_INTO(auto const token, make_token(*open_store, *own, wish));
    context.tell(M("Mã truy cập mới; chỉ hiện lần này, hãy cất vào nơi kín:"));
    context.data() << token << '\n';
    return {};
  }
  Language const language = context.language();
  Listing listing{.title = say(language, M("Mã truy cập của tôi")),
                  .columns = {{"id", M("Số hiệu"), CellType::text},
                              {"name", M("Tên"), CellType::text},
                              {"scope", M("Được làm"), CellType::text},
                              {"expires", M("Hết hạn"), CellType::text},
                              {"used", M("Dùng gần nhất"), CellType::text}},
                  .rows = {}};
  for (Token const& token : tokens_of(*open_store, *own)) {
    bool const writes = token.scope == Entrance::Scope::write;
    listing.rows.push_back(
        {token.id, token.name, say(language, writes ? M("xem và ghi") : M("chỉ xem")),
         vietnamese(token.expires_at), token.used_at ? vietnamese(*token.used_at) : ""});
  }
  context.show(listing);
  return {};
}

Option login_option() {
  return {.name = "login",
          .help = M("Tên đăng nhập"),
          .given = Given::required,
          .placeholder = M("TÊN")};
}
Option day_option(std::string name, Msg help) {
  return {.name = std::move(name),
          .help = help,
          .placeholder = "01/07/2025",
          .input = command::Input::day};
}

std::vector<Option> operator+(std::vector<Option> own, std::vector<Option> const& more) {
  return command::with(std::move(own), more);
}

}  // namespace

// NOLINTNEXTLINE(readability-function-size): one table, a row per command.
std::vector<command::Command> commands() {
  return {
      {.path = "user list",
       .help = M("Các tài khoản, vai trò được giao và thời hạn"),
       .options = command::moment_options(),
       .example = "giaoban user list",
       .run = &run_list,
       .right = &account_write},
      {.path = "user add",
       .help = M("Lập tài khoản cho một người dùng"),
       .options = std::vector<Option>{login_option(),
                                      {.name = "name",
                                       .help = M("Họ và tên người dùng"),
                                       .given = Given::required,
                                       .placeholder = M("TÊN")},
                                      {.name = "person",
                                       .help = M("Số hồ sơ đảng viên của người dùng, nếu có"),
                                       .placeholder = M("SỐ"),
                                       .input = command::Input::person},
                                      day_option("from", M("Dùng từ ngày; bỏ trống: hôm nay"))} +
                  command::act_options(),
       .example = "giaoban user add --login lan.nguyen --name \"Nguyễn Thị Lan\"",
       .run = &run_add,
       .verb = &create_verb},
      {.path = "user password",
       .help = M("Cấp mật khẩu dùng một lần; người dùng phải đổi khi đăng nhập lần đầu"),
       .options = std::vector<Option>{login_option()} + command::act_options(),
       .example = "giaoban user password --login lan.nguyen",
       .run = &run_password,
       .verb = &give_password_verb,
       .door = command::Door::command_line},
      {.path = "user disable",
       .help = M("Ngừng một tài khoản; các vai trò của tài khoản đó cũng thôi"),
       .options = std::vector<Option>{login_option(),
                                      day_option("from", M("Ngừng từ ngày; bỏ trống: hôm nay"))} +
                  command::act_options(),
       .example = "giaoban user disable --login lan.nguyen",
       .run = &run_disable,
       .verb = &disable_verb},
      {.path = "user grant",
       .help = M("Giao cho người dùng một vai trò ở một đơn vị và mọi đơn vị bên dưới"),
       .options =
           std::vector<Option>{login_option(),
                               {.name = "unit",
                                .help = M("Mã đơn vị; chỉ vai trò quản trị được bỏ trống: mọi nơi"),
                                .placeholder = M("MÃ"),
                                .input = command::Input::unit},
                               day_option("from", M("Từ ngày; bỏ trống: hôm nay")),
                               day_option("to", M("Đến trước ngày; bỏ trống nếu chưa biết"))} +
           command::options_of(RoleHolding::kind) + command::act_options(),
       .example = "giaoban user grant --login lan.nguyen --role staff --unit PT",
       .run = &run_grant,
       .verb = &grant_verb},
      {.path = "user revoke",
       .help = M("Thôi giao một vai trò"),
       .options = std::vector<Option>{{.name = "holding",
                                       .help = M("Số vai trò, xem ở user list"),
                                       .given = Given::required,
                                       .placeholder = "N",
                                       .input = command::Input::integer},
                                      day_option("from",
                                                 M("Ngày đầu tiên không còn; bỏ trống: hôm nay"))} +
                  command::act_options(),
       .example = "giaoban user revoke --holding 4503599627370501",
       .run = &run_revoke,
       .verb = &end_role_verb},
      {.path = "user token",
       .help = M("Mã truy cập của mình cho chương trình khác: xem, tạo, hủy"),
       .options = {{.name = "name", .help = M("Tạo mã mới với tên này"), .placeholder = M("TÊN")},
                   {.name = "days",
                    .help = M("Hết hạn sau số ngày này; bỏ trống: 90"),
                    .placeholder = "N",
                    .input = command::Input::integer},
                   {.name = "write",
                    .help = M("Mã được ghi; không có tùy chọn này thì chỉ xem"),
                    .take = Take::flag},
                   {.name = "revoke", .help = M("Hủy mã có số hiệu này"), .placeholder = M("SỐ")}},
       .example = "giaoban user token --name \"Phần mềm kế toán\" --days 30",
       .run = &run_token,
       .right = &account_self,
       .door = command::Door::command_line},
  };
}

}  // namespace giaoban::account
