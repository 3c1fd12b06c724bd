#include "account/sign_in.h"

#include <algorithm>

#include "account/password.h"
#include "account/rules.h"
#include "account/store.h"
#include "base/text.h"

namespace giaoban::account {

using store::OwnRows;
using store::Snapshot;
using store::Store;

namespace {

constexpr std::string_view session_purpose = "session";
constexpr std::string_view device_purpose = "device";
constexpr std::string_view token_purpose = "token";
constexpr std::string_view token_mark = "giaoban_";

// One for the process, as it counts what comes in by the process's door.
Guard& guard() {
  static Guard all;
  return all;
}

Refusal wait_refusal(std::int64_t wait) {
  return {&too_many_tries, {{"seconds", std::to_string((wait + second - 1) / second)}}};
}

// What is known before the password is looked at.
struct Candidate {
  std::optional<AccountId> account;
  std::optional<SecretRow> secret;
  bool known_device = false;
};

Candidate candidate_for(Store& store, SignIn const& asked) {
  auto const snapshot = store.read();
  Candidate candidate;
  candidate.account = by_login(*snapshot, asked.login, store.clock().today());
  if (!candidate.account) return candidate;
  candidate.secret = secret_of(*snapshot, *candidate.account);
  candidate.known_device =
      !asked.device.empty() &&
      device_known(*snapshot, token_hash(asked.device, device_purpose, store.keys()),
                   *candidate.account);
  return candidate;
}

struct GuardKeys {
  Guard::Key who;   // the login, or the known device of it
  Guard::Key peer;  // an office shares one address
  bool counts_peer = true;
};

GuardKeys guard_keys(Store& store, SignIn const& asked, Candidate const& candidate) {
  constexpr std::size_t login_bytes_max = 60;
  std::string const login = login_form(asked.login).substr(0, login_bytes_max);
  std::string const here = store.address() + "\n";
  if (candidate.known_device) {
    auto const device = short_name(token_hash(asked.device, device_purpose, store.keys()));
    return {.who = {here + "device " + device + " " + login}, .peer = {}, .counts_peer = false};
  }
  return {.who = {here + "login " + login},
          .peer = {here + "peer " + network_of(asked.from.peer), pace_of_address}};
}

SignedIn let_in(Store& store, SignIn const& asked, Candidate const& candidate) {
  AccountId const account = *candidate.account;
  SignedIn in{.account = account,
              .session = random_token(),
              .device = candidate.known_device ? asked.device : random_token()};
  Instant const now = store.clock().now();
  store.write_own([&](OwnRows& rows) {
    delete_old(rows, now);
    insert_session(rows, {.token = token_hash(in.session, session_purpose, store.keys()),
                          .account = account,
                          .family = browser_family(asked.from.user_agent),
                          .started_at = now,
                          .started_peer = asked.from.peer,
                          .seen_at = now,
                          .seen_peer = asked.from.peer,
                          .strange_at = {},
                          .strange_peer = {},
                          .strange_family = {},
                          .password_entry = candidate.secret->password_entry});
    note_device(rows, token_hash(in.device, device_purpose, store.keys()), account, now);
  });
  return in;
}

}  // namespace

Result<SignedIn> sign_in(Store& store, SignIn const& asked) {
  Candidate const candidate = candidate_for(store, asked);
  auto const [who, peer, counts_peer] = guard_keys(store, asked, candidate);
  std::vector<Guard::Key> keys{who};
  if (counts_peer) keys.push_back(peer);
  Instant const now = store.clock().now();
  if (auto const wait = guard().try_now(keys, store.clock().steady()); wait > 0) {
    return std::unexpected(wait_refusal(wait));
  }
  // The same work for a login that does not exist: the time it takes tells nothing.
  Match const matched =
      match(candidate.secret ? candidate.secret->hash : nobody_hash(), asked.password);
  if (matched == Match::busy) {
    for (auto const& key : keys) guard().take_back(key);
    return refuse(too_busy);
  }
  bool const over = candidate.secret && candidate.secret->one_time_until &&
                    *candidate.secret->one_time_until <= now;
  if (matched == Match::no || !candidate.secret || over) return refuse(wrong_sign_in);
  guard().forget(who);
  // Not forgotten: who has one account could guess at the others without end.
  if (counts_peer) guard().take_back(peer);
  return let_in(store, asked, candidate);
}

// --- entering
// --------------------------------------------------------------------------------------

namespace {

// What of a session's use is worth a write.
struct Noting {
  SessionRow row;
  bool seen = false;
  bool strange = false;
};

Noting noting_of(SessionRow row, Origin const& from, Instant now) {
  Noting noting{std::move(row)};
  auto const due = [&](Instant last) {
    return now.microseconds - last.microseconds >= session_noted_every;
  };
  SessionRow& session = noting.row;
  auto const family = browser_family(from.user_agent);
  if (family != session.family || from.peer != session.started_peer) {
    noting.strange = !session.strange_at || due(*session.strange_at) ||
                     session.strange_peer != from.peer || session.strange_family != family;
    session.strange_at = now;
    session.strange_peer = from.peer;
    session.strange_family = family;
  }
  if (family == session.family) {
    noting.seen = due(session.seen_at);
    session.seen_at = now;
    session.seen_peer = from.peer;
  }
  return noting;
}

}  // namespace

std::optional<Entrance> by_session(Store& store, Snapshot& snapshot, std::string_view cookie,
                                   Origin const& from) {
  auto const row = session_row(snapshot, token_hash(cookie, session_purpose, store.keys()));
  Instant const now = store.clock().now();
  if (!row || session_over(row->started_at, row->seen_at, now)) return std::nullopt;
  auto const noting = noting_of(*row, from, now);
  auto const secret = secret_of(snapshot, row->account);
  if (noting.seen || noting.strange) {
    store.write_own([&](OwnRows& rows) {
      if (noting.seen) note_session(rows, noting.row);
      if (noting.strange) note_strange(rows, noting.row);
    });
  }
  // A cookie does not wander from one browser to another by itself.
  if (browser_family(from.user_agent) != row->family || !secret) return std::nullopt;
  return Entrance{.account = row->account,
                  .session = short_name(row->token),
                  .must_change_password = secret->one_time_until.has_value()};
}

namespace {

bool must_change_password(OwnRows rows, AccountId account) {
  auto const secret = secret_of(rows, account);
  return secret && secret->one_time_until;
}

}  // namespace

std::optional<Entrance> by_token(Store& store, Snapshot& snapshot, std::string_view token) {
  if (!token.starts_with(token_mark)) return std::nullopt;
  auto const row = token_row(snapshot, token_hash(token, token_purpose, store.keys()));
  Instant const now = store.clock().now();
  if (!row || row->expires_at <= now) return std::nullopt;
  // A token is no way around the change of a one-time password.
  if (must_change_password(snapshot, row->account)) return std::nullopt;
  bool const due =
      !row->used_at || now.microseconds - row->used_at->microseconds >= session_noted_every;
  if (due) store.write_own([&](OwnRows& rows) { note_token(rows, row->token, now); });
  return Entrance{.account = row->account,
                  .session = {},
                  .scope = row->scope == "write" ? Entrance::Scope::write : Entrance::Scope::read};
}

std::optional<AccountId> account_of_session(Store& store, Snapshot& snapshot,
                                            std::string_view cookie) {
  auto const row = session_row(snapshot, token_hash(cookie, session_purpose, store.keys()));
  if (!row || session_over(row->started_at, row->seen_at, store.clock().now())) return std::nullopt;
  return row->account;
}

std::optional<AccountId> account_of_token(Store& store, Snapshot& snapshot,
                                          std::string_view token) {
  if (!token.starts_with(token_mark)) return std::nullopt;
  auto const row = token_row(snapshot, token_hash(token, token_purpose, store.keys()));
  if (!row || row->expires_at <= store.clock().now()) return std::nullopt;
  return row->account;
}

Result<store::Actor> actor_of(Snapshot& snapshot, Entrance const& entrance, Day today) {
  TRY_INTO(store::Actor actor, actor_of(snapshot, entrance.account, today));
  if (entrance.must_change_password) {
    actor.grants = {{&account_password}};
    return actor;
  }
  if (!entrance.session.empty()) return actor;
  std::erase_if(actor.grants, [&](store::Grant const& grant) {
    if (*grant.right == account_self || *grant.right == account_password) return true;
    if (entrance.scope == Entrance::Scope::write) return false;
    return std::ranges::any_of(snapshot.catalogue().verbs, [&](store::Verb const* verb) {
      return *verb->right == *grant.right;
    });
  });
  return actor;
}

// --- sessions
// --------------------------------------------------------------------------------------

std::vector<Session> sessions_of(Store& store, AccountId account) {
  auto const snapshot = store.read();
  Instant const now = store.clock().now();
  std::vector<Session> sessions;
  for (SessionRow const& row : session_rows(*snapshot, account)) {
    if (session_over(row.started_at, row.seen_at, now)) continue;
    sessions.push_back({short_name(row.token), row.family, row.started_at, row.started_peer,
                        row.seen_at, row.seen_peer, row.strange_at, row.strange_peer,
                        row.strange_family});
  }
  return sessions;
}

namespace {

// The stored hash of the account's session of that name; blank when there is none.
Blob session_named(OwnRows rows, AccountId account, std::string_view name) {
  for (SessionRow const& row : session_rows(rows, account)) {
    if (short_name(row.token) == name) return row.token;
  }
  return {};
}

}  // namespace

void sign_out(Store& store, AccountId account, std::string_view session) {
  store.write_own(
      [&](OwnRows& rows) { delete_session(rows, session_named(rows, account, session)); });
}

void sign_out_everywhere(Store& store, AccountId account, std::string_view kept) {
  store.write_own(
      [&](OwnRows& rows) { delete_sessions(rows, account, session_named(rows, account, kept)); });
}

// --- passwords
// -------------------------------------------------------------------------------------

Result<std::string> give_password(Store& store, store::Act const& act, AccountId account) {
  std::string password = random_password();
  auto const hash = hash_password(password);
  if (!hash) return refuse(too_busy);
  Instant const until{store.clock().now().microseconds + one_time_life};
  bool ran = false;
  auto const written = store.write(act, [&](store::Tx& tx) -> Result<void> {
    TRY_VOID(actor_of(tx, account, tx.today()));
    ran = true;
    TRY_VOID(tx.event(account.value, tx.today(), PasswordChange{PasswordBy::administrator}));
    set_secret(tx, account, {*hash, until, tx.number()}, std::nullopt);
    return {};
  });
  if (!written) return std::unexpected(written.error());
  // The same form a second time: the entry is there, and its password was shown.
  if (!ran) return refuse(given_already);
  return password;
}

namespace {

// The names that who knows the user would try.
PasswordOf password_of(Snapshot& snapshot, AccountId account, Day today) {
  PasswordOf whose;
  auto const known = view(snapshot, account);
  if (!known) return whose;
  whose.login = known->name.login;
  whose.names.push_back(known->name.shown_name);
  for (HeldRole const& held : known->roles) {
    if (!held.holding.unit || !held.span.contains(today)) continue;
    auto const node = unit::node_of(snapshot, *held.holding.unit, {today});
    if (node) whose.names.insert(whose.names.end(), {node->name, node->code});
  }
  return whose;
}

}  // namespace

Result<store::Written> change_password(Store& store, store::Act const& act,
                                       PasswordWish const& wish) {
  std::optional<SecretRow> secret;
  std::optional<PasswordOf> whose;
  {
    auto const snapshot = store.read();
    auto const own = by_login(*snapshot, act.actor.name, store.clock().today());
    if (own != wish.account) return refuse(not_own_account);
    whose = password_of(*snapshot, wish.account, store.clock().today());
    secret = secret_of(*snapshot, wish.account);
  }
  Guard::Key const key{store.address() + "\nown " + std::to_string(wish.account.value)};
  if (auto const wait = guard().try_now({key}, store.clock().steady()); wait > 0) {
    return std::unexpected(wait_refusal(wait));
  }
  Match const matched = match(secret ? secret->hash : nobody_hash(), wish.old_password);
  if (matched == Match::busy) return refuse(too_busy);
  if (!secret || matched == Match::no) return refuse(old_password_wrong, {}, "old_password");
  guard().forget(key);
  if (wish.new_password == wish.old_password) return refuse(same_password, {}, "new_password");
  if (fault_of_password(wish.new_password, *whose)) {
    return refuse(weak_password, {}, "new_password");
  }
  auto const hash = hash_password(wish.new_password);
  if (!hash) return refuse(too_busy);
  return store.write(act, [&](store::Tx& tx) -> Result<void> {
    auto const kept =
        session_row(tx, session_named(tx, wish.account, wish.kept_session));  // by the old password
    TRY_VOID(tx.event(wish.account.value, tx.today(), PasswordChange{PasswordBy::self}));
    set_secret(tx, wish.account, {*hash, {}, tx.number()}, kept);
    return {};
  });
}

// --- tokens
// ----------------------------------------------------------------------------------------

Result<std::string> make_token(Store& store, AccountId account, TokenWish const& wish) {
  constexpr std::size_t name_bytes_max = 120;
  std::string const name = normalise(wish.name);
  if (name.empty() || name.size() > name_bytes_max || wish.days < 1 || wish.days > token_days_max) {
    return refuse(bad_token_wish, {{"days_max", std::to_string(token_days_max)}});
  }
  if (must_change_password(*store.read(), account)) return refuse(change_password_first);
  std::string token = std::string(token_mark) + random_token();
  Instant const now = store.clock().now();
  store.write_own([&](OwnRows& rows) {
    insert_token(rows, {.token = token_hash(token, token_purpose, store.keys()),
                        .account = account,
                        .name = name,
                        .scope = wish.scope == Entrance::Scope::write ? "write" : "read",
                        .made_at = now,
                        .expires_at = {now.microseconds + wish.days * 24 * hour},
                        .used_at = {},
                        .password_entry = {}});
  });
  return token;
}

std::vector<Token> tokens_of(Store& store, AccountId account) {
  auto const snapshot = store.read();
  std::vector<Token> tokens;
  for (TokenRow const& row : token_rows(*snapshot, account)) {
    tokens.push_back({short_name(row.token), row.name,
                      row.scope == "write" ? Entrance::Scope::write : Entrance::Scope::read,
                      row.made_at, row.expires_at, row.used_at});
  }
  return tokens;
}

Result<void> revoke_token(Store& store, AccountId account, std::string_view id) {
  bool found = false;
  store.write_own([&](OwnRows& rows) {
    for (TokenRow const& row : token_rows(rows, account)) {
      if (short_name(row.token) != id) continue;
      delete_token(rows, row.token);
      found = true;
    }
  });
  if (!found) return refuse(no_such_token);
  return {};
}

// --- preference
// ------------------------------------------------------------------------------------

Preference preference(Snapshot& snapshot, AccountId account) {
  return preference_of(snapshot, account);
}

void prefer(Store& store, AccountId account, Preference const& preference) {
  store.write_own([&](OwnRows& rows) { set_preference(rows, account, preference); });
}

// --- refusals
// --------------------------------------------------------------------------------------

RefusalKind const wrong_sign_in{
    .code = "account.wrong_sign_in",
    .http_status = 401,
    .text = M("Tên đăng nhập hoặc mật khẩu không đúng, hoặc mật khẩu dùng một lần đã hết hạn."),
    .remedy = M("Gõ lại; xem phím Caps Lock và bộ gõ tiếng Việt. Quên mật khẩu thì nhờ người quản "
                "trị cấp mật khẩu mới.")};
RefusalKind const too_many_tries{
    .code = "account.too_many_tries",
    .http_status = 429,
    .text = M("Đã thử sai nhiều lần. Đợi {seconds} giây nữa rồi thử lại."),
    .remedy = M("Trên máy đã từng đăng nhập bằng tên này thì vẫn vào được. Nếu mình không thử sai "
                "thì báo người quản trị.")};
RefusalKind const too_busy{.code = "account.too_busy",
                           .http_status = 503,
                           .text = M("Đang có quá nhiều người đăng nhập cùng lúc."),
                           .remedy = M("Đợi một lát rồi thử lại.")};
RefusalKind const change_password_first{
    .code = "account.change_password_first",
    .http_status = 403,
    .text = M("Mật khẩu đang dùng chỉ dùng một lần: phải đổi mật khẩu trước khi làm việc khác."),
    .remedy = M("Đổi mật khẩu ở trang “Đổi mật khẩu”, rồi làm lại việc này.")};
RefusalKind const given_already{.code = "account.given_already",
                                .http_status = 409,
                                .text = M("Mật khẩu dùng một lần đã cấp và chỉ hiện một lần."),
                                .remedy = M("Nếu chưa kịp ghi lại thì cấp mật khẩu khác.")};
RefusalKind const weak_password{
    .code = "account.weak_password",
    .http_status = 422,
    .text = M("Mật khẩu mới dễ đoán."),
    .remedy =
        M("Dùng ít nhất 10 ký tự; tránh từ và câu nhiều người dùng, dãy phím, ngày tháng, tên "
          "mình, tên đơn vị. Một câu ngắn riêng mình nhớ là tốt nhất, ví dụ bốn từ không liền "
          "ý.")};
RefusalKind const same_password{.code = "account.same_password",
                                .http_status = 422,
                                .text = M("Mật khẩu mới giống mật khẩu cũ."),
                                .remedy = M("Đặt mật khẩu khác.")};
RefusalKind const old_password_wrong{.code = "account.old_password_wrong",
                                     .http_status = 422,
                                     .text = M("Mật khẩu đang dùng không đúng."),
                                     .remedy = M("Gõ lại mật khẩu đang dùng.")};
RefusalKind const not_repeated{.code = "account.not_repeated",
                               .http_status = 422,
                               .text = M("Hai lần gõ mật khẩu mới không giống nhau."),
                               .remedy = M("Gõ lại mật khẩu mới ở cả hai ô.")};
RefusalKind const bad_token_wish{
    .code = "account.bad_token_wish",
    .http_status = 422,
    .text = M("Mã truy cập cần một tên và thời hạn từ 1 đến {days_max} ngày."),
    .remedy = M("Đặt tên theo chương trình sẽ dùng mã, ví dụ “Phần mềm kế toán”.")};
RefusalKind const no_such_token{.code = "account.no_such_token",
                                .http_status = 404,
                                .text = M("Không có mã truy cập này, hoặc đã hủy."),
                                .remedy = M("Xem các mã đang dùng ở trang Tài khoản của tôi.")};

}  // namespace giaoban::account
