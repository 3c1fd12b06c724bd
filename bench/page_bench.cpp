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
struct Login {
  std::string name;
  std::string password;
};

// Percentiles of what was waited, in milliseconds.
struct Waits {
  std::vector<double> all;
  [[nodiscard]] double at(double part) {
    if (all.empty()) return 0;
    std::ranges::sort(all);
    return all[std::min(all.size() - 1,
                        static_cast<std::size_t>(part * static_cast<double>(all.size())))];
  }
};

void line(std::string const& what, Waits waits, double bar) {
  fmt::print("{:58} {:6} times  p50 {:7.1f}  p95 {:7.1f}  p99 {:7.1f} ms  bar {:.0f}\n", what,
             waits.all.size(), waits.at(.5), waits.at(.95), waits.at(.99), bar);
}

// Ticks of processor time that the server has used, of 10 ms.
double processor_ms(int process) {
  std::ifstream in(fmt::format("/proc/{}/stat", process));
  std::string text{std::istreambuf_iterator<char>(in), {}};
  std::istringstream rest(text.substr(text.rfind(')') + 2));
  std::string skipped;
  for (int i = 0; i < 11; ++i) rest >> skipped;
  double user = 0;
  double system = 0;
  rest >> user >> system;
  return 10 * (user + system);
}

long memory_kb(int process, std::string_view name) {
  std::ifstream in(fmt::format("/proc/{}/status", process));
  for (std::string text; std::getline(in, text);) {
    if (text.starts_with(name)) return std::stol(text.substr(name.size() + 1));
  }
  return 0;
}

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

void sign_in(Client& client, Login const& login) {
  auto const page = client.get("/sign-in");
  auto const in = client.post("/sign-in", {{"token", token_on(page.body)},
                                           {"login", login.name},
                                           {"password", login.password},
                                           {"to", "/"}});
  if (in.status != 303)
    throw std::runtime_error(fmt::format("{} does not get in: {}", login.name, in.status));
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

// One grade of a sheet, another one than stands.
Answer save(Client& client, std::string const& sheet, std::string const& page, std::size_t row) {
  std::vector<std::string> keys;
  std::istringstream all(between(page, "name=\"rows\" value=\"", "\""));
  for (std::string key; all >> key;) {
    if (key.starts_with("member-")) keys.push_back(key);
  }
  if (keys.empty()) return {};
  auto const& key = keys[row % keys.size()];
  auto const at = page.find("name=\"" + key + ".result\"");
  auto const cell = page.substr(at, page.find("</select>", at) - at);
  bool const good = cell.contains("value=\"good\" selected");
  return client.post(
      sheet, {{"token", token_on(page)},
              {"nonce", fmt::format("bench-{}-{}", key, std::random_device{}())},
              {"rows", key},
              {key + ".result", good ? "fair" : "good"},
              {"decided_on", between(page, "name=\"decided_on\" type=\"text\" value=\"", "\"")},
              {"roster_on", between(page, "name=\"roster_on\" value=\"", "\"")}});
}

void saves(Server const& server, std::vector<std::unique_ptr<Client>>& clients,
           std::vector<std::string> const& sheets) {
  Waits waits;
  std::mutex guard;
  int faults = 0;
  double used = 0;
  for (int round = 0; round < 3; ++round) {
    std::vector<std::string> pages(clients.size());
    for (std::size_t user = 0; user < clients.size(); ++user) {
      pages[user] = clients[user]->get(sheets[user % sheets.size()]).body;
    }
    double const before = processor_ms(server.process);
    std::vector<std::jthread> threads;
    for (std::size_t user = 0; user < clients.size(); ++user) {
      threads.emplace_back([&, user] {
        std::this_thread::sleep_for(std::chrono::milliseconds(40 * user));
        auto const start = Clock::now();
        auto const answer = save(*clients[user], sheets[user % sheets.size()], pages[user],
                                 user + static_cast<std::size_t>(round));
        Milliseconds const took = Clock::now() - start;
        std::lock_guard const lock(guard);
        waits.all.push_back(took.count());
        if (answer.status != 303) ++faults;
      });
    }
    threads.clear();
    used += processor_ms(server.process) - before;
  }
  line("save of a grade, 25 a second", waits, 50);
  fmt::print("{:58} {:.1f} ms of the server's processor time each{}\n", "",
             used / static_cast<double>(waits.all.size()),
             faults > 0 ? fmt::format("; {} FAILED", faults) : "");
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

// Reads what comes until every listener had a screen or three seconds are over.
void await_screens(Listeners& all, Clock::time_point start, Waits& waits) {
  std::vector<pollfd> sockets;
  for (auto const& client : all.clients) sockets.push_back({client->socket(), POLLIN, 0});
  std::size_t missing = sockets.size();
  auto const last = start + std::chrono::seconds(3);
  while (missing > 0 && Clock::now() < last) {
    if (::poll(sockets.data(), sockets.size(), 100) <= 0) continue;
    for (std::size_t i = 0; i < sockets.size(); ++i) {
      if ((sockets[i].revents & (POLLIN | POLLHUP)) == 0) continue;
      auto const bytes = all.clients[i]->more();
      if (bytes.empty()) sockets[i].fd = -1;
      all.seen[i] += bytes;
      auto const at = all.seen[i].find("event: screen");
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

void slides(std::uint16_t port, Login const& login, std::string const& conference, int places) {
  auto all = listen(port, login, conference + "/events", places);
  Waits none;
  await_screens(all, Clock::now(), none);  // what stands when they come
  Client lead(port);
  sign_in(lead, login);
  Waits waits;
  for (int step = 0; step < 12; ++step) {
    auto const hall = lead.get(conference + "/hall").body;
    auto const start = Clock::now();
    std::jthread const stepping([&] {
      lead.post(conference + "/screen",
                {{"token", token_on(hall)}, {"step", step % 4 < 2 ? "next" : "previous"}});
    });
    await_screens(all, start, waits);
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
  std::vector<std::unique_ptr<Client>> clients;
  for (int user = 0; user < users; ++user) {
    clients.push_back(std::make_unique<Client>(server.port));
    sign_in(*clients.back(), staff);
  }
  fmt::print("server with the sample, 50 signed in: {} MB\n",
             memory_kb(server.process, "VmRSS") / 1024);
  auto const found = addresses_of(*clients.front(), "PT.10.001");
  if (found.members.size() < 50 || found.sheets.size() < 2)
    throw std::runtime_error("no members found");
  auto const member = [&](Client& client, int, std::mt19937_64& dice) {
    return client.get(found.members[dice() % found.members.size()]);
  };
  auto const reading = std::chrono::milliseconds(1000);
  many(server, clients, "member page, 50 users", 10, member, reading);
  many(
      server, clients, "figures of a district, 50 users", 200,
      [](Client& client, int, std::mt19937_64& dice) {
        return client.get(fmt::format("/figures?unit=PT.{}&as_of=14/06/2021", 10 + dice() % 4));
      },
      std::chrono::milliseconds(5000));
  saves(server, clients, found.sheets);
  {
    auto const listeners = listen(server.port, staff, conference + "/events", 300);
    many(server, clients, "member page beside 300 listeners", 10, member, reading);
  }
  slides(server.port, staff, conference, 500);
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
  fmt::print("server at its largest: {} MB, bar 200\n", memory_kb(server.process, "VmHWM") / 1024);
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
