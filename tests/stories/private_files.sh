#!/usr/bin/env bash
# Whatever the command line and the server write is its owner's alone, whatever umask they were
# started under: every file and folder that lies here at the end is looked at.
set -uo pipefail
failed=0
claim() {
  local name=$1
  shift
  if "$@"; then echo "ok: $name"; else echo "not ok: $name"; failed=1; fi
}
umask 000
mkdir own && chmod 700 own && cd own || exit 2
export XDG_STATE_HOME=$PWD/state
g=$GIAOBAN
export GIAOBAN_STORE=tinh.giaoban

{
  "$g" create
  "$g" unit found --code PT --name "Tỉnh ủy" --unit-kind province_committee --origin opening --from 01/01/2015
  "$g" unit found --code PT-01 --name "Chi bộ xã" --unit-kind grassroots_cell --parent PT --from 01/01/2015
  "$g" template --out mau.xlsx
  "$g" import mau.xlsx --dry-run --errors loi.xlsx
  "$g" export --unit PT --out xuat.xlsx
  "$g" export --unit PT --list units --out xuat.csv
  "$g" report --unit PT --period 2021-H1 --date 2021-06-14 --out bao-cao.docx --xlsx bao-cao.xlsx
  "$g" report --print-template mau-bao-cao.docx
  "$g" unit plan-template --out phuong-an.xlsx
  "$g" backup --out luu.giaoban --keys-out luu.keys
  "$g" restore luu.giaoban --keys-in luu.keys --store moi.giaoban
  GIAOBAN_KEYS=rieng/khoa "$g" create --store rieng.giaoban
} >/dev/null 2>said.out
chmod 600 said.out  # the shell's, not ours

# A server, which makes its own folder, columns and anchors.
"$g" serve --port 0 --anchors moc.txt >serve.out 2>&1 &
server=$!
for _ in $(seq 100); do
  grep -q 127.0.0.1 serve.out && break
  sleep 0.1
done
kill "$server"
wait "$server"
chmod 600 serve.out  # the shell's, not ours

# A folder of somebody else, in which results are to be put.
mkdir -m 755 ../theirs
echo x >../theirs/job-offers.docx
echo x >../theirs/job-5
"$g" serve --port 0 --results ../theirs >again.out 2>&1 &
server=$!
for _ in $(seq 100); do
  grep -q 127.0.0.1 again.out && break
  sleep 0.1
done
kill "$server"
wait "$server"
chmod 600 again.out  # the shell's, not ours
beside_others() {
  [[ $(stat -c %a ../theirs) = 755 && $(stat -c %a ../theirs/tinh.giaoban.results-*) = 700 &&
    -s ../theirs/job-offers.docx && -s ../theirs/job-5 ]] || { ls -lR ../theirs; return 1; }
}
claim "results lie in a folder of their own, and what lay beside it stays" beside_others

open_to_others() { find . -mindepth 1 \( -perm /077 \) -printf '%m %p\n'; }
nobody_else() {
  local found
  found=$(open_to_others)
  [[ -z $found ]] || { echo "$found"; return 1; }
}
for file in bao-cao.docx bao-cao.xlsx loi.xlsx luu.giaoban luu.keys mau-bao-cao.docx mau.xlsx moc.txt \
  moi.giaoban moi.giaoban.keys phuong-an.xlsx rieng.giaoban rieng/khoa tinh.giaoban \
  tinh.giaoban.keys xuat.csv xuat.xlsx; do
  [[ -f $file ]] || { echo "$file is missing"; cat said.out serve.out; missing=1; }
done
wrote() { [[ -z ${missing:-} ]]; }
claim "the commands wrote their files ($(find . -type f | wc -l))" wrote
claim "no file or folder is open to anybody else" nobody_else
exit $failed
