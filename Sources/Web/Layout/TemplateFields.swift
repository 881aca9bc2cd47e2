import Mustache

/// The fields of a page's model, looked at once.
///
/// The template engine goes over all fields of a model by reflection for each name it meets; a page names its model
/// hundreds of times.
struct TemplateFields: MustacheParent {
  private let fields: [String: Any]

  init(_ model: any Sendable) {
    fields = Dictionary(
      Mirror(reflecting: model).children.compactMap { child in
        guard let name = child.label, let value = Self.content(of: child.value) else { return nil }
        return (name, value)
      }, uniquingKeysWith: { first, _ in first })
  }

  func child(named name: String) -> Any? { fields[name] }

  /// What an optional holds, as the engine itself unwraps it.
  private static func content(of value: Any) -> Any? {
    let mirror = Mirror(reflecting: value)
    return mirror.displayStyle == .optional ? mirror.children.first?.value : value
  }
}
