#include "report/asked.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace giaoban::report {

std::string words_of(std::optional<std::int64_t> count) {
  return count ? format_count(*count) : std::string(not_known_words);
}

std::string words_of(std::optional<Share> const& share) {
  return share ? share->text() : std::string(not_known_words);
}

void Citations::add(figure::Figure const& figure, std::string const& unit_name) {
  if (!seen_.insert(figure.reference.text()).second) return;
  units_.emplace(figure.reference.unit, units_.size());
  cited_.push_back({.name = figure.measure().name(Language::vietnamese),
                    .unit = unit_name,
                    .value = figure.share ? words_of(figure.share) : words_of(figure.count),
                    .reference = figure.reference});
}

std::vector<Cited> Citations::all() const {
  auto sorted = cited_;
  auto const* const first = figure::measures().data();
  std::ranges::sort(sorted, {}, [&](Cited const& one) {
    auto const& reference = one.reference;
    return std::tuple(units_.at(reference.unit), reference.scope, reference.measure - first,
                      reference.moment.as_of);
  });
  return sorted;
}

Asked::Asked(std::vector<figure::Figure> figures, std::string unit_name, Citations& citations)
    : figures_(std::move(figures)), unit_name_(std::move(unit_name)), citations_(citations) {
  for (std::size_t i = 0; i < figures_.size(); ++i) place_.emplace(figures_[i].measure().id, i);
}

figure::Figure const& Asked::find(std::string_view measure) const {
  auto const found = place_.find(measure);
  ensure(found != place_.end(), "a report asks for measures that are declared");
  return figures_[found->second];
}

figure::Figure const& Asked::cite(std::string_view measure) const {
  auto const& figure = find(measure);
  citations_.add(figure, unit_name_);
  return figure;
}

std::optional<std::int64_t> Asked::look(std::string_view measure) const {
  return find(measure).count;
}

std::string measure_of(Group const& group, std::string_view rest) {
  return fmt::format("{}.{}", group.id, rest);
}

std::span<Group const> groups() {
  static constexpr std::array all{
      Group{"grassroots", "tổ chức cơ sở đảng", "Tổ chức cơ sở đảng"},
      Group{"cells", "chi bộ trực thuộc", "Chi bộ trực thuộc"},
      Group{"members", "đảng viên", "Đảng viên"},
      Group{"collectives", "tập thể lãnh đạo, quản lý", "Tập thể lãnh đạo, quản lý"},
      Group{"leaders", "cán bộ lãnh đạo, quản lý", "Cán bộ lãnh đạo, quản lý"},
  };
  return all;
}

}  // namespace giaoban::report
