// next_migration: prints the SQL that leads from the last committed migration to the declarations,
// for a person to read and commit as src/store/migrations/NNNN_*.sql. Nothing when they agree.
#include <iostream>

#include "app/catalogue.h"
#include "store/schema.h"

int main() {
  std::cout << giaoban::store::next_migration(giaoban::app::catalogue());
  return 0;
}
