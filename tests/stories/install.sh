#!/usr/bin/env bash
# tools/install brings libraries with known faults up to date, once a day, and stands in nobody's way
# where it cannot. apt is played: this machine is not changed.
set -uo pipefail
failed=0
claim() {
  local name=$1
  shift
  if "$@"; then echo "ok: $name"; else echo "not ok: $name"; cat said asked 2>/dev/null; failed=1; fi
}
mkdir -p checkout/tools bin
cp "$SOURCE/tools/install" "$SOURCE/tools/packages" checkout/tools/
play() { printf '#!/usr/bin/env bash\n%s\n' "$2" >"bin/$1"; chmod +x "bin/$1"; }
play dpkg-query 'printf installed'
play sudo 'while [[ $1 == -* ]]; do shift; done; exec "$@"'
play apt-cache 'echo "libexpat1:
  Installed: 2.5.0-1+deb12u1
  Candidate: 2.5.0-1+deb12u5
libzip4:
  Installed: 1.7.3-1+b1
  Candidate: 1.7.3-1+b1
nginx:
  Installed: (none)
  Candidate: 1.22.1-9
zlib1g:
  Installed: 1:1.3
  Candidate: 1:1.2.13"'
play apt-get "echo \"\$@\" >>$PWD/asked; exit \${APT_FAILS:-0}"
export PATH=$PWD/bin:$PATH
run() { (cd checkout && tools/install build) >said 2>&1; }

asked_for() { grep -q -- '--only-upgrade.* libexpat1$' asked; }
asked_nothing() { [[ ! -s asked ]]; }
claim "a first run goes through" run
claim "it upgrades what is older than apt knows, and nothing else" asked_for
: >asked
claim "a second run goes through" run
claim "on the same day apt is asked nothing" asked_nothing
rm checkout/build/upgraded-on
export APT_FAILS=100
claim "without a network it goes through" run
told() { grep -q 'only-upgrade libexpat1' said; }
claim "and says what is to be upgraded" told
exit $failed
