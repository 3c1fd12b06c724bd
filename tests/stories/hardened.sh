#!/usr/bin/env bash
# The program as users get it is built so that a memory fault is hard to use.
set -uo pipefail
failed=0
claim() {
  local name=$1
  shift
  if "$@"; then echo "ok: $name"; else echo "not ok: $name"; failed=1; fi
}
header() { readelf -hW "$GIAOBAN"; }
segments() { readelf -lW "$GIAOBAN"; }
dynamic() { readelf -dW "$GIAOBAN"; }
symbols() { readelf -sW --dyn-syms "$GIAOBAN"; }

# Not grep -q: it leaves early, readelf is cut off, and pipefail takes that for a failure.
has() { grep -E "$1" >/dev/null; }
position_independent() { header | has 'Type: +DYN'; }
relocations_read_only() { segments | has GNU_RELRO && dynamic | has 'BIND_NOW|FLAGS.*NOW'; }
stack_not_executable() { segments | has 'GNU_STACK.* RW '; }
stack_guarded() { symbols | has '__stack_chk_fail'; }
copies_checked() { symbols | has '__(mem|str|f?read|s?n?printf)[a-z]*_chk'; }
claim "loads at an address nobody knows (PIE)" position_independent
claim "relocations are bound at start and then read-only" relocations_read_only
claim "the stack is not executable" stack_not_executable
claim "functions guard their return address" stack_guarded
claim "copies into buffers are checked (_FORTIFY_SOURCE)" copies_checked
exit $failed
