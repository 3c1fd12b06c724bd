// The pages of a running server on the sample province, as its users meet them: how long they wait,
// what a phone loads, how quickly a slide reaches all places. bench/pages starts the server.
//   giaoban_page_bench PORT PROCESS ACCOUNTS.csv CONFERENCE NGINX_PORT PAGE
// PAGE is the file that nginx serves.
#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <sstream>
#include <thread>

#include "bench/client.h"

namespace giaoban::bench {
namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr int users = 50;

struct Server {
  std::uint16_t port;
  int process;
};
// Percentiles of what was waited, in milliseconds.
struct Waits {
  std::vector<double> all;
  [[nodiscard]] double at(double part) { return percentile(all, part); }
};

void line(std::string const& what, Waits waits, double bar) {
  fmt::print("{:58} {:6} times  p50 {:7.1f}  p95 {:7.1f}  p99 {:7.1f} ms  bar {:.0f}\n", what,
             waits.all.size(), waits.at(.5), waits.at(.95), waits.at(.99), bar);
}

long memory_kb(int process, std::string_view name) {
  std::ifstream in(fmt::format("/proc/{}/status", process));
  for (std::string text; std::getline(in, text);) {
    if (text.starts_with(name)) return std::stol(text.substr(name.size() + 1));
  }
  return 0;
}

// What the server holds now, and what it held at most since the last look.
class Memory {
 public:
  explicit Memory(int process) : process_(process) {}
  void look(std::string_view after) {
    auto const most = memory_kb(process_, "VmHWM") / 1024;
    largest_ = std::max(largest_, most);
    fmt::print("{:58} {} MB now, {} MB at most\n", fmt::format("memory after {}", after),
               memory_kb(process_, "VmRSS") / 1024, most);
    std::ofstream(fmt::format("/proc/{}/clear_refs", process_)) << 5;
  }
  void end() const { fmt::print("server at its largest: {} MB, bar 200\n", largest_); }

