# The communes of a district become two on 1 July 2025: tried, carried out, taken back, carried out
# again; what is asked of June and of July.
$ giaoban create
$ giaoban unit found --code PT --name "Tỉnh ủy Phú Thọ" --unit-kind province_committee \
    --origin opening --from 01/01/2015
$ giaoban unit found --code PT-01 --name "Huyện ủy Lâm Thao" --unit-kind district_committee \
    --parent PT --from 01/01/2015
$ giaoban unit found --code 101 --name "Đảng bộ xã Hùng Lô" --unit-kind grassroots_committee \
    --parent PT-01 --from 01/01/2015
$ giaoban unit found --code 102 --name "Đảng bộ xã Kim Đức" --unit-kind grassroots_committee \
    --parent PT-01 --from 01/01/2015
$ giaoban unit found --code 101-1 --name "Chi bộ khu 1" --unit-kind dependent_cell \
    --parent 101 --from 01/01/2015
$ giaoban unit found --code 101-2 --name "Chi bộ khu 2" --unit-kind dependent_cell \
    --parent 101 --from 01/01/2015
$ giaoban unit found --code 102-1 --name "Chi bộ khu 9" --unit-kind dependent_cell \
    --parent 102 --from 01/01/2015
$ for cell in 101-1 101-1 101-2 102-1; do giaoban member admit --full-name "Nguyễn Văn Ước" \
    --born 1990 --sex nam --cell $cell --ceremony 03/06/2020 --namesake another --document 12-QĐ/HU \
    --document-date 20/05/2020 >/dev/null; done

# A template to fill in; an empty one is no plan.
$ giaoban unit plan-template --out phuong-an.xlsx
! Đã ghi tệp mẫu phuong-an.xlsx.
$ giaoban reorganise phuong-an.xlsx --dry-run
! Không làm được: Phương án chưa ghi ngày hiệu lực.
!   Ở: Đơn vị
!   Cần làm: Ghi ngày ở cột ngày, hoặc chọn ngày khi nạp.
exit 1

# The list of communes, old and new: Hùng Lô is divided, and neither code nor name says who is its
# main heir.
$ printf 'old_province_code,old_district_code,old_commune_code,new_province_code,new_commune_code,new_commune\nPT,PT-01,101,PT,701,Xã Hùng Kim\nPT,PT-01,101,PT,702,Phường Vân Phú\nPT,PT-01,102,PT,701,Xã Hùng Kim\n' >xa.csv
$ giaoban reorganise --from-csv xa.csv --date 2025-07-01 --decision "Nghị quyết 202" --dry-run
! Dòng 2: Đảng bộ xã Hùng Lô (101) được chia mà không rõ nơi nào kế thừa chính: Đảng bộ xã Hùng Kim (701); Đảng bộ phường Vân Phú (702). Mã cũ, tên cũ và số đảng viên nhận về đều không nói rõ. Kèm danh sách nơi kế thừa chính (hai cột: mã cũ, mã nơi kế thừa chính), hoặc danh sách nơi nhận của từng chi bộ.
! ...
exit 1
$ printf 'Mã cũ;Mã nơi kế thừa chính\n101;701\n' >ke-thua.csv
$ giaoban reorganise --from-csv xa.csv --heirs ke-thua.csv --date 2025-07-01 \
    --decision "Nghị quyết 202" --dry-run
