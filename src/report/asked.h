// The figures of one unit, of which the document cites those it prints. Private to src/report.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "report/report.h"

namespace giaoban::report {

inline constexpr std::string_view not_known_words = "chưa có số liệu";

// "93.346", or that it is not known, which is never 0.
std::string words_of(std::optional<std::int64_t> count);
// "133/692 (19,22%) tổng số ...".
std::string words_of(std::optional<Share> const& share);

// The figures that the document printed, each once.
class Citations {
 public:
  void add(figure::Figure const& figure, std::string const& unit_name);
  // Unit by unit as first cited, in the order of the measures, then of the days.
  [[nodiscard]] std::vector<Cited> all() const;

 private:
  std::vector<Cited> cited_;
  std::unordered_set<std::string> seen_;
  std::unordered_map<UnitId, std::size_t> units_;
};

class Asked {
 public:
  Asked(std::vector<figure::Figure> figures, std::string unit_name, Citations& citations);

  // The figure of the measure, which is thereby cited.
  [[nodiscard]] figure::Figure const& cite(std::string_view measure) const;
  [[nodiscard]] std::optional<std::int64_t> count(std::string_view measure) const {
    return cite(measure).count;
  }
  [[nodiscard]] std::optional<Share> const& share(std::string_view measure) const {
    return cite(measure).share;
  }
  // Not cited: only to decide what the text says.
  [[nodiscard]] std::optional<std::int64_t> look(std::string_view measure) const;
  [[nodiscard]] std::vector<figure::Figure> const& figures() const { return figures_; }

 private:
  [[nodiscard]] figure::Figure const& find(std::string_view measure) const;

  std::vector<figure::Figure> figures_;
  std::unordered_map<std::string_view, std::size_t> place_;
  std::string unit_name_;
  Citations& citations_;
};

// Of the measures of yearly results: "members", "grassroots", "cells", "collectives", "leaders".
struct Group {
  std::string_view id;
  std::string_view whom;   // "tổ chức cơ sở đảng"
  std::string_view title;  // "Tổ chức cơ sở đảng"
};
std::span<Group const> groups();
// "members.assessed" of the group "members".
std::string measure_of(Group const& group, std::string_view rest);

}  // namespace giaoban::report
