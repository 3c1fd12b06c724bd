// Plans from files: a sheet of our own (files.cpp), and the published list of communes and what
// became of them (communes.cpp). What both read alike. Private to src/reorganisation.
#pragma once

#include "print/headings.h"
#include "reorganisation/reorganisation.h"

namespace giaoban::reorganisation {

struct Reader {
  store::Snapshot& snapshot;
  store::Actor const& actor;
};

// A part with where it goes, in two columns.
Result<void> read_placings(Reader const& reader, print::Workbook const& book,
                           std::string const& tab, ReadPlan& read);

void take_faults(ReadPlan& read, std::vector<print::CellFault> faults, Rows rows);

}  // namespace giaoban::reorganisation
