// A story is a session with the program, written down as it is seen on a terminal:
//
//   # Found a province, then a cell that bears the code of another.
//   $ giaoban unit found --code PT --name "Tỉnh ủy" --kind province --from 01/01/2020
//   ! Đã ghi bút toán {n} (dấu {mark}).
//   $ giaoban unit found --code PT --name "Chi bộ 2" --kind dependent_cell --from 01/01/2020
//   ! ...
//   exit 1
//   $ giaoban unit list --format csv
//   code,name
//   PT,Tỉnh ủy
//
// Lines of a story:
//   # ...       is for the reader, as is a blank line before a "$"
//   $ COMMAND   is run by sh in an empty folder with an empty store; `giaoban` is the program,
//   whose
//               store and user (an) are set; a line ending in \ goes on in the next
//   ! LINE      is expected on stderr; a command without such lines may say there what it likes
//   exit N      is the exit code; 0 if not given
//   LINE        is expected on stdout, all of it; begin with \ if it looks like one of the above
// In expected lines:
//   ...         alone on a line: any lines, or none
//   {n}         digits          {mark}  ten characters of an entry's mark
//   {*}         anything        {}      a word
//   {person}    or another name: a word, the first time; from then on, also in commands, that word
//
// Each file tests/stories/*.story is one test on each database. When it fails, it prints what was
// seen in the form of a story, to be copied when it is right.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace giaoban::test {

struct Step {
  int line = 0;  // in the file
  std::string command;
  std::vector<std::string> output;  // expected on stdout
  std::vector<std::string> words;   // expected on stderr; empty: anything
  int exit_code = 0;
};
std::vector<Step> parse_story(std::string_view text);

using Names = std::map<std::string, std::string>;

// Whether the lines are as expected; what {names} stand for is added to `names`.
bool lines_match(std::vector<std::string> const& expected, std::vector<std::string> const& seen,
                 Names& names);
std::string with_names(std::string text, Names const& names);
std::vector<std::string> lines_of(std::string_view text);

}  // namespace giaoban::test
