// What people ask and write about posts.
#pragma once

#include "door/door.h"

namespace giaoban::post {

door::Doors doors();

}  // namespace giaoban::post
