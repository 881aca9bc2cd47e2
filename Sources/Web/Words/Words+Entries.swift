import Application
import Model

extension Words {
  /// What is remarkable about an entry, in a few words each.
  static func marks(of flags: EntryFlags) -> [String] {
    var marks: [String] = []
    if flags.contains(.opening) { marks.append("à-nouveaux") }
    if flags.contains(.unbalancedAtSource) { marks.append("déséquilibrée à la source") }
    if flags.contains(.validationDateAbsentAtSource) { marks.append("sans date de validation dans le fichier") }
    return marks
  }

  static func validated(_ entry: EntryDetail) -> String {
    "Validée le \(French.date(entry.validationDate)) : elle ne se modifie plus, elle se corrige par une "
      + "contre-passation."
  }

  /// The checks of a verified entry, each as a sentence.
  static func checks(of found: EntryVerification) -> [(isRight: Bool, text: String)] {
    var checks = [
      (
        found.isKeyEnrolled,
        found.isKeyEnrolled
          ? "La clé de l’appareil est inscrite dans le journal signé."
          : "La clé de l’appareil n’est pas celle que le journal signé a inscrite."
      ),
      (
        found.isSigned,
        found.isSigned
          ? "La signature du lot est celle de l’appareil, sur ces octets mêmes."
          : "La signature du lot ne correspond pas à ses octets."
      ),
      (
        found.isHashRight,
        found.isHashRight ? "L’empreinte du lot est exacte." : "L’empreinte du lot n’est pas celle de ses octets."
      ),
    ]
    switch found.isFollowed {
    case true?: checks.append((true, "Le lot suivant de la chaîne nomme celui-ci."))
    case false?: checks.append((false, "Le lot suivant de la chaîne nomme un autre lot que celui-ci."))
    case nil: checks.append((true, "C’est le dernier lot de la chaîne."))
    }
    guard found.isInChangeSet else { return checks + [(false, "Le lot signé ne contient pas cette écriture.")] }
    let isSame = found.differences.isEmpty
    checks.append(
      (
        isSame,
        isSame
          ? "Les lignes enregistrées sont celles de l’écriture signée."
          : "Les lignes enregistrées diffèrent de l’écriture signée."
      ))
    return checks
  }

  static func of(_ difference: EntryDifference) -> String {
    let field = name(of: difference.field)
    let place = difference.line.map { "Ligne \($0), \(field)" } ?? field.prefix(1).uppercased() + field.dropFirst()
    return "\(place) : signé « \(difference.expected) », enregistré « \(difference.found) »."
  }
}
