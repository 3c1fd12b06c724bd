#include "app/erasure.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <sstream>

#include "account/account.h"
#include "base/text.h"
#include "member/member.h"
#include "store/mention.h"
#include "store/store.h"
#include "web/components.h"

namespace giaoban::app {

using command::Arguments;
using command::Context;
using command::Given;
using command::Take;
using store::Mention;

namespace {

constexpr std::string_view all_texts = "all";
constexpr std::string_view no_texts = "none";

RefusalKind const no_such_mention{
    .code = "erasure.no_such_place",
    .http_status = 409,
    .text = M("Chỗ “{place}” không có trong danh sách các chỗ ghi tên người này."),
    .remedy = M("Xem lại danh sách các chỗ đó rồi chọn theo cột Chỗ.")};
// An erased name is not found any more: what is to become of the places is said before.
RefusalKind const texts_not_said{
    .code = "erasure.texts_not_said",
    .http_status = 409,
    .text = M("Ngoài hồ sơ, tên người này còn ghi ở các chỗ: {places}. Xóa xong thì không tìm lại "
              "được các chỗ đó, nên phải nói trước là xóa hay giữ."),
    .remedy = M("Xem danh sách các chỗ đó, rồi ghi ở texts: all để xóa tên ở mọi chỗ, danh sách "
                "các chỗ cần xóa, hoặc none để giữ nguyên.")};
RefusalKind const ground_names_person{
    .code = "erasure.ground_names_person",
    .text = M("Căn cứ hoặc lý do xóa lại ghi tên người được xóa; nhật ký sẽ giữ mãi tên đó."),
    .remedy = M("Viết lại không nêu tên, ví dụ: Đơn yêu cầu ngày 14/06/2021.")};

using Records = std::vector<PersonId>;

// The records of one person that are not erased: those merged into one another, in either
// direction and over others between, as they stand merged now. The one asked for comes first.
Records records_of(store::Snapshot& snapshot, PersonId person) {
  std::multimap<std::int64_t, std::int64_t> tied;
  snapshot.each_in_force(member::PersonMerge::kind, {.as_of = Day::forever() - 1},
                         [&](store::RawFact const& raw) {
                           auto const into = store::typed<member::PersonMerge>(raw).value.into;
                           tied.emplace(raw.head.subject, into.value);
                           tied.emplace(into.value, raw.head.subject);
                         });
  std::set<std::int64_t> met{person.value};
  std::vector<std::int64_t> ahead{person.value};
  Records records;
  while (!ahead.empty()) {
    auto const record = ahead.back();
    ahead.pop_back();
    if (snapshot.cipher(PersonId{record}) != nullptr) records.push_back(PersonId{record});
    auto const [from, to] = tied.equal_range(record);
    for (auto at = from; at != to; ++at) {
      if (met.insert(at->second).second) ahead.push_back(at->second);
    }
  }
  return records;
}

std::string others_of(Records const& records, PersonId person) {
  std::string words;
  for (PersonId const other : records) {
    if (other != person) words += (words.empty() ? "" : ", ") + std::to_string(other.value);
  }
  return words;
}

// Every name the person bore in any record, corrected ones too.
std::vector<std::string> names_of(store::Snapshot& snapshot, Records const& records) {
  std::set<std::string> names;
  for (PersonId const record : records) {
    for (store::RawFact const& raw :
         store::every_version(snapshot, member::PersonParticulars::kind, record.value)) {
      auto const fact = store::typed<member::PersonParticulars>(raw).value;
      names.insert({fact.full_name, fact.birth_name, fact.other_names});
    }
  }
  names.erase("");
  return {names.begin(), names.end()};
}

store::Sought sought(Records const& records, std::vector<std::string> const& names) {
  store::Kind const& particulars = member::PersonParticulars::kind;
  // By its login an account is entered: taken out there, who may be another could not sign in.
  return {.persons = records,
          .names = names,
          .own_names = {&particulars.field("full_name"), &particulars.field("birth_name"),
                        &account::AccountName::kind.field("login")}};
}

std::vector<Mention> mentions_of(store::Snapshot& snapshot, Records const& records) {
  return store::mentions(snapshot, sought(records, names_of(snapshot, records)));
}

constexpr Msg erases_others =
    M("Người này còn có hồ sơ trùng đã gộp, số {records}: xóa một hồ sơ là xóa cả các hồ sơ đó, và "
      "tên ghi ở đó cũng được tìm.");

// --- the list ------------------------------------------------------------------------------------

std::string words_of_place(Mention const& mention, Language language) {
  if (mention.kind == nullptr) {
    return say(language, M("Lý do của bút toán {entry}"),
               {{"entry", std::to_string(mention.head.recorded_in)}});
  }
  store::Kind const& kind = *mention.kind;
  std::string words =
      say(language, kind.label) + ": " + say(language, kind.fields[mention.field].label) + " (" +
      say(language, kind.subject->label) + " " + std::to_string(mention.head.subject) + ")";
  if (mention.head.superseded_in != store::standing) {
    words += say(language, M(", đã thay ở bút toán {entry}"),
                 {{"entry", std::to_string(mention.head.superseded_in)}});
  }
  return words;
}

Listing listing_of(std::vector<Mention> const& found, Language language) {
  Listing listing{.title = say(language, M("Các chỗ ghi tên người này ngoài hồ sơ")),
                  .columns = {{"place", M("Chỗ"), CellType::text},
                              {"where", M("Ở đâu"), CellType::text},
                              {"text", M("Nội dung"), CellType::text},
                              {"left", M("Sau khi xóa tên"), CellType::text}},
                  .rows = {}};
  for (Mention const& mention : found) {
    std::string const left =
        mention.can_be_blanked()
            ? mention.left
            : say(language, M("không xóa được ở đây: thuộc hồ sơ của người khác"));
    listing.rows.push_back(
        {mention.place(), words_of_place(mention, language), mention.text, left});
  }
  return listing;
}

Result<void> may_erase(store::Actor const& actor, Language language) {
  auto const& right = *store::erase_verb.right;
  if (actor.may_everywhere(right)) return {};
  return refuse(store::not_allowed, {{"actor", actor.name}, {"right", say(language, right.label)}});
}

Result<void> places(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const person, arguments.need_integer("person"));
  TRY_VOID(may_erase(context.actor(), context.language()));
  TRY_INTO(auto* const store, context.store());
  auto const snapshot = store->read();
  auto const records = records_of(*snapshot, PersonId{person});
  if (records.empty()) {
    return refuse(store::nobody_to_erase, {{"person", std::to_string(person)}});
  }
  for (PersonId const record : records) {
    store->log_access(context.actor().name, "erasure places", record.value);
  }
  context.show(listing_of(mentions_of(*snapshot, records), context.language()));
  if (auto const others = others_of(records, PersonId{person}); !others.empty()) {
    context.tell(erases_others, {{"records", others}});
  }
  return {};
}

// --- erasing -------------------------------------------------------------------------------------

std::string places_left(std::vector<Mention> const& found, std::vector<Mention> const& blanked) {
  std::set<std::string> gone;
  for (Mention const& mention : blanked) {
    if (mention.can_be_blanked()) gone.insert(mention.place());
  }
  std::set<std::string> left;
  for (Mention const& mention : found) {
    if (!gone.contains(mention.place())) left.insert(mention.place());
  }
  std::string words;
  for (std::string const& place : left) words += (words.empty() ? "" : ", ") + place;
  return words;
}

// Of what was found, what is to be blanked.
Result<std::vector<Mention>> chosen(std::vector<Mention> const& found,
                                    std::optional<std::string> const& asked) {
  std::string const said = normalise(asked.value_or(""));
  std::vector<Mention> blanked;
  // The account that was the person's bears the name for no other reason.
  std::ranges::copy_if(found, std::back_inserter(blanked), [&](Mention const& mention) {
    return said == all_texts || mention.kind == &account::AccountName::kind;
  });
  if (said == all_texts || said == no_texts) return blanked;
  if (auto const places = places_left(found, blanked); said.empty() && !places.empty()) {
    return refuse(texts_not_said, {{"places", places}}, "texts");
  }
  std::istringstream rest(said);
  for (std::string word; std::getline(rest, word, ',');) {
    std::string const place = normalise(word);
    if (place.empty()) continue;
    auto const there = [&](Mention const& mention) { return mention.place() == place; };
    if (std::ranges::none_of(found, there)) return refuse(no_such_mention, {{"place", place}});
    std::ranges::copy_if(found, std::back_inserter(blanked), there);
  }
  return blanked;
}

Result<void> erase(Context& context, Arguments const& arguments) {
  TRY_INTO(auto const id, arguments.need_integer("person"));
  TRY_INTO(auto const ground, arguments.need("ground"));
  PersonId const person{id};
  std::string left;
  std::string others;
  auto const body = [&](store::Tx& tx) -> Result<void> {
    if (!tx.may_know(member::person_entity, id, tx.today())) {
      return refuse(store::nobody_to_erase, {{"person", std::to_string(id)}});
    }
    auto const records = records_of(tx, person);
    if (records.empty()) return store::erase(tx, person, ground);  // which says why not
    others = others_of(records, person);
    auto const names = names_of(tx, records);
    for (std::string const& text : {ground, tx.act().reason}) {
      if (store::without_names(text, names) != text) return refuse(ground_names_person);
    }
    for (PersonId const record : records) {
      TRY_VOID(store::erase(tx, record, ground));
      TRY_VOID(account::forget_person(tx, record));
    }
    auto const found = store::mentions(tx, sought(records, names));
    TRY_INTO(auto const blanked, chosen(found, arguments.text("texts")));
    store::blank(tx, blanked);
    left = places_left(found, blanked);
    return {};
  };
  TRY_VOID(context.write(store::erase_verb, arguments, body));
  if (!others.empty()) {
    context.tell(M("Đã xóa cả hồ sơ trùng đã gộp, số {records}."), {{"records", others}});
  }
  if (!left.empty()) {
    context.tell(M("Tên người này vẫn còn ở các chỗ: {places}."), {{"places", left}});
  }
  context.tell(
      M("Bản sao lưu làm từ trước vẫn giữ thông tin của người này: hủy các bản đó theo "
        "thời hạn của cơ quan."));
  return {};
}

// --- the page ------------------------------------------------------------------------------------

// A box for each place, ticked at first. Its words come back with the form, so that a form shown
// again after a refusal does not search the store anew.
constexpr std::string_view box_prefix = "place ";
constexpr std::string_view words_prefix = "words ";

void add_box(web::FieldGroup& boxes, std::string const& place, std::string const& label) {
  std::string const words_name = std::string(words_prefix) + place;
  auto const same = [&](web::FormField const& field) { return field.name == words_name; };
  if (std::ranges::any_of(boxes.fields, same)) return;
  boxes.fields.push_back({.name = std::string(box_prefix) + place,
                          .label = label,
                          .control = web::Control::flag,
                          .value = "1"});
  boxes.fields.push_back(
      {.name = words_name, .label = {}, .control = web::Control::hidden, .value = label});
}

void add_boxes(web::FieldGroup& boxes, std::vector<Mention> const& found, Language language) {
  for (Mention const& mention : found) {
    // The account that was the person's bears the name for no other reason: it is always taken out.
    if (!mention.can_be_blanked() || mention.kind == &account::AccountName::kind) continue;
    add_box(boxes, mention.place(), mention.place() + ": " + words_of_place(mention, language));
  }
}

void add_boxes(web::FieldGroup& boxes, web::Fields const& sent) {
  for (auto const& [name, value] : sent.pairs()) {
    if (name.starts_with(words_prefix)) add_box(boxes, name.substr(words_prefix.size()), value);
  }
}

// Above the form the places, in it a box for each: whoever erases sees them first.
Result<void> with_places(web::Visit const& visit, web::VerbPage& page) {
  page.form.look = web::ButtonLook::danger;
  TRY_VOID(may_erase(visit.caller.actor, visit.language()));
  std::string const typed = web::asked_value(visit, "person");
  std::int64_t id = 0;
  auto const read = std::from_chars(typed.data(), typed.data() + typed.size(), id);
  if (typed.empty() || read.ec != std::errc{} || read.ptr != typed.data() + typed.size()) return {};
  web::Words const words{visit.language()};
  web::FieldGroup boxes{.legend = words(M("Xóa tên ở các chỗ ngoài hồ sơ")), .fields = {}};
  if (visit.request.method == web::Method::post) {
    add_boxes(boxes, visit.request.form);
  } else {
    auto const snapshot = visit.store.read();
    auto const records = records_of(*snapshot, PersonId{id});
    if (records.empty()) return {};
    for (PersonId const record : records) {
      visit.store.log_access(visit.caller.actor.name, "erasure places", record.value);
    }
    auto const found = mentions_of(*snapshot, records);
    if (auto const others = others_of(records, PersonId{id}); !others.empty()) {
      page.form.before.add(web::paragraph(words(erases_others, {{"records", others}})));
    }
    page.form.before.add(
        web::table(words, listing_of(found, words.language),
                   {.empty = words(M("Ngoài hồ sơ, không chỗ nào trong sổ ghi tên người này."))}));
    add_boxes(boxes, found, words.language);
  }
  if (boxes.fields.empty()) return {};
  web::taken(page, {"texts"});  // the boxes say it
  page.form.groups.insert(page.form.groups.begin() + 1, std::move(boxes));
  return {};
}

// What the boxes say, as the command takes it; a form without boxes as it is.
Result<web::Response> write_erasure(web::Visit& visit) {
  std::string places;
  bool boxes = false;
  for (auto const& [name, value] : visit.request.form.pairs()) {
    boxes = boxes || name.starts_with(words_prefix);
    if (!name.starts_with(box_prefix)) continue;
    places += (places.empty() ? "" : ",") + name.substr(box_prefix.size());
  }
  if (!boxes) return web::write_verb(visit, &with_places);
  web::Request request = visit.request;
  request.form.add("texts", places.empty() ? std::string(no_texts) : places);
  web::Visit told{.request = request,
                  .site = visit.site,
                  .route = visit.route,
                  .store = visit.store,
                  .caller = visit.caller,
                  .places = visit.places};
  return web::write_verb(told, &with_places);
}

command::Option person_option() {
  return {.name = "person",
          .help = M("Mã số của người đó"),
          .take = Take::positional,
          .given = Given::required,
          .placeholder = M("MÃ SỐ"),
          .input = command::Input::person};
}

}  // namespace

