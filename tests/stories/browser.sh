# The pages on the sample province in a real browser: reading, moving a member, undoing, grades by
# keyboard, figures, the report, a conference followed over a cut line, a task, a recommendation, an
# import, a draft, a conflict, print, every page and every form of a verb;
# on a desk and on a phone. The tour is tests/browser/tour.mjs;
# screenshots are left in build/screenshots.
set -u
source "$SOURCE/tests/sample.sh"
modules=$SOURCE/build/browser
mkdir -p "$modules" "$SOURCE/build/log"
if [[ ! -d $modules/node_modules ]] ||
  ! cmp -s "$SOURCE/package-lock.json" "$modules/package-lock.json"; then
  cp "$SOURCE/package.json" "$SOURCE/package-lock.json" "$modules"
  log=$SOURCE/build/log/browser
  (cd "$modules" && npm ci --ignore-scripts --no-audit --no-fund) >"$log" 2>&1 || {
    cat "$log"
    rm -f "$modules/package-lock.json"
    echo "not ok: the browser's packages are installed"
    exit 1
  }
fi

# A register to take in: another commune with a cell and two members.
small() { "$GIAOBAN" "$@" --store nho.giaoban >/dev/null 2>&1 || exit 1; }
small create
small unit found --code YL --name "Huyện ủy Yên Lập" --unit-kind district_committee \
  --origin opening --from 01/01/2015
small unit found --code YL-01 --name "Đảng bộ xã Mỹ Lung" --unit-kind grassroots_committee \
  --parent YL --origin opening --from 01/01/2015
small unit found --code YL-01-001 --name "Chi bộ khu Đình" --unit-kind dependent_cell \
  --parent YL-01 --origin opening --from 01/01/2015
small member admit --full-name "H'Hen Niê" --born 14/06/1995 --sex nữ --cell YL-01-001 \
  --ceremony 03/06/2020
mkdir files
"$GIAOBAN" template --out files/blank.xlsx >/dev/null 2>&1 || exit 1
"$GIAOBAN" export --unit YL --as-of 14/06/2021 --out files/register.xlsx --store nho.giaoban \
  >/dev/null 2>&1 || exit 1

sample_store pt.giaoban || exit 1
"$GIAOBAN" sample accounts --store pt.giaoban --format csv >accounts.csv || exit 1
"$GIAOBAN" indicator adopt --unit PT --from 01/01/2020 --store pt.giaoban >/dev/null 2>&1 || exit 1

"$GIAOBAN" serve --store pt.giaoban --port 0 >serve.out 2>serve.err &
server=$!
trap 'kill -TERM $server 2>/dev/null' EXIT
address=
for _ in $(seq 100); do
  address=$(grep -o 'http://[0-9.:]*' serve.err | head -n 1)
  [[ -z $address ]] || break
  sleep 0.1
done
if [[ -z $address ]]; then
  cat serve.err
  echo "not ok: the pages are served"
  exit 1
fi

timeout 1200 node "$SOURCE/tests/browser/tour.mjs" "$address" accounts.csv "$modules" \
  "$SOURCE/build/screenshots" files
fault=$?
[[ $fault -ne 124 ]] || echo "not ok: the tour ends within 1200 s"

kill -TERM $server
wait $server
stopped=$?
trap - EXIT
if [[ $stopped -eq 0 || $stopped -eq 143 ]]; then
  echo "ok: the server stops when told"
else
  echo "not ok: the server stops when told: it ended with $stopped"
  fault=1
fi
exit $fault
