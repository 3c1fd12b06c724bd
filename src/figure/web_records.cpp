// The records behind one figure: page by page, filtered, as a file. Lists of persons are logged.
#include <algorithm>

#include "base/text.h"
#include "figure/web_parts.h"
#include "print/render.h"
#include "print/whole_file.h"
#include "print/xlsx_write.h"
#include "web/components.h"
#include "web/download.h"
#include "web/page.h"
#include "web/paged.h"

namespace giaoban::figure {

namespace {

using web::Html;
using web::to;
using web::Visit;
using web::Words;

constexpr std::int64_t per_page = 50;

// Keeps the rows that hold the words, and of them one page; counts all.
class Sieve final : public RowSink {
 public:
  Sieve(std::string_view words, member::Page page) : wanted_(fold(words)), page_(page) {}
  void begin(Listing const& head) override { listing_ = head; }
  void row(Row const& row) override {
    if (!holds(row)) return;
    std::int64_t const place = total_++;
    bool const shown =
        place >= page_.offset && (page_.limit == 0 || place < page_.offset + page_.limit);
    if (shown) listing_.rows.push_back(row);
  }
  void end() override {}
  [[nodiscard]] Listing const& listing() const { return listing_; }
  [[nodiscard]] std::int64_t total() const { return total_; }

