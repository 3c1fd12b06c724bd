// What is recorded of tasks and recommendations. What was asked is an event, because it stays true
// when the units are gone; who has it in hand is a state while it is open.
#include <algorithm>
#include <array>

#include "store/placed.h"
#include "task/checks.h"

namespace giaoban::task {

using store::field;
using store::Key;
using store::Need;
using store::Privacy;
using store::Shape;
using store::WhenEnded;

namespace {

template <class E>
constexpr Choice choice_of(E value, std::string_view code, Msg label) {
  return {static_cast<int>(value), code, label};
}

constexpr std::array source_kinds{
    choice_of(SourceKind::document, "document", M("văn bản")),
    choice_of(SourceKind::conference, "conference", M("kết luận hội nghị")),
    choice_of(SourceKind::letter, "letter", M("kiến nghị bằng văn bản")),
    choice_of(SourceKind::other, "other", M("nguồn khác")),
};
constexpr std::array steps{
    choice_of(Step::reported, "reported", M("báo cáo kết quả")),
    choice_of(Step::accepted, "accepted", M("xác nhận hoàn thành")),
    choice_of(Step::returned, "returned", M("trả lại để làm tiếp")),
    choice_of(Step::withdrawn, "withdrawn", M("rút lại nhiệm vụ")),
};
constexpr std::array statuses{
    choice_of(Status::given, "given", M("đang thực hiện")),
    choice_of(Status::reported, "reported", M("đã báo cáo, chờ xác nhận")),
    choice_of(Status::returned, "returned", M("bị trả lại")),
    choice_of(Status::accepted, "accepted", M("hoàn thành")),
    choice_of(Status::withdrawn, "withdrawn", M("đã rút lại")),
};
constexpr std::array answerings{
    choice_of(Answering::answered, "answered", M("trả lời kiến nghị")),
    choice_of(Answering::received, "received", M("nơi kiến nghị đã nhận trả lời")),
};
constexpr std::array stages{
    choice_of(Stage::taken, "taken", M("đã tiếp nhận")),
    choice_of(Stage::handed, "handed", M("đã giao nơi giải quyết")),
    choice_of(Stage::answered, "answered", M("đã trả lời")),
    choice_of(Stage::received, "received", M("nơi kiến nghị đã nhận")),
};

// The units above each of the units, together.
void add_chain(store::Snapshot& snapshot, std::vector<std::int64_t>& units, UnitId unit,
               store::Moment const& moment) {
  for (std::int64_t const above : unit::chain(snapshot, unit.value, moment)) {
    if (std::ranges::find(units, above) == units.end()) units.push_back(above);
  }
}

// Who leads on the day or, where nobody does, who led nearest to it; not who is to lead later.
template <class F>
std::optional<UnitId> unit_near(store::Snapshot& snapshot, std::int64_t subject,
                                store::Moment const& moment) {
  auto const facts = snapshot.history(F::kind, subject, moment.known_at);
  auto const place = store::placed(snapshot, facts, moment);
  if (!place) return std::nullopt;
  return store::typed<F>(*place->fact).value.unit;
}

// A task stands under who has it in hand and under who assigned it: both may see it. Which of them
// a verb is for is held by the verb itself.
std::vector<std::int64_t> task_stands_under(store::Snapshot& snapshot, std::int64_t task,
                                            store::Moment const& moment) {
  std::vector<std::int64_t> units;
  if (auto const lead = unit_near<TaskLead>(snapshot, task, moment)) {
    add_chain(snapshot, units, *lead, moment);
  }
  for (auto const& given : snapshot.history_of<TaskGiven>(task, moment.known_at)) {
    add_chain(snapshot, units, given.value.assigner, moment);
  }
  return units;
}

std::vector<std::int64_t> recommendation_stands_under(store::Snapshot& snapshot, std::int64_t id,
                                                      store::Moment const& moment) {
  std::vector<std::int64_t> units;
  for (auto const& asked : snapshot.history_of<Recommendation>(id, moment.known_at)) {
    add_chain(snapshot, units, asked.value.asker, moment);
    add_chain(snapshot, units, asked.value.receiver, moment);
  }
  if (auto const handler = unit_near<RecommendationHandling>(snapshot, id, moment)) {
    add_chain(snapshot, units, *handler, moment);
  }
  return units;
}

// The unit of the subject with those above it.
template <class F>
void add_holder(store::Snapshot& snapshot, Chains& chains, std::int64_t subject,
                store::Moment const& moment) {
  if (auto const unit = unit_near<F>(snapshot, subject, moment)) {
    chains.push_back(unit::chain(snapshot, unit->value, moment));
  }
}

}  // namespace

Chains over_assigner(store::Snapshot& snapshot, store::Entity const& entity, std::int64_t id,
                     store::Moment const& moment) {
  Chains chains;
  if (&entity != &task_entity) return chains;
  for (auto const& given : snapshot.history_of<TaskGiven>(id, moment.known_at)) {
    chains.push_back(unit::chain(snapshot, given.value.assigner.value, moment));
  }
  return chains;
}

Chains over_lead(store::Snapshot& snapshot, store::Entity const& entity, std::int64_t id,
                 store::Moment const& moment) {
  Chains chains;
  if (&entity == &task_entity) add_holder<TaskLead>(snapshot, chains, id, moment);
  return chains;
}

Chains over_both(store::Snapshot& snapshot, store::Entity const& entity, std::int64_t id,
                 store::Moment const& moment) {
  Chains chains = over_assigner(snapshot, entity, id, moment);
  for (auto& chain : over_lead(snapshot, entity, id, moment)) chains.push_back(std::move(chain));
  return chains;
}

Chains over_asker(store::Snapshot& snapshot, store::Entity const& entity, std::int64_t id,
                  store::Moment const& moment) {
  Chains chains;
  if (&entity != &recommendation_entity) return chains;
  for (auto const& asked : snapshot.history_of<Recommendation>(id, moment.known_at)) {
    chains.push_back(unit::chain(snapshot, asked.value.asker.value, moment));
  }
  return chains;
}

Chains over_receiver(store::Snapshot& snapshot, store::Entity const& entity, std::int64_t id,
                     store::Moment const& moment) {
  Chains chains;
  if (&entity != &recommendation_entity) return chains;
  for (auto const& asked : snapshot.history_of<Recommendation>(id, moment.known_at)) {
    chains.push_back(unit::chain(snapshot, asked.value.receiver.value, moment));
  }
  return chains;
}

Chains over_handler(store::Snapshot& snapshot, store::Entity const& entity, std::int64_t id,
                    store::Moment const& moment) {
  Chains chains;
  if (&entity == &recommendation_entity) {
    add_holder<RecommendationHandling>(snapshot, chains, id, moment);
  }
  return chains;
}

std::span<Choice const> choices_of(SourceKind) {
  return source_kinds;
}
std::span<Choice const> choices_of(Step) {
  return steps;
}
std::span<Choice const> choices_of(Status) {
  return statuses;
}
std::span<Choice const> choices_of(Answering) {
  return answerings;
}
std::span<Choice const> choices_of(Stage) {
  return stages;
}

namespace {

std::string title(store::Snapshot& snapshot, std::int64_t task, store::Moment const& moment) {
  auto const given = snapshot.history_of<TaskGiven>(task, moment.known_at);
  return given.empty() ? std::string() : given.back().value.title;
}
std::string subject(store::Snapshot& snapshot, std::int64_t recommendation,
                    store::Moment const& moment) {
  auto const taken = snapshot.history_of<Recommendation>(recommendation, moment.known_at);
  return taken.empty() ? std::string() : taken.back().value.subject;
}

}  // namespace

store::Entity const task_entity{.name = "task",
                                .label = M("nhiệm vụ"),
                                .lifetime = nullptr,
                                .stands_under = &task_stands_under,
                                .called = &title,
                                .readable = &task_read};
store::Entity const recommendation_entity{.name = "recommendation",
                                          .label = M("kiến nghị"),
                                          .lifetime = nullptr,
                                          .stands_under = &recommendation_stands_under,
                                          .called = &subject,
                                          .readable = &task_read};

store::Kind const TaskGiven::kind{
    .number = 70,
    .table = "task_given",
    .label = M("Giao nhiệm vụ"),
    .shape = Shape::event,
    .subject = &task_entity,
    .privacy = Privacy::open,
    .fields = {field<&TaskGiven::title>(1, "title", M("Tên nhiệm vụ"),
                                        {.need = Need::required,
                                         .note = M("Việc phải làm, một câu."),
                                         .letters_max = remark_letters_max}),
               field<&TaskGiven::product>(2, "product", M("Sản phẩm"),
                                          {.need = Need::required,
                                           .note = M("Ví dụ: báo cáo, kế hoạch, danh sách."),
                                           .letters_max = remark_letters_max}),
               field<&TaskGiven::assigner>(3, "assigner", M("Đơn vị giao"),
                                           {.need = Need::required, .refers = &unit::unit_entity}),
               field<&TaskGiven::source>(4, "source", M("Nguồn"), {.need = Need::required}),
               field<&TaskGiven::source_record>(5, "source_record", M("Số hồ sơ nguồn")),
               field<&TaskGiven::source_words>(6, "source_words", M("Căn cứ"),
                                               {.letters_max = remark_letters_max})}};

store::Kind const TaskLead::kind{
    .number = 71,
    .table = "task_lead",
    .label = M("Chủ trì nhiệm vụ"),
    .shape = Shape::state,
    .subject = &task_entity,
    .privacy = Privacy::open,
    .fields = {field<&TaskLead::unit>(1, "unit", M("Đơn vị chủ trì"),
                                      {.need = Need::required,
                                       .refers = &unit::unit_entity,
                                       .when_ended = WhenEnded::passes_on})}};

store::Kind const TaskCooperation::kind{
    .number = 72,
    .table = "task_cooperation",
    .label = M("Phối hợp thực hiện nhiệm vụ"),
    .shape = Shape::state,
    .subject = &task_entity,
    .privacy = Privacy::open,
    .fields = {field<&TaskCooperation::unit>(1, "unit", M("Đơn vị phối hợp"),
                                             {.need = Need::required,
                                              .key = Key::yes,
                                              .refers = &unit::unit_entity,
                                              .when_ended = WhenEnded::passes_on})}};

store::Kind const TaskDeadline::kind{
    .number = 73,
    .table = "task_deadline",
    .label = M("Hạn hoàn thành nhiệm vụ"),
    .shape = Shape::state,
    .subject = &task_entity,
    .privacy = Privacy::open,
    .fields = {field<&TaskDeadline::deadline>(
                   1, "deadline", M("Hạn"),
                   {.need = Need::required, .note = M("Ngày cuối cùng còn đúng hạn.")}),
               field<&TaskDeadline::reason>(2, "reason", M("Lý do gia hạn"),
                                            {.letters_max = remark_letters_max})}};

store::Kind const TaskStep::kind{
    .number = 74,
    .table = "task_step",
    .label = M("Diễn biến nhiệm vụ"),
    .shape = Shape::event,
    .subject = &task_entity,
    .privacy = Privacy::open,
    .fields = {
        field<&TaskStep::step>(1, "step", M("Việc"), {.need = Need::required}),
        field<&TaskStep::text>(2, "words", M("Nội dung"), {.letters_max = long_letters_max})}};

store::Kind const Recommendation::kind{
    .number = 75,
    .table = "recommendation",
    .label = M("Nội dung kiến nghị"),
    .shape = Shape::event,
    .subject = &recommendation_entity,
    .privacy = Privacy::open,
    .fields = {
        field<&Recommendation::asker>(1, "asker", M("Đơn vị kiến nghị"),
                                      {.need = Need::required, .refers = &unit::unit_entity}),
        field<&Recommendation::receiver>(2, "receiver", M("Nơi tiếp nhận"),
                                         {.need = Need::required, .refers = &unit::unit_entity}),
        field<&Recommendation::subject>(
            3, "about", M("Về việc"), {.need = Need::required, .letters_max = remark_letters_max}),
        field<&Recommendation::text>(4, "words", M("Nội dung"), {.letters_max = long_letters_max}),
        field<&Recommendation::source>(5, "source", M("Nguồn"), {.need = Need::required}),
        field<&Recommendation::source_record>(6, "source_record", M("Số hồ sơ nguồn")),
        field<&Recommendation::source_words>(7, "source_words", M("Căn cứ"),
                                             {.letters_max = remark_letters_max})}};

store::Kind const RecommendationHandling::kind{
    .number = 76,
    .table = "recommendation_handling",
    .label = M("Giải quyết kiến nghị"),
    .shape = Shape::state,
    .subject = &recommendation_entity,
    .privacy = Privacy::open,
    .fields = {field<&RecommendationHandling::unit>(1, "unit", M("Nơi giải quyết"),
                                                    {.need = Need::required,
                                                     .refers = &unit::unit_entity,
                                                     .when_ended = WhenEnded::passes_on}),
               field<&RecommendationHandling::deadline>(
                   2, "deadline", M("Hạn"),
                   {.need = Need::required, .note = M("Ngày cuối cùng còn đúng hạn.")})}};

store::Kind const RecommendationStep::kind{
    .number = 77,
    .table = "recommendation_step",
    .label = M("Diễn biến kiến nghị"),
    .shape = Shape::event,
    .subject = &recommendation_entity,
    .privacy = Privacy::open,
    .fields = {field<&RecommendationStep::step>(1, "step", M("Việc"), {.need = Need::required}),
               field<&RecommendationStep::unit>(
                   2, "unit", M("Đơn vị"), {.need = Need::required, .refers = &unit::unit_entity}),
               field<&RecommendationStep::text>(3, "words", M("Nội dung"),
                                                {.letters_max = long_letters_max})}};

}  // namespace giaoban::task
