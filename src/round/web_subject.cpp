// One subject of a round: the steps taken, what may come next or why not yet, what holds the grade
// down, the years before.
#include <algorithm>

#include "round/web_parts.h"
#include "web/form.h"
#include "web/record_page.h"
#include "web/verb_pages.h"

namespace giaoban::round {

namespace {

using web::Html;
using web::Visit;
using web::Words;

std::string points_words(Words const& words, Assessment const& said) {
  std::string all = grade_words(words, said.grade);
  auto const add = [&](std::string const& more) { all += (all.empty() ? "" : "; ") + more; };
  if (said.common_points && said.result_points) {
    add(words(M("{common} + {result} = {total} điểm"),
              {{"common", words.count(*said.common_points)},
               {"result", words.count(*said.result_points)},
               {"total", words.count(*said.common_points + *said.result_points)}}));
  }
  if (said.common_rating && said.result_rating) {
    add(words(M("tiêu chí chung: {common}; tiêu chí kết quả: {result}"),
              {{"common", words(label(*said.common_rating))},
               {"result", words(label(*said.result_rating))}}));
  }
  if (!said.words.empty()) add(said.words);
  return all;
}

// What a step lacks, as sentences; none: it may be taken.
std::vector<std::string> lacking(Words const& words, std::vector<Obstacle> const& obstacles) {
  std::vector<std::string> all;
  for (Obstacle const& one : obstacles) {
    Told const told = words_of(one);
    std::string text =
        words(M("còn thiếu: {missing} ({citation})"),
              {{"missing", words(told.what, told.args)}, {"citation", std::string(one.citation)}});
    if (one.confidence == Confidence::unconfirmed) {
      text += " – " + words(M("chưa đối chiếu văn bản, chỉ để lưu ý"));
    }
    all.push_back(std::move(text));
  }
  return all;
}

Html step_state(Words const& words, std::optional<StepTaken> const& taken,
                std::vector<Obstacle> const& obstacles) {
  if (taken) {
    return web::badge(words(M("xong {day}"), {{"day", words.day(taken->on)}}), web::Tone::good);
  }
  bool const blocked = std::ranges::any_of(
      obstacles, [](Obstacle const& one) { return one.confidence == Confidence::confirmed; });
  return blocked ? web::badge(words(M("chưa thể")), web::Tone::warning)
                 : web::badge(words(M("làm được ngay")), web::Tone::neutral);
}

Html steps_table(Words const& words, Asked const& asked, SubjectView const& view) {
  Listing listing{.title = words(M("Các bước")),
                  .columns = {{"step", M("Bước"), CellType::text},
                              {"state", M("Tình trạng"), CellType::text},
                              {"what", M("Nội dung"), CellType::text}},
                  .rows = {}};
  std::vector<Html> states;
  for (Choice const& choice : choices_of(Step{})) {
    auto const step = static_cast<Step>(choice.value);
    auto const at = std::ranges::find(view.steps, step, &StepTaken::step);
    auto const taken = at == view.steps.end() ? std::nullopt : std::optional(*at);
    auto const missing = obstacles(*asked.snapshot, asked.round, view.subject, step);
    std::string what;
    if (taken) {
      what = points_words(words, taken->assessment);
    } else {
      for (std::string const& one : lacking(words, missing))
        what += (what.empty() ? "" : "; ") + one;
    }
    listing.rows.push_back({words(choice.label), std::string(" "), what});
    states.push_back(step_state(words, taken, missing));
  }
  web::TableOptions options{.numbered = true};
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    return column == 1 ? std::optional(states[row]) : std::nullopt;
  };
  return web::table(words, listing, options);
}

// The record that holds the grade down, with a way to its entry in the journal.
Html ground_note(Visit const& visit, Ground const& ground) {
  Words const words{visit.language()};
  Html note = words(M("Căn cứ: {ground}"), {{"ground", words(ground.what, ground.args)}});
  if (ground.entry != 0 && web::opens(visit, "/journal/{entry}")) {
    note.add(" ");
    note.add(web::link(web::to("/journal/{}", ground.entry),
                       words(M("bút toán {entry}"), {{"entry", std::to_string(ground.entry)}})));
  }
  return web::element("p", {{"class", "note"}}, note);
}

std::string criteria_words(Words const& words, std::span<Msg const> items) {
  std::string all;
  for (Msg const& item : items) all += (all.empty() ? "" : "; ") + words(item);
  return all;
}

// What is scored or rated, by block.
Html criteria_panel(Words const& words, Asked const& asked, SubjectView const& view) {
  bool const points = has_points(year_of(asked.round));
  Listing listing{.title = words(M("Chấm theo những tiêu chí nào")),
                  .columns = {{"block", M("Nhóm tiêu chí"), CellType::text},
                              {"most", M("Tối đa"), CellType::text},
                              {"items", M("Gồm"), CellType::text},
                              {"rule", M("Căn cứ"), CellType::text}},
                  .rows = {}};
  auto const most = [&](std::int64_t max) {
    return points ? words(M("{max} điểm"), {{"max", words.count(max)}}) : words(M("bốn mức"));
  };
  for (auto const& one : criteria_of(year_of(asked.round), view.subject.part)) {
    std::string rule(one.citation);
    if (one.confidence == Confidence::unconfirmed) {
      rule += " – " + words(M("danh mục chưa đối chiếu văn bản"));
    }
    Args const of{{"of", words(one.value.of)}};
    listing.rows.push_back({words(M("{of}: tiêu chí chung"), of), most(common_points_max),
                            criteria_words(words, one.value.common), rule});
    listing.rows.push_back({words(M("{of}: kết quả nhiệm vụ"), of), most(result_points_max),
                            criteria_words(words, one.value.result), rule});
  }
  return web::table(words, listing);
}

Html bounds_panel(Visit const& visit, SubjectView const& view) {
  Words const words{visit.language()};
  std::vector<Html> lines;
  if (view.rule.exclusion) lines.emplace_back(exclusion_words(words, view.rule));
  for (Bound const& bound : view.bounds) {
    std::string text = words(M("Không quá “{grade}”: {why} ({citation})"),
                             {{"grade", words(label(bound.ceiling))},
                              {"why", words(bound.why, bound.args)},
                              {"citation", std::string(bound.citation)}});
    if (bound.confidence == Confidence::unconfirmed) {
      text += " – " + words(M("do cấp có thẩm quyền xem xét"));
    }
    Html line = text;
    if (bound.ground) line.add(ground_note(visit, *bound.ground));
    lines.push_back(std::move(line));
  }
  for (Unproven const& one : view.unproven) {
    lines.emplace_back(words(M("“{grade}” cần căn cứ, chưa ghi: {condition} ({citation})"),
                             {{"grade", words(label(one.grade))},
                              {"condition", words(label(one.condition))},
                              {"citation", std::string(one.citation)}}));
  }
  if (lines.empty()) lines.emplace_back(words(M("Chưa ghi điều gì hạn chế mức xếp loại.")));
  return web::panel(words(M("Mức xếp loại bị giữ lại vì sao")), web::bullets(lines));
}

// What is known of the conditions, those that hold included, each with its record.
Html grounds_panel(Visit const& visit, SubjectView const& view) {
  Words const words{visit.language()};
  if (view.grounds.empty()) return {};
  Listing listing{.title = words(M("Điều kiện đã có căn cứ")),
                  .columns = {{"condition", M("Điều kiện"), CellType::text},
                              {"amount", M("Mức"), CellType::count},
                              {"ground", M("Căn cứ"), CellType::text}},
                  .rows = {}};
  for (Grounded const& one : view.grounds) {
    listing.rows.push_back({words(label(one.condition)), one.amount, std::string(" ")});
  }
  web::TableOptions options{};
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    return column == 2 ? std::optional(ground_note(visit, view.grounds[row].ground)) : std::nullopt;
  };
  return web::table(words, listing, options);
}

