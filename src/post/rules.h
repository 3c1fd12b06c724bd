// Pure decisions on posts. All of them are on the face, as the import shares them.
#pragma once

#include "post/post.h"
