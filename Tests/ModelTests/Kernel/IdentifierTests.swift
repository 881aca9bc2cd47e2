import Model
import Testing

@Suite("Identifiers")
struct IdentifierTests {
  private enum Thing {}

  @Test("their order is that of their making")
  func order() {
    let early = Identifier<Thing>(at: Instant(milliseconds: 1_000), random: [UInt8](repeating: 255, count: 10))
    let late = Identifier<Thing>(at: Instant(milliseconds: 1_001), random: [UInt8](repeating: 0, count: 10))
    #expect(early < late)
    #expect(early.description == "0000000003e8" + String(repeating: "f", count: 20))
  }

  @Test("bytes and hexadecimal digits give the same identifier back")
  func forms() throws {
    let id = Identifier<Thing>(high: 0x0123_4567_89AB_CDEF, low: 0xFEDC_BA98_7654_3210)
    #expect(id.bytes.prefix(8) == [0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF])
    #expect(id.bytes.suffix(8) == [0xFE, 0xDC, 0xBA, 0x98, 0x76, 0x54, 0x32, 0x10])
    #expect(Identifier<Thing>(bytes: id.bytes) == id)
    #expect(id.description == "0123456789abcdeffedcba9876543210")
    #expect(Identifier<Thing>(hexadecimal: id.description) == id)
    #expect(Identifier<Thing>(bytes: id.bytes.dropLast()) == nil)
    for text in ["", "0", String(repeating: "g", count: 32), "+" + String(repeating: "0", count: 31)] {
      #expect(Identifier<Thing>(hexadecimal: text) == nil)
    }
  }

  @Test("the next ones carry over from the low half to the high one")
  func advanced() {
    let id = Identifier<Thing>(high: 1, low: .max - 1)
    #expect(id.advanced(by: 0) == id)
    #expect(id.advanced(by: 1) == Identifier(high: 1, low: .max))
    #expect(id.advanced(by: 2) == Identifier(high: 2, low: 0))
    #expect(id.advanced(by: 2) > id.advanced(by: 1))
  }
}
