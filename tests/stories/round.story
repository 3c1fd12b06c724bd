# The round of 2020 in a small province: opened at the top, graded in a cell, decided by the
# commune's committee under the cap, told and summed up.
$ giaoban create
! ...
$ giaoban unit found --code PT --name "Tỉnh ủy Phú Thọ" --unit-kind province_committee \
    --origin opening --from 01/01/2015
! ...
$ giaoban unit found --code PT-01 --name "Huyện ủy Lâm Thao" --unit-kind district_committee \
    --parent PT --origin opening --from 01/01/2015
! ...
$ giaoban unit found --code PT-01-01 --name "Đảng bộ xã Hùng Lô" \
    --unit-kind grassroots_committee --parent PT-01 --origin opening --from 01/01/2015
! ...
$ giaoban unit found --code PT-01-01-01 --name "Chi bộ khu 1" --unit-kind dependent_cell \
    --parent PT-01-01 --origin opening --from 01/01/2015
! ...
$ i=0; for name in "Nguyễn Thị Lan" "Trần Văn Hùng" "Lê Thị Bình" "Đỗ Thị Cúc" "Phạm Văn Dũng"; do \
    i=$((i+1)); giaoban member admit --full-name "$name" --born 1980 --cell PT-01-01-01 \
    --ceremony 0$i/03/2018 --citizen-number 02508000000$i --document 1-QĐ/HU \
    --document-date 01/02/2018 && giaoban member recognise 02508000000$i --from 0$i/03/2019; \
  done >/dev/null 2>&1; giaoban member list --unit PT --as-of 31/12/2020 --format csv | wc -l
6

# Nobody is proposed for before the round is open; it is opened once.
$ giaoban round step --person 025080000001 --year 2020 --step self_grading --grade HTT \
    --on 05/01/2021
! Không làm được: Chưa có đợt kiểm điểm, xếp loại năm 2020 cho Chi bộ khu 1.
! ...
exit 1
$ giaoban round open --unit PT --year 2020 --on 31/12/2020 --deadline-cell 30/12/2020 \
    --document 12-HD/BTCTU --document-date 01/12/2020
! Không làm được: Hạn 30/12/2020 của cấp “{*}” trước ngày mở đợt 31/12/2020 {*}
! ...
exit 1
$ giaoban round open --unit PT --year 2020 --on 31/12/2020 --deadline-cell 15/01/2021 \
    --document 12-HD/BTCTU --document-date 01/12/2020
! Đã ghi bút toán {n} (dấu {mark}).
$ giaoban round open --unit PT-01 --year 2020 --on 31/12/2020
! Không làm được: Đợt kiểm điểm, xếp loại năm 2020 đã được mở tại Tỉnh ủy Phú Thọ, ngày 31/12/2020.
! ...
exit 1

# The cell: each grades himself, the meeting proposes.
$ giaoban round step --person 025080000001 --year 2020 --step notice --on 05/01/2021
! Không làm được: Nguyễn Thị Lan: chưa thể thông báo kết quả, vì còn thiếu: quyết định xếp loại (trình tự của chính các bước).
! ...
exit 1
$ for i in 1 2 3 4 5; do for step in self_grading proposal; do \
    giaoban round step --person 02508000000$i --year 2020 --step $step --grade HTT \
    --on 05/01/2021; done; done 2>&1 | grep -c "Đã ghi bút toán"
10

# The committee: not without its document, then all at once just as proposed.
$ giaoban round decide-unit --unit PT-01-01-01 --year 2020 --on 10/01/2021
! Không làm được: Quyết định phải có văn bản: số và ngày.
! ...
exit 1
$ giaoban round decide-unit --unit PT-01-01-01 --year 2020 --on 10/01/2021 --document 15-QĐ/ĐU \
    --document-date 10/01/2021
! Đã ghi bút toán {n} (dấu {mark}).

# One of five may be excellent, and a decision in place of another says why.
$ giaoban round decide --person 025080000001 --year 2020 --grade HTXS --on 11/01/2021 \
    --document 16-QĐ/ĐU --document-date 11/01/2021
! Không làm được: Nguyễn Thị Lan đã có quyết định ngày 10/01/2021; quyết định thay thế phải có lý do.
! ...
exit 1
$ giaoban round decide --person 025080000001 --year 2020 --grade HTXS --on 11/01/2021 \
    --document 16-QĐ/ĐU --document-date 11/01/2021 --reason "bình xét lại"
