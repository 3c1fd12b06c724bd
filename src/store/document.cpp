#include "store/document.h"

#include <algorithm>

#include "store/anchors.h"
#include "store/catalogue.h"
#include "store/discretion.h"
#include "store/fact_text.h"
#include "store/journal_end.h"
#include "store/opening.h"
#include "store/queries.h"
#include "store/store.h"

namespace giaoban::store {

Entity const document_entity{.name = "document", .label = M("văn bản"), .lifetime = nullptr};

Kind const Document::kind{
    .number = 1,
    .table = "document",
    .label = M("Văn bản"),
    .shape = Shape::event,
    .subject = &document_entity,
    .privacy = Privacy::open,
    .fields = {field<&Document::type>(1, "type", M("Thể loại")),
               field<&Document::number>(2, "number", M("Số, ký hiệu"), {.need = Need::required}),
               field<&Document::issuer>(3, "issuer", M("Cơ quan ban hành")),
               field<&Document::subject>(4, "subject_text", M("Trích yếu"),
                                         {.letters_max = remark_letters_max}),
               field<&Document::term>(5, "term", M("Nhiệm kỳ")),
               field<&Document::signer>(6, "signer", M("Người ký")),
               field<&Document::file>(7, "file", M("Tệp kèm theo"))}};

void Catalogue::add(Catalogue const& part) {
  auto const append = [](auto& to, auto const& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  append(entities, part.entities);
  append(kinds, part.kinds);
  append(verbs, part.verbs);
  append(derived, part.derived);
  append(own_tables, part.own_tables);
  append(invariants, part.invariants);
  append(refusals, part.refusals);
  append(queries, part.queries);
  append(rights, part.rights);
  append(guards, part.guards);
  append(writings, part.writings);
  int last = 0;
  for (auto const& [what, number] : parts) last = std::max(last, number);
  int own = last;
  for (auto const& [what, number] : part.parts) {
    parts[what] = last + number;
    own = std::max(own, last + number);
  }
  for (Kind const* kind : part.kinds) parts.try_emplace(kind, own + 1);
  for (Verb const* verb : part.verbs) parts.try_emplace(verb, own + 1);
}

bool Catalogue::may_write(Verb const& verb, Kind const& kind) const {
  // Documents are everybody's; what is undone or erased is of whatever kind.
  bool const of_the_store =
      kind.subject == &document_entity || &verb == &undo_verb || &verb == &erase_verb;
  if (of_the_store) return true;
  auto const home = parts.find(&kind);
  auto const writer = parts.find(&verb);
  if (home == parts.end() || writer == parts.end() || home->second == writer->second) return true;
  return std::ranges::any_of(writings, [&](Writing const& writing) {
    return writing.verb == &verb && std::ranges::find(writing.kinds, &kind) != writing.kinds.end();
  });
}

std::optional<Kept> kept(Snapshot& snapshot, Actor const& actor, FactPlace const& place) {
  for (Guard const* guard : snapshot.catalogue().guards) {
    if (guard->kept == nullptr || std::ranges::find(guard->kinds, place.kind) == guard->kinds.end())
      continue;
    if (auto found = guard->kept(snapshot, actor, place)) return found;
  }
  return std::nullopt;
}

Kind const& Catalogue::kind(std::string_view table) const {
  for (Kind const* kind : kinds) {
    if (kind->table == table) return *kind;
  }
  bug("the catalogue has the kind", std::source_location::current());
}

Catalogue store_catalogue() {
  return {.entities = {&document_entity},
          .kinds = {&Document::kind, &Erasure::kind},
          .verbs = {&undo_verb, &erase_verb},
          .derived = {},
          .invariants = {},
          .refusals = {&not_allowed,
                       &out_of_reach,
                       &recorded_elsewhere,
                       &concerns_elsewhere,
                       &too_many_tries,
                       &value_taken,
                       &outlives_reference,
                       &still_referred,
                       &written_meanwhile,
                       &erased_person,
                       &empty_span,
                       &later_facts_build_on,
                       &no_such_entry,
                       &no_such_store,
                       &not_a_store,
                       &newer_store,
                       &older_store,
                       &foreign_law,
                       &torn_log,
                       &keys_missing,
                       &wrong_keys,
                       &already_there,
                       &nonce_used_otherwise,
                       &journal_end_damaged,
                       &anchors_unusable,
                       &required_missing,
                       &no_such_day,
                       &not_in_list,
                       &unknown_word,
                       &not_a_number,
                       &text_too_long,
                       &legacy_letters,
                       &letters_gone,
                       &cannot_undo_erasure,
                       &undo_breaks_law,
                       &nobody_to_erase,
                       &no_answer,
                       &name_of_a_log,
                       &log_without_store,
                       &not_anchors,
                       &anchors_of_another},
          .queries = {queries::all.begin(), queries::all.end()}};
}

}  // namespace giaoban::store
