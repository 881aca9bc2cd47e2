/// A question with a few answers, of which one is ticked.
struct Choice: Sendable {
  let id: String
  let legend: String
  var hint: String?
  var fault: String?
  let options: [Option]

  struct Option: Sendable {
    let name: String
    let value: String
    let label: String
    let hint: String
    let isChosen: Bool
  }
}
