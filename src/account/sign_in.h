// Signing in: passwords, sessions, tokens of programs, and the guard against guessing. All of it
// stands outside the journal, hashed; nothing here is ever logged or put into a refusal.
//
// The guard: after a few failures for one login, or many from one address, each further try has to
// wait, longer each time up to a bound; failures are forgotten one by one as time goes. Waiting by
// login alone would let anyone lock others out by guessing at their names, so a device on which the
// user signed in before is counted by itself: from it the name stays open, whatever its address
// did. By address alone one machine of an office would lock all the others out, so the address
// holds up only logins that failed themselves.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "account/account.h"
#include "account/pace.h"

namespace giaoban::account {

// Where a request comes from.
struct Origin {
  std::string peer;        // address of the machine
  std::string user_agent;  // as the browser names itself
};

struct SignIn {
  std::string login;
  std::string password;
  std::string device;  // of the device cookie; "" when there is none
  Origin from;
};
struct SignedIn {
  AccountId account;
  std::string session;  // for the cookie; never stored as it is
  std::string device;   // for the cookie that outlives the session
};
// Refused alike, and after the same work, for an unknown login and a wrong password.
Result<SignedIn> sign_in(store::Store& store, SignIn const& asked);

// Who a session or a token lets in.
struct Entrance {
  AccountId account;
  std::string session;  // names it in forms and lists; not the cookie. "" for a token
  enum class Scope { read, write } scope = Scope::write;
  bool must_change_password = false;
};
std::optional<Entrance> by_session(store::Store& store, store::Snapshot& snapshot,
                                   std::string_view cookie, Origin const& from);
std::optional<Entrance> by_token(store::Store& store, store::Snapshot& snapshot,
                                 std::string_view token);
// Whose session or token it is, without noting its use: for sharing out the machine, not for
// rights.
std::optional<AccountId> account_of_session(store::Store& store, store::Snapshot& snapshot,
                                            std::string_view cookie);
std::optional<AccountId> account_of_token(store::Store& store, store::Snapshot& snapshot,
                                          std::string_view token);
// The actor for it, with the grants that the account holds today: with reading ones only for a
// token that reads, with none but the change of the password before a one-time one is changed.
Result<store::Actor> actor_of(store::Snapshot& snapshot, Entrance const& entrance, Day today);

// --- sessions ---
struct Session {
  std::string name;  // as in Entrance::session
  std::string family;
  Instant started_at;
  std::string started_peer;
  Instant seen_at;
  std::string seen_peer;
  std::optional<Instant> strange_at;  // last asked for from another machine; refused there when
  std::string strange_peer;           // its browser is another, too
  std::string strange_family;
};
std::vector<Session> sessions_of(store::Store& store, AccountId account);
// One of the account's own; one that is not there is no fault.
void sign_out(store::Store& store, AccountId account, std::string_view session);
// All but `kept`; "" keeps none.
void sign_out_everywhere(store::Store& store, AccountId account, std::string_view kept);

// --- passwords ---
// Sets a password that serves once, within seven days, and must then be changed. Ends all sessions
// and tokens.
// The actor may write accounts everywhere, as the act is refused otherwise.
Result<std::string> give_password(store::Store& store, store::Act const& act, AccountId account);
struct PasswordWish {
  AccountId account;
  std::string old_password;
  std::string new_password;
  std::string kept_session;  // all others end, and all tokens
  Origin from;
};
Result<store::Written> change_password(store::Store& store, store::Act const& act,
                                       PasswordWish const& wish);

// --- tokens for programs ---
struct TokenWish {
  std::string name;
  Entrance::Scope scope = Entrance::Scope::read;
  int days = 90;  // 1 to 366
};
struct Token {
  std::string id;  // for revoking
  std::string name;
  Entrance::Scope scope = Entrance::Scope::read;
  Instant made_at;
  Instant expires_at;
  std::optional<Instant> used_at;
};
// The token itself, shown this once.
Result<std::string> make_token(store::Store& store, AccountId account, TokenWish const& wish);
std::vector<Token> tokens_of(store::Store& store, AccountId account);
Result<void> revoke_token(store::Store& store, AccountId account, std::string_view id);

// --- how the pages look to the user ---
struct Preference {
  Language language = Language::vietnamese;
  bool large_text = false;
};
Preference preference(store::Snapshot& snapshot, AccountId account);
void prefer(store::Store& store, AccountId account, Preference const& preference);

// --- the guard ---
// Counts tries in memory and says how long to wait. Knows no account: an unknown login waits as a
// known one.
class Guard {
 public:
  struct Key {
    std::string name;
    Pace pace = {};
  };
  // Microseconds to wait; 0: this try may go on, and is counted as failed until taken back. Counted
  // beforehand, so that many tries at one moment do not pass together. `now`: Clock::steady, since
  // a machine's clock that is set back would have everybody wait until it has caught up.
  [[nodiscard]] std::int64_t try_now(std::vector<Key> const& keys, std::int64_t now);
  void take_back(Key const& key);  // this one try
  void forget(Key const& key);     // all of them

 private:
  struct Count {
    int tries = 0;
    std::int64_t last = 0;       // when the last try was
    std::int64_t forgotten = 0;  // up to when tries were forgotten
    Pace pace;
  };
  int tries_of(Key const& key, std::int64_t now);
  std::int64_t wait_of(Key const& key, std::int64_t now);
  static void forget_since(Count& count, std::int64_t now);
  void forget_old(std::int64_t now);
  std::mutex mutex_;
  std::map<std::string, Count, std::less<>> counts_;
};

// --- refusals, in order of precedence ---
extern RefusalKind const wrong_sign_in;   // one answer for an unknown login and a wrong password
extern RefusalKind const too_many_tries;  // says how long to wait
extern RefusalKind const too_busy;        // too many passwords are being checked
extern RefusalKind const change_password_first;  // a one-time password opens nothing else
extern RefusalKind const given_already;          // the form of a one-time password came twice
extern RefusalKind const weak_password;          // says why
extern RefusalKind const same_password;
extern RefusalKind const old_password_wrong;
extern RefusalKind const not_repeated;    // the new password typed twice differs
extern RefusalKind const bad_token_wish;  // without a name, or not 1 to 366 days
extern RefusalKind const no_such_token;

}  // namespace giaoban::account
