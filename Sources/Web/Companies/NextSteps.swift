import Model

/// What the first page offers to do next; nil when there is nothing.
struct NextSteps: Sendable {
  let heading: String
  let items: [Item]

  struct Item: Sendable {
    let label: String
    let hint: String
    let href: String
  }

  init?(_ steps: [NextStep]) {
    guard !steps.isEmpty else { return nil }
    items = steps.map { step in
      let (label, hint) = Words.of(step)
      return Item(label: label, hint: hint, href: Self.address(of: step))
    }
    heading =
      switch items.count {
      case 1: "Votre prochaine action"
      case 2: "Vos deux prochaines actions"
      default: "Vos trois prochaines actions"
      }
  }

  private static func address(of step: NextStep) -> String {
    switch step {
    case .importBooks: Address.imports
    case .enterFirst: Address.entry
    case .validateDrafts: Address.drafts
    case .addSecondFactor: Address.secondFactor
    case .backUp: Address.backups
    case .invite: Address.newPerson
    case .describeCompany: Address.company
    }
  }
}
