import Catalog

/// Comments that a server of the MySQL family runs: `/*! … */`, `/*!50100 … */`, `/*M! … */`.
///
/// The number is the least version that runs it. MariaDB leaves out those of 5.7.0 to 9.99.99,
/// which mean MySQL: https://mariadb.com/kb/en/comment-syntax/.
enum ServerComment {
  /// Where the text inside begins; nil where the comment is one for this server, too.
  static func inside(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ start: Int,
    _ end: Int,
    _ dialect: Dialect
  ) -> Int? {
    guard dialect.isMySQLFamily else { return nil }
    var at = start + 2
    if dialect == .mariadb, at < end, bytes[at] == 0x4D { at += 1 }
    guard at < end, bytes[at] == 0x21 else { return nil }
    at += 1
    var version = 0
    var digits = 0
    while at < end, digits < 6, (0x30...0x39).contains(bytes[at]) {
      version = version * 10 + Int(bytes[at] - 0x30)
      digits += 1
      at += 1
    }
    guard digits >= 5 else { return at }
    let isRun =
      dialect == .mariadb
      ? version < 50700 || (100000...101199).contains(version) : version < 99999
    return isRun ? at : nil
  }
}
