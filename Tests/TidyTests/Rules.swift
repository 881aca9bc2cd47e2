/// The rules about what the text of one file may contain.
enum Rules {
  /// Money is whole cents: no binary fraction in the layers that touch it.
  static let noFloatingPoint = Rule(name: "floating-point") { file in
    let layers = ["Model", "Sync", "Storage", "Formats", "Application", "Web"]
    guard file.isSwift, layers.contains(file.target), !file.path.hasPrefix("Sources/Web/Charts/") else { return [] }
    return words(["Double", "Float", "Float16", "Float32", "Float64", "Float80", "CGFloat"], in: file)
  }

  /// SQL is written in Storage and nowhere else.
  static let sqlInStorageOnly = Rule(name: "sql") { file in
    guard file.isSwift, file.isSource, file.target != "Storage" else { return [] }
    return file.literals.compactMap { literal in
      let text = literal.text
      let words = ["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "PRAGMA", "ATTACH", "VACUUM"]
      guard (words + ["SAVEPOINT", "BEGIN"]).contains(where: text.contains) else { return nil }
      let hasSQL =
        text.contains(#/\bSELECT\s[^;]*\bFROM\b/#) || text.contains(#/\bINSERT\s+(OR\s+\w+\s+)?INTO\b/#)
        || text.contains(#/\bUPDATE\s+\w+\s+SET\b/#) || text.contains(#/\bDELETE\s+FROM\b/#)
        || text.contains(#/\b(CREATE|DROP|ALTER)\s+(UNIQUE\s+|VIRTUAL\s+)?(TABLE|INDEX|VIEW|TRIGGER)\b/#)
        || text.contains(#/\b(PRAGMA|ATTACH|VACUUM|SAVEPOINT|BEGIN IMMEDIATE|BEGIN EXCLUSIVE)\b/#)
      return hasSQL ? file.finding(literal.line, "SQL outside Sources/Storage") : nil
    }
  }

  /// The clock and randomness come in through ports, so that a test can replay anything.
  static let clockAndRandomnessByPort = Rule(name: "clock-and-randomness") { file in
    guard file.isSwift, file.isSource else { return [] }
    // Keys, nonces and one-time pairs that libsodium draws by itself; `crypto_sign_seed_keypair` draws nothing.
    let drawn = #/\bcrypto_(?!\w*_seed_keypair)\w+_(keypair|keygen|init_push)\b|\bcrypto_box_seal\(/#
    let keys = file.code.enumerated().compactMap { index, line in
      line.contains("crypto_") && line.contains(drawn) ? file.finding(index + 1, "chance of libsodium") : nil
    }
    return keys
      + phrases(
        [
          "Date()", "Date.now", "ContinuousClock", "SuspendingClock", "UUID()", ".random(", ".randomElement(",
          ".shuffled()", ".shuffle()", "SystemRandomNumberGenerator", "randombytes", "clock_gettime", "gettimeofday",
          "arc4random", "getrandom(",
        ], in: file)
  }

  /// A failure is a refusal, a fault or a broken invariant; nothing stops the program in another way.
  static let noTrapdoors = Rule(name: "trapdoors") { file in
    guard file.isSwift, file.isSource, !file.isGenerated else { return [] }
    return phrases(["try!", "fatalError(", "as!", "unsafeBitCast("], in: file)
  }

  static let noPrint = Rule(name: "output") { file in
    guard file.isSwift, file.isSource else { return [] }
    return file.code.enumerated().compactMap { index, line in
      line.contains("(") && line.contains(#/(^|[^.\w])(print|debugPrint|dump|NSLog)\(/#)
        ? file.finding(index + 1, "print(") : nil
    }
  }

  /// A write that fails in silence loses a book entry: no `try?` beside one, and no empty `catch`.
  static let noSilentWrite = Rule(name: "silent-write") { file in
    guard file.isSwift, file.isSource else { return [] }
    let write =
      #/(?i)(write|save|insert|append|commit|store|remove|delete|update|execute|sync|rename|move|replace|truncate)/#
    return file.code.enumerated().compactMap { index, line in
      if line.contains("try?"), line.contains(write) { return file.finding(index + 1, "try? beside a write") }
      if line.contains("catch"), line.contains(#/\bcatch\s*\{\s*\}/#) {
        return file.finding(index + 1, "an empty catch")
      }
      return nil
    }
  }

  /// Model carries codes and values; the sentences that people read are in Web.
  static let noFrenchInModel = Rule(name: "french-in-model") { file in
    guard file.isSwift, file.target == "Model" else { return [] }
    return file.literals.compactMap { literal in
      literal.text.count > 3 && literal.text.contains(#/[àâäéèêëîïôöùûüçœÀÂÉÈÊËÎÏÔÙÛÇŒ]/#)
        ? file.finding(literal.line, "a sentence in Model: \(literal.text)") : nil
    }
  }

  /// A file is finished or it is not there.
  static let noLeftovers = Rule(name: "leftovers") { file in
    file.lines.enumerated().compactMap { index, line in
      ["TO" + "DO", "FIX" + "ME", "XX" + "X"].contains(where: line.contains)
        && line.contains(#/\b(TO[D]O|FIX[M]E|X[X]X)\b/#) ? file.finding(index + 1, "unfinished work") : nil
    }
  }

  /// Words that say nothing to the next reader, and paths that exist on one machine only.
  static let plainWords = Rule(name: "plain-words") { file in
    guard !file.path.hasPrefix("Tests/TidyTests/") else { return [] }
    let vague = [
      "lorem ipsum", "foobar", "kludge", "wtf", "blah", "dirty hack", "quick hack", "asap", "au secours", "bidouille",
    ]
    let places = ["home", "Users", "root", "work", "mnt", "media"].map { "/\($0)/" }
    return file.lines.enumerated().compactMap { index, line in
      let small = line.lowercased()
      if vague.contains(where: { begins($0, in: small) }) { return file.finding(index + 1, "a vague word") }
      guard places.contains(where: line.contains) else { return nil }
      let isPath = line.contains(#/(^|[\s"'`(=])\/(home|Users|root|work|mnt|media)\/\w/#)
      return isPath ? file.finding(index + 1, "a path of one machine") : nil
    }
  }

  /// Pages are served with a policy that refuses inline script and style.
  static let noInlineScript = Rule(name: "inline-script") { file in
    guard file.path.hasPrefix("Resources/"), file.path.hasSuffix(".mustache") || file.path.hasSuffix(".html") else {
      return []
    }
    return file.lines.enumerated().compactMap { index, line in
      let isInline =
        line.contains(#/<script(?![^>]*\bsrc=)/#) || line.contains(#/<style\b/#)
        || line.contains(#/\sstyle=/#) || line.contains(#/\son[a-z]+=["']/#) || line.contains("javascript:")
      return isInline ? file.finding(index + 1, "inline script or style") : nil
    }
  }

  private static func words(_ words: Set<String>, in file: SourceFile) -> [Finding] {
    file.code.enumerated().flatMap { index, line in
      line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        .filter { words.contains(String($0)) }
        .map { file.finding(index + 1, String($0)) }
    }
  }

  private static func phrases(_ phrases: [String], in file: SourceFile) -> [Finding] {
    file.code.enumerated().flatMap { index, line in
      phrases.filter { begins($0, in: line) }.map { file.finding(index + 1, $0) }
    }
  }

  /// Whether the phrase is in the line and is not the end of a longer word.
  private static func begins(_ phrase: String, in line: String) -> Bool {
    line.ranges(of: phrase).contains { range in
      guard range.lowerBound > line.startIndex, let first = phrase.first, first.isLetter else { return true }
      let before = line[line.index(before: range.lowerBound)]
      return !(before.isLetter || before.isNumber || before == "_")
    }
  }
}
