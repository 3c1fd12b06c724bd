// What people ask and lay down of settings.
#pragma once

#include "door/door.h"

namespace giaoban::setting {

door::Doors doors();

}  // namespace giaoban::setting
