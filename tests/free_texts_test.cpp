// A free text cannot be counted by: each text of a fact either is a word of a list, which one
// reader knows at every door, or stands here with the reason why nothing counts or decides by it.
#include <gtest/gtest.h>

#include <cctype>
#include <map>
#include <set>
#include <string>

#include "app/catalogue.h"
#include "figure/figure.h"

namespace giaoban {
namespace {

enum class Free {
  name,      // what somebody or something is called: shown, searched, never compared with a word
  number,    // under a check of its own, or unique
  remark,    // reasons, places, products, sources: read by people; that it is there may count
  language,  // read by a parser of its own, which refuses what it does not know
};

// NOLINTNEXTLINE(readability-function-size): one table, a row per text.
std::map<std::string, Free, std::less<>> const& free_texts() {
  static std::map<std::string, Free, std::less<>> const all{
      // Of a document: which it is, who signed it; shown beside what rests on it.
      {"document.type", Free::name},
      {"document.number", Free::number},
      {"document.issuer", Free::name},
      {"document.subject_text", Free::remark},
      {"document.term", Free::name},
      {"document.signer", Free::name},
      {"document.file", Free::remark},
      {"erasure.ground", Free::remark},
      {"account_name.login", Free::number},
      {"account_name.shown_name", Free::name},
      {"conference.name", Free::name},
      {"conference.chair_title", Free::name},
      {"conference_place.name", Free::name},
      {"conference_attendance.title", Free::name},
      {"conference_attendance.reason", Free::remark},
      {"conference_item.title", Free::name},
      {"conference_slide.measure", Free::language},
      {"conference_slide.caption", Free::remark},
      {"conference_conclusion.words", Free::remark},
      {"conference_closing.remark", Free::remark},
      {"indicator_definition.code", Free::language},
      {"indicator_definition.name", Free::name},
      {"indicator_definition.counts", Free::language},
      {"indicator_definition.base", Free::language},
      {"indicator_definition.base_name", Free::name},
      {"indicator_definition.citation", Free::remark},
      {"indicator_target.project", Free::name},
      {"person_particulars.full_name", Free::name},
      {"person_particulars.birth_name", Free::name},
      {"person_particulars.other_names", Free::name},
      {"person_particulars.birthplace", Free::remark},
      // Compared with another native place only to ask whether two are one person, and folded.
      {"person_particulars.native_place", Free::remark},
      {"person_particulars.file_number", Free::number},
      {"person_identity.citizen_number", Free::number},
      {"party_card.number", Free::number},
      {"person_contact.residence", Free::remark},
      {"person_contact.temporary_residence", Free::remark},
      {"person_contact.phone", Free::remark},
      {"person_contact.occupation", Free::remark},
      {"member_cell.place", Free::remark},
      {"member_exemption.reason", Free::remark},
      {"member_suspension.reason", Free::remark},
      {"temporary_activity.host_place", Free::remark},
      // Titles are counted by post_holding.title, a choice; whether two of one person are one post
      // is asked of the letters without case and marks.
      {"post_holding.title_text", Free::name},
      {"year_closing.reason", Free::remark},
      // Which condition or measure of discipline it is, is a choice beside these.
      {"unit_condition.evidence", Free::remark},
      {"person_condition.evidence", Free::remark},
      {"unit_remark.words", Free::remark},
      {"person_remark.words", Free::remark},
      {"person_discipline.violation", Free::remark},
      {"unit_discipline.violation", Free::remark},
      {"cap_allowance.reason", Free::remark},
      {"printed_place.place", Free::name},
      {"saved_table.name", Free::name},
      {"saved_table.chosen", Free::language},
      {"saved_table.measures", Free::language},
      {"saved_table.days", Free::language},
      {"dashboard_layout.headlines", Free::language},
      {"dashboard_layout.bars", Free::language},
      {"dashboard_layout.over_years", Free::language},
      {"dashboard_layout.saved_table", Free::language},
      {"task_given.title", Free::name},
      {"task_given.product", Free::remark},
      {"task_given.source_words", Free::remark},
      {"task_deadline.reason", Free::remark},
      {"task_step.words", Free::remark},
      {"recommendation.about", Free::remark},
      {"recommendation.words", Free::remark},
      {"recommendation.source_words", Free::remark},
      {"recommendation_step.words", Free::remark},
      {"unit_name.name", Free::name},
      {"unit_name.short_name", Free::name},
      {"unit_code.code", Free::number}};
  return all;
}

std::string path_of(store::Kind const& kind, store::Field const& field) {
  return std::string(kind.table) + "." + std::string(field.column);
}

template <class Body>
void each_text(Body const& body) {
  auto const whole = app::catalogue();
  for (store::Kind const* kind : whole.kinds) {
    for (store::Field const& field : kind->fields) {
      if (field.type == store::FieldType::text) body(*kind, field);
    }
  }
}

TEST(FreeTexts, are_words_of_a_list_or_stand_here_with_a_reason) {
  std::set<std::string> met;
  each_text([&](store::Kind const& kind, store::Field const& field) {
    auto const path = path_of(kind, field);
    met.insert(path);
    bool const listed = field.options.words != nullptr;
    EXPECT_NE(listed, free_texts().contains(path))
        << path << ": give it a list of words (FieldOptions::words) or, where nothing counts or "
        << "decides by it, a reason here";
  });
  for (auto const& [path, reason] : free_texts()) {
    EXPECT_TRUE(met.contains(path)) << path << " is no text of a fact any more";
  }
}

bool has_word(std::string_view text, std::string_view word) {
  auto const inside = [](char c) {
    return c == '_' || std::isalnum(static_cast<unsigned char>(c));
  };
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    bool const begins = at == 0 || !inside(text[at - 1]);
    auto const end = at + word.size();
    if (begins && (end == text.size() || !inside(text[end]))) return true;
  }
  return false;
}

// Of what measures read, only names are free: they are shown in the lists behind a figure.
TEST(FreeTexts, are_not_what_measures_read) {
  std::size_t listed = 0;
  for (store::Query const& query : figure::catalogue().queries) {
    each_text([&](store::Kind const& kind, store::Field const& field) {
      if (!has_word(query.sql, kind.table) || !has_word(query.sql, field.column)) return;
      auto const reason = free_texts().find(path_of(kind, field));
      if (field.options.words != nullptr) ++listed;
      if (reason == free_texts().end()) return;  // a list, or told above
      EXPECT_NE(reason->second, Free::remark) << query.name << " reads " << path_of(kind, field);
    });
  }
  EXPECT_GE(listed, 2U);  // peoples and religions, else nothing was looked at
}

}  // namespace
}  // namespace giaoban
