# From an empty store to a small register: units, two members, a transfer, and what the journal
# and the check say of it.
$ giaoban create
! Đã tạo kho {*}
$ giaoban create
! Không làm được: Đã có dữ liệu ở {*}
! ...
exit 1

$ giaoban unit found --code PT --name "Tỉnh ủy Phú Thọ" --unit-kind province_committee \
    --origin opening --from 01/01/2015 --document 01-QĐ/TW --document-date 02/01/2015
! Đã ghi bút toán 1 (dấu {mark}).
$ giaoban unit found --code PT-01 --name "Đảng bộ xã Hùng Lô" --unit-kind grassroots_committee \
    --parent PT --from 01/01/2015
! ...
! Đã ghi bút toán 2 (dấu {mark}).
$ giaoban unit found --code PT-01-001 --name "Chi bộ khu 1" --unit-kind dependent_cell \
    --parent PT-01 --from 01/01/2015
! Đã ghi bút toán 3 (dấu {mark}).
$ giaoban unit found --code PT-01-002 --name "Chi bộ khu 2" --unit-kind dependent_cell \
    --parent PT-01 --from 01/01/2015
! Đã ghi bút toán 4 (dấu {mark}).

# A code is borne by one unit on a day.
$ giaoban unit found --code PT-01-002 --name "Chi bộ khu 3" --unit-kind dependent_cell \
    --parent PT-01 --from 01/01/2016
! Không làm được: {*}PT-01-002{*}
! ...
exit 1

$ giaoban unit list --as-of 31/12/2020 --format csv | cut -d, -f2,3
code,name
PT,Tỉnh ủy Phú Thọ
PT-01,Đảng bộ xã Hùng Lô
PT-01-001,Chi bộ khu 1
PT-01-002,Chi bộ khu 2

$ giaoban member admit --full-name "Nguyễn Văn Ước" --born 14/06/1995 --sex nam \
    --citizen-number 025095000123 --cell PT-01-001 --ceremony 03/06/2020 \
    --document 12-QĐ/HU --document-date 20/05/2020
...
! Đã ghi bút toán 5 (dấu {mark}).
! ...
$ giaoban member admit --full-name "Đỗ Thị Hoa" --born 1990 --sex nữ --cell PT-01-001 \
    --ceremony 03/06/2020 --document 12-QĐ/HU --document-date 20/05/2020
...
! Đã ghi bút toán 6 (dấu {mark}).
! ...
$ giaoban member transfer 025095000123 --cell PT-01-002 --on 01/09/2020
! Đã ghi bút toán 7 (dấu {mark}).

# As of D: who leaves on D counts last on the day before.
$ giaoban member list --unit PT --as-of 31/08/2020 --format csv | cut -d, -f2-
full_name,born,standing,cell,in_cell_since
Đỗ Thị Hoa,1990,Dự bị,PT-01-001 Chi bộ khu 1,2020-06-03
Nguyễn Văn Ước,1995-06-14,Dự bị,PT-01-001 Chi bộ khu 1,2020-06-03
$ giaoban member list --unit PT-01-002 --as-of 01/09/2020 --format csv | cut -d, -f2-
full_name,born,standing,cell,in_cell_since
Nguyễn Văn Ước,1995-06-14,Dự bị,PT-01-002 Chi bộ khu 2,2020-09-01
$ giaoban person search "uoc nguy*" --format csv | cut -d, -f2
full_name
Nguyễn Văn Ước
# As known at entry 6 he has not moved.
$ giaoban member list --unit PT-01-002 --as-of 01/09/2020 --known-at 6 --format csv | cut -d, -f2-
full_name,born,standing,cell,in_cell_since

$ giaoban member transfer 025095000123 --cell PT-01-009 --on 01/10/2020
! Không làm được: {*}PT-01-009{*}
! ...
exit 1

# The journal says who, when and on which document, and no value.
$ giaoban journal --format csv | cut -d, -f1,3,4
number,actor,verb
1,an,unit.found
2,an,unit.found
3,an,unit.found
4,an,unit.found
5,an,member.admit
6,an,member.admit
7,an,member.transfer
$ giaoban journal --from 5 --count 1
Nhật ký
...
 5  {*}  an  {*}  12-QĐ/HU (20/05/2020)  {*}  {mark}
$ giaoban journal | grep -c 025095000123
0
exit 1
$ giaoban journal --entry 99
! Không làm được: Nhật ký không có bút toán 99.
!   Cần làm: Bút toán mới nhất là 7.
exit 1

$ giaoban undo 7 --as bình --reason "Nhập nhầm"
! Đã ghi bút toán 8 (dấu {last}).
$ giaoban member list --unit PT-01-002 --as-of 01/09/2020 --format csv | cut -d, -f2-
full_name,born,standing,cell,in_cell_since
$ giaoban journal --from 8 --format csv | cut -d, -f3,4,7
actor,verb,reason
bình,{*}undo,Nhập nhầm

# Reading a list is told in the access log.
$ giaoban access --format csv | head -n 2 | cut -d, -f2,3
actor,what
an,member list
