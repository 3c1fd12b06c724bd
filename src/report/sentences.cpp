// Every sentence says counts with their bases; a share is only ever written by Share. What is not
// known is said to be so.
#include "report/sentences.h"

#include <fmt/format.h>

#include <array>

#include "report/tables.h"

namespace giaoban::report {

namespace {

// Parts of an enumeration: "a; b; c".
class Parts {
 public:
  void add(std::string part) { text_ += (text_.empty() ? "" : "; ") + std::move(part); }
  // "3 đảng bộ bộ phận"; nothing of which there is none.
  void add_some(std::optional<std::int64_t> count, std::string_view what) {
    if (count && *count > 0) add(fmt::format("{} {}", format_count(*count), what));
  }
  void add_named(std::optional<std::int64_t> count, std::string_view what) {
    if (count && *count > 0) add(fmt::format("{} {}", what, format_count(*count)));
  }
  [[nodiscard]] std::string in_brackets() const {
    return text_.empty() ? std::string() : fmt::format(" ({})", text_);
  }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  [[nodiscard]] std::string const& text() const { return text_; }

 private:
  std::string text_;
};

// --- I. organisations and members ----------------------------------------------------------------

std::string organisations(Material const& from) {
  auto const& asked = from.asked;
  auto const day = (from.days.to - 1).vietnamese();
  auto const grassroots = asked.count("units.grassroots");
  if (!grassroots) return fmt::format("Số tổ chức đảng đến ngày {}: {}.", day, not_known_words);
  Parts parts;
  parts.add_some(asked.count("units.above_grassroots"), "đảng bộ cấp trên trực tiếp cơ sở");
  if (*grassroots > 0) {
    parts.add(fmt::format("{} tổ chức cơ sở đảng, gồm {} đảng bộ cơ sở và {} chi bộ cơ sở",
                          words_of(grassroots),
                          words_of(asked.count("units.grassroots_committees")),
                          words_of(asked.count("units.grassroots_cells"))));
  }
  parts.add_some(asked.count("units.sub_committees"), "đảng bộ bộ phận");
  parts.add_some(asked.count("units.dependent_cells"), "chi bộ trực thuộc");
  if (parts.empty())
    return fmt::format("Đến ngày {}, {} không có tổ chức trực thuộc.", day, from.party);
  return fmt::format("Đến ngày {}, {} có {}.", day, from.party, parts.text());
}

std::string members(Material const& from) {
  auto const& asked = from.asked;
  auto const day = (from.days.to - 1).vietnamese();
  auto const all = asked.count("members");
  if (!all) return fmt::format("Số đảng viên đến ngày {}: {}.", day, not_known_words);
  return fmt::format(
      "Đến ngày {}, {} có {} đảng viên; trong đó, đảng viên chính thức {}; đảng viên dự bị {}; "
      "đảng viên nữ {}; đảng viên là người dân tộc thiểu số {}; đảng viên theo tôn giáo {}. Có {} "
      "đảng viên được miễn công tác và sinh hoạt đảng, {} đảng viên bị đình chỉ sinh hoạt đảng, {} "
      "đảng viên sinh hoạt tạm thời ở nơi khác.",
      day, from.party, words_of(all), words_of(asked.share("members.full")),
      words_of(asked.share("members.probationary")), words_of(asked.share("members.women")),
      words_of(asked.share("members.ethnic_minority")), words_of(asked.share("members.religious")),
      words_of(asked.count("members.exempt")), words_of(asked.count("members.suspended")),
      words_of(asked.count("members.away")));
}

std::string movement(Material const& from) {
  auto const first = from.days.from.vietnamese();
  auto const last = (from.days.to - 1).vietnamese();
  if (!from.flow) {
    return fmt::format("Tăng, giảm đảng viên từ ngày {} đến ngày {}: {}.", first, last,
                       not_known_words);
  }
  auto const& flow = *from.flow;
  Parts in;
  in.add_named(flow.admitted, "kết nạp");
  in.add_named(flow.readmitted, "kết nạp lại");
  in.add_named(flow.transferred_in, "chuyển đến");
  in.add_named(flow.restored, "phục hồi");
  in.add_named(flow.came_with_unit, "đến cùng tổ chức");
  in.add_named(flow.opened, "mở sổ");
  Parts out;
  out.add_named(flow.transferred_out, "chuyển đi");
  out.add_named(flow.deceased, "từ trần");
  out.add_named(flow.struck_off, "xóa tên");
  out.add_named(flow.expelled, "khai trừ");
  out.add_named(flow.resigned, "xin ra khỏi Đảng");
  out.add_named(flow.left_with_unit, "đi cùng tổ chức");
  return fmt::format(
      "Từ ngày {} đến ngày {}: đầu kỳ có {} đảng viên; tăng {}{}; giảm {}{}; cuối kỳ có {} đảng "
      "viên.",
      first, last, words_of(flow.opening), words_of(increase(flow)), in.in_brackets(),
      words_of(decrease(flow)), out.in_brackets(), words_of(flow.closing));
}

// --- II. yearly results --------------------------------------------------------------------------

// The reason why there are no results, in the words of the figure.
std::string why(Asked const& asked) {
  auto const& note = asked.cite("members.on_roster").note;
  if (!note || asked.look("members.on_roster")) return {};
  return " " + say(Language::vietnamese, note->text, note->args);
}

// A year that is not done yet, in the words of the figure.
std::string under_way(Asked const& asked) {
  auto const& running = asked.cite("members.on_roster").running;
  return running ? " " + say(Language::vietnamese, running->text, running->args) : std::string();
}

std::string graded_basis(Material const& from) {
  if (!from.round)
    return fmt::format("Kết quả đánh giá, xếp loại: {}.{}{}", not_known_words, why(from.asked),
                       under_way(from.asked));
  return fmt::format(
      "Kết quả đánh giá, xếp loại chất lượng năm {} dưới đây tính trên danh sách chốt ngày {}. Mỗi "
      "tỷ lệ ghi kèm số lượng và cơ sở tính; cơ sở thứ nhất là số được đánh giá, xếp loại, cơ sở "
      "thứ hai là tổng số trong danh sách.{}",
      from.round->year, from.round->roster_on.vietnamese(), under_way(from.asked));
}

// Nobody of the group is on the roster: nothing to say of it.
bool nobody(Asked const& asked, Group const& group) {
  return asked.look(measure_of(group, "on_roster")) == 0;
}

constexpr std::array reasons{
    std::pair{"not_assessed.exempt", "được miễn công tác và sinh hoạt đảng"},
    std::pair{"not_assessed.suspended", "bị đình chỉ sinh hoạt đảng"},
    std::pair{"not_assessed.admitted_late", "kết nạp chưa đủ 6 tháng"},
    std::pair{"not_assessed.founded_late", "thành lập chưa đủ 6 tháng"},
    std::pair{"not_assessed.other", "lý do khác"},
    std::pair{"not_assessed.unrecorded", "chưa ghi kết quả"},
};

// Those whom the rules leave out need no grade; the others do.
std::optional<Share> assessed_of_those_to_be(Asked const& asked, Group const& group) {
  auto const assessed = asked.count(measure_of(group, "assessed"));
  auto left = asked.count(measure_of(group, "on_roster"));
  if (!assessed || !left) return {};
  for (auto const* rest : {"not_assessed.exempt", "not_assessed.suspended",
                           "not_assessed.admitted_late", "not_assessed.founded_late"}) {
    if (asked.look(measure_of(group, rest)).value_or(0) > 0)
      *left -= *asked.count(measure_of(group, rest));
  }
  return Share{*assessed, *left, M("số thuộc diện đánh giá, xếp loại")};
}

// Of leaders all who hold a post are counted, and not all of them are to be graded.
std::span<Group const> groups_to_be_graded() {
  return groups().first(4);
}

std::string completeness(Material const& from) {
  auto const& asked = from.asked;
  Parts parts;
  for (Group const& group : groups_to_be_graded()) {
    if (nobody(asked, group)) continue;
    parts.add(fmt::format("{}: {}", group.whom, words_of(assessed_of_those_to_be(asked, group))));
  }
  if (parts.empty()) return fmt::format("Đã đánh giá, xếp loại: {}.", not_known_words);
  return fmt::format("Đã đánh giá, xếp loại: {}.", parts.text());
}

std::string not_assessed(Material const& from) {
  auto const& asked = from.asked;
  std::string text;
  for (Group const& group : groups_to_be_graded()) {
    auto const total = asked.look(measure_of(group, "on_roster"));
    auto const assessed = asked.look(measure_of(group, "assessed"));
    if (!total || !assessed || *total == *assessed) continue;
    Parts parts;
    for (auto const& [reason, what] : reasons) {
      if (asked.look(measure_of(group, reason)).value_or(0) == 0) continue;  // not cited
      parts.add_some(asked.count(measure_of(group, reason)), what);
    }
    text += fmt::format("{}Không xếp loại {} {}, gồm: {}.", text.empty() ? "" : " ",
                        format_count(*total - *assessed), group.whom, parts.text());
  }
  if (!text.empty()) return text;
  return from.round ? "Không có trường hợp nào chưa xếp loại."
                    : fmt::format("Số không xếp loại: {}.", not_known_words);
}

// The first base is the assessed, the second the whole roster.
std::string graded(Material const& from, Group const& group) {
  auto const& asked = from.asked;
  if (nobody(asked, group)) return fmt::format("Không có {} trong danh sách.", group.whom);
  if (!asked.count(measure_of(group, "on_roster"))) {
    return fmt::format("Kết quả xếp loại {}: {}.", group.whom, not_known_words);
  }
  auto const share = [&](std::string_view what, std::string_view base) {
    return words_of(asked.share(measure_of(group, fmt::format("{}{}", what, base))));
  };
  auto text = fmt::format(
      "{} hoàn thành tốt nhiệm vụ trở lên: {}; trong đó, hoàn thành xuất sắc nhiệm vụ: {}.",
      group.title, share("graded_good_or_better", "/assessed"),
      share("graded_excellent", "/assessed"));
  auto const total = asked.look(measure_of(group, "on_roster"));
  if (asked.look(measure_of(group, "assessed")) == total) {
    text += fmt::format(
        " Tất cả đều được đánh giá, xếp loại, nên nếu tính trên tổng số thì tỷ lệ cũng như vậy: {} "
        "và {}.",
        share("graded_good_or_better", ""), share("graded_excellent", ""));
  } else {
    text += fmt::format(" Nếu tính trên tổng số thì lần lượt là {} và {}.",
                        share("graded_good_or_better", ""), share("graded_excellent", ""));
  }
  text += fmt::format(" Hoàn thành nhiệm vụ: {}; không hoàn thành nhiệm vụ: {}.",
                      share("graded_fair", "/assessed"), share("graded_failed", "/assessed"));
  return text;
}

// R1's last line: how many leaders were excellent.
std::string leaders(Material const& from) {
  Group const& collectives = groups()[3];
  Group const& group = groups()[4];
  auto text = nobody(from.asked, collectives) ? "" : graded(from, collectives) + " ";
  if (nobody(from.asked, group)) return text + graded(from, group);
  return fmt::format("{}Có {} cán bộ lãnh đạo, quản lý hoàn thành xuất sắc nhiệm vụ. {}", text,
                     words_of(from.asked.count("leaders.graded_excellent")), graded(from, group));
}

std::string cap(Material const& from) {
  auto const& share = from.asked.share("members.graded_excellent/good_or_better");
  if (!share || from.cap == nullptr) {
    return fmt::format(
        "Số đảng viên hoàn thành xuất sắc nhiệm vụ so với số hoàn thành tốt nhiệm vụ trở lên: {}.",
        words_of(share));
  }
  return fmt::format(
      "Số đảng viên hoàn thành xuất sắc nhiệm vụ: {}; {}% của số này là {} đảng viên. Cách tính "
      "trên "
      "các cơ sở khác và những điểm chưa có quy định rõ ghi ở Biểu 4; báo cáo không kết luận về "
      "việc vượt hay không vượt giới hạn.",
      words_of(share), from.cap->value.percent,
      format_count(share->denominator() * from.cap->value.percent / 100));
}

constexpr std::array<std::string_view, 13> names{
    "organisations",     "members",      "movement",
    "graded_basis",      "completeness", "not_assessed",
    "graded_grassroots", "graded_cells", "graded_members",
    "graded_leaders",    "cap",          "tasks",
    "recommendations",
};

}  // namespace

std::span<std::string_view const> sentence_names() {
  return names;
}

std::map<std::string, std::string, std::less<>> sentences(Material const& from) {
  // In this order: the list of references follows the text.
  std::map<std::string, std::string, std::less<>> all;
  all["organisations"] = organisations(from);
  all["members"] = members(from);
  all["movement"] = movement(from);
  all["graded_basis"] = graded_basis(from);
  all["completeness"] = completeness(from);
  all["not_assessed"] = not_assessed(from);
  all["graded_grassroots"] = graded(from, groups()[0]);
  all["graded_cells"] = graded(from, groups()[1]);
  all["graded_members"] = graded(from, groups()[2]);
  all["graded_leaders"] = leaders(from);
  all["cap"] = cap(from);
  return all;
}

std::vector<std::string> notes(Material const& from) {
  std::vector<std::string> all;
  if (from.round) {
    all.push_back(fmt::format(
        "Kết quả xếp loại là của năm {}, tính trên danh sách chốt ngày {}; số đảng viên, tổ chức "
        "đảng ở phần I là của ngày {}.",
        from.round->year, from.round->roster_on.vietnamese(), (from.days.to - 1).vietnamese()));
  }
  all.push_back(fmt::format("“{}” nghĩa là sổ chưa mở hoặc chưa có kết quả, không phải bằng 0.",
                            not_known_words));
  all.emplace_back(
      "Tổng số cán bộ lãnh đạo, quản lý là mọi người giữ chức vụ ngày chốt danh sách; không phải "
      "ai "
      "trong số này cũng thuộc diện đánh giá, xếp loại.");
  if (from.cap != nullptr) {
    all.push_back(fmt::format(
        "Biểu 4: giới hạn {}% theo {}{}, được xét trong từng tổ chức cơ sở đảng hoặc từng nhóm đối "
        "tượng tương đồng, không xét trên toàn đơn vị. Văn bản ghi “số hoàn thành tốt nhiệm vụ”; "
        "các nơi hiểu khác nhau, nên cơ sở tính là thông số do cấp có thẩm quyền chọn; mặc định là "
        "số hoàn thành tốt nhiệm vụ trở lên. {}% của số này tương đương {}% của số chỉ hoàn thành "
        "tốt nhiệm vụ.",
        from.cap->value.percent, from.cap->citation,
        from.cap->confidence == Confidence::confirmed ? "" : " (chưa xác nhận)",
        from.cap->value.percent, 100 * from.cap->value.percent / (100 - from.cap->value.percent)));
  } else {
    all.emplace_back("Biểu 4: chưa đọc được quy định về giới hạn của năm được xếp loại.");
  }
  all.emplace_back(
      "Biểu 4: quy định về giới hạn đối với tổ chức đảng chưa đọc được; số liệu của tổ chức cơ sở "
      "đảng và chi bộ chỉ để tham khảo. Cách làm tròn cũng chưa có quy định; cột cuối lấy phần "
      "nguyên.");
  return all;
}

}  // namespace giaoban::report
