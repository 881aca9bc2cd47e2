/// One field of a form as its template shows it. The fault is said twice, above the form and under the field.
struct Field: Sendable {
  let id: String
  let name: String
  let label: String
  var value = ""
  var type = "text"
  var isOptional = false
  var hint: String?
  var fault: String?
  var autocomplete = "off"
  var inputMode = "text"
  /// The first field at fault, or the first of the page, takes the focus.
  var takesFocus = false
  /// Address that says at once whether the value is right; its answer is shown under the field.
  var checkedAt: String?

  /// What `aria-describedby` points at; nil when there is nothing to read.
  var describedBy: String?

  func described() -> Field {
    var field = self
    let parts = [hint == nil ? nil : "\(id)-aide", fault == nil ? nil : "\(id)-faute"].compactMap { $0 }
    field.describedBy = parts.isEmpty ? nil : parts.joined(separator: " ")
    return field
  }
}

/// All that is wrong with a form, first thing under its title; each line leads to its field.
struct FaultList: Sendable {
  let heading: String
  let items: [Item]

  struct Item: Sendable {
    let href: String
    let text: String
  }

  /// Nil when nothing is wrong.
  init?(_ fields: [Field], and general: [String] = [], href: String = "#contenu") {
    let items =
      general.map { Item(href: href, text: $0) }
      + fields.compactMap { field in field.fault.map { Item(href: "#\(field.id)", text: $0) } }
    self.init(items)
  }

  /// Faults of fields that are no ``Field``.
  init?(faults: [(href: String, text: String)]) { self.init(faults.map { Item(href: $0.href, text: $0.text) }) }

  private init?(_ items: [Item]) {
    guard !items.isEmpty else { return nil }
    self.items = items
    heading = items.count == 1 ? "Un point à corriger" : "\(items.count) points à corriger"
  }
}

extension [Field] {
  /// With the focus on the first fault, and what each is described by.
  func focused() -> [Field] {
    let place = firstIndex { $0.fault != nil }
    return enumerated().map { index, field in
      var field = field
      field.takesFocus = index == (place ?? -1)
      return field.described()
    }
  }
}
