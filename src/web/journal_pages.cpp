#include "web/journal_pages.h"

#include <algorithm>
#include <charconv>

#include "store/strange.h"
#include "web/components.h"
#include "web/form.h"
#include "web/frame.h"
#include "web/page.h"
#include "web/paged.h"
#include "web/record_page.h"

namespace giaoban::web {

using store::Entry;
using store::EntryLine;

store::Right const journal_read{.name = "journal.read", .label = M("Xem nhật ký")};

RefusalKind const no_such_journal_entry{
    .code = "journal.no_such_entry",
    .http_status = 404,
    .text = M("Không có bút toán {entry} trong phần nhật ký được phép xem."),
    .remedy = M("Xem danh sách các bút toán ở trang Nhật ký.")};

// Above that it is an import: its lines are not listed, and who sees only a part of the journal
// does not see it.
constexpr std::int64_t lines_looked_through = 5'000;

JournalSight::JournalSight(store::Snapshot& snapshot, store::Actor actor, Day today)
    : snapshot_(snapshot),
      actor_(std::move(actor)),
      today_(today),
      whole_(actor_.may_everywhere(journal_read)) {}

bool JournalSight::holds(EntryLine const& line) {
  if (whole_) return true;
  auto const key = std::pair(line.kind->subject, line.subject);
  auto const [found, added] = known_.try_emplace(key, false);
  if (added) found->second = reached(*key.first, key.second);
  return found->second;
}

bool JournalSight::holds(Entry const& entry) {
  return whole_ || !lines(entry).empty();
}

std::vector<EntryLine> JournalSight::lines(Entry const& entry) {
  if (entry.leaf_count > lines_looked_through) return {};
  auto all = store::lines_of(snapshot_, entry.number);
  std::erase_if(all, [&](EntryLine const& line) { return !holds(line); });
  return all;
}

std::int64_t JournalSight::count(Entry const& entry) {
  if (whole_) return entry.leaf_count;
  return std::ranges::count(lines(entry), EntryLine::What::recorded, &EntryLine::what);
}

bool JournalSight::reached(store::Entity const& entity, std::int64_t id) {
  if (entity.stands_under == nullptr) return false;
  std::vector<std::int64_t> units;
  store::use_row([&] { units = entity.stands_under(snapshot_, id, {today_}); });
  return std::ranges::any_of(actor_.grants, [&](store::Grant const& grant) {
    return *grant.right == journal_read && grant.under &&
           std::ranges::find(units, *grant.under) != units.end();
  });
}

namespace {

constexpr std::int64_t entries_per_page = 50;
// Whoever sees a part of the journal is shown what is found among so many entries at a time.
constexpr std::int64_t entries_looked_through = 500;

using Sight = JournalSight;
Sight sight_of(Visit const& visit, store::Snapshot& snapshot) {
  return {snapshot, visit.caller.actor, visit.site.clock->today()};
}

// Nullopt for what is no number of an entry.
std::optional<EntryNumber> entry_number(std::string const& text) {
  EntryNumber number = 0;
  auto const* const end = text.data() + text.size();
  auto const [stopped, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stopped != end || number < 1) return std::nullopt;
  return number;
}

std::string verb_words(Visit const& visit, Entry const& entry) {
  auto const& verbs = visit.store.catalogue().verbs;
  auto const verb =
      std::ranges::find(verbs, entry.verb, [](store::Verb const* one) { return one->name; });
  // An entry of an earlier version may name a verb that is no more.
  return verb == verbs.end() ? entry.verb : say(visit.language(), (*verb)->label);
}

std::string document_words(store::Snapshot& snapshot, Words const& words, Entry const& entry) {
  if (!entry.document) return {};
  auto const facts = snapshot.history_of<store::Document>(entry.document->value);
  if (facts.empty()) return {};
  auto const& document = facts.front();
  return words(M("{number} ngày {day}"),
               {{"number", document.value.number}, {"day", words.day(document.head.span.from)}});
}

// --- the list ------------------------------------------------------------------------------------

struct Stretch {
  std::vector<Entry> entries;  // the latest first
  EntryNumber from = 1;        // the first one that was looked at
};

// The latest entries before `before` that may be seen.
Stretch stretch_before(store::Snapshot& snapshot, Sight& sight, EntryNumber before) {
  Stretch found{.entries = {}, .from = before};
  EntryNumber const last_looked = std::max<EntryNumber>(1, before - entries_looked_through);
  while (found.from > last_looked && std::ssize(found.entries) < entries_per_page) {
    EntryNumber const to = found.from;
    found.from = std::max<EntryNumber>(1, to - entries_per_page);
    auto some = store::entries(snapshot, found.from, to - found.from);
    for (auto entry = some.rbegin(); entry != some.rend(); ++entry) {
      if (sight.holds(*entry)) found.entries.push_back(std::move(*entry));
    }
  }
  return found;
}

Html what_it_is_for(Words const& words, std::string const& head) {
  Html body = paragraph(
      words(M("Mỗi lần ghi là một bút toán, nối với bút toán trước bằng một dấu tính từ toàn bộ "
              "nội dung. Không ai sửa được bút toán cũ mà dấu không đổi theo.")));
  body.add(paragraph(
      words(M("Số và dấu này in ở cuối mỗi văn bản. Khi cần đối chiếu, so dấu trên giấy với dấu "
              "của bút toán cùng số ở đây: trùng nhau là số liệu chưa hề bị sửa lùi."))));
  body.add(description_list(
      {{.label = words(M("Bút toán cuối và dấu của nó")), .value = element("code", head)}}));
  return panel(words(M("Dấu của nhật ký")), body);
}

Html entries_table(Visit const& visit, store::Snapshot& snapshot, Sight& sight,
                   Stretch const& stretch) {
  Words const words{visit.language()};
  Listing listing{.title = words(M("Các bút toán, mới nhất trước")),
                  .columns = {{"number", M("Số"), CellType::number},
                              {"at", M("Lúc"), CellType::text},
                              {"actor", M("Người làm"), CellType::text},
                              {"verb", M("Việc"), CellType::text},
                              {"document", M("Văn bản"), CellType::text},
                              {"reason", M("Lý do"), CellType::text},
                              {"records", M("Số dòng ghi"), CellType::count}},
                  .rows = {}};
  for (Entry const& entry : stretch.entries) {
    listing.rows.push_back({entry.number, vietnamese(entry.at), entry.actor,
                            verb_words(visit, entry), document_words(snapshot, words, entry),
                            entry.reason, sight.count(entry)});
  }
  auto const page_of = [&](std::size_t row) -> std::optional<Url> {
    return to("/journal/{}", stretch.entries[row].number);
  };
  return table(
      words, listing,
      {.link = page_of, .empty = words(M("Chưa có bút toán nào trong phạm vi được xem."))});
}

Result<Response> show_journal(Visit& visit) {
  Words const words{visit.language()};
  auto const snapshot = visit.store.read();
  store::PassingOver const passing;
  EntryNumber const end = snapshot->head() + 1;
  std::string const typed = normalise(visit.request.query.text("before"));
  EntryNumber const before = typed.empty() ? end : std::min(end, entry_number(typed).value_or(1));
  Sight sight = sight_of(visit, *snapshot);
  Stretch const stretch = stretch_before(*snapshot, sight, before);
  Html body = entries_table(visit, *snapshot, sight, stretch);
  if (sight.whole() && !stretch.entries.empty()) {
    body.add(element("p", {{"class", "note"}},
                     words(M("Bút toán {last} đến {first}, trong {total} bút toán."),
                           {{"first", words.count(stretch.entries.back().number)},
                            {"last", words.count(stretch.entries.front().number)},
                            {"total", words.count(end - 1)}})));
  }
  Html turning;
  if (before < end) {
    EntryNumber const newer = std::min(end, before + entries_per_page);
    turning.add(button_link(to("/journal").with("before", newer), words(M("Mới hơn"))));
  }
  if (stretch.from > 1) {
    turning.add(button_link(to("/journal").with("before", stretch.from), words(M("Cũ hơn"))));
  }
  if (!turning.empty()) body.add(element("p", {{"class", "actions"}}, turning));
  body.add(what_it_is_for(words, head_or_fault(visit, words)));
  return page(visit,
              {.title = words(M("Nhật ký")),
               .lead = words(M("Ai đã ghi gì, lúc nào, theo văn bản nào.")),
               .active = journal_path},
              body);
}

// --- one entry -----------------------------------------------------------------------------------

// Passes over damaged lines of it; one that is itself damaged breaks off.
Result<Entry> entry_asked(Visit const& visit, store::Snapshot& snapshot, Sight& sight) {
  std::string const text = visit.place("entry");
  auto const number = entry_number(text);
  auto found = number ? store::entry(snapshot, *number) : std::nullopt;
  store::PassingOver const passing;
  if (!found || !sight.holds(*found)) return refuse(no_such_journal_entry, {{"entry", text}});
  return *std::move(found);
}

Html facts_of(Visit const& visit, store::Snapshot& snapshot, Sight& sight, Entry const& entry) {
  Words const words{visit.language()};
  std::vector<Term> terms{
      {.label = words(M("Việc")), .value = verb_words(visit, entry)},
      {.label = words(M("Người làm")), .value = entry.actor},
      {.label = words(M("Lúc")), .value = vietnamese(entry.at)},
      {.label = words(M("Văn bản")), .value = document_words(snapshot, words, entry)},
      {.label = words(M("Lý do")), .value = entry.reason},
      {.label = words(M("Số dòng ghi")), .value = words.count(sight.count(entry))},
      {.label = words(M("Dấu")), .value = element("code", entry.hash.mark())}};
  if (entry.based_on && *entry.based_on > 0) {
    terms.push_back(
        {.label = words(M("Ghi khi đang xem đến bút toán")),
         .value = link(to("/journal/{}", *entry.based_on), std::to_string(*entry.based_on))});
  }
  return description_list(terms);
}

struct LineWords {
  Msg recorded;
  Msg superseded;
};

Html lines_table(Visit const& visit, store::Snapshot& snapshot, std::vector<EntryLine> const& lines,
                 LineWords const& says) {
  Words const words{visit.language()};
  Listing listing{.title = words(M("Đã ghi và thay những gì")),
                  .columns = {{"what", M("Đã làm"), CellType::text},
                              {"kind", M("Nội dung"), CellType::text},
                              {"record", M("Hồ sơ"), CellType::text},
                              {"days", M("Thời gian hiệu lực"), CellType::text}},
                  .rows = {}};
  PageOf where{.per_page = rows_per_page, .total = std::ssize(lines)};
  where.page = page_asked(visit, where.last());
  auto const first = static_cast<std::size_t>((where.page - 1) * where.per_page);
  auto const shown = std::span(lines).subspan(
      first, std::min(lines.size() - first, static_cast<std::size_t>(where.per_page)));
  // Only those on the page are named: an import wrote a hundred thousand.
  for (EntryLine const& line : shown) {
    bool const recorded = line.what == EntryLine::What::recorded;
    listing.rows.push_back(
        {words(recorded ? says.recorded : says.superseded), words(line.kind->label),
         record_name(visit, snapshot, *line.kind->subject, line.subject), words.span(line.span)});
  }
  auto const page_of = [&](std::size_t row) {
    return record_page(visit.site, *shown[row].kind->subject, shown[row].subject);
  };
  Html html =
      table(words, listing,
            {.link = page_of,
             .link_column = 2,
             .empty = words(M("Bút toán này ghi rất nhiều dòng, không nêu từng dòng ở đây."))});
  if (where.last() > 1) {
    html.add(pagination(words, Url::checked(visit.request.path), where));
  }
  return html;
}

// The lines name persons.
void log_reading(Visit const& visit, Entry const& entry) {
  visit.store.log_access(visit.caller.actor.name, "journal " + std::to_string(entry.number),
                         std::nullopt);
}

std::vector<Crumb> crumbs(Words const& words) {
  return {{.label = words(M("Nhật ký")), .to = to("/journal")}};
}

Result<Response> show_entry(Visit& visit) {
  Words const words{visit.language()};
  auto const snapshot = visit.store.read();
  Sight sight = sight_of(visit, *snapshot);
  TRY_INTO(Entry const entry, entry_asked(visit, *snapshot, sight));
  store::PassingOver const passing;
  auto const lines = sight.lines(entry);
  Html body = panel(words(M("Bút toán")), facts_of(visit, *snapshot, sight, entry));
  body.add(lines_table(visit, *snapshot, lines, {M("ghi"), M("thay")}));
  log_reading(visit, entry);
  if (!sight.whole() && sight.count(entry) < entry.leaf_count) {
    body.add(paragraph(words(M("Có những dòng ngoài phạm vi được xem."))));
  }
  Html actions;
  if (visit.caller.actor.may(*store::undo_verb.right)) {
    actions.add(
        button_link(to("/journal/{}/undo", entry.number), words(M("Hoàn tác bút toán này…"))));
  }
  return page(visit,
              {.title = words(M("Bút toán {number}"), {{"number", std::to_string(entry.number)}}),
               .lead = verb_words(visit, entry),
               .active = journal_path,
               .crumbs = crumbs(words),
               .actions = std::move(actions)},
              body);
}

// --- undoing -------------------------------------------------------------------------------------

Form undo_form(Visit const& visit, store::Snapshot& snapshot, Entry const& entry,
               std::vector<EntryLine> const& lines) {
  Words const words{visit.language()};
  Html before = paragraph(
      words(M("Hoàn tác không xóa bút toán cũ: chương trình ghi một bút toán mới, đưa dữ liệu về "
              "như trước bút toán {number}. Nếu đã có gì ghi dựa trên nó thì không hoàn tác được."),
            {{"number", std::to_string(entry.number)}}));
  before.add(lines_table(visit, snapshot, lines, {M("sẽ bỏ"), M("sẽ lấy lại")}));
  return {.id = "journal-undo-" + std::to_string(entry.number),
          .action = to("/journal/{}/undo", entry.number),
          .groups = {{.fields = {{.name = "reason",
                                  .label = words(M("Lý do hoàn tác, ghi vào nhật ký")),
                                  .control = Control::long_text,
                                  .need = store::Need::required}}}},
          .submit = words(M("Hoàn tác")),
          .cancel = to("/journal/{}", entry.number),
          .before = std::move(before),
          .look = ButtonLook::danger};
}

PageHead undo_head(Visit const& visit, Entry const& entry) {
  Words const words{visit.language()};
  Args const which{{"number", std::to_string(entry.number)}};
  auto above = crumbs(words);
  above.push_back(
      {.label = words(M("Bút toán {number}"), which), .to = to("/journal/{}", entry.number)});
  return {.title = words(M("Hoàn tác bút toán {number}"), which),
          .lead = verb_words(visit, entry),
          .active = journal_path,
          .crumbs = std::move(above)};
}

Result<Response> ask_undo(Visit& visit) {
  auto const snapshot = visit.store.read();
  Sight sight = sight_of(visit, *snapshot);
  TRY_INTO(Entry const entry, entry_asked(visit, *snapshot, sight));
  store::PassingOver const passing;
  log_reading(visit, entry);
  return page(visit, undo_head(visit, entry),
              form(visit, undo_form(visit, *snapshot, entry, sight.lines(entry))));
}

Response undo_again(Visit const& visit, Entry const& entry, Form form, Refusal const& refusal) {
  PageHead head = undo_head(visit, entry);
  head.status = refusal.kind->http_status;
  return page(visit, head, form_again(visit, std::move(form), refusal));
}

Result<Response> write_undo(Visit& visit) {
  auto snapshot = visit.store.read();
  Sight sight = sight_of(visit, *snapshot);
  TRY_INTO(Entry const entry, entry_asked(visit, *snapshot, sight));
  Form form = undo_form(visit, *snapshot, entry, sight.lines(entry));
  snapshot.reset();  // none is held while waiting to write
  TRY_INTO(auto const act, visit.act(store::undo_verb));
  if (act.reason.empty()) {
    Refusal const blank{
        &store::required_missing, {{"field", form.groups.front().fields.front().label}}, "reason"};
    return undo_again(visit, entry, std::move(form), blank);
  }
  auto const written =
      visit.store.write(act, [&](store::Tx& tx) { return store::undo(tx, entry.number); });
  if (!written) return undo_again(visit, entry, std::move(form), written.error());
  return after_write(visit, to("/journal/{}", written->entry), *written);
}

}  // namespace

std::vector<Route> journal_routes() {
  return {{.path = "/journal",
           .handle = &show_journal,
           .right = &journal_read,
           .query = {asks_number("before")}},
          {.path = "/journal/{entry}",
           .handle = &show_entry,
           .right = &journal_read,
           .query = {asks_number("page")}},
          {.path = "/journal/{entry}/undo",
           .handle = &ask_undo,
           .right = store::undo_verb.right,
           .query = {asks_number("page")}},
          {.method = Method::post,
           .path = "/journal/{entry}/undo",
           .handle = &write_undo,
           .verb = &store::undo_verb}};
}

std::vector<MenuEntry> journal_menu() {
  return {{.path = journal_path, .label = M("Nhật ký"), .right = &journal_read}};
}

}  // namespace giaoban::web
