// Proving a store: the chain of entries, every leaf, every supersession, the secrets, the settings,
// the claims of the domains, and that what is derived equals what it derives from. Reads
// everything once; trusts no column that it can recompute.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <functional>
#include <future>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

#include "store/checks.h"
#include "store/damage.h"
#include "store/fact_row.h"
#include "store/journal_end.h"
#include "store/leaves.h"
#include "store/meta.h"
#include "store/queries.h"
#include "store/seals.h"
#include "store/store.h"

namespace giaoban::store {

namespace {

constexpr std::size_t faults_max = 200;  // of one kind of fault; more tell nothing new

class Checker {
 public:
  Checker(Store& store, CheckReport& report)
      : snapshot_(store.read()),
        second_(snapshot_->beside()),
        report_(report),
        catalogue_(store.catalogue()),
        address_(store.address()) {}

  void run(std::optional<Anchor> const& anchor, std::vector<Head> const& filed) {
    stage("định nghĩa", [&] { definitions(); });
    stage("tệp kho", [&] { integrity(); });
    stage("meta", *snapshot_, [&] { settings(); });
    stage("erased_leaf", *snapshot_, [&] { erased_leaves(); });
    stage("entry", *snapshot_, [&] { chain(anchor); });
    stage("supersession", *snapshot_, [&] { supersessions(); });
    stage("person_key", *snapshot_, [&] { secrets(); });
    stage("erased_leaf", *snapshot_, [&] { blanked_reasons(); });
    all_facts();
    unmatched();
    roots();
    stage("niêm phong", *snapshot_, [&] { say_all(seal_faults(*snapshot_, filed)); });
    all_laws();
  }

 private:
  void say(std::string sentence) {
    std::lock_guard const lock(saying_);
    if (report_.faults.size() < faults_max) report_.faults.push_back(std::move(sentence));
  }

  // What cannot even be read is a fault of its own; the other stages go on.
  void stage(std::string_view name, std::function<void()> const& body) {
    try {
      body();
    } catch (std::exception const& fault) {
      say(fmt::format("{}: không đọc được ({})", name, fault.what()));
    }
  }
  void stage(std::string_view name, Snapshot& view, std::function<void()> const& body) {
    stage(name, [&] {
      try {
        body();
      } catch (...) {
        // PostgreSQL answers nothing more in a transaction that broke.
        view.db().rollback();
        view.db().begin_read();
        throw;
      }
    });
  }

  void say_all(std::vector<std::string> const& sentences) {
    for (std::string const& sentence : sentences) say(sentence);
  }

  void definitions() {
    if (address_ != ":memory:") say_all(definition_faults(address_, catalogue_));
  }

  // First, and apart from the rest: where a page is torn, what follows reads less than is there.
  void integrity() {
    if (dialect_of(address_) == Dialect::sqlite && address_ != ":memory:") {
      say_all(head_faults(address_));
      if (auto const torn = torn_log_of(address_)) {
        say(fmt::format("{}: hỏng ở khung {}; {} lần ghi sau đó không đọc được nữa",
                        log_of(address_), torn->frame, torn->commits));
      }
    }
    if (address_ != ":memory:") say_all(integrity_faults(address_));
  }

  void settings() {
    std::unordered_set<std::string> names;
    each_row("meta", queries::all_meta, [&](RowView const& row) {
      names.insert(row.text(0));
      if (row.blob(2) != meta_seal(snapshot_->keys(), row.text(0), row.text(1))) {
        say(fmt::format("meta: giá trị “{}” đã bị sửa", row.text(0)));
      }
    });
    for (char const* name : {"schema", "store", "keys", "last_id", "head"}) {
      if (!names.contains(name)) say(fmt::format("meta: thiếu “{}”", name));
    }
  }

  std::int64_t rows_that_are_leaves() {
    std::int64_t rows = 0;
    auto const add = [&](RowView const& row) { rows += row.integer(0); };
    for (Kind const* kind : catalogue_.kinds) {
      snapshot_->db().each(fmt::format("SELECT COUNT(*) FROM {}", kind->table), Params(), add);
    }
    snapshot_->db().each("SELECT COUNT(*) FROM supersession", Params(), add);
    return rows;
  }

