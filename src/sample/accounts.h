// Accounts to try the sample with: one for each kind of user, with passwords that everybody knows.
#pragma once

#include <string>
#include <vector>

#include "account/account.h"

namespace giaoban::sample {

struct SampleAccount {
  std::string login;
  std::string password;
  std::string shown_name;
  account::Role role = account::Role::reader;
  std::string unit_code;  // "": everywhere
};

// One for each role, over the units of `make_world`. The passwords are for trying out only.
std::vector<SampleAccount> const& sample_accounts();

// Makes those that are not there yet. `actor` may write accounts everywhere.
Result<void> make_accounts(store::Store& store, store::Actor const& actor);

}  // namespace giaoban::sample
