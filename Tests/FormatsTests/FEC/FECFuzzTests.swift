import Formats
import Model
import Testing

@Suite("Bytes that are no FEC")
struct FECFuzzTests {
  @Test("no bytes at all stop the program", arguments: 1...40)
  func randomBytes(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    let letters: [UInt8] = [9, 10, 13, 0, 0x20, 0x2C, 0x2D, 0x30, 0x39, 0x41, 0x7C, 0xA0, 0xC2, 0xC3, 0xE9, 0xFF]
    let bytes = (0..<dice.roll(0...4_000)).map { _ in dice.chance(70) ? dice.pick(letters) : UInt8(dice.roll(0...255)) }
    try readAll(bytes, &dice)
    try readAll(FECSample().bytes + bytes, &dice)
  }

  @Test("a good file with a few wrong bytes is read or refused, never in between", arguments: 1...150)
  func mutations(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed) &+ 9_000)
    var sample = GeneratedBooks(seed: UInt64(seed % 5), entries: 15).sample
    if dice.chance(30) { sample.separator = "|" }
    if dice.chance(30) { sample.lines.shuffle(using: &dice) }
    var bytes = sample.bytes
    for _ in 0..<dice.roll(1...12) {
      let place = dice.roll(0...(bytes.count - 1))
      switch dice.roll(1...4) {
      case 1: bytes[place] = UInt8(dice.roll(0...255))
      case 2: bytes.remove(at: place)
      case 3: bytes.insert(dice.pick([9, 10, 13, 0, 0x7C, 0x2D, 0x39, 0xE9]), at: place)
      default: bytes.swapAt(place, dice.roll(0...(bytes.count - 1)))
      }
    }
    try readAll(bytes, &dice)
  }

  @Test("numbers at the edge of what a word holds are bounded, not trapped on")
  func edges() throws {
    var dice = Dice(seed: 1)
    let long = String(repeating: "9", count: 4_000)
    for text in ["9223372036854775807", "-9223372036854775808", "18446744073709551616", long] {
      for place in 0..<18 {
        var sample = FECSample.sale
        sample.lines[0][place] = text
        try readAll(sample.bytes, &dice)
      }
    }
    let largest = FECSample.entry("VE", "1", "20260105", "10000000000,00")
    let sample = FECSample(lines: Array(repeating: largest, count: 2_000).flatMap { $0 })
    #expect(FECReading(sample).preview.debit == MoneyTotal(minor: 2_000_000_000_000_000))
  }

  /// Both passes in chunks by chance; a plan gives all the entries that the preview counted, with its sums.
  private func readAll(_ bytes: [UInt8], _ dice: inout Dice) throws {
    let reading = FECReading(bytes, chunk: dice.pick([1, 13, 100, 5_000]))
    #expect(reading.preview == FECReading(bytes).preview)
    guard reading.plan != nil else {
      #expect(reading.preview.isBlocked)
      return
    }
    let entries = try reading.entries()
    #expect(entries.count == reading.preview.facts.entryCount)
    #expect(entries.reduce(0) { $0 + $1.lines.count } == reading.preview.facts.lineCount)
    let debit = entries.flatMap(\.lines).reduce(MoneyTotal.zero) { $0 + MoneyTotal(minor: Int128($1.debit.minor)) }
    #expect(debit == reading.preview.debit)
  }
}