  // Entries in their order, and how far they join.
  struct Chain {
    std::optional<Anchor> const& anchor;
    std::int64_t leaves_max;
    std::optional<Hash> previous;  // nullopt: that of the entry before cannot be read
    bool anchored;
  };

  void chain(std::optional<Anchor> const& anchor) {
    Chain so_far{anchor, rows_that_are_leaves(), Hash{}, !anchor.has_value()};
    constexpr std::int64_t page = 1000;
    for (std::int64_t read = page; read == page;) {
      read = 0;
      snapshot_->db().each(queries::entries.sql, Params(report_.head + 1, page),
                           [&](RowView const& row) {
                             ++read;
                             numbered(row.integer(0));
                             try {
                               join(entry_in(row), so_far);
                             } catch (StrangeValue const&) {
                               pass_over(row, so_far);
                             }
                           });
    }
    // Read as one that says nothing, and hashed as that.
    snapshot_->db().each(
        "SELECT number FROM entry WHERE reason = '' OR nonce = '' OR "
        "based_on < 0 OR document = 0",
        Params(), [&](RowView const& row) {
          say(fmt::format("entry: bút toán {} đã bị sửa", row.integer(0)));
        });
    report_.head_mark = so_far.previous ? so_far.previous->mark() : "??????????";
    if (!so_far.anchored) {
      say(fmt::format("entry: không còn bút toán {} đã in trên giấy (nhật ký dừng ở {})",
                      anchor->number, report_.head));
    }
  }

  void numbered(EntryNumber number) {
    ++report_.entries;
    if (number != report_.head + 1) {
      say(fmt::format("entry: sau bút toán {} là bút toán {}", report_.head, number));
    }
    report_.head = number;
  }

  void join(Entry const& entry, Chain& so_far) {
    if (so_far.previous && entry.previous != *so_far.previous) {
      say(fmt::format("entry: bút toán {} không nối với bút toán trước", entry.number));
    }
    if (erased_leaves_.contains({entry.number, leaf_of_the_entry})) {
      blanked_reasons_.push_back(entry);
    } else if (hash_of(entry) != entry.hash) {
      say(fmt::format("entry: bút toán {} đã bị sửa", entry.number));
    }
    so_far.previous = entry.hash;
    if (entry.leaf_count < 0 || entry.leaf_count > so_far.leaves_max) {
      say(fmt::format("entry: bút toán {} ghi {} lá, cả kho chỉ có {}", entry.number,
                      entry.leaf_count, so_far.leaves_max));
      leaves_.unread(entry.number);
    } else {
      leaves_.expect(entry.number, entry.leaf_count);
      roots_.emplace_back(entry.number, entry.root);
    }
    anchored(entry.number, so_far);
  }

  void anchored(EntryNumber number, Chain& so_far) {
    if (!so_far.anchor || number != so_far.anchor->number) return;
    so_far.anchored = true;
    if (!so_far.previous || so_far.previous->mark() == so_far.anchor->mark) return;
    say(fmt::format("entry: bút toán {} mang dấu {}, khác dấu {} trên giấy", number,
                    so_far.previous->mark(), so_far.anchor->mark));
  }

  // What cannot be read of an entry is one fault; what stands beside it is held to all the same.
  void pass_over(RowView const& row, Chain& so_far) {
    EntryNumber const number = row.integer(0);
    say(fmt::format("entry: bút toán {} có giá trị không đọc được ({})", number,
                    strange_columns_of_entry(row)));
    leaves_.unread(number);
    if (auto const blanked = erased_leaves_.find({number, leaf_of_the_entry});
        blanked != erased_leaves_.end()) {
      leaves_.unread(blanked->second.told.entry);  // one leaf of it is over what cannot be read
      erased_leaves_.erase(blanked);
    }
    so_far.previous.reset();
    try {
      so_far.previous = hash_in(row, 11);
    } catch (StrangeValue const&) {
    }
    anchored(number, so_far);
  }

