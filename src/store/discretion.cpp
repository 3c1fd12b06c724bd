#include "store/discretion.h"

#include <algorithm>

#include "store/queries.h"
#include "store/store.h"

namespace giaoban::store {

namespace {

constexpr std::string_view refused_verb = "refused ";  // begins what such a line says
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

namespace {

Result<void> tries_over(std::size_t count, std::int64_t first, Clock const& clock) {
  std::int64_t const wait = first + tries_within - clock.steady();
  return refuse(too_many_tries, {{"count", std::to_string(count)},
                                 {"until", vietnamese(Instant{clock.now().microseconds + wait})}});
}

}  // namespace

std::vector<Tries::Told>& Tries::lately(Act const& act, Clock const& clock) {
  auto& told = told_[{act.actor.name, std::string(act.verb->name)}];
  std::int64_t const now = clock.steady();
  std::erase_if(told, [&](Told const& one) { return now - one.at >= tries_within; });
  return told;
}

Result<void> Tries::check(Act const& act, Clock const& clock) {
  std::scoped_lock const lock(mutex_);
  auto const& told = lately(act, clock);
  if (told.size() < tries_max) return {};
  return tries_over(told.size(), told.front().at, clock);
}

Result<void> Tries::count(Act const& act, std::vector<Record> const& met, Clock const& clock) {
  std::scoped_lock const lock(mutex_);
  auto& told = lately(act, clock);
  for (Record const& record : met) {
    if (std::ranges::find(told, record, &Told::record) != told.end()) continue;
    if (told.size() >= tries_max) return tries_over(told.size(), told.front().at, clock);
    told.push_back({record, clock.steady()});
  }
  return {};
}

// --- the edge ------------------------------------------------------------------------------------

namespace {

Refusal withheld(Store& store, Act const& act, RefusalKind const& kind,
                 std::vector<Record> const& records) {
  std::int64_t line = 0;
  for (Record const& record : records) {
    line = store.log_access(act.actor.name, std::string(refused_verb).append(act.verb->name),
                            record.id);
  }
  Entity const* const entity = entity_named(store.catalogue(), records.back().entity);
  return {&kind,
          {{"what", entity == nullptr ? M("bản ghi") : entity->label},
           {"reference", std::to_string(line)}}};
}

void log_met(Store& store, Act const& act, std::vector<Record> const& met) {
  for (Record const& record : met) {
    store.log_access(act.actor.name, std::string(refused_verb).append(act.verb->name), record.id);
  }
}

// Which field its writer filled with what is elsewhere: they know that, and correct it there.
void point_at_field(Refusal& told, Refusal const& from) {
  told.where = from.where;
  for (Arg const& arg : from.args) {
    if (arg.name == "field" && arg.record.entity.empty()) told.args.push_back(arg);
  }
}

}  // namespace

Result<Written> as_told(Store& store, Tries& tries, Act const& act, Outcome from) {
  Result<Written>& outcome = from.written;
  auto const names = [](Refusal const& refusal) {
    return std::ranges::any_of(refusal.args,
                               [](Arg const& arg) { return !arg.record.entity.empty(); });
  };
  auto const unknown = [&](Refusal const& refusal) {
    return names(refusal) ? untellable(*store.read(), act, refusal) : std::vector<Record>{};
  };
  if (!outcome) {
    auto const records = unknown(outcome.error());
    if (records.empty()) {
      if (!from.met.empty()) log_met(store, act, from.met);
      TRY_VOID(tries.count(act, from.met, store.clock()));
      TRY_VOID(tries.check(act, store.clock()));
      return outcome;
    }
    Refusal told = withheld(store, act, recorded_elsewhere, records);
    TRY_VOID(tries.count(act, records, store.clock()));
    point_at_field(told, outcome.error());
    return std::unexpected(std::move(told));
  }
  for (Refusal& warning : outcome->warnings) {
    auto const records = unknown(warning);
    if (!records.empty()) warning = withheld(store, act, concerns_elsewhere, records);
  }
  return outcome;
}

std::optional<Access> refused_at(Snapshot& snapshot, std::int64_t reference) {
  auto found = snapshot.db().first(queries::access_at, Params(reference), [](RowView const& row) {
    return Access{row.integer(0), {row.integer(1)}, row.text(2), row.text(3), row.maybe_integer(4)};
  });
  if (!found || !found->what.starts_with(refused_verb)) return std::nullopt;
  return found;
}

bool refused_by(Access const& line, Verb const& verb) {
  return line.what.starts_with(refused_verb) &&
         std::string_view(line.what).substr(refused_verb.size()) == verb.name;
}

// --- refusals ------------------------------------------------------------------------------------

RefusalKind const recorded_elsewhere{
    "store.recorded_elsewhere", 409,
    M("Đã có ở nơi khác: {what} ngoài phạm vi được giao của đồng chí."),
    M("Kiểm tra lại số đã nhập. Nếu đúng, hỏi ban tổ chức cấp trên, nêu số tra cứu {reference}: "
      "nơi quản lý mở trang “Tra cứu số” thì thấy là trường hợp nào. Lần này đã được ghi lại.")};
RefusalKind const concerns_elsewhere{
    "store.concerns_elsewhere", 422,
    M("Việc này liên quan đến {what} ngoài phạm vi được giao của đồng chí."),
    M("Nếu cần biết rõ, hỏi ban tổ chức cấp trên, nêu số tra cứu {reference}.")};
RefusalKind const too_many_tries{
    "store.too_many_tries", 429,
    M("Trong một giờ qua đã gặp {count} người hoặc đơn vị khác nhau thuộc nơi khác; đến {until}, "
      "lần ghi nào chưa đúng thì không nói rõ vì sao."),
    M("Kiểm tra lại các số và các ô đã nhập: đúng cả thì vẫn ghi được; nếu cần, gửi danh sách cho "
      "ban tổ chức cấp trên đối chiếu.")};

}  // namespace giaoban::store
