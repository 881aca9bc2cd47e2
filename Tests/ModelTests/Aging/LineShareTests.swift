import Model
import Testing

@Suite("Shares of lines and how late they are")
struct LineShareTests {
  private static func day(_ number: Int32) -> CalendarDate { CalendarDate(number: number)! }

  private static func line(_ cents: Int64, _ date: Int32, due: Int32? = nil) -> DueLine {
    DueLine(amount: cents, date: day(date), due: day(due ?? date))
  }

  @Test(
    "a bracket counts the days since the due date: that very day is not late",
    arguments: [
      (20_260_401, AgeBracket.notDue), (20_260_331, .notDue), (20_260_330, .upTo30), (20_260_301, .upTo30),
      (20_260_228, .upTo60), (20_260_130, .upTo60), (20_260_129, .upTo90), (20_251_231, .upTo90),
      (20_251_230, .beyond90), (20_200_101, .beyond90),
    ] as [(Int32, AgeBracket)])
  func brackets(due: Int32, expected: AgeBracket) {
    #expect(AgeBracket(due: Self.day(due), on: Self.day(20_260_331)) == expected)
  }

  @Test("a due date says when; else the day of the line; of a line brought forward, the day of its piece")
  func due() {
    let (date, piece) = (Self.day(20_260_101), Self.day(20_251_115))
    #expect(DueLine.due(piece, date: date, voucherDate: nil, isOpening: false) == piece)
    #expect(DueLine.due(nil, date: date, voucherDate: piece, isOpening: false) == date)
    #expect(DueLine.due(nil, date: date, voucherDate: piece, isOpening: true) == piece)
    #expect(DueLine.due(nil, date: date, voucherDate: Self.day(20_260_105), isOpening: true) == date)
  }

  @Test("lines that settle one another are settled from the matching on, and never before they are all there")
  func balanced() {
    let lines = [Self.line(12_000, 20_260_201), Self.line(-12_000, 20_260_310)]
    let early = LineShare.of(lines, matchedOn: Self.day(20_260_220))
    #expect(early.map(\.settledOn) == [Self.day(20_260_310), Self.day(20_260_310)])
    let late = LineShare.of(lines, matchedOn: Self.day(20_260_405))
    #expect(late.map(\.settledOn) == [Self.day(20_260_405), Self.day(20_260_405)])
    #expect(late.map(\.amount) == [12_000, -12_000])
  }

  @Test("of a partial matching the first due is settled first, and the rest stays open")
  func partial() {
    let lines = [
      Self.line(5_000, 20_260_201, due: 20_260_430), Self.line(7_000, 20_260_210, due: 20_260_310),
      Self.line(-9_000, 20_260_320),
    ]
    let shares = LineShare.of(lines, matchedOn: nil)
    let settled = Self.day(20_260_320)
    #expect(
      Set(shares.map { "\($0.line) \($0.amount) \($0.settledOn == settled)" })
        == ["1 7000 true", "0 2000 true", "0 3000 false", "2 -9000 true"])
    #expect(LineShare.open(Self.line(0, 20_260_101)).isEmpty)
  }

  @Test(
    "whatever the lines, shares add up to their lines, and settled ones to nothing", arguments: 0..<200 as Range<UInt64>
  )
  func property(seed: UInt64) {
    var state = seed
    func draw(_ bound: UInt64) -> Int64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64((state >> 33) % bound)
    }
    let lines = (0...draw(8)).map { _ in
      Self.line(draw(2_000) - 1_000, 20_260_101 + Int32(draw(28)), due: 20_260_201 + Int32(draw(28)))
    }
    let shares = LineShare.of(lines, matchedOn: draw(2) == 0 ? nil : Self.day(20_260_115))
    for (place, line) in lines.enumerated() {
      #expect(shares.filter { $0.line == place }.reduce(0) { $0 + $1.amount } == line.amount)
    }
    #expect(shares.filter { $0.settledOn != nil }.reduce(0) { $0 + $1.amount } == 0)
    let open = shares.filter { $0.settledOn == nil }
    #expect(open.allSatisfy { $0.amount > 0 } || open.allSatisfy { $0.amount < 0 }, "only one side has a rest")
    #expect(shares.allSatisfy { $0.amount != 0 && $0.amount.signum() == lines[$0.line].amount.signum() })
  }
}