  // A row that cannot be read costs itself: the others of its table are proven.
  void each_row(std::string_view table, Query const& query, OnRow const& on_row) {
    snapshot_->db().each(query.sql, Params(), [&](RowView const& row) {
      try {
        on_row(row);
      } catch (StrangeValue const& fault) {
        say(fmt::format("{}: một dòng có giá trị không đọc được ({})", table, fault.what()));
      }
    });
  }

  void supersessions() {
    each_row("supersession", queries::supersessions, [&](RowView const& row) {
      Supersession const s{.leaf = row.integer(1),
                           .kind = static_cast<std::uint16_t>(row.integer(2)),
                           .subject = row.integer(3),
                           .target_entry = row.integer(4),
                           .target_leaf = row.integer(5)};
      if (s.kind != row.integer(2)) {
        say(fmt::format("supersession: lá {}.{} mang loại {} không có", row.integer(0), s.leaf,
                        row.integer(2)));
      }
      if (auto fault = leaves_.put("supersession", {row.integer(0), s.leaf}, leaf_of(s))) {
        say(*std::move(fault));
      }
      superseded_.emplace(Place{s.target_entry, s.target_leaf}, row.integer(0));
    });
  }

  void secrets() {
    each_row("person_key", queries::all_person_keys, [&](RowView const& row) {
      PersonId const person = row.id<PersonId>(0);
      if (auto const secret = unwrap(row.blob(1), person, snapshot_->keys())) {
        ciphers_.emplace(person.value, PersonCipher(*secret));
      } else {
        say(fmt::format("person_key: khóa của người số {} đã bị sửa", person.value));
      }
    });
    snapshot_->db().each(fmt::format("SELECT subject, recorded_in FROM {}", Erasure::kind.table),
                         Params(), [&](RowView const& row) {
                           erasures_.emplace(row.integer(0), row.integer(1));
                           erasing_.insert(row.integer(1));
                         });
    report_.erased = static_cast<std::int64_t>(erasures_.size());
    for (auto const& [person, entry] : erasures_) {
      if (ciphers_.contains(person)) {
        say(fmt::format("person_key: người số {} đã xóa ở bút toán {} mà khóa vẫn còn", person,
                        entry));
      }
    }
  }

  void erased_leaves() {
    each_row("erased_leaf", queries::erased_leaves, [&](RowView const& row) {
      erased_leaves_.emplace(Place{row.integer(0), row.integer(1)},
                             Erased{hash_in(row, 2), {row.integer(3), row.integer(4)}});
    });
  }

  // What proved a row first goes to its place; what is left of it is proven by the leaf of the last
  // blanking, `after` being that leaf over the one before. Under placing_ where others run beside.
  void blanked(std::string_view table, Place first,
               std::function<Hash(Hash const& original)> const& after) {
    Place place = first;
    for (auto leaf = erased_leaves_.find(place); leaf != erased_leaves_.end();
         leaf = erased_leaves_.find(place)) {
      Erased const erased = leaf->second;
      erased_leaves_.erase(leaf);
      if (!erasing_.contains(erased.told.entry)) {
        say(fmt::format("erased_leaf: lá {}.{} ghi sai bút toán xóa", place.entry, place.leaf));
      }
      if (place.leaf != leaf_of_the_entry) {
        if (auto fault = leaves_.put(table, place, erased.original)) say(*std::move(fault));
      }
      place = erased.told;
      if (erased_leaves_.contains(place)) continue;
      Hash const told = after(erased.original);
      if (auto fault = leaves_.put("erased_leaf", place, told)) say(*std::move(fault));
    }
  }

  void blanked_reasons() {
    for (Entry const& entry : blanked_reasons_) {
      Place const place{entry.number, leaf_of_the_entry};
      if (erased_leaves_.at(place).original != entry.hash) {
        say(fmt::format("entry: bút toán {} đã bị sửa", entry.number));
      }
      blanked("entry", place,
              [&](Hash const& original) { return leaf_of_blanked(entry, original); });
    }
  }

