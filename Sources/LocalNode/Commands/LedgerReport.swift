import Model
import Synchronization

/// Writes the lines of a ledger or a journal as they come, a piece at a time: nothing of the whole is kept.
///
/// What an account begins the year with, while its opening is not recorded, is a line before the others: blank journal
/// and number.
///
/// JSON is one array, a line of the books on each line of text, amounts in integer cents:
///
/// | key | value |
/// |---|---|
/// | `journal`, `number` | code of the journal and EcritureNum |
/// | `date` | AAAA-MM-JJ |
/// | `account`, `label` | general account; label of the line, or of its entry |
/// | `party` | code of the third party, or null |
/// | `piece` | piece reference, may be empty |
/// | `debit`, `credit` | cents |
/// | `matching` | matching code, or null |
/// | `balance` | ledger only: debit minus credit of the account up to this line included, in cents |
final class LedgerReport: Sendable {
  private static let flushAt = 1 << 16

  private let format: OutputFormat
  private let hasBalance: Bool
  private let output: CommandOutput
  private let state: Mutex<State>

  private struct State {
    var bytes: [UInt8] = []
    var isFirst = true
  }

  init(_ format: OutputFormat, hasBalance: Bool, output: CommandOutput) {
    self.format = format
    self.hasBalance = hasBalance
    self.output = output
    var state = State()
    state.bytes.reserveCapacity(Self.flushAt + 4_096)
    switch format {
    case .json: state.bytes.append(UInt8(ascii: "["))
    case .csv: state.bytes += CSVText.row(Self.names(hasBalance)).utf8
    case .table: state.bytes += (Self.columns(Self.names(hasBalance)) + "\n").utf8
    }
    self.state = Mutex(state)
  }

  func write(_ line: LedgerLine) {
    state.withLock { state in
      switch format {
      case .json: LedgerJSON.append(line, isFirst: state.isFirst, to: &state.bytes)
      case .csv: LedgerCSV.append(line, to: &state.bytes)
      case .table: state.bytes += (Self.columns(Self.cells(line)) + "\n").utf8
      }
      state.isFirst = false
      guard state.bytes.count >= Self.flushAt else { return }
      output.rawBytes(state.bytes)
      state.bytes.removeAll(keepingCapacity: true)
    }
  }

  func finish() {
    state.withLock { state in
      if format == .json { state.bytes += (state.isFirst ? "]\n" : "\n]\n").utf8 }
      output.rawBytes(state.bytes)
      state.bytes.removeAll()
    }
  }

  private static func names(_ hasBalance: Bool) -> [String] {
    ["Journal", "Numéro", "Date", "Compte", "Pièce", "Tiers", "Libellé", "Lettrage", "Débit", "Crédit"]
      + (hasBalance ? ["Solde"] : [])
  }

  private static func cells(_ line: LedgerLine) -> [String] {
    [
      line.journal, line.number, line.date.iso, line.account, line.piece, line.party, line.label, line.matching,
      DecimalComma.text(minor: line.debit.minor), DecimalComma.text(minor: line.credit.minor),
    ] + (line.balance.map { [$0.description] } ?? [])
  }

  /// Fixed widths: what is to come is not known when a line is written.
  private static func columns(_ cells: [String]) -> String {
    let widths = [8, 10, 10, 10, 14, 10, 32, 8, 14, 14, 16]
    return zip(cells, widths).enumerated().map { index, column in
      let (cell, width) = column
      let blank = String(repeating: " ", count: max(0, width - cell.count))
      return index < 8 ? String(cell.prefix(width)) + blank : blank + cell
    }.joined(separator: " ")
  }
}
