import Foundation
import GRDB
import Glibc

/// The database file of one format: opening it, and getting a broken one out of the way.
struct CacheFile: Sendable {
  /// Raised whenever the tables change; each format has a file of its own, so that an older
  /// program and a newer one leave each other's alone.
  static let format = 1

  /// "MGND": says whose file it is.
  private static let applicationID = 0x4D47_4E44

  let folder: String

  var path: String { folder + "/schema-v\(CacheFile.format).sqlite" }

  var exists: Bool { access(path, F_OK) == 0 }

  /// Opens the file, makes it where there is none, and refuses one that is not ours.
  func open() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "schema-cache"
    configuration.busyMode = .timeout(5)
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { database in
      // The lock file keeps others out, so the index of the log stays in memory: there is no
      // shared-memory file that could be damaged or that a full disk could take away.
      try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
      try database.execute(sql: "PRAGMA trusted_schema = OFF")
      try database.execute(sql: "PRAGMA cell_size_check = ON")
      try database.execute(sql: "PRAGMA mmap_size = 0")
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    do {
      try queue.inDatabase(setUp)
    } catch {
      try? queue.close()
      throw error
    }
    return queue
  }

  private func setUp(_ database: Database) throws {
    let owner = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let format = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
    guard isEmpty || (owner == CacheFile.applicationID && format == CacheFile.format) else {
      throw DatabaseError(resultCode: .SQLITE_NOTADB, message: "not a cache of this format")
    }
    try database.execute(sql: "PRAGMA journal_mode = WAL")
    try database.execute(sql: "PRAGMA synchronous = NORMAL")
    // A first run stores some 50 MB at once: with SQLite's usual 2 MB of pages it would read most
    // of them again from its log, row by row. They are let go after it.
    try database.execute(sql: "PRAGMA cache_size = -65536")
    try database.execute(sql: "PRAGMA journal_size_limit = 8388608")
    try database.execute(sql: "PRAGMA wal_autocheckpoint = 1000")
    guard isEmpty else { return }
    try database.inTransaction(.immediate) {
      try database.execute(sql: "PRAGMA application_id = \(CacheFile.applicationID)")
      try database.execute(sql: "PRAGMA user_version = \(CacheFile.format)")
      try database.execute(
        sql: """
          CREATE TABLE rows (
            shelf INTEGER NOT NULL,
            fingerprint BLOB NOT NULL,
            key BLOB NOT NULL,
            made INTEGER NOT NULL,
            used INTEGER NOT NULL,
            hash BLOB NOT NULL,
            value BLOB NOT NULL,
            PRIMARY KEY (shelf, fingerprint, key)
          ) WITHOUT ROWID
          """
      )
      return .commit
    }
  }

  /// Renames the file with its log to `….corrupt-N`, for people to look at; the one before goes.
  func setAside() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let mark = ".corrupt-"
    var last = 0
    for name in names where name.hasPrefix("schema-v") {
      guard let range = name.range(of: mark) else { continue }
      last = max(last, Int(name[range.upperBound...].prefix { $0.isNumber }) ?? 0)
      unlink(folder + "/" + name)
    }
    for suffix in ["", "-wal", "-shm", "-journal"] {
      let target = path + mark + String(last + 1) + suffix
      if rename(path + suffix, target) != 0 { unlink(path + suffix) }
    }
  }

  /// Removes the files of older formats, which nobody will read again.
  func removeOlderFormats() {
    for format in 0..<CacheFile.format {
      for suffix in ["", "-wal", "-shm"] {
        unlink(folder + "/schema-v\(format).sqlite" + suffix)
      }
    }
  }
}
