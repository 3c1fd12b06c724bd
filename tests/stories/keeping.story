# Keeping a store: its proof, marks on paper, copies, erasure.
$ giaoban create
$ giaoban unit found --code CB --name "Chi bộ cơ quan" --unit-kind grassroots_cell \
    --origin opening --from 01/01/2015
! ...
! Đã ghi bút toán 2 (dấu {mark}).
$ giaoban member admit --full-name "Nguyễn Văn Ước" --born 14/06/1995 --sex nam \
    --citizen-number 025095000123 --cell CB --ceremony 03/06/2020 \
    --document 12-QĐ/HU --document-date 20/05/2020
...
! ...

$ giaoban check --format csv
item,name,value
entries,{*},3
facts,{*},{n}
erased,{*},0
head,{*},3:{head}
faults,{*},0
! Nhật ký, dữ liệu và các bảng riêng khớp với tệp khóa. Nếu cả kho bị thay {*}
$ giaoban check --anchor 3:{head} --format csv | grep anchor
anchor,{*},3:{head}
$ giaoban check --anchors khong-co
! Không làm được: Không đọc hay ghi thêm được tệp dấu mốc{*}
! ...
exit 1
$ giaoban check --anchor 3:0000000000 --format csv | grep fault
faults,{*},1
fault,{*}
$ giaoban check --anchor 3:0000000000 >/dev/null
! Không làm được: Kho có 1 chỗ sai{*}
! ...
exit 1
$ giaoban check --anchor hai
! Không làm được: Dấu “hai” không đúng dạng.
! ...
exit 2

# A copy and its keys make the same store again, elsewhere.
$ giaoban backup --out sao-luu --keys-out sao-luu.khoa
! Đã sao lưu kho {*}
$ giaoban backup --out sao-luu --keys-out sao-luu.khoa
! Không làm được: Đã có dữ liệu ở {*}
! ...
exit 1
$ giaoban restore sao-luu --keys-in sao-luu.khoa --store moi.giaoban --keys moi.keys
! Đã phục hồi sao-luu thành kho moi.giaoban{*}
$ giaoban check --store moi.giaoban --keys moi.keys --anchor 3:{head} --format csv | grep -v facts
item,name,value
entries,{*},3
erased,{*},0
head,{*},3:{head}
anchor,{*},3:{head}
faults,{*},0
$ giaoban restore sao-luu --keys-in sao-luu.khoa --store moi.giaoban --keys khac.keys
! Không làm được: Đã có dữ liệu ở {*}
! ...
exit 1

# Erased: the particulars are gone, the count and the proof stand.
$ giaoban member list --unit CB --as-of 31/12/2020 --format csv | tail -n 1 | tr ',' ' '
{person} Nguyễn Văn Ước {*}
$ giaoban erase {person}
! Không làm được: Thiếu --ground{*}
! ...
exit 2
$ giaoban erase {person} --ground "Yêu cầu của chủ thể dữ liệu"
! Đã ghi bút toán 4 (dấu {mark}).
! Bản sao lưu{*}
$ giaoban member list --unit CB --as-of 31/12/2020 --format csv | tail -n 1 | grep -c Nguyễn
0
exit 1
$ giaoban member list --unit CB --as-of 31/12/2020 --format csv | tail -n 1 | cut -d, -f1
{person}
$ giaoban check --format csv | grep -E '^(erased|faults)'
erased,{*},{n}
faults,{*},0
