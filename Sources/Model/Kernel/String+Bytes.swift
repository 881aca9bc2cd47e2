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

extension Sequence {
  /// In the order of the bytes of a text of each element; elements with the same text keep their order. The first
  /// eight bytes are compared as one number, and nothing but numbers is moved: a balance of thousands of accounts is
  /// sorted on every page that shows it.
  public func sorted(byBytesOf text: (Element) -> String) -> [Element] {
    let elements = Array(self)
    let texts = elements.map(text)
    var places = texts.enumerated().map { (head: $1.firstEightBytes, place: $0) }
    places.sort { left, right in
      if left.head != right.head { return left.head < right.head }
      let (one, other) = (texts[left.place], texts[right.place])
      return one.precedes(other) || (!other.precedes(one) && left.place < right.place)
    }
    return places.map { elements[$0.place] }
  }
}

extension RandomAccessCollection {
  /// The first element that is past a place, in an order in which all such elements come last; the end when none is.
  public func firstPlace(where isPast: (Element) -> Bool) -> Index {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = index(low, offsetBy: distance(from: low, to: high) / 2)
      if isPast(self[middle]) { high = middle } else { low = index(after: middle) }
    }
    return low
  }
}

extension String {
  /// As one number: the first byte is the highest; a shorter text ends in zeros.
  var firstEightBytes: UInt64 {
    var copy = self
    return copy.withUTF8 { bytes in
      var head: UInt64 = 0
      for place in 0..<8 { head = head << 8 | (place < bytes.count ? UInt64(bytes[place]) : 0) }
      return head
    }
  }
}