Tổng hợp theo cấp
Cấp                       Việc                             Số đơn vị
------------------------  -------------------------------  ---------
cấp trên trực tiếp cơ sở  Thành lập                                2
cấp trên trực tiếp cơ sở  Kết thúc hoạt động                       1
cơ sở                     Kết thúc hoạt động                       2
cơ sở                     Chia một phần                            1
chi bộ của đảng bộ cơ sở  Chuyển về trực thuộc                     1
chi bộ của đảng bộ cơ sở  Xếp theo mặc định, cần xác nhận          2
! Lưu ý: 2 đơn vị trực thuộc chưa ai xếp, được đưa về nơi kế thừa chính. Xem danh sách “xếp theo mặc định” và xác nhận từng đơn vị.
! Lưu ý: Chưa chắc loại “chi bộ trực thuộc (3 đơn vị)” được đặt dưới loại “đảng ủy xã/phường/đặc khu” vào ngày 01/07/2025 (Quy định 298-QĐ/TW). {*}
! Đảng viên trước và sau sắp xếp: 4 và 4.
! Chạy thử nên chưa ghi gì.
$ printf 'cell_code,new_unit_code\n101-1,702\n' >chi-bo.csv
$ giaoban reorganise --from-csv xa.csv --divided chi-bo.csv --date 2025-07-01 --decision "Nghị quyết 202"
! Dòng 2: Đảng bộ xã Hùng Lô (101) được chia nhưng còn 1 đơn vị trực thuộc chưa có nơi nhận: 101-2. Ghi nơi nhận của từng đơn vị, hoặc chọn “xếp về nơi kế thừa chính” để phần mềm xếp và liệt kê cho người xác nhận.
! Lưu ý: Chưa chắc loại “chi bộ trực thuộc (2 đơn vị)” được đặt dưới loại “đảng ủy xã/phường/đặc khu” vào ngày 01/07/2025 (Quy định 298-QĐ/TW). {*}
! Không làm được: Phương án còn 1 chỗ chưa ổn; chỗ đầu tiên: Đảng bộ xã Hùng Lô (101) được chia nhưng còn 1 đơn vị trực thuộc chưa có nơi nhận: 101-2.
!   Cần làm: Xem trước phương án để thấy đủ các chỗ, sửa rồi làm lại. Chưa ghi gì.
exit 1
$ printf '101-2,701\n101-3,701\n' >>chi-bo.csv
$ giaoban reorganise --from-csv xa.csv --divided chi-bo.csv --date 2025-07-01 --decision "Nghị quyết 202"
! Dòng 4 (phần chia tách): “101-3” không phải là đơn vị còn hoạt động từ ngày 01/07/2025 để xếp vào nơi mới. Phần được chia ghi bằng mã cũ của đơn vị trực thuộc.
! Lưu ý: Chưa chắc loại “chi bộ trực thuộc (3 đơn vị)” được đặt dưới loại “đảng ủy xã/phường/đặc khu” vào ngày 01/07/2025 (Quy định 298-QĐ/TW). {*}
! Không làm được: Phương án còn 1 chỗ chưa ổn; chỗ đầu tiên: “101-3” không phải là đơn vị còn hoạt động từ ngày 01/07/2025 để xếp vào nơi mới.
!   Cần làm: Xem trước phương án để thấy đủ các chỗ, sửa rồi làm lại. Chưa ghi gì.
exit 1
$ printf 'cell_code,new_unit_code\n101-1,702\n101-2,701\n' >chi-bo.csv
$ giaoban reorganise --from-csv xa.csv --divided chi-bo.csv --date 2025-07-01 --decision "Nghị quyết 202"
Tổng hợp theo cấp
Cấp                       Việc                  Số đơn vị
------------------------  --------------------  ---------
cấp trên trực tiếp cơ sở  Thành lập                     2
cấp trên trực tiếp cơ sở  Kết thúc hoạt động            1
cơ sở                     Kết thúc hoạt động            2
cơ sở                     Chia một phần                 1
chi bộ của đảng bộ cơ sở  Chuyển về trực thuộc          3
! Lưu ý: Chưa chắc loại “chi bộ trực thuộc (3 đơn vị)” được đặt dưới loại “đảng ủy xã/phường/đặc khu” vào ngày 01/07/2025 (Quy định 298-QĐ/TW).
! Đã ghi bút toán 13 (dấu {mark}).
! Đảng viên trước và sau sắp xếp: 4 và 4.
$ giaoban unit list --as-of 30/06/2025 --format csv | cut -d, -f2,3
code,name
PT,Tỉnh ủy Phú Thọ
PT-01,Huyện ủy Lâm Thao
101,Đảng bộ xã Hùng Lô
101-1,Chi bộ khu 1
101-2,Chi bộ khu 2
102,Đảng bộ xã Kim Đức
102-1,Chi bộ khu 9
$ giaoban unit list --as-of 01/07/2025 --format csv | cut -d, -f2,3
code,name
PT,Tỉnh ủy Phú Thọ
701,Đảng bộ xã Hùng Kim
101-2,Chi bộ khu 2
102-1,Chi bộ khu 9
702,Đảng bộ phường Vân Phú
101-1,Chi bộ khu 1
$ giaoban unit lineage --unit 701 --as-of 01/07/2025 --format csv
on,from_code,from_name,to_code,to_name,heir
2025-07-01,101,Đảng bộ xã Hùng Lô,701,Đảng bộ xã Hùng Kim,nhận một phần
2025-07-01,102,Đảng bộ xã Kim Đức,701,Đảng bộ xã Hùng Kim,kế thừa chính

