extension ChartAccount {
  /// Reads the dated list kept with the program's data: `number;label;from;to`, one account a line, `#` for comments.
  /// Nil when a line is not of that form, since the list is part of the program and is all right or all wrong.
  public static func list(text: String) -> [ChartAccount]? {
    var accounts: [ChartAccount] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: ";", omittingEmptySubsequences: false)
      guard fields.count == 4, !fields[0].isEmpty, fields[0].utf8.allSatisfy({ (48...57).contains($0) }),
        let from = optionalDate(fields[2]), let to = optionalDate(fields[3])
      else { return nil }
      accounts.append(
        ChartAccount(
          number: String(fields[0]), label: String(fields[1]), validFrom: from.value, validTo: to.value))
    }
    return accounts
  }

  private static func optionalDate(_ text: Substring) -> OptionalDate? {
    text.isEmpty ? .blank : CalendarDate(iso: text).map(OptionalDate.date)
  }
}
