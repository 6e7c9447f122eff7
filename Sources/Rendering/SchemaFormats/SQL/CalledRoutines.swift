import Catalog

/// The functions and sequences without which a schema's expressions cannot be made.
///
/// Only what defaults, generated columns, checks, indexes and views call is wanted, and what that
/// calls in turn; each stands behind what it calls. Functions of triggers are no part of a schema.
struct CalledRoutines {
  /// What the defaults and checks of domains call.
  private(set) var forDomains: [Routine] = []
  private(set) var forTables: [Routine] = []
  /// What has rows of tables in its signature, or is called by views alone.
  private(set) var afterTables: [Routine] = []
  private(set) var sequences: [Sequence] = []
  /// What else expressions call, in lower case: functions of the database, and keywords.
  private(set) var names: Set<String> = []

  private let byName: [String: [Routine]]
  private var seen: Set<ObjectID> = []

  init(_ schema: Schema) {
    var found: [String: [Routine]] = [:]
    for routine in schema.routines where !routine.isProcedure && !routine.returnsTrigger {
      found[routine.name.name.lowercased(), default: []].append(routine)
    }
    byName = found
    guard schema.dialect == .postgres || schema.dialect.isMySQLFamily else { return }
    let domains = schema.domains.flatMap { domain in
      [domain.defaultValue?.text ?? ""] + domain.checks.map(\.expression.text)
    }
    let tables = schema.tables.flatMap(expressions)
    let views = schema.views.map(\.query.text)
    for text in domains + tables + views { addCalls(in: text, to: &names) }
    names.subtract(byName.keys)
    if !byName.isEmpty {
      forDomains = routines(in: domains)
      let relations = Set(schema.tables.map { $0.name.name.lowercased() })
      for routine in routines(in: tables) {
        if relations.isDisjoint(with: needs(of: routine)) {
          forTables.append(routine)
        } else {
          afterTables.append(routine)
        }
      }
      afterTables += routines(in: views)
    }
    if !schema.sequences.isEmpty {
      let names = Set((domains + tables).flatMap(numberingNames))
      sequences = schema.sequences.filter { names.contains($0.name.name) }
    }
  }

  var isEmpty: Bool { forDomains.isEmpty && forTables.isEmpty && afterTables.isEmpty }

  /// What the texts call and has not been found before, behind what it calls itself.
  private mutating func routines(in texts: [String]) -> [Routine] {
    var ordered: [Routine] = []
    // A routine waits on the second visit until what it calls has been written.
    var waiting: [(routine: Routine, isReady: Bool)] = called(in: texts).map { ($0, false) }
    while let (routine, isReady) = waiting.popLast() {
      if isReady {
        ordered.append(routine)
      } else if seen.insert(routine.id).inserted {
        waiting.append((routine, true))
        waiting += called(in: routine.overloads.map(\.text.text)).map { ($0, false) }
      }
    }
    return ordered
  }

  /// The last comes first, since the caller takes from the end.
  private func called(in texts: [String]) -> [Routine] {
    var names: Set<String> = []
    for text in texts { addCalls(in: text, to: &names) }
    let found = names.flatMap { byName[$0] ?? [] }
    return found.filter { !seen.contains($0.id) }.sorted { $1.name < $0.name }
  }
}

/// The expressions that stand in the statements about a table.
private func expressions(of table: Table) -> [String] {
  var found = table.checks.map(\.expression.text)
  if let storage = table.storage { found.append(storage) }
  for column in table.columns {
    if let value = column.defaultValue { found.append(value.text) }
    if let generation = column.generation { found.append(generation.expression.text) }
  }
  for index in table.indexes {
    found += index.parts.filter(\.isExpression).map(\.text)
    if let predicate = index.predicate { found.append(predicate.text) }
  }
  return found
}

/// The types that must be there before a routine, and for SQL that is read with it, all it names.
private func needs(of routine: Routine) -> Set<String> {
  var found: Set<String> = []
  for overload in routine.overloads {
    for type in overload.signature { found.formUnion(words(of: type)) }
    let text = overload.text.text.lowercased()
    if let atomic = text.firstRange(of: "begin atomic") {
      found.formUnion(words(of: String(text[atomic.upperBound...])))
    } else if let result = text.firstRange(of: "returns ") {
      let type = text[result.upperBound...].trimmingPrefix { $0 == " " || $0 == "\n" }
      let rest = type.hasPrefix("setof") ? type.dropFirst(5) : type
      found.formUnion(
        words(of: String(rest.trimmingPrefix(" ").prefix { $0 != " " && $0 != "\n" }))
      )
    }
  }
  return found
}

private func isWord(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F
    || byte == 0x24 || byte >= 0x80
}

/// Names and keywords, in lower case.
func words(of text: String) -> Set<String> {
  var found: Set<String> = []
  let bytes = Array(text.utf8)
  for word in bytes.split(whereSeparator: { !isWord($0) }) {
    found.insert(String(decoding: word, as: UTF8.self).lowercased())
  }
  return found
}

/// Every name before an opening parenthesis, in lower case; keywords do no harm.
private func addCalls(in text: String, to names: inout Set<String>) {
  let bytes = Array(text.utf8)
  var place = 0
  while place < bytes.count {
    let start = place
    var name: ArraySlice<UInt8>
    if bytes[place] == 0x22 || bytes[place] == 0x60 {
      let end = bytes[(place + 1)...].firstIndex(of: bytes[place]) ?? bytes.count
      name = bytes[(place + 1)..<end]
      place = min(end + 1, bytes.count)
    } else if isWord(bytes[place]) {
      while place < bytes.count, isWord(bytes[place]) { place += 1 }
      name = bytes[start..<place]
    } else {
      place += 1
      continue
    }
    while place < bytes.count, bytes[place] == 0x20 { place += 1 }
    if place < bytes.count, bytes[place] == 0x28 {
      names.insert(String(decoding: name, as: UTF8.self).lowercased())
    }
  }
}

/// The names in `nextval('…')`, without their schemas.
private func numberingNames(_ text: String) -> [String] {
  text.split(separator: "nextval('", omittingEmptySubsequences: false).dropFirst().map { rest in
    let name = rest.prefix { $0 != "'" }
    return name.split(separator: ".").last.map { $0.filter { $0 != "\"" } } ?? ""
  }
}
