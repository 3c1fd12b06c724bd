// A plan is typed in a grid (or pasted from a sheet, or loaded from a file), then shown with all it
// would do; only from there it is carried out, with the very lines that were shown.
#include "reorganisation/web.h"

#include "base/text.h"
#include "reorganisation/parts.h"
#include "web/components.h"
#include "web/download.h"
#include "web/form.h"
#include "web/grid.h"
#include "web/jobs.h"
#include "web/paged.h"

namespace giaoban::reorganisation {

namespace {

using web::element;
using web::Html;
using web::Response;
using web::to;
using web::Visit;
using web::Words;

constexpr std::string_view page_path = "/reorganise";
constexpr std::string_view day_field = "on";
constexpr std::string_view parts_field = "placings";
constexpr std::string_view rule_field = "default_placing";
constexpr std::string_view roles_field = "roles_follow";
constexpr std::size_t blank_rows = 6;
// A browser bears a grid of so many lines; larger plans are carried out by the command.
constexpr std::size_t lines_max = 1'500;
constexpr std::size_t told_max = 200;
constexpr std::size_t placings_letters_max = 10 * long_letters_max;  // a line for each part
// A panel's heading stands above its table already.
constexpr auto heard = web::CaptionLook::heard;

RefusalKind const too_many_lines{
    "reorganisation.too_many_lines", 413,
    M("Phương án có {count} dòng, trang này nhận tối đa {limit} dòng."),
    M("Chia phương án theo từng tỉnh, hoặc chạy lệnh giaoban reorganise trên máy chủ.")};
RefusalKind const no_file{"reorganisation.no_file", 422, M("Chưa chọn tệp phương án."),
                          M("Chọn tệp .xlsx hoặc .csv theo mẫu rồi bấm “Xem trước”.")};

// --- the form ------------------------------------------------------------------------------------

template <Chosen E>
std::vector<web::Pick> picks_of(Words const& words) {
  std::vector<web::Pick> picks;
  for (Choice const& choice : choices_of(E{})) {
    picks.push_back({std::string(choice.code), words(choice.label)});
  }
  return picks;
}

std::vector<web::GridColumn> plan_columns(Words const& words) {
  return {{.name = "old", .label = words(M("Mã cũ")), .note = words(M("hôm trước"))},
          {.name = "new", .label = words(M("Mã mới")), .note = words(M("trống: kết thúc"))},
          {.name = "name", .label = words(M("Tên mới")), .note = words(M("trống: như cũ"))},
          {.name = "kind",
           .label = words(M("Loại mới")),
           .control = web::Control::choice,
           .picks = picks_of<unit::UnitKind>(words)},
          {.name = "parent", .label = words(M("Cấp trên mới")), .note = words(M("mã mới"))},
          {.name = "way",
           .label = words(M("Cách làm")),
           .control = web::Control::choice,
           .picks = picks_of<Way>(words)}};
}

std::vector<std::string> values_of(Line const& line) {
  return {line.old_code, line.new_code,
          line.name,     line.unit_kind ? std::string(code(*line.unit_kind)) : "",
          line.parent,   line.way ? std::string(code(*line.way)) : ""};
}

struct Typed {
  std::string day;
  std::string placings;
  bool by_rule = false;
  bool roles_follow = false;
  std::vector<Line> lines;
};

web::Grid grid_of(Visit const& visit, Typed const& typed) {
  Words const words{visit.language()};
  web::Grid grid{
      .id = "reorganisation",
      .action = to("/reorganise/preview"),
      .caption = words(M("Mỗi dòng một đơn vị: mã cũ thành mã mới")),
      .head_labels = {words(M("Dòng"))},
      .columns = plan_columns(words),
      .rows = {},
      .submit = words(M("Xem trước")),
      .groups = {{.fields = {{.name = std::string(day_field),
                              .label = words(M("Có hiệu lực từ ngày")),
                              .control = web::Control::day,
                              .need = store::Need::required,
                              .value = typed.day},
                             {.name = std::string(parts_field),
                              .label = words(M("Nơi nhận của từng phần được chia")),
                              .control = web::Control::long_text,
                              .note = words(M("Mỗi dòng: mã đơn vị trực thuộc (hoặc số lý lịch của "
                                              "đảng viên) | mã nơi nhận.")),
                              .value = typed.placings},
                             {.name = std::string(rule_field),
                              .label = words(M("Phần chưa ai xếp thì đưa về nơi kế thừa chính")),
                              .control = web::Control::flag,
                              .value = typed.by_rule ? "1" : ""},
                             {.name = std::string(roles_field),
                              .label = words(M("Vai trò của người dùng ở đơn vị kết thúc theo về "
                                               "nơi kế thừa")),
                              .control = web::Control::flag,
                              .note = words(M("Không chọn thì các vai trò đó kết thúc cùng đơn vị. "
                                              "Vai trò không bao giờ theo về đơn vị cấp trên.")),
                              .value = typed.roles_follow ? "1" : ""}}},
                 web::act_fields(words.language)}};
  std::size_t const rows = typed.lines.size() + blank_rows;
  for (std::size_t i = 0; i < rows; ++i) {
    web::GridRow row{
        .key = "r" + std::to_string(i + 1), .heads = {std::to_string(i + 1)}, .values = {}};
    row.values = i < typed.lines.size() ? values_of(typed.lines[i]) : values_of({});
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

Result<void> check_count(std::vector<Line> const& lines) {
  if (lines.size() <= lines_max) return {};
  return refuse(too_many_lines,
                {{"count", std::to_string(lines.size())}, {"limit", std::to_string(lines_max)}});
}

Result<Typed> typed_in(Visit const& visit) {
  web::Fields const& form = visit.request.form;
  Typed typed{.day = normalise(form.text(day_field)),
              .placings = form.text(parts_field),
              .by_rule = !form.text(rule_field).empty(),
              .roles_follow = !form.text(roles_field).empty(),
              .lines = {}};
  TRY_INTO(auto const entries, web::entries_of(form, plan_columns(Words{visit.language()})));
  for (web::GridEntry const& entry : entries) {
    Line line{.old_code = normalise(entry.values[0]),
              .new_code = normalise(entry.values[1]),
              .name = normalise(entry.values[2]),
              .unit_kind = from_code<unit::UnitKind>(entry.values[3]),
              .parent = normalise(entry.values[4]),
              .way = from_code<Way>(entry.values[5])};
    bool const blank = line.old_code.empty() && line.new_code.empty() && line.name.empty();
    if (!blank) typed.lines.push_back(std::move(line));
  }
  TRY_VOID(check_count(typed.lines));
  for (std::size_t i = 0; i < typed.lines.size(); ++i) {
    typed.lines[i].row = static_cast<int>(i + 1);
  }
  return typed;
}

Result<Plan> plan_of(Visit const& visit, store::Snapshot& snapshot, Typed const& typed) {
  auto const day = Day::parse(typed.day);
  if (!day) return refuse(web::bad_moment, {{"value", typed.day}}, std::string(day_field));
  Plan plan{.on = *day, .lines = typed.lines};
  if (typed.by_rule) plan.unplaced = Unplaced::to_main_heir;
  if (typed.roles_follow) plan.roles = Roles::follow;
  auto const reach = unit::reach_of(snapshot, visit.caller.actor, unit::unit_write, {*day - 1});
  int row = 0;
  for (std::string const& line : listed(typed.placings, '\n')) {
    ++row;
    auto const pieces = listed(line, '|');
    if (pieces.size() != 2) return refuse(part_not_there, {{"code", line}, {"day", typed.day}});
    if (unit::known_bearer(snapshot, {visit.caller.actor, unit::unit_write}, pieces[0],
                           {*day - 1})) {
      plan.placings.push_back({.part = pieces[0], .to = pieces[1], .row = row});
      continue;
    }
    TRY_INTO(PersonId const person, member::person_named(snapshot, reach, pieces[0], {*day - 1}));
    plan.members.push_back({.person = person, .to = pieces[1], .row = row});
  }
  return plan;
}

// --- what it would do ----------------------------------------------------------------------------

Html faults_table(Words const& words, std::vector<Fault> const& faults, Msg title) {
  if (faults.empty()) return {};
  Listing listing{.title = words(title),
                  .columns = {{"row", M("Dòng"), CellType::text},
                              {"text", M("Chỗ chưa ổn"), CellType::text},
                              {"remedy", M("Cách xử lý"), CellType::text}},
                  .rows = {}};
  for (Fault const& fault : faults) {
    listing.rows.push_back({row_of(fault, words.language), fault.refusal.text(words.language),
                            fault.refusal.remedy(words.language)});
  }
  return web::panel(words(title),
                    web::first_rows(words, std::move(listing), {.caption_look = heard}));
}

Html happenings_table(Words const& words, Outcome const& outcome) {
  Listing listing = listing_of(outcome, words.language);
  return web::panel(
      words(M("Từng việc")),
      web::first_rows(words, std::move(listing),
                      {.numbered = true, .look = web::TableLook::dense, .caption_look = heard}));
}

Html roles_table(Words const& words, Outcome const& outcome) {
  if (outcome.roles.empty() && outcome.roles_unseen == 0) return {};
  Listing listing{.title = words(M("Vai trò của người dùng ở đơn vị kết thúc")),
                  .columns = {{"login", M("Tên đăng nhập"), CellType::text},
                              {"who", M("Họ và tên người dùng"), CellType::text},
                              {"role", M("Vai trò"), CellType::text},
                              {"unit", M("Đơn vị kết thúc"), CellType::text},
                              {"to", M("Từ ngày sắp xếp"), CellType::text}},
                  .rows = {}};
  std::size_t const shown = std::min(outcome.roles.size(), told_max);
  for (RoleEnding const& one : std::span(outcome.roles).first(shown)) {
    std::string to = one.to_name + " (" + one.to_code + ")";
    if (one.to_code.empty()) {
      to = words(one.last ? M("kết thúc; tài khoản không còn vai trò nào") : M("kết thúc"));
    }
    listing.rows.push_back({one.login, one.shown_name, words(label(one.role)),
                            one.name + " (" + one.code + ")", std::move(to)});
  }
  Html html = web::table(words, listing, {.caption_look = heard});
  std::int64_t const more =
      std::ssize(outcome.roles) - static_cast<std::int64_t>(shown) + outcome.roles_unseen;
  if (more > 0) {
    html.add(
        web::paragraph(words(M("Và {count} vai trò nữa; người quản trị tài khoản xem được đủ."),
                             {{"count", words.count(more)}})));
  }
  return web::panel(words(M("Vai trò của người dùng ở đơn vị kết thúc")), html);
}

Html foreseen(Words const& words, Outcome const& outcome) {
  return join(
      web::figures(
          {{.label = words(M("Đảng viên trước sắp xếp")),
            .value = words.count(outcome.members_before)},
           {.label = words(M("Đảng viên sau sắp xếp")),
            .value = words.count(outcome.members_after)},
           {.label = words(M("Chỗ chưa ổn")), .value = words.count(std::ssize(outcome.faults))}}),
      faults_table(words, outcome.faults, M("Chỗ chưa ổn")),
      faults_table(words, outcome.warnings, M("Cần lưu ý")), roles_table(words, outcome),
      web::panel(words(M("Tổng hợp theo cấp")),
                 web::table(words, summary_of(outcome, words.language), {.caption_look = heard})),
      happenings_table(words, outcome));
}

// The plan as hidden fields: what was looked at is what is carried out.
std::vector<web::Pick> carried_along(web::Grid const& grid, web::Fields const& form) {
  std::vector<web::Pick> hidden;
  for (auto const& [name, value] : form.pairs()) {
    bool const of_plan =
        name == day_field || name == parts_field || name == rule_field || name == roles_field;
    bool const of_act = name == "document" || name == "document_date" || name == "issuer" ||
                        name == "signer" || name == "reason";
    if (of_plan || of_act) hidden.push_back({name, value});
  }
  std::string keys;
  for (web::GridRow const& row : grid.rows) {
    keys += (keys.empty() ? "" : " ") + row.key;
    for (std::size_t i = 0; i < grid.columns.size(); ++i) {
      hidden.push_back({row.key + "." + grid.columns[i].name, row.values[i]});
    }
  }
  hidden.push_back({"rows", keys});
  return hidden;
}

web::PageHead head_of_plan(Words const& words, Msg lead) {
  return {.title = words(M("Sắp xếp tổ chức")),
          .lead = words(lead),
          .active = page_path,
          .actions = web::button_link(to("/reorganise/template"), words(M("Tải tệp mẫu"))),
          .width = web::PageWidth::full};
}

constexpr Msg ask_lead =
    M("Hợp nhất, chia tách, chuyển cấp trên, đổi tên: điền từng dòng hoặc dán từ Excel, xem trước "
      "rồi mới thực hiện. Mã cũ nhiều dòng là chia tách; mã mới nhiều dòng là hợp nhất.");

Html file_form(Visit const& visit) {
  Words const words{visit.language()};
  return web::panel(
      words(M("Hoặc nạp từ tệp")),
      web::form(visit, {.id = "reorganisation-file",
                        .action = to("/reorganise/file"),
                        .groups = {{.fields = {{.name = "file",
                                                .label = words(M("Phương án (.xlsx, .csv)")),
                                                .control = web::Control::file,
                                                .need = store::Need::required}}}},
                        .submit = words(M("Xem trước tệp")),
                        .look = web::ButtonLook::plain}));
}

Response page_again(Visit const& visit, Typed const& typed, Refusal const& refusal) {
  return web::refusal_page(visit, refusal, web::grid(visit, grid_of(visit, typed)));
}

Response preview(Visit const& visit, Typed const& typed, Outcome const& outcome,
                 std::vector<web::Pick> const& hidden) {
  Words const words{visit.language()};
  Html body = foreseen(words, outcome);
  if (outcome.faults.empty()) {
    body.add(web::panel(
        words(M("Thực hiện")),
        join(web::paragraph(words(M("Cả phương án được ghi thành một bút toán; nếu sai có thể hoàn "
                                    "tác bằng một bút toán khác."))),
             web::button_form(visit, to("/reorganise"), words(M("Thực hiện phương án")), hidden,
                              web::ButtonLook::primary))));
  }
  body.add(web::heading(words(M("Sửa phương án"))));
  body.add(web::grid(visit, grid_of(visit, typed)));
  auto head = head_of_plan(words, M("Xem trước: chưa ghi gì."));
  return web::page(visit, head, body);
}

// --- handlers ------------------------------------------------------------------------------------

Result<Response> ask_plan(Visit& visit) {
  Words const words{visit.language()};
  Typed typed{.day = {}, .placings = {}, .lines = {}};
  // A unit's page leads here with its own code.
  for (std::string const& code : listed(visit.request.query.text("units"), ',')) {
    typed.lines.push_back({.old_code = code});
  }
  TRY_VOID(check_count(typed.lines));
  return web::page(visit, head_of_plan(words, ask_lead),
                   join(web::grid(visit, grid_of(visit, typed)), file_form(visit)));
}

Result<Response> show_preview(Visit& visit) {
  TRY_INTO(Typed const typed, typed_in(visit));
  auto const snapshot = visit.store.read();
  auto const plan = plan_of(visit, *snapshot, typed);
  if (!plan) return page_again(visit, typed, plan.error());
  auto const hidden = carried_along(grid_of(visit, typed), visit.request.form);
  auto const seen = foresee(visit.store, visit.caller.actor, *plan);
  if (!seen) return page_again(visit, typed, seen.error());
  return preview(visit, typed, *seen, hidden);
}

Result<Response> write_plan_page(Visit& visit) {
  TRY_INTO(Typed const typed, typed_in(visit));
  auto const plan = plan_of(visit, *visit.store.read(), typed);
  if (!plan) return page_again(visit, typed, plan.error());
  TRY_INTO(auto const act, visit.act(reorganise_verb));
  auto const written = visit.store.write(act, [&](store::Tx& tx) -> Result<void> {
    TRY_VOID(carry_out(tx, *plan));
    return {};
  });
  if (!written) return page_again(visit, typed, written.error());
  return web::after_write(visit, to("/units").with("as_of", plan->on.iso()), *written);
}

// What was not read whole is not put into the grid: a cell that said nothing would be taken for one
// left blank.
Response file_faults(Visit const& visit, std::vector<Fault> const& faults) {
  Words const words{visit.language()};
  auto const head = head_of_plan(words, M("Tệp có chỗ chưa đọc được: sửa trong tệp rồi nạp lại. "
                                          "Chưa ghi gì."));
  return web::page(visit, head,
                   join(faults_table(words, faults, M("Chỗ chưa ổn")), file_form(visit)));
}

Result<Response> load_file(Visit& visit) {
  if (visit.request.uploads.empty()) return refuse(no_file, {}, "file");
  auto const snapshot = visit.store.read();
  TRY_INTO(auto read, read_workbook(*snapshot, visit.caller.actor,
                                    {.file = visit.request.uploads.front().file}));
  TRY_VOID(check_count(read.plan.lines));
  if (!read.faults.empty()) return file_faults(visit, read.faults);
  Typed typed{.day = read.plan.on.vietnamese(), .placings = {}, .lines = read.plan.lines};
  for (Placing const& one : read.plan.placings) typed.placings += one.part + " | " + one.to + "\n";
  for (MemberPlacing const& one : read.plan.members) {
    typed.placings += std::to_string(one.person.value) + " | " + one.to + "\n";
  }
  for (std::size_t i = 0; i < typed.lines.size(); ++i) {
    typed.lines[i].row = read.plan.lines[i].row = static_cast<int>(i + 1);
  }
  auto seen = foresee(visit.store, visit.caller.actor, read.plan);
  if (!seen) return page_again(visit, typed, seen.error());
  Outcome outcome = *std::move(seen);
  outcome.warnings.insert(outcome.warnings.begin(), read.warnings.begin(), read.warnings.end());
  web::Fields form;
  form.add(std::string(day_field), typed.day);
  form.add(std::string(parts_field), typed.placings);
  form.add("reason", read.decision);
  return preview(visit, typed, outcome, carried_along(grid_of(visit, typed), form));
}

Result<Response> send_template(Visit& visit) {
  return web::download_written({"phuong-an-sap-xep.xlsx", web::xlsx_type},
                               [&](std::filesystem::path const& file) -> Result<void> {
                                 write_template(file.string(), visit.site.clock->today(),
                                                visit.language());
                                 return {};
                               });
}

}  // namespace

std::vector<web::Route> routes() {
  return {{.path = "/reorganise",
           .handle = &ask_plan,
           .right = &unit::unit_write,
           .query = {web::asks_text("units")}},
          {.path = "/reorganise/template",
           .handle = &send_template,
           .right = &unit::unit_write,
           .gives = web::Gives::file},
          {.method = web::Method::post,
           .path = "/reorganise/preview",
           .handle = &show_preview,
           .verb = &reorganise_verb,
           .writes = web::Writes::nothing,
           .letters_max = placings_letters_max},
          {.method = web::Method::post,
           .path = "/reorganise/file",
           .handle = &load_file,
           .verb = &reorganise_verb,
           .sends = web::Sends::files,
           .writes = web::Writes::nothing},
          {.method = web::Method::post,
           .path = "/reorganise",
           .handle = &write_plan_page,
           .verb = &reorganise_verb,
           .letters_max = placings_letters_max},
          {.path = "/units/{unit}/lineage",
           .handle = &show_lineage,
           .right = &unit::unit_read,
           .tab = {M("Sắp xếp"), 60}}};
}

std::vector<web::MenuEntry> menu() {
  return {{.path = page_path, .label = M("Sắp xếp tổ chức"), .right = &unit::unit_write}};
}

}  // namespace giaoban::reorganisation
