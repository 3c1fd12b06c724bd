// Reading the journal, and the two verbs that answer an entry: undo and erase.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "store/bytes.h"
#include "store/fact_row.h"
#include "store/journal_end.h"
#include "store/queries.h"
#include "store/seals.h"
#include "store/store.h"
#include "store/strange.h"

namespace giaoban::store {

Hash hash_of(Entry const& entry) {
  std::string out = "giaoban entry 1\n";
  put(out, entry.number);
  put(out, entry.actor);
  put(out, entry.at.microseconds);
  put(out, entry.verb);
  put(out, entry.document ? entry.document->value : 0);
  put(out, entry.reason);
  put(out, entry.nonce);
  put(out, entry.based_on.value_or(-1));
  put(out, entry.leaf_count);
  out += entry.root.view();
  out += entry.previous.view();
  return hash(out);
}

Hash leaf_of_blanked(Entry const& left, Hash const& original) {
  std::string out;
  out += '\0';
  out += 'R';
  out += hash_of(left).view();
  out += original.view();
  return hash(out);
}

Hash hash_in(RowView const& row, int column) {
  Blob const bytes = row.blob(column);
  if (bytes.bytes.size() != sizeof(Hash::bytes)) row.strange(column, "a hash");
  return Hash::from(bytes.bytes);
}

Entry entry_in(RowView const& row) {
  return {.number = row.integer(0),
          .actor = row.text(1),
          .at = {row.integer(2)},
          .verb = row.text(3),
          .document = row.null(4) ? std::nullopt : std::optional(row.id<DocumentId>(4)),
          .reason = row.maybe_text(5).value_or(""),
          .nonce = row.maybe_text(6).value_or(""),
          .based_on = row.maybe_integer(7),
          .leaf_count = row.integer(8),
          .root = hash_in(row, 9),
          .previous = hash_in(row, 10),
          .hash = hash_in(row, 11)};
}

std::string strange_columns_of_entry(RowView const& row) {
  using Read = std::function<void(int)>;
  Read const number = [&](int column) { (void)row.integer(column); };
  Read const text = [&](int column) { (void)row.text(column); };
  Read const maybe_number = [&](int column) { (void)row.maybe_integer(column); };
  Read const maybe_text = [&](int column) { (void)row.maybe_text(column); };
  Read const hash = [&](int column) { (void)hash_in(row, column); };
  std::vector<std::pair<std::string_view, Read>> const columns{{"number", number},
                                                               {"actor", text},
                                                               {"at", number},
                                                               {"verb", text},
                                                               {"document", maybe_number},
                                                               {"reason", maybe_text},
                                                               {"nonce", maybe_text},
                                                               {"based_on", maybe_number},
                                                               {"leaf_count", number},
                                                               {"root", hash},
                                                               {"previous", hash},
                                                               {"hash", hash}};
  std::string names;
  for (int column = 0; auto const& [name, read] : columns) {
    try {
      read(column);
    } catch (StrangeValue const&) {
      names += (names.empty() ? "cột " : ", ") + std::string(name);
    }
    ++column;
  }
  return names;
}

namespace {

enum class Ended { recorded, superseded };

struct Entries {
  EntryNumber first;
  EntryNumber last;
};

// The heads of the kind's facts that the entries recorded, or superseded. Those they superseded
// are found by their subjects, since few entries of a large table supersede much.
std::vector<FactHead> heads(Snapshot& snapshot, Kind const& kind, Ended ended, Entries of) {
  std::vector<FactHead> found;
  auto const take = [&](RowView const& row) {
    use_row([&] { found.push_back(head_from_row(kind, row)); });
  };
  auto const select = fmt::format("SELECT {} FROM {} WHERE ", column_list(kind), kind.table);
  if (ended == Ended::recorded) {
    snapshot.db().each(select + "recorded_in BETWEEN ?1 AND ?2 ORDER BY recorded_in, leaf",
                       Params(of.first, of.last), take);
  } else {
    snapshot.db().each(select +
                           "superseded_in BETWEEN ?1 AND ?2 AND subject IN (SELECT subject FROM "
                           "supersession WHERE entry BETWEEN ?1 AND ?2 AND kind = ?3) ORDER BY "
                           "superseded_in, leaf",
                       Params(of.first, of.last, std::int64_t{kind.number}), take);
  }
  return found;
}

std::vector<FactHead> heads(Snapshot& snapshot, Kind const& kind, Ended ended, EntryNumber number) {
  return heads(snapshot, kind, ended, {number, number});
}

// The whole fact at a head, superseded or not.
RawFact fact_at(Snapshot& snapshot, Kind const& kind, FactHead const& head) {
  std::optional<RawFact> fact;
  PersonCipher const* const key =
      kind.identifying() ? snapshot.cipher(PersonId{head.subject}) : nullptr;
  snapshot.db().each(sql_of(kind).of_subject + " AND recorded_in = ?2 AND leaf = ?3",
                     Params(head.subject, head.recorded_in, head.leaf),
                     [&](RowView const& row) { fact = from_row(kind, row, key); });
  ensure(fact.has_value(), "a head names a fact");
  return *fact;
}

}  // namespace

std::vector<Entry> entries_from(Db& db, EntryNumber from, std::int64_t count) {
  return db.all(queries::entries, Params(from, count), entry_in);
}

std::vector<Entry> entries(Snapshot& snapshot, EntryNumber from, std::int64_t count) {
  return entries_from(snapshot.db(), from, count);
}

std::optional<Entry> entry(Snapshot& snapshot, EntryNumber number) {
  auto found = entries(snapshot, number, 1);
  if (found.empty() || found.front().number != number) return std::nullopt;
  return found.front();
}

std::optional<Hash> hash_of_entry(Snapshot& snapshot, EntryNumber number) {
  return snapshot.db().first(queries::entry_hash, Params(number),
                             [](RowView const& row) { return hash_in(row, 1); });
}

Result<void> ends_as_sealed(Db& db, Head const& sealed) {
  EntryNumber found = 0;
  Hash hash;
  try {
    db.each(queries::last_entry, Params(), [&](RowView const& row) {
      found = row.integer(0);
      hash = hash_in(row, 1);
    });
  } catch (StrangeValue const&) {
    return refuse(journal_end_damaged, {{"entry", std::to_string(found)}});
  }
  if (sealed.entry == found && sealed.hash == hash) return {};
  return refuse(journal_end_damaged, {{"entry", std::to_string(sealed.entry)}});
}

EntryNumber head_on(Snapshot& snapshot, Day day) {
  return snapshot.db()
      .first(queries::head_before, Params(start_in_vietnam(day + 1).microseconds),
             [](RowView const& row) { return row.integer(0); })
      .value_or(0);
}

namespace {

std::vector<EntryLine> lines(Snapshot& snapshot, Entries of) {
  std::vector<EntryLine> lines;
  for (Kind const* kind : snapshot.catalogue().kinds) {
    for (FactHead const& head : heads(snapshot, *kind, Ended::superseded, of)) {
      lines.push_back(
          {kind, head.subject, head.span, EntryLine::What::superseded, head.superseded_in});
    }
    for (FactHead const& head : heads(snapshot, *kind, Ended::recorded, of)) {
      lines.push_back({kind, head.subject, head.span, EntryLine::What::recorded, head.recorded_in});
    }
  }
  return lines;
}

}  // namespace

std::vector<EntryLine> lines_of(Snapshot& snapshot, EntryNumber number) {
  return lines(snapshot, {number, number});
}

std::vector<EntryLine> lines_after(Snapshot& snapshot, EntryNumber seen) {
  return lines(snapshot, {seen + 1, standing - 1});
}

// --- undo --------------------------------------------------------------------------------------

Right const undo_right{.name = "store.undo", .label = M("Hoàn tác bút toán")};
Verb const undo_verb{.name = "undo", .label = M("Hoàn tác"), .right = &undo_right};

namespace {

// The first law that no longer holds, among those that the kinds could break.
Result<void> check_laws(Tx& tx, std::set<Kind const*> const& changed) {
  for (Invariant const* invariant : tx.catalogue().invariants) {
    bool const concerned = std::ranges::any_of(
        invariant->held_by_undo_of, [&](Kind const* kind) { return changed.contains(kind); });
    if (!concerned) continue;
    auto const breaches = invariant->breaches(tx);
    if (!breaches.empty()) return refuse(undo_breaks_law, {{"breach", breaches.front()}});
  }
  return {};
}

Verb const* verb_named(Catalogue const& catalogue, std::string_view name) {
  auto const found = std::ranges::find(catalogue.verbs, name, &Verb::name);
  return found == catalogue.verbs.end() ? nullptr : *found;
}

// The entries that an undoing may have undone: those that last wrote or superseded the same fact
// before it. Rather one too many than one too few: who undoes an undoing must hold all their
// rights.
std::set<EntryNumber> undone_by(Tx& tx, EntryNumber number) {
  std::set<EntryNumber> undone;
  for (Kind const* kind : tx.catalogue().kinds) {
    for (FactHead const& head : heads(tx, *kind, Ended::superseded, number)) {
      undone.insert(head.recorded_in);
    }
    for (FactHead const& head : heads(tx, *kind, Ended::recorded, number)) {
      tx.db().each(fmt::format("SELECT superseded_in FROM {} WHERE subject = ?1 AND "
                               "effective_from = ?2 AND superseded_in < ?3",
                               kind->table),
                   Params(head.subject, head.span.from, number),
                   [&](RowView const& row) { undone.insert(row.integer(0)); });
    }
  }
  undone.erase(number);
  return undone;
}

// Who undoes needs what who did it needed, an undoing of an undoing what stands behind both.
Result<void> check_rights(Tx& tx, EntryNumber number) {
  std::set<EntryNumber> to_ask{number};
  std::set<Verb const*> asked;
  while (!to_ask.empty()) {
    auto const done = entry(tx, *to_ask.rbegin());
    to_ask.erase(std::prev(to_ask.end()));
    ensure(done.has_value(), "a fact names its entry");
    Verb const* const verb = verb_named(tx.catalogue(), done->verb);
    if (verb == nullptr) {
      // Of an earlier version of the program: nobody knows any more which right it took.
      if (tx.act().actor.may_everywhere(undo_right)) continue;
      return refuse(not_allowed, {{"actor", tx.act().actor.name}, {"right", done->verb}});
    }
    if (asked.insert(verb).second) TRY_VOID(tx.undoes(*verb));
    if (verb == &undo_verb) to_ask.merge(undone_by(tx, done->number));
  }
  return {};
}

// One that wrote of nothing where the actor may look is as one that is not there.
bool may_know_of(Tx& tx, EntryNumber number) {
  if (tx.act().actor.may_everywhere(undo_right)) return true;
  return std::ranges::any_of(lines_of(tx, number), [&](EntryLine const& line) {
    return tx.may_know(*line.kind->subject, line.subject, line.span.from);
  });
}

}  // namespace

Result<void> undo(Tx& tx, EntryNumber number) {
  if (number < 1 || number >= tx.number()) {
    return refuse(no_such_entry, {{"entry", std::to_string(number)}});
  }
  if (!may_know_of(tx, number)) {
    return refuse(no_such_entry, {{"entry", std::to_string(number)}});
  }
  TRY_VOID(check_rights(tx, number));
  struct Reversal {
    Kind const* kind;
    RawFact fact;
  };
  std::vector<Reversal> to_supersede;
  std::vector<Reversal> to_restore;
  for (Kind const* kind : tx.catalogue().kinds) {
    for (FactHead const& head : heads(tx, *kind, Ended::recorded, number)) {
      if (kind == &Erasure::kind) {
        return refuse(cannot_undo_erasure, {{"entry", std::to_string(number)}});
      }
      // Documents stay: that a paper existed is not undone with what rested on it.
      if (kind == &Document::kind || head.superseded_in == number) continue;
      if (head.superseded_in != standing) {
        return refuse(later_facts_build_on, {{"entry", std::to_string(head.superseded_in)}});
      }
      to_supersede.push_back({kind, {head, {}}});
    }
    for (FactHead const& head : heads(tx, *kind, Ended::superseded, number)) {
      if (head.recorded_in == number) continue;
      to_restore.push_back({kind, fact_at(tx, *kind, head)});
    }
  }
  for (Reversal const& reversal : to_supersede) tx.supersede(*reversal.kind, reversal.fact.head);
  // What others refer to comes back before them.
  std::ranges::stable_partition(to_restore, [](Reversal const& reversal) {
    Entity const& entity = *reversal.kind->subject;
    return entity.lifetime != nullptr && entity.lifetime() == reversal.kind;
  });
  for (Reversal const& reversal : to_restore) TRY_VOID(tx.restore(*reversal.kind, reversal.fact));
  std::set<Kind const*> changed;
  for (Reversal const& reversal : to_supersede) changed.insert(reversal.kind);
  for (Reversal const& reversal : to_restore) changed.insert(reversal.kind);
  return check_laws(tx, changed);
}

// --- erasure -----------------------------------------------------------------------------------

Right const erase_right{.name = "store.erase", .label = M("Xóa thông tin nhận dạng cá nhân")};
Verb const erase_verb{
    .name = "erase", .label = M("Xóa thông tin nhận dạng"), .right = &erase_right};
Entity const erased_entity{.name = "person", .label = M("người"), .lifetime = nullptr};

Kind const Erasure::kind{.number = 2,
                         .table = "erasure",
                         .label = M("Xóa thông tin nhận dạng"),
                         .shape = Shape::event,
                         .subject = &erased_entity,
                         .privacy = Privacy::pseudonymous,
                         .fields = {field<&Erasure::ground>(
                             1, "ground", M("Căn cứ pháp lý"),
                             {.need = Need::required, .letters_max = remark_letters_max})}};

Result<void> erase(Tx& tx, PersonId person, std::string const& ground) {
  if (tx.cipher(person) == nullptr) {
    if (erased_in(tx, person)) return refuse(erased_person);
    return refuse(nobody_to_erase, {{"person", std::to_string(person.value)}});
  }
  TRY_VOID(tx.event(person.value, tx.today(), Erasure{ground}));
  tx.blank(person);
  return {};
}

std::optional<EntryNumber> erased_in(Snapshot& snapshot, PersonId person) {
  auto const erasures = snapshot.history(Erasure::kind, person.value);
  if (erasures.empty()) return std::nullopt;
  return erasures.front().head.recorded_in;
}

std::optional<Instant> last_erasure(Snapshot& snapshot) {
  return snapshot.db().first(queries::last_erasure, Params(),
                             [](RowView const& row) { return Instant{row.integer(0)}; });
}

RefusalKind const undo_breaks_law{"store.undo_breaks_law", 409,
                                  M("Hoàn tác lúc này sẽ làm sai sổ: {breach}."),
                                  M("Hoàn tác bút toán ghi sau trước, hoặc đính chính.")};
RefusalKind const nobody_to_erase{"store.nobody_to_erase", 404,
                                  M("Không có người nào mang số bản ghi {person}."),
                                  M("Tìm người này theo tên để biết số bản ghi.")};
RefusalKind const cannot_undo_erasure{
    "store.cannot_undo_erasure", 409,
    M("Bút toán {entry} đã xóa thông tin nhận dạng; thông tin đã xóa không khôi phục được."),
    M("Nếu cần, lập hồ sơ mới theo giấy tờ gốc.")};

}  // namespace giaoban::store
