/// Why an asset is not taken into the register as it was typed.
public enum AssetProblem: String, Hashable, Sendable, CaseIterable {
  case labelMissing = "label_missing"
  /// Assets stand in class 2, outside of 28 and 29.
  case accountNotOfAssets = "account_not_of_assets"
  case depreciationAccountWrong = "depreciation_account_wrong"
  case expenseAccountWrong = "expense_account_wrong"
  case costNotPositive = "cost_not_positive"
  case residualOutOfBounds = "residual_out_of_bounds"
  case acquisitionMissing = "acquisition_missing"
  case inServiceBeforeAcquisition = "in_service_before_acquisition"
  case durationMissing = "duration_missing"
  /// Longer than the calendar of the program.
  case durationTooLong = "duration_too_long"
  /// CGI art. 39 A excludes what lasts less than three years.
  case decliningTooShort = "declining_too_short"
  /// Of the days and the amounts, one without the other, or more than the base.
  case priorOutOfBounds = "prior_out_of_bounds"
  case disposalBeforeAcquisition = "disposal_before_acquisition"
}

/// An asset stays as it was: all the reasons.
public struct AssetNotTaken: Refusal, Equatable {
  /// Never empty.
  public let problems: [AssetProblem]

  public init(problems: [AssetProblem]) { self.problems = problems }

  public var code: String { "asset.not_taken" }
}

extension FixedAsset {
  /// A hundred years.
  public static let longestMonths: UInt32 = 1_200

  public var problems: [AssetProblem] {
    var found: [AssetProblem] = []
    if label.isEmpty { found.append(.labelMissing) }
    if !FixedAsset.isAssetAccount(account) { found.append(.accountNotOfAssets) }
    if cost.minor <= 0 || cost.minor > Money.largestMinor { found.append(.costNotPositive) }
    if residual.minor < 0 || (residual.minor >= cost.minor && !residual.isZero) { found.append(.residualOutOfBounds) }
    if let acquired {
      if let inService, inService < acquired { found.append(.inServiceBeforeAcquisition) }
      if let disposal, disposal.date < acquired { found.append(.disposalBeforeAcquisition) }
    } else {
      found.append(.acquisitionMissing)
    }
    if method != .none { found += depreciationProblems }
    if !isPriorSound { found.append(.priorOutOfBounds) }
    return found
  }

  private var depreciationProblems: [AssetProblem] {
    var found: [AssetProblem] = []
    if !AccountNumber.isPlausible(depreciationAccount) || !depreciationAccount.hasPrefix("28") {
      found.append(.depreciationAccountWrong)
    }
    if !AccountNumber.isPlausible(expenseAccount) || !expenseAccount.hasPrefix("68") {
      found.append(.expenseAccountWrong)
    }
    if months == 0 {
      found.append(.durationMissing)
    } else if months > Self.longestMonths || (inService != nil && lastDay == nil) {
      found.append(.durationTooLong)
    } else if method == .declining, DecliningCoefficient.hundredths(months: months) == nil {
      found.append(.decliningTooShort)
    }
    return found
  }

  private var isPriorSound: Bool {
    let sides = [prior.amount.minor, prior.derogatory.minor]
    guard let through = prior.through else { return sides == [0, 0] }
    guard method != .none, let acquired, through >= acquired, sides.allSatisfy({ $0 >= 0 }) else { return false }
    return prior.amount.minor <= base.minor && prior.amount.minor + prior.derogatory.minor <= cost.minor
  }

  /// Class 2, but not depreciation (28) nor impairment (29).
  public static func isAssetAccount(_ number: String) -> Bool {
    AccountNumber.isPlausible(number) && number.hasPrefix("2") && !number.hasPrefix("28") && !number.hasPrefix("29")
  }
}
