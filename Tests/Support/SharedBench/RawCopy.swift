import Foundation
import PrivateServer

/// The floor: the same lines, with typed columns, put into one table by COPY, with its primary key and one index.
struct RawCopy {
  let server: PrivatePostgreSQL
  /// Tab-separated, one line of the FEC each, with its rank first, dates as AAAAMMJJ and amounts in cents.
  let typed: String

  /// Seconds of the clock, and of the server's processor.
  struct Cost {
    let clock: Double
    let server: Double
  }

  func run(_ name: String) throws -> Cost {
    try server.run("CREATE DATABASE \(name);")
    try server.run(
      """
      CREATE TABLE line (
        rank bigint PRIMARY KEY, journal_code text COLLATE "C" NOT NULL, journal_label text COLLATE "C" NOT NULL,
        entry_number text COLLATE "C" NOT NULL, entry_date integer NOT NULL, account text COLLATE "C" NOT NULL,
        account_label text COLLATE "C" NOT NULL, party text COLLATE "C", party_label text COLLATE "C",
        voucher_reference text COLLATE "C" NOT NULL, voucher_date integer, label text COLLATE "C" NOT NULL,
        debit bigint NOT NULL, credit bigint NOT NULL, matching_code text COLLATE "C", matching_date integer,
        validation_date integer, original text COLLATE "C", currency text COLLATE "C");
      CREATE INDEX line_by_account ON line (account, entry_date, rank);
      """, database: name)
    try server.run("CHECKPOINT;")
    let (start, theirs) = (Clock.seconds, Clock.processor(ofServerIn: server.folder))
    try server.run("\\copy line from '\(typed)'", database: name)
    let cost = Cost(
      clock: Clock.seconds - start, server: Clock.processor(ofServerIn: server.folder) - theirs)
    try server.run("DROP DATABASE \(name);")
    return cost
  }
}
