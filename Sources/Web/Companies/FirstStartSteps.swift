/// The four steps of the first start, as the head of each page shows them.
struct FirstStartSteps: Sendable {
  let items: [Item]

  struct Item: Sendable {
    let number: Int
    let label: String
    let isDone: Bool
    let isCurrent: Bool
  }

  init(current: Int) {
    items = ["Votre société", "Votre exercice", "Votre TVA", "Sécurité"].enumerated().map { index, label in
      Item(number: index + 1, label: label, isDone: index + 1 < current, isCurrent: index + 1 == current)
    }
  }
}
