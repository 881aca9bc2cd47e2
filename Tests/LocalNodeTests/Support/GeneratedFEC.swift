/// The sales of a year, two lines each: the same file at each call, and the balance it must give.
struct GeneratedFEC: Sendable {
  /// 60,000 lines: long enough for an import to be met at any of its stages.
  static let large = GeneratedFEC(entries: 30_000)
  /// Bytes that its original takes in the data folder, 6.5 MB before: whole as soon as there are so many.
  static let largeSealedSize = 885_000

  let text: String
  let balance: [BalanceRow]

  init(entries: Int) {
    var text = SmallFEC.header + "\r\n"
    var clients = BalanceRow("411000", "Clients")
    var sales = (0..<20).map { BalanceRow(String(707_000 + $0), "Ventes du rayon \($0)") }
    for number in 1...entries {
      let cents = 100 + number * 7919 % 99_991
      let amount = "\(cents / 100),\(cents % 100 / 10)\(cents % 10)"
      let day = 20_260_101 + (number - 1) * 12 / entries * 100 + number % 28
      let shelf = number % 20
      let head = "VE\tVentes\t\(number)\t\(day)\t"
      let tail = "\tFA\(number)\t\(day)\tVente \(number)\t"
      text +=
        "\(head)411000\tClients\tC\(number % 500)\tClient \(number % 500)\(tail)\(amount)\t0,00\t\t\t\(day)\t\t\r\n"
      text += "\(head)\(sales[shelf].account)\t\(sales[shelf].label)\t\t\(tail)0,00\t\(amount)\t\t\t\(day)\t\t\r\n"
      clients.debit += cents
      sales[shelf].credit += cents
    }
    self.text = text
    balance = ([clients] + sales).map { BalanceRow($0.account, $0.label, debit: $0.debit, credit: $0.credit) }
  }
}
