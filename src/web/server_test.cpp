// The protocol over real sockets, byte by byte.
#include "web/server.h"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <thread>

#include "base/patience.h"
#include "web/raw_client_test.h"

namespace giaoban::web {
namespace {

using namespace std::chrono_literals;
using test::RawClient;

// Answers with what it was asked. /wait answers when let go; /throw breaks; /events opens a stream.
class ServerOverSockets : public testing::Test {
 protected:
  ServerOverSockets() {
    options.deadlines = {.first_byte = 5s,
                         .head = 150ms,
                         .body = 150ms,
                         .idle = 5s,
                         .write = 2s,
                         .half_closed = 5s,
                         .drain = 300ms,
                         .heartbeat = 50ms};
    options.head.bytes_max = 8'000;
    options.body.upload_bytes_max = 3'000'000;
    options.body.text_bytes_max = 100'000;
    options.body.temp_folder = testing::TempDir();
  }
  void start() {
    auto started = Server::start(
        options, [](Request const& head) { return admitted(head); },
        [this](Request const& r) { return answer(r); });
    ASSERT_TRUE(started) << started.error().text(Language::english);
    server = *std::move(started);
  }
  // The cookie says who it is: "nobody" is a stranger, and so is who asks without one. "X-Sends:
  // form" is a route that takes no files.
  static Admission admitted(Request const& head) {
    std::string const who = head.cookies.first("who").value_or("somebody");
    std::string const sends = head.headers.text("x-sends");
    if (head.path == "/password") return {.asker = who, .lane = Lane::passwords, .sends = {}};
    if (who == "nobody") return {};
    return {
        .asker = who, .lane = Lane::pages, .sends = sends == "form" ? Sends::form : Sends::files};
  }
  Response answer(Request const& request) {
    if (request.path == "/throw") throw std::runtime_error("broke");
    if (request.path == "/password") std::this_thread::sleep_for(20ms);
    if (request.path == "/wait") {
      std::unique_lock lock(guard);
      ++waiting;
      changed.notify_all();
      changed.wait(lock, [this] { return go; });
    }
    if (request.path == "/large") return Response::plain(200, std::string(3'000'000, 'x'));
    if (request.path == "/huge") {
      std::string huge;
      huge.resize(30'000'000, 'x');
      return Response::plain(200, std::move(huge));
    }
    if (request.path == "/long") {
      Patience const patience({.gone = request.asker_gone});
      ++long_begun;
      try {
        while (true) Patience::ask();
      } catch (OutOfPatience const&) {
        ++given_up;
        return Response::plain(200, "late");
      }
    }
    if (request.path == "/events") {
      Response response;
      response.still = [this] { return may_listen.load(); };
      response.events = [this](std::shared_ptr<EventStream> stream) {
        std::lock_guard const lock(guard);
        streams.push_back(std::move(stream));
        changed.notify_all();
      };
      return response;
    }
    std::string text = request.path + " from " + request.peer + (request.secure ? " tls" : "");
    for (auto const& [name, value] : request.form.pairs()) text += " " + name + "=" + value;
    for (auto const& upload : request.uploads) {
      text += " " + upload.name + ":" + std::to_string(upload.bytes) + ":" +
              std::to_string(std::filesystem::file_size(upload.file));
      uploaded = upload.file;
    }
    return Response::plain(200, text + " " + request.body);
  }
  // Sends the bytes on a connection of its own; what comes until the end.
  std::string exchange(std::string_view bytes) {
    RawClient client(server->port());
    client.send(bytes);
    client.half_close();
    return client.to_end();
  }
  std::string status(std::string_view bytes) {
    std::string const answer = exchange(bytes);
    return answer.empty() ? "closed" : answer.substr(9, 3);
  }

