#include "store/seals.h"

#include <fmt/format.h>
#include <sodium.h>

#include <charconv>
#include <utility>

#include "store/bytes.h"
#include "store/journal_end.h"
#include "store/meta.h"
#include "store/queries.h"

namespace giaoban::store {

namespace {

std::string hex_of(std::string_view bytes) {
  std::string text(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), reinterpret_cast<unsigned char const*>(bytes.data()),
                 bytes.size());
  text.pop_back();
  return text;
}

std::optional<std::string> bytes_of_hex(std::string_view hex) {
  std::string bytes(hex.size() / 2, '\0');
  std::size_t length = 0;
  bool const whole = hex.size() % 2 == 0 &&
                     sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                                    hex.data(), hex.size(), nullptr, &length, nullptr) == 0;
  if (!whole || length != bytes.size()) return std::nullopt;
  return bytes;
}

struct Numbered {
  std::int64_t number;
  std::string bytes;
};

// "57:3f0a..."
std::optional<Numbered> numbered(std::string_view text) {
  std::size_t const colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  Numbered found{0, {}};
  auto const [end, fault] = std::from_chars(text.data(), text.data() + colon, found.number);
  if (fault != std::errc{} || end != text.data() + colon || found.number < 0) return std::nullopt;
  auto bytes = bytes_of_hex(text.substr(colon + 1));
  if (!bytes) return std::nullopt;
  found.bytes = *std::move(bytes);
  return found;
}

constexpr std::size_t seal_bytes = 16;

Blob as_blob(Hash const& hash) {
  return {std::string(hash.view())};
}

}  // namespace

std::string Head::text() const {
  return fmt::format("{}:{} {}:{}", entry, hash.hex(), accesses, hex_of(access_seal.bytes));
}

std::optional<Head> Head::parse(std::string_view text) {
  std::size_t const blank = text.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  auto const journal = numbered(text.substr(0, blank));
  auto const accesses = numbered(text.substr(blank + 1));
  if (!journal || !accesses || journal->bytes.size() != sizeof(Hash::bytes)) return std::nullopt;
  if (accesses->bytes.size() != (accesses->number == 0 ? 0 : seal_bytes)) return std::nullopt;
  return Head{journal->number, Hash::from(journal->bytes), accesses->number, {accesses->bytes}};
}

Head sealed_head(Db& db, StoreKeys const& keys) {
  auto head = Head::parse(sealed_meta(db, keys, "head"));
  if (!head) throw Damaged("the store's setting \"head\" is damaged");
  return *std::move(head);
}

void set_head(Db& db, StoreKeys const& keys, Head const& head) {
  set_meta(db, keys, "head", head.text());
}

std::optional<Blob> digest_of(Act const& act, StoreKeys const& keys) {
  if (act.nonce.empty()) return std::nullopt;
  std::string out;
  put(out, act.actor.name);
  put(out, act.verb->name);
  put(out, act.asked);
  return seal(SealOf::asked, out, keys);
}

Blob mark_of(Hash const& entry, std::optional<Blob> const& asked, Head const& before,
             StoreKeys const& keys) {
  std::string out(entry.view());
  put(out, std::int64_t{asked ? 1 : 0});
  put(out, asked ? asked->bytes : std::string());
  put(out, before.accesses);
  put(out, before.access_seal.bytes);
  return seal(SealOf::entry, out, keys);
}

Blob seal_of_access(std::int64_t id, Access const& access, Blob const& before,
                    StoreKeys const& keys) {
  std::string out;
  put(out, before.bytes);
  put(out, id);
  put(out, access.at.microseconds);
  put(out, access.actor);
  put(out, access.what);
  put(out, std::int64_t{access.subject ? 1 : 0});
  put(out, access.subject.value_or(0));
  return seal(SealOf::access, out, keys);
}

// --- check ---------------------------------------------------------------------------------------

