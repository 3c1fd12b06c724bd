// The verbs of accounts and roles, what they refuse, and who may do what today.
#include "account/account.h"

#include <algorithm>

#include "account/rules.h"
#include "account/store.h"
#include "base/text.h"
#include "store/strange.h"

namespace giaoban::account {

using store::Snapshot;
using store::Tx;

store::Right const account_write{.name = "account.write", .label = M("Quản lý tài khoản")};
store::Right const account_self{.name = "account.self", .label = M("Dùng tài khoản của mình")};
store::Right const account_password{.name = "account.password",
                                    .label = M("Đổi mật khẩu của mình")};

store::Verb const first_verb{"account.first", M("Lập tài khoản quản trị đầu tiên"), &account_write};
store::Verb const create_verb{"account.create", M("Lập tài khoản"), &account_write};
store::Verb const disable_verb{"account.disable", M("Ngừng tài khoản"), &account_write};
store::Verb const grant_verb{"account.grant", M("Giao vai trò"), &account_write};
store::Verb const end_role_verb{"account.end-role", M("Thôi giao vai trò"), &account_write};
store::Verb const give_password_verb{"account.give-password", M("Cấp mật khẩu dùng một lần"),
                                     &account_write};
store::Verb const change_password_verb{"account.change-password", M("Đổi mật khẩu của mình"),
                                       &account_password};

namespace {

std::optional<NameRow> name_on(Snapshot& snapshot, AccountId account, Day day) {
  for (NameRow& row : names_of(snapshot, account)) {
    if (row.span.contains(day)) return std::move(row);
  }
  return std::nullopt;
}

Refusal unknown_account(AccountId account, Day day) {
  return {&no_such_account,
          {{"account", std::to_string(account.value)}, {"day", day.vietnamese()}}};
}

bool administers_all(RoleHolding const& holding) {
  return holding.role == Role::administrator && !holding.unit;
}

// On every day from `today` on somebody administers the whole store.
Result<void> check_administrator(Tx& tx) {
  std::vector<Span> spans;
  for (HeldRole const& held : all_roles(tx)) {
    if (administers_all(held.holding)) spans.push_back(held.span);
  }
  if (cover_from(std::move(spans), tx.today())) return {};
  return refuse(last_administrator);
}

Result<void> check_new_login(Snapshot& snapshot, std::string const& login) {
  if (!good_login(login)) return refuse(bad_login, {{"login", login}}, "login");
  auto const bearers = bearers_of(snapshot, login);
  if (bearers.empty()) return {};
  return refuse(login_used_before,
                {{"login", login},
                 {"account", Named{std::to_string(bearers.front().account.value),
                                   {account_entity.name, bearers.front().account.value}}},
                 {"day", bearers.front().span.from.vietnamese()}},
                "login");
}

Result<AccountId> create_unchecked(Tx& tx, NewAccount const& wanted) {
  auto const account = tx.new_id_of<AccountId>();
  AccountName const name{.login = login_form(wanted.login),
                         .shown_name = normalise(wanted.shown_name),
                         .person = wanted.person};
  TRY_VOID(tx.state(account.value, {wanted.from, Day::forever()}, name));
  return account;
}

Result<void> check_held(Tx& tx, RoleHolding const& holding) {
  std::vector<std::int64_t> above;
  if (holding.unit) above = unit::chain(tx, holding.unit->value, {tx.today()});
  store::Actor const& actor = tx.act().actor;
  for (store::Grant const& wanted : grants_of(holding, all_rights(tx.catalogue()))) {
    bool const held = std::ranges::any_of(actor.grants, [&](store::Grant const& own) {
      return *own.right == *wanted.right &&
             (!own.under || std::ranges::find(above, *own.under) != above.end());
    });
    if (held) continue;
    return refuse(
        more_than_held,
        {{"actor", actor.name}, {"role", label(holding.role)}, {"right", wanted.right->label}});
  }
  return {};
}

// Whether there is such a person, for who may know of the person. Persons are a domain to the right
// of this one: the catalogue knows them.
bool may_name(Tx& tx, PersonId person, Day from) {
  if (tx.cipher(person) == nullptr) return false;
  auto const& entities = tx.catalogue().entities;
  auto const persons = std::ranges::find(entities, "person", &store::Entity::name);
  return persons == entities.end() || tx.may_know(**persons, person.value, from);
}

}  // namespace

Result<AccountId> create(Tx& tx, NewAccount const& account) {
  TRY_VOID(check_new_login(tx, login_form(account.login)));
  if (account.person && !may_name(tx, *account.person, account.from)) {
    return refuse(no_person, {{"person", std::to_string(account.person->value)}}, "person");
  }
  return create_unchecked(tx, account);
}

Result<void> disable(Tx& tx, AccountId account, Day from) {
  auto const names = names_of(tx, account);
  auto const last = std::ranges::max_element(names, {}, [](NameRow const& r) { return r.span.to; });
  if (last == names.end() || last->span.to <= from) {
    return std::unexpected(unknown_account(account, from));
  }
  bool administered = false;
  for (HeldRole const& held : roles_of(tx, account)) {
    if (held.span.to <= from) continue;
    administered = administered || administers_all(held.holding);
    TRY_VOID(tx.end(RoleHolding::kind, held.id.value, from));
  }
  if (administered) TRY_VOID(check_administrator(tx));
  // A day on which a password was set stays within the account's life: an account made today ends
  // tomorrow, but has no way in from now on.
  Day const first_day = names.front().span.from;
  TRY_VOID(tx.end(AccountName::kind, account.value, std::max(from, first_day + 1)));
  if (from <= tx.today()) delete_ways_in(tx, account, Devices::go);
  return {};
}

Result<RoleHoldingId> grant_role(Tx& tx, RoleHolding const& holding, Span span) {
  if (!name_on(tx, holding.account, span.from)) {
    return std::unexpected(unknown_account(holding.account, span.from));
  }
  if (!holding.unit && holding.role != Role::administrator) {
    return refuse(unit_needed, {{"role", label(holding.role)}}, "unit");
  }
  for (HeldRole const& held : roles_of(tx, holding.account)) {
    bool const same = held.holding.role == holding.role && held.holding.unit == holding.unit;
    if (!same || !held.span.overlaps(span)) continue;
    return refuse(role_held_already, {{"role", label(holding.role)},
                                      {"from", held.span.from.vietnamese()},
                                      {"holding", std::to_string(held.id.value)}});
  }
  TRY_VOID(check_held(tx, holding));
  auto const id = tx.new_id_of<RoleHoldingId>();
  TRY_VOID(tx.state(id.value, span, holding));
  return id;
}

Result<void> end_role(Tx& tx, RoleHoldingId holding, Day from) {
  auto const history = tx.history_of<RoleHolding>(holding.value);
  auto const lasts = [&](auto const& fact) { return fact.head.span.to > from; };
  auto const held = std::ranges::find_if(history, lasts);
  if (held == history.end() || !tx.may_know(role_entity, holding.value, from)) {
    return refuse(no_such_role,
                  {{"holding", std::to_string(holding.value)}, {"day", from.vietnamese()}});
  }
  TRY_VOID(tx.end(RoleHolding::kind, holding.value, from));
  if (administers_all(held->value)) TRY_VOID(check_administrator(tx));
  return {};
}

Result<void> forget_person(Tx& tx, PersonId person) {
  for (NameRow const& row : all_names(tx)) {
    if (row.name.person != person) continue;
    TRY_VOID(
        tx.state(row.account.value, row.span,
                 AccountName{.login = row.name.login, .shown_name = row.name.login, .person = {}}));
  }
  return {};
}

Result<void> ensure_first_account(store::Store& store, std::string const& login) {
  if (!no_accounts(*store.read())) return {};
  store::Act const act{.actor = {login, {{&account_write}}}, .verb = &first_verb};
  auto const written = store.write(act, [&](Tx& tx) -> Result<void> {
    if (any_account(tx)) return {};  // another program was quicker
    if (!good_login(login_form(login))) return refuse(bad_login, {{"login", login}}, "login");
    Day const today = tx.today();
    TRY_INTO(AccountId const account,
             create_unchecked(tx, {.login = login, .shown_name = login, .from = today}));
    TRY_VOID(tx.state(tx.new_id(), {today, Day::forever()},
                      RoleHolding{.account = account, .role = Role::administrator, .unit = {}}));
    return {};
  });
  if (!written) return std::unexpected(written.error());
  return {};
}

// --- reading -------------------------------------------------------------------------------------

bool no_accounts(Snapshot& snapshot) {
  return !any_account(snapshot);
}

std::optional<AccountId> by_login(Snapshot& snapshot, std::string_view login, Day today) {
  for (LoginBearer const& bearer : bearers_of(snapshot, login_form(login))) {
    if (bearer.span.contains(today)) return bearer.account;
  }
  return std::nullopt;
}

Result<store::Actor> actor_of(Snapshot& snapshot, AccountId account, Day today) {
  auto const row = name_on(snapshot, account, today);
  if (!row) return std::unexpected(unknown_account(account, today));
  store::Actor actor{.name = row->name.login, .grants = {{&account_self}, {&account_password}}};
  auto const rights = all_rights(snapshot.catalogue());
  for (HeldRole const& held : roles_of(snapshot, account)) {
    if (!held.span.contains(today)) continue;
    auto const grants = grants_of(held.holding, rights);
    actor.grants.insert(actor.grants.end(), grants.begin(), grants.end());
  }
  return actor;
}

Result<store::Actor> actor_of(Snapshot& snapshot, std::string_view login, Day today) {
  if (auto const account = by_login(snapshot, login, today)) {
    return actor_of(snapshot, *account, today);
  }
  return refuse(no_account, {{"login", std::string(login)}});
}

AccountReach reach_of_accounts(Snapshot& snapshot, store::Actor const& actor,
                               store::Moment moment) {
  return {unit::reach_of(snapshot, actor, account_write, moment), moment};
}

namespace {

// What is left of an account within the reach; false: nothing is.
bool narrow(Snapshot& snapshot, AccountReach const& reach, View& account) {
  if (reach.units.whole()) return true;
  std::erase_if(account.roles, [&](HeldRole const& held) {
    return !reach.units.holds(snapshot, role_entity, held.id.value, reach.moment);
  });
  return !account.roles.empty();
}

}  // namespace

std::vector<View> accounts(Snapshot& snapshot, AccountReach const& reach) {
  store::PassingOver const passing;
  std::vector<View> views;
  for (NameRow& row : all_names(snapshot)) {
    if (!views.empty() && views.back().account == row.account) {
      views.back().name = std::move(row.name);
      views.back().span.to = row.span.to;
    } else {
      views.push_back({row.account, std::move(row.name), row.span, {}});
    }
  }
  for (HeldRole& held : all_roles(snapshot)) {
    auto const view = std::ranges::find(views, held.holding.account, &View::account);
    if (view != views.end()) view->roles.push_back(std::move(held));
  }
  std::erase_if(views, [&](View& one) { return !narrow(snapshot, reach, one); });
  return views;
}

std::optional<View> view(Snapshot& snapshot, AccountReach const& reach, AccountId account) {
  auto found = view(snapshot, account);
  if (!found || !narrow(snapshot, reach, *found)) return std::nullopt;
  return found;
}

std::optional<View> view(Snapshot& snapshot, AccountId account) {
  auto names = names_of(snapshot, account);
  if (names.empty()) return std::nullopt;
  return View{account,
              std::move(names.back().name),
              {names.front().span.from, names.back().span.to},
              roles_of(snapshot, account)};
}

// --- who looked ----------------------------------------------------------------------------------

namespace {

std::string access_words(store::Access const& line, Language language) {
  std::string const& what = line.what;
  if (what.starts_with("refused ")) {
    return say(language,
               M("Gặp hồ sơ này khi ghi ở nơi khác; không được xem (số tra cứu {number})"),
               {{"number", std::to_string(line.number)}});
  }
  struct Known {
    std::string_view begins;
    Msg words;
  };
  static constexpr Known known[] = {
      {"member show", M("Mở hồ sơ")},
      {"member list", M("Xem danh sách đảng viên")},
      {"member search", M("Tìm trong danh sách đảng viên")},
      {"post list", M("Xem chức vụ")},
      {"review", M("Xem kết quả xếp loại")},
      {"figure records", M("Mở danh sách đứng sau một số liệu")},
      {"report", M("Lập báo cáo")},
      {"export", M("Xuất danh sách ra tệp")},
      {"api", M("Lấy hồ sơ qua giao diện chương trình")},
  };
  for (Known const& one : known) {
    if (what.starts_with(one.begins)) return say(language, one.words);
  }
  return what;
}

}  // namespace

std::vector<FileAccess> file_accesses(store::Store& store, PersonId person, Language language) {
  auto const lines = store.accesses(person.value);
  auto const snapshot = store.read();
  std::vector<FileAccess> accesses;
  for (store::Access const& line : lines) {
    FileAccess access{line.at, line.actor, "", access_words(line, language)};
    for (LoginBearer const& bearer : bearers_of(*snapshot, login_form(line.actor))) {
      auto const names = names_of(*snapshot, bearer.account);
      if (!names.empty()) access.shown_name = names.back().name.shown_name;
    }
    accesses.push_back(std::move(access));
  }
  std::ranges::reverse(accesses);
  return accesses;
}

// --- refusals ------------------------------------------------------------------------------------

RefusalKind const no_account{
    .code = "account.no_account",
    .http_status = 403,
    .text = M("{login} chưa có tài khoản trong kho này, hoặc tài khoản đã ngừng."),
    .remedy = M("Nhờ người quản trị lập tài khoản: giaoban user add --login {login}. Người đã có "
                "tài khoản thì thêm --as TÊN-ĐĂNG-NHẬP.")};
RefusalKind const no_such_account{
    .code = "account.no_such_account",
    .http_status = 404,
    .text = M("Tài khoản số {account} không có, hoặc không còn dùng vào ngày {day}."),
    .remedy = M("Xem lại ở danh sách tài khoản.")};
RefusalKind const no_such_role{
    .code = "account.no_such_role",
    .http_status = 404,
    .text = M("Vai trò được giao số {holding} không có, hoặc đã thôi trước ngày {day}."),
    .remedy = M("Xem các vai trò đang giao ở danh sách tài khoản.")};
RefusalKind const bad_login{
    .code = "account.bad_login",
    .http_status = 422,
    .text = M("Tên đăng nhập “{login}” không dùng được."),
    .remedy = M("Đặt tên không có dấu cách, dấu phẩy, dấu nháy, dài không quá 60 ký tự; ví dụ "
                "lan.nguyen.")};
RefusalKind const login_used_before{
    .code = "account.login_used_before",
    .http_status = 409,
    .text = M("Tên đăng nhập “{login}” đã thuộc về tài khoản số {account}, từ ngày {day}."),
    .remedy = M("Chọn tên khác: nhật ký gọi người làm bằng tên này, nên không dùng lại cho người "
                "khác.")};
RefusalKind const no_person{.code = "account.no_person",
                            .http_status = 422,
                            .text = M("Không có hồ sơ số {person} để gắn với tài khoản."),
                            .remedy = M("Tìm số hồ sơ ở danh sách đảng viên, hoặc để trống.")};
RefusalKind const unit_needed{
    .code = "account.unit_needed",
    .http_status = 422,
    .text = M("Vai trò “{role}” phải gắn với một đơn vị."),
    .remedy = M("Chọn đơn vị; vai trò có hiệu lực ở đơn vị đó và mọi đơn vị bên dưới.")};
RefusalKind const role_held_already{
    .code = "account.role_held_already",
    .http_status = 409,
    .text = M("Người này đã được giao vai trò “{role}” ở đơn vị đó từ ngày {from} (số {holding})."),
    .remedy = M("Không cần giao lại; muốn đổi thời hạn thì thôi giao rồi giao mới.")};
RefusalKind const more_than_held{
    .code = "account.more_than_held",
    .http_status = 403,
    .text = M("{actor} không giao được vai trò “{role}” ở đó: bản thân chưa có quyền “{right}” tại "
              "đơn vị đó."),
    .remedy = M("Nhờ người quản trị có quyền ở đơn vị đó giao.")};
RefusalKind const last_administrator{
    .code = "account.last_administrator",
    .http_status = 409,
    .text = M("Không thôi được: sẽ có ngày không còn ai quản trị toàn hệ thống."),
    .remedy = M("Giao vai trò quản trị toàn hệ thống cho người khác trước, rồi làm lại.")};
RefusalKind const not_own_account{.code = "account.not_own_account",
                                  .http_status = 403,
                                  .text = M("Chỉ chủ tài khoản làm được việc này."),
                                  .remedy = M("Đăng nhập bằng tài khoản của mình.")};

}  // namespace giaoban::account
