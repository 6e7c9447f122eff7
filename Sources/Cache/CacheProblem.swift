/// Why the cache does not work, or had to begin anew; never an error of the caller.
///
/// The daemon says it once and goes on: without a cache everything is worked out again at the next
/// start, and nothing else is different.
package struct CacheProblem: Error, Sendable, Equatable {
  package enum Code: Sendable, Equatable {
    /// The file was damaged, is set aside and was begun anew.
    case damaged
    /// The file is damaged again and again; the cache is off.
    case unusable
    case noSpace
    case readOnly
    /// Another process reads or writes the file, past the lock.
    case busy
  }

  package var code: Code
  /// The file or folder it is about.
  package var path: String
  /// What the system or SQLite says.
  package var reason: String

  package init(_ code: Code, _ path: String, _ reason: String) {
    self.code = code
    self.path = path
    self.reason = reason
  }

  package var message: String {
    switch code {
    case .damaged:
      "the schema cache \(path) was damaged (\(reason)); it was set aside and begun anew"
    case .unusable:
      "the schema cache \(path) is damaged again and again (\(reason)); running without it: "
        + "check the disk"
    case .noSpace:
      "no space for the schema cache \(path) (\(reason)); running without it: free some space"
    case .readOnly:
      "the schema cache \(path) cannot be written (\(reason)); running without it: check the "
        + "folder's owner and mode, under systemd CacheDirectory="
    case .busy:
      "another process uses the schema cache \(path) (\(reason)); running without it meanwhile"
    }
  }
}

/// Another daemon has this cache; two must not share one.
package struct CacheInUse: Error, Sendable, Equatable {
  /// Nil where the other did not say.
  package var pid: Int32?
  package var path: String

  package var message: String {
    "the cache \(path) is in use" + (pid.map { " by process \($0)" } ?? " by another process")
  }
}