 private:
  [[nodiscard]] bool holds(Row const& row) const {
    return wanted_.empty() || std::ranges::any_of(row, [&](Value const& value) {
             auto const* const text = std::get_if<std::string>(&value);
             return text != nullptr && fold(*text).contains(wanted_);
           });
  }
  std::string wanted_;
  member::Page page_;
  Listing listing_;
  std::int64_t total_ = 0;
};

struct Asked {
  Reference reference;
  unit::Node unit;
};

// Within what the caller may see of figures and, where persons stand behind it, of persons.
Result<Asked> asked_of(Visit const& visit, store::Snapshot& snapshot) {
  TRY_INTO(Reference const reference,
           parse_reference(snapshot, visit.request.query.text("reference")));
  TRY_INTO(Figure const known, figure(snapshot, reference));
  auto const& moment = known.reference.moment;
  auto const& actor = visit.caller.actor;
  auto const reach = unit::reach_of(snapshot, actor, figure_read, moment);
  TRY_INTO(unit::Node node, unit::in_reach(snapshot, reach, reference.unit, moment));
  TRY_VOID(check_seen(snapshot, reach, *reference.measure, moment));
  if (of_persons(reference.measure->population)) {
    if (!actor.may(member::member_read)) {
      return refuse(
          store::not_allowed,
          {{"actor", actor.name}, {"right", say(visit.language(), member::member_read.label)}});
    }
    auto const of_persons = unit::reach_of(snapshot, actor, member::member_read, moment);
    TRY_VOID(unit::in_reach(snapshot, of_persons, reference.unit, moment));
    TRY_VOID(member::nobody_arrives(snapshot, of_persons, reference.unit, moment));
    visit.store.log_access(actor.name, "figure records " + reference.text(), reference.unit.value);
  }
  return Asked{reference, std::move(node)};
}

// A post has no page of its own.
std::optional<web::Url> record_url(Population population, Row const& row) {
  auto const* const id = row.empty() ? nullptr : std::get_if<std::int64_t>(&row.front());
  if (id == nullptr || population == Population::posts) return std::nullopt;
  return of_persons(population) ? to("/members/{}", *id) : to("/units/{}", *id);
}

Html filter_of(Words const& words, std::string const& reference, std::string const& typed) {
  return web::filter_form(
      words, {.id = "records",
              .action = to("/figures/records"),
              .groups = {{.fields = {{.name = "reference",
                                      .label = {},
                                      .control = web::Control::hidden,
                                      .value = reference},
                                     {.name = "words",
                                      .label = words(M("Lọc theo tên, mã hoặc đơn vị")),
                                      .value = typed}}}},
              .submit = words(M("Lọc")),
              .look = web::ButtonLook::plain});
}

// How the figure itself reads, above its list.
Html figure_line(Words const& words, Figure const& known) {
  if (known.share) return web::element("p", web::share(words, *known.share));
  if (known.count) return web::element("p", web::element("b", words.count(*known.count)));
  return {};
}

Html list_of(Words const& words, Asked const& asked, Sieve const& sieve, std::int64_t page) {
  Listing const& listing = sieve.listing();
  web::TableOptions options{.empty = words(M("Không có bản ghi nào.")),
                            .numbered = true,
                            .first_number = static_cast<std::size_t>((page - 1) * per_page + 1)};
  Population const population = asked.reference.measure->population;
  options.link = [&](std::size_t row) { return record_url(population, listing.rows[row]); };
  std::string_view const named = of_persons(population) ? "full_name" : "unit_name";
  for (std::size_t i = 0; i < listing.columns.size(); ++i) {
    if (listing.columns[i].id == named) options.link_column = i;
  }
  return web::table(words, listing, options);
}

// The page asks again with what was typed, when that names no figure.
web::Response typed_again(Visit const& visit, Refusal const& refusal) {
  Words const words{visit.language()};
  return web::refusal_page(visit, refusal,
                           reference_form(words, normalise(visit.request.query.text("reference"))));
}

}  // namespace

Result<web::Response> show_records(Visit& visit) {
  Words const words{visit.language()};
  auto const snapshot = visit.store.read();
  auto const found = asked_of(visit, *snapshot);
  if (!found) return typed_again(visit, found.error());
  Asked const& asked = *found;
  std::string const typed = normalise(visit.request.query.text("words"));
  TRY_INTO(Figure const known, figure(*snapshot, asked.reference));

  // Without words the domain passes by what is before the page.
  Sieve sieve(typed, {});
  auto const read = [&](std::int64_t page) -> Result<std::int64_t> {
    member::Page const shown{(page - 1) * per_page, per_page};
    bool const all = !typed.empty();
    sieve = Sieve(typed, all ? shown : member::Page{});
    TRY_VOID(records(*snapshot,
                     {.reference = asked.reference,
                      .page = all ? member::Page{} : shown,
                      .language = words.language},
                     sieve));
    return all ? sieve.total() : known.count.value_or(0);
  };
  auto const where = web::page_read(visit, per_page, read);
  if (!where) return typed_again(visit, where.error());
  std::string const reference = asked.reference.text();
  auto const file = to("/figures/records/file").with("reference", reference);
  auto const here = to("/figures/records").with("reference", reference).with("words", typed);
  Html body = figure_line(words, known);
  body.add(notes_of(words, {known}));
  body.add(filter_of(words, reference, typed));
  body.add(list_of(words, asked, sieve, where->page));
  body.add(web::pagination(words, here, *where));
  body.add(web::element("p", {{"class", "note"}},
                        words(M("Số tham chiếu: {reference}"), {{"reference", reference}})));
  auto const& moment = known.reference.moment;
  return web::page(
      visit,
      {.title = sieve.listing().title,
       .active = menu_path,
       .crumbs = {{words(M("Số liệu")), to("/figures")
                                            .with("unit", asked.unit.code)
                                            .with("as_of", moment.as_of.vietnamese())}},
       .actions = web::join(web::button_link(file.with("as", "xlsx"), words(M("Tải về Excel"))),
                            web::button_link(file.with("as", "csv"), words(M("Tải về CSV"))))},
      body);
}

Result<web::Response> save_records(Visit& visit) {
  auto const snapshot = visit.store.read();
  TRY_INTO(Asked const asked, asked_of(visit, *snapshot));
  Opened const opened{.reference = asked.reference, .page = {}, .language = visit.language()};
  std::string const name = asked.reference.measure->name(visit.language()) + ", " + asked.unit.name;
  if (visit.request.query.text("as") == "csv") {
    std::string const file = name + ".csv";
    return web::download_written(
        {file, web::csv_type}, [&](std::filesystem::path const& path) -> Result<void> {
          print::WholeFile out(path, print::csv_mark);
          auto const sink = print::csv_sink(out.out(), print::ByteOrderMark::present);
          TRY_VOID(records(*snapshot, opened, *sink));
          out.finish();
          return {};
        });
  }
  std::string const file = name + ".xlsx";
  return web::download_written(
      {file, web::xlsx_type}, [&](std::filesystem::path const& path) -> Result<void> {
        print::ListingXlsx sink(path, visit.site.clock->today(), visit.language());
        return records(*snapshot, opened, sink);
      });
}

}  // namespace giaoban::figure
