# A register out of one store and into another: blank template, faults, export, import, and the same
# figures on the other side.
$ giaoban template --out mau.xlsx
! Đã ghi tệp mẫu mau.xlsx.

# A blank workbook is told what it lacks, and no store comes of a trial.
$ giaoban import mau.xlsx --dry-run --store khong.giaoban --errors loi.xlsx
! Sổ!1: Trang Sổ còn thiếu mục “Mã đơn vị cao nhất”. {*}
! Sổ!1: Trang Sổ còn thiếu mục “Ngày mở sổ”. {*}
! Tệp đã đánh dấu từng lỗi: loi.xlsx
! Không làm được: Tệp mau.xlsx có 2 lỗi; chưa ghi gì vào kho.
! ...
exit 1
$ ls
loi.xlsx
mau.xlsx

$ giaoban create
$ giaoban unit found --code PT --name "Tỉnh ủy Phú Thọ" --unit-kind province_committee \
    --origin opening --from 01/01/2015
$ giaoban unit found --code PT-01 --name "Đảng bộ xã Hùng Lô" --unit-kind grassroots_committee \
    --parent PT --origin opening --from 01/01/2015
$ giaoban unit found --code PT-01-001 --name "Chi bộ khu 1" --unit-kind dependent_cell \
    --parent PT-01 --origin opening --from 01/01/2015
$ giaoban unit found --code PT-01-002 --name "Chi bộ khu 2" --unit-kind dependent_cell \
    --parent PT-01 --origin opening --from 01/01/2015
$ giaoban member admit --full-name "Nguyễn Văn Ước" --born 14/06/1995 --sex nam \
    --citizen-number 025095000123 --cell PT-01-001 --ceremony 03/06/2018
...
$ giaoban member recognise 025095000123 --from 03/06/2019
$ giaoban member admit --full-name "Đỗ Thị Hoa" --born 1990 --sex nữ --cell PT-01-001 \
    --ceremony 03/06/2020
...
$ giaoban post appoint --person 025095000123 --unit PT-01-001 --from 01/07/2019 --title secretary
$ giaoban review grade-unit --unit PT-01-001 --year 2020 --grade good --decided-on 15/01/2021
$ giaoban review grade-person --person 025095000123 --year 2020 --grade excellent \
    --decided-on 15/01/2021
$ giaoban member transfer 025095000123 --cell PT-01-002 --on 01/03/2021

# One list cannot be taken in alone; all of them can.
$ giaoban export --unit PT --as-of 14/06/2021 --list members --out dv.xlsx
! Đã ghi dv.xlsx.
$ giaoban import dv.xlsx --store hai.giaoban --dry-run
! Sổ: Tệp dv.xlsx không có trang Sổ. {*}
! Đơn vị: {*}
! Chức vụ: {*}
! Xếp loại: {*}
! Không làm được: Tệp dv.xlsx có 4 lỗi; chưa ghi gì vào kho.
! ...
exit 1
$ giaoban export --unit PT --as-of 14/06/2021 --list members --out dv.csv
! Đã ghi dv.csv.
$ cut -d, -f2,5 dv.csv
person_particulars.full_name,person_particulars.born
Đỗ Thị Hoa,1990
Nguyễn Văn Ước,1995-06-14
$ giaoban export --unit PT --as-of 14/06/2021 --out so.csv
! Không làm được: Tệp .csv chỉ chứa được một danh sách.
! ...
exit 2
$ giaoban export --unit PT --as-of 14/06/2021 --out so.xlsx
! Đã ghi so.xlsx.
$ giaoban import so.xlsx --store hai.giaoban --format csv
units,persons,posts,grades,known,changed,entry
4,2,1,2,0,0,2

# The last column of figures is a reference into one store.
$ giaoban figure --unit PT --as-of 14/06/2021 --format csv | sed 's/,[^,]*$//' >mot.csv
$ giaoban figure --unit PT --as-of 14/06/2021 --format csv --store hai.giaoban \
    | sed 's/,[^,]*$//' >hai.csv
$ diff mot.csv hai.csv && grep -E '^(members|members.full|posts.secretary|cells.graded_good),' hai.csv
members,Đảng viên,2,,,
members.full,Đảng viên chính thức,1,2,tổng số đảng viên,"50,00"
posts.secretary,Bí thư,1,,,
cells.graded_good,Chi bộ trực thuộc hoàn thành tốt nhiệm vụ,1,2,tổng số chi bộ trực thuộc,"50,00"
$ giaoban figure --unit PT-01-002 --as-of 14/06/2021 --format csv --measure members \
    --store hai.giaoban | cut -d, -f1,3
id,numerator
members,1
$ giaoban check --store hai.giaoban
...
Chỗ sai                                  0

# Both stores know it all.
$ giaoban import so.xlsx --store hai.giaoban --format csv
units,persons,posts,grades,known,changed,entry
0,0,0,0,9,0,
$ giaoban import so.xlsx --format csv
units,persons,posts,grades,known,changed,entry
0,0,0,0,9,0,