  // One piece of the work, in whatever view of the entry.
  struct Task {
    std::string_view name;
    std::function<void(Snapshot&)> body;
  };

  // Two threads, each with its own view of the same entry, take the tasks one after another.
  void run_beside(std::vector<Task> const& tasks) {
    std::atomic<std::size_t> next = 0;
    auto const work = [&](Snapshot& snapshot) {
      for (std::size_t i = next++; i < tasks.size(); i = next++) {
        stage(tasks[i].name, snapshot, [&] { tasks[i].body(snapshot); });
      }
    };
    std::future<void> other;
    if (second_) other = std::async(std::launch::async, [&] { work(*second_); });
    work(*snapshot_);
    if (other.valid()) other.get();
  }

  // Most of the time goes to opening and hashing.
  void all_facts() {
    std::vector<Task> tasks;
    for (Kind const* kind : catalogue_.kinds) {
      tasks.push_back({kind->table, [this, kind](Snapshot& view) { facts(view, *kind); }});
    }
    run_beside(tasks);
  }

  void all_laws() {
    std::vector<Task> tasks;
    for (Derived const* derived : catalogue_.derived) {
      tasks.push_back(claim(derived->table, derived->check));
    }
    for (Invariant const* invariant : catalogue_.invariants) {
      tasks.push_back(claim(invariant->claim, invariant->breaches));
    }
    for (Kind const* kind : catalogue_.kinds) {
      tasks.push_back({kind->table, [this, kind](Snapshot& view) { laws(view, *kind); }});
    }
    run_beside(tasks);
  }

  // Where a fact's standing neighbours of the same subject (and year) were seen.
  struct Neighbours {
    bool of_persons = false;
    std::int64_t subject = 0;
    std::int64_t year = 0;
    std::vector<RawFact> facts;
  };

  void facts(Snapshot& snapshot, Kind const& kind) {
    Neighbours seen;
    seen.of_persons = std::ranges::any_of(catalogue_.kinds, [&](Kind const* other) {
      return other->identifying() && other->subject == kind.subject;
    });
    std::int64_t count = 0;
    snapshot.db().each(fmt::format("SELECT {} FROM {} ORDER BY subject{}, effective_from",
                                   sql_of(kind).column_list, kind.table,
                                   kind.shape == Shape::yearly ? ", year" : ""),
                       Params(), [&](RowView const& row) {
                         ++count;
                         try {
                           fact(kind, row, seen);
                         } catch (std::exception const&) {
                           say(fmt::format("{}: một giá trị của bản ghi {} không mở được",
                                           kind.table, row.integer(0)));
                         }
                       });
    std::lock_guard const lock(placing_);
    report_.facts += count;
  }

  // Not a leaf itself, a person's secret is held to be there by any fact about the person.
  void has_secret(std::int64_t person) {
    if (ciphers_.contains(person) || erasures_.contains(person)) return;
    std::lock_guard const lock(placing_);
    if (!without_secret_.insert(person).second) return;
    say(fmt::format("person_key: thiếu khóa của người số {} mà không có bút toán xóa", person));
  }

  void fact(Kind const& kind, RowView const& row, Neighbours& seen) {
    PersonCipher const* cipher = nullptr;
    if (seen.of_persons) has_secret(row.integer(0));
    if (kind.identifying()) {
      auto const found = ciphers_.find(row.integer(0));
      if (found == ciphers_.end()) return erased_fact(kind, row);
      cipher = &found->second;
    }
    RawFact raw = from_row(kind, row, cipher);
    Place const place{raw.head.recorded_in, raw.head.leaf};
    Hash const leaf = leaf_of(kind, raw.head, raw.values, cipher);
    {
      std::lock_guard const lock(placing_);
      superseded_in(kind, raw.head, place);
      if (!kind.identifying() && erased_leaves_.contains(place)) {
        blanked(kind.table, place,
                [&](Hash const& original) { return leaf_of_blanked(kind, raw, original); });
      } else if (auto fault = leaves_.put(kind.table, place, leaf)) {
        say(*std::move(fault));
      }
    }
    indexes(kind, raw, row);
    if (kind.shape != Shape::event && raw.head.superseded_in == standing) {
      one_a_day(kind, std::move(raw), seen);
    }
  }

