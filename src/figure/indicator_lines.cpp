#include "figure/indicator_lines.h"

#include <fmt/format.h>

namespace giaoban::figure {

namespace {

std::string name_of_unit(store::Snapshot& snapshot, Own const& own, store::Moment moment) {
  return unit::unit_entity.called(snapshot, own.unit.value, moment);
}

std::string base_words(Own const& own, Language language) {
  if (own.said.base_name.empty()) return say(language, M("chỉ đếm"));
  return own.said.base_name + ": " + words_of(own.base, language);
}

std::string decimals_words(Decimals decimals, Language language) {
  return say(language, M("{places} chữ số thập phân, {rounding}"),
             {{"places", std::to_string(decimals.places)}, {"rounding", label(decimals.rounding)}});
}

}  // namespace

Listing list_of(store::Snapshot& snapshot, ListAsked const& asked) {
  auto const language = asked.language;
  Listing listing{.title = say(language, M("Chỉ tiêu tự định nghĩa")),
                  .columns = {{"id", M("Mã chỉ tiêu"), CellType::text},
                              {"name", M("Tên chỉ tiêu"), CellType::text},
                              {"population", M("Đếm trong số"), CellType::text},
                              {"counts", M("Điều kiện được đếm"), CellType::text},
                              {"base", M("Mẫu số"), CellType::text},
                              {"unit", M("Đơn vị đặt"), CellType::text},
                              {"from", M("Từ ngày"), CellType::day}},
                  .rows = {}};
  for (Held const& one : asked.measures) {
    Own const& own = *one->own;
    listing.rows.push_back({one->id, own.said.name, say(language, label(own.said.population)),
                            words_of(own.counts, language), base_words(own, language),
                            name_of_unit(snapshot, own, asked.moment),
                            std::int64_t{own.span.from.number()}});
  }
  return listing;
}

Listing lines_of(store::Snapshot& snapshot, LinesAsked const& asked) {
  auto const language = asked.language;
  Own const& own = *asked.measure->own;
  Listing listing{
      .title = own.said.name,
      .columns = {{"what", M("Nội dung"), CellType::text}, {"value", M("Giá trị"), CellType::text}},
      .rows = {}};
  auto const add = [&](Msg what, std::string value) {
    listing.rows.push_back({say(language, what), std::move(value)});
  };
  add(M("Mã chỉ tiêu"), asked.measure->id);
  add(M("Đơn vị đặt"), name_of_unit(snapshot, own, asked.moment));
  add(M("Đếm trong số"), say(language, label(own.said.population)));
  add(M("Điều kiện được đếm"), words_of(own.counts, language));
  add(M("Mẫu số"), base_words(own, language));
  if (asked.measure->base) add(M("Tỷ lệ"), decimals_words(asked.measure->decimals, language));
  add(M("Căn cứ"), own.said.citation);
  add(M("Từ ngày"), own.span.from.vietnamese());
  add(M("Bút toán"), std::to_string(own.recorded_in));
  for (Target const& target : targets_of(snapshot, *asked.measure, asked.moment.known_at)) {
    listing.rows.push_back(
        {say(language, M("Mục tiêu năm {year}"), {{"year", std::to_string(target.year)}}),
         target_words(target, *asked.measure, language) +
             (target.project.empty() ? "" : " (" + target.project + ")")});
  }
  return listing;
}

// Names and bases are kept in the language in which they are adopted; conditions as codes.
std::vector<Defining> ready_made(Language language) {
  auto const one = [&](char const* code, Msg name, Population population, char const* counts,
                       std::optional<Msg> base_name, char const* base = "") {
    return Defining{.unit = {},
                    .code = code,
                    .name = say(language, name),
                    .population = population,
                    .counts = counts,
                    .base = base,
                    .base_name = base_name ? say(language, *base_name) : "",
                    .citation = {}};
  };
  constexpr Msg all_members = M("tổng số đảng viên");
  constexpr Msg assessed = M("số được đánh giá, xếp loại");
  return {
      one("graded_good_members", M("Đảng viên hoàn thành tốt nhiệm vụ trở lên"), Population::roster,
          "grade in (excellent, good)", assessed, "grade != unknown"),
      one("excellent_of_good_members", M("Đảng viên hoàn thành xuất sắc trong số tốt trở lên"),
          Population::roster, "grade = excellent", M("số hoàn thành tốt nhiệm vụ trở lên"),
          "grade in (excellent, good)"),
      one("graded_good_grassroots", M("Tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên"),
          Population::grassroots, "grade in (excellent, good)", assessed, "grade != unknown"),
      one("excellent_grassroots_committees", M("Đảng bộ cơ sở hoàn thành xuất sắc nhiệm vụ"),
          Population::grassroots, "grade = excellent", M("số đảng bộ cơ sở được xếp loại"),
          "unit_kind = grassroots_committee and grade != unknown"),
      one("graded_good_cells", M("Chi bộ trực thuộc hoàn thành tốt nhiệm vụ trở lên"),
          Population::cells, "grade in (excellent, good)", assessed, "grade != unknown"),
      one("excellent_leaders", M("Cán bộ lãnh đạo hoàn thành xuất sắc nhiệm vụ"),
          Population::leaders, "grade = excellent", assessed, "grade != unknown"),
      one("young_members", M("Đảng viên dưới 30 tuổi"), Population::members, "age < 30",
          all_members),
      one("young_women", M("Đảng viên nữ từ 18 đến 30 tuổi"), Population::members,
          "sex = female and age from 18 to 30", all_members),
      one("young_women_probationers", M("Nữ trong đảng viên dự bị từ 18 đến 30 tuổi"),
          Population::members, "sex = female", M("số đảng viên dự bị từ 18 đến 30 tuổi"),
          "standing = probationary and age from 18 to 30"),
      one("graduates", M("Đảng viên có trình độ đại học trở lên"), Population::members,
          "profession >= bachelor", all_members),
      one("theory_intermediate", M("Đảng viên có lý luận chính trị trung cấp trở lên"),
          Population::members, "theory >= intermediate", all_members),
      one("veterans", M("Đảng viên từ 30 năm tuổi đảng trở lên"), Population::members,
          "party_age >= 30", all_members),
      one("minority_leaders", M("Cán bộ lãnh đạo là người dân tộc thiểu số"), Population::leaders,
          "ethnic_minority", M("tổng số cán bộ lãnh đạo, quản lý")),
      one("women_secretaries", M("Bí thư là nữ"), Population::posts, "sex = female", M("số bí thư"),
          "title = secretary"),
      one("young_secretaries", M("Bí thư dưới 40 tuổi"), Population::posts, "age < 40",
          M("số bí thư"), "title = secretary"),
  };
}

}  // namespace giaoban::figure
