/// The closed set of problems this build reports; documented in docs/api.md.
package enum ProblemCode: String, Sendable, CaseIterable {
  case badRequest = "bad-request"
  case foreignOrigin = "foreign-origin"
  case controlOnly = "control-only"
  case permissionDenied = "permission-denied"
  case notFound = "not-found"
  case unknownVersion = "unknown-version"
  case noSuchProject = "no-such-project"
  case noSuchTable = "no-such-table"
  case noSuchRun = "no-such-run"
  case methodNotAllowed = "method-not-allowed"
  case projectExists = "project-exists"
  case projectPaused = "project-paused"
  case projectMissing = "project-missing"
  case headersTooLarge = "headers-too-large"
  case requestTooSlow = "request-too-slow"
  case bodyTooLarge = "body-too-large"
  case badConfiguration = "bad-configuration"
  case badMigrations = "bad-migrations"
  case tooManyConnections = "too-many-connections"
  case stopping = "stopping"
  case notReady = "not-ready"
  case timeout = "timeout"
  case writeFailed = "write-failed"
  case internalError = "internal-error"

  /// Title, status of the response, and how a command that meets it ends (sysexits.h).
  private var row: (title: String, status: Int, exitStatus: Int32) {
    switch self {
    case .badRequest: ("The request cannot be understood", 400, 64)
    case .foreignOrigin: ("Requests of web pages are refused", 403, 77)
    case .controlOnly: ("Not on this socket", 403, 77)
    case .permissionDenied: ("Permission denied", 403, 77)
    case .notFound: ("There is no such page", 404, 64)
    case .unknownVersion: ("This version of the interface is not spoken", 404, 64)
    case .noSuchProject: ("There is no such project", 404, 64)
    case .noSuchTable: ("There is no such table", 404, 64)
    case .noSuchRun: ("There is no such run", 404, 64)
    case .methodNotAllowed: ("The page does not know this method", 405, 64)
    case .projectExists: ("The project exists already", 409, 64)
    case .projectPaused: ("The project is paused", 409, 75)
    case .projectMissing: ("The project's folder is missing", 409, 66)
    case .headersTooLarge: ("The head of the request is too large", 431, 64)
    case .requestTooSlow: ("The request did not arrive in time", 408, 75)
    case .bodyTooLarge: ("The body of the request is too large", 413, 64)
    case .badConfiguration: ("The configuration is not valid", 422, 78)
    case .badMigrations: ("Migrations have errors", 422, 65)
    case .tooManyConnections: ("Too many connections", 503, 75)
    case .stopping: ("The daemon is stopping", 503, 75)
    case .notReady: ("The project has not been read yet", 503, 75)
    case .timeout: ("It took too long", 504, 75)
    case .writeFailed: ("A file could not be written", 500, 74)
    case .internalError: ("Something broke in the daemon", 500, 70)
    }
  }

  package var title: String { row.title }
  package var status: Int { row.status }
  package var exitStatus: Int32 { row.exitStatus }
}
