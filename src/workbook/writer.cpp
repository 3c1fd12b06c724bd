// What becomes of a row: into the draft, compared with what is known, or told as a fault.
#include "store/fact_text.h"
#include "workbook/import.h"

namespace giaoban::workbook {

namespace {

// More than the sheets can hold rows (print::Limits): ids are 64-bit, a gap is harmless, and
// counting rows ahead would mean reading the file twice.
constexpr std::int64_t ids_of_a_file = 1'600'000;

}  // namespace

std::string words(Msg text) {
  return std::string(text.vietnamese());
}

bool Writer::keeps() {
  if (store_ == nullptr) return false;
  if (!findings_.clean()) {
    store_ = nullptr;
    draft_.reset();
    edits_ = {};
    return false;
  }
  if (!draft_) draft_.emplace(*store_, ids_of_a_file);
  return true;
}

std::int64_t Writer::new_id() {
  return keeps() ? draft_->new_id() : --unkept_;
}

PersonId Writer::new_person() {
  return keeps() ? draft_->new_person() : PersonId{--unkept_};
}

// Asked for all entries at once: others wait, and an import that ran for minutes has seen many.
Result<void> Writer::check_seen(store::Tx& tx, EntryNumber seen) const {
  for (store::EntryLine const& line : store::lines_after(tx, seen)) {
    if (!known_subjects_.contains(line.subject)) continue;
    return refuse(store::written_meanwhile, {{"what", words(line.kind->label)},
                                             {"entry", std::to_string(line.entry)},
                                             {"based_on", std::to_string(seen)}});
  }
  return {};
}

Result<void> Writer::write(store::Tx& tx, EntryNumber seen) {
  if (!known_subjects_.empty()) TRY_VOID(check_seen(tx, seen));
  if (draft_) TRY_VOID(tx.adopt(*draft_));
  for (Edit const& edit : edits_) TRY_VOID(edit(tx));
  return {};
}

void RowOutcome::against(std::size_t column, Confidence confidence, Refusal refusal) {
  if (confidence == Confidence::confirmed) {
    import_.findings.fault(row_.place(column), std::move(refusal));
  } else {
    import_.findings.warn(row_.place(column), std::move(refusal));
  }
}

std::size_t RowOutcome::column_of(store::Kind const& kind, std::size_t field) const {
  for (std::size_t i = 0; i < sheet_.columns.size(); ++i) {
    if (sheet_.columns[i].kind == &kind && sheet_.columns[i].place == field) return i;
  }
  return 0;
}

void RowOutcome::state_of_known(store::Kind const& kind, std::int64_t subject, Span span,
                                std::vector<Value> const& given, Record record) {
  Comparison const compared = import_.known.compare(kind, subject, span, given);
  if (compared.outcome == Comparison::Outcome::same) return;
  if (compared.outcome == Comparison::Outcome::added) {
    changed_ = true;
    import_.writer.later([=](store::Tx& tx) { return record(tx, subject, span, given); });
    return;
  }
  auto const& difference = import_.options.difference;
  if (!difference) {
    for (std::size_t const i : compared.fields) {
      store::Field const& field = kind.fields[i];
      auto const shown = [&](Value const& value) {
        return field.sensitive() ? std::string("…")
                                 : store::show_value(field, value, Language::vietnamese);
      };
      fault(column_of(kind, i), workbook::differs,
            {{"field", words(field.label)},
             {"known", shown(compared.stored.values[i])},
             {"given", shown(given[i])}});
    }
    return;
  }
  changed_ = true;
  Span over = compared.stored.head.span;
  if (*difference == DifferenceIs::change) over.from = std::max(over.from, import_.known.on());
  import_.writer.later(
      [=, values = compared.merged](store::Tx& tx) { return record(tx, subject, over, values); });
}

void RowOutcome::differs(Difference const& difference, Writer::Edit edit) {
  if (!import_.options.difference) {
    return fault(difference.column, workbook::differs,
                 {{"field", words(sheet_.columns[difference.column].header)},
                  {"known", difference.known},
                  {"given", difference.given}});
  }
  changed_ = true;
  import_.writer.later(std::move(edit));
}

void RowOutcome::differs_in_history(Difference const& difference, Writer::Edit edit) {
  if (import_.options.difference == DifferenceIs::change) {
    return fault(difference.column, workbook::differs_in_history,
                 {{"field", words(sheet_.columns[difference.column].header)},
                  {"known", difference.known},
                  {"given", difference.given}});
  }
  differs(difference, std::move(edit));
}

void RowOutcome::finish(bool known) {
  if (!known) return;
  ++(changed_ ? import_.report.changed : import_.report.known);
}

print::Reading Counter::next() {
  constexpr std::int64_t told_every = 1000;
  if (++done_ % told_every == 0 && options_.on_progress) {
    cancelled_ = cancelled_ || !options_.on_progress({step_, done_, 0});
  }
  return cancelled_ ? print::Reading::stop : print::Reading::go_on;
}

Result<void> Counter::outcome() const {
  if (cancelled_) return refuse(cancelled);
  return {};
}

}  // namespace giaoban::workbook
