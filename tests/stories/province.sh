# The main job, end to end, on the sample province: workbook in, figures, records, report, check;
# another seed gives other totals; the same report on another day in another zone is the same.
set -u
source "$SOURCE/tests/sample.sh"
fault=0
claim() {  # claim WORDS ACTUAL EXPECTED
  if [[ $2 == "$3" ]]; then
    echo "ok: $1"
  else
    echo "not ok: $1: $2, not $3"
    fault=1
  fi
}
count() {  # count STORE DAY MEASURE
  "$GIAOBAN" figure --store "$1" --unit PT --as-of "$2" --measure "$3" --format json 2>/dev/null |
    sed -n 's/.*"numerator":\([^,]*\),.*/\1/p'
}

sample_workbook pt.xlsx || exit 1
"$GIAOBAN" import pt.xlsx --store pt.giaoban --dry-run >/dev/null || exit 1
sample_store pt.giaoban || exit 1
while read -r measure expected; do
  claim "$measure" "$(count pt.giaoban 2021-06-14 "$measure")" "$expected"
done <<END
members 93346
grassroots.on_roster 692
grassroots.graded_good_or_better 535
grassroots.graded_excellent 133
cells.on_roster 5010
cells.graded_good_or_better 3751
cells.graded_excellent 875
cells.assessed 5006
members.graded_good_or_better 73424
members.graded_excellent 14548
members.assessed 88010
leaders.graded_excellent 578
END
claim "members at the end of the year" "$(count pt.giaoban 2020-12-31 members)" 93346
claim "before the register was opened" "$("$GIAOBAN" figure --store pt.giaoban --unit PT \
  --as-of 2019-12-31 --format json 2>/dev/null |
  sed -n 's/.*"id":"members",.*"numerator":\([^,]*\),.*/\1/p')" null

reference=$("$GIAOBAN" figure --store pt.giaoban --unit PT --as-of 2021-06-14 \
  --measure grassroots.graded_excellent --format csv 2>/dev/null | sed -n '2s/.*,//p')
claim "records behind the excellent organisations" \
  "$("$GIAOBAN" figure --store pt.giaoban --reference "$reference" --records --format csv | sed 1d | wc -l)" 133

report() {
  "$GIAOBAN" report --store pt.giaoban --unit PT --period 2021-H1 --date 2021-06-14 --known-at 2 "$@"
}
report --out one.docx --xlsx one.xlsx >/dev/null
TZ=America/New_York report --out two.docx --xlsx two.xlsx >/dev/null
claim "the same report in another zone" "$(cmp one.docx two.docx && cmp one.xlsx two.xlsx && echo same)" same

"$GIAOBAN" import pt.xlsx --store pt.giaoban >/dev/null 2>&1
claim "importing it again writes nothing" \
  "$("$GIAOBAN" journal --store pt.giaoban --format csv | sed 1d | wc -l)" 2  # with the first account
"$GIAOBAN" check --store pt.giaoban >/dev/null
claim "the store passes its check" $? 0

"$GIAOBAN" sample phu-tho-2021 --seed 7 --out seven.xlsx || exit 1
"$GIAOBAN" import seven.xlsx --store seven.giaoban >/dev/null || exit 1
other=$(count seven.giaoban 2021-06-14 members)
claim "another seed, other totals" "$([[ -n $other && $other != 93346 ]] && echo other)" other
exit $fault
