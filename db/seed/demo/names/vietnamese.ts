/** One surname in three is the first of the list: the hardest set for a matcher. */
export const SURNAMES =
  "Nguyễn,Trần,Lê,Phạm,Huỳnh,Hoàng,Phan,Vũ,Võ,Đặng,Bùi,Đỗ,Hồ,Ngô,Dương,Lý,Đinh,Đoàn,Trịnh,Mai,Lâm,Tạ,Châu,Cao".split(
    ",",
  );

export const GIVEN_WOMEN =
  `Thị Hương,Thị Lan,Thị Mai,Thị Hoa,Ngọc Anh,Thu Hà,Kim Loan,Thanh Thủy,Bích Ngọc,Phương Thảo,Minh Châu,Thúy Hằng,Tuyết Nga,Mỹ Linh,Hồng Nhung,Kim Chi,Thu Trang,Diễm My,Quỳnh Như,Ánh Tuyết,Lệ Thu,Xuân Mai,Hạnh,Trinh,Yến,Vân,Nga,Thảo,Linh,Hiền,Loan,Phượng`.split(
    ",",
  );

export const GIVEN_MEN = "Văn Hùng,Minh Tuấn,Quốc Bảo,Đức Anh,Thanh Sơn,Hoàng Long".split(",");
