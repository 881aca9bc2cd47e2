/// What a person can mend: the program understood the request and says why it will not do it.
///
/// Each feature has its own enum. The stable `code` names the rule (`import.other_siren`); the French sentence, with
/// place and remedy, is worded in `Web`, in one exhaustive switch, so that a refusal without words does not compile.
public protocol Refusal: Error, Sendable {
  var code: String { get }
}