  ServerOptions options;
  std::mutex guard;
  std::condition_variable changed;
  int waiting = 0;
  bool go = false;
  std::vector<std::shared_ptr<EventStream>> streams;
  std::filesystem::path uploaded;
  std::atomic<int> long_begun = 0;
  std::atomic<int> given_up = 0;
  std::atomic<bool> may_listen = true;
  std::unique_ptr<Server> server;  // last: stops before what its handlers use goes
};

std::string get(std::string const& path, std::string const& more = "") {
  return "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + more + "\r\n";
}
std::string post(std::string const& type, std::string const& body, std::string const& more = "") {
  return "POST /form HTTP/1.1\r\nHost: a\r\nContent-Type: " + type +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + more + "\r\n" + body;
}
constexpr char const* urlencoded = "application/x-www-form-urlencoded";

TEST_F(ServerOverSockets, answers_and_keeps_the_connection) {
  start();
  RawClient client(server->port());
  client.send(get("/%C4%90") + get("/b"));  // both at once
  EXPECT_TRUE(client.answer().ends_with("/Đ from 127.0.0.1 "));
  EXPECT_TRUE(client.answer().ends_with("/b from 127.0.0.1 "));
  client.send(post(urlencoded, "x=%C4%91"));
  EXPECT_TRUE(client.answer().ends_with(" x=đ "));
  client.send(get("/c", "Connection: close\r\n"));
  EXPECT_NE(client.to_end().find("Connection: close"), std::string::npos);
}

TEST_F(ServerOverSockets, answers_head_without_a_body) {
  start();
  std::string const answer = exchange("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_NE(answer.find("Content-Length: 18"), std::string::npos) << answer;
  EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
}

TEST_F(ServerOverSockets, refuses_with_a_status) {
  start();
  std::string const host = " HTTP/1.1\r\nHost: a\r\n";
  struct Row {
    std::string bytes;
    std::string_view status;
  };
  Row const rows[] = {
      {"GET /" + host + "Host: b\r\n\r\n", "400"},
      {"GET /" + host + "X: a\r\n b\r\n\r\n", "400"},
      {"POST /" + host + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
      {"GET / HTTP/1.1\nHost: a\n\n", "400"},
      {std::string("\x16\x03\x01\x02\n\x01", 6), "400"},  // TLS spoken to a plain port
      {"PUT /" + host + "\r\n", "405"},
      {"BREW /" + host + "\r\n", "501"},
      {"GET /" + host + "X: " + std::string(300'000, 'a') + "\r\n\r\n", "431"},
      {post(urlencoded, std::string(100'001, 'a')), "413"},
      {post("text/plain", "a"), "415"},
      {post(urlencoded, "a=%FF"), "400"},
      {post("application/json", "\xFF"), "400"},
      {post("multipart/form-data; boundary=B", "--B\r\n"), "400"},
      {post("multipart/form-data", "--B--\r\n"), "400"},
      {"POST /" + host + "Content-Type: " + urlencoded +
           "\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
       "400"},
      {get("/throw"), "500"},
      {"", "closed"},
      {"GET /", "closed"},
  };
  for (Row const& row : rows) EXPECT_EQ(status(row.bytes), row.status) << row.bytes.substr(0, 200);
}

TEST_F(ServerOverSockets, delivers_413_while_the_body_still_comes) {
  start();
  RawClient client(server->port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Type: " + std::string(urlencoded) +
              "\r\nContent-Length: 900000000\r\n\r\n");
  std::string const piece(100'000, 'a');
  for (int i = 0; i < 20 && client.send(piece); ++i) continue;
  client.half_close();
  EXPECT_EQ(client.to_end().substr(9, 3), "413");
  EXPECT_FALSE(client.reset());
}

TEST_F(ServerOverSockets, counts_a_chunked_body_as_it_comes) {
  start();
  std::string const chunk = "2710\r\n" + std::string(10'000, 'a') + "\r\n";
  std::string bytes = "POST /f HTTP/1.1\r\nHost: a\r\nContent-Type: " + std::string(urlencoded) +
                      "\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(status(bytes + "5\r\na=%C4\r\n3\r\n%91\r\n0\r\n\r\n"), "200");
  for (int i = 0; i < 11; ++i) bytes += chunk;
  EXPECT_EQ(status(bytes + "0\r\n\r\n"), "413");
}

TEST_F(ServerOverSockets, writes_uploads_to_disk_and_takes_them_away) {
  start();
  std::string const body =
      "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\\Đỗ.xlsx\"\r\n\r\n" +
      std::string(2'000'000, '\r') +
      "\r\n--B\r\nContent-Disposition: form-data; name=\"none\"; filename=\"\"\r\n\r\n\r\n"
      "--B\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\nđ\r\n--B--\r\n";
  RawClient client(server->port());
  client.send(post("multipart/form-data; boundary=B", body));
  EXPECT_TRUE(client.answer().ends_with(" x=đ Đỗ.xlsx:2000000:2000000 "));
  EXPECT_FALSE(uploaded.empty());
  EXPECT_FALSE(std::filesystem::exists(uploaded));
}

TEST_F(ServerOverSockets, invites_a_body_only_when_it_will_take_it) {
  start();
  RawClient client(server->port());
  std::string const head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Type: " +
                           std::string(urlencoded) + "\r\nContent-Length: ";
  client.send(head + "3\r\n\r\n");
  EXPECT_EQ(client.until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("a=1");
  EXPECT_TRUE(client.answer().ends_with("a=1 "));
  client.send(head + "300000\r\n\r\n");
  EXPECT_EQ(client.until("\r\n").substr(9, 3), "413");
}

TEST_F(ServerOverSockets, cuts_off_who_is_slow) {
  start();
  RawClient head(server->port());
  RawClient body(server->port());
  auto const begun = std::chrono::steady_clock::now();
  head.send("GET / HTTP/1.1\r\n");
  body.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Type: " + std::string(urlencoded) +
            "\r\nContent-Length: 50\r\n\r\n");
  for (int i = 0; i < 10; ++i) {  // a little now and then does not buy time
    std::this_thread::sleep_for(20ms);
    head.send("X: 1\r\n");
    body.send("a");
  }
  EXPECT_EQ(head.to_end().substr(9, 3), "408");
  EXPECT_EQ(body.to_end().substr(9, 3), "408");
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 3s);
}

TEST_F(ServerOverSockets, closes_an_idle_connection_silently) {
  options.deadlines.first_byte = 50ms;
  options.deadlines.idle = 50ms;
  start();
  EXPECT_EQ(RawClient(server->port()).to_end(), "");
  RawClient client(server->port());
  client.send(get("/a"));
  client.answer();
  EXPECT_EQ(client.to_end(), "");
}

TEST_F(ServerOverSockets, turns_away_beyond_its_limits) {
  options.connections_per_peer_max = 2;
  start();
  RawClient first(server->port());
  RawClient second(server->port());
  first.send(get("/wait"));
  second.send(get("/wait"));
  {
    std::unique_lock lock(guard);
    changed.wait(lock, [this] { return waiting == 2; });
  }
  EXPECT_EQ(status(get("/a")), "503");
  {
    std::lock_guard const lock(guard);
    go = true;
  }
  changed.notify_all();
  EXPECT_EQ(first.answer().substr(9, 3), "200");
}

TEST_F(ServerOverSockets, who_waits_for_nothing_makes_room) {
  options.connections_max = 4;
  start();
  RawClient idle(server->port(), "127.0.0.2");
  idle.send(get("/a"));
  idle.answer();
  RawClient slow(server->port(), "127.0.0.2");
  slow.send("GET /");
  RawClient silent(server->port(), "127.0.0.3");
  RawClient working(server->port(), "127.0.0.4");
  working.send(get("/wait"));
  {
    std::unique_lock lock(guard);
    changed.wait(lock, [this] { return waiting == 1; });
  }
  EXPECT_EQ(status(get("/a")), "200");  // from 127.0.0.1
  EXPECT_EQ(idle.to_end(), "");         // the oldest of who holds most
  {
    std::lock_guard const lock(guard);
    go = true;
  }
  changed.notify_all();
  EXPECT_EQ(working.answer().substr(9, 3), "200");
}

TEST_F(ServerOverSockets, counts_the_client_that_the_proxy_names) {
  options.trusted_proxy = "127.0.0.1";
  options.connections_per_peer_max = 1;
  start();
  std::string const one = "X-Forwarded-For: 10.0.0.7\r\n";
  RawClient first(server->port());
  first.send(get("/wait", one));
  {
    std::unique_lock lock(guard);
    changed.wait(lock, [this] { return waiting == 1; });
  }
  EXPECT_EQ(status(get("/a", one)), "503");
  EXPECT_EQ(status(get("/a", "X-Forwarded-For: 10.0.0.8\r\n")), "200");
  {
    std::lock_guard const lock(guard);
    go = true;
  }
  changed.notify_all();
  first.answer();
  EXPECT_EQ(status(get("/a", one)), "200");
}

TEST_F(ServerOverSockets, a_stranger_sends_little_and_no_files) {
  options.little_bytes_max = 1'000;
  options.strangers = {2'500, 100'000};
  start();
  std::string const stranger = "Cookie: who=nobody\r\n";
  EXPECT_EQ(status(post(urlencoded, "a=" + std::string(998, 'a'), stranger)), "200");
  EXPECT_EQ(status(post(urlencoded, "a=" + std::string(999, 'a'), stranger)), "413");
  EXPECT_EQ(status(post("multipart/form-data; boundary=B", "--B--\r\n", stranger)), "401");
  EXPECT_EQ(status(post("multipart/form-data; boundary=B", "--B--\r\n", "X-Sends: form\r\n")),
            "415");
  // Nor by many requests that never end.
  std::string const half = "POST /form HTTP/1.1\r\nHost: a\r\n" + stranger +
                           "Content-Type: " + urlencoded + "\r\nContent-Length: 1000\r\n\r\n" +
                           std::string(900, 'a');
  options.deadlines.body = 5s;
  server.reset();
  start();
  RawClient first(server->port());
  RawClient second(server->port());
  first.send(half);
  second.send(half);
  std::this_thread::sleep_for(50ms);
  EXPECT_EQ(status(post(urlencoded, "a=" + std::string(900, 'a'), stranger)), "503");
  EXPECT_EQ(status(post(urlencoded, "a=" + std::string(900, 'a'))), "200");  // somebody's
}

TEST_F(ServerOverSockets, large_heads_of_an_address_are_bounded) {
  options.deadlines.head = 5s;
  options.strangers = {10'000, 100'000};  // one head of 8,000 bytes
  start();
  std::string const large = "X: " + std::string(5'000, 'a') + "\r\n";
  RawClient slow(server->port());
  slow.send("GET / HTTP/1.1\r\nHost: a\r\n" + large);
  std::this_thread::sleep_for(50ms);
  RawClient second(server->port());
  second.send("GET / HTTP/1.1\r\nHost: a\r\n" + large);
  EXPECT_EQ(second.until("\r\n").substr(9, 3), "503");
  RawClient elsewhere(server->port(), "127.0.0.2");
  elsewhere.send("GET / HTTP/1.1\r\nHost: a\r\n" + large);
  std::this_thread::sleep_for(20ms);
  elsewhere.send("\r\n");
  EXPECT_EQ(elsewhere.answer().substr(9, 3), "200");
  slow.send("\r\n");
  EXPECT_EQ(slow.answer().substr(9, 3), "200");
  EXPECT_EQ(status(get("/a", large)), "200");  // given back
}

TEST_F(ServerOverSockets, a_question_ends_when_its_asker_goes) {
  options.deadlines.half_closed = 50ms;
  start();
  {
    RawClient leaving(server->port());
    leaving.send(get("/long"));
    RawClient cut(server->port());
    cut.send(get("/long", "Cookie: who=other\r\n"));
    while (long_begun < 2) std::this_thread::sleep_for(1ms);
    cut.cut();
  }
  auto const until = std::chrono::steady_clock::now() + 5s;
  while (given_up < 2 && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(1ms);
  }
  EXPECT_EQ(given_up, 2);
}

TEST_F(ServerOverSockets, questions_of_one_never_hold_what_others_ask) {
  options.lanes.page_threads = 4;
  options.lanes.long_after = 20ms;
  options.lanes.long_at_once_max = 3;
  start();
  std::vector<std::unique_ptr<RawClient>> hostile;
  for (int i = 0; i < 40; ++i) {
    hostile.push_back(std::make_unique<RawClient>(server->port()));
    hostile.back()->send(get("/long", "Cookie: who=reader" + std::to_string(i % 8) + "\r\n"));
  }
  while (long_begun < 4) std::this_thread::sleep_for(1ms);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(status(get("/a", "Cookie: who=secretary\r\n")), "200");
    EXPECT_EQ(status(post(urlencoded, "a=1", "Cookie: who=secretary\r\n")), "200");
  }
  hostile.clear();
  EXPECT_GT(given_up, 0);
}

TEST_F(ServerOverSockets, passwords_that_wait_hold_no_page) {
  options.lanes.page_threads = 2;
  options.lanes.passwords_waiting_max = 3;
  start();
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 12; ++i) {
    clients.push_back(std::make_unique<RawClient>(server->port()));
    clients.back()->send("POST /password HTTP/1.1\r\nHost: a\r\n\r\n");
  }
  EXPECT_EQ(status(get("/a")), "200");
  int answered = 0;
  int turned_away = 0;
  for (auto const& client : clients) {
    std::string const answer = client->answer();
    ++(answer.substr(9, 3) == "503" ? turned_away : answered);
    if (answer.substr(9, 3) == "503") {
      EXPECT_NE(answer.find("đăng nhập"), std::string::npos) << answer;
    }
  }
  EXPECT_EQ(answered + turned_away, 12);
  EXPECT_GE(answered, 3);
  EXPECT_GE(turned_away, 1);
}

TEST_F(ServerOverSockets, a_stream_ends_when_its_listener_may_no_more) {
  start();
  RawClient client(server->port());
  client.send(get("/events"));
  client.until("\r\n\r\n");
  EXPECT_TRUE(streams.at(0)->send("slide", "7"));
  client.until("data: 7\n\n");
  may_listen = false;
  streams.at(0)->send("slide", "secret");
  EXPECT_EQ(client.to_end().find("secret"), std::string::npos);
  EXPECT_FALSE(streams.at(0)->send("slide", "8"));
}

TEST_F(ServerOverSockets, answers_that_nobody_takes_are_bounded) {
  options.answers = {7'000'000, 100'000'000};
  start();
  std::string const an = "Cookie: who=an\r\n";
  std::vector<std::unique_ptr<RawClient>> takers;
  for (int i = 0; i < 3; ++i) {
    takers.push_back(std::make_unique<RawClient>(server->port()));
    takers.back()->send(get("/large", an) + get("/large", an));
  }
  std::this_thread::sleep_for(100ms);
  EXPECT_EQ(status(get("/large", an)), "503");
  EXPECT_EQ(status(get("/large", "Cookie: who=other\r\n")), "200");
}

TEST_F(ServerOverSockets, an_answer_taken_too_slowly_is_cut) {
  options.deadlines.write = 100ms;
  options.deadlines.answer_bytes_per_second = 300'000'000;
  start();
  RawClient client(server->port());
  client.send(get("/huge"));
  std::this_thread::sleep_for(600ms);
  EXPECT_LT(client.to_end().size(), 30'000'000U);
}

TEST(PeerGroups, are_addresses_and_networks_of_ipv6) {
  EXPECT_EQ(peer_group("10.0.0.7"), "10.0.0.7");
  EXPECT_EQ(peer_group("::ffff:10.0.0.7"), "10.0.0.7");
  EXPECT_EQ(peer_group("2001:db8:1:2::7"), peer_group("2001:db8:1:2:ffff::1"));
  EXPECT_NE(peer_group("2001:db8:1:2::7"), peer_group("2001:db8:1:3::7"));
}

TEST_F(ServerOverSockets, believes_only_the_trusted_proxy) {
  std::string const said =
      "X-Forwarded-For: 10.0.0.9, 10.0.0.7\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n";
  start();
  EXPECT_TRUE(exchange(get("/a", said)).ends_with("/a from 127.0.0.1 "));
  options.trusted_proxy = "127.0.0.1";
  server.reset();
  start();
  EXPECT_TRUE(exchange(get("/a", said)).ends_with("/a from 10.0.0.7 tls "));
}

TEST_F(ServerOverSockets, knows_its_proxy_however_the_address_is_written) {
  std::string const said = "X-Forwarded-For: ::ffff:10.0.0.7\r\nConnection: close\r\n";
  for (std::string const written : {"::ffff:127.0.0.1", "0:0:0:0:0:ffff:7f00:0001"}) {
    options.trusted_proxy = written;
    server.reset();
    start();
    EXPECT_TRUE(exchange(get("/a", said)).ends_with("/a from 10.0.0.7 ")) << written;
  }
}

RefusalKind const* start_refused(ServerOptions const& options) {
  auto const made = Server::start(
      options, [](Request const&) { return Admission(); },
      [](Request const&) { return Response(); });
  return made ? nullptr : made.error().kind;
}

TEST_F(ServerOverSockets, refuses_an_address_that_is_none_or_a_port_that_is_taken) {
  for (std::string const none : {"localhost", "zzz", "", "127.0.0.1:80", "127.0.0", "10.0.0.0/8"}) {
    ServerOptions proxy = options;
    proxy.trusted_proxy = none;
    EXPECT_EQ(start_refused(proxy), &not_an_address) << none;
    ServerOptions own = options;
    own.address = none;
    EXPECT_EQ(start_refused(own), &not_an_address) << none;
  }
  ServerOptions other = options;
  other.address = "203.0.113.7";
  EXPECT_EQ(start_refused(other), &address_not_here);
  start();
  other.address = options.address;
  other.port = server->port();
  EXPECT_EQ(start_refused(other), &address_taken);
}

TEST_F(ServerOverSockets, stopping_lets_a_running_request_be_answered) {
  start();
  RawClient idle(server->port());
  RawClient busy(server->port());
  RawClient listener(server->port());
  busy.send(get("/wait"));
  listener.send(get("/events"));
  {
    std::unique_lock lock(guard);
    changed.wait(lock, [this] { return waiting == 1 && streams.size() == 1; });
  }
  std::thread stopping([this] { server->stop(5s); });
  EXPECT_EQ(idle.to_end(), "");
  listener.to_end();
  {
    std::lock_guard const lock(guard);
    go = true;
  }
  changed.notify_all();
  EXPECT_EQ(busy.to_end().substr(9, 3), "200");
  stopping.join();
  EXPECT_EQ(server->connections(), 0);
  EXPECT_FALSE(streams[0]->send("a", "b"));
}

TEST_F(ServerOverSockets, streams_to_hundreds_without_a_thread_each) {
  start();
  constexpr std::size_t listeners = 300;
  std::vector<std::unique_ptr<RawClient>> clients;
  for (std::size_t i = 0; i < listeners; ++i) {
    clients.push_back(std::make_unique<RawClient>(server->port()));
    clients.back()->send(get("/events"));
  }
  {
    std::unique_lock lock(guard);
    changed.wait(lock, [this] { return streams.size() == listeners; });
  }
  EXPECT_EQ(status(get("/a")), "200");
  for (auto const& stream : streams) EXPECT_TRUE(stream->send("slide", "7"));
  for (auto const& client : clients) {
    EXPECT_TRUE(client->until("data: 7\n\n").ends_with("event: slide\ndata: 7\n\n"));
  }
  EXPECT_NE(clients[0]->until(":\n\n"), "");  // a heartbeat
}

TEST_F(ServerOverSockets, a_listener_that_left_is_told_of) {
  start();
  {
    RawClient client(server->port());
    client.send(get("/events"));
    client.until("\r\n\r\n");
  }
  auto const until = std::chrono::steady_clock::now() + 5s;
  while (server->connections() > 0 && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(1ms);
  }
  EXPECT_FALSE(streams.at(0)->send("slide", "7"));
}

TEST_F(ServerOverSockets, a_slow_listener_loses_older_events_not_the_latest) {
  start();
  RawClient client(server->port());
  client.send(get("/events"));
  client.until("\r\n\r\n");
  std::string const large(200'000, 'x');
  for (int i = 0; i < 300; ++i) streams.at(0)->send("slide", large);  // beyond what sockets hold
  streams.at(0)->send("slide", "latest");
  std::string const all = client.until("data: latest\n\n");
  EXPECT_TRUE(all.ends_with("data: latest\n\n"));
  EXPECT_LT(all.size(), 300 * large.size());
}

}  // namespace
}  // namespace giaoban::web
