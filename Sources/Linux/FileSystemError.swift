import Glibc

/// What went wrong at the file system: on what, what was attempted, and the system's code.
package struct FileSystemError: Error, Sendable, Equatable {
  package enum Code: Sendable, Equatable {
    case notFound
    case permissionDenied
    case readOnly
    case noSpace
    case tooLarge
    case exists
    case notAFolder
    case outsideRoot
    /// Somebody else changed the file between the look at it and its replacement.
    case changedMeanwhile
    /// Another process has what only one can have: a socket, a lock.
    case inUse
    /// Only that folder cannot be watched; the rest can.
    case limitReached(KernelLimit)
    case other(Int32)
  }

  package var code: Code
  package var path: String
  /// A verb in the infinitive: `read`, `replace`, `list`.
  package var attempt: String

  package init(_ code: Code, _ attempt: String, _ path: String) {
    self.code = code
    self.attempt = attempt
    self.path = path
  }

  package init(errno number: Int32, _ attempt: String, _ path: String) {
    let code: Code =
      switch number {
      case ENOENT: .notFound
      case EACCES, EPERM: .permissionDenied
      case EROFS: .readOnly
      case ENOSPC, EDQUOT: .noSpace
      case EEXIST: .exists
      case ENOTDIR, EISDIR: .notAFolder
      case ELOOP, EXDEV: .outsideRoot
      default: .other(number)
      }
    self.init(code, attempt, path)
  }

  package var message: String {
    let reason =
      switch code {
      case .notFound: "it does not exist"
      case .permissionDenied: "permission denied; check the owner and mode of it and its folders"
      case .readOnly:
        "the file system is read-only here; under systemd, name the folder in ReadWritePaths="
      case .noSpace: "no space left on the device"
      case .tooLarge: "it is larger than the limit for a migration"
      case .exists: "it exists already"
      case .notAFolder: "a file stands where a folder is needed, or the other way round"
      case .outsideRoot: "it leads outside the project root"
      case .changedMeanwhile: "it was changed at the same moment; the change is kept"
      case .inUse: "another process uses it"
      case .limitReached(let limit): limit.advice
      case .other(let number): String(cString: strerror(number))
      }
    return "cannot \(attempt) \(path): \(reason)"
  }
}
