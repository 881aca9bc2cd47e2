extension String {
  /// Whether its bytes come before those of `other`: the order that both engines give to account numbers and codes,
  /// whatever the language of the machine.
  public func precedes(_ other: String) -> Bool {
    var (left, right) = (self, other)
    return left.withUTF8 { left in
      right.withUTF8 { right in
        for place in 0..<Swift.min(left.count, right.count) where left[place] != right[place] {
          return left[place] < right[place]
        }
        return left.count < right.count
      }
    }
  }
}
