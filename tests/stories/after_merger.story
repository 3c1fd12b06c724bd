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
