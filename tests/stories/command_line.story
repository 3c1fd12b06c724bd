# What the command line says before any store is touched. Vietnamese unless asked otherwise.
$ giaoban version
giaoban {*}

$ giaoban unit --help
Cách dùng: giaoban unit [tùy chọn...]

Các lệnh:
...
  unit found{*}
...

$ giaoban unit found --help --lang en
Usage: giaoban unit found {*}
...
Required:
...

$ LC_ALL=en_US.UTF-8 giaoban undo --help | head -n 1
Usage: giaoban undo N [options...]

$ giaoban unti found
! Không làm được: Không có lệnh “unti found”.
!   Cần làm: Có phải là: unit found{*}
exit 2

$ giaoban undo
! Không làm được: Thiếu N (Số của bút toán).
! ...
exit 2

$ giaoban journal --form json
! Không làm được: Lệnh này không có tùy chọn --form.
!   Cần làm: Có phải là: {*}--format{*}
! ...
exit 2

# A refusal is no usage fault: the words are right, the store is not there.
$ giaoban journal --store khong-co.giaoban
! Không làm được: Không có kho dữ liệu ở “khong-co.giaoban”.
! ...
exit 1

# Who reads may stop early, and a full disk is told.
$ giaoban --help | head -n 1
Cách dùng: giaoban LỆNH [tùy chọn...]
$ giaoban --help >/dev/full
! Không ghi được kết quả ra{*}
exit 1
