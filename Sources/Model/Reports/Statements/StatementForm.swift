/// A balance sheet and an income statement as the law lays them out for one fiscal year: their lines in order, and
/// which line takes which account.
public struct StatementForm: Sendable {
  public let rubrics: [Rubric]
  /// By their beginning, as the highest bytes of a number.
  private let rules: [UInt64: Rule]
  let boxes: [String: Box]
  /// One for each length of the beginnings, the longest first.
  private let masks: [UInt64]

  /// The part of a statement. It decides which side of an account counts as positive.
  public enum Section: String, Sendable, CaseIterable {
    case asset, liability, income, expense
    /// Lines of the income statement that are only computed.
    case result

    public var isBalanceSheet: Bool { self == .asset || self == .liability }
  }

  /// One line of a statement, named by the box of the form.
  public struct Rubric: Sendable, Hashable {
    public enum Kind: String, Sendable {
      case heading, line, sum, total
      /// What no box of the form takes: shown only when there is something, so that nothing is ever left out.
      case outside
    }

    public let kind: Kind
    public let section: Section
    /// The box of the amount; empty for a heading.
    public let code: String
    /// The box of depreciations beside it, when the form has one.
    public let depreciationCode: String?
    public let label: String
    /// Other lines that it adds up, beside what the accounts give.
    let terms: [Term]

    public init(
      kind: Kind, section: Section, code: String, depreciationCode: String?, label: String, terms: [Term]
    ) {
      self.kind = kind
      self.section = section
      self.code = code
      self.depreciationCode = depreciationCode
      self.label = label
      self.terms = terms
    }
  }

  /// A line that a sum adds, or subtracts.
  public struct Term: Sendable, Hashable {
    public let code: String
    public let isSubtracted: Bool

    public init(code: String, isSubtracted: Bool) {
      self.code = code
      self.isSubtracted = isSubtracted
    }
  }

  /// Where the accounts that start with `beginning` go. The longest beginning decides.
  public struct Rule: Sendable, Hashable {
    public let beginning: String
    /// Box of a debit balance; the same as `creditBox` where the side does not matter.
    public let debitBox: String
    public let creditBox: String
    /// Each third party goes to its own side: no netting of what is owed to one with what another owes
    /// (C. com. art. L. 123-19).
    public let splitsByParty: Bool
    public let mark: Mark?

    public init(beginning: String, debitBox: String, creditBox: String, splitsByParty: Bool, mark: Mark?) {
      self.beginning = beginning
      self.debitBox = debitBox
      self.creditBox = creditBox
      self.splitsByParty = splitsByParty
      self.mark = mark
    }
  }

  /// What a reader has to be told about an account that has a balance.
  public enum Mark: String, Sendable, CaseIterable {
    /// Must be nil at closing: suspense accounts, internal transfers, branches.
    case clear
    /// The result of an earlier year, not yet allocated.
    case allocate
    /// No longer in the plan comptable général of the year.
    case retired
  }

  /// Where a box lies: a line, and whether it is the column of depreciations.
  struct Box: Sendable, Hashable {
    let index: Int
    let isDepreciation: Bool
  }

  /// Nil when the parts do not fit together: a box named twice or nowhere, a sum that goes in circles, no rule for
  /// « anything else », not exactly one total for assets, liabilities and result.
  public init?(rubrics: [Rubric], rules: [Rule]) {
    var boxes: [String: Box] = [:]
    for (index, rubric) in rubrics.enumerated() where rubric.kind != .heading {
      let places = [(rubric.code, false)] + (rubric.depreciationCode.map { [($0, true)] } ?? [])
      for (code, isDepreciation) in places {
        guard !code.isEmpty, boxes.updateValue(Box(index: index, isDepreciation: isDepreciation), forKey: code) == nil
        else { return nil }
      }
    }
    self.rubrics = rubrics
    self.boxes = boxes
    self.rules = Dictionary(rules.map { ($0.beginning.firstEightBytes, $0) }) { first, _ in first }
    masks = Set(rules.map(\.beginning.utf8.count)).sorted(by: >).map(Self.mask)
    guard self.rules.count == rules.count, rules.contains(where: { $0.beginning.isEmpty }),
      rules.allSatisfy({ $0.beginning.utf8.count <= Self.longestBeginning }),
      rules.allSatisfy({ boxes[$0.debitBox] != nil && boxes[$0.creditBox] != nil }), isComputable,
      [Section.asset, .liability, .result].allSatisfy({ section in
        rubrics.count { $0.kind == .total && $0.section == section } == 1
      })
    else { return nil }
  }

  /// Every term names the amount of a line, and no line waits for itself.
  private var isComputable: Bool {
    var done: Set<Int> = []
    func visit(_ index: Int, _ above: Set<Int>) -> Bool {
      guard !above.contains(index) else { return false }
      guard !done.contains(index) else { return true }
      for term in rubrics[index].terms {
        guard let box = boxes[term.code], !box.isDepreciation, visit(box.index, above.union([index])) else {
          return false
        }
      }
      done.insert(index)
      return true
    }
    return rubrics.indices.allSatisfy { visit($0, []) }
  }

  /// The rule of the longest beginning.
  public func rule(for account: String) -> Rule {
    let bytes = account.firstEightBytes
    for mask in masks {
      if let rule = rules[bytes & mask] { return rule }
    }
    preconditionFailure("a form without a rule for anything else")
  }

  /// Of the first bytes of a text, the highest `length` alone.
  private static func mask(_ length: Int) -> UInt64 {
    length == 0 ? 0 : ~0 << (8 * (longestBeginning - min(length, 8)))
  }

  /// Listed beginnings are no longer than this.
  static let longestBeginning = 8

  /// The shortest beginnings that hold all accounts whose third parties are told apart.
  public var partyBeginnings: [String] {
    let all = rules.values.filter(\.splitsByParty).map(\.beginning).sorted()
    return all.filter { one in !all.contains { $0 != one && one.hasPrefix($0) } }
  }

  public func rubric(_ code: String) -> Rubric? { boxes[code].map { rubrics[$0.index] } }
}
