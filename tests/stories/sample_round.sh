# The sample province's round of 2020, taken by the program's own verbs on a register without
# results, comes to the counts that its workbook holds and the report (R1) tells: all organisations,
# officials and members; with GIAOBAN_TEST_ROUND=PT.10 the members of one district only.
set -u
source "$SOURCE/tests/sample.sh"
unit=${GIAOBAN_TEST_ROUND:-PT}
fault=0
claim() {  # claim WORDS ACTUAL EXPECTED
  if [[ $2 == "$3" ]]; then
    echo "ok: $1"
  else
    echo "not ok: $1: $2, not $3"
    fault=1
  fi
}
count() {  # count STORE MEASURE
  "$GIAOBAN" figure --store "$1" --unit "$unit" --as-of 2021-06-14 --measure "$2" --format json \
    2>/dev/null | sed -n 's/.*"numerator":\([^,]*\),.*/\1/p'
}

sample_store results.giaoban || exit 1
"$GIAOBAN" sample phu-tho-2021 --holding register_only --out register.xlsx 2>/dev/null || exit 1
"$GIAOBAN" import register.xlsx --store round.giaoban >/dev/null 2>&1 || exit 1
claim "before the round no grade is known" "$(count round.giaoban members.graded_excellent)" null
"$GIAOBAN" sample round --unit "$unit" --store round.giaoban || exit 1
for measure in grassroots.on_roster grassroots.graded_good_or_better grassroots.graded_excellent \
  cells.on_roster cells.graded_good_or_better cells.graded_excellent cells.assessed members \
  members.assessed members.graded_good_or_better members.graded_excellent \
  leaders.graded_excellent; do
  expected=$(count results.giaoban "$measure")
  claim "$measure of $unit: ${expected:-none}" "$(count round.giaoban "$measure")" "${expected:-none}"
done
if [[ $unit == PT ]]; then
  while read -r measure expected; do
    claim "the report's $measure" "$(count round.giaoban "$measure")" "$expected"
  done <<END
grassroots.on_roster 692
grassroots.graded_good_or_better 535
grassroots.graded_excellent 133
cells.on_roster 5010
cells.graded_good_or_better 3751
cells.graded_excellent 875
cells.assessed 5006
members 93346
members.assessed 88010
members.graded_good_or_better 73424
members.graded_excellent 14548
leaders.graded_excellent 578
END
fi
claim "everybody is decided on" "$("$GIAOBAN" round progress --unit "$unit" --year 2020 \
  --store round.giaoban --format csv 2>/dev/null | sed -n 2p | cut -d, -f3,6 |
  sed 's/^\(.*\),\1$/all/')" all
"$GIAOBAN" check --store round.giaoban >/dev/null 2>&1
claim "the store passes its check" $? 0
exit $fault
