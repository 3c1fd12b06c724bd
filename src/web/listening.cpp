#include "web/listening.h"

#include <algorithm>
#include <utility>

namespace giaoban::web {

namespace {

// What an earlier asking found. A new day moves units and ends roles without an entry.
struct Heard {
  Site const& site;
  Request request;
  Caller caller;
  EntryNumber head = 0;
  Day today;
};

bool same(Caller const& a, Caller const& b) {
  return a.actor.name == b.actor.name && a.session == b.session &&
         a.confined.has_value() == b.confined.has_value() &&
         std::ranges::equal(a.actor.grants, b.actor.grants,
                            [](store::Grant const& one, store::Grant const& other) {
                              return *one.right == *other.right && one.under == other.under;
                            });
}

bool still(Heard& heard) {
  Site const& site = heard.site;
  if (site.caller_of == nullptr) return true;
  Caller const now = site.caller_of(*site.store, heard.request);
  if (!now.signed_in()) return false;
  auto const snapshot = site.store->read();
  EntryNumber const head = snapshot->head();
  Day const today = snapshot->today();
  bool const as_before = head == heard.head && today == heard.today;
  if (as_before && same(now, heard.caller)) return true;
  Response const again = answer(site, heard.request);
  if (!again.events) return false;
  heard.caller = now;
  heard.head = head;
  heard.today = today;
  return true;
}

}  // namespace

std::function<bool()> listening(Site const& site, Request const& request, Caller const& caller) {
  // The first asking answers the request in full: what was recorded meanwhile is unknown here.
  auto const heard = std::make_shared<Heard>(Heard{site, request, caller, -1, {}});
  heard->request.asker_gone = {};
  return [heard] { return still(*heard); };
}

}  // namespace giaoban::web
