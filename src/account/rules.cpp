#include "account/rules.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"

namespace giaoban::account {

namespace {

constexpr std::array<std::string_view, 10> reader_rights{
    "program.ask", "unit.read",   "member.read", "post.read",     "review.read",
    "figure.read", "report.read", "task.read",   "briefing.read", "round.read"};

// A cell reports on its tasks and receives the answers to what it asked.
constexpr std::array<std::string_view, 14> secretary_rights{
    "program.ask",        "unit.read",     "member.read", "member.write", "post.read",
    "review.*",           "figure.read",   "report.read", "task.read",    "task.report",
    "recommendation.ask", "briefing.read", "round.read",  "round.review"};

// Erasing a person, accounts, the access log and the store as a whole are the administrator's.
constexpr std::array<std::string_view, 18> staff_rights{
    "program.ask",   "unit.*",          "member.read", "member.write",     "post.*",
    "review.*",      "figure.read",     "report.read", "workbook.*",       "task.*",
    "briefing.*",    "journal.read",    "store.undo",  "recommendation.*", "round.*",
    "setting.write", "indicator.write", "table.write"};

constexpr std::array<std::string_view, 17> lead_rights{
    "program.ask",     "unit.read",       "member.read", "post.read",        "review.read",
    "figure.read",     "report.read",     "task.*",      "recommendation.*", "briefing.*",
    "journal.read",    "workbook.export", "round.read",  "round.decide",     "setting.write",
    "indicator.write", "table.write"};

constexpr std::array<std::string_view, 1> administrator_rights{"*"};

}  // namespace

std::span<std::string_view const> right_names(Role role) {
  switch (role) {
    case Role::reader:
      return reader_rights;
    case Role::cell_secretary:
      return secretary_rights;
    case Role::staff:
      return staff_rights;
    case Role::lead:
      return lead_rights;
    case Role::administrator:
      return administrator_rights;
  }
  return {};
}

bool names(std::string_view pattern, std::string_view right) {
  if (!pattern.ends_with('*')) return pattern == right;
  pattern.remove_suffix(1);
  return right.starts_with(pattern);
}

std::vector<store::Right const*> rights_of(Role role, std::span<store::Right const* const> all) {
  std::vector<store::Right const*> rights;
  for (store::Right const* right : all) {
    bool const held = std::ranges::any_of(
        right_names(role), [&](std::string_view pattern) { return names(pattern, right->name); });
    if (held) rights.push_back(right);
  }
  return rights;
}

std::vector<store::Right const*> all_rights(store::Catalogue const& catalogue) {
  std::vector<store::Right const*> all;
  std::set<std::string_view> seen;
  auto const add = [&](store::Right const* right) {
    if (right != nullptr && seen.insert(right->name).second) all.push_back(right);
  };
  for (store::Verb const* verb : catalogue.verbs) add(verb->right);
  for (store::Right const* right : catalogue.rights) add(right);
  return all;
}

std::vector<store::Grant> grants_of(RoleHolding const& holding,
                                    std::span<store::Right const* const> all) {
  if (!holding.unit && holding.role != Role::administrator) return {};
  std::vector<store::Grant> grants;
  for (store::Right const* right : rights_of(holding.role, all)) {
    grants.emplace_back(right, holding.unit ? std::optional(holding.unit->value) : std::nullopt);
  }
  return grants;
}

std::string login_form(std::string_view text) {
  std::string login = normalise(text);
  std::ranges::transform(login, login.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return login;
}

bool good_login(std::string_view login) {
  constexpr std::size_t bytes_max = 60;
  return !login.empty() && login.size() <= bytes_max &&
         login.find_first_of(" \t\r\n,;\"'<>") == std::string_view::npos;
}

std::optional<PasswordFault> fault_of_password(std::string_view password, PasswordOf const& whose) {
  constexpr std::size_t letters_min = 10;
  constexpr std::size_t bytes_max = 400;  // hashing takes any length; a form need not
  auto const letters = static_cast<std::size_t>(std::ranges::count_if(
      password, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  if (letters < letters_min) return PasswordFault::too_short;
  if (password.size() > bytes_max) return PasswordFault::too_long;
  std::set<char> const different(password.begin(), password.end());
  constexpr std::size_t different_min = 5;
  if (different.size() < different_min) return PasswordFault::too_simple;
  if (!whose.login.empty() && fold(password).find(fold(whose.login)) != std::string::npos) {
    return PasswordFault::holds_login;
  }
  if (easily_guessed(password, whose)) return PasswordFault::well_known;
  return std::nullopt;
}

std::string network_of(std::string const& peer) {
  in6_addr address{};
  if (inet_pton(AF_INET6, peer.c_str(), &address) != 1) return peer;
  if (IN6_IS_ADDR_V4MAPPED(&address)) return peer.substr(peer.rfind(':') + 1);
  std::fill(std::begin(address.s6_addr) + 8, std::end(address.s6_addr), std::uint8_t{0});
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(AF_INET6, &address, text.data(), text.size());
  return std::string(text.data()) + "/64";
}

bool cover_from(std::vector<Span> spans, Day day) {
  std::ranges::sort(spans, {}, &Span::from);
  for (Span const span : spans) {
    if (span.from > day) return false;
    day = std::max(day, span.to);
  }
  return day >= Day::forever();
}

bool session_over(Instant started, Instant seen, Instant now) {
  return now.microseconds - seen.microseconds >= session_idle_max ||
         now.microseconds - started.microseconds >= session_life;
}

std::string browser_family(std::string_view user_agent) {
  // In this order: each later name also stands in the text of those before it.
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> marks{{
      {"Edg", "edge"},
      {"OPR", "opera"},
      {"coc_coc", "coccoc"},
      {"Firefox", "firefox"},
      {"Chrome", "chrome"},
      {"CriOS", "chrome"},
      {"FxiOS", "firefox"},
      {"Safari", "safari"},
      {"curl", "curl"},
  }};
  std::string_view family = "other";
  for (auto const& [mark, name] : marks) {
    if (user_agent.find(mark) == std::string_view::npos) continue;
    family = name;
    break;
  }
  // A phone and a PC are two machines.
  bool const phone = user_agent.find("Mobile") != std::string_view::npos ||
                     user_agent.find("Android") != std::string_view::npos ||
                     user_agent.find("iPhone") != std::string_view::npos;
  return std::string(family) + (phone ? ", phone" : "");
}

}  // namespace giaoban::account
