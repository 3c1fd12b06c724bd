// The access log: who read which personal file, list or export. Outside the chain, each row sealed.
#include <fmt/format.h>

#include "store/bytes.h"
#include "store/checks.h"
#include "store/meta.h"
#include "store/queries.h"
#include "store/store.h"

namespace giaoban::store {

namespace {

std::string access_text(std::int64_t id, Access const& access) {
  std::string out;
  put(out, id);
  put(out, access.at.microseconds);
  put(out, access.actor);
  put(out, access.what);
  put(out, access.subject.value_or(0));
  return out;
}

}  // namespace

void Store::log_access(std::string const& actor, std::string const& what,
                       std::optional<std::int64_t> subject) {
  write_own([&](Db& db) {
    std::int64_t const id = 1 + std::stoll(meta(db, "accesses"));
    Access const access{clock().now(), actor, what, subject};
    db.execute(queries::insert_access, Params(id, access.at.microseconds, actor, what, subject,
                                              sign(access_text(id, access), keys())));
    set_meta(db, keys(), "accesses", std::to_string(id));
  });
}

std::vector<Access> Store::accesses(std::optional<std::int64_t> subject) {
  auto const snapshot = read();
  auto const read_row = [](RowView const& row) {
    return Access{{row.integer(1)}, row.text(2), row.text(3), row.maybe_integer(4)};
  };
  return subject ? snapshot->db().all(queries::accesses_of, Params(*subject), read_row)
                 : snapshot->db().all(queries::accesses, Params(), read_row);
}

std::vector<std::string> unsealed_accesses(Snapshot& snapshot) {
  std::vector<std::string> faults;
  std::int64_t expected = 0;
  snapshot.db().each(queries::accesses, Params(), [&](RowView const& row) {
    Access const access{{row.integer(1)}, row.text(2), row.text(3), row.maybe_integer(4)};
    if (row.integer(0) != ++expected ||
        row.blob(5) != sign(access_text(row.integer(0), access), snapshot.keys())) {
      faults.push_back(fmt::format("access: dòng {} đã bị sửa hoặc mất", row.integer(0)));
      expected = row.integer(0);
    }
  });
  if (std::to_string(expected) != meta(snapshot.db(), "accesses")) {
    faults.push_back(
        fmt::format("access: nhật ký truy cập dừng ở dòng {}, mất phần sau", expected));
  }
  return faults;
}

}  // namespace giaoban::store
