import CLinux
import Glibc
import Synchronization

/// Files that are made only so that their event comes back.
///
/// In the folder of its own a file is renamed to and fro, which needs no space on the disk: a full
/// one must not look like a dead watcher. Cookies are never left in a folder of the user's.
final class WatchCookies: Sendable {
  /// Nil where none could be made.
  let folder: String?
  let notice: Int32
  private let numbers = Mutex((last: 0, own: 0))
  private let ownsFolder: Bool

  init(folder wanted: String?, notice: Int32) {
    self.notice = notice
    var path: String?
    if let wanted {
      path = (try? makeFolder(wanted)) == nil ? nil : wanted
    } else {
      path = try? makeTemporaryFolder("modelgend-watch")
    }
    ownsFolder = wanted == nil
    if let made = path {
      let file = open(made + "/" + Self.name(0), O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
      if file >= 0 { close(file) } else { path = nil }
    }
    folder = path
  }

  static let prefix = ".modelgend-probe-"

  static func name(_ number: Int) -> String { "\(prefix)\(getpid())-\(number)" }

  /// The number of a cookie of this process.
  func number(of name: String) -> Int? {
    guard name.hasPrefix(Self.prefix) else { return nil }
    let parts = name.dropFirst(Self.prefix.count).split(separator: "-")
    guard parts.count == 2, parts[0] == String(getpid()) else { return nil }
    return Int(parts[1])
  }

  /// Wakes who waits for a cookie.
  func announce() { eventfd_write(notice, 1) }

  /// Runs one exchange with a number of its own, and the number of the cookie that lies in the
  /// own folder; one exchange at a time.
  func exchange<T: Sendable>(_ body: (Int, inout Int) -> T) -> T {
    numbers.withLock { numbers in
      numbers.last += 1
      return body(numbers.last, &numbers.own)
    }
  }

  /// Renames the cookie of its own folder, and makes it where it got lost.
  func renew(_ number: Int, from own: Int) -> Bool {
    guard let folder else { return false }
    let new = folder + "/" + Self.name(number)
    if rename(folder + "/" + Self.name(own), new) == 0 { return true }
    return touch(new)
  }

  func touch(_ path: String) -> Bool {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { return false }
    close(file)
    return true
  }

  func remove() {
    close(notice)
    guard let folder else { return }
    unlink(folder + "/" + Self.name(numbers.withLock { $0.own }))
    if ownsFolder { rmdir(folder) }
  }
}
