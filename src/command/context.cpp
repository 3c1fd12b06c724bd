#include <ostream>

#include "command/command.h"

namespace giaoban::command {

Context::Context(Settings settings, store::Catalogue const& catalogue, Clock const& clock,
                 std::ostream& data, std::ostream& words)
    : settings_(std::move(settings)),
      catalogue_(catalogue),
      clock_(clock),
      data_(data),
      words_(words) {}

Context::Context(Settings settings, store::Store& open_store, std::ostream& data,
                 std::ostream& words)
    : settings_(std::move(settings)),
      catalogue_(open_store.catalogue()),
      clock_(open_store.clock()),
      data_(data),
      words_(words),
      store_(&open_store) {}

Context::~Context() = default;

Result<store::OpenOptions> Context::open_options(store::IfMissing if_missing) const {
  if (settings_.address.empty()) return refuse(store_not_named);
  return store::OpenOptions{.address = settings_.address,
                            .catalogue = &catalogue_,
                            .clock = &clock_,
                            .keys_path = settings_.keys_path,
                            .if_missing = if_missing,
                            .opening = settings_.opening};
}

Result<store::Store*> Context::store(store::IfMissing if_missing) {
  if (store_ == nullptr) {
    TRY_INTO(auto options, open_options(store::IfMissing::fail));
    auto found = store::Store::open(options);
    bool const made = !found && found.error().kind == &store::no_such_store &&
                      if_missing == store::IfMissing::create;
    if (made) {
      options.if_missing = store::IfMissing::create;
      found = store::Store::open(options);
    }
    if (!found) return std::unexpected(std::move(found).error());
    opened_ = *std::move(found);
    store_ = opened_.get();
    if (made && settings_.on_created) TRY_VOID(settings_.on_created(*this, *store_));
  }
  return store_;
}

void Context::act_as(store::Actor actor) {
  settings_.user = std::move(actor.name);
  settings_.grants = std::move(actor.grants);
}

void Context::show(Listing const& listing) {
  print::render(listing, settings_.format, settings_.language, data_);
}

std::unique_ptr<RowSink> Context::sink() {
  return print::sink(settings_.format, settings_.language, data_);
}

void Context::tell(Msg message, Args const& args) {
  words_ << say(settings_.language, message, args) << std::endl;
}

Result<store::Act> Context::act(store::Verb const& verb, Arguments const& arguments) {
  return act_of(actor(), verb, arguments);
}

Result<EntryNumber> Context::write(store::Verb const& verb, Arguments const& arguments,
                                   std::function<Result<void>(store::Tx&)> const& body) {
  TRY_INTO(auto const act_now, act(verb, arguments));
  TRY_INTO(auto* const open_store, store());
  TRY_INTO(auto const written, open_store->write(act_now, body));
  written_ = written;
  for (auto const& warning : written.warnings) {
    tell(M("Lưu ý: {text}"), {{"text", warning.text(language())}});
  }
  Args const which{{"number", std::to_string(written.entry)}, {"mark", written.hash.mark()}};
  switch (written.made) {
    case store::Made::now:
      tell(M("Đã ghi bút toán {number} (dấu {mark})."), which);
      break;
    case store::Made::before:
      tell(M("Lần ghi này đã có ở bút toán {number} (dấu {mark})."), which);
      break;
    case store::Made::nothing:
      tell(M("Không có gì mới để ghi."));
      break;
  }
  return written.entry;
}

Result<store::Moment> Context::moment(Arguments const& arguments) {
  TRY_INTO(auto const as_of, arguments.day("as-of"));
  TRY_INTO(auto const known_at, arguments.integer("known-at"));
  store::Moment moment{.as_of = as_of.value_or(clock_.today())};
  if (known_at) moment.known_at = *known_at;
  return moment;
}

}  // namespace giaoban::command
