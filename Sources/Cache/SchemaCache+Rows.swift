package import Catalog
import Crypto
import Foundation
import GRDB
package import SourceText
import Synchronization

extension SchemaCache {
  /// The value of a row; nil where there is none, where it is too old or does not match its hash.
  package func find(
    _ shelf: RowStore.Shelf,
    _ fingerprint: ContentDigest,
    key: [UInt8]
  ) -> [UInt8]? {
    let value = look(shelf, fingerprint, key)
    counts.withLock { counts in
      if value == nil {
        counts[shelf, default: CacheLookups()].misses += 1
      } else {
        counts[shelf, default: CacheLookups()].hits += 1
      }
    }
    return value
  }

  private func look(
    _ shelf: RowStore.Shelf,
    _ fingerprint: ContentDigest,
    _ key: [UInt8]
  ) -> [UInt8]? {
    state.withLock { state in
      let place = RowPlace(shelf: shelf, fingerprint: fingerprint, key: key)
      let now = clock()
      let found = attempt(&state) { database -> StoredRow? in
        let statement = try database.cachedStatement(
          sql: """
            SELECT key, value, hash, made, used FROM rows
            WHERE shelf = ? AND fingerprint = ? AND key = ?
            """
        )
        let row = try Row.fetchOne(
          statement,
          arguments: [shelf.rawValue, fingerprint.data, Data(key)]
        )
        return try row.map(StoredRow.init)
      }
      guard let row = found ?? nil else { return nil }
      guard isGood(row, place, now) else {
        _ = attempt(&state) { try self.remove($0, place) }
        return nil
      }
      if now - row.used >= useGrain { state.touched.insert(place) }
      return row.value
    }
  }

  /// Every good row of one shelf and fingerprint, in one pass.
  package func scan(
    _ shelf: RowStore.Shelf,
    _ fingerprint: ContentDigest,
    _ body: (_ key: [UInt8], _ value: [UInt8]) -> Void
  ) {
    state.withLock { state in
      let now = clock()
      var touched: [RowPlace] = []
      var scanned = 0
      var bad: [RowPlace] = []
      // A file that fails halfway is begun anew and has nothing to say; what was said is good.
      _ = attempt(&state) { database in
        let statement = try database.cachedStatement(
          sql: """
            SELECT key, value, hash, made, used FROM rows WHERE shelf = ? AND fingerprint = ?
            """
        )
        let cursor = try Row.fetchCursor(
          statement,
          arguments: [shelf.rawValue, fingerprint.data]
        )
        while let next = try cursor.next() {
          let row = try StoredRow(next)
          let place = RowPlace(shelf: shelf, fingerprint: fingerprint, key: row.key)
          guard self.isGood(row, place, now) else {
            bad.append(place)
            continue
          }
          if now - row.used >= useGrain { touched.append(place) }
          scanned += 1
          body(row.key, row.value)
        }
      }
      state.touched.formUnion(touched)
      counts.withLock { $0[shelf, default: CacheLookups()].scanned += scanned }
      if !bad.isEmpty {
        _ = attempt(&state) { database in
          for place in bad { try self.remove(database, place) }
        }
      }
    }
  }

  /// Stores all rows in one transaction, or none; makes room where the file has grown too large,
  /// by so much that it is worth a look.
  package func store(_ rows: [RowStore.Row]) {
    if rows.isEmpty { return }
    // In the order of the file: each page is then written once, and not for every row in it.
    let rows = rows.count > 1 ? rows.sorted(by: isBefore) : rows
    state.withLock { state in
      let now = clock()
      let touched = state.touched
      state.unmeasured += rows.reduce(0) { $0 + ($1.value?.count ?? 0) + rowOverhead }
      let mustMeasure = state.unmeasured > options.sizeLimit / 64
      let size = attempt(&state) { database -> Int? in
        try database.inTransaction(.immediate) {
          try self.noteUses(database, touched)
          for row in rows { try self.put(database, row, now) }
          return .commit
        }
        if rows.count > manyRows { try database.execute(sql: "PRAGMA shrink_memory") }
        return mustMeasure ? try self.liveBytes(database) : nil
      }
      state.touched = []
      guard let size = size ?? nil else { return }
      state.unmeasured = 0
      guard size > options.sizeLimit else { return }
      _ = attempt(&state) { try self.evict($0, from: size) }
    }
  }

  // MARK: Idle

  /// What can wait until nothing else is to be done: the log goes into the file, uses are noted,
  /// and a cache that was off is tried again.
  package func idle() {
    state.withLock { state in
      reopen(&state)
      let touched = state.touched
      _ = attempt(&state) { database in
        try self.noteUses(database, touched)
        try database.checkpoint(.truncate)
      }
      state.touched = []
    }
  }

  /// Lets SQLite look over the whole file, if it is still there: 18 ms for 23 MB.
  ///
  /// - Returns: whether the file was good; one that was not has been begun anew.
  package func check() -> Bool {
    state.withLock { state in
      guard state.queue != nil else { return true }
      let before = state.rebuilds
      // Somebody cleaned up: what is written from now on would be lost with the open file.
      if !file.exists {
        rebuild(&state, "its file was deleted")
        return false
      }
      let said = attempt(&state) { database in
        // What is looked over is the file, and not what is left of it in memory.
        try database.execute(sql: "PRAGMA shrink_memory")
        return try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
      }
      if let said = said ?? nil, said != "ok" { rebuild(&state, said) }
      return state.rebuilds == before
    }
  }

  /// Bytes in use in the file.
  package var size: Int {
    state.withLock { state in attempt(&state) { try self.liveBytes($0) } ?? 0 }
  }

