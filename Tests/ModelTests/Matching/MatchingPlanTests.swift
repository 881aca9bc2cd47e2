import Model
import Testing

@Suite("What may settle what")
struct MatchingPlanTests {
  private static let day = CalendarDate(number: 20_260_101)!

  private static func line(_ rank: Int, _ cents: Int64, piece: String = "", label: String = "") -> OpenLine {
    OpenLine(
      reference: LineReference(entry: Identifier(high: 1, low: UInt64(rank)), line: 0),
      date: day.adding(days: rank % 300)!, journal: "VE", number: "\(rank)", voucherReference: piece,
      label: label, debit: Money(minor: max(cents, 0)), credit: Money(minor: max(-cents, 0)))
  }

  private static func lines(_ cents: Int64...) -> [OpenLine] { cents.enumerated().map { line($0.offset, $0.element) } }

  private static func ranks(_ plan: MatchingPlan) -> [[UInt64]] {
    plan.groups.map { $0.lines.map(\.reference.entry.low) }
  }

  @Test("The piece comes before the age, whichever line names it, and whatever its signs and capitals")
  func references() {
    let plan = MatchingPlan([
      Self.line(0, 500, piece: "FA-1"), Self.line(1, 500, piece: "FA-2"), Self.line(2, 500, piece: "FA-3"),
      Self.line(3, -500, piece: "VIR1", label: "Règlement facture fa2 merci"), Self.line(4, -500, piece: "fa 3"),
    ])
    #expect(Self.ranks(plan) == [[1, 3], [2, 4]] && plan.groups.allSatisfy { $0.basis == .reference })
    #expect(!plan.hasGivenUp)
  }

  @Test("The oldest of one amount go together")
  func amounts() {
    let plan = MatchingPlan(Self.lines(700, 500, 500, -500, -900))
    #expect(Self.ranks(plan) == [[1, 3]] && plan.groups[0].basis == .amount)
  }

  @Test("Up to six lines that make up one, on either side; the fewest first", arguments: [Int64(1), -1])
  func sums(sign: Int64) {
    let six = MatchingPlan([1, 2, 4, 8, 16, 32, -63].enumerated().map { Self.line($0.offset, $0.element * sign) })
    #expect(Self.ranks(six) == [[0, 1, 2, 3, 4, 5, 6]] && six.groups[0].basis == .sum)
    let seven = MatchingPlan(
      [1, 2, 4, 8, 16, 32, 64, -127].enumerated().map { Self.line($0.offset, $0.element * sign) })
    #expect(seven.groups.isEmpty)
    let fewest = MatchingPlan([10, 20, 30, 30, -60].enumerated().map { Self.line($0.offset, $0.element * sign) })
    #expect(Self.ranks(fewest) == [[2, 3, 4]])
    let equal = MatchingPlan([100, 100, 100, -300].enumerated().map { Self.line($0.offset, $0.element * sign) })
    #expect(Self.ranks(equal) == [[0, 1, 2, 3]])
  }

  @Test("What is tolerated is proposed apart, the closest first, and never without being asked for")
  func tolerance() {
    let lines = Self.lines(1_000, 1_003, -1_002)
    #expect(MatchingPlan(lines).groups.isEmpty)
    let plan = MatchingPlan(lines, tolerance: Money(minor: 5))
    #expect(Self.ranks(plan) == [[1, 2]] && plan.groups[0].basis == .near && plan.groups[0].gap.minor == 1)
    #expect(MatchingPlan(Self.lines(1_000, -1_006), tolerance: Money(minor: 5)).groups.isEmpty)
  }

  @Test("Nothing, lines of nothing and one side alone propose nothing")
  func empty() {
    for lines in [[], Self.lines(0, 0), Self.lines(5, 6, 11)] {
      #expect(MatchingPlan(lines, tolerance: Money(minor: 9)).groups.isEmpty)
    }
  }

  @Test("Whatever the lines: none twice, each group within what was asked, no cent lost", arguments: 1...60)
  func property(seed: UInt64) {
    var dice = Dice(state: seed)
    let lines = (0..<Int.random(in: 0...120, using: &dice)).map { rank in
      Self.line(
        rank, Int64.random(in: -40...40, using: &dice) * (Bool.random(using: &dice) ? 1 : 100),
        piece: "F\(Int.random(in: 0...30, using: &dice))", label: "Règlement F\(Int.random(in: 0...30, using: &dice))")
    }
    let tolerance = Money(minor: Int64.random(in: 0...3, using: &dice))
    let plan = MatchingPlan(lines, tolerance: tolerance)
    let used = plan.groups.flatMap { $0.lines.map(\.reference) }
    #expect(Set(used).count == used.count && Set(used).isSubset(of: lines.map(\.reference)))
    for group in plan.groups {
      #expect((2...7).contains(group.lines.count))
      #expect(group.gap.minor.magnitude <= (group.basis == .near ? tolerance.minor.magnitude : 0))
      #expect(group.lines.contains { $0.amount.minor > 0 } && group.lines.contains { $0.amount.minor < 0 })
    }
    let all = lines.reduce(Int64(0)) { $0 + $1.amount.minor }
    let rest = lines.filter { !used.contains($0.reference) }.reduce(Int64(0)) { $0 + $1.amount.minor }
    let gaps = plan.groups.reduce(Int64(0)) { $0 + $1.gap.minor }
    #expect(all == rest + gaps)
    #expect(plan == MatchingPlan(lines, tolerance: tolerance))
  }

  @Test("An account of fifty thousand open lines is gone through, and says where it gave up")
  func large() {
    var dice = Dice(state: 9)
    let lines = (0..<50_000).map { rank in
      let cents = Int64.random(in: 1...2_000_000, using: &dice)
      return Self.line(rank, rank % 2 == 0 ? cents : -cents, piece: "F\(rank / 2)", label: "Facture F\(rank / 2 - 40)")
    }
    let clock = ContinuousClock()
    var plan: MatchingPlan?
    let spent = clock.measure { plan = MatchingPlan(lines, tolerance: Money(minor: 5)) }
    print("50 000 open lines of any amount: \(plan?.groups.count ?? 0) groups in \(spent)")
    #expect(plan?.hasGivenUp == true)
  }

  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}

@Suite("Letters")
struct MatchingCodeTests {
  @Test("AAA, AAB, … ZZZ, AAAA, and back; capitals are balanced ones")
  func order() {
    #expect(
      [0, 1, 26, 17_575, 17_576].map { MatchingCode.text($0, isBalanced: true) } == [
        "AAA", "AAB", "ABA", "ZZZ", "AAAA",
      ])
    #expect(MatchingCode.text(1, isBalanced: false) == "aab" && MatchingCode.isPartial("aab"))
    for rank in [0, 1, 25, 26, 700, 17_575, 17_576, 100_000] {
      #expect(MatchingCode.rank(MatchingCode.text(rank, isBalanced: rank % 2 == 0)) == rank)
    }
    #expect(MatchingCode.rank("A") == nil && MatchingCode.rank("A12") == nil && !MatchingCode.isPartial("AAA"))
    #expect(
      MatchingCode.recased("aab", isBalanced: true) == "AAB" && MatchingCode.recased("X1", isBalanced: true) == "X1")
  }

  @Test("The next free letters pass over those used, in either case, and those of a file")
  func free() {
    var codes = FreeMatchingCodes(used: ["AAA", "aac", "B", "AAD2"])
    #expect([true, false, true].map { codes.take(isBalanced: $0) } == ["AAB", "aad", "AAE"])
  }
}