namespace {

using Faults = std::vector<std::string>;

// Where the rows of both logs really end.
struct Ends {
  EntryNumber entry = 0;
  std::optional<Hash> hash = Hash{};  // nullopt: cannot be read
  std::int64_t accesses = 0;
  Blob access_seal;
};

Blob blob_or_none(RowView const& row, int column) {
  return row.null(column) ? Blob{} : row.blob(column);
}

// Sentences on one entry's mark.
void check_mark(Snapshot& snapshot, RowView const& row, Hash const& hash, Faults& faults) {
  EntryNumber const number = row.integer(0);
  if (row.null(3) || row.null(4)) {
    faults.push_back(fmt::format("entry: bút toán {} không có dấu của tệp khóa", number));
    return;
  }
  auto const asked = row.null(2) ? std::nullopt : std::optional(row.blob(2));
  std::int64_t const accesses = row.integer(3);
  if (accesses != 0 && row.null(5)) {
    faults.push_back(fmt::format(
        "access: nhật ký truy cập mất phần đã có khi ghi bút toán {} ({} dòng)", number, accesses));
    return;
  }
  Head const before{0, {}, accesses, blob_or_none(row, 5)};
  if (row.blob(4) != mark_of(hash, asked, before, snapshot.keys())) {
    faults.push_back(
        fmt::format("entry: bút toán {} không do người có tệp khóa ghi (dấu không khớp)", number));
  }
}

void check_marks(Snapshot& snapshot, Faults& faults, Ends& ends) {
  snapshot.db().each(queries::marks, Params(), [&](RowView const& row) {
    ends.entry = row.integer(0);
    ends.hash.reset();
    try {
      ends.hash = hash_in(row, 1);
    } catch (StrangeValue const&) {
      return;  // said with the chain
    }
    try {
      check_mark(snapshot, row, *ends.hash, faults);
    } catch (StrangeValue const&) {
      faults.push_back(fmt::format("entry: dấu của bút toán {} không đọc được", ends.entry));
    }
  });
}

void check_accesses(Snapshot& snapshot, Faults& faults, Ends& ends) {
  snapshot.db().each(queries::accesses, Params(), [&](RowView const& row) {
    std::int64_t const number = row.integer(0);
    bool sound = number == ends.accesses + 1;
    Blob seal;
    try {
      seal = row.blob(5);
      Access const access{number, {row.integer(1)}, row.text(2), row.text(3), row.maybe_integer(4)};
      sound = sound && seal == seal_of_access(number, access, ends.access_seal, snapshot.keys());
    } catch (StrangeValue const&) {
      sound = false;
    }
    if (!sound) faults.push_back(fmt::format("access: dòng {} đã bị sửa hoặc mất", number));
    ends.accesses = number;
    ends.access_seal = std::move(seal);
  });
}

void check_head(Snapshot& snapshot, Faults& faults, Ends const& ends) {
  auto const text = meta(snapshot.db(), "head");
  auto const head = Head::parse(text);
  if (!head) {
    faults.emplace_back("meta: “head” không đọc được");
    return;
  }
  if (head->entry != ends.entry || (ends.hash && head->hash != *ends.hash)) {
    faults.push_back(fmt::format("entry: nhật ký dừng ở bút toán {}, dấu niêm phong ở bút toán {}",
                                 ends.entry, head->entry));
  }
  if (head->accesses != ends.accesses || head->access_seal != ends.access_seal) {
    faults.push_back(
        fmt::format("access: nhật ký truy cập dừng ở dòng {}, dấu niêm phong ở dòng {}",
                    ends.accesses, head->accesses));
  }
}

// An older "last_id" that was put back would give new records the numbers of old ones.
void check_numbers(Snapshot& snapshot, Faults& faults) {
  Db& db = snapshot.db();
  std::int64_t last = 0;
  std::string const text = meta(db, "last_id");
  std::from_chars(text.data(), text.data() + text.size(), last);
  std::int64_t const first = last >> sequence_bits << sequence_bits;
  for (Kind const* kind : snapshot.catalogue().kinds) {
    db.each(
        fmt::format("SELECT MAX(subject) FROM {} WHERE subject > ?1 AND subject < ?2", kind->table),
        Params(first, first + (std::int64_t{1} << sequence_bits)), [&](RowView const& row) {
          if (row.maybe_integer(0).value_or(0) <= last) return;
          faults.push_back(
              fmt::format("meta: “last_id” lùi về trước bản ghi {} của {}; số này sẽ bị cấp lại",
                          row.integer(0), kind->table));
        });
  }
}

void check_filed(Snapshot& snapshot, Faults& faults, std::vector<Head> const& filed) {
  Db& db = snapshot.db();
  for (Head const& head : filed) {
    auto const entry = db.first(queries::entry_hash, Params(head.entry),
                                [](RowView const& row) { return row.blob(1); });
    bool const journal = head.entry == 0 || (entry && *entry == as_blob(head.hash));
    if (!journal) {
      faults.push_back(
          fmt::format("entry: bút toán {} không còn như trong tệp dấu mốc", head.entry));
    }
    auto const line = db.first(queries::access_seal, Params(head.accesses),
                               [](RowView const& row) { return row.blob(0); });
    bool const accesses = head.accesses == 0 || (line && *line == head.access_seal);
    if (!accesses) {
      faults.push_back(fmt::format(
          "access: dòng {} của nhật ký truy cập không còn như trong tệp dấu mốc", head.accesses));
    }
    if (!journal || !accesses) return;  // what comes after it differs as well
  }
}

void check_own_rows(Snapshot& snapshot, Faults& faults) {
  OwnRows rows(snapshot);
  for (OwnTable const* table : snapshot.catalogue().own_tables) {
    for (std::string const& key : rows.broken(*table)) {
      faults.push_back(
          fmt::format("{}: dòng {} không do chương trình ghi (dấu niêm phong không "
                      "khớp)",
                      table->table, key));
    }
  }
}

}  // namespace