  // MARK: -

  private func isGood(_ row: StoredRow, _ place: RowPlace, _ now: Int64) -> Bool {
    guard row.hash == rowHash(place, row.value) else { return false }
    let lifetime =
      switch place.shelf {
      case .traces, .schemas: options.schemaLifetime
      case .templates: options.templateLifetime
      case .files, .outputs, .batches: Int64?.none
      }
    guard let lifetime else { return true }
    // A clock that was set back makes nothing younger than new.
    return now - row.made < lifetime && row.made <= now
  }

  private func put(_ database: Database, _ row: RowStore.Row, _ now: Int64) throws {
    let place = RowPlace(shelf: row.shelf, fingerprint: row.fingerprint, key: row.key)
    // What would crowd out everything else is not worth keeping.
    guard let value = row.value, value.count <= options.sizeLimit / 8 else {
      return try remove(database, place)
    }
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO rows (shelf, fingerprint, key, made, used, hash, value)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET made = excluded.made, used = excluded.used,
          hash = excluded.hash, value = excluded.value
        """
    )
    try statement.execute(arguments: [
      row.shelf.rawValue, row.fingerprint.data, Data(row.key), now, now,
      Data(rowHash(place, value)), Data(value),
    ])
  }

  private func remove(_ database: Database, _ place: RowPlace) throws {
    let statement = try database.cachedStatement(
      sql: "DELETE FROM rows WHERE shelf = ? AND fingerprint = ? AND key = ?"
    )
    try statement.execute(arguments: [
      place.shelf.rawValue, place.fingerprint.data, Data(place.key),
    ])
  }

  func noteUses(_ database: Database, _ places: Set<RowPlace>) throws {
    if places.isEmpty { return }
    let now = clock()
    let statement = try database.cachedStatement(
      sql: "UPDATE rows SET used = ? WHERE shelf = ? AND fingerprint = ? AND key = ?"
    )
    for place in places {
      try statement.execute(arguments: [
        now, place.shelf.rawValue, place.fingerprint.data, Data(place.key),
      ])
    }
  }

  private func liveBytes(_ database: Database) throws -> Int {
    let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
    let free = try Int.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0
    let size = try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 4096
    return (pages - free) * size
  }

  /// Removes what was used longest ago until a fifth of the room is free; what is being written
  /// stays.
  private func evict(_ database: Database, from size: Int) throws {
    var excess = size - options.sizeLimit / 5 * 4
    try database.inTransaction(.immediate) {
      var places: [RowPlace] = []
      let cursor = try Row.fetchCursor(
        database,
        sql: """
          SELECT shelf, fingerprint, key, length(value) FROM rows WHERE shelf <> ? ORDER BY used
          """,
        arguments: [RowStore.Shelf.batches.rawValue]
      )
      while excess > 0, let row = try cursor.next() {
        guard let shelf = RowStore.Shelf(rawValue: row[0]),
          let fingerprint = ContentDigest(row[1] as Data)
        else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a row of no shelf") }
        let key = [UInt8](row[2] as Data)
        places.append(RowPlace(shelf: shelf, fingerprint: fingerprint, key: key))
        excess -= (row[3] as Int) + key.count + rowOverhead
      }
      for place in places { try self.remove(database, place) }
      return .commit
    }
  }
}

/// Seconds within which another use is not noted: a day's reads cost no writes.
private let useGrain: Int64 = 3600

/// Rows after which the pages in memory are let go.
private let manyRows = 1000

private func isBefore(_ one: RowStore.Row, _ other: RowStore.Row) -> Bool {
  if one.shelf != other.shelf { return one.shelf.rawValue < other.shelf.rawValue }
  return one.key.lexicographicallyPrecedes(other.key)
}

/// Bytes of a row beside its key and value.
private let rowOverhead = 70

private struct StoredRow {
  var key: [UInt8]
  var value: [UInt8]
  var hash: [UInt8]
  var made: Int64
  var used: Int64

  /// Columns of another type than ours mean a damaged file.
  init(_ row: Row) throws {
    guard let key = Data.fromDatabaseValue(row[0]), let value = Data.fromDatabaseValue(row[1]),
      let hash = Data.fromDatabaseValue(row[2]), let made = Int64.fromDatabaseValue(row[3]),
      let used = Int64.fromDatabaseValue(row[4])
    else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a column of another type") }
    self.key = [UInt8](key)
    self.value = [UInt8](value)
    self.hash = [UInt8](hash)
    self.made = made
    self.used = used
  }
}

/// Half a SHA-256 over the whole row: a value that got under another key is no good either.
private func rowHash(_ place: SchemaCache.RowPlace, _ value: [UInt8]) -> [UInt8] {
  var hash = SHA256()
  hash.update(data: [place.shelf.rawValue])
  hash.update(data: place.fingerprint.data)
  hash.update(data: [UInt8](withUnsafeBytes(of: UInt64(place.key.count).littleEndian, Array.init)))
  hash.update(data: place.key)
  hash.update(data: value)
  return Array(hash.finalize().prefix(16))
}

extension ContentDigest {
  fileprivate var data: Data {
    var data = Data(capacity: 32)
    for word in [words.0, words.1, words.2, words.3] {
      withUnsafeBytes(of: word.littleEndian) { data.append(contentsOf: $0) }
    }
    return data
  }

  fileprivate init?(_ data: Data) {
    guard data.count == 32 else { return nil }
    func word(_ place: Int) -> UInt64 {
      data.dropFirst(place * 8).prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    self.init(word(0), word(1), word(2), word(3))
  }
}
