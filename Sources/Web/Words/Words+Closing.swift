public import Application
public import Model

extension Words {
  public static func of(_ refusal: ClosingRefusal) -> Wording {
    switch refusal {
    case .blocked(let checks):
      Wording(
        "La clôture attend : " + checks.map { name(of: $0) }.joined(separator: ", ") + ".",
        remedy: "Réglez ce que la liste montre, puis recommencez.")
    case .notAccepted(let checks):
      Wording(
        "Des points restent à regarder : " + checks.map { name(of: $0) }.joined(separator: ", ") + ".",
        remedy: "Corrigez-les, ou cochez la case d’accord : la clôture gardera leur liste.")
    case .alreadyClosed(let year): Wording("L’exercice \(year.name) est déjà clôturé.")
    case .notClosed(let year): Wording("L’exercice \(year.name) n’est pas clôturé : il n’y a rien à rouvrir.")
    case .laterYearClosed(let year):
      Wording(
        "L’exercice \(year.name), qui suit, est clôturé.",
        remedy: "Un exercice se rouvre tant que le suivant n’est pas clôturé : rouvrez celui-ci d’abord.")
    case .reasonMissing:
      Wording("Le motif manque.", remedy: "Écrivez en quelques mots pourquoi ; il reste au journal signé.")
    case .unknownDocument: Wording("Ce document n’est pas de cette clôture.")
    case .nothingToAllocate: Wording("Cet exercice n’a pas de résultat à affecter.")
    case .allocationUnbalanced(let left):
      Wording(
        left.minor > 0
          ? "Il reste \(French.euros(left)) à affecter."
          : "L’affectation dépasse le résultat de \(French.euros(left.magnitude)).",
        remedy: "Le total affecté doit être égal au résultat.")
    case .decisionMissing:
      Wording("La date de la décision manque.", remedy: "C’est celle de l’assemblée ou de la décision de l’associé.")
    case .decisionOutside(let end, let today):
      Wording(
        "La décision est postérieure au \(French.date(end)), et n’est pas d’un jour à venir.",
        remedy: "Écrivez le jour où elle fut prise, jusqu’au \(French.date(today)).")
    case .priorLossesExceeded(let losses):
      Wording(
        "Le compte 119 ne porte que \(French.euros(losses)) de pertes antérieures.",
        remedy: "Apurez ce montant au plus ; le reste va aux réserves, au report ou aux dividendes.")
    case .allocationDrafted:
      Wording(
        "Un brouillon de l’exercice suivant porte déjà sur ce résultat (compte 12).",
        remedy: "Validez-le au brouillard, ou jetez-le, puis recommencez.")
    }
  }

  public static func of(_ refusal: YearIsClosed) -> Wording {
    Wording(
      "L’exercice \(refusal.year.name) est clôturé : il ne change plus.",
      remedy: "Ce qui restait ouvert se lettre sur les à-nouveaux de l’exercice suivant ; le reste s’y écrit.")
  }

  /// What is being done.
  public static func name(of step: ClosingProgress.Step) -> String {
    switch step {
    case .controls: "contrôles"
    case .documents: "documents scellés"
    case .openings: "à-nouveaux"
    case .key: "changement de la clé"
    }
  }

  /// What became of the key, when it did not change.
  public static func of(_ key: KeyRenewal) -> String? {
    switch key {
    case .renewed, .notHere: nil
    case .noRoom(let needed, let available):
      "La clé du dossier n’a pas été changée : il faut \(French.size(bytes: Int(clamping: needed))) libres sur le "
        + "disque et il y en a \(French.size(bytes: Int(clamping: available))). La clôture est faite ; libérez de la "
        + "place, puis lancez « fmpro-node key rotate »."
    case .failed:
      "La clé du dossier n’a pas été changée : l’ordinateur a refusé. La clôture est faite ; recommencez le changement "
        + "avec « fmpro-node key rotate »."
    }
  }

  public static func name(of kind: ClosingDocument.Kind) -> String {
    switch kind {
    case .legalFile: "Fichier des écritures comptables"
    case .notice: "Notice du FEC"
    case .statements: "Bilan et compte de résultat"
    case .trialBalance: "Balance générale"
    }
  }
}

extension Words {
  /// Why a proof proves nothing, and where.
  public static func of(_ refusal: ProofRefusal) -> Wording {
    let sentence =
      switch refusal.kind {
      case .notAProof: "ce fichier n’est pas une preuve d’intangibilité."
      case .head: "ce que la preuve annonce n’est pas ce que son journal signé donne."
      case .form: "elle n’a pas été écrite ainsi."
      case .chain(let changeSet, let entry):
        "le lot signé n° \(French.integer(changeSet)) ne se vérifie pas\(entry.map { " (écriture \($0))" } ?? "")."
      case .cut: "le fichier s’arrête avant sa fin."
      case .extended: "des octets suivent la fin de la preuve."
      }
    return Wording(
      "Preuve refusée, ligne \(French.integer(refusal.line)) : \(sentence)",
      remedy: "Reprenez le fichier d’origine : un seul octet changé suffit à la refuser.")
  }
}