! Đã ghi bút toán {n} (dấu {mark}).
$ giaoban round decide --person 025080000002 --year 2020 --grade HTXS --on 11/01/2021 \
    --document 16-QĐ/ĐU --document-date 11/01/2021 --reason "bình xét lại"
! Không làm được: Đảng bộ xã Hùng Lô: đảng viên: 2 “Hoàn thành xuất sắc nhiệm vụ”, quá mức 1 (20% của 5 xếp loại tốt trở lên; HD 21-HD/BTCTW).
! ...
exit 1
# What a decision settled is not changed beside it, on whatever paper.
$ giaoban review grade-person --person 025080000002 --year 2020 --grade HTXS \
    --decided-on 11/01/2021 --document 16-QĐ/ĐU --document-date 11/01/2021
! Không làm được: Kết quả năm 2020 của Trần Văn Hùng đã được xếp loại trong đợt, theo văn bản số {*}
! ...
exit 1
$ giaoban round room --unit PT-01-01-01 --year 2020 --part member --format csv | cut -d, -f2-7
base,of,percent,allowed,excellent,left
số xếp loại tốt trở lên,5,20,1,1,0
"số xếp loại hoàn thành tốt, không kể xuất sắc",4,20,1,1
số được xếp loại,5,20,1,1,0
tổng số,5,20,1,1,0

# A fault that is stated holds the grade down.
$ giaoban round state --person 025080000003 --year 2020 --condition discipline --amount 1 \
    --evidence "QĐ 7-QĐ/UBKT" --on 11/01/2021
! Lưu ý: Lê Thị Bình đã xếp loại “Hoàn thành tốt nhiệm vụ” năm 2020; theo căn cứ vừa ghi, không được cao hơn “Không hoàn thành nhiệm vụ”: {*}
! Đã ghi bút toán {n} (dấu {mark}).
$ giaoban round decide --person 025080000003 --year 2020 --grade HT --on 12/01/2021 \
    --document 17-QĐ/ĐU --document-date 12/01/2021 --reason "bị kỷ luật"
! Không làm được: Lê Thị Bình không được xếp loại cao hơn “Không hoàn thành nhiệm vụ”: {*}
! ...
exit 1
$ giaoban round decide --person 025080000003 --year 2020 --grade KHT --on 12/01/2021 \
    --document 17-QĐ/ĐU --document-date 12/01/2021 --reason "bị kỷ luật"
! ...
! Đã ghi bút toán {n} (dấu {mark}).

# What the round came to, and what figures read.
$ giaoban round progress --unit PT-01-01 --year 2020 --format csv | cut -d, -f1,3-8
code,members,excluded,proposed,decided,units,units_decided
PT-01-01,5,0,5,5,2,0
PT-01-01-01,5,0,5,5,1,0

# Who is late, at every level; of one level who is done.
$ giaoban round late --unit PT --year 2020 --format csv | cut -d, -f1-2,4-7
code,name,under,members_left,units_left,deadline
PT-01,Huyện ủy Lâm Thao,Tỉnh ủy Phú Thọ,0,3,2021-01-15
PT-01-01,Đảng bộ xã Hùng Lô,Huyện ủy Lâm Thao,0,2,2021-01-15
PT-01-01-01,Chi bộ khu 1,Đảng bộ xã Hùng Lô,0,1,2021-01-15
$ giaoban round late --unit PT --year 2020 --level cell --show complete --format csv
code,name,level,under,members_left,units_left,deadline,days_late
! Đã xong 0/1 (0,00%) chi bộ trực thuộc đảng bộ cơ sở; quá hạn 1.
$ giaoban review list --unit PT-01-01 --year 2020 --aspect member --as-of 14/06/2021 \
    --format csv | cut -d, -f2,4
full_name,grade
Nguyễn Thị Lan,Hoàn thành xuất sắc nhiệm vụ
Trần Văn Hùng,Hoàn thành tốt nhiệm vụ
Lê Thị Bình,Không hoàn thành nhiệm vụ
Đỗ Thị Cúc,Hoàn thành tốt nhiệm vụ
Phạm Văn Dũng,Hoàn thành tốt nhiệm vụ
$ giaoban round history --person 025080000001 --format csv
year,grade,not_assessed,decided_on
2020,Hoàn thành xuất sắc nhiệm vụ,,2021-01-11
$ giaoban check
...