Html years_panel(Words const& words, Asked const& asked, SubjectView const& view) {
  auto const years = years_of(*asked.snapshot, view.subject, {Day::forever() - 1});
  Listing listing{.title = words(M("Kết quả xếp loại qua các năm")),
                  .columns = {{"year", M("Năm"), CellType::number},
                              {"result", M("Kết quả"), CellType::text},
                              {"decided_on", M("Ngày quyết định"), CellType::day}},
                  .rows = {}};
  for (YearGrade const& one : years) {
    std::string const result = one.grade          ? words(label(*one.grade))
                               : one.not_assessed ? words(label(*one.not_assessed))
                                                  : std::string();
    listing.rows.push_back({std::int64_t{one.year}, result, std::int64_t{one.decided_on.number()}});
  }
  Html html = web::table(words, listing, {.empty = words(M("Chưa có kết quả năm nào."))});
  constexpr int commended = 5;
  if (years_running(years, review::Grade::excellent) >= commended) {
    html.add(web::paragraph(
        words(M("Hoàn thành xuất sắc nhiệm vụ 5 năm liền: đủ điều kiện xét khen thưởng."))));
  }
  if (years_running(years, review::Grade::failed) >= 2) {
    html.add(web::paragraph(words(M("Không hoàn thành nhiệm vụ 2 năm liền."))));
  }
  return html;
}

