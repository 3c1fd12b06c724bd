#include "store/discretion.h"

#include <algorithm>

#include "store/store.h"

namespace giaoban::store {

namespace {

constexpr std::size_t tries_max = 20;
constexpr std::int64_t tries_within = std::int64_t{3600} * 1'000'000;  // microseconds

Entity const* entity_named(Catalogue const& catalogue, std::string_view name) {
  auto const found = std::ranges::find(catalogue.entities, name, &Entity::name);
  return found == catalogue.entities.end() ? nullptr : *found;
}

bool holds(Actor const& actor, Right const& right, std::vector<std::int64_t> const& units) {
  return std::ranges::any_of(actor.grants, [&](Grant const& grant) {
    return *grant.right == right &&
           (!grant.under || std::ranges::find(units, *grant.under) != units.end());
  });
}

}  // namespace

bool may_know(Snapshot& snapshot, Act const& act, Entity const& entity, std::int64_t id, Day then) {
  std::vector<Right const*> rights{act.verb->right};
  if (entity.readable != nullptr) rights.push_back(entity.readable);
  for (Right const* right : rights) {
    if (act.actor.may_everywhere(*right)) return true;
  }
  if (entity.stands_under == nullptr) return false;
  // A day to come tells nothing: who will be one's own is not yet.
  for (Day const day : {snapshot.today(), std::min(then, snapshot.today())}) {
    auto const units = entity.stands_under(snapshot, id, {day});
    for (Right const* right : rights) {
      if (holds(act.actor, *right, units)) return true;
    }
  }
  return false;
}

std::vector<Record> untellable(Snapshot& snapshot, Act const& act, Refusal const& refusal) {
  std::vector<Record> found;
  for (Arg const& arg : refusal.args) {
    Record const& record = arg.record;
    if (record.entity.empty() || std::ranges::find(found, record) != found.end()) continue;
    Entity const* const entity = entity_named(snapshot.catalogue(), record.entity);
    if (entity == nullptr || !may_know(snapshot, act, *entity, record.id, snapshot.today()))
      found.push_back(record);
  }
  return found;
}

bool Tx::may_know(Entity const& entity, std::int64_t id, Day then) {
  return store::may_know(*this, act_, entity, id, then);
}

// --- tries ---------------------------------------------------------------------------------------

Result<void> Tries::check(Act const& act, Instant now) {
  std::scoped_lock const lock(mutex_);
  auto const found = told_.find({act.actor.name, std::string(act.verb->name)});
  if (found == told_.end()) return {};
  auto& times = found->second;
  std::erase_if(
      times, [&](Instant const& at) { return now.microseconds - at.microseconds >= tries_within; });
  if (times.empty()) {
    told_.erase(found);
    return {};
  }
  if (times.size() < tries_max) return {};
  Instant const until{times.front().microseconds + tries_within};
  return refuse(too_many_tries,
                {{"count", std::to_string(times.size())}, {"until", vietnamese(until)}});
}

void Tries::count(Act const& act, Instant now) {
  std::scoped_lock const lock(mutex_);
  told_[{act.actor.name, std::string(act.verb->name)}].push_back(now);
}

// --- the edge ------------------------------------------------------------------------------------

namespace {

Refusal withheld(Store& store, Act const& act, RefusalKind const& kind,
                 std::vector<Record> const& records) {
  std::int64_t line = 0;
  for (Record const& record : records) {
    line = store.log_access(act.actor.name, "refused " + std::string(act.verb->name), record.id);
  }
  Entity const* const entity = entity_named(store.catalogue(), records.back().entity);
  return {&kind,
          {{"what", entity == nullptr ? M("bản ghi") : entity->label},
           {"reference", std::to_string(line)}}};
}

}  // namespace

Result<Written> as_told(Store& store, Tries& tries, Act const& act, Result<Written> outcome) {
  auto const names = [](Refusal const& refusal) {
    return std::ranges::any_of(refusal.args,
                               [](Arg const& arg) { return !arg.record.entity.empty(); });
  };
  auto const unknown = [&](Refusal const& refusal) {
    return names(refusal) ? untellable(*store.read(), act, refusal) : std::vector<Record>{};
  };
  if (!outcome) {
    auto const records = unknown(outcome.error());
    if (records.empty()) return outcome;
    tries.count(act, store.clock().now());
    return std::unexpected(withheld(store, act, recorded_elsewhere, records));
  }
  for (Refusal& warning : outcome->warnings) {
    auto const records = unknown(warning);
    if (!records.empty()) warning = withheld(store, act, concerns_elsewhere, records);
  }
  return outcome;
}

// --- refusals ------------------------------------------------------------------------------------

RefusalKind const recorded_elsewhere{
    "store.recorded_elsewhere", 409,
    M("Đã có ở nơi khác: {what} ngoài phạm vi được giao của đồng chí."),
    M("Hỏi ban tổ chức cấp trên, nêu số tra cứu {reference}: nơi quản lý mở nhật ký truy cập ở số "
      "đó thì thấy là trường hợp nào. Lần tra cứu này đã được ghi lại.")};
RefusalKind const concerns_elsewhere{
    "store.concerns_elsewhere", 422,
    M("Việc này liên quan đến {what} ngoài phạm vi được giao của đồng chí."),
    M("Nếu cần biết rõ, hỏi ban tổ chức cấp trên, nêu số tra cứu {reference}.")};
RefusalKind const too_many_tries{
    "store.too_many_tries", 429,
    M("Trong một giờ qua đã có {count} lần ghi gặp người hoặc đơn vị thuộc nơi khác; việc này tạm "
      "dừng đến {until}."),
    M("Kiểm tra lại các số đã nhập; nếu đúng, gửi danh sách cho ban tổ chức cấp trên đối chiếu.")};

}  // namespace giaoban::store
