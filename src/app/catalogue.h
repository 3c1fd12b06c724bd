// Everything the store must know, put together of the domains' parts.
#pragma once

#include "store/catalogue.h"

namespace giaoban::app {

store::Catalogue catalogue();

}  // namespace giaoban::app
