# What goes out after a merger comes in again as it is known, though a new unit bears the code of an
# old one, cells have moved and members have followed; and it makes the same register elsewhere.
$ giaoban create
$ giaoban unit found --code PT --name "Tỉnh ủy Phú Thọ" --unit-kind province_committee \
    --origin opening --from 01/01/2015
$ for xa in 101 102 103; do giaoban unit found --code $xa --name "Đảng bộ xã $xa" \
    --unit-kind grassroots_committee --parent PT --origin opening --from 01/01/2015; done
$ for cell in 101-1 101-2 102-1 103-1; do giaoban unit found --code $cell --name "Chi bộ $cell" \
    --unit-kind dependent_cell --parent ${cell%-*} --origin opening --from 01/01/2015; done
$ for one in "Nguyễn Văn An:101-1" "Trần Thị Bình:101-2" "Lê Văn Chi:102-1" "Phạm Thị Dung:103-1"; do \
    giaoban member admit --full-name "${one%:*}" --born 1990 --sex nam --cell ${one#*:} \
    --ceremony 03/06/2020 --document 12-QĐ/HU --document-date 20/05/2020; done

# Two communes and two cells become new ones that keep a code; a third commune gets another name.
$ printf 'Mã cũ;Mã mới;Tên mới;Cấp trên mới;Cách làm;Ngày\n101;101;Đảng bộ xã Hùng;PT;Lập mới;01/07/2021\n102;101;Đảng bộ xã Hùng;PT;Lập mới;01/07/2021\n101-1;101-1;Chi bộ Một;101;Lập mới;01/07/2021\n102-1;101-1;Chi bộ Một;101;Lập mới;01/07/2021\n103;104;Đảng bộ xã Ba;;;01/07/2021\n' >plan.csv
$ giaoban reorganise plan.csv --decision 5-QĐ/TU
...

$ giaoban export --unit PT --opening 2021-06-30 --as-of 2021-09-30 --out ra.xlsx
! Đã ghi ra.xlsx.
$ giaoban export --unit PT --opening 2021-06-30 --as-of 2021-09-30 --list units --out ra.csv
! Đã ghi ra.csv.
$ cut -d, -f1,5,6,7,8,9 ra.csv | tail -n +2
PT,,,,,
101,PT,2021-07-01,,,
101-1,101,2021-07-01,,,
101-2,101,,,101@30/06/2021,2021-07-01
104,PT,,,,
103-1,104,,,,
101@30/06/2021,PT,,2021-07-01,,
101-1@30/06/2021,101@30/06/2021,,2021-07-01,,
102,PT,,2021-07-01,,
102-1,102,,2021-07-01,,
$ giaoban import ra.xlsx --dry-run --format csv
units,persons,posts,grades,known,changed,entry
0,0,0,0,14,0,
! Tệp không có lỗi; chạy thử nên chưa ghi gì.

# In a store of its own it is the same register, before the merger and after it.
$ giaoban import ra.xlsx --store khac.giaoban --format csv
units,persons,posts,grades,known,changed,entry
10,4,0,0,0,0,{n}
$ giaoban unit list --as-of 30/09/2021 --format csv | cut -d, -f2,3 >day.csv
$ giaoban unit list --as-of 30/09/2021 --format csv --store khac.giaoban | cut -d, -f2,3 | diff day.csv -
$ giaoban unit list --as-of 30/06/2021 --format csv --store khac.giaoban | cut -d, -f2,3
code,name
PT,Tỉnh ủy Phú Thọ
101,Đảng bộ xã 101
101-1,Chi bộ 101-1
101-2,Chi bộ 101-2
102,Đảng bộ xã 102
102-1,Chi bộ 102-1
104,Đảng bộ xã Ba
103-1,Chi bộ 103-1
$ for day in 30/06/2021 01/07/2021; do for store in $GIAOBAN_STORE khac.giaoban; do giaoban figure --unit 101 --measure members --as-of $day --store $store --format csv | tail -1 | cut -d, -f1-3; done; done
members,Đảng viên,2
members,Đảng viên,2
members,Đảng viên,3
members,Đảng viên,3
$ giaoban check --store khac.giaoban | tail -1
Chỗ sai                                  0

# Results of organisations that ended count at their heirs: the list says so, and finds those that a
# commune took from elsewhere; who finished is asked of the heirs too.
$ for xa in 101 102; do giaoban review grade-unit --unit $xa --year 2020 --roster-on 31/12/2020 \
    --decided-on 20/01/2021 --grade HTT --aspect organisation; done
...
$ giaoban review list --unit 101 --year 2020 --as-of 30/09/2021 --format csv | cut -d, -f1,2,7
code,name,answering
101,Đảng bộ xã 101,101
102,Đảng bộ xã 102,101
$ giaoban review list --unit 101 --year 2020 --as-of 30/06/2021 --format csv | cut -d, -f1,2,7
code,name,answering
101,Đảng bộ xã 101,
$ giaoban briefing review --unit PT --year 2020 --as-of 30/09/2021 --format csv | cut -d, -f2-
share,unit,name,did
"1/2 (50,00%) số địa phương phải có",104,Đảng bộ xã Ba,chưa có
"1/2 (50,00%) số địa phương phải có",101,Đảng bộ xã Hùng,đã có
$ giaoban export --unit 101 --as-of 30/09/2021 --list grades --out xl.csv
! Đã ghi xl.csv.
$ cut -d, -f1,3 xl.csv | tail -n +2
2020,101@30/06/2021
2020,102@30/06/2021
$ giaoban import xl.csv --opening 01/01/2015 --dry-run --format csv
units,persons,posts,grades,known,changed,entry
0,0,0,0,2,0,
! Tệp không có lỗi; chạy thử nên chưa ghi gì.

# A whole book has one top: it leaves them out, and says so. That of the province has them.
$ giaoban export --unit 101 --as-of 30/09/2021 --out xl.xlsx
! Đã ghi xl.xlsx.
! Còn 2 kết quả xếp loại của tổ chức đảng nơi khác đã sáp nhập về đây không nằm trong sổ này; xuất riêng danh sách xếp loại (--list grades) để có.
$ giaoban export --unit PT --as-of 30/09/2021 --out pt.xlsx
! Đã ghi pt.xlsx.
$ giaoban import pt.xlsx --dry-run --format csv
units,persons,posts,grades,known,changed,entry
0,0,0,0,16,0,
! Tệp không có lỗi; chạy thử nên chưa ghi gì.

# What a file says of a unit that did not stand then is told with its row and its code.
$ sed 's/^2020,\(.*\)102@30\/06\/2021,\(.*\)2020-12-31,2021-01-20/2023,\1102@30\/06\/2021,\22023-12-31,2024-01-20/' xl.csv >sai.csv
$ giaoban import sai.csv --opening 01/06/2025 --dry-run
! sai!C3: Ngày 31/12/2023 đơn vị 102@30/06/2021 chưa thành lập hoặc đã giải thể. {*}
! Không làm được: Tệp sai.csv có 1 lỗi; chưa ghi gì vào kho.
! ...
exit 1
