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

position_independent() { header | grep -qE 'Type: +DYN'; }
relocations_read_only() { segments | grep -q GNU_RELRO && dynamic | grep -qE 'BIND_NOW|FLAGS.*NOW'; }
stack_not_executable() { segments | grep GNU_STACK | grep -qv 'RWE'; }
stack_guarded() { symbols | grep -q '__stack_chk_fail'; }
copies_checked() { symbols | grep -qE '__(mem|str|f?read|s?n?printf)[a-z]*_chk'; }
claim "loads at an address nobody knows (PIE)" position_independent
claim "relocations are bound at start and then read-only" relocations_read_only
claim "the stack is not executable" stack_not_executable
claim "functions guard their return address" stack_guarded
claim "copies into buffers are checked (_FORTIFY_SOURCE)" copies_checked
exit $failed
