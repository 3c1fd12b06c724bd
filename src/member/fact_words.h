// What a fact of a person says, as people read it. Private to src/member.
#pragma once

#include <string>

#include "member/member.h"

namespace giaoban::member {

// "Họ và tên đang dùng: Nguyễn Văn Ước; Ngày sinh: 1960"; units by code and name on the first day.
std::string values_words(store::Snapshot& snapshot, Recorded const& row, Language language);

}  // namespace giaoban::member
