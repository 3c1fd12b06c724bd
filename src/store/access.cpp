// The access log: who read which personal file, list or export. Outside the journal, a chain of its
// own, whose end is sealed with the journal's (seals.h).
#include "store/queries.h"
#include "store/seals.h"

namespace giaoban::store {

std::int64_t Store::log_access(std::string const& actor, std::string const& what,
                               std::optional<std::int64_t> subject) {
  std::int64_t number = 0;
  write_own([&](OwnRows& rows) {
    Db& db = rows.db();
    Head head = sealed_head(db, keys());
    number = ++head.accesses;
    Access const access{number, clock().now(), actor, what, subject};
    head.access_seal = seal_of_access(head.accesses, access, head.access_seal, keys());
    db.execute(queries::insert_access, Params(head.accesses, access.at.microseconds, actor, what,
                                              subject, head.access_seal));
    set_head(db, keys(), head);
  });
  return number;
}

std::vector<Access> Store::accesses(std::optional<std::int64_t> subject) {
  auto const snapshot = read();
  auto const read_row = [](RowView const& row) {
    return Access{row.integer(0), {row.integer(1)}, row.text(2), row.text(3), row.maybe_integer(4)};
  };
  return subject ? snapshot->db().all(queries::accesses_of, Params(*subject), read_row)
                 : snapshot->db().all(queries::accesses, Params(), read_row);
}

}  // namespace giaoban::store
