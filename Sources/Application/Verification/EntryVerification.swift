import Model

/// What was found when one entry was held against the log that signed it.
public struct EntryVerification: Sendable, Equatable {
  /// The key that verified the signature was enrolled by the signed log itself.
  public let isKeyEnrolled: Bool
  /// The signature is that of the device over the very bytes of the change-set.
  public let isSigned: Bool
  /// The hash under which the change-set is stored is that of its bytes and signature.
  public let isHashRight: Bool
  /// The next change-set of the device names this one; nil when this one is the last.
  public let isFollowed: Bool?
  /// What the change-set says of the entry and the tables say otherwise.
  public let differences: [Difference]

  public init(
    isKeyEnrolled: Bool, isSigned: Bool, isHashRight: Bool, isFollowed: Bool?, differences: [Difference]
  ) {
    self.isKeyEnrolled = isKeyEnrolled
    self.isSigned = isSigned
    self.isHashRight = isHashRight
    self.isFollowed = isFollowed
    self.differences = differences
  }

  public var isSound: Bool {
    isKeyEnrolled && isSigned && isHashRight && isFollowed != false && differences.isEmpty
  }

  /// One thing that is not as it was signed.
  public enum Difference: Sendable, Equatable {
    /// The change-set does not hold the entry at all.
    case notInChangeSet
    case head(Field, signed: String, stored: String)
    case lineCount(signed: Int, stored: Int)
    /// `line` counts from 1.
    case line(Int, Field, signed: String, stored: String)
  }

  public enum Field: String, Sendable, CaseIterable {
    case journal, number, date, validationDate, voucherReference, voucherDate, label, flags
    case account, party, debit, credit, matching, matchingDate, original, overrides, sourceRank
  }
}

extension EntryVerification {
  /// All that differs, head first; empty when both are the same.
  static func differences(
    signed: JournalEntry.Validated, stored: JournalEntry.Validated
  ) -> [Difference] {
    guard signed != stored else { return [] }
    var found: [Difference] = []
    for ((field, left), (_, right)) in zip(head(signed), head(stored)) where left != right {
      found.append(.head(field, signed: left, stored: right))
    }
    if signed.lines.count != stored.lines.count {
      found.append(.lineCount(signed: signed.lines.count, stored: stored.lines.count))
    }
    for (index, (left, right)) in zip(signed.lines, stored.lines).enumerated() where left != right {
      for ((field, one), (_, other)) in zip(line(left), line(right)) where one != other {
        found.append(.line(index + 1, field, signed: one, stored: other))
      }
    }
    return found
  }

  private static func head(_ entry: JournalEntry.Validated) -> [(Field, String)] {
    [
      (.journal, entry.journal), (.number, entry.number), (.date, entry.date.iso),
      (.validationDate, entry.validationDate.iso), (.voucherReference, entry.voucherReference),
      (.voucherDate, entry.voucherDate?.iso ?? ""), (.label, entry.label), (.flags, String(entry.flags.rawValue)),
    ]
  }

  private static func line(_ line: EntryLine) -> [(Field, String)] {
    [
      (.account, line.account), (.party, line.party?.code ?? ""), (.debit, DecimalComma.text(minor: line.debit.minor)),
      (.credit, DecimalComma.text(minor: line.credit.minor)), (.matching, line.matchingCode),
      (.matchingDate, line.matchingDate?.iso ?? ""),
      (.original, line.original.map { "\($0.text) \($0.currency)" } ?? ""),
      (.overrides, line.overrides.map { "\($0)" } ?? ""), (.sourceRank, String(line.sourceRank)),
    ]
  }
}
