import Model
import Sync

extension Verification.ChainBreak {
  init(_ fault: ChainFault) {
    self.init(
      changeSet: fault.sequence, kind: Kind(fault.reason),
      entry: fault.entry.map { Verification.EntryPlace(journal: $0.journal, number: $0.number, date: nil) },
      technical: fault.description)
  }
}

extension Verification.ChainBreak.Kind {
  fileprivate init(_ reason: ChainFault.Reason) {
    self =
      switch reason {
      case .badSignature, .unknownDevice, .otherFoundingKey, .unknownKeyringHead: .signature
      case .otherSequence, .otherCompany, .epoch, .sequence, .previousHash, .clockWentBack, .otherHead: .order
      case .envelope, .event: .content
      case .ledger: .ledger
      }
  }
}
