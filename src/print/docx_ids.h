// What identifies within a Word document: bookmarks, comments, notes, drawings. Two of one id make
// Word call the file damaged, so what is repeated gets ids of its own each time. Inside print/
// only.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "print/docx_nodes.h"
#include "print/docx_pack.h"

namespace giaoban::print {

enum class IdGroup {
  annotation,     // bookmarks, permissions, tracked changes
  bookmark_name,  // and what leads to it
  comment,        // says which comment of comments.xml
  footnote,
  endnote,
  drawing,
  shape,
};

// nullopt: the attribute is no id.
std::optional<IdGroup> id_group(std::string_view element, std::string_view attribute);

// How many of the repetitions around an id each have one of their own: those that hold all places
// in which it stands. None: it stands once, as it is.
class IdLevels {
 public:
  explicit IdLevels(pugi::xml_node root);
  [[nodiscard]] int of(IdGroup group, std::string const& value) const;

 private:
  void collect(pugi::xml_node node, std::vector<pugi::xml_node>& sections);
  std::map<std::pair<IdGroup, std::string>, std::vector<pugi::xml_node>> owners_;
};

// Every id of a part, so that fresh ones are none of them.
void collect_ids(std::string_view xml, std::set<std::string>& into);

// Gives ids in one filling.
class FreshIds {
 public:
  explicit FreshIds(std::set<std::string> const& used) : used_(used) {}

  // A repetition begins: a number of its own.
  std::int64_t turn() { return ++turns_; }
  // The id as it stands in that repetition: the first one keeps what the template has.
  std::string const& of(IdGroup group, std::string const& value, std::int64_t turn);

  struct Clone {
    std::string value, fresh;
  };
  // Comments and notes that a repetition needs a copy of.
  [[nodiscard]] std::vector<Clone> const& clones(IdGroup group) const;

 private:
  std::string fresh(IdGroup group, std::string const& value);

  std::set<std::string> const& used_;
  std::int64_t turns_ = 0;
  std::int64_t last_ = 0;
  std::map<std::tuple<IdGroup, std::string, std::int64_t>, std::string> given_;
  std::set<std::pair<IdGroup, std::string>> kept_;
  std::set<std::string> made_;
  std::map<IdGroup, std::vector<Clone>> clones_;
};

// The part that holds comments or notes, with the copies that were asked for.
std::string with_clones(std::string_view xml, std::vector<FreshIds::Clone> const& clones);

}  // namespace giaoban::print