# A plan is carried out once.
$ giaoban reorganise --from-csv xa.csv --divided chi-bo.csv --date 2025-07-01 --decision "Nghị quyết 202"
! Dòng 2: Đảng bộ xã Hùng Lô (101) đã được ghi là kết thúc từ ngày 01/07/2025. Phương án này có thể đã thực hiện rồi; xem nhật ký. Nếu lần trước sai thì hoàn tác bút toán đó trước.
! Dòng 3: Đảng bộ xã Hùng Lô (101) đã được ghi là kết thúc từ ngày 01/07/2025. Phương án này có thể đã thực hiện rồi; xem nhật ký. Nếu lần trước sai thì hoàn tác bút toán đó trước.
! Dòng 4: Đảng bộ xã Kim Đức (102) đã được ghi là kết thúc từ ngày 01/07/2025. Phương án này có thể đã thực hiện rồi; xem nhật ký. Nếu lần trước sai thì hoàn tác bút toán đó trước.
! Dòng –: Huyện ủy Lâm Thao (PT-01) đã được ghi là kết thúc từ ngày 01/07/2025. Phương án này có thể đã thực hiện rồi; xem nhật ký. Nếu lần trước sai thì hoàn tác bút toán đó trước.
! Không làm được: Phương án còn 4 chỗ chưa ổn; chỗ đầu tiên: Đảng bộ xã Hùng Lô (101) đã được ghi là kết thúc từ ngày 01/07/2025.
!   Cần làm: Xem trước phương án để thấy đủ các chỗ, sửa rồi làm lại. Chưa ghi gì.
exit 1

# Taken back, nothing of it is left; and it can be done again.
$ giaoban undo 13
! Đã ghi bút toán 14 (dấu {mark}).
$ giaoban unit list --as-of 01/07/2025 --format csv | cut -d, -f2,3
code,name
PT,Tỉnh ủy Phú Thọ
PT-01,Huyện ủy Lâm Thao
101,Đảng bộ xã Hùng Lô
101-1,Chi bộ khu 1
101-2,Chi bộ khu 2
102,Đảng bộ xã Kim Đức
102-1,Chi bộ khu 9
$ giaoban reorganise --from-csv xa.csv --divided chi-bo.csv --date 2025-07-01 --decision "Nghị quyết 202"
Tổng hợp theo cấp
Cấp                       Việc                  Số đơn vị
------------------------  --------------------  ---------
cấp trên trực tiếp cơ sở  Thành lập                     2
cấp trên trực tiếp cơ sở  Kết thúc hoạt động            1
cơ sở                     Kết thúc hoạt động            2
cơ sở                     Chia một phần                 1
chi bộ của đảng bộ cơ sở  Chuyển về trực thuộc          3
! Lưu ý: Chưa chắc loại “chi bộ trực thuộc (3 đơn vị)” được đặt dưới loại “đảng ủy xã/phường/đặc khu” vào ngày 01/07/2025 (Quy định 298-QĐ/TW).
! Đã ghi bút toán 15 (dấu {mark}).
! Đảng viên trước và sau sắp xếp: 4 và 4.

# As it was, and restated on the tree of the last day.
$ giaoban series --unit 701 --measure members --from 2025-05-31 --to 2025-08-31 \
    --restated-on 2025-08-31 --format csv | cut -d, -f1,2,6,8
on,count,reorganised,restated
2025-05-31,,,2
2025-06-30,,,2
2025-07-31,2,01/07/2025,2
2025-08-31,2,,2
# What a report of 31 July knew before it was recorded, what stands now, and the difference.
$ giaoban revisions --unit PT --measure members --as-of 31/07/2025 --known-at 14 --format csv \
    | cut -d, -f1,2,5,6,7
unit_code,unit,reported,now,difference
PT,Tỉnh ủy Phú Thọ,4,4,0
701,Đảng bộ xã Hùng Kim,,2,2
702,Đảng bộ phường Vân Phú,,2,2
PT-01,Huyện ủy Lâm Thao,4,,-4
! Đã báo cáo: theo sổ ghi đến bút toán 14.
$ giaoban check
Kiểm tra kho
Mục                                      Kết quả
---------------------------------------  -------------
Bút toán, nối thành một chuỗi            15
Dòng dữ liệu, khớp với bút toán          150
Dòng đã xóa thông tin cá nhân theo luật  0
Bút toán cuối và dấu của nó              15:{mark}
Chỗ sai                                  0