std::vector<std::string> seal_faults(Snapshot& snapshot, std::vector<Head> const& filed) {
  Faults faults;
  Ends ends;
  check_marks(snapshot, faults, ends);
  check_accesses(snapshot, faults, ends);
  check_head(snapshot, faults, ends);
  check_numbers(snapshot, faults);
  check_filed(snapshot, faults, filed);
  check_own_rows(snapshot, faults);
  return faults;
}

// --- from before the seals -----------------------------------------------------------------------

namespace {

Blob old_seal_of_access(std::int64_t id, Access const& access, StoreKeys const& keys) {
  std::string out;
  put(out, id);
  put(out, access.at.microseconds);
  put(out, access.actor);
  put(out, access.what);
  put(out, access.subject.value_or(0));
  return seal(SealOf::setting, out, keys);
}

// Chains the lines. One whose seal was wrong keeps it, and is told by `check` as before.
void chain_accesses(Db& db, StoreKeys const& keys, Head& head) {
  std::vector<std::pair<std::int64_t, Blob>> seals;
  db.each(queries::accesses, Params(), [&](RowView const& row) {
    std::int64_t const id = row.integer(0);
    Access const access{
        row.integer(0), {row.integer(1)}, row.text(2), row.text(3), row.maybe_integer(4)};
    Blob seal = row.blob(5);
    if (seal == old_seal_of_access(id, access, keys)) {
      seal = seal_of_access(id, access, head.access_seal, keys);
      seals.emplace_back(id, seal);
    }
    head.accesses = id;
    head.access_seal = std::move(seal);
  });
  for (auto const& [id, seal] : seals) db.execute(queries::set_access_seal, Params(id, seal));
  // As the old setting said: what was cut off before is told still.
  std::string const count = sealed_meta(db, keys, "accesses");
  std::from_chars(count.data(), count.data() + count.size(), head.accesses);
  db.execute(queries::delete_meta, Params("accesses"));
}

// Marks the entries as far as the chain holds; `check` tells the others.
void mark_entries(Db& db, StoreKeys const& keys, Head& head) {
  constexpr std::int64_t page = 1000;
  bool sound = true;
  for (bool more = true; more;) {
    auto const entries = entries_from(db, head.entry + 1, page);
    more = std::ssize(entries) == page;
    for (Entry const& entry : entries) {
      sound = sound && entry.number == head.entry + 1 && entry.previous == head.hash &&
              hash_of(entry) == entry.hash;
      head.entry = entry.number;
      head.hash = entry.hash;
      // The access log of then is not known any more.
      if (sound) {
        db.execute(queries::set_mark,
                   Params(entry.number, 0, mark_of(entry.hash, std::nullopt, Head{}, keys)));
      }
    }
  }
}

}  // namespace

void seal_what_stands(Db& db, StoreKeys const& keys, Catalogue const& catalogue) {
  Head head;
  mark_entries(db, keys, head);
  chain_accesses(db, keys, head);
  set_head(db, keys, head);
  OwnRows rows(db, keys);
  for (OwnTable const* table : catalogue.own_tables) rows.seal_all(*table);
}

}  // namespace giaoban::store
