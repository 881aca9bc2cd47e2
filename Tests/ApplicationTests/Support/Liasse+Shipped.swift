import Assets
import Model

extension Liasse {
  /// The forms that come with the program.
  static let shipped = Liasse(
    base: Assets.liasseBase, simplified: Assets.liasseSimplified, yearEnd: Assets.yearEndAccounts)!
}