  void indexes(Kind const& kind, RawFact const& raw, RowView const& row) {
    int column = fixed_columns(kind);
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
      Field const& field = kind.fields[i];
      ++column;
      if (!field.sensitive()) continue;
      bool const right = is_null(raw.values[i])
                             ? row.null(column)
                             : !row.null(column) &&
                                   row.blob(column) == blind_index(text_of(raw.values[i]),
                                                                   field.column, snapshot_->keys());
      if (!right) {
        say(fmt::format("{}: chỉ mục của “{}” ở bản ghi {} đã bị sửa", kind.table, field.column,
                        raw.head.subject));
      }
      ++column;
    }
  }

  // Rows come by subject and day.
  void one_a_day(Kind const& kind, RawFact raw, Neighbours& seen) {
    if (seen.subject != raw.head.subject || seen.year != raw.head.year) {
      seen.subject = raw.head.subject;
      seen.year = raw.head.year;
      seen.facts.clear();
    }
    for (RawFact const& other : seen.facts) {
      if (!other.head.span.overlaps(raw.head.span) || !same_key(kind, other.values, raw.values)) {
        continue;
      }
      say(fmt::format("{}: hai bản ghi của {} cùng có hiệu lực một ngày", kind.table,
                      raw.head.subject));
    }
    seen.facts.push_back(std::move(raw));
  }

  void erased_fact(Kind const& kind, RowView const& row) {
    FactHead const head = head_from_row(kind, row);
    Place const place{head.recorded_in, head.leaf};
    std::lock_guard const lock(placing_);
    superseded_in(kind, head, place);
    auto const erasure = erasures_.find(head.subject);
    if (erasure == erasures_.end()) return;  // said already
    auto const columns = static_cast<int>(sql_of(kind).columns.size());
    for (int column = fixed_columns(kind); column < columns; ++column) {
      if (!row.null(column)) {
        say(fmt::format("{}: người số {} đã xóa mà vẫn còn giá trị", kind.table, head.subject));
      }
    }
    auto const leaf = erased_leaves_.find(place);
    if (leaf == erased_leaves_.end()) {
      say(fmt::format("erased_leaf: thiếu lá {}.{}", place.entry, place.leaf));
      return;
    }
    Erased const& erased = leaf->second;
    if (erased.told.entry != erasure->second) {
      say(fmt::format("erased_leaf: lá {}.{} ghi sai bút toán xóa", place.entry, place.leaf));
    }
    if (auto fault = leaves_.put(kind.table, place, erased.original)) say(*std::move(fault));
    Hash const told = leaf_of_erased(kind, head, erased.original);
    if (auto fault = leaves_.put("erased_leaf", erased.told, told)) say(*std::move(fault));
    erased_leaves_.erase(leaf);
  }

  void superseded_in(Kind const& kind, FactHead const& head, Place place) {
    auto const found = superseded_.find(place);
    EntryNumber const expected = found == superseded_.end() ? standing : found->second;
    if (found != superseded_.end()) superseded_.erase(found);
    if (head.superseded_in != expected) {
      say(fmt::format("{}: “bị thay ở bút toán” của bản ghi {} (lá {}.{}) không khớp nhật ký",
                      kind.table, head.subject, place.entry, place.leaf));
    }
  }

  void unmatched() {
    for (auto const& [place, entry] : superseded_) {
      say(fmt::format("supersession: bút toán {} thay lá {}.{} không tồn tại", entry, place.entry,
                      place.leaf));
    }
    for (auto const& [place, leaf] : erased_leaves_) {
      say(fmt::format("erased_leaf: lá {}.{} không thuộc bản ghi nào đã xóa", place.entry,
                      place.leaf));
    }
  }

