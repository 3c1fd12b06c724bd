// Routes as data: a domain declares its pages in web.cpp, app/ puts them into one site. A handler
// reads the visit, calls a verb or a question, and renders; it holds no rule and no SQL.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/patience.h"
#include "base/result.h"
#include "base/text.h"
#include "command/command.h"
#include "store/store.h"
#include "web/admission.h"
#include "web/request.h"

namespace giaoban::web {

struct Confinement {
  std::string path;                      // the page, and the form it sends
  RefusalKind const* refusal = nullptr;  // what all else answers
};

// Who is at the other end. Without a name: nobody has signed in.
struct Caller {
  store::Actor actor;
  std::string shown_name;
  std::string session;  // names the session for form tokens; "" without one
  Language language = Language::vietnamese;
  bool large_text = false;
  // Something must be done here before anything else is open: of all that is not open to everybody,
  // only what leads there and signing out answers.
  std::optional<Confinement> confined = {};

  [[nodiscard]] bool signed_in() const { return !actor.name.empty(); }
};

struct Route;
struct Site;
class Channels;
class Jobs;

// One request on its way through a handler.
struct Visit {
  Request const& request;
  Site const& site;
  Route const& route;
  store::Store& store;
  Caller caller;
  std::vector<std::pair<std::string, std::string>> places;  // {name} of the route's path

