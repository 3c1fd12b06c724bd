#include <ostream>

#include "base/text.h"
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
                            .if_missing = if_missing};
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

namespace {

std::string typed_text(Arguments const& arguments, std::string_view name) {
  return normalise(arguments.text(name).value_or(""));
}

// "12-QĐ/TU": the sign of the type stands between the number and who issued it.
std::string type_in(std::string_view number) {
  auto const dash = number.find('-');
  if (dash == number.npos) return {};
  auto const slash = number.find('/', dash);
  return std::string(number.substr(dash + 1, slash == number.npos ? slash : slash - dash - 1));
}

Result<std::optional<store::Basis>> basis_of(Arguments const& arguments) {
  auto const number = arguments.text("document");
  TRY_INTO(auto const signed_on, arguments.day("document-date"));
  if (number.has_value() != signed_on.has_value()) return refuse(document_incomplete);
  if (!number) {
    if (arguments.flag("issuer") || arguments.flag("signer")) return refuse(document_incomplete);
    return std::nullopt;
  }
  store::Basis basis;
  basis.document.number = typed_text(arguments, "document");
  basis.document.type = type_in(basis.document.number);
  basis.document.issuer = typed_text(arguments, "issuer");
  basis.document.signer = typed_text(arguments, "signer");
  basis.signed_on = *signed_on;
  return basis;
}

}  // namespace

Result<store::Act> Context::act(store::Verb const& verb, Arguments const& arguments) {
  TRY_INTO(auto basis, basis_of(arguments));
  TRY_INTO(auto const based_on, arguments.integer("based-on"));
  return store::Act{.actor = actor(),
                    .verb = &verb,
                    .basis = std::move(basis),
                    .reason = typed_text(arguments, "reason"),
                    .nonce = typed_text(arguments, "nonce"),
                    .based_on = based_on};
}

Result<EntryNumber> Context::write(store::Verb const& verb, Arguments const& arguments,
                                   std::function<Result<void>(store::Tx&)> const& body) {
  TRY_INTO(auto const act_now, act(verb, arguments));
  TRY_INTO(auto* const open_store, store());
  auto const head_before = open_store->read()->head();
  TRY_INTO(auto const written, open_store->write(act_now, body));
  written_ = written;
  for (auto const& warning : written.warnings) {
    tell(M("Lưu ý: {text}"), {{"text", warning.text(language())}});
  }
  Args const which{{"number", std::to_string(written.entry)}, {"mark", written.hash.mark()}};
  if (written.entry > head_before) {
    tell(M("Đã ghi bút toán {number} (dấu {mark})."), which);
  } else {
    tell(M("Không có gì mới để ghi; đã có ở bút toán {number} (dấu {mark})."), which);
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