  void roots() {
    for (auto const& [entry, root] : roots_) {
      if (leaves_.unread_of(entry)) continue;
      std::int64_t missing = 0;
      auto const computed = leaves_.root(entry, missing);
      if (!computed) {
        say(fmt::format("bút toán {}: mất bản ghi ở lá {}", entry, missing));
      } else if (*computed != root) {
        say(fmt::format("bút toán {}: có bản ghi đã bị sửa (gốc băm không khớp)", entry));
      }
    }
  }

  // What the declaration of a kind promises of its standing facts.
  void laws(Snapshot& snapshot, Kind const& kind) {
    Db& db = snapshot.db();
    for (Field const& field : kind.fields) {
      if (!field.unique() || !borne_twice(snapshot, kind, field)) continue;
      std::string const column = indexed_column(field);
      db.each(fmt::format("SELECT a.subject, b.subject FROM {0} a JOIN {0} b ON b.{1} = a.{1} AND "
                          "b.subject > a.subject AND b.effective_from < a.effective_to AND "
                          "a.effective_from < b.effective_to AND b.superseded_in = ?1 WHERE "
                          "a.superseded_in = ?1 LIMIT 5",
                          kind.table, column),
              Params(standing), [&](RowView const& row) {
                say(fmt::format("{}: “{}” trùng ở bản ghi {} và {}", kind.table, field.column,
                                row.integer(0), row.integer(1)));
              });
    }
    auto const outlives = [&](std::string_view column, Entity const& entity) {
      for (Outliving const& fact : outliving(snapshot, kind, column, entity, {})) {
        say(fmt::format("{}: “{}” của bản ghi {} trỏ tới {} số {} ngoài thời gian tồn tại",
                        kind.table, column, fact.head.subject, entity.name, fact.referred));
      }
    };
    outlives("subject", *kind.subject);
    for (Field const& field : kind.fields) {
      if (field.options.refers != nullptr) outlives(field.column, *field.options.refers);
    }
  }

  Task claim(std::string_view name, std::vector<std::string> (*breaches)(Snapshot&)) {
    return {name, [this, name, breaches](Snapshot& view) {
              if (breaches == nullptr) return;
              for (std::string const& breach : breaches(view)) {
                say(fmt::format("{}: {}", name, breach));
              }
            }};
  }

  std::unique_ptr<Snapshot> snapshot_;
  std::unique_ptr<Snapshot> second_;  // null when an entry came between
  std::mutex saying_;
  std::mutex placing_;  // what both threads of all_facts() put in its place
  CheckReport& report_;
  Catalogue const& catalogue_;
  std::string address_;
  Leaves leaves_;
  std::vector<std::pair<EntryNumber, Hash>> roots_;
  std::vector<Entry> blanked_reasons_;
  std::unordered_set<EntryNumber> erasing_;  // entries that erased somebody
  std::unordered_map<Place, EntryNumber, PlaceHash> superseded_;
  std::unordered_map<Place, Erased, PlaceHash> erased_leaves_;
  std::unordered_map<std::int64_t, PersonCipher> ciphers_;
  std::unordered_map<std::int64_t, EntryNumber> erasures_;
  std::unordered_set<std::int64_t> without_secret_;  // said
};

}  // namespace

std::optional<Anchor> Anchor::parse(std::string_view text) {
  std::size_t const colon = text.find(':');
  if (colon == std::string_view::npos || text.size() - colon - 1 != 10) return std::nullopt;
  Anchor anchor{0, std::string(text.substr(colon + 1))};
  auto const [end, fault] = std::from_chars(text.data(), text.data() + colon, anchor.number);
  if (fault != std::errc{} || end != text.data() + colon || anchor.number < 1) return std::nullopt;
  for (char& c : anchor.mark) {
    if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 'a' + 'A');
  }
  return anchor;
}

CheckReport check(Store& store, std::optional<Anchor> const& anchor,
                  std::vector<Head> const& filed) {
  CheckReport report;
  Checker(store, report).run(anchor, filed);
  return report;
}

}  // namespace giaoban::store
