// One HTTP request and its answer, as handlers see them. Nothing of the server's library shows.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace giaoban::web {

enum class Method { get, post };  // HEAD is answered as GET without its body

// A file that came in a form: on disk under no name until the request ends. Whoever keeps it copies
// it.
struct Upload {
  std::string field;
  std::string name;  // as the sender calls it, folders cut off
  std::filesystem::path file;
  std::int64_t bytes = 0;
};

// Names and values in the order they came; a name may come more than once.
class Fields {
 public:
  void add(std::string name, std::string value);
  [[nodiscard]] std::optional<std::string> first(std::string_view name) const;
  [[nodiscard]] std::string text(std::string_view name) const;  // "" when missing
  [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> const& pairs() const {
    return pairs_;
  }

 private:
  std::vector<std::pair<std::string, std::string>> pairs_;
  std::map<std::string, std::size_t, std::less<>> first_;  // a grid's form has thousands
};

// Everything decoded, valid UTF-8, in NFC; the server has refused what is not.
struct Request {
  Method method = Method::get;
  std::string path = "/";    // percent-decoded
  std::string target = "/";  // path and query as sent, for coming back after signing in
  Fields query;
  Fields form;  // urlencoded or multipart
  std::vector<Upload> uploads;
  std::string body;  // of a JSON request
  Fields headers;    // names in lower case
  Fields cookies;
  std::string peer;     // address of the other end, or of the client that a trusted proxy names
  bool secure = false;  // came by TLS to the trusted proxy
  // Set by the connection once the other end has closed; nullptr where there is none.
  std::shared_ptr<std::atomic<bool> const> asker_gone = {};
};

// Lines pushed to a listener until either side goes.
class EventStream {
 public:
  virtual ~EventStream() = default;
  // False once the listener is gone. Never waits: a slow listener loses older events, not the
  // latest one. From any thread.
  virtual bool send(std::string_view event, std::string_view text) = 0;
};

struct Response {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  std::optional<std::filesystem::path> file;  // sent instead of `body`
  std::shared_ptr<void const> file_lives_by;  // kept until it is sent
  // Called once with the open stream, instead of `body`; keep the pointer to go on sending.
  std::function<void(std::shared_ptr<EventStream>)> events;
  // With `events`: whether who listens may still do so, asked before each batch of events is sent
  // and at each heartbeat; false ends the stream. Set by web::answer for every stream.
  std::function<bool()> still;

  [[nodiscard]] std::optional<std::string> header(std::string_view name) const;  // any case
  // Replaces one of that name. Cookies are added to `headers`, since there may be several.
  void set_header(std::string name, std::string value);

  static Response redirect(std::string_view to);  // 303
  static Response json(std::string text);
  static Response plain(int status, std::string text);
  // A file to keep: its name may hold any letters.
  static Response download(std::string bytes, std::string content_type, std::string_view name);
  // What is the same for everybody (style sheets, scripts, pictures): 304 for who has it.
  static Response fixed(Request const& request, std::string_view bytes, std::string content_type);
};

// "Đỗ Đức & con" -> "%C4%90%E1%BB%97%20%C4%90...": for one piece of a path or query.
std::string percent_encoded(std::string_view text);

// Where to go back to: the target itself when it is a path of ours, else "/". "//other.vn" and
// "/\other.vn" lead browsers elsewhere.
std::string own_target(std::string_view target);

}  // namespace giaoban::web
