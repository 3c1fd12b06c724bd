#include "app/serve.h"

#include <malloc.h>
#include <pthread.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <mutex>

#include "app/breakage_log.h"
#include "app/commands.h"
#include "app/ending.h"
#include "app/site.h"
#include "figure/figure.h"
#include "store/sealed_file.h"
#include "web/channels.h"
#include "web/server.h"

namespace giaoban::app {

namespace {

using command::Arguments;
using command::Context;

store::Right const serve{"app.serve", M("Chạy trang của cơ quan")};
RefusalKind const no_place_for_results{
    .code = "serve.no_place_for_results",
    .http_status = 409,
    .text = M("Không đặt kết quả của việc dài vào “{folder}” được: ở đó đang có một liên kết hoặc "
              "tệp, không phải thư mục."),
    .remedy = M("Thứ đang có vẫn nguyên; dời nó đi, hoặc chọn nơi khác bằng --results.")};
constexpr std::int64_t default_port = 8080;
constexpr std::int64_t port_max = 65535;
constexpr int heaps_max = 4;

// Set before any thread starts, so that every thread inherits it and only `wait_for_end` is told.
sigset_t end_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

void wait_for_end(sigset_t const& signals) {
  int signal = 0;
  sigwait(&signals, &signal);
}

// Where results lay that bore no name of their store.
std::filesystem::path former_folder(Arguments const& arguments, std::string const& address) {
  std::filesystem::path own =
      address.starts_with("postgresql:") ? "giaoban.results" : address + ".results";
  if (auto const given = arguments.path("results")) {
    return std::filesystem::path(given->text()) / own.filename();
  }
  return own;
}

// Results of long work stand beside a store that is a file, else where the user asks: there in a
// folder of their own, since what is old in it is removed and nobody else may read it. It bears the
// name of the store's keys, since files of two stores may be called the same.
Result<std::filesystem::path> jobs_folder(Arguments const& arguments, store::Store& store) {
  auto folder = former_folder(arguments, store.address());
  folder += "-" + store::name_of_keys(store.keys());
  if (!web::may_hold_results(folder)) return refuse(no_place_for_results, {{"folder", folder}});
  return folder;
}

// The columns of figures, made anew where there are none: beside the store as well.
std::string columns_file(std::string const& address) {
  return address.starts_with("postgresql:") ? "giaoban.columns" : address + ".columns";
}

Result<std::uint16_t> port_of(Arguments const& arguments) {
  TRY_INTO(auto const given, arguments.integer("port"));
  auto const port = given.value_or(default_port);
  if (port > port_max) {
    return refuse(command::option_not_a_number,
                  {{"option", "--port"}, {"value", std::to_string(port)}});
  }
  return static_cast<std::uint16_t>(port);
}

// Lines on the console while figures are read into memory; of a small store, which takes a moment,
// there is none.
class ConsoleProgress {
 public:
  explicit ConsoleProgress(Context& context) : context_(context) {}

  void tell(Msg text, Args const& args = {}) {
    std::scoped_lock const lock(lock_);
    context_.tell(text, args);
  }
  void step(figure::Preparing const& now) {
    auto const time = std::chrono::steady_clock::now();
    bool const done = now.step == now.steps;
    if (done && lines_ > 0) tell(M("Đã nạp xong số liệu vào bộ nhớ."));
    if (done || time - told_at_ < between_lines) return;
    told_at_ = time;
    ++lines_;
    tell(M("Đang nạp số liệu vào bộ nhớ: bước {step} trên {steps}, đã đọc {rows} dòng."),
         {{"step", std::to_string(now.step)},
          {"steps", std::to_string(now.steps)},
          {"rows", format_count(now.rows, context_.language())}});
  }

 private:
  static constexpr std::chrono::seconds between_lines{1};
  Context& context_;
  std::mutex lock_;
  int lines_ = 0;
  std::chrono::steady_clock::time_point told_at_ = std::chrono::steady_clock::now();
};

// Nothing follows the store once the console is gone.
class Following {
 public:
  Following(store::Store& store, ConsoleProgress& console) : store_(store) {
    store.follow_with(figure::follow(columns_file(store.address())));
    figure::prepare(store, [&](figure::Preparing const& now) { console.step(now); });
  }
  ~Following() { store_.follow_with(nullptr); }
  Following(Following const&) = delete;
  Following& operator=(Following const&) = delete;