 private:
  int process_;
  long largest_ = 0;
};

std::vector<Login> logins_in(char const* file) {
  std::ifstream in(file);
  std::vector<Login> logins;
  std::string text;
  std::getline(in, text);
  while (std::getline(in, text)) {
    auto const comma = text.find(',');
    logins.push_back(
        {text.substr(0, comma), text.substr(comma + 1, text.find(',', comma + 1) - comma - 1)});
  }
  return logins;
}

// Each user asks, reads for a while, asks again. Processor time of the server stands beside, since
// others may use the machine.
using Asking = std::function<Answer(Client&, int user, std::mt19937_64&)>;
// NOLINTNEXTLINE(readability-function-size): what is asked, by whom, how often, and where it goes.
void many(Server const& server, std::vector<std::unique_ptr<Client>>& clients,
          std::string const& what, double bar, Asking const& asking,
          std::chrono::milliseconds reading) {
  Waits waits;
  std::mutex guard;
  std::atomic<int> faults = 0;
  auto const until = Clock::now() + std::chrono::seconds(10);
  double const before = processor_ms(server.process);
  std::vector<std::jthread> threads;
  for (std::size_t user = 0; user < clients.size(); ++user) {
    threads.emplace_back([&, user] {
      std::mt19937_64 dice(user);
      std::this_thread::sleep_for(reading * (dice() % 100) / 100);
      while (Clock::now() < until) {
        auto const start = Clock::now();
        auto const answer = asking(*clients[user], static_cast<int>(user), dice);
        Milliseconds const took = Clock::now() - start;
        if (answer.status != 200 && answer.status != 303) ++faults;
        {
          std::lock_guard const lock(guard);
          waits.all.push_back(took.count());
        }
        std::this_thread::sleep_for(reading / 2 + reading * (dice() % 100) / 100);
      }
    });
  }
  threads.clear();
  double const used = processor_ms(server.process) - before;
  auto const times = static_cast<double>(std::max<std::size_t>(1, waits.all.size()));
  line(what, waits, bar);
  fmt::print("{:58} {:.1f} ms of the server's processor time each{}\n", "", used / times,
             faults > 0 ? fmt::format("; {} FAILED", faults.load()) : "");
}

// --- what is asked -------------------------------------------------------------------------------

// Addresses of members and cells within the part of each user.
struct Addresses {
  std::vector<std::string> members;
  std::vector<std::string> sheets;
};
Addresses addresses_of(Client& client, std::string const& top) {
  Addresses found;
  auto const grades = client.get("/grades?unit=" + top + "&year=2020").body;
  for (std::size_t at = grades.find("/grades/2020"); at != std::string::npos;
       at = grades.find("/grades/2020", at + 1)) {
    auto const begin = grades.rfind("/units/", at);
    auto const unit = grades.substr(begin, at - begin);
    if (!found.sheets.empty() && found.sheets.back() == unit + "/grades/2020") continue;
    found.sheets.push_back(unit + "/grades/2020");
  }
  for (auto const& sheet : found.sheets) {
    auto const roster = client.get(sheet.substr(0, sheet.rfind("/grades")) + "/roster").body;
    for (std::size_t at = roster.find("href=\"/members/"); at != std::string::npos;
         at = roster.find("href=\"/members/", at + 1)) {
      found.members.push_back(between(roster, "href=\"", "\"", at));
    }
  }
  return found;
}

// What is chosen in the row: "good"; "" for a reason or nothing.
std::string grade_on(std::string const& page, std::string const& key) {
  auto const at = page.find("name=\"" + key + ".result\"");
  auto const cell = page.substr(at, page.find("</select>", at) - at);
  for (std::string const grade : {"excellent", "good", "fair", "failed"}) {
    if (cell.contains("value=\"" + grade + "\" selected")) return grade;
  }
  return {};
}

// A graded member's row of a sheet.
struct Graded {
  std::string sheet;
  std::string key;
};
// Members who have a grade: another one may be given to them. Nobody twice, so that two users never
// write the same row.
std::vector<Graded> graded_on(Client& client, std::vector<std::string> const& sheets) {
  std::vector<Graded> all;
  for (auto const& sheet : sheets) {
    auto const page = client.get(sheet).body;
    std::istringstream keys(between(page, "name=\"rows\" value=\"", "\""));
    for (std::string key; keys >> key;) {
      if (key.starts_with("member-") && !grade_on(page, key).empty()) all.push_back({sheet, key});
    }
  }
  return all;
}

// Good where it is not, fair where it is.
Answer save(Client& client, Graded const& row, std::string const& page) {
  return client.post(
      row.sheet, {{"token", token_on(page)},
                  {"nonce", fmt::format("bench-{}-{}", row.key, std::random_device{}())},
                  {"rows", row.key},
                  {row.key + ".result", grade_on(page, row.key) == "good" ? "fair" : "good"},
                  {"decided_on", between(page, "name=\"decided_on\" type=\"text\" value=\"", "\"")},
                  {"roster_on", between(page, "name=\"roster_on\" value=\"", "\"")}});
}

// Who saves, and what came of it: written, refused with a reason, or a fault.
struct Saved {
  Waits waits;
  std::map<std::string, int> refusals;
  int faults = 0;
  void put(Answer const& answer, double took) {
    if (answer.status == 303) {
      waits.all.push_back(took);
    } else if (answer.status == 200 || (answer.status >= 400 && answer.status < 500)) {
      ++refusals[fmt::format("{} {}", answer.status,
                             between(answer.body, "<strong>", "</strong>"))];
    } else {
      ++faults;
    }
  }
};

void save_line(Saved const& saved, double used) {
  line("save of a grade, 25 a second", saved.waits, 50);
  fmt::print("{:58} {:.1f} ms of the server's processor time each\n", "",
             used / static_cast<double>(std::max<std::size_t>(1, saved.waits.all.size())));
  for (auto const& [words, times] : saved.refusals) {
    fmt::print("{:58} {} refused: {}\n", "", times, words);
  }
  if (saved.faults > 0) fmt::print("{:58} {} FAILED\n", "", saved.faults);
}

void saves(Server const& server, std::vector<std::unique_ptr<Client>>& clients,
           std::vector<std::string> const& sheets) {
  auto const rows = graded_on(*clients.front(), sheets);
  if (rows.size() < clients.size()) throw std::runtime_error("too few members are graded");
  Saved saved;
  std::mutex guard;
  double used = 0;
  for (int round = 0; round < 3; ++round) {
    std::vector<std::string> pages(clients.size());
    for (std::size_t user = 0; user < clients.size(); ++user) {
      pages[user] = clients[user]->get(rows[user].sheet).body;
    }
    double const before = processor_ms(server.process);
    std::vector<std::jthread> threads;
    for (std::size_t user = 0; user < clients.size(); ++user) {
      threads.emplace_back([&, user] {
        std::this_thread::sleep_for(std::chrono::milliseconds(40 * user));
        auto const start = Clock::now();
        auto const answer = save(*clients[user], rows[user], pages[user]);
        Milliseconds const took = Clock::now() - start;
        std::lock_guard const lock(guard);
        saved.put(answer, took.count());
      });
    }
    threads.clear();
    used += processor_ms(server.process) - before;
  }
  save_line(saved, used);
}

// --- streams -------------------------------------------------------------------------------------

struct Listeners {
  std::vector<std::unique_ptr<Client>> clients;
  std::vector<std::string> seen;  // what came and holds no whole event yet
};
Listeners listen(std::uint16_t port, Login const& login, std::string const& events, int count) {
  Listeners all;
  Client first(port);
  sign_in(first, login);
  for (int i = 0; i < count; ++i) {
    all.clients.push_back(std::make_unique<Client>(port));
    all.clients.back()->take_cookies(first);
    all.clients.back()->listen(events);
    all.seen.emplace_back();
  }
  return all;
}

// Reads what comes until every listener had the screen of this change, or three seconds are over.
void await_screens(Listeners& all, std::string const& change, Clock::time_point start,
                   Waits& waits) {
  std::vector<pollfd> sockets;
  for (auto const& client : all.clients) sockets.push_back({client->socket(), POLLIN, 0});
  std::size_t missing = sockets.size();
  auto const last = start + std::chrono::seconds(3);
  auto const wanted = "event: screen\ndata: " + change + "\n";
  for (bool first = true; missing > 0 && Clock::now() < last; first = false) {
    ::poll(sockets.data(), sockets.size(), first ? 0 : 100);
    for (std::size_t i = 0; i < sockets.size(); ++i) {
      bool const came = (sockets[i].revents & (POLLIN | POLLHUP)) != 0;
      if (sockets[i].fd < 0 || (!came && !all.clients[i]->holds_more())) continue;
      auto const bytes = all.clients[i]->more();
      if (bytes.empty()) sockets[i].fd = -1;
      all.seen[i] += bytes;
      auto const at = all.seen[i].find(wanted);
      if (at == std::string::npos || all.seen[i].find("\n\n", at) == std::string::npos) continue;
      all.seen[i].clear();
      Milliseconds const took = Clock::now() - start;
      waits.all.push_back(took.count());
      sockets[i].fd = -1;
      --missing;
    }
  }
  if (missing > 0) fmt::print("{} places had NO SLIDE within 3 s\n", missing);
}

// Forwards over all slides and back; at the ends a step would change nothing and tell nobody.
void slides(std::uint16_t port, Login const& login, std::string const& conference, int places) {
  Client lead(port);
  sign_in(lead, login);
  auto const change = [&] {
    return between(lead.get(conference + "/hall").body, "data-change=\"", "\"");
  };
  auto const step = [&](std::string const& token, std::string const& way) {
    lead.post(conference + "/screen", {{"token", token}, {"step", way}});
  };
  auto const token = [&] { return token_on(lead.get(conference + "/hall").body); };
  step(token(), "next");
  auto all = listen(port, login, conference + "/events", places);
  Waits none;
  await_screens(all, change(), Clock::now(), none);  // what stands when they come
  Waits waits;
  constexpr int steps_one_way = 3;
  for (int i = 0; i < 4 * steps_one_way; ++i) {
    auto const next = std::to_string(std::stoll(change()) + 1);
    auto const own = token();
    auto const start = Clock::now();
    std::jthread const stepping(
        [&] { step(own, i / steps_one_way % 2 == 0 ? "next" : "previous"); });
    await_screens(all, next, start, waits);
  }
  line(fmt::format("a slide reaches {} places", places), waits, 300);
}

// --- loads ---------------------------------------------------------------------------------------

// All that a first visit fetches, as sent to a browser that takes gzip.
void first_page(std::uint16_t port, Login const& login) {
  Client client(port);
  sign_in(client, login);
  client.own_heads = "Accept-Encoding: gzip\r\n";
  auto const page = client.get("/");
  Client plain(port);
  plain.take_cookies(client);
  auto const readable = plain.get("/").body;
  std::size_t total = page.head.size() + page.body.size();
  for (std::string_view const mark : {"src=\"/static/", "href=\"/static/"}) {
    for (std::size_t at = readable.find(mark); at != std::string::npos;
         at = readable.find(mark, at + 1)) {
      auto const path = between(readable, mark.substr(0, mark.find('/')), "\"", at);
      auto const file = client.get(path);
      total += file.head.size() + file.body.size();
    }
  }
  fmt::print("{:58} {:.1f} kB sent, bar 100\n", "first page on a phone, with styles and scripts",
             static_cast<double>(total) / 1000);
}

// Pages a second over eight kept connections, as fast as they are answered.
double a_second(std::uint16_t port, std::string const& path, Client const& cookies) {
  std::atomic<int> pages = 0;
  auto const start = Clock::now();
  auto const until = start + std::chrono::seconds(5);
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      Client client(port);
      client.take_cookies(cookies);
      while (Clock::now() < until) pages += client.get(path).status == 200 ? 1 : 0;
    });
  }
  threads.clear();
  return pages / std::chrono::duration<double>(Clock::now() - start).count();
}

