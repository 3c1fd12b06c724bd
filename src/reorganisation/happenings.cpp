// What a layout comes to, in words of the dry run.
#include "reorganisation/rules.h"

namespace giaoban::reorganisation {

namespace {

// Members in each unit and all under it, by place of the tree before.
std::vector<std::int64_t> members_under(Ground const& ground) {
  auto const& nodes = ground.before.nodes();
  std::vector<std::int64_t> members(nodes.size(), 0);
  for (std::size_t i = nodes.size(); i-- > 0;) {
    if (auto const own = ground.members.find(nodes[i].id); own != ground.members.end()) {
      members[i] += own->second;
    }
    if (nodes[i].parent >= 0) members[static_cast<std::size_t>(nodes[i].parent)] += members[i];
  }
  return members;
}

class Telling {
 public:
  Telling(Layout const& layout, Ground const& ground)
      : layout_(layout), ground_(ground), members_(members_under(ground)) {}

  std::vector<Happening> run() && {
    for (std::size_t place = 0; place < layout_.places.size(); ++place) tell(place);
    return std::move(told_);
  }

 private:
  void tell(std::size_t at) {
    Place const& place = layout_.places[at];
    if (!place.unit) return say(What::founded, at, place.parent);
    if (place.gone) return;
    if (place.ends) {
      say(What::ended, at, place.heir);
      auto const own = ground_.members.find(*place.unit);
      if (own != ground_.members.end() && own->second > 0) say(What::members_moved, at, place.heir);
    }
    for (std::int32_t const to : place.to) say(What::part_given, at, to);
    if (place.ends) return;
    if (place.renamed) say(What::renamed, at, static_cast<std::int32_t>(at));
    if (place.recoded) say(What::recoded, at, static_cast<std::int32_t>(at));
    if (place.kind_changed) say(What::kind_changed, at, static_cast<std::int32_t>(at));
    if (place.moved) say(place.by_rule ? What::placed_by_rule : What::moved, at, place.parent);
  }

  void say(What what, std::size_t at, std::int32_t to) {
    Place const& place = layout_.places[at];
    Happening one{.what = what,
                  .unit_kind = place.unit_kind,
                  .code = place.code,
                  .name = place.name,
                  .members = at < members_.size() ? members_[at] : 0};
    if (place.unit && at < ground_.before.nodes().size()) {
      unit::Node const& before = ground_.before.nodes()[at];
      one.code = before.code;
      one.name = before.name;
    }
    if (to >= 0) {
      Place const& other = layout_.places[static_cast<std::size_t>(to)];
      one.to_code = other.code;
      one.to_name = other.name;
    }
    told_.push_back(std::move(one));
  }

  Layout const& layout_;
  Ground const& ground_;
  std::vector<std::int64_t> members_;
  std::vector<Happening> told_;
};

}  // namespace

std::vector<Happening> happenings_of(Layout const& layout, Ground const& ground) {
  return Telling(layout, ground).run();
}

}  // namespace giaoban::reorganisation
