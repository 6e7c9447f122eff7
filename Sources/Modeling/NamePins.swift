import Catalog

/// The names that were given before: of classes by table, of relations by what they are made of.
///
/// A name that code was written against must not move because a second foreign key arrived; only
/// what is new has to find another one. The project keeps them in its committed lock file.
package struct NamePins: Sendable, Equatable {
  /// Table name, with its schema, to class name.
  package var classes: [String: String]
  /// Table name to the identity of a relation to its name.
  package var relations: [String: [String: String]]

  package init(
    classes: [String: String] = [:],
    relations: [String: [String: String]] = [:]
  ) {
    self.classes = classes
    self.relations = relations
  }

  /// The names in some models.
  package init(of models: [Model]) {
    self.init()
    classes.reserveCapacity(models.count)
    relations.reserveCapacity(models.count)
    for slot in models.indices { record(models[slot]) }
  }

  /// The names of some models and of the tables that have a class but no model of their own: they
  /// keep it, lest another takes it.
  package init(of models: [Model], in context: ModelContext) {
    self.init(of: models)
    for table in context.classes.tables {
      if let name = context.classes[table] { classes[table.description] = name }
    }
  }

  package mutating func record(_ model: Model) {
    let table = model.tableName.description
    name(table, model.className)
    let pairs = model.relations.indices.lazy.map { slot in
      (model.relations[slot].identity, model.relations[slot].name)
    }
    let names = Dictionary(pairs) { first, _ in first }
    let wanted = names.isEmpty ? nil : names
    if relations[table] != wanted { relations[table] = wanted }
  }

  /// Sets a class only where it is another, lest all of them are copied for nothing.
  mutating func name(_ table: String, _ given: String) {
    if classes[table] != given { classes[table] = given }
  }

  /// Forgets the names of tables that are no more.
  mutating func keep(_ isPresent: (String) -> Bool) {
    classes = classes.filter { isPresent($0.key) }
    relations = relations.filter { isPresent($0.key) }
  }

  package mutating func remove(table: String) {
    if classes[table] != nil { classes[table] = nil }
    forgetRelations(of: table)
  }

  mutating func forgetRelations(of table: String) {
    if relations[table] != nil { relations[table] = nil }
  }
}

extension NamePins {
  /// Appends them as lines of the lock file, sorted, so that two branches merge:
  /// `class Post posts`, `relation comments posts<tab>has comments.post_id`.
  package func write(to bytes: inout [UInt8]) {
    var escapedTable: [UInt8] = []
    for (table, name) in classes.sorted(by: { $0.key < $1.key }) {
      escapedTable.removeAll(keepingCapacity: true)
      append(escaped: table, to: &escapedTable)
      bytes += "class ".utf8
      bytes += name.utf8
      bytes.append(0x20)
      bytes += escapedTable
      bytes.append(0x0A)
      guard let relations = relations[table] else { continue }
      for (identity, relation) in relations.sorted(by: { $0.key < $1.key }) {
        bytes += "relation ".utf8
        bytes += relation.utf8
        bytes.append(0x20)
        bytes += escapedTable
        bytes.append(0x09)
        append(escaped: identity, to: &bytes)
        bytes.append(0x0A)
      }
    }
  }

  /// Takes a line of the lock file; false where it is none of names.
  package mutating func take(line: Substring) -> Bool {
    let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return false }
    switch parts[0] {
    case "class": classes[unescaped(parts[2])] = String(parts[1])
    case "relation":
      let ends = parts[2].split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      guard ends.count == 2 else { return false }
      relations[unescaped(ends[0]), default: [:]][unescaped(ends[1])] = String(parts[1])
    default: return false
    }
    return true
  }
}

/// Control characters and `%` as `%` and two hexadecimal digits: a table may be called anything.
private func append(escaped text: String, to output: inout [UInt8]) {
  let bytes = text.utf8.span
  var isPlain = true
  for slot in bytes.indices where isEscaped(bytes[slot]) { isPlain = false }
  if isPlain {
    output += text.utf8
    return
  }
  let digits = Array("0123456789abcdef".utf8)
  for slot in bytes.indices {
    let byte = bytes[slot]
    if isEscaped(byte) {
      output += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    } else {
      output.append(byte)
    }
  }
}

private func isEscaped(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x25 }

private func unescaped(_ text: Substring) -> String {
  guard text.utf8.contains(0x25) else { return String(text) }
  var bytes: [UInt8] = []
  var rest = Array(text.utf8)[...]
  while let byte = rest.popFirst() {
    if byte == 0x25, rest.count >= 2,
      let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
    {
      bytes.append(value)
      rest = rest.dropFirst(2)
    } else {
      bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
