// giaoban revisions: what was reported of a day, what stands now, and the difference.
#include "figure/cli.h"
#include "figure/figure.h"

namespace giaoban::figure {

namespace {

using command::Arguments;
using command::Context;
using command::Given;

Result<RevisionsAsked> revisions_asked(Context& context, store::Snapshot& snapshot,
                                       Arguments const& arguments) {
  RevisionsAsked asked;
  TRY_INTO(auto const moment, context.moment(arguments));
  asked.as_of = moment.as_of;
  // By default as a report of that day knew it.
  TRY_INTO(auto const reported_on, arguments.day("reported-on"));
  asked.reported_at = arguments.text("known-at")
                          ? moment.known_at
                          : store::head_on(snapshot, reported_on.value_or(asked.as_of));
  auto const reach = unit::reach_of(snapshot, context.actor(), figure_read, {asked.as_of});
  if (auto const id = arguments.text("measure")) {
    TRY_INTO(asked.measure, measure_seen(snapshot, reach, *id, {asked.as_of}));
  }
  TRY_INTO(auto const code, arguments.need("unit"));
  TRY_INTO(unit::Node const unit, unit::in_reach(snapshot, reach, code, {asked.as_of}));
  asked.unit = unit.id;
  return asked;
}

Value count_of_revision(std::optional<Figure> const& figure) {
  return figure && figure->count ? Value{*figure->count} : Value{};
}

std::string reference_of_revision(std::optional<Figure> const& figure) {
  return figure ? figure->reference.text() : std::string();
}

Result<void> run_revisions(Context& context, Arguments const& arguments) {
  TRY_INTO(auto* const open_store, context.store());
  auto const snapshot = open_store->read();
  TRY_INTO(RevisionsAsked const asked, revisions_asked(context, *snapshot, arguments));
  Listing listing{.title = say(context.language(), M("Số đã báo cáo và số hiện nay")),
                  .columns = {{"unit_code", M("Mã đơn vị"), CellType::text},
                              {"unit", M("Đơn vị"), CellType::text},
                              {"id", M("Mã chỉ tiêu"), CellType::text},
                              {"measure", M("Chỉ tiêu"), CellType::text},
                              {"reported", M("Đã báo cáo"), CellType::count},
                              {"now", M("Hiện nay"), CellType::count},
                              {"difference", M("Chênh lệch"), CellType::count},
                              {"reported_reference", M("Số tham chiếu đã báo cáo"), CellType::text},
                              {"reference", M("Số tham chiếu hiện nay"), CellType::text}},
                  .rows = {}};
  for (Revision const& one : revisions(*snapshot, asked)) {
    auto const difference = one.difference();
    bool const nothing = !asked.measure && difference == 0 && (!one.now || one.now->count == 0);
    if (nothing && context.settings().format == print::Format::table) continue;
    listing.rows.push_back({one.unit.code, one.unit.name, one.measure->id,
                            one.measure->name(context.language()), count_of_revision(one.reported),
                            count_of_revision(one.now), difference ? Value{*difference} : Value{},
                            reference_of_revision(one.reported), reference_of_revision(one.now)});
  }
  context.show(listing);
  context.tell(M("Đã báo cáo: theo sổ ghi đến bút toán {entry}."),
               {{"entry", std::to_string(asked.reported_at)}});
  return {};
}

}  // namespace

std::vector<command::Command> revision_commands() {
  return {{.path = "revisions",
           .help = M("Số của một ngày: đã báo cáo, hiện nay và chênh lệch, của một đơn vị hoặc của "
                     "các đơn vị ngay ở dưới"),
           .options = command::with({{.name = "unit",
                                      .help = M("Mã đơn vị"),
                                      .given = Given::required,
                                      .placeholder = M("MÃ"),
                                      .input = command::Input::unit},
                                     {.name = "measure",
                                      .help = M("Một chỉ tiêu, của đơn vị và các đơn vị ngay ở "
                                                "dưới; không ghi thì mọi chỉ tiêu của đơn vị"),
                                      .placeholder = M("MÃ")},
                                     {.name = "reported-on",
                                      .help = M("Báo cáo lập theo sổ ghi đến hết ngày này; không "
                                                "ghi thì là ngày của số"),
                                      .placeholder = "2021-08-04",
                                      .input = command::Input::day}},
                                    command::moment_options()),
           .example = "giaoban revisions --unit PT-01 --measure members --as-of 2021-07-31 "
                      "--reported-on 2021-08-04",
           .run = &run_revisions,
           .right = &figure_read}};
}

}  // namespace giaoban::figure
