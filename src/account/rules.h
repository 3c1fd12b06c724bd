// Pure decisions on accounts: what a role may do, how names and passwords look, how long sessions
// last. Private to src/account.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "account/account.h"

namespace giaoban::account {

// Rights of a role by name; "member.*" stands for all of a folder, "*" for all. By name, since most
// rights are declared to the right of accounts.
std::span<std::string_view const> right_names(Role role);
bool names(std::string_view pattern, std::string_view right);
// Those of `all` that the role holds.
std::vector<store::Right const*> rights_of(Role role, std::span<store::Right const* const> all);
// Every right that a catalogue knows, each once.
std::vector<store::Right const*> all_rights(store::Catalogue const& catalogue);

// What a holding grants; nothing when the role is held everywhere without being an administrator's.
std::vector<store::Grant> grants_of(RoleHolding const& holding,
                                    std::span<store::Right const* const> all);

// Without outer blanks, small letters of the alphabet.
std::string login_form(std::string_view text);
bool good_login(std::string_view login);

// What somebody who knows the user would try first.
struct PasswordOf {
  std::string login;
  std::vector<std::string> names = {};  // of the user and of the units of his roles
};
enum class PasswordFault { too_short, too_long, too_simple, holds_login, well_known };
std::optional<PasswordFault> fault_of_password(std::string_view password, PasswordOf const& whose);
// Whether it is found within the first thousand million guesses of who knows what passwords people
// choose: words, names, dates, rows of keys, repetitions, letters written as digits, and the words
// of this field and of the user (known_words.cpp).
bool easily_guessed(std::string_view password, PasswordOf const& whose);

// The machine's address, or of IPv6 the network that one subscriber has: "2001:db8:1:2::/64".
std::string network_of(std::string const& peer);

// Whether the spans leave no day free from `day` on.
bool cover_from(std::vector<Span> spans, Day day);

// --- sessions, tokens ---
inline constexpr std::int64_t second = 1'000'000;  // microseconds
inline constexpr std::int64_t minute = 60 * second;
inline constexpr std::int64_t hour = 60 * minute;
inline constexpr std::int64_t session_idle_max = 12 * hour;
inline constexpr std::int64_t session_life = 7 * 24 * hour;
// A session's last use is written no oftener than this.
inline constexpr std::int64_t session_noted_every = 5 * minute;
inline constexpr std::int64_t one_time_life = 7 * 24 * hour;
inline constexpr std::int64_t device_life = 365 * 24 * hour;
inline constexpr int token_days_max = 366;

bool session_over(Instant started, Instant seen, Instant now);

// "chrome", "firefox", ...: which family of browsers a User-Agent names, so that an update of the
// browser does not end a session. "other" for the rest.
std::string browser_family(std::string_view user_agent);

}  // namespace giaoban::account
