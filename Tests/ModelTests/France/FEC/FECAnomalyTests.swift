import Model
import Testing

@Suite("Anomalies of a FEC")
struct FECAnomalyTests {
  @Test("all are counted, two hundred of a code are kept")
  func bound() {
    var log = FECAnomalyLog()
    var made = 0
    for line in 1...1_000 {
      log.add(
        .missingValue,
        {
          made += 1
          return FECAnomaly(.missingValue, line: line)
        }())
    }
    #expect(log.counts == [.missingValue: 1_000])
    #expect(log.sorted.count == FECPreview.listedPerCode && made == FECPreview.listedPerCode)
    #expect(log.holds(.missingValue) && !log.holds(.emptyFile))
  }

  @Test("the gravest come first, then the first lines, and what is of the whole file before them")
  func order() {
    var log = FECAnomalyLog()
    let sorted = [
      FECAnomaly(.otherSIREN), FECAnomaly(.missingAccount, line: 9), FECAnomaly(.entryUnbalanced, line: 4),
      FECAnomaly(.fileNameIrregular), FECAnomaly(.missingValue, line: 2, values: ["a"]),
      FECAnomaly(.missingValue, line: 2, values: ["b"]), FECAnomaly(.labelVaries, line: 1),
    ]
    for place in [6, 4, 3, 5, 2, 1, 0] { log.add(sorted[place]) }
    #expect(log.sorted == sorted)
  }

  @Test("codes are unique, of one family, and each has its gravity")
  func codes() {
    let codes = FECAnomaly.Code.allCases
    #expect(codes.allSatisfy { $0.rawValue.hasPrefix("fec.") })
    #expect(codes.filter { $0.severity == .consent } == [.entryUnbalanced])
    #expect(Set(codes.map(\.severity)).count == FECAnomaly.Severity.allCases.count)
  }

  @Test("the columns are the law's eighteen, in its order")
  func columns() {
    let names = FECColumn.allCases.map(\.legalName)
    #expect(names.count == 18)
    #expect(names.joined(separator: " ").hasSuffix("EcritureLet DateLet ValidDate Montantdevise Idevise"))
    #expect(FECColumn.allCases.filter(\.isEssential).count == 7)
  }
}
