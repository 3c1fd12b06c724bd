#include "app/store_cli.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "account/account.h"
#include "member/member.h"
#include "review/cli.h"
#include "round/round.h"
#include "store/anchors.h"
#include "store/store.h"
#include "store/strange.h"
#include "web/journal_pages.h"

namespace giaoban::app {

using command::Arguments;
using command::Command;
using command::Context;
using command::Given;
using command::Take;
using store::Right;

namespace {

Right const anyone{.name = "program.ask", .label = M("Hỏi về chương trình")};
Right const store_check{.name = "store.check", .label = M("Kiểm tra kho")};
Right const store_copy{.name = "store.copy", .label = M("Tạo, sao lưu và phục hồi kho")};
Right const access_read{.name = "access.read", .label = M("Xem nhật ký truy cập")};

RefusalKind const faults_found{
    .code = "check.faults_found",
    .http_status = 409,
    .text = M("Kho có {count} chỗ sai, liệt kê ở trên."),
    .remedy = M("Giữ nguyên tệp kho, đừng ghi thêm; phục hồi từ bản sao lưu gần nhất.")};
RefusalKind const bad_anchor{
    .code = "usage.bad_anchor",
    .http_status = 400,
    .text = M("Dấu “{value}” không đúng dạng."),
    .remedy = M("Ghi số bút toán, dấu hai chấm và mười ký tự in ở cuối văn bản: 57:3F0A9C21BE.")};
RefusalKind const entry_unknown{.code = "journal.entry_unknown",
                                .http_status = 404,
                                .text = M("Nhật ký không có bút toán {number}."),
                                .remedy = M("Bút toán mới nhất là {head}.")};

std::string marked(EntryNumber number, std::string const& mark) {
  return std::to_string(number) + ":" + mark;
}

// The store as a whole is not for who holds the right over a part of it.
Result<void> over_everything(Context& context, Right const& right) {
  if (context.actor().may_everywhere(right)) return {};
  return refuse(store::not_allowed,
                {{"actor", context.actor().name}, {"right", say(context.language(), right.label)}});
}

// Shows the listing; on a screen without the codes that are there for scripts.
void show_without(Context& context, std::string_view code_column, Listing listing) {
  auto const code = std::ranges::find(listing.columns, code_column, &Column::id);
  if (context.settings().format == print::Format::table && code != listing.columns.end()) {
    auto const at = code - listing.columns.begin();
    listing.columns.erase(code);
    for (auto& row : listing.rows) row.erase(row.begin() + at);
  }
  context.show(listing);
}

// --- journal -------------------------------------------------------------------------------------

std::string verb_label(store::Catalogue const& catalogue, std::string const& name,
                       Language language) {
  for (auto const* verb : catalogue.verbs) {
    if (verb->name == name) return say(language, verb->label);
  }
  return name;  // of a version before ours
}

Value document_text(store::Snapshot& snapshot, std::optional<DocumentId> document) {
  if (!document) return {};
  auto const facts = snapshot.history_of<store::Document>(document->value);
  if (facts.empty()) return {};
  return facts.front().value.number + " (" + facts.front().head.span.from.vietnamese() + ")";
}

Listing journal_head(Language language) {
  return {.title = say(language, M("Nhật ký")),
          .columns = {{"number", M("Số"), CellType::number},
                      {"at", M("Lúc"), CellType::text},
                      {"actor", M("Người làm"), CellType::text},
                      {"verb", M("Mã việc"), CellType::text},
                      {"label", M("Việc"), CellType::text},
                      {"document", M("Văn bản"), CellType::text},
                      {"reason", M("Lý do"), CellType::text},
                      {"facts", M("Số dòng"), CellType::count},
                      {"mark", M("Dấu"), CellType::text}},
          .rows = {}};
}

struct JournalAsked {
  store::Snapshot& snapshot;
  web::JournalSight& sight;
};

Row journal_row(Context& context, JournalAsked const& asked, store::Entry const& entry) {
  return {entry.number,
          vietnamese(entry.at),
          entry.actor,
          entry.verb,
          verb_label(context.catalogue(), entry.verb, context.language()),
          document_text(asked.snapshot, entry.document),
          entry.reason,
          asked.sight.count(entry),
          entry.hash.mark()};
}

Result<void> show_entry(Context& context, store::Snapshot& snapshot, EntryNumber number) {
  auto const entry = store::entry(snapshot, number);
  store::PassingOver const passing;
  web::JournalSight sight(snapshot, context.actor(), context.clock().today());
  if (!entry || !sight.holds(*entry)) {
    return refuse(entry_unknown,
                  {{"number", std::to_string(number)}, {"head", std::to_string(snapshot.head())}});
  }
  auto const language = context.language();
  context.tell(M("Bút toán {number} (dấu {mark}): {label}; {actor}, {at}."),
               {{"number", std::to_string(number)},
                {"mark", entry->hash.mark()},
                {"label", verb_label(context.catalogue(), entry->verb, language)},
                {"actor", entry->actor},
                {"at", vietnamese(entry->at)}});
  Listing listing{.title = {},
                  .columns = {{"what", M("Đã làm"), CellType::text},
                              {"kind", M("Loại"), CellType::text},
                              {"subject", M("Mã số"), CellType::number},
                              {"from", M("Từ ngày"), CellType::day},
                              {"to", M("Trước ngày"), CellType::day}},
                  .rows = {}};
  for (auto const& line : sight.whole() ? store::lines_of(snapshot, number) : sight.lines(*entry)) {
    bool const recorded = line.what == store::EntryLine::What::recorded;
    auto const open_end = line.span.to == Day::forever();
    listing.rows.push_back({say(language, recorded ? M("ghi") : M("thay thế")),
                            say(language, line.kind->label), line.subject,
                            std::int64_t{line.span.from.number()},
                            open_end ? Value{} : Value{std::int64_t{line.span.to.number()}}});
  }
  context.show(listing);
  return {};
}

// Which of the journal was looked at.
struct Looked {
  EntryNumber first;
  EntryNumber last;
};

// Says what of the journal the rows are of, where they are not of all of it.
void tell_looked(Context& context, Msg looked_at, Looked const& looked, EntryNumber head) {
  if (looked.first <= 1 && looked.last >= head) return;
  Language const language = context.language();
  Args const range{{"first", format_count(looked.first, language)},
                   {"last", format_count(looked.last, language)},
                   {"total", format_count(head, language)}};
  if (looked.first > looked.last) {
    context.tell(M("Nhật ký có {total} bút toán, không có bút toán {first}."), range);
  } else {
    context.tell(looked_at, range);
  }
}

Result<void> journal(Context& context, Arguments const& arguments) {
  constexpr std::int64_t shown = 50;
  TRY_INTO(auto const number, arguments.integer("entry"));
  TRY_INTO(auto const from, arguments.integer("from"));
  TRY_INTO(auto const count, arguments.integer("count"));
  TRY_INTO(auto* const open_store, context.store());
  auto const snapshot = open_store->read();
  if (number) return show_entry(context, *snapshot, *number);
  store::PassingOver const passing;

  auto const rows = count.value_or(shown);
  auto listing = journal_head(context.language());
  web::JournalSight sight(*snapshot, context.actor(), context.clock().today());
  // Who sees a part is shown what is found among this many.
  constexpr std::int64_t looked_through = 500;
  auto const head = snapshot->head();
  auto const wide = sight.whole() ? rows : std::max(rows, looked_through);
  auto const first =
      std::max<std::int64_t>(1, from.value_or(std::max<std::int64_t>(1, head - wide + 1)));
  Looked looked{first, std::min(head, first + wide - 1)};
  for (auto const& entry : store::entries(*snapshot, first, wide)) {
    if (sight.holds(entry)) listing.rows.push_back(journal_row(context, {*snapshot, sight}, entry));
  }
  // The last of them, or the first from --from on.
  auto const over = std::max<std::int64_t>(0, std::ssize(listing.rows) - rows);
  auto const from_end = from ? listing.rows.end() - over : listing.rows.begin();
  listing.rows.erase(from_end, from_end + over);
  if (over > 0 && !listing.rows.empty()) {
    auto& end = from ? looked.last : looked.first;
    end = std::get<std::int64_t>(from ? listing.rows.back().front() : listing.rows.front().front());
  }
  show_without(context, "verb", std::move(listing));
  Msg const looked_at =
      sight.whole()
          ? M("Đã nêu bút toán {first}–{last} trong {total}; thêm --from N hoặc --count N "
              "để xem tiếp.")
          : M("Đã tìm trong các bút toán {first}–{last} của {total}; thêm --from N hoặc "
              "--count N để tìm tiếp.");
  tell_looked(context, looked_at, looked, head);
  return {};
}

// --- check ---------------------------------------------------------------------------------------

// What the store is held against besides itself.
struct Against {
  std::optional<store::Anchor> paper;
  std::vector<store::Head> filed;
  std::vector<std::size_t> damaged;  // lines of the file that hold nothing any more
};

Listing proof(store::CheckReport const& report, Against const& against, Language language) {
  Listing listing{.title = say(language, M("Kiểm tra kho")),
                  .columns = {{"item", M("Mã mục"), CellType::text},
                              {"name", M("Mục"), CellType::text},
                              {"value", M("Kết quả"), CellType::text}},
                  .rows = {}};
  auto const add = [&](char const* item, Msg name, std::string value) {
    listing.rows.push_back({item, say(language, name), std::move(value)});
  };
  add("entries", M("Bút toán, nối thành một chuỗi"), std::to_string(report.entries));
  add("facts", M("Dòng dữ liệu, khớp với bút toán"), std::to_string(report.facts));
  add("erased", M("Dòng đã xóa thông tin cá nhân theo luật"), std::to_string(report.erased));
  add("head", M("Bút toán cuối và dấu của nó"), marked(report.head, report.head_mark));
  if (against.paper && report.faults.empty()) {
    add("anchor", M("Dấu trên văn bản, khớp với kho"),
        marked(against.paper->number, against.paper->mark));
  }
  if (!against.filed.empty() && report.faults.empty()) {
    add("anchors", M("Dòng của tệp dấu mốc, khớp với kho"), std::to_string(against.filed.size()));
  }
  add("faults", M("Chỗ sai"), std::to_string(report.faults.size()));
  for (auto const& fault : report.faults) add("fault", M("Sai"), fault);
  return listing;
}

// No fault of the store, so nothing to restore.
void told_of_results(Context& context, store::Snapshot& snapshot) {
  auto const sentences = review::graded_off_the_roster(snapshot, context.language());
  for (std::string const& sentence : sentences) {
    context.tell(M("Lưu ý: {sentence}"), {{"sentence", sentence}});
  }
  for (std::string const& sentence : round::groups_over_cap(snapshot, context.language())) {
    context.tell(M("Lưu ý: {sentence}"), {{"sentence", sentence}});
  }
  if (sentences.empty()) return;
  context.tell(
      M("Kho không hỏng và không cần khôi phục: có người được ghi rời sổ sau khi đã xếp loại. "
        "Kết quả đã quyết định vẫn giữ nguyên; nếu ngày rời ghi nhầm thì đính chính ngày đó."));
}

Result<void> check(Context& context, Arguments const& arguments) {
  Against against;
  if (auto const given = arguments.text("anchor")) {
    against.paper = store::Anchor::parse(*given);
    if (!against.paper) return refuse(bad_anchor, {{"value", *given}});
  }
  if (auto const file = arguments.path("anchors")) {
    TRY_INTO(against.filed, store::read_anchors(file->text()));
    against.damaged = store::damaged_lines(file->text());
  }
  TRY_VOID(over_everything(context, store_check));
  TRY_INTO(auto* const open_store, context.store());
  auto report = store::check(*open_store, against.paper, against.filed);
  for (auto const line : against.damaged) {
    report.faults.push_back(
        fmt::format("anchors: dòng {} của tệp dấu mốc đã hỏng, không đọc được", line));
  }
  show_without(context, "item", proof(report, against, context.language()));
  if (report.faults.empty() && against.filed.empty() && !against.paper) {
    context.tell(
        M("Nhật ký, dữ liệu và các bảng riêng khớp với tệp khóa. Nếu cả kho bị thay bằng "
          "một bản cũ của chính nó thì chỉ tệp dấu mốc (--anchors) hoặc dấu in trên văn "
          "bản (--anchor) mới cho thấy."));
  }
  if (report.faults.empty()) {
    told_of_results(context, *open_store->read());
    return {};
  }
  return refuse(faults_found, {{"count", std::to_string(report.faults.size())}});
}

// --- a new store ---------------------------------------------------------------------------------

Result<void> create(Context& context, Arguments const&) {
  TRY_INTO(auto const there, context.open_options(store::IfMissing::fail));
  auto const opened = store::Store::open(there);
  if (opened) return refuse(store::already_there, {{"address", there.address}});
  if (opened.error().kind != &store::no_such_store) return std::unexpected(opened.error());
  TRY_VOID(context.store(store::IfMissing::create));
  auto const keys =
      there.keys_path.empty() ? store::default_keys_path(there.address) : there.keys_path;
  context.tell(M("Đã tạo kho {store}, khóa ở {keys}. Sao lưu tệp khóa ra nơi khác: mất khóa thì "
                 "không mở được kho."),
               {{"store", there.address}, {"keys", keys}});
  return {};
}

// --- copies --------------------------------------------------------------------------------------

Result<void> backup(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const out, arguments.need_path("out"));
  TRY_INTO(auto const keys_out, arguments.need_path("keys-out"));
  std::string const& file = out.text();
  std::string const& keys_file = keys_out.text();
  TRY_VOID(over_everything(context, store_copy));
  TRY_INTO(auto* const open_store, context.store());
  TRY_VOID(store::backup(*open_store, file, keys_file));
  context.tell(M("Đã sao lưu kho vào {file}, khóa vào {keys}. Cất hai tệp ở hai nơi khác nhau: "
                 "thiếu khóa thì không mở được kho, nhưng họ tên và nhiều thông tin khác vẫn đọc "
                 "được trong tệp."),
               {{"file", file}, {"keys", keys_file}});
  return {};
}

Result<void> restore(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const from, arguments.need_path("file"));
  TRY_INTO(auto const keys_in, arguments.need_path("keys-in"));
  std::string const& file = from.text();
  std::string const& keys_file = keys_in.text();
  TRY_INTO(auto const options, context.open_options(store::IfMissing::create));
  TRY_VOID(store::restore(file, keys_file, options));
  context.tell(M("Đã phục hồi {file} thành kho {store}. Mọi phiên đăng nhập và mã truy cập của bản "
                 "sao lưu đã hết hiệu lực. Chạy giaoban check để kiểm tra."),
               {{"file", file}, {"store", options.address}});
  return {};
}

