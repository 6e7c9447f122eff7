/// A diagnostic of a migration, with its place.
package struct DiagnosticReport: Sendable, Codable, Hashable {
  package enum Severity: String, Sendable, Codable, CaseIterable {
    case error
    case warning
    case note
  }

  /// The number of its kind: `MG0301`.
  package var code: String
  package var severity: Severity
  package var message: String
  /// Relative to the project's root; nil where it is about the project as a whole.
  package var file: String?
  package var line: Int?
  package var column: Int?
  package var tables: [String]

  package init(
    code: String,
    severity: Severity,
    message: String,
    file: String? = nil,
    line: Int? = nil,
    column: Int? = nil,
    tables: [String] = []
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.file = file
    self.line = line
    self.column = column
    self.tables = tables
  }

  /// `file:line:column`, as much of it as is known; empty where nothing is.
  package var place: String {
    guard let file else { return "" }
    guard let line else { return file }
    return "\(file):\(line)" + (column.map { ":\($0)" } ?? "")
  }
}

/// How many diagnostics of each kind there are.
package struct DiagnosticCounts: Sendable, Codable, Hashable {
  package var errors: Int
  package var warnings: Int
  package var notes: Int

  package init(errors: Int = 0, warnings: Int = 0, notes: Int = 0) {
    self.errors = errors
    self.warnings = warnings
    self.notes = notes
  }

  package init(counting diagnostics: [DiagnosticReport]) {
    self.init(
      errors: diagnostics.count { $0.severity == .error },
      warnings: diagnostics.count { $0.severity == .warning },
      notes: diagnostics.count { $0.severity == .note }
    )
  }
}

/// The answer to `GET /v1/projects/ID/diagnostics`, worst first.
package struct DiagnosticList: Sendable, Codable, Hashable {
  package var project: String
  package var counts: DiagnosticCounts
  package var diagnostics: [DiagnosticReport]

  package init(project: String, diagnostics: [DiagnosticReport]) {
    self.project = project
    self.diagnostics = diagnostics
    counts = DiagnosticCounts(counting: diagnostics)
  }
}

/// A file that modelgend would write and must not.
package struct ConflictReport: Sendable, Codable, Hashable {
  /// Relative to the project's root.
  package var path: String
  package var reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}
