// A verb of the tests themselves, of no part of a catalogue: it lays down a world of all kinds of
// facts in one entry. What is tested is written by the verb that it is of.
#pragma once

#include "store/catalogue.h"

namespace giaoban::test {

inline store::Right const laying_right{.name = "test.lay", .label = M("Dựng sổ thử")};
inline store::Verb const laying_verb{
    .name = "test.lay", .label = M("Dựng sổ thử"), .right = &laying_right};

}  // namespace giaoban::test
