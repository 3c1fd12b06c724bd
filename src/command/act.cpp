// The circumstances of a write, read by one reader for the command line, the API and pages.
#include "base/text.h"
#include "command/command.h"

namespace giaoban::command {

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
  store::Basis basis;
  basis.document.number = typed_text(arguments, "document");
  basis.document.issuer = typed_text(arguments, "issuer");
  basis.document.signer = typed_text(arguments, "signer");
  TRY_INTO(auto const signed_on, arguments.day("document-date"));
  bool const named = !basis.document.issuer.empty() || !basis.document.signer.empty();
  if (basis.document.number.empty()) {
    if (signed_on || named) return refuse(document_incomplete, {}, "--document");
    return std::nullopt;
  }
  if (!signed_on) return refuse(document_incomplete, {}, "--document-date");
  basis.document.type = type_in(basis.document.number);
  basis.signed_on = *signed_on;
  return basis;
}

}  // namespace

Result<store::Act> act_of(store::Actor actor, store::Verb const& verb, Arguments const& arguments) {
  TRY_INTO(auto basis, basis_of(arguments));
  TRY_INTO(auto const based_on, arguments.integer("based-on"));
  return store::Act{.actor = std::move(actor),
                    .verb = &verb,
                    .basis = std::move(basis),
                    .reason = typed_text(arguments, "reason"),
                    .nonce = typed_text(arguments, "nonce"),
                    .asked = arguments.asked(),
                    .based_on = based_on};
}

}  // namespace giaoban::command