// --- undo ----------------------------------------------------------------------------------------

Result<void> undo(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const number, arguments.need_integer("number"));
  TRY_VOID(context.write(store::undo_verb, arguments,
                         [&](store::Tx& tx) { return store::undo(tx, number); }));
  return {};
}

// --- access log, version -------------------------------------------------------------------------

Result<void> access(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const person, arguments.integer("person"));
  TRY_INTO(auto* const open_store, context.store());
  Listing listing{.title = say(context.language(), M("Nhật ký truy cập")),
                  .columns = {{"number", M("Số tra cứu"), CellType::number},
                              {"at", M("Lúc"), CellType::text},
                              {"actor", M("Người xem"), CellType::text},
                              {"what", M("Đã xem"), CellType::text},
                              {"subject", M("Mã số"), CellType::number}},
                  .rows = {}};
  auto const snapshot = open_store->read();
  store::Moment const today{context.clock().today()};
  auto const reach = unit::reach_of(*snapshot, context.actor(), access_read, today);
  // Over a part: the readings of its persons and units, not those of nobody in particular.
  auto const seen = [&](std::optional<std::int64_t> subject) {
    if (reach.whole()) return true;
    return subject && (reach.holds(UnitId{*subject}) ||
                       reach.holds(*snapshot, member::person_entity, *subject, today));
  };
  for (auto const& line : open_store->accesses(person)) {
    if (!seen(line.subject)) continue;
    listing.rows.push_back({line.number, vietnamese(line.at), line.actor, line.what,
                            line.subject ? Value{*line.subject} : Value{}});
  }
  context.show(listing);
  return {};
}