// The commands, with the subject filled in; the command asks for the rest.
Html actions_of(Visit const& visit, Words const& words, Asked const& asked,
                SubjectView const& view) {
  auto const with_subject = [&](std::string_view command) {
    auto url = web::verb_url(command)
                   .with("year", asked.round.opening.year)
                   .with("part", code(view.subject.part));
    url = of_unit(view.subject.part) ? url.with("unit", asked.unit.code)
                                     : url.with("person", view.subject.person.value);
    return url.with(web::next_field, subject_url(asked, view.subject).text());
  };
  Html actions;
  if (!of_unit(view.subject.part)) {
    actions.add(web::button_link(
        web::to("/rounds/{}/units/{}/papers/review", asked.round.round.value, asked.unit.id.value)
            .with("person", view.subject.person.value),
        words(M("Mẫu tự kiểm điểm (Word)"))));
  }
  if (visit.caller.actor.may(round_review)) {
    actions.add(web::button_link(with_subject("round step"), words(M("Ghi một bước"))));
    actions.add(web::button_link(with_subject("round state"), words(M("Ghi căn cứ"))));
    actions.add(web::button_link(with_subject("round discipline"), words(M("Ghi kỷ luật"))));
  }
  if (visit.caller.actor.may(round_decide)) {
    actions.add(web::button_link(with_subject("round decide"), words(M("Quyết định"))));
  }
  return actions;
}

Result<Subject> subject_named(Visit const& visit, Asked const& asked) {
  auto const part = from_code<Part>(visit.place("part"));
  TRY_INTO(std::int64_t const id, number_in(visit, "subject"));
  if (!part) return refuse(web::no_such_page, {{"path", visit.request.path}});
  if (of_unit(*part)) return Subject{*part, UnitId{id}, {}};
  TRY_INTO(Subject const subject,
           subject_of(*asked.snapshot, *part, PersonId{id}, asked.round.opening.roster_on));
  return subject;
}

}  // namespace

Result<web::Response> show_subject(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(Asked const asked, asked_of(visit));
  TRY_INTO(Subject const subject, subject_named(visit, asked));
  // Under another unit's address it is not there: reach was asked of that unit.
  if (subject.unit != asked.unit.id) {
    return refuse(web::no_such_page, {{"path", visit.request.path}});
  }
  TRY_INTO(SubjectView const view, subject_view(*asked.snapshot, asked.round, subject));
  if (!of_unit(subject.part)) {
    visit.store.log_access(visit.caller.actor.name, "round subject", subject.person.value);
  }
  auto crumbs = crumbs_of(words, asked);
  crumbs.push_back({asked.unit.name, sheet_url(asked)});
  std::string const result = result_words(words, view);
  std::vector<web::Term> const terms{
      {.label = words(M("Đối tượng")), .value = role_words(words, view)},
      {.label = words(M("Đơn vị")), .value = asked.unit.name},
      {.label = words(M("Cấp quyết định")),
       .value = name_of(*asked.snapshot, view.decides, asked.round.opening.roster_on)},
      {.label = words(M("Kết quả")),
       .value = result.empty() ? words(M("chưa quyết định")) : result},
      {.label = words(M("Hạn")),
       .value = view.deadline ? words.day(*view.deadline) : words(M("chưa đặt"))}};
  return web::page(visit,
                   {.title = shown_name(words, view),
                    .active = menu_path,
                    .crumbs = crumbs,
                    .actions = actions_of(visit, words, asked, view)},
                   web::join(web::description_list(terms), steps_table(words, asked, view),
                             bounds_panel(visit, view), grounds_panel(visit, view),
                             room_panel(words, asked, {view}), criteria_panel(words, asked, view),
                             years_panel(words, asked, view)));
}

}  // namespace giaoban::round
