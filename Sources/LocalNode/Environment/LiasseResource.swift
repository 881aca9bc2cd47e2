import Assets
import Model

/// The dated forms of the liasse that come with the program.
enum LiasseResource {
  static func load() throws -> Liasse {
    guard
      let liasse = Liasse(
        base: Assets.liasseBase, simplified: Assets.liasseSimplified, yearEnd: Assets.yearEndAccounts)
    else {
      throw Fault(.configuration, "the forms of the liasse of the program cannot be read")
    }
    return liasse
  }
}