 private:
  store::Store& store_;
};

Result<void> run_serve(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const port, port_of(arguments));
  TRY_INTO(auto* const store, context.store());
  if (!context.actor().may_everywhere(serve)) {
    return refuse(store::not_allowed, {{"actor", context.actor().name},
                                       {"right", say(context.language(), serve.label)}});
  }
  auto const signals = end_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  // glibc gives each thread a heap of its own, and each keeps what a large page took.
  mallopt(M_ARENA_MAX, heaps_max);

  auto const log_path = breakage_log_path(store->address(), ".");
  auto const log = [&](std::string_view where, std::string_view what) {
    return log_breakage(log_path, store->clock().now(), where, what).number;
  };
  Ending ending;
  if (auto const anchors = arguments.path("anchors")) {
    TRY_VOID(store->anchor_to(anchors->text(), [log_path, store](std::string_view what) {
      log_breakage(log_path, store->clock().now(), "anchors", what);
    }));
  }
  TRY_INTO(auto const results, jobs_folder(arguments, *store));
  ConsoleProgress console(context);
  Following const following(*store, console);
  web::Jobs jobs(*store, {.folder = results,
                          .former = former_folder(arguments, store->address()),
                          .stopping = ending.flag(),
                          .log_breakage = log});
  auto const table = commands();
  auto all = site(*store, jobs, table);
  web::Channels channels;
  all.channels = &channels;
  all.log_breakage = log;
  all.stopping = ending.flag();

  web::ServerOptions options{.address = arguments.text("address").value_or("127.0.0.1"),
                             .port = port};
  options.trusted_proxy = arguments.text("trusted-proxy");
  TRY_INTO(auto const server,
           web::Server::start(
               options, [&](web::Request const& head) { return web::admission(all, head); },
               [&](web::Request const& request) { return web::answer(all, request); }));
  console.tell(M("Mở http://{address}:{port} bằng trình duyệt. Dừng bằng Ctrl+C."),
               {{"address", options.address}, {"port", std::to_string(server->port())}});
  wait_for_end(signals);
  console.tell(M("Đang dừng: làm nốt việc dở rồi tắt."));
  ending.begin();
  server->stop(ending.grace());
  figure::keep_followed(*store);
  return {};
}

}  // namespace

std::vector<command::Command> serve_commands() {
  return {
      {.path = "serve",
       .help = M("Chạy trang trên máy này cho trình duyệt và chương trình khác"),
       .options = {{.name = "port",
                    .help = M("Cổng; không ghi thì 8080"),
                    .placeholder = "8080",
                    .input = command::Input::integer},
                   {.name = "address",
                    .help = M("Địa chỉ lắng nghe; không ghi thì chỉ máy này (127.0.0.1)"),
                    .placeholder = "127.0.0.1"},
                   {.name = "trusted-proxy",
                    .help = M("Địa chỉ của máy chủ TLS đứng trước, được tin về địa chỉ khách"),
                    .placeholder = "127.0.0.1"},
                   {.name = "results",
                    .help = M("Nơi đặt thư mục giữ kết quả của việc dài; không ghi thì cạnh kho"),
                    .placeholder = M("THƯ MỤC"),
                    .input = command::Input::folder},
                   {.name = "anchors",
                    .help = M("Tệp ở ổ đĩa khác, nhận thêm một dòng dấu mốc sau mỗi lần ghi; "
                              "check --anchors đối chiếu kho với tệp này"),
                    .placeholder = M("TỆP"),
                    .input = command::Input::file_written}},
       .example = "giaoban serve --store tinh.giaoban --port 8080",
       .run = &run_serve,
       .right = &serve}};
}

std::vector<RefusalKind const*> const& serve_refusals() {
  static std::vector<RefusalKind const*> const all{&no_place_for_results};
  return all;
}

}  // namespace giaoban::app
