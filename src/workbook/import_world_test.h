// What the tests of imports share: a store, its user, and short words for what came of it.
#pragma once

#include "tests/store_world.h"
#include "workbook/made_book_test.h"
#include "workbook/workbook.h"

namespace giaoban::workbook {

// An empty world with all that a workbook can write, and somebody who may import.
class ImportWorld : public test::StoreWorld {
 protected:
  ImportWorld() {
    whole.add(store::store_catalogue());
    whole.add(unit::catalogue());
    whole.add(member::catalogue());
    whole.add(post::catalogue());
    whole.add(review::catalogue());
    whole.add(workbook::catalogue());
    actor = {.name = "cán bộ thử nghiệm", .grants = {import_verb.right}};
  }

  std::string written(MadeBook const& book) {
    auto const path = folder() / ("so" + std::to_string(++books_) + ".xlsx");
    book.write(path);
    return path.string();
  }
  ImportReport imported(store::Store& store, MadeBook const& book, ImportOptions options = {}) {
    options.file = written(book);
    return test::must(import(store, actor, options));
  }
  // "Đảng viên!C17 import.no_such_code", one line each.
  static std::string lines(std::vector<Fault> const& faults) {
    std::string text;
    for (Fault const& fault : faults) {
      text += fault.refusal.where + " " + std::string(fault.refusal.kind->code) + "\n";
    }
    return text;
  }
  static std::string words(std::vector<Fault> const& faults) {
    std::string text;
    for (Fault const& fault : faults) {
      text += fault.refusal.text(Language::vietnamese) + " | " +
              fault.refusal.remedy(Language::vietnamese) + "\n";
    }
    return text;
  }
  std::int64_t counted(store::Store& store, std::string_view code, Day on) {
    auto const snapshot = store.read();
    UnitId const unit = test::must(unit::by_code(*snapshot, code, {on}));
    return member::roster_size(*snapshot, unit::Reach::everything(), unit, {on});
  }
  std::string code_of_cell(store::Store& store, std::string_view file_number, Day on) {
    auto const snapshot = store.read();
    auto const& kind = member::PersonParticulars::kind;
    auto const person =
        snapshot->bearer(kind, kind.field("file_number"), std::string(file_number), {on});
    if (!person) return "nobody";
    auto const place = snapshot->fact<member::MemberCell>(*person, {on});
    if (!place || !place->value.cell) return "none";
    return unit::node_of(*snapshot, *place->value.cell, {on})->code;
  }
  EntryNumber head(store::Store& store) { return store.read()->head(); }

  store::Catalogue whole;
  store::Actor actor;

 private:
  int books_ = 0;
};

}  // namespace giaoban::workbook
