# From an empty store to a small register: units, two members, a transfer, and what the journal
# and the check say of it.
# Who makes a store is its first administrator: that is the first entry.
$ giaoban create
! an là người quản trị đầu tiên của kho{*}
! Đã tạo kho {*}
$ giaoban create
! Không làm được: Đã có dữ liệu ở {*}
! ...
exit 1

$ giaoban unit found --code PT --name "Tỉnh ủy Phú Thọ" --unit-kind province_committee \
    --origin opening --from 01/01/2015 --document 01-QĐ/TW --document-date 02/01/2015
! Đã ghi bút toán 2 (dấu {mark}).
$ giaoban unit found --code PT-01 --name "Đảng bộ xã Hùng Lô" --unit-kind grassroots_committee \
    --parent PT --from 01/01/2015
! ...
! Đã ghi bút toán 3 (dấu {mark}).
$ giaoban unit found --code PT-01-001 --name "Chi bộ khu 1" --unit-kind dependent_cell \
    --parent PT-01 --from 01/01/2015
! Đã ghi bút toán 4 (dấu {mark}).
$ giaoban unit found --code PT-01-002 --name "Chi bộ khu 2" --unit-kind dependent_cell \
    --parent PT-01 --from 01/01/2015
! Đã ghi bút toán 5 (dấu {mark}).

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
! Đã ghi bút toán 6 (dấu {mark}).
! ...
$ giaoban member admit --full-name "Đỗ Thị Hoa" --born 1990 --sex nữ --cell PT-01-001 \
    --ceremony 03/06/2020 --document 12-QĐ/HU --document-date 20/05/2020
...
! Đã ghi bút toán 7 (dấu {mark}).
! ...
$ giaoban member transfer 025095000123 --cell PT-01-002 --on 01/09/2020
! Đã ghi bút toán 8 (dấu {mark}).

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
# As known at entry 7 he has not moved.
$ giaoban member list --unit PT-01-002 --as-of 01/09/2020 --known-at 7 --format csv | cut -d, -f2-
full_name,born,standing,cell,in_cell_since

$ giaoban member transfer 025095000123 --cell PT-01-009 --on 01/10/2020
! Không làm được: {*}PT-01-009{*}
! ...
exit 1

# The journal says who, when and on which document, and no value.
$ giaoban journal --format csv | cut -d, -f1,3,4
number,actor,verb
1,an,account.first
2,an,unit.found
3,an,unit.found
4,an,unit.found
5,an,unit.found
6,an,member.admit
7,an,member.admit
8,an,member.transfer
$ giaoban journal --from 6 --count 1
Nhật ký
...
 6  {*}  an  {*}  12-QĐ/HU (20/05/2020)  {*}  {mark}
$ giaoban journal | grep -c 025095000123
0
exit 1
$ giaoban journal --entry 99
! Không làm được: Nhật ký không có bút toán 99.
!   Cần làm: Bút toán mới nhất là 8.
exit 1

# Who has no account may nothing; who has one undoes what he could have done, where he could.
$ giaoban undo 8 --as bình --reason "Nhập nhầm"
! Không làm được: {*}bình{*}
! ...
exit 1
$ giaoban user add --login bình --name "Trần Văn Bình"
! Đã ghi bút toán 9 (dấu {mark}).
$ giaoban user grant --login bình --role staff --unit PT-01-001
! Đã ghi bút toán 10 (dấu {mark}).
$ giaoban undo 8 --as bình --reason "Nhập nhầm"
! Không làm được: bình có quyền {*}, nhưng không phải với người số {*}
! ...
exit 1
$ giaoban member show 025095000123 --as bình
! Không làm được: Không có hồ sơ người nào mang số 025095000123.
! ...
exit 1
$ giaoban user grant --login bình --role staff --unit PT-01
! Đã ghi bút toán 11 (dấu {mark}).
$ giaoban undo 8 --as bình --reason "Nhập nhầm"
! Đã ghi bút toán 12 (dấu {last}).
$ giaoban member list --unit PT-01-002 --as-of 01/09/2020 --format csv | cut -d, -f2-
full_name,born,standing,cell,in_cell_since
$ giaoban journal --from 12 --format csv | cut -d, -f3,4,7
actor,verb,reason
bình,{*}undo,Nhập nhầm
# Of the journal he sees what touched his part of the tree.
$ giaoban journal --as bình --format csv | cut -d, -f1,4
number,verb
3,unit.found
4,unit.found
5,unit.found
6,member.admit
7,member.admit
8,member.transfer
10,account.grant
11,account.grant
12,undo
$ giaoban journal --as bình --entry 2
! Không làm được: Nhật ký không có bút toán 2.
! ...
exit 1

# Reading a list is told in the access log.
$ giaoban access --format csv | head -n 2 | cut -d, -f3,4
actor,what
an,member list