  [[nodiscard]] std::string place(std::string_view name) const;  // ensured by the route
  [[nodiscard]] Language language() const { return caller.language; }
  // ?as_of=dd/mm/yyyy or yyyy-mm-dd (default: today) and ?known_at=N (default: all recorded).
  [[nodiscard]] Result<store::Moment> moment() const;
  // A day of the query, in either form; `otherwise` when it is blank.
  [[nodiscard]] Result<Day> day(std::string_view field, Day otherwise) const;
  // A verb's act: the caller, the form's nonce, the head it carried, reason and document.
  [[nodiscard]] Result<store::Act> act(store::Verb const& verb) const;
};

using Handler = std::function<Result<Response>(Visit&)>;

// A value that the address of a page may carry after "?".
struct Parameter {
  std::string name;                             // "unit*": all names that begin so
  command::Input input = command::Input::text;  // text, integer or day
  std::span<Choice const> choices = {};
  std::vector<std::string> words = {};  // where no enumeration has them
};
Parameter asks_text(std::string name);
Parameter asks_number(std::string name);
Parameter asks_day(std::string name);
Parameter asks_word(std::string name, std::vector<std::string> words);
template <Chosen E>
Parameter asks_choice(std::string_view name) {
  return {.name = std::string(name), .choices = choices_of(E{})};
}

// Who may come here without a right: named, so that it is seen in the table.
enum class Open { no, to_all, to_signed_in };

// A form that writes nothing shows what would be written: its work is a question's, and ends when
// nobody waits for it.
enum class Writes { yes, nothing };

// What a route answers with. Making a file of a province's lists takes longer than a page may.
enum class Gives : std::uint8_t { page, file };

// A page about a record is a tab beside the record's other pages, of whichever folder they are:
// "/units/{unit}/posts" beside "/units/{unit}". By place, smallest first.
struct RecordTab {
  Msg label = {};
  int place = 0;
};

struct Route {
  Method method = Method::get;
  std::string path;  // "/units/{unit}"
  Handler handle = nullptr;
  // One of these: the verb it calls, or the right that reading needs.
  store::Verb const* verb = nullptr;
  store::Right const* right = nullptr;
  Open open = Open::no;
  command::Command const* command = nullptr;  // of a door to a command (api.h)
  Lane lane = Lane::pages;
  Sends sends = Sends::form;
  Gives gives = Gives::page;
  Writes writes = Writes::yes;
  // Of each value in its query and form; options of a command and cells of a sheet have bounds of
  // their own.
  std::size_t letters_max = long_letters_max;
  // All that its address may carry, beside what every page takes (as_of, known_at, written): what
  // is not named here, or is none of its kind, is refused before the handler is asked. So nothing
  // mistyped is answered as if it had not been said.
  std::vector<Parameter> query = {};
  RecordTab tab = {};  // without a label: the page is no tab
};
// By the route's declarations; a route to a command is held against the command's options.
Result<void> check_query(Route const& route, Fields const& query);

// An entry of the main menu, shown to whoever has the right.
struct MenuEntry {
  std::string_view path;
  Msg label;
  store::Right const* right = nullptr;
};
// Entries under one word of the menu's first line; the second line shows those of the page's group.
struct MenuGroup {
  Msg label;
  std::vector<MenuEntry> entries;
};

// How far one answer may go before it is broken off and its asker told. Measured: the dearest page
// of a province takes a second, the dearest verb of a person three.
struct AnswerBounds {
  std::chrono::milliseconds question{10'000};
  std::chrono::milliseconds file{60'000};  // of a route that gives one
  std::chrono::milliseconds verb{10'000};  // waiting for the turn to write is part of it
  std::int64_t rows_max = 5'000'000;
  std::int64_t bytes_max = std::int64_t{64} << 20U;
};

// What a whole site is made of; put together in app/.
struct Site {
  store::Store* store = nullptr;
  Clock const* clock = nullptr;
  std::vector<Route> routes;
  std::vector<MenuGroup> menu;
  std::string place = {};  // whose program this is: "Ban Tổ chức Tỉnh ủy Phú Thọ"
  // Who sent this: by session cookie or token. With an Authorization header by that alone, since
  // then no form's token is asked for.
  Caller (*caller_of)(store::Store&, Request const&) = nullptr;
  // The account that sent this, "" for nobody; without its grants, and without writing anything.
  std::string (*asker_of)(store::Store&, Request const&) = nullptr;
  // The log of breakages: takes what broke, answers the number that the user is told.
  std::function<std::string(std::string_view where, std::string_view what)> log_breakage;
  Jobs* jobs = nullptr;
  Channels* channels = nullptr;
  AnswerBounds bounds = {};
  Flag stopping = {};  // true once the program ends
};

// The answer of the site: finds the route, the caller, asks for the right, checks the form's token,
// runs the handler, renders refusals and breakages. Every door over HTTP goes through here.
Response answer(Site const& site, Request const& request);
// What the server asks before it reads a body.
Admission admission(Site const& site, Request const& request);

// A form's token: proves that the form came from a page of ours shown to this session. Other at
// each call, so that a compressed page does not betray it. Goes back as the field "token" or, from
// scripts, as the header X-Form-Token.
std::string form_token(Caller const& caller, store::Store& store);
bool token_fits(std::string_view token, Caller const& caller, store::Store& store);

// What is wrong with a table of routes, a sentence each: a page that names neither right nor who
// may come, a form behind no verb, a path twice. For tests; such a route answers nobody.
std::vector<std::string> route_faults(std::vector<Route> const& routes);

// What the store must know of web/: the table of jobs, refusals, queries.
store::Catalogue catalogue();

extern RefusalKind const no_such_page;
extern RefusalKind const wrong_method;
extern RefusalKind const sign_in_first;
extern RefusalKind const page_not_allowed;  // names the right
extern RefusalKind const other_site;        // a form of another site
extern RefusalKind const form_too_old;      // the token is missing or of another session
extern RefusalKind const bad_moment;        // {value}
extern RefusalKind const value_too_long;    // {length}, {max}
extern RefusalKind const query_unknown;     // {name}
extern RefusalKind const query_not_a_word;  // {name}, {value}, {choices}
extern RefusalKind const rows_meanwhile;    // {count}: of a sheet, another has written them too
extern RefusalKind const sheet_malformed;   // {max}: a row twice, or more rows than a sheet has
extern RefusalKind const json_malformed;
extern RefusalKind const something_broke;     // {number}
extern RefusalKind const question_too_long;   // {seconds}
extern RefusalKind const question_too_large;  // it read or answered too much
extern RefusalKind const verb_too_long;       // {seconds}; rolled back
extern RefusalKind const written_but_not_shown;
extern RefusalKind const program_ends;

}  // namespace giaoban::web
