// The world of members, with everything up to conferences: who tests what is concluded and what
// becomes of it stands here.
#pragma once

#include <string>
#include <utility>

#include "briefing/briefing.h"
#include "tests/member_world.h"

namespace giaoban::test {

class BriefingWorld : public MemberWorld {
 protected:
  BriefingWorld() {
    whole.add(post::catalogue());
    whole.add(review::catalogue());
    whole.add(figure::catalogue());
    whole.add(task::catalogue());
    whole.add(briefing::catalogue());
  }
  void TearDown() override {
    if (sound_) MemberWorld::TearDown();
  }
  void broken_on_purpose() { sound_ = false; }

  // Of the province, from 8:00 to 11:30.
  briefing::Calling calling(std::string name, Day on, std::int64_t begins = 480,
                            std::int64_t ends = 690) const {
    return {.conference = {.conference_kind = briefing::ConferenceKind::monthly,
                           .name = std::move(name),
                           .begins = begins,
                           .ends = ends,
                           .host = province,
                           .chair = {},
                           .chair_title = "Trưởng ban Tổ chức Tỉnh ủy"},
            .from = on,
            .to = on};
  }
  briefing::ConferenceId called(std::string name, Day on, std::int64_t begins = 480,
                                std::int64_t ends = 690) {
    briefing::ConferenceId conference;
    write(briefing::call_verb, [&](store::Tx& tx) -> Result<void> {
      TRY_INTO(conference, briefing::call(tx, calling(name, on, begins, ends)));
      return {};
    });
    return conference;
  }
  void put_place(briefing::ConferenceId conference, UnitId unit) {
    write(briefing::add_place_verb,
          [&](store::Tx& tx) { return briefing::add_place(tx, conference, {unit, ""}); });
  }
  std::int64_t put_item(briefing::ConferenceId conference, std::string const& title) {
    std::int64_t item = 0;
    write(briefing::add_item_verb, [&](store::Tx& tx) -> Result<void> {
      TRY_INTO(item, briefing::add_item(tx, conference, {title}));
      return {};
    });
    return item;
  }
  // At the unit's own place.
  void come(briefing::ConferenceId conference, UnitId unit, std::string const& title,
            briefing::Presence presence) {
    write(briefing::attend_verb, [&](store::Tx& tx) {
      return briefing::attend(tx, conference,
                              {.unit = unit,
                               .person = {},
                               .title = title,
                               .place = unit,
                               .presence = presence,
                               .reason = presence == briefing::Presence::absent ? "ốm" : ""});
    });
  }
  briefing::View seen(briefing::ConferenceId conference) {
    return briefing::view(*store().read(), everything, conference, store::standing - 1).value();
  }

  unit::Reach const everything = unit::Reach::everything();

 private:
  bool sound_ = true;
};

}  // namespace giaoban::test
