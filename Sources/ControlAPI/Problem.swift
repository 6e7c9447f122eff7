/// What went wrong with a request, as RFC 9457 has it, with what a machine and a person need.
///
/// `code` names the case for machines and never changes; `title` and `detail` are for people;
/// `hint` says what to do. `path`, `line` and `column` point into a file where the cause is one.
package struct Problem: Error, Sendable, Hashable {
  package var code: String
  package var title: String
  /// The status of the HTTP response.
  package var status: Int
  package var detail: String
  package var hint: String?
  package var path: String?
  package var line: Int?
  package var column: Int?

  package init(
    _ code: ProblemCode,
    _ detail: String,
    hint: String? = nil,
    path: String? = nil,
    line: Int? = nil,
    column: Int? = nil
  ) {
    self.code = code.rawValue
    title = code.title
    status = code.status
    self.detail = detail
    self.hint = hint
    self.path = path
    self.line = line
    self.column = column
  }

  /// The URN that names the kind of problem; stable, nothing is to be fetched there.
  package var type: String { "urn:modelgend:problem:" + code }

  /// Nil for a code of a newer daemon.
  package var known: ProblemCode? { ProblemCode(rawValue: code) }

  /// How a command that met it ends; a code of a newer daemon is judged by its status.
  package var exitStatus: Int32 {
    if let known { return known.exitStatus }
    switch status {
    case 403: return 77
    case 408, 429, 502...504: return 75
    case 400..<500: return 64
    default: return 70
    }
  }
}

extension Problem: Codable {
  private enum Key: String, CodingKey {
    case type, title, status, detail, code, hint, path, line, column
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    code = try container.decode(String.self, forKey: .code)
    title = try container.decode(String.self, forKey: .title)
    status = try container.decode(Int.self, forKey: .status)
    detail = try container.decodeIfPresent(String.self, forKey: .detail) ?? ""
    hint = try container.decodeIfPresent(String.self, forKey: .hint)
    path = try container.decodeIfPresent(String.self, forKey: .path)
    line = try container.decodeIfPresent(Int.self, forKey: .line)
    column = try container.decodeIfPresent(Int.self, forKey: .column)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(type, forKey: .type)
    try container.encode(title, forKey: .title)
    try container.encode(status, forKey: .status)
    try container.encode(detail, forKey: .detail)
    try container.encode(code, forKey: .code)
    try container.encodeIfPresent(hint, forKey: .hint)
    try container.encodeIfPresent(path, forKey: .path)
    try container.encodeIfPresent(line, forKey: .line)
    try container.encodeIfPresent(column, forKey: .column)
  }
}
