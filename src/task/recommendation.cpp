// The verbs of recommendations: taken down, answered at once or handed on, answered, received.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "task/checks.h"
#include "task/rules.h"

namespace giaoban::task {

using store::Tx;

store::Right const recommendation_take{.name = "recommendation.take",
                                       .label = M("Tiếp nhận kiến nghị")};
store::Right const recommendation_answer{.name = "recommendation.answer",
                                         .label = M("Trả lời kiến nghị được giao")};
store::Right const recommendation_ask{.name = "recommendation.ask",
                                      .label = M("Nhận trả lời kiến nghị")};

store::Verb const take_down_verb{"recommendation.take", M("Tiếp nhận kiến nghị"),
                                 &recommendation_take, &over_receiver};
store::Verb const answer_at_once_verb{"recommendation.answer-at-once", M("Trả lời kiến nghị ngay"),
                                      &recommendation_take, &over_receiver};
store::Verb const hand_on_verb{"recommendation.hand-on", M("Giao nơi giải quyết kiến nghị"),
                               &recommendation_take, &over_receiver};
store::Verb const answer_verb{"recommendation.answer", M("Trả lời kiến nghị được giao"),
                              &recommendation_answer, &over_handler};
store::Verb const receive_answer_verb{"recommendation.receive", M("Nhận trả lời kiến nghị"),
                                      &recommendation_ask, &over_asker};

namespace {

constexpr Day all_days = Day::from_number(Day::forever().number() - 1);

struct Standing {
  RecommendationView view;
  AnswerProgress progress;
};

Result<Standing> standing_recommendation(Tx& tx, RecommendationId recommendation) {
  auto found = view(tx, unit::Reach::everything(), recommendation, {all_days});
  if (!found || !tx.may_know(recommendation_entity, recommendation.value, found->taken_on)) {
    return refuse(no_such_recommendation,
                  {{"recommendation", std::to_string(recommendation.value)}});
  }
  AnswerProgress progress{.stage = found->stage, .last_on = found->taken_on};
  for (auto const& handed : tx.history_of<RecommendationHandling>(recommendation.value)) {
    progress.last_on = std::max(progress.last_on, handed.head.span.from);
  }
  for (auto const& step : tx.history_of<RecommendationStep>(recommendation.value)) {
    progress.last_on = std::max(progress.last_on, step.head.span.from);
  }
  return Standing{*std::move(found), progress};
}

Result<void> check_deed(Deed deed, Standing const& standing, Asking const& asking) {
  auto const* const why = blocked(deed, standing.progress, asking);
  if (why == nullptr) return {};
  bool const answered = why == &already_answered && standing.view.answered_on;
  Day const last = answered ? *standing.view.answered_on : standing.progress.last_on;
  return refuse(*why, {{"title", standing.view.recommendation.subject},
                       {"last_on", last.vietnamese()},
                       {"day", asking.on.vietnamese()}});
}

Result<void> write_answer(Tx& tx, RecommendationId recommendation, Day on,
                          RecommendationStep const& step) {
  TRY_VOID(tx.event(recommendation.value, on, step));
  return tx.end(RecommendationHandling::kind, recommendation.value, on + 1);
}

}  // namespace

Result<RecommendationId> take_down(Tx& tx, TakingDown const& taking) {
  if (taking.on > tx.today()) return refuse(in_future, {{"day", taking.on.vietnamese()}});
  TRY_VOID(check_in_force(tx, taking.asker, taking.on));
  TRY_VOID(check_in_force(tx, taking.receiver, taking.on));
  TRY_VOID(check_over(tx, taking.receiver));
  auto const recommendation = tx.new_id_of<RecommendationId>();
  TRY_VOID(tx.event(recommendation.value, taking.on,
                    Recommendation{.asker = taking.asker,
                                   .receiver = taking.receiver,
                                   .subject = normalise(taking.subject),
                                   .text = normalise(taking.text),
                                   .source = taking.source.kind,
                                   .source_record = taking.source.record,
                                   .source_words = normalise(taking.source.words)}));
  return recommendation;
}

Result<void> answer_at_once(Tx& tx, RecommendationId recommendation, Day on,
                            std::string const& text) {
  TRY_INTO(Standing const standing, standing_recommendation(tx, recommendation));
  UnitId const receiver = standing.view.recommendation.receiver;
  TRY_VOID(check_over(tx, receiver));
  std::string const words = normalise(text);
  TRY_VOID(check_deed(Deed::answer_at_once, standing, {on, tx.today(), !words.empty()}));
  return write_answer(tx, recommendation, on, {Answering::answered, receiver, words});
}

Result<void> hand_on(Tx& tx, RecommendationId recommendation, Handing const& handing) {
  TRY_INTO(Standing const standing, standing_recommendation(tx, recommendation));
  TRY_VOID(check_over(tx, standing.view.recommendation.receiver));
  TRY_VOID(check_deed(Deed::hand_on, standing, {.on = handing.on, .today = tx.today()}));
  TRY_VOID(check_in_force(tx, handing.unit, handing.on));
  if (handing.deadline < handing.on) {
    return refuse(deadline_in_past,
                  {{"deadline", handing.deadline.vietnamese()}, {"day", handing.on.vietnamese()}});
  }
  if (handing.deadline < tx.today()) {
    tx.warn({&overdue_when_recorded, {{"deadline", handing.deadline.vietnamese()}}});
  }
  return tx.state(recommendation.value, {handing.on, Day::forever()},
                  RecommendationHandling{handing.unit, handing.deadline});
}

Result<void> answer(Tx& tx, RecommendationId recommendation, Day on, std::string const& text) {
  TRY_INTO(Standing const standing, standing_recommendation(tx, recommendation));
  std::string const words = normalise(text);
  TRY_VOID(check_deed(Deed::answer, standing, {on, tx.today(), !words.empty()}));
  TRY_VOID(check_over(tx, *standing.view.handler));
  return write_answer(tx, recommendation, on, {Answering::answered, *standing.view.handler, words});
}

Result<void> receive_answer(Tx& tx, RecommendationId recommendation, Day on,
                            std::string const& remark) {
  TRY_INTO(Standing const standing, standing_recommendation(tx, recommendation));
  UnitId const asker = standing.view.recommendation.asker;
  TRY_VOID(check_over(tx, asker));
  TRY_VOID(check_deed(Deed::receive, standing, {.on = on, .today = tx.today()}));
  return tx.event(recommendation.value, on,
                  RecommendationStep{Answering::received, asker, normalise(remark)});
}

}  // namespace giaoban::task