int run(char** argv) {
  Server const server{static_cast<std::uint16_t>(std::stoi(argv[1])), std::stoi(argv[2])};
  auto const logins = logins_in(argv[3]);
  std::string const conference = std::string("/briefings/") + argv[4];
  auto const staff = *std::ranges::find(logins, "tochuc", &Login::name);
  Memory memory(server.process);
  std::vector<std::unique_ptr<Client>> clients;
  for (int user = 0; user < users; ++user) {
    clients.push_back(std::make_unique<Client>(server.port));
    sign_in(*clients.back(), staff);
  }
  auto const found = addresses_of(*clients.front(), "PT.10.001");
  if (found.members.size() < 50 || found.sheets.size() < 2)
    throw std::runtime_error("no members found");
  auto const member = [&](Client& client, int, std::mt19937_64& dice) {
    return client.get(found.members[dice() % found.members.size()]);
  };
  auto const reading = std::chrono::milliseconds(1000);
  memory.look("50 signed in");
  many(
      server, clients, "home page, 50 users", 10,
      [](Client& client, int, std::mt19937_64&) { return client.get("/"); }, reading);
  memory.look("home pages");
  many(server, clients, "member page, 50 users", 10, member, reading);
  memory.look("member pages");
  many(
      server, clients, "figures of a district, 50 users", 200,
      [](Client& client, int, std::mt19937_64& dice) {
        return client.get(fmt::format("/figures?unit=PT.{}&as_of=14/06/2021", 10 + dice() % 4));
      },
      std::chrono::milliseconds(5000));
  memory.look("figures");
  saves(server, clients, found.sheets);
  memory.look("saves");
  {
    auto const listeners = listen(server.port, staff, conference + "/events", 300);
    many(server, clients, "member page beside 300 listeners", 10, member, reading);
  }
  memory.look("300 listeners");
  slides(server.port, staff, conference, 500);
  memory.look("slides to 500 places");
  first_page(server.port, *std::ranges::find(logins, "bithu", &Login::name));
  auto const page =
      found.sheets.front().substr(0, found.sheets.front().rfind("/grades")) + "/roster";
  auto const bytes = clients.front()->get(page).body;
  std::ofstream(argv[6]) << bytes;
  double const ours = a_second(server.port, page, *clients.front());
  double const theirs =
      a_second(static_cast<std::uint16_t>(std::stoi(argv[5])), "/page.html", *clients.front());
  fmt::print(
      "a page of {:.1f} kB: {:.0f} a second; nginx sends the same bytes {:.0f} times; ratio 1 : "
      "{:.1f}\n",
      static_cast<double>(bytes.size()) / 1000, ours, theirs, theirs / ours);
  memory.look("pages as fast as they come");
  memory.end();
  return 0;
}

}  // namespace
}  // namespace giaoban::bench

int main(int argc, char** argv) {
  if (argc != 7) {
    fmt::print(stderr,
               "usage: giaoban_page_bench PORT PROCESS ACCOUNTS.csv CONFERENCE NGINX_PORT PAGE\n");
    return 2;
  }
  return giaoban::bench::run(argv);
}
