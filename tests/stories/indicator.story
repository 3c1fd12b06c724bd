# A committee counts what the program's own table does not: defined by conditions, asked like any
# other figure, opened from paper after it was changed, aimed at; then laid out as a table.
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
$ for i in 1 2; do giaoban unit found --code PT-01-01-0$i --name "Chi bộ khu $i" \
    --unit-kind dependent_cell --parent PT-01-01 --origin opening --from 01/01/2015; done \
    >/dev/null 2>&1
$ giaoban member admit --full-name "Nguyễn Thị Lan" --born 14/06/1995 --sex nữ \
    --cell PT-01-01-01 --ceremony 03/02/2020 >/dev/null 2>&1
$ giaoban member admit --full-name "Trần Thị Mai" --born 1970 --sex nữ --cell PT-01-01-02 \
    --ceremony 03/02/2016 >/dev/null 2>&1
$ giaoban member admit --full-name "Lê Văn Sơn" --born 1994 --sex nam --cell PT-01-01-02 \
    --ceremony 03/02/2020 >/dev/null 2>&1

# What is wrong is told where it is written.
$ giaoban indicator define --unit PT --code nu_tre --name "Đảng viên nữ dưới 30" \
    --population members --counts "giới tính = nữ và tuổi đangg > 3" --from 01/01/2015
! Không làm được: Chữ thứ 19: cần tên một mục để so sánh, nhưng gặp “tuổi đangg”.
! ...
exit 1
$ giaoban indicator define --unit PT --code nu_tre --name "Đảng viên nữ dưới 30" \
    --population members --counts "xếp loại = tốt" --from 01/01/2015
! Không làm được: Chữ thứ 1: “xếp loại” không ghi ở đảng viên, nên không đếm chung được.
! ...
exit 1
$ giaoban indicator define --unit PT --code nu_tre --name "Đảng viên nữ dưới 30" \
    --population members --counts "giới tính = nữ" --base "tuổi < 18 và tuổi > 60" \
    --base-name "số đảng viên trẻ" --from 01/01/2015
! Không làm được: Mẫu số không bao giờ có ai: “tuổi < 18 và tuổi > 60” tự mâu thuẫn, {*}
! ...
exit 1
$ giaoban indicator define --unit PT --code nu_tre --name "Đảng viên nữ dưới 30" \
    --population members --counts "giới tính = nữ" --base "giới tính = nam" \
    --base-name "số đảng viên nam" --from 01/01/2015
! Không làm được: Không ai trong mẫu số có thể được đếm: “giới tính = nữ” mâu thuẫn với mẫu số {*}
! ...
exit 1
$ giaoban indicator define --unit PT --code nu_tre --name "Đảng viên nữ dưới 30" \
    --population members --counts "giới tính = nữ" --base-name "tổng số đảng viên" \
    --decimals 5 --from 01/01/2015
! Không làm được: Số chữ số thập phân 5 không dùng được.
! ...
exit 1

# Defined, it is asked for like any other.
$ giaoban indicator define --unit PT --code nu_tre --name "Đảng viên nữ dưới 30" \
    --population members --counts "giới tính = nữ và tuổi < 30" \
    --base-name "tổng số đảng viên" --from 01/01/2015
! Đã ghi bút toán {n} (dấu {mark}).
$ giaoban figure --unit PT --measure own.nu_tre --as-of 2021-06-14 --format csv
id,name,numerator,denominator,base,percent,reference
own.nu_tre,Đảng viên nữ dưới 30,1,3,tổng số đảng viên,"33,33",{old}
$ giaoban figure --unit PT --measure own.nutre --as-of 2021-06-14
! Không làm được: Chương trình này không có chỉ tiêu “own.nutre”.
!   Cần làm: Có phải là “own.nu_tre”?
exit 1

# Defined otherwise, what was printed before still opens as it was.
$ giaoban indicator define --unit PT --code nu_tre --name "Đảng viên dưới 30" \
    --population members --counts "tuổi < 30" --base-name "tổng số đảng viên" --from 01/01/2015 \
    --decimals 1 --rounding down
! Đã ghi bút toán {n} (dấu {mark}).
$ giaoban figure --unit PT --measure own.nu_tre --as-of 2021-06-14 --format csv | cut -d , -f 2-4
name,numerator,denominator
Đảng viên dưới 30,2,3
$ giaoban figure --reference {old} --format csv | cut -d , -f 2-4
name,numerator,denominator
Đảng viên nữ dưới 30,1,3
$ giaoban figure --reference {old} --format csv | tail -n 1 | cut -d , -f 5-7
tổng số đảng viên,"33,33"
$ giaoban figure --reference {old} --records --format csv | wc -l
2

# Aimed at, told with its target, laid out beside others, saved.
$ giaoban indicator target --code nu_tre --year 2021 --amount 40,5 --project "Đề án 06"
! Đã ghi bút toán {n} (dấu {mark}).
$ giaoban indicator target --code nu_tre --year 2021 --amount 140
! Không làm được: Mục tiêu “140” không dùng được.
! ...
exit 1
$ giaoban indicator show --code nu_tre --format csv | tail -n 1
Mục tiêu năm 2021,"đạt ít nhất 40,50% tổng số đảng viên (Đề án 06)"
$ giaoban table show --unit PT-01-01 --measures "members own.nu_tre" --as-of 2021-06-14 --sort 2 \
    --format csv
unit_code,unit_name,members@2021-06-14,own.nu_tre@2021-06-14,own.nu_tre@2021-06-14/base,own.nu_tre@2021-06-14/percent
PT-01-01-01,Chi bộ khu 1,1,1,1,"100,0"
PT-01-01-02,Chi bộ khu 2,2,1,2,"50,0"
PT-01-01,Đảng bộ xã Hùng Lô,3,2,3,"66,6"
$ giaoban table save --unit PT --name "Trẻ" --measures "members own.nu_tre" --sharing below
! Đã ghi bút toán {n} (dấu {mark}).
$ giaoban table list --unit PT-01-01 --format csv | cut -d , -f 2-4
name,unit,sharing
Trẻ,Tỉnh ủy Phú Thọ,cả các đơn vị ở dưới
$ giaoban indicator end --code nu_tre --on 01/01/2022
! Đã ghi bút toán {n} (dấu {mark}).
$ giaoban figure --unit PT --measure own.nu_tre --as-of 2022-01-01
! Không làm được: Chương trình này không có chỉ tiêu “own.nu_tre”.
! ...
exit 1
