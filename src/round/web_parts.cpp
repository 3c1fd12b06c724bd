#include "round/web_parts.h"

#include <charconv>
#include <map>

namespace giaoban::round {

using web::element;
using web::Html;
using web::to;
using web::Visit;
using web::Words;

Result<std::int64_t> number_in(Visit const& visit, std::string_view place) {
  std::string const text = visit.place(place);
  std::int64_t number = 0;
  auto const read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) {
    return refuse(web::no_such_page, {{"path", visit.request.path}});
  }
  return number;
}

Result<Asked> asked_of(Visit const& visit) {
  TRY_INTO(std::int64_t const number, number_in(visit, "round"));
  TRY_INTO(std::int64_t const unit, number_in(visit, "unit"));
  auto snapshot = visit.store.read();
  for (RoundView& round : rounds(*snapshot, unit::Reach::everything(), {Day::forever() - 1})) {
    if (round.round.value != number) continue;
    store::Moment const then{round.opening.roster_on};
    auto reach = unit::reach_of(*snapshot, visit.caller.actor, round_read, then);
    TRY_INTO(unit::Node node, unit::in_reach(*snapshot, reach, UnitId{unit}, then));
    return Asked{std::move(snapshot), std::move(reach), std::move(round), std::move(node)};
  }
  return refuse(web::no_such_page, {{"path", visit.request.path}});
}

web::Url round_url(Asked const& asked) {
  return to("/rounds/{}", asked.round.round.value);
}
web::Url sheet_url(Asked const& asked) {
  return to("/rounds/{}/units/{}", asked.round.round.value, asked.unit.id.value);
}
web::Url decision_url(Asked const& asked) {
  return to("/rounds/{}/units/{}/decision", asked.round.round.value, asked.unit.id.value);
}
web::Url subject_url(Asked const& asked, Subject const& subject) {
  std::int64_t const id = of_unit(subject.part) ? subject.unit.value : subject.person.value;
  return to("/rounds/{}/units/{}/subjects/{}/{}", asked.round.round.value, subject.unit.value,
            std::string(code(subject.part)), id);
}

web::Url members_url(Asked const& asked, UnitId unit, Stage stage) {
  return to("/rounds/{}/units/{}/members", asked.round.round.value, unit.value)
      .with("show", code(stage));
}

std::vector<web::Crumb> crumbs_of(Words const& words, Asked const& asked) {
  std::string const year = std::to_string(asked.round.opening.year);
  return {
      {words(M("Đợt xếp loại")), to("/rounds")},
      {words(M("Năm {year}"), {{"year", year}}), round_url(asked).with("unit", asked.unit.code)}};
}

std::string grade_words(Words const& words, std::optional<review::Grade> grade) {
  return grade ? words(label(*grade)) : std::string();
}

std::string result_words(Words const& words, SubjectView const& view) {
  if (view.grade) return words(label(*view.grade));
  if (!view.not_assessed) return {};
  return words(M("Không xếp loại: {reason}"), {{"reason", words(label(*view.not_assessed))}});
}

std::string role_words(Words const& words, SubjectView const& view) {
  switch (view.subject.part) {
    case Part::organisation:
      return words(M("Tổ chức đảng"));
    case Part::collective:
      return words(M("Tập thể lãnh đạo"));
    case Part::leader:
      return words(M("Cán bộ: {title}"),
                   {{"title", view.title ? words(label(*view.title)) : std::string()}});
    case Part::member:
      break;
  }
  return words(M("Đảng viên"));
}

std::string shown_name(Words const& words, SubjectView const& view) {
  return view.name.empty() ? words(M("(đã xóa)")) : view.name;
}

std::string exclusion_words(Words const& words, review::SubjectRule const& rule) {
  if (!rule.exclusion) return {};
  std::string text =
      words(M("Không xếp loại: {reason} ({citation})"),
            {{"reason", words(label(*rule.exclusion))}, {"citation", std::string(rule.citation)}});
  if (rule.confidence == Confidence::unconfirmed) {
    text += " – " + words(M("chưa đối chiếu văn bản, chỉ để lưu ý"));
  }
  return text;
}