std::vector<command::Command> erasure_commands() {
  return {
      {.path = "erasure places",
       .help = M("Liệt kê các chỗ ngoài hồ sơ ghi tên một người, trước khi xóa"),
       .options = {person_option()},
       .example = "giaoban erasure places 1048577 --store tinh.giaoban",
       .run = places,
       .right = store::erase_verb.right},
      {.path = "erase",
       .help = M("Xóa hẳn thông tin nhận dạng của một người theo luật; số liệu vẫn giữ nguyên"),
       .options = command::with(
           {person_option(),
            {.name = "ground",
             .help = M("Căn cứ pháp luật, ghi vào nhật ký; không nêu tên người đó"),
             .given = Given::required,
             .placeholder = "\"...\""},
            {.name = "texts",
             .help = M("Xóa tên ở các chỗ ngoài hồ sơ: all là mọi chỗ, none là giữ nguyên, hoặc "
                       "các chỗ do lệnh erasure places liệt kê, cách nhau dấu phẩy; còn chỗ "
                       "ghi tên thì phải nói"),
             .placeholder = "all|none|57.3,61.0",
             .letters_max = long_letters_max}},
           command::act_options()),
       .example = "giaoban erase 1048577 --ground \"...\" --texts all --store tinh.giaoban",
       .run = erase,
       .verb = &store::erase_verb}};
}

std::vector<web::VerbForm> erasure_forms() {
  auto form = web::verb_form<&with_places>("erase");
  form.write = &write_erasure;
  return {form};
}

std::vector<RefusalKind const*> const& erasure_refusals() {
  static std::vector<RefusalKind const*> const all{&no_such_mention, &texts_not_said,
                                                   &ground_names_person};
  return all;
}

}  // namespace giaoban::app
