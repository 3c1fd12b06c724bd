// A small round for tests: the commune Hùng Lô with two cells, their members proposed for the year,
// all under a round that the province has opened.
#pragma once

#include <string>
#include <vector>

#include "round/round.h"
#include "tests/member_world.h"

namespace giaoban::round {

class RoundWorld : public test::MemberWorld {
 protected:
  RoundWorld() {
    whole.add(post::catalogue());
    whole.add(review::catalogue());
    whole.add(task::catalogue());
    whole.add(catalogue());
  }

  static store::Act deed(store::Verb const& verb, std::string reason = {}) {
    store::Act act = test::act(verb);
    store::Basis basis;
    basis.document.number = "15-QĐ/ĐU";
    basis.signed_on = test::day("20/01/2021");
    act.basis = basis;
    act.reason = std::move(reason);
    return act;
  }
  Result<store::Written> tried(store::Act const& act, test::Writing const& writing) {
    return store().write(act, writing);
  }
  static std::string told(Result<store::Written> const& result) {
    if (!result) return std::string(result.error().kind->code);
    std::string codes;
    for (auto const& warning : result->warnings) {
      codes += (codes.empty() ? "warned " : " ") + std::string(warning.kind->code);
    }
    return codes;
  }

  Opening opening(int year) {
    return {.year = year,
            .unit = province,
            .roster_on = test::day(year, 12, 31),
            .on = test::day(year, 12, 31),
            .deadlines = {{unit::Level::cell, test::day(year + 1, 1, 15)}}};
  }
  RoundId opened(int year) {
    RoundId id;
    write(open_verb, [&](store::Tx& tx) -> Result<void> {
      TRY_INTO(id, open(tx, opening(year)));
      return {};
    });
    return id;
  }
  std::vector<PersonId> members_in(UnitId cell, int count) {
    std::vector<PersonId> people;
    for (int i = 0; i < count; ++i) {
      people.push_back(
          full_member(fmt::format("Đảng viên {}", ++people_), cell, test::day(2012, 3, 4)));
    }
    return people;
  }
  Subject as_member(PersonId person) {
    auto const snapshot = store().read();
    return test::must(subject_of(*snapshot, Part::member, person, test::day(2020, 12, 31)));
  }
  std::string stepped(Subject const& subject, int year, Step step, Assessment said = {}) {
    return told(tried(deed(step_verb), [&](store::Tx& tx) {
      return take_steps(tx, year, test::day(year + 1, 1, 5), {{subject, step, said}});
    }));
  }
  // Self-graded and proposed alike.
  void proposed(Subject const& subject, int year, review::Grade grade) {
    for (Step const step : {Step::self_grading, Step::proposal}) {
      ASSERT_FALSE(stepped(subject, year, step, {.grade = grade}).starts_with("round."))
          << code(step);
    }
  }
  std::string decided(std::vector<Decision> const& decisions, int year, std::string reason = {}) {
    return told(tried(deed(decide_verb, std::move(reason)), [&](store::Tx& tx) {
      return decide(tx, year, test::day(year + 1, 1, 10), decisions);
    }));
  }
  std::string decided(Subject const& subject, int year, review::Grade grade,
                      std::string reason = {}) {
    return decided({{.subject = subject, .assessment = {.grade = grade}}}, year, std::move(reason));
  }
  std::string stated(Subject const& subject, int year, Condition condition, std::int64_t amount) {
    return told(tried(deed(condition_verb), [&](store::Tx& tx) {
      return state_condition(tx, subject,
                             {.year = year,
                              .condition = condition,
                              .on = test::day(year + 1, 1, 5),
                              .amount = amount,
                              .evidence = "Báo cáo số 12"});
    }));
  }

 private:
  int people_ = 0;  // so far, each of a name of their own
};

}  // namespace giaoban::round