namespace {

std::string other_readings(Words const& words, Asked const& asked, RoomView const& view) {
  std::string all;
  for (CapBase const base : {CapBase::good_only, CapBase::assessed, CapBase::total}) {
    auto const other = room_read_as(year_of(asked.round), view.part, view.decided, base);
    if (!other) continue;
    all += (all.empty() ? "" : "; ") +
           words(M("trên {base} ({of}): {allowed}"), {{"base", words(label(base))},
                                                      {"of", words.count(other->of)},
                                                      {"allowed", words.count(other->allowed)}});
  }
  return all;
}

Html left_badge(Words const& words, Room const& room, Msg left_of) {
  auto const tone = room.left() < 0    ? web::Tone::bad
                    : room.left() == 0 ? web::Tone::warning
                                       : web::Tone::good;
  std::string const left = room.left() < 0
                               ? words(M("vượt {count}"), {{"count", words.count(-room.left())}})
                               : words(M("còn {count}"), {{"count", words.count(room.left())}});
  return web::badge(words(left_of, {{"left", left}}), tone);
}

Html room_line(Words const& words, Asked const& asked, RoomView const& view) {
  Room const& now = view.now;
  bool const sure = now.confidence == Confidence::confirmed;
  Html line = element("b", view.name);
  if (now.of == 0 && view.as_proposed.of == 0) {
    line.add(web::paragraph(
        words(M("Chưa có đề xuất nào; xuất sắc tối đa {percent}% của số xếp loại tốt trở lên "
                "({citation})."),
              {{"percent", words.count(now.percent)}, {"citation", std::string(now.citation)}})));
    return line;
  }
  // Before anything is decided only the proposals say something.
  if (now.of > 0) line.add(web::join(" ", left_badge(words, now, M("đã quyết định: {left}"))));
  if (view.as_proposed.of > now.of || view.as_proposed.excellent != now.excellent) {
    line.add(web::join(" ", left_badge(words, view.as_proposed, M("theo đề xuất: {left}"))));
  }
  line.add(web::paragraph(
      words(M("Đã quyết định {excellent} xuất sắc, tối đa {allowed} ({percent}% của {of} xếp loại "
              "tốt trở "
              "lên). Nếu quyết định như đề xuất: {proposed} xuất sắc, tối đa {proposed_allowed}."),
            {{"excellent", words.count(now.excellent)},
             {"allowed", words.count(now.allowed)},
             {"percent", words.count(now.percent)},
             {"of", words.count(now.of)},
             {"proposed", words.count(view.as_proposed.excellent)},
             {"proposed_allowed", words.count(view.as_proposed.allowed)}})));
  std::string const rule =
      sure ? words(M("Căn cứ: {citation}. Vượt mức thì không ghi được."),
                   {{"citation", std::string(now.citation)}})
           : words(M("Căn cứ: {citation}, chưa đối chiếu văn bản: vượt mức chỉ được nhắc."),
                   {{"citation", std::string(now.citation)}});
  line.add(element("p", {{"class", "note"}},
                   rule + " " +
                       words(M("Cách hiểu khác về mẫu số: {others}."),
                             {{"others", other_readings(words, asked, view)}})));
  return line;
}

}  // namespace

Html room_panel(Words const& words, Asked const& asked, std::vector<SubjectView> const& views) {
  std::map<std::string, RoomView> rooms;
  for (SubjectView const& view : views) {
    // One of each kind is enough to find its group; leaders differ by post.
    std::string const key = std::string(code(view.subject.part)) +
                            (view.title ? std::string(code(*view.title)) : std::string());
    if (rooms.contains(key)) continue;
    if (auto room = room_of(*asked.snapshot, asked.round, view.subject)) {
      rooms.emplace(key, *std::move(room));
    }
  }
  std::vector<Html> lines;
  for (Part const part : {Part::member, Part::organisation, Part::collective, Part::leader}) {
    for (auto const& [key, view] : rooms) {
      if (view.part == part) lines.push_back(room_line(words, asked, view));
    }
  }
  if (lines.empty()) {
    return web::paragraph(words(M("Chưa đọc được mức khống chế xuất sắc của năm này.")));
  }
  return web::panel(words(M("Mức khống chế xuất sắc")), web::bullets(lines));
}

}  // namespace giaoban::round