Result<void> version(Context& context, Arguments const&) {
  context.data() << "giaoban " GIAOBAN_VERSION "\n";
  return {};
}

}  // namespace

// NOLINTNEXTLINE(readability-function-size): one table, a row per command.
std::vector<Command> store_commands() {
  return {
      {.path = "create",
       .help = M("Tạo một kho trống ở --store"),
       .options = {},
       .example = "giaoban create --store tinh.giaoban",
       .run = create,
       .right = &store_copy,
       .door = command::Door::command_line},
      {.path = "journal",
       .help = M("Nhật ký: mỗi lần ghi là một bút toán, ai làm, lúc nào, theo văn bản nào"),
       .options = {{.name = "from",
                    .help = M("Từ bút toán số N"),
                    .placeholder = "N",
                    .input = command::Input::integer},
                   {.name = "count",
                    .help = M("Số bút toán cần xem; không ghi thì 50 bút toán cuối"),
                    .placeholder = "N",
                    .input = command::Input::integer},
                   {.name = "entry",
                    .help = M("Xem bút toán số N đã ghi và thay thế những gì"),
                    .placeholder = "N",
                    .input = command::Input::integer}},
       .example = "giaoban journal --store tinh.giaoban --entry 57",
       .run = journal,
       .right = &web::journal_read},
      {.path = "check",
       .help = M("Kiểm tra kho: chuỗi bút toán, từng dòng dữ liệu, các bảng tính sẵn"),
       .options = {{.name = "anchor",
                    .help = M("So với số bút toán và dấu in ở cuối một văn bản"),
                    .placeholder = "57:3F0A9C21BE"},
                   {.name = "anchors",
                    .help = M("So với mọi dòng của tệp dấu mốc mà serve --anchors đã ghi"),
                    .placeholder = M("TỆP"),
                    .input = command::Input::file_read}},
       .example = "giaoban check --store tinh.giaoban --anchor 57:3F0A9C21BE",
       .run = check,
       .right = &store_check,
       .opening = store::Opening::to_read},
      {.path = "backup",
       .help = M("Sao lưu kho vào một tệp và khóa của kho vào một tệp khác"),
       .options = {{.name = "out",
                    .help = M("Tệp sao lưu, chưa có"),
                    .given = Given::required,
                    .placeholder = M("TỆP"),
                    .input = command::Input::file_written},
                   {.name = "keys-out",
                    .help = M("Tệp khóa, chưa có; cất nơi khác"),
                    .given = Given::required,
                    .placeholder = M("TỆP"),
                    .input = command::Input::file_written}},
       .example = "giaoban backup --store tinh.giaoban --out tinh.sao-luu --keys-out tinh.khoa",
       .run = backup,
       .right = &store_copy},
      {.path = "restore",
       .help = M("Phục hồi một bản sao lưu thành kho mới ở --store"),
       .options = {{.name = "file",
                    .help = M("Tệp sao lưu"),
                    .take = Take::positional,
                    .given = Given::required,
                    .placeholder = M("TỆP"),
                    .input = command::Input::file_read},
                   {.name = "keys-in",
                    .help = M("Tệp khóa của bản sao lưu"),
                    .given = Given::required,
                    .placeholder = M("TỆP"),
                    .input = command::Input::file_read}},
       .example = "giaoban restore tinh.sao-luu --keys-in tinh.khoa --store moi.giaoban",
       .run = restore,
       .right = &store_copy},
      {.path = "undo",
       .help = M("Đảo lại bút toán số N, nếu chưa có gì ghi dựa trên nó"),
       .options = command::with({{.name = "number",
                                  .help = M("Số của bút toán"),
                                  .take = Take::positional,
                                  .given = Given::required,
                                  .placeholder = "N",
                                  .input = command::Input::integer}},
                                command::act_options()),
       .example = "giaoban undo 57 --reason \"...\" --store tinh.giaoban",
       .run = undo,
       .verb = &store::undo_verb},
      {.path = "access",
       .help = M("Nhật ký truy cập: ai đã xem hồ sơ, danh sách nào"),
       .options = {{.name = "person",
                    .help = M("Chỉ những lần xem hồ sơ của người này"),
                    .placeholder = M("MÃ SỐ")}},
       .example = "giaoban access --store tinh.giaoban --person 1048577",
       .run = access,
       .right = &access_read},
      {.path = "version",
       .help = M("Phiên bản của chương trình"),
       .options = {},
       .run = version,
       .right = &anyone},
  };
}

std::vector<RefusalKind const*> const& store_refusals() {
  static std::vector<RefusalKind const*> const all{&faults_found, &bad_anchor, &entry_unknown};
  return all;
}

}  // namespace giaoban::app
