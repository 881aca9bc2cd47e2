/// Books made by chance from a seed: balanced entries with everything that a line may carry.
struct GeneratedBooks {
  var sample = FECSample()
  private var dice: Dice
  private var numbers: [String: Int] = [:]

  init(seed: UInt64, entries: Int) {
    dice = Dice(seed: seed)
    for _ in 0..<entries { addEntry() }
  }

  private mutating func addEntry() {
    let journal = dice.pick(["VE", "AC", "BQ", "OD"])
    let number = numbers[journal, default: 0] + 1
    numbers[journal] = number
    let date = "2026\(two(dice.roll(1...12)))\(two(dice.roll(1...28)))"
    let label = dice.pick(["Facture", "Éts Müller & Fils", "Œuvre à 3 €", "x", "Loyer — « mars »"]) + " \(number)"
    var debit = dice.roll(1...3)
    var rest = 0
    var lines: [[String]] = []
    while debit > 0 {
      let cents = dice.roll(-500_000...5_000_000)
      rest += cents
      lines.append(line(journal, number, date, label, debit: cents, credit: 0))
      debit -= 1
    }
    lines.append(line(journal, number, date, label, debit: 0, credit: rest))
    sample.lines += lines
  }

  private mutating func line(
    _ journal: String, _ number: Int, _ date: String, _ label: String, debit: Int, credit: Int
  ) -> [String] {
    let account = dice.pick(["411000", "401000", "512000", "707000", "445710", "6063"])
    let hasParty = account.hasPrefix("4") && dice.chance(70)
    let party = hasParty ? "T\(dice.roll(1...9))" : ""
    let matched = hasParty && dice.chance(40)
    return FECSample.line(
      journal: journal, journalLabel: "Journal \(journal)", number: String(number), date: date, account: account,
      accountLabel: dice.chance(90) ? "Compte \(account)" : "Autre nom", party: party,
      partyLabel: hasParty ? dice.pick(["Dupont", "Société Générale d'Été", ""]) : "",
      piece: dice.chance(95) ? "P\(number)" : "", pieceDate: dice.chance(90) ? date : "",
      label: dice.chance(80) ? label : "autre libellé", debit: amount(debit), credit: amount(credit),
      matching: matched ? dice.pick(["AA", "AB", "ZZ"]) : "", matchingDate: matched ? "20261130" : "",
      valid: dice.chance(95) ? "20261231" : "", original: dice.chance(5) ? "-12,345" : "",
      currency: dice.chance(5) ? "USD" : "")
  }

  private func amount(_ cents: Int) -> String {
    let text = String(cents.magnitude)
    let padded = String(repeating: "0", count: max(0, 3 - text.count)) + text
    return (cents < 0 ? "-" : "") + padded.dropLast(2) + "," + padded.suffix(2)
  }

  private func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
}
