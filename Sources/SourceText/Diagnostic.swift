/// How much a diagnostic matters.
package enum Severity: String, Sendable, Comparable, CaseIterable {
  /// Something worth knowing that changes nothing.
  case note
  /// The result may differ from what the author expects.
  case warning
  /// The result is incomplete or a file could not be understood.
  case error

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }

  package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// The number of a kind of diagnostic, printed as `MG0031`.
///
/// Numbers are handed out by target, so that each one declares its own beside the code that
/// reports them: 1–99 Engine (order, conventions), 100–199 SQL syntax, 200–299 SQL evaluation,
/// 300–399 fold, 400–499 PHP syntax, 500–599 PHP evaluation, 600–699 modelling and rendering,
/// 700–799 projects (configuration, reading, writing).
package struct DiagnosticCode: Hashable, Sendable, Comparable, CustomStringConvertible {
  package var number: Int

  package init(_ number: Int) { self.number = number }

  package var description: String {
    let digits = String(number)
    return "MG" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  package static func < (left: DiagnosticCode, right: DiagnosticCode) -> Bool {
    left.number < right.number
  }
}

/// Something the author of a migration should know, beside the result and never instead of it.
package struct Diagnostic: Hashable, Sendable {
  package var code: DiagnosticCode
  package var severity: Severity
  /// What is the case and what to do, one sentence each, no trailing full stop needed.
  package var message: String
  /// Nil where the diagnostic is about the project as a whole.
  package var source: SourceReference?
  /// The tables it is about, by the name they had then; empty where it names none.
  package var tables: [String]

  package init(
    _ code: DiagnosticCode,
    _ severity: Severity,
    _ message: String,
    at source: SourceReference? = nil,
    tables: [String] = []
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.source = source
    self.tables = tables
  }
}
