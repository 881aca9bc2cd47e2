import Model
import Testing

@Suite("The numbering of a FEC")
struct FECNumberingTests {
  @Test("one sequence over all journals")
  func oneSequence() {
    let found = numbering([(1, "1"), (2, "2"), (1, "3"), (2, "4"), (3, "5")])
    #expect(found.scheme == .oneSequence && found.holes == [] && found.repeats == [])
  }

  @Test("one sequence per journal, with prefixes of their own and padding zeros")
  func perJournal() {
    let found = numbering([(1, "VE-001"), (1, "VE-002"), (2, "AC-001"), (1, "VE-003"), (2, "AC-002"), (2, "AC-0003")])
    #expect(found.scheme == .perJournal && found.holes == [] && found.repeats == [])
  }

  @Test("numbers need not come in their order")
  func order() { #expect(numbering([(1, "3"), (1, "1"), (1, "2")]).holes == []) }

  @Test("holes and repeats are told, in the order of numbers")
  func breaks() {
    let found = numbering((1...20).filter { $0 != 7 && $0 != 12 }.map { (1, "\($0)") } + [(1, "20")])
    #expect(found.scheme == .oneSequence)
    #expect(found.holes.map(\.before) == [6, 11])
    #expect(found.holes.map(\.after) == [8, 13])
    #expect(found.repeats == [18])
  }

  @Test(
    "numbers without a sequence are foreign",
    arguments: [["A", "B"], ["1", "X2Y"], ["A1", "B2"], ["10", "250", "7000", "81000", "99999"]])
  func foreign(texts: [String]) {
    let found = numbering(texts.map { (1, $0) })
    #expect(found.scheme == .foreign && found.holes == [])
  }

  @Test("a number of more than eighteen digits, or none, is not a serial")
  func bounds() {
    #expect(serial("999999999999999999")?.value == 999_999_999_999_999_999)
    for text in ["", "A", "12A", "1000000000000000000"] { #expect(serial(text) == nil) }
    #expect(numbering([(1, "999999999999999999"), (1, "000000000000000000")]).holes.count == 1)
  }

  @Test("no number at all is no sequence")
  func nothing() { #expect(numbering([]).scheme == .foreign) }

  private func numbering(_ items: [(UInt32, String)]) -> FECNumbering {
    FECNumbering(items.map { FECNumbering.Item(journal: $0.0, serial: serial($0.1)) })
  }

  private func serial(_ text: String) -> FECNumbering.Serial? { FECNumbering.Serial(Array(text.utf8)[...]) }
}
