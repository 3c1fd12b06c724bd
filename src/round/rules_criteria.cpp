// The criteria by which subjects are rated or scored: of QĐ 366 by its annexes, which give points
// to the two blocks alone (how they are parted within is left to the level above); of the regimes
// before, the two blocks that their conditions speak of, whose lists were not read.
#include <array>

#include "round/rules.h"

namespace giaoban::round {

namespace {

using enum Confidence;
constexpr unsigned no_part = 0;
constexpr unsigned part_bit(Part part) {
  return 1U << static_cast<unsigned>(part);
}

struct Table {
  unsigned parts = no_part;
  CriteriaTable table;
};

constexpr std::array collective_common{
    M("Kết quả công tác xây dựng Đảng"),
    M("Năng lực lãnh đạo, sự đoàn kết thống nhất"),
    M("Kiểm tra, giám sát; phòng, chống tham nhũng, lãng phí, tiêu cực"),
    M("Nguyên tắc tập trung dân chủ, quy chế làm việc"),
    M("Lãnh đạo nhiệm vụ chính trị, tinh gọn bộ máy, chuyển đổi số"),
    M("Tự phê bình, phê bình; khắc phục hạn chế, khuyết điểm"),
};
constexpr std::array collective_result{
    M("Cụ thể hóa và thực hiện nhiệm vụ được giao, theo khối của đơn vị"),
    M("Kết quả xếp loại của lĩnh vực, đơn vị phụ trách, đơn vị trực thuộc"),
};
constexpr std::array leader_common{
    M("Chính trị, tư tưởng"),
    M("Đạo đức, lối sống, ý thức tổ chức kỷ luật"),
    M("Năng lực lãnh đạo, chuyên môn, đáp ứng công việc, thái độ, đổi mới, dám nghĩ dám làm"),
    M("Uy tín, quy tụ đoàn kết"),
    M("Tự phê bình, phê bình; khắc phục hạn chế, khuyết điểm"),
};
constexpr std::array leader_result{
    M("Kết quả nhiệm vụ của bản thân"),
    M("Kết quả lãnh đạo, chỉ đạo trong phạm vi phụ trách"),
    M("Kết quả xếp loại của tập thể, cán bộ quản lý trực tiếp"),
};
constexpr std::array member_common{
    M("Chính trị, đạo đức, ý thức tổ chức kỷ luật, gắn bó với nơi cư trú"),
    M("Năng lực chuyên môn, đáp ứng công việc, thái độ, đổi mới"),
    M("Tự phê bình, phê bình; khắc phục hạn chế, khuyết điểm"),
};
constexpr std::array member_result{M("Kết quả nhiệm vụ được giao, theo khối của cơ quan, đơn vị")};
constexpr std::array outside_common{
    M("Chính trị, đạo đức, ý thức tổ chức kỷ luật"),
    M("Tự phê bình, phê bình; khắc phục hạn chế, khuyết điểm"),
};
constexpr std::array outside_result{
    M("Thực hiện quyền, nhiệm vụ của đảng viên và nhiệm vụ chi bộ giao"),
    M("Học tập nghị quyết, tham gia ý kiến"),
    M("Việc đột xuất, hoạt động của địa phương theo sức khỏe, lứa tuổi"),
};
constexpr std::array rated_common{
    M("Các tiêu chí ngoài kết quả nhiệm vụ, mỗi tiêu chí một trong bốn mức")};
constexpr std::array rated_result{
    M("Các tiêu chí về kết quả nhiệm vụ trong năm, mỗi tiêu chí một trong bốn mức")};

constexpr unsigned everybody = part_bit(Part::organisation) | part_bit(Part::collective) |
                               part_bit(Part::leader) | part_bit(Part::member);
constexpr unsigned collectives = part_bit(Part::organisation) | part_bit(Part::collective);

constexpr std::array tables{
    Dated<Table>{years(2018, 2019),
                 {everybody, {M("Bốn mức"), rated_common, rated_result}},
                 "HD 16-HD/BTCTW",
                 unconfirmed},
    Dated<Table>{years(2019, 2023),
                 {everybody, {M("Bốn mức"), rated_common, rated_result}},
                 "HD 21-HD/BTCTW",
                 unconfirmed},
    Dated<Table>{years(2023, 2025),
                 {everybody, {M("Bốn mức"), rated_common, rated_result}},
                 "QĐ 124-QĐ/TW, Điều 11",
                 unconfirmed},
    Dated<Table>{years(2025, for_good),
                 {collectives, {M("Tập thể"), collective_common, collective_result}},
                 "QĐ 366-QĐ/TW, Phụ lục 1"},
    Dated<Table>{
        years(2025, for_good),
        {part_bit(Part::leader), {M("Cán bộ lãnh đạo, quản lý"), leader_common, leader_result}},
        "QĐ 366-QĐ/TW, Phụ lục 3"},
    Dated<Table>{years(2025, for_good),
                 {part_bit(Part::member),
                  {M("Người không giữ chức vụ lãnh đạo"), member_common, member_result}},
                 "QĐ 366-QĐ/TW, Phụ lục 4"},
    Dated<Table>{years(2025, for_good),
                 {part_bit(Part::member),
                  {M("Đảng viên ngoài hệ thống chính trị"), outside_common, outside_result}},
                 "QĐ 366-QĐ/TW, Phụ lục 5"},
};

}  // namespace

std::vector<Dated<CriteriaTable>> criteria_of(int year, Part part) {
  std::vector<Dated<CriteriaTable>> found;
  for (Dated<Table> const& one : tables) {
    bool const concerns =
        one.in_force.contains(within(year)) && (one.value.parts & part_bit(part)) != no_part;
    if (concerns) {
      found.push_back({one.in_force, one.value.table, one.citation, one.confidence});
    }
  }
  return found;
}

}  // namespace giaoban::round
