#include "door/door.h"

#include <algorithm>
#include <iterator>

#include "unit/web.h"

namespace giaoban::door {

std::string command_named(store::Verb const& verb) {
  std::string name(verb.name);
  std::ranges::replace(name, '.', ' ');
  std::ranges::replace(name, '_', '-');
  return name;
}

void Doors::take(std::shared_ptr<Shown const> const& view) {
  commands.push_back(command_of(view));
  std::ranges::move(routes_of(view), std::back_inserter(routes));
  for (Page const& page : view->pages) {
    if (page.menu) menu.push_back(*page.menu);
  }
}

namespace {

Result<void> say_names(web::Visit const& visit, web::VerbPage& page) {
  unit::show_names(visit, *visit.store.read(), page);
  return {};
}

}  // namespace

void Doors::write(store::Verb const& verb, Msg help, command::Asks asks, std::string_view example,
                  Called called) {
  auto const kept = std::make_shared<command::Asks const>(std::move(asks));
  commands.push_back(
      {.path = command_named(verb),
       .help = help,
       .options = command::with(command::options_of(kept->all), command::act_options()),
       .example = example,
       .run = [kept, called = std::move(called), &verb](
                  command::Context& context, command::Arguments const& given) -> Result<void> {
         auto const asked = called.blank();
         TRY_VOID(command::read_plain(*kept, given, asked.get()));
         auto const body = [&](store::Tx& tx) -> Result<void> {
           TRY_VOID(command::read_named(*kept, given, tx, asked.get()));
           return called.act(tx, asked.get());
         };
         TRY_VOID(context.write(verb, given, body));
         return {};
       },
       .verb = &verb});
  forms.push_back(web::verb_form<&say_names>(commands.back().path));
}

}  // namespace giaoban::door
