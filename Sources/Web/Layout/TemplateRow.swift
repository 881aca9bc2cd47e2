import Mustache

/// A model that a template shows many times on one page.
///
/// The template engine looks a value up by its name through reflection, which goes over all fields each time: for the
/// rows of a list that was nine tenths of a page's cost. These models answer by themselves. A test holds the names to
/// the stored fields.
protocol TemplateRow: MustacheParent {
  static var fields: [String: @Sendable (Self) -> Any?] { get }
}

extension TemplateRow {
  func child(named name: String) -> Any? { Self.fields[name]?(self) ?? nil }
}
